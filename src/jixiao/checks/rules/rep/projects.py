"""Projects held against one another without comparing each pair: what rows share, and whether projects are akin.

Leaves which share is too large to the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from jixiao.checks.alike import pieces, plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem, ProjectItem
from jixiao.checks.once import once
from jixiao.checks.words import any_of
from jixiao.language import Words

FEW_PROJECTS = Words("有指标的项目太少，无从比较", "too few projects with indicators to compare")

SATISFACTION = "满意"


@once
def compared_projects(dossier: Dossier) -> dict[str, ProjectItem]:
    """The named projects that have rows enough to be compared, by path; empty where there are too few of them."""
    rows, projects = dossier.law.decimal("repetition.fewest_rows"), dossier.law.decimal("repetition.fewest_projects")
    named = {item.subject: item for item in dossier.projects if item.name and len(item.project.indicators) >= rows}
    return named if len(named) >= projects else {}


@once
def rows_of(dossier: Dossier) -> list[IndicatorItem]:
    """The rows of these projects, those on satisfaction left out: these are worded alike by right."""
    projects = compared_projects(dossier)
    return [
        row
        for row in dossier.table_indicators
        if row.owner.subject in projects and SATISFACTION not in row.category + row.dimension
    ]


def shared(
    rows: Iterable[IndicatorItem], key: Callable[[IndicatorItem], Hashable | None]
) -> dict[Hashable, list[IndicatorItem]]:
    """The rows whose key stands in projects that have nothing in common, by key; a key of None is no key."""
    holders: dict[Hashable, list[IndicatorItem]] = defaultdict(list)
    for row in rows:
        if (words := key(row)) is not None:
            holders[words].append(row)
    return {words: same for words, same in holders.items() if _in_unlike_projects(same)}


def name_key(row: IndicatorItem) -> str | None:
    """The plain words of a row's name."""
    return plain(row.name) or None


def meaning(words: str) -> frozenset[str]:
    """The pieces of a project's name that tell what it is about."""
    return pieces(any_of("rep.of_any_project").sub(" ", words))


def _in_unlike_projects(rows: Sequence[IndicatorItem]) -> bool:
    names = {row.owner.subject: row.owner.name for row in rows}
    return len(names) > 1 and not frozenset.intersection(*map(meaning, names.values()))
