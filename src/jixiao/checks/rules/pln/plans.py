"""Spending plans as the rules of this family need them: points in calendar order, with their words.

Leaves what is wrong with a plan to the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import CheckpointItem, GoalItem, Part, ProjectItem
from jixiao.checks.once import once
from jixiao.checks.outcome import Spot
from jixiao.checks.texts import Text
from jixiao.checks.words import any_of

DECEMBER = 12

Owner = GoalItem | ProjectItem


def percent_of(point: CheckpointItem) -> Decimal:
    """The point's percent; only asked of points that have one."""
    return point.percent or Decimal(0)


@once
def _plans(dossier: Dossier) -> dict[str, tuple[Owner, list[CheckpointItem]]]:
    owners: tuple[Owner, ...] = (*dossier.goals, *dossier.projects)
    return {owner.subject: (owner, _by_month(owner.checkpoints)) for owner in owners}


def _by_month(points: Iterable[CheckpointItem]) -> list[CheckpointItem]:
    return sorted((point for point in points if point.percent is not None), key=lambda point: point.month)


def plan_of(dossier: Dossier, owner: Owner | None) -> list[CheckpointItem]:
    """The points that state a percent, by month. A month that stands twice keeps the order of the document."""
    return _plans(dossier)[owner.subject][1] if owner else []


def plans(dossier: Dossier) -> list[tuple[Owner, list[CheckpointItem]]]:
    """Every spending plan of at least two points with its owner, the narrative's first."""
    return [entry for entry in _plans(dossier).values() if len(entry[1]) > 1]


@once
def project_of(dossier: Dossier) -> dict[str, str]:
    """The path of each owner's project: its table where there is one. What both tell alike is one mistake."""
    return {
        owner.subject: (pair.project or owner).subject
        for pair in dossier.pairs
        for owner in (pair.goal, pair.project)
        if owner
    }


def falls(points: Sequence[CheckpointItem]) -> list[tuple[CheckpointItem, CheckpointItem]]:
    """Neighbours of which the later states less than the earlier."""
    return [(early, late) for early, late in pairwise(points) if percent_of(late) < percent_of(early)]


def sums_up(points: Sequence[CheckpointItem], whole: Decimal) -> bool:
    """Whether the percents look like shares of each period: together the whole, the last one not the whole."""
    return sum(map(percent_of, points)) == whole and percent_of(points[-1]) != whole


def tells_carry_over(owner: Owner) -> bool:
    """Whether the owner's words say that money is paid in a later year."""
    if isinstance(owner, GoalItem):
        texts: tuple[str | None, ...] = (owner.at.quote, owner.goal.purpose)
    else:
        project = owner.project
        texts = (project.purpose, *project.goals, *(project.details or {}).values())
    return any(any_of("pln.carry_over").search(text) for text in texts if text)


def written(point: CheckpointItem) -> str:
    """The percent in the words of the document where they are known."""
    quote = point.at.quote.strip()
    plain = f"{point.percent}%"
    return plain if plain in quote or not 0 < len(quote) <= len(plain) + 2 else quote


def shown(percents: Sequence[Decimal]) -> str:
    """A row of percents: 25%、50%、75%、100%."""
    return "、".join(f"{number(percent)}%" for percent in percents)


def number(percent: Decimal) -> str:
    """A percent without idle zeros behind the point: 25.00 is 25."""
    return f"{percent.normalize():f}" if percent else "0"


def narrative_lines(dossier: Dossier) -> dict[str, list[Text]]:
    """The paragraphs of each itemized goal, by the goal's path."""
    lines: dict[str, list[Text]] = defaultdict(list)
    for text in dossier.texts:
        if text.role != "cell" and text.subject.startswith("itemized_goals["):
            lines[text.subject.partition("]")[0] + "]"].append(text)
    return lines


def told_at(lines: dict[str, list[Text]], point: CheckpointItem, words: Sequence[str]) -> tuple[str, Spot]:
    """The first of the words that stands in a paragraph of the point's goal, and the point as it stands there.

    Where none is found, the first of the words and the point's own place.
    """
    for word in words:
        for line in lines.get(point.owner.subject, ()):
            if word in line.words:
                return word, Part(point.subject, line.at, point.places)
    return words[0], point
