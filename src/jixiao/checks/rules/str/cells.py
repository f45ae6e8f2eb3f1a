"""Labelled cells of the forms as they stand in the file: which label has an empty cell beside it.

Only where the file's tables are at hand; leaves what may be empty to the rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import ProjectItem
from jixiao.checks.once import once
from jixiao.documents.blocks import Table
from jixiao.model import Place

_LONGEST = 20
_FIRST_FIELDS = ("name", "code", "department", "funds.budget_yuan", "funds.fiscal_yuan", "purpose", "goals[0]")
"""Fields that stand at the head of a project's table."""


class Labelled(Struct, frozen=True):
    """A label and the cell to its right.

    Attributes:
        subject: path of the value that belongs there. at: place of the label.
        value: words of the cell beside it; None where the row ends with the label.
    """

    label: str
    subject: str
    at: Place
    value: str | None


def labelled(dossier: Dossier, fields: dict[str, str]) -> Iterator[Labelled]:
    """The cells that hold one of the labels and nothing else, each given to the project of its table.

    Args:
        fields: field of a project (`funds.other_yuan`) by its label's plain words.
    """
    owners = _owners(dossier)
    for table, number, label in _short_cells(dossier):
        if label in fields and table.number in owners:
            yield _labelled(table, number, owners[table.number], label, fields[label])


def _labelled(table: Table, number: int, owners: list[tuple[int, ProjectItem]], label: str, field: str) -> Labelled:
    cell = table.cells[number]
    beside = table.cells[number + 1] if number + 1 < len(table.cells) else None
    value = beside.text if beside and beside.row == cell.row else None
    before = [project for row, project in owners if row <= cell.row + 1] or [owners[0][1]]
    return Labelled(label, f"{before[-1].subject}.{field}", table.place(cell), value)


@once
def _short_cells(dossier: Dossier) -> list[tuple[Table, int, str]]:
    """The cells short enough for a label, each with its table, its number there and its words without blanks."""
    return [
        (table, number, "".join(cell.text.split()).rstrip(":："))
        for table in (dossier.blocks.tables() if dossier.blocks else ())
        for number, cell in enumerate(table.cells)
        if 0 < len(cell.text) <= _LONGEST
    ]


@once
def _owners(dossier: Dossier) -> dict[int, list[tuple[int, ProjectItem]]]:
    """The projects of each table with the row where they begin."""
    owners: dict[int, list[tuple[int, ProjectItem]]] = {}
    listed = dossier.places.listed()
    for project in dossier.projects:
        rows: dict[int, int] = {}
        for field in _FIRST_FIELDS:
            place = listed.get(f"{project.subject}.{field}")
            if place and place.table is not None and place.row is not None:
                rows[place.table] = min(place.row, rows.get(place.table, place.row))
        for table, row in rows.items():
            owners.setdefault(table, []).append((row, project))
    return owners
