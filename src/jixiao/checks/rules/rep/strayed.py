"""A word that part one puts before a project's own indicator, and that belongs to another project's indicators.

Leaves saying so to REP04.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import GoalItem, ProjectItem

_LENGTH = 2
"""Signs of such a word."""
_SHORTEST = 4
"""Signs of an indicator's name that is surely no part of other words."""


@dataclass(frozen=True)
class Strayed:
    """The word, the indicator that it stands before, and the project that it came from."""

    goal: GoalItem
    word: str
    indicator: str
    other: ProjectItem


def strayed_words(dossier: Dossier) -> Iterator[Strayed]:
    """沿河 before 独居老人助餐覆盖率, where only the indicators of the project on rivers begin with 沿河.

    Only a word that shares a sign with the other project's name and none with its own, and that the project's own table
    does not hold.
    """
    openings: dict[str, dict[str, ProjectItem]] = defaultdict(dict)
    for project in dossier.projects:
        for row in project.indicators:
            openings[row.name[:_LENGTH]][project.subject] = project
    for pair in dossier.pairs:
        purpose = (pair.goal and pair.goal.goal.purpose) or ""
        if pair.goal is None or pair.project is None:
            continue
        for row in pair.project.indicators:
            at = purpose.find(row.name) if len(row.name) >= _SHORTEST else -1
            word = purpose[max(at - _LENGTH, 0) : max(at, 0)]
            owners = list(openings.get(word, {}).values()) if len(word) == _LENGTH else []
            if len(owners) == 1 and _belongs(word, owners[0], pair.project):
                yield Strayed(pair.goal, word, row.name, owners[0])


def _belongs(word: str, other: ProjectItem, own: ProjectItem) -> bool:
    told = [own.name, own.project.purpose or "", *own.project.goals]
    told += [f"{row.name}{row.indicator.description}{row.indicator.basis}" for row in own.indicators]
    return (
        not set(word).isdisjoint(plain(other.name))
        and set(word).isdisjoint(plain(own.name))
        and not any(word in words for words in told)
    )
