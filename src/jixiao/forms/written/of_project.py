"""The slots of a form that stand once: who, money, plan, goals, execution. The opposite of `assemble_project.py`.

Slots are named as in `draft.py`; rows of lists are `of_row.py`'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from msgspec import UNSET, UnsetType

from jixiao.forms.lexicon import label_of
from jixiao.forms.slots import as_written
from jixiao.forms.written.filled import Filled, amount_filled, percent_filled, points_filled, text_filled
from jixiao.forms.written.goals import coded_text, goals_text, unit_text
from jixiao.model import Department, Document, Execution, ExecutionRow, FundPart, Funds, Project

_Part = TypeVar("_Part", FundPart, ExecutionRow)
_EXECUTION_AMOUNTS = ("initial", "adjusted", "executed", "forecast")


@dataclass(frozen=True, slots=True)
class Holder:
    """What a form speaks of: a project, or the whole department, with its document.

    Attributes:
        path: of the project or the department in the model. money_unit: of the form's amounts.
        numbered_goals: even a single goal bears its number. grouped: amounts have a comma after every thousand.
        code_joint: what stands between a code and its name.
    """

    document: Document
    value: Project | Department
    path: str
    money_unit: str
    numbered_goals: bool = False
    grouped: bool = False
    code_joint: str = ""

    def fill(self, slot: str, printed: str = "") -> Filled:
        """The value of a slot; `printed` are the words of the row's label, which name parts of money blocks."""
        head, _, rest = slot.partition(".")
        if head == "funds":
            return self._funds(self.value.funds, f"{self.path}.funds", rest, printed)
        if head == "mid":
            return self._medium_term(rest, printed)
        if head == "plan":
            return self._checkpoint(int(rest))
        if head == "exec":
            return self._execution(rest, printed)
        if head == "details":
            return self._detail(rest)
        return self._single(slot)

    def _single(self, slot: str) -> Filled:
        value, path = self.value, f"{self.path}.{slot}"
        if slot == "goals":
            numbers = self.numbered_goals and len(value.goals) == 1
            text = f"1.{value.goals[0]}" if numbers else goals_text(value.goals)
            return text_filled(text, path)
        if slot == "unit":
            return self._unit()
        if slot == "period":
            return text_filled(self.document.period, "period")
        if slot == "total_weight":
            return self._total_weight()
        if slot == "total_score":
            return points_filled(value.total_score, path)
        if slot == "department" and isinstance(value, Department):
            return self._detail("主管部门")
        if slot == "code_and_name" and isinstance(value, Project):
            return text_filled(coded_text(value.code, value.name, self.code_joint), f"{self.path}.name")
        return text_filled(getattr(value, slot, None), path)

    def _unit(self) -> Filled:
        """The unit of the form: the project's own where it has one, else the document's."""
        own = self._detail("实施单位")
        return own if own.text else text_filled(unit_text(self.document.unit, self.code_joint), "unit")

    def _detail(self, word: str) -> Filled:
        details = self.value.details
        text = details.get(word) if isinstance(details, dict) else None
        return text_filled(text, f"{self.path}.details.{word}")

    def _total_weight(self) -> Filled:
        """The sum of all weights, unless the model states it; none where a weight is still wanted."""
        stated = self._detail("分值合计")
        if stated.text:
            return stated._replace(kind="points", number=Decimal(stated.text) if _is_number(stated.text) else None)
        weights = [each.weight for each in self.value.indicators]
        known = [weight for weight in weights if weight is not None]
        execution = self.value.execution
        if execution and execution.weight is not None:
            known.append(execution.weight)
        total = sum(known, Decimal(0)) if known and None not in weights else None
        return points_filled(total, f"{self.path}.details.分值合计")

    def _funds(self, funds: Funds, path: str, field: str, printed: str) -> Filled:
        field, _, label = field.partition(".")
        if field != "part":
            return amount_filled(
                getattr(funds, f"{field}_yuan"), f"{path}.{field}_yuan", self.money_unit, grouped=self.grouped
            )
        step, part = _named(funds.parts, label, printed)
        return amount_filled(
            part.yuan if part else None, f"{path}.parts{step}.yuan", self.money_unit, grouped=self.grouped
        )

    def _medium_term(self, slot: str, printed: str) -> Filled:
        path = f"{self.path}.medium_term"
        medium = getattr(self.value, "medium_term", UNSET)
        field, _, rest = slot.partition(".")
        if medium is UNSET:
            return Filled("", f"{path}.{slot}", "amount" if field == "funds" else "text")
        if field == "funds":
            return self._funds(medium.funds or Funds(), f"{path}.funds", rest, printed)
        return text_filled(goals_text(medium.goals) if field == "goals" else medium.period, f"{path}.{field}")

    def _checkpoint(self, month: int) -> Filled:
        plan = self.value.spending_plan if isinstance(self.value, Project) else ()
        for number, point in enumerate(plan):
            if point.month == month:
                return percent_filled(
                    point.cumulative_percent, f"{self.path}.spending_plan[{number}].cumulative_percent"
                )
        return percent_filled(None, f"{self.path}.spending_plan[?month={month}].cumulative_percent")

    def _execution(self, slot: str, printed: str) -> Filled:
        execution = self.value.execution or Execution()
        path = f"{self.path}.execution"
        label, _, field = slot.rpartition(".")
        row: Execution | ExecutionRow | None = execution
        if label:
            step, row = _named(execution.parts, label, printed)
            path = f"{path}.parts{step}"
        if field in _EXECUTION_AMOUNTS:
            return amount_filled(
                getattr(row, f"{field}_yuan", None), f"{path}.{field}_yuan", self.money_unit, grouped=self.grouped
            )
        if field == "rate":
            return percent_filled(getattr(row, "rate_percent", None), f"{path}.rate_percent")
        if field == "reason":
            return text_filled(getattr(row, "deviation_reason", None), f"{path}.deviation_reason")
        return points_filled(getattr(row, field, None), f"{path}.{field}")


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()


def _standard(label: str) -> str:
    found = label_of(label)
    return found.name if found else as_written(label)


def _named(parts: tuple[_Part, ...] | UnsetType, label: str, printed: str) -> tuple[str, _Part | None]:
    """The part of a money block that a printed row speaks of, with its step in a path; by its name if there is none."""
    known = () if isinstance(parts, UnsetType) else parts
    for wanted in ({as_written(printed)}, {_standard(label), _standard(printed)}):
        for number, part in enumerate(known):
            if as_written(part.label) in wanted or _standard(part.label) in wanted:
                return f"[{number}]", part
    return f"[?label={as_written(printed) or label}]", None
