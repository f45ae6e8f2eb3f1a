"""Reads amounts of a table into its project: rows of execution blocks, further rows of money blocks, units of amounts.

Which cell is an amount and which labels stand around it is told by `pairs.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jixiao.documents.blocks import Cell
from jixiao.forms.desk import Desk
from jixiao.forms.draft import Found, FundRow
from jixiao.forms.inline import inline_label
from jixiao.forms.lexicon import Label, label_of
from jixiao.forms.slots import EXECUTION_AMOUNTS, execution_field, fund_rows, headings

MONEY_ROWS = frozenset({"预算数", "财政资金", "其他资金", "合计", "项目资金总额", "其他行"}) | fund_rows() | headings()

_ONLY_WITH_MONEY = frozenset({"权重", "得分", "原因", "偏差原因"})
_LONGER = frozenset({"中期资金总额", "项目资金总额"})
_LONGER_GOALS = frozenset({"中期目标", "长期绩效指标"})


class Marked(NamedTuple):
    """A label with the cell that it stands in."""

    label: Label
    cell: Cell

    @property
    def heads_block(self) -> bool:
        return self.label.name in headings()


class MoneyReader:
    """The money of one table; state is the unit that a label named last, and an execution block written as pairs."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.named_unit: str | None = None
        self.rows: dict[tuple[int, str], FundRow] = {}
        self.fields: dict[int, str] = {}
        self.longer: frozenset[int] = frozenset()
        self.longer_is_left = True
        self.is_opening = False

    def begin_row(self, cells: Sequence[Cell]) -> None:
        """Look at a row before it is read, for blocks that go on in the rows below.

        预算数 | 500 | 执行数 | 487 opens an execution block written as pairs; 中期资金总额 beside 年度资金总额
        opens two halves.
        """
        labels = [label_of(cell.text) or inline_label(cell.text) for cell in cells]
        fields = _fields_of_pairs(cells)
        was_open = bool(self.longer)
        names = {label.name for label in labels if label}
        if "executed" in fields.values():
            self.fields = fields
        elif "预算数" in names and (longer := self._longer(cells, labels)):
            self.longer = longer
            self.longer_is_left = min(longer) <= min(
                column for column, name in _named(cells, labels) if name == "预算数"
            )
        elif names - MONEY_ROWS:
            self.fields, self.longer = {}, frozenset()
        elif self.longer and (twice := _stand_twice(cells, labels)):
            # a row that lost a cell stands further left: of two like labels the order tells the half
            self.longer = frozenset(columns[0 if self.longer_is_left else -1] for columns in twice)
        elif self.is_opening:
            self.longer = frozenset()
        self.is_opening = bool(self.longer) and not was_open

    def _longer(self, cells: Sequence[Cell], labels: Sequence[Label | None]) -> frozenset[int]:
        """The columns of the labels of a longer term in the row that opens two halves.

        Where both halves have the annual half's word, on a form with goals of both terms, the left one is the longer.
        """
        named = _named(cells, labels)
        totals = [column for column, name in named if name == "预算数"]
        if len(totals) > 1 and self.desk.labels & _LONGER_GOALS:
            return frozenset(totals[:1])
        return frozenset(column for column, name in named if name in _LONGER)

    def is_told_by_half(self, slot: str, label: str) -> bool:
        """Whether a slot of the longer term is not the label's own: the half that it stands in tells the term."""
        return bool(self.longer) and label not in _LONGER and slot.startswith("mid.funds.")

    def label(self, marked: Marked) -> None:
        """Take note of the unit that a label of an amount names."""
        if marked.label.money_unit and marked.label.name in MONEY_ROWS | _LONGER:
            self.named_unit = marked.label.money_unit

    def unit(self, *marks: Marked | None) -> str | None:
        """The unit of an amount: the first that one of its labels names, else the one that a label named last."""
        units = [mark.label.money_unit for mark in marks if mark and mark.label.money_unit]
        if units:
            return units[0]
        return None if self.desk.project.money_unit else self.named_unit

    def slot(self, slot: str, column: int) -> str:
        """The slot of an amount whose label stands in a column; in the longer half of a block it is that half's."""
        is_longer = column in self.longer and slot.startswith("funds.") and slot != "funds.whole_life"
        return f"mid.{slot}" if is_longer else slot

    def part(self, label: Found, value: Found, unit: str | None, column: int) -> bool:
        """A row of a money block that has no field of its own; `column` is its label's."""
        project = self.desk.project
        parts = project.medium_term_parts if column in self.longer else project.fund_parts
        parts.append(FundRow(label, {"budget": value}, unit))
        return True

    def pair(self, value: Found, left: Marked | None, unit: str | None) -> bool:
        """An amount of an execution block that is written as pairs."""
        field = self.fields.get(left.cell.column) if left else None
        if left is None or field is None or left.label.name not in MONEY_ROWS | {"全年预算数", "全年执行数"}:
            return False
        total = left.label.name in ("预算数", "全年预算数", "全年执行数") or execution_field(left.label.name)
        return self.execution(value, None if total else left, field, unit)

    def execution(self, value: Found, row: Marked | None, field: str, unit: str | None) -> bool:
        """An amount of an execution block: `row` is the label of its row, None for the total."""
        words = row.cell.text if row else ""
        key = id(self.desk.project), words
        held = self.rows.get(key)
        if held and field not in held.fields:
            held.fields[field] = value
            return True
        place = self.desk.table.place(row.cell) if row else value.at
        self.rows[key] = FundRow(Found(words, place), {field: value}, unit)
        self.desk.project.execution.append(self.rows[key])
        return True

    def belongs(self, head: Marked, left: Marked | None) -> str | None:
        """The field of an execution block that a column head names, where the label beside is a row of amounts."""
        field = execution_field(head.label.name)
        if field is None or (left and left.label.name not in MONEY_ROWS):
            return None
        if head.label.name in _ONLY_WITH_MONEY and not self.desk.project.execution:
            return None
        return field


def _named(cells: Sequence[Cell], labels: Sequence[Label | None]) -> list[tuple[int, str]]:
    """The labels of a row with their columns."""
    return [(cell.column, label.name) for cell, label in zip(cells, labels, strict=True) if label]


def _stand_twice(cells: Sequence[Cell], labels: Sequence[Label | None]) -> list[list[int]]:
    """The columns of each label that both halves of a row have."""
    columns: dict[str, list[int]] = {}
    for column, name in _named(cells, labels):
        columns.setdefault(name, []).append(column)
    return [each for each in columns.values() if len(each) > 1]


def _fields_of_pairs(cells: Sequence[Cell]) -> dict[int, str]:
    """The fields of amounts that stand beside their labels in one row, by the label's column."""
    fields: dict[int, str] = {}
    for cell, follower in zip(cells, [*cells[1:], None], strict=True):
        label = label_of(cell.text)
        if label is None or follower is None or label_of(follower.text):
            inline = inline_label(cell.text)
            label = inline and (label or inline)
        if label is None:
            continue
        field = "adjusted" if label.name == "预算数" else execution_field(label.name)
        if field in EXECUTION_AMOUNTS:
            fields[cell.column] = field
    return fields
