"""The values of a document one after the other, each with its path in `read --json` and its place.

Leaves what is wrong with them to the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Literal, Protocol

from msgspec import UNSET, Struct

from jixiao.model import Checkpoint, Department, Document, Indicator, ItemizedGoal, Place, Project, TargetValue

Source = Literal["table", "narrative", "department"]


class Places:
    """Where every value of a document stands; a value that is not listed stands at the nearest place above it.

    Args:
        found: places that were looked up in the file; they go before those of the document.
    """

    def __init__(self, document: Document, found: Mapping[str, Place] | None = None) -> None:
        self._at = {**dict(_own_places(document)), **document.at, **(found or {})}
        self._top = Place()

    def at(self, path: str) -> Place:
        """The place of a path, or of the nearest value above it."""
        while path:
            place = self._at.get(path)
            if place is not None:
                return place
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self._top

    def spot(self, path: str) -> Field:
        """The path with its place."""
        return Field(path, self)

    def listed(self) -> dict[str, Place]:
        """Every path that has a place of its own."""
        return self._at


class Field(Struct, frozen=True):
    """A value's path; its place is looked up when it is asked for, since most values are right."""

    subject: str
    places: Places

    @property
    def at(self) -> Place:
        """Where the value stands."""
        return self.places.at(self.subject)

    def field(self, name: str) -> Field:
        """A value below this one."""
        return Field(f"{self.subject}.{name}", self.places)


class Item(Protocol):
    """Anything with a path and a place, and values below it."""

    @property
    def subject(self) -> str: ...

    @property
    def at(self) -> Place: ...

    def field(self, name: str) -> Field: ...


class Part(Struct, frozen=True, dict=True):
    """A part of the document with its path and place."""

    subject: str
    at: Place
    places: Places

    def field(self, name: str) -> Field:
        """A value below this one: `indicator.field("basis")`, `project.field("funds.budget_yuan")`."""
        return Field(f"{self.subject}.{name}", self.places)


class IndicatorItem(Part, frozen=True, dict=True):
    """An indicator and what it belongs to.

    Attributes:
        name: 三级指标. category: 二级指标. dimension: 一级指标, both in standard words. Each empty where the cell is.
    """

    indicator: Indicator
    owner: ProjectItem | GoalItem | DepartmentItem
    name: str
    category: str
    dimension: str

    @property
    def source(self) -> Source:
        """Read from a project's table, from the narrative of part one, or from a department-wide form."""
        return self.owner.source

    @property
    def target(self) -> TargetValue | None:
        """指标值, None where the cell is empty."""
        return self.indicator.target


class CheckpointItem(Part, frozen=True, dict=True):
    """A point of a spending plan and what it belongs to."""

    checkpoint: Checkpoint
    owner: ProjectItem | GoalItem

    @property
    def month(self) -> int:
        """End of which month, 1-12."""
        return self.checkpoint.month

    @property
    def percent(self) -> Decimal | None:
        """Cumulative share of the budget, percent points."""
        return self.checkpoint.cumulative_percent


class ProjectItem(Part, frozen=True, dict=True):
    """A project's table. `whole` is false where a part of it could not be read: what is missing was not left out."""

    project: Project
    whole: bool
    source: Source = "table"

    @cached_property
    def name(self) -> str:
        """项目名称, empty where none was read."""
        return self.project.name or ""

    @cached_property
    def indicators(self) -> tuple[IndicatorItem, ...]:
        """The indicators of the table."""
        return _indicators(self, self.project.indicators)

    @cached_property
    def checkpoints(self) -> tuple[CheckpointItem, ...]:
        """The spending plan of the table."""
        return _checkpoints(self, self.project.spending_plan)


class GoalItem(Part, frozen=True, dict=True):
    """A project as part one tells it (分项绩效目标). `whole` as in `ProjectItem`."""

    goal: ItemizedGoal
    whole: bool
    source: Source = "narrative"

    @cached_property
    def name(self) -> str:
        """The project's name as the narrative writes it, empty where none was read."""
        return self.goal.project_name or ""

    @cached_property
    def indicators(self) -> tuple[IndicatorItem, ...]:
        """The indicators of the narrative."""
        return _indicators(self, self.goal.indicators)

    @cached_property
    def checkpoints(self) -> tuple[CheckpointItem, ...]:
        """The spending plan of the narrative."""
        return _checkpoints(self, self.goal.spending_plan)


