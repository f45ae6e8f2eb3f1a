"""The tables of WordprocessingML: the handlers of the tags that open, close and merge cells.

Merges are resolved by `docx_flow`; what stands in the cells is left to `docx_walk`, which builds on this.
"""

from __future__ import annotations

from jixiao.documents.docx_flow import MOST_COLUMNS, Flow, Row, TableBuilder
from jixiao.documents.docx_runs import Runs
from jixiao.documents.docx_styles import Styles
from jixiao.documents.docx_xml import attribute, is_on, number, too_deep
from jixiao.documents.limits import Limits
from jixiao.errors import LimitExceeded
from jixiao.language import text as message


class Tables(Runs):
    """The flows and tables that are open.

    Attributes:
        body, flow: the outermost flow and the innermost open one. line: paragraphs so far. depth: open tables.
    """

    def __init__(self, name: str, limits: Limits, styles: Styles) -> None:
        super().__init__(styles)
        self.name, self.limits = name, limits
        self.body = self.flow = Flow()
        self.line = self.depth = self._cells = 0
        self.row: Row | None = None
        self._table: TableBuilder | None = None

    def begin_table(self, _: bytes, __: bytes) -> None:
        self.depth += 1
        if self.depth > self.limits.depth:
            raise too_deep(self.name, self.depth, self.limits)
        self.flow.close()
        for field in self.fields:
            # A contents list that lost its end must not make contents of all that follows.
            field.code = ""
        self._table = TableBuilder(self._table)

    def end_table(self, _: bytes, __: bytes) -> None:
        self.depth -= 1
        table = self._table
        if table is None:
            return
        self._table = table.outer
        if table.cells:
            self.flow.add([table.finish()])

    def begin_row(self, _: bytes, __: bytes) -> None:
        self.row = Row(self.row)

    def end_row(self, _: bytes, __: bytes) -> None:
        row, table = self.row, self._table
        if row is None:
            return
        self.row = row.outer
        if row.hidden:
            for cell in row.cells:
                self.note_hidden(cell.line, cell.words())
        elif row.cells and table is not None and not row.removed:
            before = len(table.cells)
            for cell in table.add_row(row):
                self.note_hidden(cell.line, cell.words())
            self._cells += len(table.cells) - before

    def columns_before(self, attributes: bytes, _: bytes) -> None:
        if self.row is not None:
            self.row.before = min(number(attributes) or 0, MOST_COLUMNS)

    def hidden_row(self, attributes: bytes, _: bytes) -> None:
        if self.row is not None:
            self.row.hidden = is_on(attributes)

    def leave_flow(self) -> Flow | None:
        flow = self.flow
        if flow.outer is None:
            return None
        self.flow = flow.outer
        flow.close()
        return flow

    def begin_cell(self, _: bytes, __: bytes) -> None:
        self.flow = Flow(self.flow, self.line + 1)
        row = self.row
        if row is not None:
            row.has_begun = True
            found = self._cells + len(row.cells) + 1
            if found > self.limits.cells:
                raise LimitExceeded(
                    self.name,
                    what=message("limits.cells"),
                    found=found,
                    limit=self.limits.cells,
                    setting="JIXIAO_MAX_CELLS",
                )

    def end_cell(self, _: bytes, __: bytes) -> None:
        cell = self.leave_flow()
        if cell is None:
            return
        if self.row is None:
            self.flow.add(cell.items)
        elif not cell.removed:
            self.row.cells.append(cell)

    def span(self, attributes: bytes, _: bytes) -> None:
        self.flow.columns = min(number(attributes) or 1, MOST_COLUMNS)

    def merged_down(self, attributes: bytes, _: bytes) -> None:
        self.flow.down = attribute(attributes) or "continue"

    def merged_across(self, attributes: bytes, _: bytes) -> None:
        self.flow.across = attribute(attributes) or "continue"
