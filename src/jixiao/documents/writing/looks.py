"""How the styles of a paper look (`looks.toml`) as typed values, the same for every format."""

from __future__ import annotations

import functools
import importlib.resources
from typing import Literal

import msgspec

Align = Literal["left", "centre", "right", "justify"]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The field of the text on A4, millimetres from the upper left corner of the upright sheet, or of the lying one."""

    top: float
    left: float
    text_width: float
    text_height: float


class UprightPage(Page, frozen=True, kw_only=True):
    """The upright page: A4 in millimetres, and its grid of lines and characters; `line_pitch` in points."""

    width: float
    height: float
    lines: int
    characters: int
    line_pitch: float


class PageNumber(msgspec.Struct, frozen=True, kw_only=True):
    """The page number: size in points, `below` the text in millimetres."""

    family: str
    size: float
    below: float
    left_dash: str
    right_dash: str


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """A typeface by its purpose: official names first, then substitutes; `css` is the generic family.

    Attributes:
        substitute_latin: the purpose whose letters and digits stand beside a substitute, where its own do not fit.
    """

    names: tuple[str, ...]
    substitutes: tuple[str, ...]
    css: str
    bold_substitute: bool = False
    substitute_latin: str | None = None


class StyleLook(msgspec.Struct, frozen=True, kw_only=True):
    """A style: sizes, pitch and spaces in points, indents in characters; pitch None is the page's own."""

    family: str
    size: float
    align: Align = "left"
    indent: float = 0
    right_indent: float = 0
    pitch: float | None = None
    before: float = 0
    after: float = 0
    bold: bool = False


class CellLook(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of cell."""

    family: str


class MissingLook(msgspec.Struct, frozen=True, kw_only=True):
    """The mark of a wanted value: colour as six hexadecimal digits."""

    colour: str


class TableLook(msgspec.Struct, frozen=True, kw_only=True):
    """Tables: size, pitch and line in points, padding and row height in millimetres; `close_` where a page is saved."""

    size: float
    pitch: float
    padding: float
    padding_above: float
    row_height: float
    close_padding_above: float
    close_row_height: float
    line: float
    label: CellLook
    value: CellLook
    missing: MissingLook


class LinkLook(msgspec.Struct, frozen=True, kw_only=True):
    """Words that lead somewhere: colour as six hexadecimal digits."""

    colour: str


class Looks(msgspec.Struct, frozen=True, kw_only=True):
    """All of `looks.toml`."""

    page: UprightPage
    page_landscape: Page
    page_number: PageNumber
    families: dict[str, Family]
    styles: dict[str, StyleLook]
    table: TableLook
    link: LinkLook


@functools.cache
def looks() -> Looks:
    """The looks of all styles."""
    source = importlib.resources.files(__package__).joinpath("looks.toml")
    return msgspec.toml.decode(source.read_bytes(), type=Looks)


@functools.cache
def table_look(close: bool) -> TableLook:
    """The look of tables, or of those whose rows stand closer."""
    table = looks().table
    if not close:
        return table
    return msgspec.structs.replace(table, padding_above=table.close_padding_above, row_height=table.close_row_height)
