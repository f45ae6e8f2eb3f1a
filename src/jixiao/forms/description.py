"""Descriptions of official forms (`official/*.toml`) as typed values: identity, signs, and the picture of the paper.

A picture shows one printed row a line: cells between bars, `{slot}` where a value stands, `^` where the cell above goes
on, a leading `*` on the row that repeats once an entry, `~` on a row without lines round its cells, and the cells'
widths after `@` in grid units. A line of `---` ends a table: the rows below it are one of their own. Pictures serve
reading (which slot stands beside and below which labels) and writing (spans and widths) alike.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from jixiao.documents.writing.paper import Style
from jixiao.forms.lexicon import label_of, plain
from jixiao.model import DocumentKind

_SLOT = re.compile(r"\{([^{}]+)\}")
PERIODS = {"{period}": "1-7", "{mid.period}": ""}
"""Slots within the words of a label (1-7月执行数), and what may stand there."""


@dataclass(frozen=True, slots=True)
class PictureCell:
    """A cell of a picture, in grid units from the left; `rows` counts printed rows."""

    row: int
    left: int
    right: int
    text: str
    slot: str | None
    rows: int = 1


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A printed row.

    Attributes:
        repeats: it stands once an entry. framed: lines are drawn round its cells. begins: a table begins with it.
    """

    cells: tuple[PictureCell, ...]
    repeats: bool
    framed: bool = True
    begins: bool = False


@dataclass(frozen=True, slots=True)
class PicturePair:
    """A slot beside a label: the label's own words, the label above, and where it stands from 0 (left edge) to 1."""

    slot: str
    label: str
    above: str | None
    position: float


@dataclass(frozen=True, slots=True)
class PictureLine:
    """A printed line over or below the table, with slots like `{year}` in it; `right` is flush with the right edge."""

    text: str
    style: Style
    right: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """An official form.

    Attributes:
        name: identity, the file's name. zh: what people call it.
        kind, profile: what a document on this form is, and the province whose form it is (None: national).
        wide: the form speaks of the whole department.
        titles: official titles. title: the one that is printed, with slots like `{year}`.
        signs: labels that tell this form from others.
        money_unit: unit of amounts that carry none.
        rows: the picture.
        labels: every label that is printed.
        pairs: by the label to the left of a value, the places where the picture has such a value.
        columns: per head label of repeating rows, the fields of its columns from left to right.
        above, notes: printed lines between title and table, and below the table.
        required: slots that the form wants filled, those of a repeating row as `row.<slot>`. longest: characters that
            a slot takes at most.
        numbered_goals: even a single goal bears a number. grouped_amounts: amounts have a comma after every thousand.
        code_joint: what stands between a code and its name.
        merged: slots of repeating rows whose equal neighbours are one cell, each within the ones before it.
    """

    name: str
    zh: str
    kind: DocumentKind
    titles: tuple[str, ...]
    title: str
    signs: frozenset[str]
    money_unit: str
    source: str
    rows: tuple[PictureRow, ...]
    profile: str | None
    wide: bool
    landscape: bool
    labels: frozenset[str]
    pairs: dict[str, tuple[PicturePair, ...]]
    columns: dict[str, tuple[str, ...]]
    above: tuple[PictureLine, ...]
    notes: tuple[PictureLine, ...]
    required: tuple[str, ...]
    longest: dict[str, int]
    numbered_goals: bool
    grouped_amounts: bool
    code_joint: str
    merged: tuple[str, ...]


