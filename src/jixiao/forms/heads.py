"""Heads of lists: which row is a head, and which field each of its columns fills.

A head is read by its words; which of two like columns is the medium-term one and which the annual one is told by order.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

import msgspec

from jixiao.documents.blocks import Cell
from jixiao.forms.lexicon import Label, category_of, dimension_of, label_of, money_unit_of, plain
from jixiao.forms.slots import (
    EXECUTION_AMOUNTS,
    cost_field,
    execution_field,
    finer_columns,
    indicator_field,
    indicator_fields,
    slot_of,
    task_field,
)

ListKind = Literal["indicators", "tasks", "flat", "allocation", "costs"]

_CORE = frozenset({"一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "绩效指标描述"})
_OF_PROJECTS = {"得分": "total_score"}
_OTHER_HEADS = (frozenset({"地区", "下达金额"}), frozenset({"绩效指标", "绩效指标评价标准"}))
_LONGEST_COST_HEAD = 16
_MOST_PAIRS = 2
"""Labels; more than these side by side head columns of a list of projects."""

_SCORED = frozenset({"actual", "score"})
_REASONS = frozenset({"说明", "情况说明"})
_TWICE = frozenset({"category", "name", "target"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: grid columns from `left` up to `right` (exclusive), the field, the head's words."""

    left: int
    right: int
    field: str
    head: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a list.

    Attributes:
        columns: from left to right. lefts: where each begins. reach: how far each, or one to its left, goes.
        money_units: by field, where a column's own words name one.
    """

    kind: ListKind
    columns: tuple[Column, ...]
    lefts: tuple[int, ...]
    reach: tuple[int, ...]
    money_units: dict[str, str]

    def names(self, column: Column, text: str) -> bool:
        """Whether a text of the head becomes part of the records: the name of a column of their details or villages."""
        return self.kind in ("indicators", "costs", "flat") and column.head == _flat(text)

    def column_at(self, position: int) -> Column | None:
        """The column that holds a grid column."""
        number = bisect_right(self.lefts, position) - 1
        while number >= 0 and self.reach[number] > position:
            if self.columns[number].right > position:
                return self.columns[number]
            number -= 1
        return None


def is_core(text: str) -> bool:
    """Whether a text is a word that only heads of lists of indicators have."""
    label = label_of(text)
    return label is not None and label.name in _CORE


def is_head(cells: Sequence[Cell]) -> bool:
    """Whether a row is the head of a list: several column words, and no content but names of further columns."""
    first = cells[0].text
    if dimension_of(first) or category_of(first):
        return False
    labels = [label.name for cell in cells if (label := label_of(cell.text))]
    core = _CORE.intersection(labels)
    if len(core) >= 2:
        return True
    if len(core) == 1 and sum(1 for label in labels if indicator_field(label)) >= 3:
        return True
    if "项目名称" in labels:
        levels = sum(1 for cell in cells if dimension_of(cell.text))
        if levels > 1 and len(cells) - len(labels) <= levels:
            return True
        if len(labels) > _MOST_PAIRS and 3 * len(labels) > 2 * len(cells) and _touch(cells):
            return True
    return "任务名称" in labels or any(words.issubset(labels) for words in _OTHER_HEADS) or _is_cost_head(cells)


def _touch(cells: Sequence[Cell]) -> bool:
    """Whether no empty cell, where a value could stand, parts the cells of a row."""
    return all(left.column + left.columns == right.column for left, right in pairwise(cells))


def _is_cost_head(cells: Sequence[Cell]) -> bool:
    fields = {_cost_field(cell.text) for cell in cells if len(cell.text) <= _LONGEST_COST_HEAD}
    return "name" in fields and len(fields & {"unit_price", "quantity", "amount", "basis"}) >= 2


@functools.lru_cache(maxsize=1 << 12)
def _cost_field(text: str) -> str | None:
    return cost_field(plain(text))


def head_of(rows: Sequence[Sequence[Cell]], *, lost: bool = False) -> Head:
    """The head that one row, or a row and the finer row below it, makes; `lost`: merged cells count as one column."""
    cells = _in_order(*rows) if lost and len(rows) > 1 and refines(*rows) else _finest(rows)
    labels = [label_of(cell.text) for cell in cells]
    names = [label.name if label else "" for label in labels]
    if "任务名称" in names:
        return _head("tasks", cells, labels, [task_field(name) for name in names])
    if _is_cost_head(cells):
        return _head("costs", cells, labels, [_cost_field(cell.text) for cell in cells])
    if "地区" in names and "三级指标" not in names:
        allocated = {"地区": "name", "下达金额": "budget"}
        return _head("allocation", cells, labels, [allocated.get(name) for name in names])
    if {"项目名称", "职责活动"}.intersection(names):
        fields = [_flat_field(label, cell, names) for label, cell in zip(labels, cells, strict=True)]
        return _head("flat", cells, labels, _with_reason(fields, cells))
    return _head("indicators", cells, labels, _with_reason(_two_halves(_indicator_fields(names, cells)), cells))


def refines(coarse: Sequence[Cell], finer: Sequence[Cell]) -> bool:
    """Whether a row has nothing but the finer heads of groups that the row above it names."""
    groups = [finer_columns(label.name) for cell in coarse if (label := label_of(cell.text))]
    known = {name for names in groups for name in names}
    labels = [label_of(cell.text) for cell in finer if cell.text]
    return len(labels) > 1 and all(label and label.name in known for label in labels)


def _in_order(coarse: Sequence[Cell], finer: Sequence[Cell]) -> list[Cell]:
    """The columns of two rows that lost their merged cells: each group gives way to its finer heads, in order."""
    cells: list[Cell] = []
    rest = [cell for cell in finer if cell.text]
    for cell in (cell for cell in coarse if cell.text):
        label = label_of(cell.text)
        own = finer_columns(label.name) if label else ()
        taken: list[Cell] = []
        while own and rest and (label := label_of(rest[0].text)) and label.name in own:
            taken.append(rest.pop(0))
        cells += taken or [cell]
    first = next(cell.column for cell in coarse if cell.text)
    return [msgspec.structs.replace(cell, column=column, columns=1) for column, cell in enumerate(cells, first)]


def _finest(rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    """The cells that stand directly over the columns: a finer cell replaces the part of the head above it."""
    cells = list(rows[0])
    for finer in rows[1:]:
        covered = {column for cell in finer if cell.text for column in range(cell.column, cell.column + cell.columns)}
        cells = [cell for cell in cells if cell.column not in covered] + [cell for cell in finer if cell.text]
    return sorted((cell for cell in cells if cell.text), key=lambda cell: cell.column)


def _indicator_fields(names: list[str], cells: list[Cell]) -> list[str | None]:
    fields = indicator_fields(names)
    for position, (name, cell) in enumerate(zip(names, cells, strict=True)):
        if fields[position] is None:
            if dimension_of(cell.text) or category_of(cell.text):
                continue
            fields[position] = f"details.{name}" if name else f"unit_target.{_flat(cell.text)}"
    if "name" not in fields and "绩效指标" in names:
        fields[names.index("绩效指标")] = "name"
    elif fields.count("name") > 1 and names.count("绩效指标") == 1 and "三级指标" in names:
        fields[names.index("绩效指标")] = "group"
    if "name" not in fields and fields.count("category") == 1 and "dimension" in fields:
        fields[fields.index("category")] = "name"
    if any(field and field.startswith("unit_target.") for field in fields) and "target" in fields:
        fields = [_detail(field, cell) for field, cell in zip(fields, cells, strict=True)]
    return fields


def _detail(field: str | None, cell: Cell) -> str | None:
    return f"details.{_flat(cell.text)}" if field and field.startswith("unit_target.") else field


def _two_halves(fields: list[str | None]) -> list[str | None]:
    """Where category, name and target stand twice, the left ones are the medium-term block's."""
    twice = {field for field, count in Counter(fields).items() if count > 1 and field in _TWICE}
    if "name" not in twice or len(twice) < 2:
        return fields
    seen: set[str] = set()
    halves: list[str | None] = []
    for field in fields:
        if field in twice and field not in seen:
            seen.add(field)
            halves.append(f"mid.{field}")
        else:
            halves.append(field)
    return halves


