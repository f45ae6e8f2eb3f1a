"""What a reader has found so far, before it becomes the model: texts with places, by the name of their slot.

Every reader (grid, stream, narrative) fills these; `assemble.py` turns them into frozen values. Slots are named like
the model's fields: `code`, `name`, `funds.budget`, `plan.3`, `exec.adjusted`, `mid.goals` …; indicator fields likewise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from jixiao.model import Note, OverallGoal, Place, Safeguard, Unread
from jixiao.model.document import DoubtReason


class Found(msgspec.Struct, frozen=True, gc=False):
    """A text with its place."""

    text: str
    at: Place


class Doubted(NamedTuple):
    """A doubt about a slot of the draft that holds it."""

    slot: str
    reason: DoubtReason
    found: Found


@dataclass(slots=True)
class RecordDraft:
    """A row of a list (an indicator, a task): field → text.

    Indicator fields: dimension, category, name, description, operator, target (and target_read: what a misread target
    was before it was damaged), unit, basis, direction, weight, actual,
    score, deviation_reason, initial_target, forecast, likelihood, coefficient, core, grade.优 …, `unit_target.<name>`,
    `details.<label>`. Task fields: name, content, budget, fiscal, other, completion, executed, `details.<label>`.
    Cost fields: name, unit_price, quantity, amount, basis, `details.<label>`.
    """

    at: Place
    fields: dict[str, Found] = field(default_factory=dict)
    doubts: list[Doubted] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The text of a field, empty where it was not found."""
        found = self.fields.get(name)
        return found.text if found else ""


@dataclass(slots=True)
class FundRow:
    """A row of an execution block or money block: its label and its cells by field (initial, adjusted, executed …)."""

    label: Found
    fields: dict[str, Found] = field(default_factory=dict)
    money_unit: str | None = None


@dataclass(slots=True)
class ProjectDraft:
    """A project, or the whole department, as found so far.

    Attributes:
        slots: code, name, department, unit, purpose, goals, outcome, total_score, grade, `funds.<field>`,
            `plan.<month>`, `mid.<slot>`, `details.<label>`.
        money_unit: unit of amounts that carry none: 元, 万元 …
        money_units: unit of single slots where their own label named one.
        fund_parts: further rows of the money block. medium_term_parts: those of its longer half.
        execution: rows of the execution block, the total first.
        wide: the table speaks of the whole department.
    """

    at: Place
    slots: dict[str, Found] = field(default_factory=dict)
    money_unit: str | None = None
    money_units: dict[str, str] = field(default_factory=dict)
    fund_parts: list[FundRow] = field(default_factory=list)
    medium_term_parts: list[FundRow] = field(default_factory=list)
    execution: list[FundRow] = field(default_factory=list)
    indicators: list[RecordDraft] = field(default_factory=list)
    medium_term: list[RecordDraft] = field(default_factory=list)
    tasks: list[RecordDraft] = field(default_factory=list)
    costs: list[RecordDraft] = field(default_factory=list)
    doubts: list[Doubted] = field(default_factory=list)
    form: str | None = None
    wide: bool = False

    def put(self, slot: str, found: Found, money_unit: str | None = None) -> bool:
        """Keep a text under its slot; False where the slot already holds another text."""
        held = self.slots.get(slot)
        if held is not None and held.text != found.text:
            return False
        if held is None:
            self.slots[slot] = found
        if money_unit:
            self.money_units[slot] = money_unit
        return True

    @property
    def _has_rows(self) -> bool:
        lists = (self.indicators, self.medium_term, self.tasks, self.costs)
        return any(lists) or any((self.execution, self.fund_parts, self.medium_term_parts))

    @property
    def is_blank_form(self) -> bool:
        """Whether nothing but what stands over a form has been found: a template that nobody filled in."""
        return self.slots.keys() <= {"title", "year", "period"} and not self._has_rows

    @property
    def empty(self) -> bool:
        """Whether nothing has been found yet."""
        return not (self.slots or self._has_rows)


@dataclass(slots=True)
class ItemizedDraft:
    """An itemized goal of part one: slots name, budget, purpose, `plan.<month>`, and its indicators."""

    at: Place
    text: str
    slots: dict[str, Found] = field(default_factory=dict)
    indicators: list[RecordDraft] = field(default_factory=list)


@dataclass(slots=True)
class DocumentDraft:
    """The whole document as found so far."""

    slots: dict[str, Found] = field(default_factory=dict)
    overall_goals: list[OverallGoal] = field(default_factory=list)
    itemized: list[ItemizedDraft] = field(default_factory=list)
    safeguards: list[Safeguard] = field(default_factory=list)
    projects: list[ProjectDraft] = field(default_factory=list)
    passages: list[Found] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