@functools.cache
def forms() -> tuple[Form, ...]:
    """All official forms, by name."""
    folder = importlib.resources.files(__package__).joinpath("official")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(_form(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)


def _form(data: dict[str, Any]) -> Form:
    rows = parse_picture(data["picture"])
    return Form(
        name=data["name"],
        zh=data["zh"],
        kind=data["kind"],
        titles=tuple(data["titles"]),
        title=data.get("title", data["titles"][0]),
        signs=frozenset(_standard(sign) for sign in data["signs"]),
        money_unit=data["money_unit"],
        source=data["source"],
        rows=rows,
        profile=data.get("profile"),
        wide=data.get("wide", False),
        landscape=data.get("landscape", False),
        labels=frozenset(key for row in rows for cell in row.cells if (key := _label_key(cell))),
        pairs=_pairs(rows),
        columns=_columns(rows),
        above=tuple(PictureLine(**line) for line in data.get("above", ())),
        notes=tuple(PictureLine(text, "note") for text in data.get("notes", ())),
        required=tuple(data["required"]),
        longest=data.get("longest", {}),
        numbered_goals=data.get("numbered_goals", False),
        grouped_amounts=data.get("grouped_amounts", False),
        code_joint=data.get("code_joint", ""),
        merged=tuple(data.get("merged", ("dimension", "category"))),
    )


def parse_picture(picture: str) -> tuple[PictureRow, ...]:
    """The rows of a picture; a `^` cell lengthens the cell above that has the same edges.

    Raises:
        ValueError: a row names another number of widths than of cells, or `^` has nothing above.
    """
    grid: list[list[PictureCell]] = []
    marks: list[tuple[bool, bool, bool]] = []
    begins = True
    for line in filter(str.strip, picture.splitlines()):
        body, _, widths = line.partition("@")
        body = body.strip()
        if set(body) == {"-"}:
            begins = True
            continue
        number = len(grid)
        marks.append((body.startswith("*"), not body.startswith("~"), begins))
        begins = False
        texts = [text.strip() for text in body.lstrip("*~").split("|")]
        edges = list(accumulate((int(width) for width in widths.split()), initial=0))
        if len(edges) != len(texts) + 1:
            raise ValueError(f"{len(texts)} cells, {len(edges) - 1} widths: {line!r}")
        row: list[PictureCell] = []
        for text, left, right in zip(texts, edges, edges[1:], strict=False):
            if text == "^":
                _lengthen(grid, left, right, line)
            else:
                slot = _SLOT.search(with_periods(text, PERIODS))
                row.append(PictureCell(number, left, right, text, slot[1] if slot else None))
        grid.append(row)
    return tuple(PictureRow(tuple(row), *mark) for row, mark in zip(grid, marks, strict=True))


def _lengthen(grid: list[list[PictureCell]], left: int, right: int, line: str) -> None:
    for row in reversed(grid):
        for position, cell in enumerate(row):
            if (cell.left, cell.right) == (left, right):
                longer = PictureCell(cell.row, left, right, cell.text, cell.slot, cell.rows + 1)
                row[position] = longer
                return
    raise ValueError(f"nothing above ^ at {left}-{right}: {line!r}")


def with_periods(text: str, periods: Mapping[str, str]) -> str:
    """The words of a cell with the months and years that its label names."""
    for slot, period in periods.items():
        text = text.replace(slot, period)
    return text


def _standard(word: str) -> str:
    label = label_of(word)
    return label.name if label else word


def _label_key(cell: PictureCell) -> str | None:
    if cell.slot or not cell.text:
        return None
    label = label_of(with_periods(cell.text, PERIODS))
    if label is None:
        return None
    return f"{label.month}月底" if label.month else label.name


def _pairs(rows: tuple[PictureRow, ...]) -> dict[str, tuple[PicturePair, ...]]:
    found: dict[str, list[PicturePair]] = {}
    cells = [cell for row in rows if not row.repeats for cell in row.cells]
    width = max(cell.right for cell in cells)
    for cell in cells:
        if cell.slot is None:
            continue
        lefts = [c for c in cells if c.row <= cell.row < c.row + c.rows and c.right <= cell.left and _label_key(c)]
        aboves = [c for c in cells if c.row < cell.row and c.left <= cell.left < c.right and _label_key(c)]
        beside = max(lefts, key=lambda c: c.right) if lefts else None
        above = _label_key(max(aboves, key=lambda c: c.row)) if aboves else None
        if beside and (left := _label_key(beside)):
            pair = PicturePair(cell.slot, plain(beside.text), above, cell.left / width)
            found.setdefault(left, []).append(pair)
    return {left: tuple(pairs) for left, pairs in found.items()}


def _columns(rows: tuple[PictureRow, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    heads = [cell for row in rows if not row.repeats for cell in row.cells]
    for row in rows:
        if not row.repeats:
            continue
        for cell in row.cells:
            above = [c for c in heads if c.row < cell.row and c.left <= cell.left < c.right and _label_key(c)]
            if cell.slot and above:
                head = _label_key(max(above, key=lambda c: c.row))
                found.setdefault(head or "", []).append(cell.slot)
    return {head: tuple(fields) for head, fields in found.items()}