class DepartmentItem(Part, frozen=True, dict=True):
    """What a department-wide form states. `whole` as in `ProjectItem`."""

    department: Department
    whole: bool
    source: Source = "department"

    @cached_property
    def name(self) -> str:
        """A department-wide form names no project."""
        return ""

    @cached_property
    def indicators(self) -> tuple[IndicatorItem, ...]:
        """The indicators of the form."""
        return _indicators(self, self.department.indicators)


def project_items(document: Document, places: Places) -> tuple[ProjectItem, ...]:
    """The projects of a document."""
    broken = _broken(document, [project.at for project in document.projects])
    return tuple(
        ProjectItem(f"projects[{i}]", project.at, places, project, i not in broken)
        for i, project in enumerate(document.projects)
    )


def goal_items(document: Document, places: Places) -> tuple[GoalItem, ...]:
    """The itemized goals of a document."""
    after = [project.at for project in document.projects[:1]]
    broken = _broken(document, [goal.at for goal in document.itemized_goals] + after)
    return tuple(
        GoalItem(f"itemized_goals[{i}]", goal.at, places, goal, i not in broken)
        for i, goal in enumerate(document.itemized_goals)
    )


def department_item(document: Document, places: Places) -> DepartmentItem | None:
    """The department-wide form, if the document is one."""
    if document.department is UNSET:
        return None
    whole = all(unread.reason == "no_slot" for unread in document.unread)
    return DepartmentItem("department", document.department.at, places, document.department, whole)


def _indicators(
    owner: ProjectItem | GoalItem | DepartmentItem, indicators: tuple[Indicator, ...]
) -> tuple[IndicatorItem, ...]:
    return tuple(
        IndicatorItem(
            f"{owner.subject}.indicators[{i}]",
            one.at,
            owner.places,
            one,
            owner,
            one.name or "",
            one.category or "",
            one.dimension or "",
        )
        for i, one in enumerate(indicators)
    )


def _checkpoints(owner: ProjectItem | GoalItem, plan: tuple[Checkpoint, ...]) -> tuple[CheckpointItem, ...]:
    items = []
    for i, checkpoint in enumerate(plan):
        path = f"{owner.subject}.spending_plan[{i}]"
        at = owner.places.at(f"{path}.cumulative_percent")
        items.append(CheckpointItem(path, at, owner.places, checkpoint, owner))
    return tuple(items)


def _broken(document: Document, starts: list[Place]) -> set[int]:
    """Which of the parts that start at these places hold something that could not be read."""
    lost = [unread.at for unread in document.unread if unread.reason != "no_slot"]
    return {_part_of(at, starts) for at in lost}


def _part_of(at: Place, starts: list[Place]) -> int:
    """The last part that starts at or before a place; -1 where none does."""
    where = _order(at)
    return max((i for i, start in enumerate(starts) if _order(start) <= where), default=-1)


def _order(at: Place) -> tuple[int, int, int, int]:
    return (at.page or 0, at.line or 0, at.table or 0, at.row or 0)


def _own_places(document: Document) -> Iterator[tuple[str, Place]]:
    """The places that stand in the values themselves."""
    for name in ("overall_goals", "itemized_goals", "safeguards", "projects", "passages"):
        for i, value in enumerate(getattr(document, name) or ()):
            yield f"{name}[{i}]", value.at
    for name in ("itemized_goals", "projects"):
        for i, value in enumerate(getattr(document, name)):
            for k, indicator in enumerate(value.indicators):
                yield f"{name}[{i}].indicators[{k}]", indicator.at
    for i, project in enumerate(document.projects):
        for k, cost in enumerate(project.costs or ()):
            yield f"projects[{i}].costs[{k}]", cost.at
    if document.department is not UNSET:
        yield "department", document.department.at
        for k, task in enumerate(document.department.tasks):
            yield f"department.tasks[{k}]", task.at
        for k, indicator in enumerate(document.department.indicators):
            yield f"department.indicators[{k}]", indicator.at