def _flat_field(label: Label | None, cell: Cell, names: list[str]) -> str | None:
    if label is None:
        kind = "level" if dimension_of(cell.text) else "details"
        return f"{kind}.{_flat(cell.text)}"
    field = indicator_field(label.name)
    if label.name == "项目资金":
        return "project.funds.budget"
    if label.name == "实际完成情况" and _is_outcome(names):
        return "project.outcome"
    if execution_field(label.name) in EXECUTION_AMOUNTS:
        return f"exec.{execution_field(label.name)}"
    if not {"三级指标", "绩效指标"}.intersection(names):
        return f"project.{_OF_PROJECTS.get(label.name) or slot_of(label.name, cell.text)}"
    if label.name == "绩效指标":
        return "group" if "三级指标" in names else field
    if field and not (field.startswith("details.") or label.name == "其他资金"):
        return field
    return f"project.{slot_of(label.name, cell.text)}"


def _is_outcome(names: list[str]) -> bool:
    """Whether 实际完成情况 over a column is the project's: beside its goal, or beside 实际完成值 of the indicators."""
    beside_goal = "绩效目标" in names and names.index("实际完成情况") == names.index("绩效目标") + 1
    return beside_goal or "实际完成值" in names


def _with_reason(fields: list[str | None], cells: list[Cell]) -> list[str | None]:
    """Where results are scored and no column has the reasons of deviations, 说明 is that column."""
    if "deviation_reason" in fields or not _SCORED.issubset(fields):
        return fields
    return [
        "deviation_reason" if plain(cell.text) in _REASONS else field for field, cell in zip(fields, cells, strict=True)
    ]


def _head(kind: ListKind, cells: list[Cell], labels: list[Label | None], fields: list[str | None]) -> Head:
    columns = []
    units: dict[str, str] = {}
    for cell, label, field in zip(cells, labels, fields, strict=True):
        if field is None:
            field = f"details.{_flat(cell.text)}"
        columns.append(Column(cell.column, cell.column + cell.columns, field, _flat(cell.text)))
        if unit := label.money_unit if label else money_unit_of(cell.text):
            units[field] = unit
    lefts = tuple(column.left for column in columns)
    return Head(kind, tuple(columns), lefts, tuple(accumulate((column.right for column in columns), max)), units)


def _flat(text: str) -> str:
    return "".join(text.split()).strip(":：")
