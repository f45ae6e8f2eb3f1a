"""What a document says of the whole unit: its overall goals, the figures in them, and the tasks that they name.

Leaves what is missing to the rules. The words of tasks lie in `words/dep.toml`.
"""

from __future__ import annotations

import functools
import re

from msgspec import UNSET, Struct

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Item
from jixiao.checks.once import once
from jixiao.checks.rules.str.listing import narrative_read
from jixiao.checks.rules.str.sections import OVERALL, opened
from jixiao.checks.words import words
from jixiao.language import Words
from jixiao.model import Place

NO_OVERALL = Words("文本没有总体绩效目标", "the text has no overall goals")
NO_PROJECTS_BESIDE = Words("没有可以与总体目标对照的项目", "there are no projects to hold against the overall goals")
NO_SAFEGUARDS = Words("文本没有工作保障措施", "the text has no safeguards")

_FIGURES = re.compile(
    r"(?:19|20)[0-9]{2}(?:[-—~至]+(?:19|20)[0-9]{2})?(?:年|号|[〕\]])|[〔\[（(][0-9]{4}[〕\])）][0-9]*号?|(?<![0-9A-Za-z])[0-9]{1,2}[、.．)）](?![0-9])"
    r"|(?P<figure>[0-9][0-9,.]*|百分之|[二两三四五六七八九十百千万]{1,6}余?(?:项|个|条|公里|户|人|次|场|座|处|家|亩|村|所|元|米|吨|件|辆|台|套|万))"
)
_MONEY = re.compile(r"[0-9][0-9,.]*\s*[十百千]?[万亿]?元")
_OF_ITEMS = re.compile("年初预算|分项绩效|专款|专项资金|无预算项目")
_SENTENCES = re.compile(r"[^。；;\n]+")


class Said(Struct, frozen=True):
    """A goal of the whole unit: where it stands and what it says."""

    spot: Item
    words: str


class Topic(Struct, frozen=True):
    """A kind of task: words that name it, and with them all words at which something answers to it."""

    names: tuple[str, ...]
    words: tuple[str, ...]

    def named_in(self, text: str) -> str | None:
        """The first of its names that stands in a text."""
        return next(filter(text.__contains__, self.names), None)

    def answered_in(self, text: str) -> bool:
        """Whether a text speaks of it, be it in other words."""
        return any(map(text.__contains__, self.words))


@functools.cache
def topics() -> tuple[Topic, ...]:
    """The tasks of the list: `name|name;answer|answer`."""
    split = [entry.partition(";") for entry in words("dep.topics")]
    return tuple(
        Topic(tuple(names.split("|")), tuple(filter(None, f"{names}|{rest}".split("|")))) for names, _, rest in split
    )


@once
def overall(dossier: Dossier) -> list[Said]:
    """The overall goals one by one: of part one, or of a department-wide form."""
    document = dossier.document
    said = [
        Said(dossier.spot(f"overall_goals[{i}]"), f"{goal.heading}。{goal.text}")
        for i, goal in enumerate(document.overall_goals)
    ]
    if document.department is not UNSET:
        goals = document.department.goals
        said += [Said(dossier.spot(f"department.goals[{i}]"), goal) for i, goal in enumerate(goals)]
    return said


@once
def introductions(dossier: Dossier) -> list[Said]:
    """The sentences that stand before and among the overall goals."""
    ends = [item.at for item in (*dossier.goals[:1], *dossier.projects[:1])]
    ends += [safeguard.at for safeguard in dossier.document.safeguards[:1]]
    ends += [one.text.at for one in opened(dossier) if one.section != OVERALL]
    if not dossier.document.overall_goals:
        return []
    return [
        Said(dossier.spot(f"passages[{i}]"), passage.text)
        for i, passage in enumerate(dossier.document.passages or ())
        if _is_sentence(passage.text) and all(_order(passage.at) < _order(end) for end in ends)
    ]


def _is_sentence(text: str) -> bool:
    return ("。" in text or "；" in text) and not _OF_ITEMS.search(text)


def figures(text: str) -> int:
    """How many figures a text holds; years, numbers of documents and of items are none."""
    return sum(match["figure"] is not None for match in _FIGURES.finditer(text))


def sentences(text: str) -> list[str]:
    """The sentences of a text, without their stops."""
    return _SENTENCES.findall(text)


def has_money(sentence: str) -> bool:
    """Whether a sentence names an amount."""
    return _MONEY.search(sentence) is not None


@once
def projects_told(dossier: Dossier) -> str:
    """Names, purposes and goals of all projects, of part one and of the tables, as one text."""
    told = [f"{goal.name}\n{goal.goal.purpose or ''}" for goal in dossier.goals]
    told += ["\n".join((item.name, item.project.purpose or "", *item.project.goals)) for item in dossier.projects]
    return "\n".join(told)


def projects_are_all_there(dossier: Dossier) -> bool:
    """Whether the list of projects was read to its end: part one names them all, or nothing was lost."""
    lost = any(unread.reason != "no_slot" for unread in dossier.document.unread)
    return not lost or (bool(dossier.goals) and narrative_read(dossier))


def _order(at: Place) -> tuple[int, int]:
    return (at.page or 0, at.line or 0)
