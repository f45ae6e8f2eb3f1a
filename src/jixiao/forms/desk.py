"""What the readers of one table share: the project in hand, and how a found text is put into it.

Decides when a name or title opens the next project; which cell means what is `grid.py`'s and `pairs.py`'s.
"""

from __future__ import annotations

from jixiao.documents.blocks import Cell, Table
from jixiao.forms.description import Form
from jixiao.forms.draft import DocumentDraft, Found, ProjectDraft
from jixiao.forms.match import form_of, labels_of_table
from jixiao.forms.titles import is_blank_cell, is_footnote, title_of, unit_line_of, year_line_of
from jixiao.model import Place, Unread

_NAMES = frozenset({"name", "code", "code_and_name"})
_ITEMS = frozenset({"goals", "mid.goals", "outcome"})


class Desk:
    """A table on the desk, the form that it is on, and the project that its cells go into."""

    def __init__(self, table: Table, draft: DocumentDraft, project: ProjectDraft) -> None:
        self.table = table
        self.draft = draft
        self.project = project
        self.labels = labels_of_table(table)
        self.form: Form | None = form_of(table, self.labels, project)
        if self.form and project.form is None:
            project.form = self.form.name

    def found(self, cell: Cell, part: str | None = None) -> Found:
        """A cell's text, or a part of it, with its place."""
        return Found(cell.text if part is None else part, self.table.place(cell, part))

    def put(self, slot: str, cell: Cell, money_unit: str | None = None) -> bool:
        """Put a cell's text into its slot; False where the slot already holds another text."""
        return self.keep(slot, self.found(cell), money_unit)

    def keep(self, slot: str, found: Found, money_unit: str | None = None) -> bool:
        """Put a text into its slot; False where the slot already holds another text."""
        if slot in _NAMES and self._is_next(slot, found):
            self.next_project(found.at)
        if slot in _ITEMS and slot in self.project.slots:
            held = self.project.slots[slot]
            if found.text in held.text:
                return True
            self.project.slots[slot] = Found(f"{held.text}\n{found.text}", held.at)
            return True
        return self.project.put(slot, found, money_unit)

    def _is_next(self, slot: str, found: Found) -> bool:
        held = self.project.slots.get(slot)
        if self.project.indicators:
            return True
        return held is not None and held.text != found.text and slot != "name"

    def next_project(self, at: Place) -> None:
        """Open the next project of the same table."""
        project = ProjectDraft(at=at, money_unit=self.project.money_unit, form=self.project.form)
        project.wide = self.project.wide
        self.draft.projects.append(project)
        self.project = project

    def paper(self, cell: Cell) -> bool:
        """Take a cell that is a title, a year, a money unit or paper's boilerplate."""
        if title := title_of(cell.text):
            if self.project.indicators or "name" in self.project.slots:
                self.next_project(self.table.place(cell))
            self.project.wide = title.wide
            self.project.put("title", self.found(cell))
            return True
        if (year := year_line_of(cell.text)) is not None:
            self.project.put("year", Found(str(year), self.table.place(cell)))
            return True
        if unit := unit_line_of(cell.text):
            self.project.money_unit = unit
            return True
        return is_blank_cell(cell.text)

    def is_across(self, cell: Cell) -> bool:
        """Whether a cell is merged over the whole width of the table."""
        return cell.columns >= self.table.width > 1

    def leave(self, cell: Cell, part: str | None = None) -> None:
        """List a cell, or a part of it, that nothing claims; one from edge to edge, or a footnote, is a passage."""
        text = cell.text if part is None else part
        if self.is_across(cell) or is_footnote(text):
            self.draft.passages.append(self.found(cell, part))
            return
        self.draft.unread.append(Unread(at=self.table.place(cell, part), reason="no_slot", text=text))
