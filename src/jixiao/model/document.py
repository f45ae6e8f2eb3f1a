"""The root of the model: one document as read, with the ledger of what reading left open."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from jixiao.model.indicator import Indicator
from jixiao.model.place import Place
from jixiao.model.plan import ItemizedGoal, OverallGoal, Safeguard, Unit
from jixiao.model.project import Execution, Funds, Project

DocumentKind = Literal[
    "performance_plan",
    "project_targets",
    "department_targets",
    "monitoring_report",
    "self_evaluation",
    "department_self_evaluation",
    "unknown",
]

UnreadReason = Literal[
    "truncated",
    "not_separable",
    "no_slot",
    "no_value",
    "scanned_page",
    "unreadable_part",
]

DoubtReason = Literal[
    "operator_misread",
    "operator_lost",
    "digits_fused",
    "cells_lost",
    "label_repaired",
    "order_unsure",
    "amount_in_prose",
]

NoteKind = Literal["tracked_changes", "properties_skipped", "off_page_text", "hidden_text", "limit", "markup_repaired"]


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """Something that stood in the document and is not in the model: never dropped in silence, never guessed.

    Attributes:
        reason: `truncated` the document ends inside it · `not_separable` cells ran together and cannot be told apart ·
            `no_slot` a cell that no known label or head claims · `no_value` values were lost, only labels are left ·
            `scanned_page` a page without text · `unreadable_part` a part of the file that is broken.
    """

    at: Place = Place()
    reason: UnreadReason
    text: str


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """A value that stands in the model but was read with doubt; `subject` is its path in this very JSON.

    Attributes:
        reason: `operator_misread` a sign stands where an operator belongs (290% for ≥90%) · `operator_lost` ·
            `digits_fused` two numbers ran together and were taken apart · `cells_lost` cells had no borders and were
            told apart by their words · `label_repaired` a broken or cut label was completed · `order_unsure` names and
            values were matched by order alone · `amount_in_prose` the value is a sentence with numbers in it.
    """

    subject: str
    reason: DoubtReason
    text: str
    at: Place = Place()


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a reader of the model should know of the file, but that leaves no value in doubt."""

    kind: NoteKind
    text: str
    at: Place = Place()


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of the body that belongs to no field: introductions, cover lines, notes under tables."""

    text: str
    at: Place = Place()


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """年度主要任务 of a department-wide form; money in yuan."""

    name: str | None = None
    content: str | None = None
    budget_yuan: Decimal | None = None
    fiscal_yuan: Decimal | None = None
    other_yuan: Decimal | None = None
    completion: str | UnsetType = UNSET
    executed_yuan: Decimal | UnsetType = UNSET
    at: Place = Place()


class Department(msgspec.Struct, frozen=True, kw_only=True):
    """What a department-wide form (部门整体支出) states of the whole unit."""

    funds: Funds = Funds()
    execution: Execution | None = None
    tasks: tuple[Task, ...] = ()
    goals: tuple[str, ...] = ()
    outcome: str | UnsetType = UNSET
    indicators: tuple[Indicator, ...] = ()
    total_score: Decimal | None = None
    grade: str | None = None
    details: dict[str, str] | UnsetType = UNSET
    at: Place = Place()


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A document as read: `jixiao read --json` prints exactly this.

    Absent values are null, money is decimal text in yuan, percents are decimal text in percent points. Fields that
    belong to few forms are left out where the document has nothing for them.

    Attributes:
        file: name of the file; given where several files are read in one call.
        period: months that a monitoring report covers, `1-7`.
        department: present for department-wide forms.
        passages: body text that belongs to no field, so that nothing is dropped in silence.
        unread: what could not be read. doubts: what was read with doubt. notes: what else one should know.
        at: place of every value, by its path in this JSON (`projects[0].funds.budget_yuan`). A value that is not
            listed stands at the nearest `at` above it.
    """

    schema: Literal["jixiao/document/1"] = "jixiao/document/1"
    file: str | UnsetType = UNSET
    kind: DocumentKind = "unknown"
    year: int | None = None
    period: str | UnsetType = UNSET
    profile: str | None = None
    unit: Unit = Unit()
    overall_goals: tuple[OverallGoal, ...] = ()
    itemized_goals: tuple[ItemizedGoal, ...] = ()
    safeguards: tuple[Safeguard, ...] = ()
    projects: tuple[Project, ...] = ()
    department: Department | UnsetType = UNSET
    passages: tuple[Passage, ...] | UnsetType = UNSET
    unread: tuple[Unread, ...] = ()
    doubts: tuple[Doubt, ...] | UnsetType = UNSET
    notes: tuple[Note, ...] | UnsetType = UNSET
    at: dict[str, Place] = {}


def has_content(document: Document) -> bool:
    """Whether a document holds anything that a budget performance document holds.

    Passages and cells under unknown heads are none; a part that could not be read counts, since it may have held it.
    """
    lost = any(unread.reason != "no_slot" for unread in document.unread)
    return document.kind != "unknown" or bool(document.projects) or lost
