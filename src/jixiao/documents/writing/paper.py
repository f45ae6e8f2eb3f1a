"""What is to be printed: lines and grids on sections of paper. The writers of all formats take a `Paper`.

Knows nothing of budgets, and nothing of a format: `looks.toml` says how a style looks, each writer says it in its own
format. Lines and grids are to writing what paragraphs and tables of `blocks.py` are to reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

import msgspec

Style = Literal[
    "cover_unit",
    "cover_title",
    "cover_date",
    "part",
    "title",
    "under_title",
    "heading1",
    "heading2",
    "heading3",
    "body",
    "opening",
    "table_line",
    "note",
    "signature",
]
"""How a line looks: a key of `looks.toml`. `opening` is a body line without indent (addressee), `table_line` stands
over a table, `note` below it, `signature` is flush right."""

EntryKind = Literal["text", "amount", "percent", "points", "choice"]
Role = Literal["label", "value", "blank"]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph outside tables.

    Attributes:
        text: its words; `\\n` breaks the line inside the paragraph.
        right: words flush with the right edge of the same line (单位：元).
        outline: level in the contents, 1 to 3; 0 keeps the line out of them.
        new_page: begins a page.
        missing: the words are a mark where a value is still wanted (待填).
        sources: paths in the model of the values that the words tell, for those who trace a sentence to its data.
    """

    text: str
    style: Style = "body"
    right: str = ""
    outline: int = 0
    new_page: bool = False
    missing: bool = False
    sources: tuple[str, ...] = ()


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """The value of a box as something that a person may enter.

    Attributes:
        path: where it stands in the model (`projects[0].funds.budget_yuan`).
        kind: `amount` in the money unit of the paper, `percent` in percent points, `points` of a score.
        number: what the box's text shows, where it is a number; amounts in the money unit of the paper.
        choices: the only texts that may stand here, where there are few.
        required: the form wants a value. longest: characters that it takes at most.
        label: what the box asks for, in words (年度资金总额, 第2行三级指标), for screen readers and messages.
        text: the value's own words, empty where it is missing; a box may print more around them.
    """

    path: str
    kind: EntryKind = "text"
    number: Decimal | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    longest: int | None = None
    label: str = ""
    text: str = ""


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of a grid: a rectangle, known by its upper left corner, counted from 0.

    Attributes:
        text: paragraphs joined by `\\n`.
        role: `label` is printed on the empty form, `value` is filled in, `blank` stays empty.
        frame: whether lines are drawn round it.
        missing: the text is a mark where a value is still wanted (待填).
    """

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    text: str = ""
    role: Role = "label"
    align: Literal["left", "centre", "right"] = "centre"
    frame: bool = True
    missing: bool = False
    entry: Entry | None = None


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """A table: boxes that cover `height` × `len(widths)` without gap or overlap, in reading order.

    Attributes:
        widths: shares of the width of the text, adding up to 1.
        head: first row and row after the last of the heads that stand again on every page that the rows below them
            reach; equal where there is none. No box reaches over the first row of the head from above.
    """

    boxes: tuple[Box, ...]
    height: int
    widths: tuple[float, ...]
    head: tuple[int, int] = (0, 0)


class Contents(msgspec.Struct, frozen=True):
    """The list of all lines with an outline level, with their page numbers."""

    title: str = "目录"


Item = Line | Grid | Contents


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Pages of one kind; begins a page.

    Attributes:
        name: short name, where a format parts sections by name (sheets of a workbook); unique within a paper.
        landscape: the long edge lies. numbered: pages bear numbers, which run on from 1 through all such sections.
        centred: the items stand in the middle of the page's height (cover).
    """

    items: tuple[Item, ...]
    name: str = ""
    landscape: bool = False
    numbered: bool = True
    centred: bool = False


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A document to be written.

    Attributes:
        title: for the file's properties. unit: who issues it, empty where unknown. language: BCP 47.
    """

    title: str
    unit: str = ""
    sections: tuple[Section, ...]
    language: str = "zh-CN"

    def items(self) -> Iterator[Item]:
        """All items in reading order."""
        return (item for section in self.sections for item in section.items)
