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
    "caption",
    "note",
    "signature",
]
"""How a line looks: a key of `looks.toml`. `opening` is a body line without indent (addressee), `table_line` stands
over a table, `note` below it, `caption` below a chart, `signature` is flush right."""

EntryKind = Literal["text", "amount", "percent", "points", "choice"]
Role = Literal["label", "value", "blank"]


class Link(msgspec.Struct, frozen=True):
    """Words of a line that lead somewhere: those from `start` to before `end`.

    Attributes:
        to: `#` and the anchor of a line or box of the paper, or an address (`https://…`).
    """

    start: int
    end: int
    to: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph outside tables.

    Attributes:
        text: its words; `\\n` breaks the line inside the paragraph.
        right: words flush with the right edge of the same line (单位：元).
        outline: level in the contents, 1 to 3; 0 keeps the line out of them.
        new_page: begins a page.
        missing: the words are a mark where a value is still wanted (待填).
        sources: paths in the model of the values that the words tell, for those who trace a sentence to its data.
        links: words that lead somewhere, in their order. anchor: what links of the paper call this place by, once.
    """

    text: str
    style: Style = "body"
    right: str = ""
    outline: int = 0
    new_page: bool = False
    missing: bool = False
    sources: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    anchor: str = ""


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
        link: where its words lead, as in `Link.to`. anchor: as of a line.
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
    link: str = ""
    anchor: str = ""


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


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers of a chart, one a category; None where nothing is known.

    Attributes:
        colour: six hexadecimal digits. dashed: the line is. shape: what fills a bar, to be known without colour.
    """

    name: str
    values: tuple[Decimal | None, ...]
    colour: str
    dashed: bool = False
    shape: Literal["plain", "striped", "dotted"] = "plain"


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A chart as wide as the text. Office files get one of their own kind, with its numbers; others show the drawing.

    Attributes:
        kind: `lines`, or lying `bars`, those of several series one behind the other.
        alt: what it shows, in words, for who does not see it.
        svg: its drawing, as a whole document of SVG without anything from elsewhere.
        height: millimetres. sign: stands behind each number (%).
    """

    kind: Literal["lines", "bars"]
    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    svg: str
    height: float = 70
    sign: str = ""


class Contents(msgspec.Struct, frozen=True):
    """The list of all lines with an outline level, with their page numbers."""

    title: str = "目录"


Item = Line | Grid | Chart | Contents

APART = 9
"""Points between a table and the line over the next one."""


def is_apart(before: Item | None, item: Item) -> bool:
    """Whether some room parts an item from the table above it: the line over the next table does not belong to that."""
    return isinstance(before, Grid) and isinstance(item, Line) and item.style == "table_line"


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Pages of one kind; begins a page.

    Attributes:
        name: short name, where a format parts sections by name (sheets of a workbook); unique within a paper.
        landscape: the long edge lies. numbered: pages bear numbers, which run on from 1 through all such sections.
        centred: the items stand in the middle of the page's height (cover).
        may_close: rows of its tables may stand closer where that saves a page.
        free: it is no form: in a workbook anything may be changed, and its last list sorted and filtered.
    """

    items: tuple[Item, ...]
    name: str = ""
    landscape: bool = False
    numbered: bool = True
    centred: bool = False
    may_close: bool = False
    free: bool = False


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
