"""Reads one table with cells into drafts, row by row: titles, pairs and blocks, lists and their totals.

A row of pairs is `pairs.py`'s, a row of a list `records.py`'s. Text without cells is `stream.py`'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.documents.blocks import Cell, Table
from jixiao.forms.desk import Desk
from jixiao.forms.draft import DocumentDraft, Found, ProjectDraft
from jixiao.forms.heads import Head, head_of, is_core, is_head
from jixiao.forms.lexicon import Label, category_of, dimension_of, label_of
from jixiao.forms.inline import inline_label
from jixiao.forms.pairs import PairsReader
from jixiao.forms.records import RecordReader
from jixiao.forms.slots import headings, indicator_field
from jixiao.forms.titles import title_of, unit_line_of
from jixiao.forms.values import parse_points

_TOTALS = {"weight": "total_weight", "score": "total_score"}


def read_table(table: Table, draft: DocumentDraft, project: ProjectDraft) -> ProjectDraft:
    """Read a table into `project` and, where it holds several, into further projects appended to the draft.

    Returns:
        The project that a following table would go on with.
    """
    reader = _GridReader(Desk(table, draft, project))
    for row in range(table.height):
        reader.read(row)
    return reader.desk.project


class _GridReader:
    """One pass over a table's rows; state is the list in hand and the merged cells that reach down."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.pairs = PairsReader(desk)
        self.records: RecordReader | None = None
        self.ended: Head | None = None
        self.medium_term = False
        self.finer_head = -1
        self.long: list[Cell] = []
        self.rows: list[list[Cell]] = [[] for _ in range(desk.table.height)]
        for cell in desk.table.cells:
            self.rows[cell.row].append(cell)

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
            self.records.read(self.rows[row], covering)
            self.desk.project = self.records.project
        else:
            self._end_list()
            if not self._totals(starts):
                self.pairs.read(self.rows[row], [cell for cell in covering if cell.text])

    # titles

    def _titles(self, starts: Sequence[Cell]) -> bool:
        """A row with nothing but a title, a year, a money unit or paper's boilerplate."""
        if len(starts) > 2:
            return False
        if any(title_of(cell.text) for cell in starts):
            self._end_list()
        if all(self.desk.paper(cell) for cell in starts):
            return True
        return len(starts) == 2 and self._unit_line(*starts)

    def _unit_line(self, left: Cell, right: Cell) -> bool:
        """The line over a Hebei table: the unit at the left, the money unit at the right."""
        unit = unit_line_of(right.text)
        if unit is None or label_of(left.text) or inline_label(left.text):
            return False
        self.desk.project.money_unit = unit
        return self.desk.put("unit", left)

    # lists

    def _head(self, row: int) -> None:
        rows: list[Sequence[Cell]] = [self.rows[row]]
        if row + 1 < len(self.rows) and self._is_finer_head(row + 1):
            rows.append(self.rows[row + 1])
            self.finer_head = row + 1
        over = [self.pairs.first.label] if self.pairs.first else []
        beside = [label for cell in [*self.long, *self.rows[row]] if (label := label_of(cell.text))]
        for label in [*over, *beside]:
            self._side(label)
            if label.period:
                self.desk.project.put("period", Found(label.period, self.desk.table.place(self.rows[row][0])))
        head = head_of(rows)
        if head.kind == "flat" and self.desk.project.indicators:
            self.desk.next_project(self.desk.project.at)
        self.records = RecordReader(self.desk.table, head, self.desk.project, self.desk.draft, self.medium_term)

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
            columns = all(label and indicator_field(label.name) for label in labels)
            return len(starts) > 1 and columns and all(not label or label.name in headings() for label in over)
        wide = [cell for cell in self.rows[row - 1] if cell.columns > 1 and cell.rows == 1 and cell.text]
        if not starts or not all(any(w.column <= c.column < w.column + w.columns for w in wide) for c in starts):
            return False
        return all(labels) or any(cell.rows > 1 and is_core(cell.text) for cell in self.rows[row - 1])

    def _ends_list(self, starts: Sequence[Cell]) -> bool:
        """Whether a row is no more of the list in hand: it begins with a label in place of a level or a name."""
        assert self.records is not None
        first = starts[0]
        if dimension_of(first.text) or category_of(first.text):
            return False
        label = label_of(first.text) or inline_label(first.text)
        if label is None:
            return len(starts) == 1 and first.columns >= self.desk.table.width > 2
        if label.name == "合计" and self.records.head.kind in ("allocation", "tasks", "costs"):
            return False
        if label.name in ("绩效指标", "长期绩效指标") and len(starts) > 1:
            return False
        column = self.records.head.column_at(first.column)
        return column is None or first.column == 0 or column.field in ("dimension", "category", "group")

    def _end_list(self) -> None:
        if self.records is not None:
            self.ended, self.records = self.records.head, None
            self.pairs.reset()

    def _totals(self, starts: Sequence[Cell]) -> bool:
        """The row of totals under a list: points under the weights, the score under the scores."""
        label = label_of(starts[0].text)
        if self.ended is None or label is None or label.name not in ("总分", "合计"):
            return False
        figures = [cell for cell in starts[1:] if parse_points(cell.text) is not None]
        if self.desk.table.ragged:
            slots = list(_TOTALS.values()) if len(figures) == 2 else []
        else:
            columns = [self.ended.column_at(cell.column) for cell in figures]
            slots = [_TOTALS.get(column.field, "") if column else "" for column in columns]
        if not slots or not all(slots) or len(figures) < len(starts) - 1:
            return False
        for slot, cell in zip(slots, figures, strict=True):
            self.desk.put(slot, cell)
        return True
