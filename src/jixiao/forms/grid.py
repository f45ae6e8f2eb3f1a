"""Reads one table with cells into drafts, row by row: titles, pairs and blocks, lists and their totals.

A row of pairs is `pairs.py`'s, a row of a list `records.py`'s. Text without cells is `stream.py`'s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jixiao.documents.blocks import Cell, Table
from jixiao.forms.desk import Desk
from jixiao.forms.draft import DocumentDraft, Found, ProjectDraft
from jixiao.forms.headless import read_headless
from jixiao.forms.headlines import head_line_of
from jixiao.forms.heads import Head, head_of, is_core, is_head, refines
from jixiao.forms.inline import inline_label
from jixiao.forms.lexicon import Label, category_of, dimension_of, label_of
from jixiao.forms.pairs import PairsReader
from jixiao.forms.records import RecordReader
from jixiao.forms.slots import ends_list, headings, indicator_field, task_field
from jixiao.forms.titles import is_footnote, title_of, unit_line_of, year_line_of
from jixiao.forms.values import parse_points
from jixiao.forms.written.gaps import MARK

_LONGEST_UNIT = 12
_TOTALS = {"weight": "total_weight", "score": "total_score"}


def read_table(
    table: Table, draft: DocumentDraft, project: ProjectDraft, unended: RecordReader | None = None
) -> tuple[ProjectDraft, RecordReader | None]:
    """Read a table into `project` and, where it holds several, into further projects appended to the draft.

    Args:
        unended: the list that the table right above broke off in.
    Returns:
        The project that a following table would go on with, and the list that it would go on with.
    """
    reader = _GridReader(Desk(table, draft, project))
    if unended and reader.goes_on():
        reader.records = unended.on(table)
    for row in reader.rows:
        reader.read(row)
    reader.leave_heads()
    return reader.desk.project, reader.records


class _GridReader:
    """One pass over a table's rows; state is the list in hand and the merged cells that reach down."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.pairs = PairsReader(desk)
        self.records: RecordReader | None = None
        self.ended: Head | None = None
        self.medium_term = False
        self.finer_head = -1
        self.own_heads: list[Cell] = []
        self.long: list[Cell] = []
        self.rows: dict[int, list[Cell]] = {}
        for cell in desk.table.cells:
            self.rows.setdefault(cell.row, []).append(cell)

    def goes_on(self) -> bool:
        """Whether the table begins within a list: with a level, or with neither label nor title."""
        starts = next((texts for row in self.rows.values() if (texts := [cell for cell in row if cell.text])), [])
        if any(dimension_of(cell.text) or category_of(cell.text) for cell in starts[:2]):
            return True
        return len(starts) > 2 and not any(label_of(cell.text) or title_of(cell.text) for cell in starts)

    def read(self, row: int) -> None:
        """Read a row."""
        self.long = [cell for cell in self.long if cell.row + cell.rows > row]
        covering, self.long = self.long, self.long + [cell for cell in self.rows[row] if cell.rows > 1]
        starts = [cell for cell in self.rows[row] if cell.text]
        if not starts or row == self.finer_head or self._titles(starts):
            return
        if is_head(starts):
            self._head(row)
        elif self.records is not None and not self._ends_list(starts):
            is_free = self.desk.is_across(starts[0]) or (len(starts) == 1 and is_footnote(starts[0].text))
            if is_free and not dimension_of(starts[0].text):
                self.desk.leave(starts[0])
                return
            self.records.read(self.rows[row], covering)
            self.desk.project = self.records.project
        else:
            self._end_list()
            above = [cell for cell in covering if cell.text]
            if not self._totals(starts) and not read_headless(self.desk, starts, above):
                self.pairs.read(self.rows[row], above)

    # titles

    def _titles(self, starts: Sequence[Cell]) -> bool:
        """A row with nothing but a title, a year, a money unit or paper's boilerplate."""
        if len(starts) > 2 or (len(starts) == 2 and all(year_line_of(cell.text) for cell in starts)):
            return False
        if len(starts) == 1 and self._head_line(starts[0]):
            return True
        if any(title_of(cell.text) for cell in starts):
            self._end_list()
        if all(self.desk.paper(cell) for cell in starts):
            return True
        if self._is_caption(starts):
            self.desk.draft.passages.append(self.desk.found(starts[0]))
            return True
        return len(starts) == 2 and self._unit_line(*starts)

    def _head_line(self, cell: Cell) -> bool:
        """A line over the form inside the table, merged from edge to edge."""
        line = head_line_of(cell.text) if self.desk.is_across(cell) else None
        if line is None or not (line.pairs or line.unit):
            return False
        self._end_list()
        self.desk.draft.passages += line.keep(cell.text, self.desk.table.place(cell), self.desk.project)
        return True

    def _is_caption(self, starts: Sequence[Cell]) -> bool:
        """Words alone in the first row that are no label: what somebody calls the table."""
        cell = starts[0]
        alone = len(starts) == 1 and cell.row == 0 and (self.desk.table.ragged or cell.columns == self.desk.table.width)
        return alone and self.desk.table.width > 1 and not (label_of(cell.text) or inline_label(cell.text))

    def _unit_line(self, left: Cell, right: Cell) -> bool:
        """The line over a Hebei table: the unit at the left, the money unit at the right."""
        unit = unit_line_of(right.text)
        line = head_line_of(left.text)
        if unit is None or label_of(left.text) or (inline_label(left.text) and not (line and line.unit)):
            return False
        self.desk.project.money_unit = unit
        return self.desk.keep("unit_line", self.desk.found(left, line.unit if line else None))

    # lists

    def _head(self, row: int) -> None:
        self.leave_heads()
        rows: list[Sequence[Cell]] = [self.rows[row]]
        if row + 1 in self.rows and self._is_finer_head(row + 1):
            rows.append(self.rows[row + 1])
            self.finer_head = row + 1
        over = [self.pairs.first.label] if self.pairs.first else []
        beside = [label for cell in [*self.long, *self.rows[row]] if (label := label_of(cell.text))]
        for label in [*over, *beside]:
            self._side(label)
            if label.period:
                self.desk.project.put("period", Found(label.period, self.desk.table.place(self.rows[row][0])))
        head = head_of(rows, lost=self.desk.table.ragged)
        if head.kind == "flat" and self.desk.project.indicators:
            self.desk.next_project(self.desk.project.at)
        self.records = RecordReader(self.desk.table, head, self.desk.project, self.desk.draft, self.medium_term)
        for cell in (cell for cells in rows for cell in cells if cell.text):
            if not (label_of(cell.text) or dimension_of(cell.text) or self.desk.paper(cell)):
                self.own_heads.append(cell)

    def leave_heads(self) -> None:
        """List the words over columns of the list in hand that no record took up."""
        cells, self.own_heads = self.own_heads, []
        for cell in cells:
            if self.records is None or not self.records.has_named(cell):
                self.desk.leave(cell)

    def _side(self, label: Label) -> None:
        """Whether the list belongs to the medium term, where its block says so."""
        if label.name in ("长期绩效指标", "绩效指标"):
            self.medium_term = label.name == "长期绩效指标"

    def _is_finer_head(self, row: int) -> bool:
        """Whether a row refines the head above it: labels, or names of villages, under cells merged across."""
        starts = [cell for cell in self.rows[row] if cell.text]
        labels = [label_of(cell.text) for cell in starts]
        if self.desk.table.ragged:
            above = {cell.column: label_of(cell.text) for cell in self.rows[row - 1] if cell.text}
            over = [above.get(cell.column) for cell in starts]
            columns = all(label and (indicator_field(label.name) or task_field(label.name)) for label in labels)
            opened = all(not label or label.name in headings() | {"预算数"} for label in over)
            is_finer = (columns and opened) or self._names_units(starts, above)
            return len(starts) > 1 and (is_finer or refines(self.rows[row - 1], starts))
        wide = [cell for cell in self.rows[row - 1] if cell.columns > 1 and cell.rows == 1 and cell.text]
        if not starts or not all(any(w.column <= c.column < w.column + w.columns for w in wide) for c in starts):
            return False
        return all(labels) or any(cell.rows > 1 and is_core(cell.text) for cell in self.rows[row - 1])

    def _names_units(self, starts: Sequence[Cell], above: dict[int, Label | None]) -> bool:
        """Whether words go on from below the last head 指标值 to the right: a village or region each."""
        last = above.get(max(above)) if above else None
        if last is None or last.name != "指标值" or starts[0].column != max(above):
            return False
        return all(not re.search(r"[0-9≥≤><]", cell.text) and len(cell.text) <= _LONGEST_UNIT for cell in starts)

    def _ends_list(self, starts: Sequence[Cell]) -> bool:
        """Whether a row is no more of the list in hand: it begins with a label in place of a level or a name."""
        assert self.records is not None
        first = starts[0]
        if dimension_of(first.text) or category_of(first.text):
            return False
        label = label_of(first.text) or inline_label(first.text)
        column = self.records.head.column_at(first.column)
        if label is None or (label.name == "执行率" and len(starts) > 2):
            return self.records.head.kind == "tasks" and column is not None and _names_block(column.head)
        if label.name == "合计" and self.records.head.kind in ("allocation", "tasks", "costs", "flat"):
            return False
        if label.name in ("绩效指标", "长期绩效指标") and len(starts) > 1:
            return False
        if column is None or column.field in ("dimension", "category", "group"):
            return True
        return first.column == 0 and (column.field != "name" or ends_list(label.name))

    def _end_list(self) -> None:
        if self.records is not None:
            self.leave_heads()
            self.ended, self.records = self.records.head, None
            self.pairs.reset()

    def _totals(self, starts: Sequence[Cell]) -> bool:
        """The row of totals under a list: points under the weights, the score under the scores."""
        label = label_of(starts[0].text)
        if self.ended is None or label is None or label.name not in ("总分", "合计"):
            return False
        figures = [cell for cell in starts[1:] if parse_points(cell.text) is not None or cell.text.strip() == MARK]
        columns = [self.ended.column_at(cell.column) for cell in figures]
        slots = [_TOTALS.get(column.field, "") if column else "" for column in columns]
        if self.desk.table.ragged and not all(slots):
            slots = list(_TOTALS.values()) if len(figures) == 2 else []
        if not slots or not all(slots) or len(figures) < len(starts) - 1:
            return False
        for slot, cell in zip(slots, figures, strict=True):
            self.desk.put(slot, cell)
        return True


def _names_block(text: str) -> bool:
    """Whether the words over a column are the name of the block, which stands left of its rows."""
    label = label_of(text)
    return label is not None and label.name in headings()
