"""What belongs together: narrative and table of a project, projects and indicators of two documents.

Matched by content, never by position. Leaves what differs between the two to the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from jixiao.checks.alike import matched, plain
from jixiao.checks.items import GoalItem, IndicatorItem, ProjectItem

# Two names below these shares of common pieces are two things. Not law: how the matching works.
_PROJECTS, _INDICATORS = 0.4, 0.5


@dataclass(frozen=True)
class IndicatorPair:
    """The same indicator on both sides, or one that only one side has."""

    left: IndicatorItem | None
    right: IndicatorItem | None


@dataclass(frozen=True)
class Pair:
    """The narrative and the table of one project; None where there is none."""

    goal: GoalItem | None
    project: ProjectItem | None

    @cached_property
    def indicators(self) -> tuple[IndicatorPair, ...]:
        """Indicators of narrative (left) and table (right), by second level and name; empty unless both are there."""
        if self.goal is None or self.project is None:
            return ()
        return indicator_pairs(self.goal.indicators, self.project.indicators, one_a_category=True)


@dataclass(frozen=True)
class ProjectPair:
    """The same project in this document (left) and in another (right); None where one has it not."""

    left: ProjectItem | None
    right: ProjectItem | None

    @cached_property
    def indicators(self) -> tuple[IndicatorPair, ...]:
        """Indicators of both, by name within their second level; empty unless both are there."""
        if self.left is None or self.right is None:
            return ()
        return indicator_pairs(self.left.indicators, self.right.indicators)


def goal_pairs(goals: Sequence[GoalItem], projects: Sequence[ProjectItem]) -> tuple[Pair, ...]:
    """Narrative and table of the same project: by equal names, then by likeness of name."""
    keys = [(lambda goal: _name(goal.name), lambda project: _name(project.name))]
    texts = (lambda goal: goal.name, lambda project: project.name)
    return tuple(Pair(goal, project) for goal, project in matched(goals, projects, keys, texts, _PROJECTS))


def project_pairs(left: Sequence[ProjectItem], right: Sequence[ProjectItem]) -> tuple[ProjectPair, ...]:
    """The same projects of two documents: by code, by name, then by likeness of name."""

    def code(item: ProjectItem) -> str | None:
        return item.project.code

    def name(item: ProjectItem) -> str | None:
        return _name(item.name)

    keys = [(code, code), (name, name)]
    texts = (lambda item: item.name, lambda item: item.name)
    return tuple(ProjectPair(one, other) for one, other in matched(left, right, keys, texts, _PROJECTS))


def indicator_pairs(
    left: Sequence[IndicatorItem], right: Sequence[IndicatorItem], one_a_category: bool = False
) -> tuple[IndicatorPair, ...]:
    """The same indicators of two lists: by second level and name, by name, then by likeness of both.

    Args:
        one_a_category: where each side has one indicator of a second level they are the same, whatever their names.
            For narrative and table of one project, whose names seldom agree.
    """

    def full(item: IndicatorItem) -> tuple[str, str] | None:
        return (item.category, plain(item.name)) if item.name else None

    def name(item: IndicatorItem) -> str | None:
        return _name(item.name)

    def category(item: IndicatorItem) -> str | None:
        return item.category or None

    def words(item: IndicatorItem) -> str:
        return item.name

    keys = [(full, full), (name, name)] + ([(category, category)] if one_a_category else [])
    pairs = matched(left, right, keys, (words, words), _INDICATORS)
    return tuple(IndicatorPair(one, other) for one, other in pairs)


def _name(text: str) -> str | None:
    return plain(text) or None
