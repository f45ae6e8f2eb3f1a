"""Reads the rows of a table that are no list: a label and its value, and blocks with heads across and labels down.

A value's slot is told by the picture of the form; beyond it by the words of the label beside or above. Amounts and
their units are `pairs_money.py`'s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from jixiao.documents.blocks import Cell
from jixiao.forms.align import under_heads
from jixiao.forms.desk import Desk
from jixiao.forms.draft import Found
from jixiao.forms.inline import InlinePart, inline_parts
from jixiao.forms.lexicon import Label, label_of, plain
from jixiao.forms.pairs_money import MONEY_ROWS, Marked, MoneyReader
from jixiao.forms.slots import (
    EXECUTION_AMOUNTS,
    as_written,
    beside_money,
    ends_list,
    execution_field,
    fund_rows,
    slot_of,
)
from jixiao.forms.titles import unit_line_of, year_line_of
from jixiao.units import yuan_of

_CODE_AND_NAME = re.compile(r"^\[?[0-9]{3,12}\]?[-_ ]?(?![年月日])[\u4e00-\u9fff]")
_MEDIUM_TERM = re.compile(r"[(（]([^()（）]*[0-9]{4}[^()（）]*)[)）]")
_FIGURE = re.compile(r"[0-9*×]|^[-—/／\s]*$")
_WORD = re.compile(r"\w")
_SHARE = re.compile(r"[0-9.]+\s*[%％]?")
_NUMBERED_GOAL = re.compile(r"目标\s*[0-9一二三四五六七八九]{1,2}\s*[:：]?")
_UNKNOWN_LABEL = re.compile(r"[^0-9。；;，,！？:：]{2,16}[:：]?")
_ASK_FOR_NAME = frozenset({"项目名称", "项目类型", "项目属性", "项目性质", "支出内容", "资金用途"})
_GRADE_WORDS = frozenset({"优", "良", "中", "差", "备注"})
_TOTAL_SLOTS = frozenset({"total_weight", "total_score"})
_GOALS = frozenset({"绩效目标", "实际完成情况", "中期目标"})
_OPEN_BLOCKS = frozenset({"项目资金", "预算执行情况", "收入构成", "支出构成", "项目基本情况"})
_UNKNOWN = Label("其他标签")
_FEWEST_LABELS = 3
"""Known labels that a table must have before words beside a value are taken for a label too."""


class PairsReader:
    """The rows of pairs and blocks of one table; state is the labels above each column and left of the cell in hand."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.money = MoneyReader(desk)
        self.first: Marked | None = None
        self.reset()

    def reset(self) -> None:
        """Forget the labels above: a list has stood between."""
        self.above: list[Marked | None] = [None] * max(self.desk.table.width, 1)
        self.heads: list[Cell] = []
        self.beside: list[Marked] = []
        self.block: Marked | None = None
        self.answered: set[int] = set()
        self.only_labels = False
        self.figures: list[Cell] = []

    def read(self, row: Sequence[Cell], covering: Sequence[Cell]) -> None:
        """Read one row; `covering` are merged cells that reach into it from above."""
        starts = [cell for cell in row if cell.text]
        left = None
        if self.desk.table.ragged:
            if not row[0].text or row[0].column > 0:
                left = self.first
            elif self.heads:
                starts = under_heads(starts, self.heads)
        cells = sorted([*covering, *starts], key=lambda cell: cell.column) if covering else starts
        cells = _with_numbers(cells)
        self._walk(cells, left, frozenset(id(cell) for cell in covering))
        if len(starts) > 1 and label_of(starts[-1].text) and label_of(starts[-2].text):
            self.heads = [cell for cell in starts if label_of(cell.text)]

    def _walk(self, cells: Sequence[Cell], left: Marked | None, covering: frozenset[int]) -> None:
        self.money.begin_row(cells)
        self.only_labels = all(label_of(cell.text) for cell in cells)
        self.figures = [cell for cell in cells if self._head_field(cell)]
        self.beside = [left] if left else []
        after_value = False
        first = True
        continues = left is not None
        told: Cell | None = None
        for position, cell in enumerate(cells):
            own = id(cell) not in covering
            if cell is told:
                after_value = True
            elif (label := self._label(cells, position, left)) is not None:
                left, after_value = Marked(label, cell), False
                self.beside.append(left)
                if left.heads_block and label.name not in beside_money():
                    self.block = left
                if own:
                    self._take_label(left, first and not continues)
            elif own and (row := self._other_row(cell)):
                left, after_value = row, False
            elif own and self._is_unknown_pair(cells, position, left, after_value):
                told = cells[position + 1]
                self._unknown_pair(cell, told)
            elif own:
                self._value(cell, left, after_value)
                after_value = True
            first = first and not own

    # labels

    def _label(self, cells: Sequence[Cell], position: int, left: Marked | None) -> Label | None:
        """The label that a cell is; a word such as 备注 or 优 beside a label that waits for its value is the value."""
        label = label_of(cells[position].text)
        if label is None or left is None or left.heads_block:
            return label
        if label.name == "备注" and execution_field(left.label.name):
            return label
        return None if label.name in _GRADE_WORDS or self._is_answer(cells, position, left) else label

    def _is_answer(self, cells: Sequence[Cell], position: int, left: Marked) -> bool:
        """Whether words that are a label elsewhere stand where a name is asked for: 项目名称 | 公用经费."""
        cell = cells[position]
        if left.label.name not in _ASK_FOR_NAME or cell.column != left.cell.column + left.cell.columns:
            return False
        at_edge = cell.column + cell.columns >= self.desk.table.width
        return not self.desk.table.ragged and (at_edge or not self.only_labels)

    def _take_label(self, marked: Marked, first: bool) -> None:
        label, cell = marked
        if first:
            self.first = marked
        for column in range(cell.column, min(cell.column + cell.columns, len(self.above))):
            self.above[column] = marked
        self.money.label(marked)
        if label.period:
            self.desk.project.put("period", Found(label.period, self.desk.table.place(cell)))
        if label.name == "中期目标" and (period := _MEDIUM_TERM.search(cell.text)):
            self.desk.project.put("mid.period", self.desk.found(cell, period[1].strip()))

    def _other_row(self, cell: Cell) -> Marked | None:
        """A row of an execution block whose name is no known label: words left of figures under its heads."""
        if _FIGURE.search(cell.text) or self._head_field(cell):
            return None
        right = [other for other in self.figures[-2:] if other.column > cell.column]
        if len(right) < 2 or not all(_FIGURE.search(other.text) for other in right):
            return None
        return Marked(Label("其他行"), cell)

    def _is_unknown_pair(self, cells: Sequence[Cell], position: int, left: Marked | None, after_value: bool) -> bool:
        """Words that no lexicon knows where a label is due, a value beside them, in a table that has known labels."""
        cell = cells[position]
        follower = cells[position + 1] if position + 1 < len(cells) else None
        is_due = after_value or left is None or left.label.name in _OPEN_BLOCKS
        if follower is None or not is_due or len(self.desk.labels) < _FEWEST_LABELS or self._head_above(follower):
            return False
        if label_of(follower.text) or unit_line_of(follower.text) or self._head_above(cell):
            return False
        return _UNKNOWN_LABEL.fullmatch(cell.text.strip()) is not None

    def _unknown_pair(self, cell: Cell, value: Cell) -> None:
        """Keep a label that no lexicon knows with its value: a row of the money block, or a detail."""
        heads = [mark.label.name for mark in self.beside if mark.heads_block]
        if heads == ["项目资金"] and yuan_of(value.text) is not None:
            self._fund_part(Marked(_UNKNOWN, cell), value)
        elif not _WORD.search(value.text) or not self.desk.put(f"details.{as_written(cell.text)}", value):
            self.desk.leave(cell)
            self.desk.leave(value)

    def _head_above(self, cell: Cell) -> Marked | None:
        """The label above a cell that heads its column: one that has no value beside it."""
        above = self.above[cell.column] if cell.column < len(self.above) else None
        return above if above and id(above.cell) not in self.answered else None

    def _head_field(self, cell: Cell) -> str | None:
        """The field of the execution head that a cell stands under."""
        above = self._head_above(cell)
        return execution_field(above.label.name) if above else None

    # a value

    def _value(self, cell: Cell, left: Marked | None, after_value: bool) -> None:
        if unit := unit_line_of(cell.text):
            self.desk.project.money_unit = unit
            return
        if year_line_of(cell.text) and self._year_head(cell):
            return
        above = self._head_above(cell)
        parts = inline_parts(cell.text)
        if not (
            self._month(cell, above)
            or (self._inline_first(parts, left, after_value) and self._inline(parts, cell))
            or self._by_picture(cell, left, above, after_value)
            or self._execution(cell, left, above)
            or (not after_value and self._beside(cell, left, above))
            or self._inline(parts, cell)
            or self._below(cell, left, above, after_value)
            or self._beside_money(cell, left, above)
            or self._in_block(cell, left)
            or (left is None and _CODE_AND_NAME.match(cell.text) and self.desk.put("unit_line", cell))
            or self.desk.paper(cell)
        ):
            self.desk.leave(cell)
        elif left and not after_value:
            self.answered.add(id(left.cell))

    def _month(self, cell: Cell, above: Marked | None) -> bool:
        if above is None or above.label.month is None or not _SHARE.fullmatch(cell.text):
            return False
        return self.desk.put(f"plan.{above.label.month}", cell)

    def _by_picture(self, cell: Cell, left: Marked | None, above: Marked | None, after_value: bool) -> bool:
        """By the form's own picture: the label beside, the label above, and how far right the value stands."""
        if self.desk.form is None or left is None or left.cell.column in self.money.fields:
            return False
        pairs = self.desk.form.pairs.get(left.label.name, ())
        head = above.label.name if above and above.cell.text != left.cell.text else None
        exact = [pair for pair in pairs if head and pair.above == head]
        if not exact and (after_value or head in _GOALS):
            return False
        position = cell.column / self.desk.table.width
        words = plain(left.cell.text)
        for pair in sorted(exact or pairs, key=lambda pair: (pair.label != words, abs(pair.position - position))):
            if pair.slot.startswith("funds.part."):
                return self._fund_part(above if above and above.label.name in fund_rows() else left, cell)
            if pair.slot.startswith("exec."):
                return self._execution(cell, left, above)
            if self.money.is_told_by_half(pair.slot, left.label.name):
                continue
            if pair.slot not in _TOTAL_SLOTS and self._put(pair.slot, cell, left):
                return True
        return False

    def _execution(self, cell: Cell, left: Marked | None, above: Marked | None) -> bool:
        """Into the execution block: the head above tells the field, the label beside the row."""
        field = self.money.belongs(above, left) if above else None
        if above is None or field is None:
            return False
        row = left if left and not left.heads_block else None
        return self.money.execution(self.desk.found(cell), row, field, self.money.unit(left, above, *self.beside))

    def _beside(self, cell: Cell, left: Marked | None, above: Marked | None) -> bool:
        """By the words of the label to the left."""
        if left is None or (left.heads_block and left.label.name != "绩效目标"):
            return False
        if left.label.name in _GOALS and above and above.label.name in _GOALS and above.cell.row >= left.cell.row:
            return False
        if left.label.name == "合计" and above and above.label.name == "预算数":
            return self._put("funds.budget", cell, left)
        if execution_field(left.label.name) in EXECUTION_AMOUNTS and not _FIGURE.search(cell.text):
            return False
        if left.label.month:
            return self.desk.put(f"plan.{left.label.month}", cell)
        if self.money.pair(self.desk.found(cell), left, self.money.unit(left, *self.beside)):
            return True
        if left.label.name in fund_rows():
            return self._fund_part(left, cell)
        return self._put(slot_of(left.label.name, left.cell.text), cell, left)

    def _below(self, cell: Cell, left: Marked | None, above: Marked | None, after_value: bool) -> bool:
        """By the words of the label above, where nothing but the block's own name stands beside."""
        if above is None or (above.heads_block and above.label.name != "绩效目标"):
            return False
        follows = above.cell.row + above.cell.rows == cell.row
        is_open = left is None or left.heads_block or left.label.name in _GOALS
        if not is_open and not (after_value and follows):
            return False
        if above.label.name in fund_rows() and left:
            return self._fund_part(above, cell)
        return self._put(slot_of(above.label.name, above.cell.text), cell, above)

    def _in_block(self, cell: Cell, left: Marked | None) -> bool:
        """A value beside the name of a block, without a label of its own."""
        if left is None or not left.heads_block:
            return False
        if left.label.name == "预算规模及资金用途":
            return self._put("purpose", cell, left)
        if left.label.name == "项目资金" and re.search(r"[0-9]", cell.text):
            return self._put("funds.budget", cell, left)
        return self._put(f"details.{as_written(left.cell.text)}", cell, left)

    def _beside_money(self, cell: Cell, left: Marked | None, above: Marked | None) -> bool:
        """A share, or an amount of earlier years, in the row of an amount: a detail named by the row and the column."""
        if above is None or left is None or left.heads_block or above.label.name not in beside_money():
            return False
        words = [as_written(left.cell.text), as_written(above.cell.text)]
        if left.label.name == "合计" and self.block:
            words.insert(0, as_written(self.block.cell.text))
        return self.desk.put(f"details.{''.join(words)}", cell)

    def _year_head(self, cell: Cell) -> bool:
        """A year as finer head below 近两年收支金额, whose cell may reach over the column of the year before."""
        over = [self.above[column] for column in (cell.column, cell.column - 1) if 0 <= column < len(self.above)]
        head = next((mark for mark in over if mark), None)
        if head is None or head.label.name not in beside_money():
            return False
        self.above[cell.column] = Marked(
            head.label, msgspec.structs.replace(cell, text=f"{head.label.name}{cell.text}")
        )
        return True

    # labels and values in one cell

    def _inline_first(self, parts: Sequence[InlinePart], left: Marked | None, after_value: bool) -> bool:
        """Whether the label in a cell counts for more than the label beside it."""
        names = {part.label.name for part in parts}
        if left is None or after_value or (left.heads_block and left.label.name != "绩效目标"):
            return bool(names)
        if left.label.name in _GOALS:
            return bool(names) and names <= _GOALS
        if left.label.name in MONEY_ROWS:
            return bool(names) and names <= MONEY_ROWS
        return bool(names) and ends_list(left.label.name) and all(map(ends_list, names)) and not names & _GOALS

    def _inline(self, parts: Sequence[InlinePart], cell: Cell) -> bool:
        for part in parts:
            marked = Marked(part.label, cell)
            value = self.desk.found(cell, part.value)
            self.money.label(marked)
            unit = self.money.unit(marked, *self.beside)
            if self.money.pair(value, marked, unit):
                continue
            if part.label.name in fund_rows():
                self.money.part(Found(part.written, value.at), value, unit, cell.column)
                continue
            slot = self.money.slot(slot_of(part.label.name, part.written), cell.column)
            if not self.desk.keep(slot, value, unit):
                self.desk.leave(cell, part.quote)
        return bool(parts)

    # money

    def _put(self, slot: str, cell: Cell, marked: Marked) -> bool:
        unit = marked.label.money_unit
        if slot.startswith(("funds.", "mid.funds.")):
            if not _FIGURE.search(cell.text):
                return False
            unit = self.money.unit(marked, *self.beside)
        return self.desk.put(self.money.slot(slot, marked.cell.column), cell, unit)

    def _fund_part(self, left: Marked, cell: Cell) -> bool:
        unit = self.money.unit(left, *self.beside)
        return self.money.part(self.desk.found(left.cell), self.desk.found(cell), unit, left.cell.column)


def _with_numbers(cells: list[Cell]) -> list[Cell]:
    """The cells of a row, a goal's number (目标1) in a cell of its own put before the goal."""
    joined: list[Cell] = []
    for cell in cells:
        last = joined[-1] if joined else None
        if last and _NUMBERED_GOAL.fullmatch(last.text):
            joined[-1] = msgspec.structs.replace(cell, text=f"{last.text.rstrip(':：')}：{cell.text}")
        else:
            joined.append(cell)
    return joined
