"""Reads the rows of a list below its head into records: indicators, tasks, flat lists of several projects.

Carries first and second levels down, and brings cells of rows that lost their merged cells back under their heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from jixiao.documents.blocks import Cell, Table
from jixiao.forms.align import aligned
from jixiao.forms.draft import DocumentDraft, Found, FundRow, ProjectDraft, RecordDraft
from jixiao.forms.heads import Head
from jixiao.forms.lexicon import category_of, dimension_of, label_of, names_rate
from jixiao.forms.prose import indicators_in_cell
from jixiao.forms.titles import is_blank_cell, is_residue
from jixiao.model import Unread

_TOTAL = re.compile(r"^(?:金额)?(?:合计|小计|总计)$")
_NAMES = frozenset({"name", "code"})
_OWNERS = _NAMES | {"unit", "office", "filer"}
_CARRIED = ("dimension", "category")
_ROW_NAMES = frozenset({"name", "category", "dimension"})
_SHARED = ("name", "description", "group", "target", "basis")


class RecordReader:
    """The rows of one list, one after the other."""

    def __init__(
        self, table: Table, head: Head, project: ProjectDraft, draft: DocumentDraft, medium_term: bool
    ) -> None:
        self.table = table
        self.head = head
        self.project = project
        self.draft = draft
        self.medium_term = medium_term
        self.carried: dict[str, Found] = {}
        self.is_shifted = table.ragged
        self.is_halved = any(column.field.startswith("mid.") for column in head.columns)
        self.filled: set[str] = set()

    def on(self, table: Table) -> RecordReader:
        """The same list going on in the next table, which may have lost columns."""
        reader = RecordReader(table, self.head, self.project, self.draft, self.medium_term)
        reader.carried = dict(self.carried)
        reader.is_shifted = table.ragged or table.width != self.table.width
        return reader

    def has_named(self, head: Cell) -> bool:
        """Whether a record's value says under which words of the head it stood."""
        column = self.head.column_at(head.column)
        return column is not None and column.field in self.filled and self.head.names(column, head.text)

    def read(self, cells: Sequence[Cell], covering: Sequence[Cell]) -> None:
        """Read one row; `covering` are merged cells that reach into it from above."""
        placed = self._placed(cells)
        if not placed and not covering:
            return
        match self.head.kind:
            case "tasks":
                self._task(placed, self.project.tasks)
            case "costs":
                self._task(placed, self.project.costs)
            case "allocation":
                self._allocation(placed)
            case "flat":
                self._flat(placed)
            case _:
                self._indicator(placed, covering)

    def _placed(self, cells: Sequence[Cell]) -> dict[str, Found]:
        """The texts of a row by field; texts outside every column go to unread."""
        if self.is_shifted:
            pairs = aligned(cells, self.head)
        else:
            pairs = [(self.head.column_at(cell.column), cell) for cell in cells if cell.text]
        placed: dict[str, Found] = {}
        for column, cell in pairs:
            if not cell.text:
                continue
            if column is None:
                self._stray(cell)
                continue
            field = column.field
            if field in _CARRIED and self._names_row(cell):
                field = "name"
                self.carried.clear()
            held = placed.get(field)
            at = held.at if held else self.table.place(cell)
            placed[field] = Found(f"{held.text}\n{cell.text}" if held else cell.text, at)
            if field not in self.filled and not is_residue(cell.text):
                self.filled.add(field)
        return placed

    def _names_row(self, cell: Cell) -> bool:
        """Whether a cell under the levels is the row's own name: no level, and it reaches over the column of names."""
        if cell.columns < 2 or dimension_of(cell.text) or category_of(cell.text):
            return False
        end = cell.column + cell.columns
        return any(column.field == "name" and column.left < end for column in self.head.columns)

    def _stray(self, cell: Cell) -> None:
        level = dimension_of(cell.text)
        if level or is_blank_cell(cell.text) or category_of(cell.text):
            return
        self.draft.unread.append(Unread(at=self.table.place(cell), reason="no_slot", text=cell.text))

    # indicators

    def _indicator(self, placed: dict[str, Found], covering: Sequence[Cell]) -> None:
        for cell in covering:
            column = self.head.column_at(cell.column)
            is_head = column and column.field == "group" and label_of(cell.text)
            if column and cell.text and column.field in _SHARED and column.field not in placed and not is_head:
                placed[column.field] = Found(cell.text, self.table.place(cell))
        if self.is_halved:
            left = {name[4:]: found for name, found in placed.items() if name.startswith("mid.")}
            placed = {name: found for name, found in placed.items() if not name.startswith("mid.")}
            if "dimension" in placed and left:
                left["dimension"] = placed["dimension"]
            self._record(left, self.project.medium_term, "mid.")
        self._record(placed, self.project.medium_term if self.medium_term else self.project.indicators, "")

    def _record(self, fields: dict[str, Found], records: list[RecordDraft], side: str) -> None:
        self._named_by_level(fields)
        fields = self._named_by_rate(fields)
        self._carry(fields, side)
        content = {name: found for name, found in fields.items() if name not in _CARRIED}
        name = content.get("name")
        if all(is_residue(found.text) for found in content.values()):
            levels = [fields[level] for level in _CARRIED if level in fields]
            self._leave([found for found in levels if not (dimension_of(found.text) or category_of(found.text))])
            return
        if name is None and content.keys() <= {"unit", "operator", "weight", "score"}:
            self._leave(content.values())
            return
        for level in _CARRIED:
            if level not in fields and (found := self.carried.get(side + level)):
                fields[level] = found
        target = fields.get("target") or name or next(iter(content.values()))
        records.append(RecordDraft(at=target.at, fields=fields))

    def _named_by_level(self, fields: dict[str, Found]) -> None:
        """Words under the first level that are no level, in a row without a name, are the name."""
        first = fields.get("dimension")
        if first is None or fields.keys() & {"name", "category"}:
            return
        if not (dimension_of(first.text) or category_of(first.text)):
            fields["name"] = fields.pop("dimension")
            self.carried.clear()

    def _named_by_rate(self, fields: dict[str, Found]) -> dict[str, Found]:
        """预算执行率 under the levels, or in all of their columns, is the row's name and no level; it ends the last."""
        rates = {field: found for field, found in fields.items() if field in _ROW_NAMES and names_rate(found.text)}
        if not rates or ("name" in fields and "name" not in rates):
            return fields
        self.carried.clear()
        if any(level in fields and level not in rates for level in _CARRIED):
            return fields
        named = {"name": next(iter(rates.values()))}
        return {field: found for field, found in fields.items() if field not in rates} | named

    def _carry(self, fields: dict[str, Found], side: str) -> None:
        if "dimension" in fields:
            self.carried[side + "dimension"] = fields["dimension"]
            self.carried.pop(side + "category", None)
            level = dimension_of(fields["dimension"].text)
            if level is None and "category" not in fields and (category := category_of(fields["dimension"].text)):
                fields["category"] = fields.pop("dimension")
                self.carried[side + "dimension"] = Found(category.dimension, fields["category"].at)
        if "category" in fields:
            self.carried[side + "category"] = fields["category"]

    def _leave(self, rest: Iterable[Found]) -> None:
        """List what a row holds beyond the columns that its list knows; a running number is paper."""
        for found in rest:
            if not is_blank_cell(found.text):
                self.draft.unread.append(Unread(at=found.at, reason="no_slot", text=found.text))

    # other lists

    def _task(self, placed: dict[str, Found], records: list[RecordDraft]) -> None:
        name = placed.get("name") or placed.get("details.序号")
        for field in placed:
            if unit := self.head.money_units.get(field):
                self.project.money_units[f"{self.head.kind}.{field}"] = unit
        if name and _TOTAL.match(name.text):
            slots = {field: f"funds.{field}" for field in ("budget", "fiscal", "other")} | {"amount": "details.合计"}
            for field, found in placed.items():
                if found is not name and not (field in slots and self._put(slots[field], field, found)):
                    self._leave([found])
            return
        if self.head.kind == "tasks":
            details = [(field, found) for field, found in placed.items() if field.startswith("details.")]
            self._leave([found for field, found in details if not self._is_running_number(field, found)])
            placed = {field: found for field, found in placed.items() if not field.startswith("details.")}
        if placed:
            first = name or next(iter(placed.values()))
            records.append(RecordDraft(at=first.at, fields=placed))

    def _put(self, slot: str, field: str, found: Found) -> bool:
        return self.project.put(slot, found, self.head.money_units.get(field))

    def _allocation(self, placed: dict[str, Found]) -> None:
        label = placed.get("name") or next((f for k, f in placed.items() if k.startswith("details.")), None)
        amount = placed.get("budget")
        rest = [found for field, found in placed.items() if not self._is_running_number(field, found)]
        self._leave([found for found in rest if found not in (label, amount)])
        if label is None or amount is None:
            self._leave([found for found in (label, amount) if found])
        elif not _TOTAL.match("".join(label.text.split())):
            self.project.fund_parts.append(FundRow(label, {"budget": amount}, self.head.money_units.get("budget")))
        elif not self._put("funds.budget", "budget", amount):
            self._leave([amount])

    def _flat(self, placed: dict[str, Found]) -> None:
        own = {name[8:]: found for name, found in placed.items() if name.startswith("project.")}
        own = {name: found for name, found in own.items() if not self._is_running_number(name, found)}
        row = {name: found for name, found in placed.items() if not name.startswith("project.")}
        row = {name: found for name, found in row.items() if not self._is_running_number(name, found)}
        executed = {field: row.pop(field) for field in list(row) if field.startswith("exec.")}
        for slot in [slot for slot, found in own.items() if names_rate(found.text)]:
            row["name"] = own.pop(slot)
        sums = [slot for slot, found in own.items() if _TOTAL.match("".join(found.text.split()))]
        if own and not row and (sums or not own.keys() & _NAMES):
            kept, self.project = self.project, self._another(next(iter(own.values())), wide=True)
            self._own(own, sums, executed)
            self.project = kept
            return
        if any(self.project.slots.get(slot, own[slot]).text != own[slot].text for slot in own.keys() & _OWNERS):
            self.project = self._another(own.get("name") or next(iter(own.values())))
            self.carried.clear()
        self._own(own, sums, executed)
        for level in [name for name in row if name.startswith("level.")]:
            found = row.pop(level)
            self.project.indicators += indicators_in_cell(found, {"dimension": Found(level[6:], found.at)})
        if row:
            self._record(row, self.project.indicators, "")

    def _own(self, own: dict[str, Found], sums: Sequence[str], executed: dict[str, Found]) -> None:
        """What a row says of its project: slots, but for the word 合计, and the amounts of an execution block."""
        for slot, found in own.items():
            if "name" not in self.project.slots and slot == "name":
                self.project.at = found.at
            if slot not in sums and not self._put(slot, f"project.{slot}", found):
                self._leave([found])
        if executed:
            units = [unit for field in executed if (unit := self.head.money_units.get(field))]
            place = next(iter(executed.values())).at
            fields = {field[5:]: found for field, found in executed.items()}
            self.project.execution.append(FundRow(Found("", place), fields, units[0] if units else None))

    @staticmethod
    def _is_running_number(field: str, found: Found) -> bool:
        return field.startswith("details.") and "序号" in field and found.text.strip("().、").isdigit()

    def _another(self, first: Found, *, wide: bool = False) -> ProjectDraft:
        """The next project, or the whole department for a row of sums."""
        unit, form = self.project.money_unit, self.project.form
        self.draft.projects.append(ProjectDraft(first.at, money_unit=unit, form=form, wide=wide))
        return self.draft.projects[-1]
