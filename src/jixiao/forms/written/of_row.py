"""The slots of a form's repeating rows: indicators and tasks. The opposite of `assemble_indicator.py`.

Leaves to `layout.py` which rows stand where.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import UNSET

from jixiao.forms.written.amounts import plain
from jixiao.forms.written.filled import Filled, amount_filled, points_filled, text_filled
from jixiao.forms.written.of_project import Holder
from jixiao.model import Indicator, Project, TargetValue, Task

_TICK = "√"
_DIMENSIONS = ("成本指标", "产出指标", "效益指标", "满意度指标")
_TARGETS = ("target", "initial_target")
_POINTS = {"weight": "weight", "score": "score", "coefficient": "coefficient_percent"}
_MARKED = ("score", "coefficient")
_NOT_APPLICABLE = ("不适用", "不涉及")
"""How a form says that a row does not apply: it has no score."""
_GRADES = {"优": "excellent", "良": "good", "中": "fair", "差": "poor"}


class Row(NamedTuple):
    """What a repeating row speaks of: an indicator, with the medium-term one beside it, or a task.

    Attributes:
        holder: the project or department that it belongs to.
        path, medium_path: places in the model.
        splits: the form has columns of their own for operator and unit of a target.
        opens: the first row of its holder.
    """

    holder: Holder
    path: str
    indicator: Indicator | None = None
    medium: Indicator | None = None
    medium_path: str = ""
    task: Task | None = None
    splits: bool = False
    opens: bool = False

    @property
    def is_beside(self) -> bool:
        """Whether only the medium-term half of the row speaks of something."""
        return self.indicator is None and self.medium is not None

    def needs(self, slot: str) -> bool:
        """Whether a slot that the form requires is wanted in this row: a row that does not apply has no score."""
        if self.is_beside:
            return False
        actual = (self.indicator.actual if self.indicator else None) or ""
        return slot not in _MARKED or not any(words in actual for words in _NOT_APPLICABLE)

    def fill(self, slot: str) -> Filled:
        """The value of a slot of the row."""
        head, _, rest = slot.partition(".")
        if head == "project":
            return self.holder.fill(rest)
        if head == "task":
            return self._task(rest)
        if head == "mid":
            return indicator_filled(self.medium, self.medium_path, rest, splits=self.splits)
        if slot == "dimension" and self.indicator is None:
            return indicator_filled(self.medium, self.medium_path, slot, splits=self.splits)
        return indicator_filled(self.indicator, self.path, slot, splits=self.splits)

    def _task(self, field: str) -> Filled:
        if field in ("budget", "fiscal", "other", "executed"):
            yuan = getattr(self.task, f"{field}_yuan", None)
            return amount_filled(yuan, f"{self.path}.{field}_yuan", self.holder.money_unit, grouped=self.holder.grouped)
        return text_filled(getattr(self.task, field, None), f"{self.path}.{field}")


def task_rows(holder: Holder) -> list[Row]:
    """A row for every task of the department."""
    tasks: Sequence[Task] = getattr(holder.value, "tasks", ())
    return [Row(holder, f"{holder.path}.tasks[{n}]", task=task) for n, task in enumerate(tasks)]


def indicator_rows(holder: Holder, *, with_medium_term: bool, splits: bool) -> list[Row]:
    """A row for every indicator; the medium-term ones beside the annual ones of their first level."""
    annual = [
        Row(holder, f"{holder.path}.indicators[{n}]", indicator, splits=splits, opens=n == 0)
        for n, indicator in enumerate(holder.value.indicators)
    ]
    medium_term = holder.value.medium_term if isinstance(holder.value, Project) else UNSET
    if not with_medium_term or medium_term is UNSET or not medium_term.indicators:
        return annual
    longer = [(f"{holder.path}.medium_term.indicators[{n}]", each) for n, each in enumerate(medium_term.indicators)]
    levels = {row.indicator.dimension for row in annual if row.indicator} | {each.dimension for _, each in longer}
    rows: list[Row] = []
    for level in sorted(levels, key=_rank):
        left = [(path, each) for path, each in longer if each.dimension == level]
        right = [row for row in annual if row.indicator and row.indicator.dimension == level]
        for number in range(max(len(left), len(right))):
            row = right[number] if number < len(right) else Row(holder, "", splits=splits)
            path, each = left[number] if number < len(left) else ("", None)
            rows.append(row._replace(medium=each, medium_path=path))
    return rows


def _rank(dimension: str | None) -> int:
    """The place of a first level on the form."""
    return _DIMENSIONS.index(dimension) if dimension in _DIMENSIONS else len(_DIMENSIONS)


def indicator_filled(indicator: Indicator | None, path: str, slot: str, *, splits: bool) -> Filled:
    """The value of an indicator's slot."""
    if indicator is None:
        return Filled("", f"{path}.{slot}")
    head, _, rest = slot.partition(".")
    if slot in ("dimension", "category"):
        written = getattr(indicator, f"{slot}_text")
        return text_filled(getattr(indicator, slot) if written is UNSET else written, f"{path}.{slot}")
    if slot in _TARGETS:
        return _target(getattr(indicator, slot), f"{path}.{slot}", splits=splits)
    if slot in ("operator", "unit"):
        return _part_of_target(indicator.target, slot, f"{path}.target.{slot}")
    if slot in _POINTS:
        return points_filled(getattr(indicator, _POINTS[slot]), f"{path}.{_POINTS[slot]}")
    if head == "likelihood":
        return text_filled(_TICK if indicator.likelihood == rest else None, f"{path}.likelihood")
    if head == "grade":
        bands = None if indicator.grades is UNSET else indicator.grades
        return text_filled(getattr(bands, _GRADES[rest], None), f"{path}.grades.{_GRADES[rest]}")
    if head == "reason" or slot == "remark":
        word = rest or "备注"
        details = indicator.details if isinstance(indicator.details, dict) else {}
        return text_filled(details.get(word), f"{path}.details.{word}")
    if slot == "core":
        core = indicator.core
        return text_filled(None if core is UNSET else "是" if core else "否", f"{path}.core")
    if slot == "direction":
        return text_filled(f"{indicator.direction}指标" if indicator.direction else None, f"{path}.direction")
    return text_filled(getattr(indicator, slot), f"{path}.{slot}")


def target_text(target: TargetValue) -> str:
    """A target in one cell: as written, or put together where only its parts are known."""
    if target.text:
        return target.text
    if target.amount is None:
        return target.operator or ""
    upper = "" if target.upper is UNSET else f"-{plain(target.upper)}"
    return f"{target.operator or ''}{plain(target.amount)}{upper}{target.unit or ''}"


def _target(target: TargetValue | None | object, path: str, *, splits: bool) -> Filled:
    if not isinstance(target, TargetValue):
        return Filled("", path)
    if not splits or target.amount is None:
        return Filled(target_text(target), path)
    upper = "" if target.upper is UNSET else f"-{plain(target.upper)}"
    number = None if upper else target.amount
    return Filled(f"{plain(target.amount)}{upper}", path, "text", number)


def _part_of_target(target: TargetValue | None, part: str, path: str) -> Filled:
    """The operator or the unit in its own column; the unit of words that hold it already is not said twice."""
    if target is None or (part == "unit" and target.amount is None):
        return Filled("", path)
    return text_filled(getattr(target, part), path)
