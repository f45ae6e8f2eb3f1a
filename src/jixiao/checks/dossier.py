"""What a rule may look at: the document and all that lies beside it. Leaves judging to the rules.

Everything that more than one rule needs is worked out here once, when first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from jixiao.checks.facts import Facts
from jixiao.checks.goal_places import goal_places
from jixiao.checks.items import (
    CheckpointItem,
    DepartmentItem,
    Field,
    GoalItem,
    IndicatorItem,
    Part,
    Places,
    ProjectItem,
    department_item,
    goal_items,
    project_items,
)
from jixiao.checks.outcome import Spot
from jixiao.checks.pairs import Pair, ProjectPair, goal_pairs, project_pairs
from jixiao.checks.texts import Text, texts_of
from jixiao.documents.blocks import Blocks
from jixiao.documents.traits import FileTraits
from jixiao.law import Law
from jixiao.model import Document


class Dossier:
    """A document with what is known beside it.

    Args:
        law: the dated values in force for it.
        blocks: the file's flat picture; None for a model that comes from no file.
        traits: tells facts of the file itself, asked when a rule first needs them: they may cost as much as reading.
        previous: last year's document of the same unit. against: the approved plan that a report is held against.
        facts: dates and the like that the caller gives.
        is_typed: the document was typed in and comes from no file: it gets its date when it is written.

    `known` holds what rules have worked out of it, by the function that did (`once`).
    """

    def __init__(
        self,
        document: Document,
        law: Law,
        *,
        blocks: Blocks | None = None,
        traits: Callable[[], FileTraits | None] = lambda: None,
        previous: Dossier | None = None,
        against: Dossier | None = None,
        facts: Facts | None = None,
        is_typed: bool = False,
    ) -> None:
        self.document = document
        self.law = law
        self.blocks = blocks
        self._traits = traits
        self.previous = previous
        self.against = against
        self.facts = facts or Facts()
        self.is_typed = is_typed
        self.known: dict[object, Any] = {}

    @cached_property
    def traits(self) -> FileTraits | None:
        """Facts of the file itself (page, fonts, authors …); None for a model that comes from no file."""
        return self._traits()

    @cached_property
    def places(self) -> Places:
        """Where every value stands."""
        return Places(self.document, goal_places(self.document, self.blocks))

    def spot(self, path: str) -> Field:
        """A path in `read --json` with its place; the empty path is the document as a whole."""
        return self.places.spot(path)

    @property
    def head(self) -> Spot:
        """Where a reader looks for what the document as a whole lacks: its first words, mostly the title."""
        first = next((text for text in self.texts if text.role != "contents"), None)
        return Part("", first.at, self.places) if first else self.spot("")

    @cached_property
    def projects(self) -> tuple[ProjectItem, ...]:
        """The projects' tables."""
        return project_items(self.document, self.places)

    @cached_property
    def goals(self) -> tuple[GoalItem, ...]:
        """The itemized goals of part one, one a project."""
        return goal_items(self.document, self.places)

    @cached_property
    def department(self) -> DepartmentItem | None:
        """The department-wide form, if the document is one."""
        return department_item(self.document, self.places)

    @cached_property
    def forms(self) -> tuple[ProjectItem | DepartmentItem, ...]:
        """The projects' tables, then the department-wide form if the document is one."""
        return (*self.projects, self.department) if self.department else self.projects

    @cached_property
    def indicators(self) -> tuple[IndicatorItem, ...]:
        """Every indicator: of the narrative, of the tables, of a department-wide form (`source` says which)."""
        department = self.department.indicators if self.department else ()
        return (
            *(item for goal in self.goals for item in goal.indicators),
            *(item for project in self.projects for item in project.indicators),
            *department,
        )

    @cached_property
    def table_indicators(self) -> tuple[IndicatorItem, ...]:
        """The indicators of forms: those of the tables and of a department-wide form, without the narrative's."""
        return tuple(item for item in self.indicators if item.source != "narrative")

    @cached_property
    def checkpoints(self) -> tuple[CheckpointItem, ...]:
        """Every point of every spending plan, of the narrative first."""
        return (
            *(point for goal in self.goals for point in goal.checkpoints),
            *(point for project in self.projects for point in project.checkpoints),
        )

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Narrative and table of the same project, matched by content; one of the two is None where it has none."""
        return goal_pairs(self.goals, self.projects)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every paragraph and cell in reading order."""
        return texts_of(self.document, self.blocks, self.places)

    @cached_property
    def approved_pairs(self) -> tuple[ProjectPair, ...]:
        """Projects of this report and of the approved plan (`against`), matched by content; empty without a plan."""
        return project_pairs(self.projects, self.against.projects) if self.against else ()

    @cached_property
    def previous_pairs(self) -> tuple[ProjectPair, ...]:
        """Projects of this and of last year's document (`previous`), matched by content; empty without one."""
        return project_pairs(self.projects, self.previous.projects) if self.previous else ()
