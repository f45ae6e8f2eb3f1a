"""REP04: a project's text holds words of another project. Leaves names that differ within a project to IDN06."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Item
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.gol.substance import substance, without_year
from jixiao.checks.rules.rep.projects import meaning
from jixiao.checks.rules.rep.strayed import strayed_words
from jixiao.checks.words import any_of, words
from jixiao.language import Words
from jixiao.law import cite

FEW = Words("只有一个项目，或者没有读到项目用途和目标", "only one project, or no purposes and goals were read")
WHOLE = Words(
    "“{project}”的用途或目标写的是“{found}”，即另一项目“{other}”的内容。",
    "Purpose or goal of “{project}” says “{found}”: that is another project, “{other}”.",
)
REWRITE = Words("请按“{project}”本身的工作内容改写。", "Write what “{project}” itself does.")


class _Told(Struct, frozen=True):
    """What a project's narrative or table says it is for."""

    spot: Item
    name: str
    words: str


@rule(
    id="REP04",
    level=Level.WARNING,
    title=Words("残留其他项目的文字", "Words of another project left in"),
    citations=[cite("caiyu-2015-88", "13")],
    message=Words(
        "“{found}”多出的“{stray}”像是套用项目“{other}”的文字时留下的。",
        "“{stray}” in “{found}” seems left over from the text of the project “{other}”.",
    ),
    hint=Words("请核对后改为“{expected}”。", "Write “{expected}”, if so."),
    kinds=PROJECT_PLANS,
)
def words_of_another_project(dossier: Dossier) -> Outcome:
    """What a project's text says is about that project.

    Judges purposes and goals in three ways. One that names nothing but another project (by its full name, without the
    words of any project) was copied with it. One that frames the project's name as another project's does (保障本乡镇…)
    but has one sign too many before the name, the first of the other project's name, was typed over it. So was one
    that puts a word of another project's indicators before an indicator of its own (沿河 before 独居老人助餐覆盖率). A
    text that mentions another project among other things may rightly do so.
    """
    told = list(_told(dossier))
    names = {plain(one.name): one.name for one in told}
    if len(names) < 2:
        return judged(0, (), without=FEW)
    return judged(told, [*_strays(told), *_strayed(dossier), *_wholes(told)], without=FEW)


def _told(dossier: Dossier) -> Iterator[_Told]:
    for goal in dossier.goals:
        if plain(goal.name) and goal.goal.purpose:
            yield _Told(goal.field("purpose"), goal.name, goal.goal.purpose)
    for project in dossier.projects:
        if plain(project.name) and project.project.purpose:
            yield _Told(project.field("purpose"), project.name, project.project.purpose)
        for i, words_of_goal in enumerate(project.project.goals if plain(project.name) else ()):
            yield _Told(project.field(f"goals[{i}]"), project.name, words_of_goal)


def _strays(told: list[_Told]) -> Iterator[Draft]:
    """One sign between the words before a project's name and the name, with which another name in that frame begins."""
    frames: dict[tuple[str, str], str] = {}
    for one in told:
        frame, name, _ = without_year(one.words).partition(plain(one.name))
        if name and frame:
            frames.setdefault((frame, name[0]), one.name)
    ordinary = frozenset(words("rep.ordinary_before_names"))
    for one in told:
        frame, name, _ = without_year(one.words).partition(plain(one.name))
        other = frames.get((frame[:-1], frame[-1:])) if name else None
        if other is None or frame[-1] in ordinary or plain(other) == name:
            continue
        head = next((part for part in (one.name.split("、")[0], one.name) if frame[-1] + part in one.words), None)
        if head is not None:
            yield found(one.spot, found=frame[-1] + head, expected=head, stray=frame[-1], other=other)


def _strayed(dossier: Dossier) -> Iterator[Draft]:
    for one in strayed_words(dossier):
        spot, both = one.goal.field("purpose"), one.word + one.indicator
        yield found(spot, found=both, expected=one.indicator, stray=one.word, other=one.other.name)


def _wholes(told: list[_Told]) -> Iterator[Draft]:
    """Texts that say another project's name and nothing else."""
    owners: dict[str, set[str]] = defaultdict(set)
    for one in told:
        if core := _core(one.name):
            owners[core].add(one.name)
    for one in told:
        core = _core(one.words)
        others = owners.get(core, set()) if core else set()
        if len(others) == 1 and core != _core(one.name):
            (other,) = others
            if meaning(other).isdisjoint(meaning(one.name)):
                yield found(one.spot, found=one.words, message=WHOLE, hint=REWRITE, project=one.name, other=other)


def _core(text: str) -> str:
    """What is left of a name or purpose without the words of any project."""
    return substance(any_of("dep.frames").sub("", text))
