"""Facts of a file itself that the model does not hold: page, lettering, page numbers, authors, comments, hidden parts.

What the words mean is left to `jixiao.forms`, what of it is a fault to `jixiao.checks`. Only checking asks for these
facts; reading does not pay for them.
"""

from __future__ import annotations

import importlib
from decimal import Decimal
from typing import Literal, cast

import msgspec

from jixiao.documents.blocks import FileKind
from jixiao.documents.kind import kind_of
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.model.place import Place

Alignment = Literal["left", "center", "right", "inside", "outside"]

MOST_PLACES = 100
"""Places given of one kind of thing; the count beside them is of all."""


class Lettering(msgspec.Struct, frozen=True, kw_only=True):
    """A font (the East Asian one, by its name) and a size in points; null where the file does not say."""

    font: str | None = None
    size_pt: Decimal | None = None


class BodyLettering(Lettering, frozen=True, kw_only=True):
    """A lettering of the running text outside tables, with its share of the characters there, of 1."""

    share: Decimal
    characters: int


class Headline(Lettering, frozen=True, kw_only=True):
    """A title or heading of the text.

    Attributes:
        role: `title` is the largest of the centred lines that open the text.
        level: of a heading: 0 第一部分 · 1 一、 · 2 （一） · 3 1. · 4 （1）; 0 for a title.
    """

    role: Literal["title", "heading"]
    level: int = 0
    at: Place


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Paper and type area of a stretch of pages, in millimetres, to a tenth.

    Attributes:
        lines, characters: lines a page and characters a line that the page grid fixes; null where it fixes none.
        at: the first words of the section (Word), or its first page (PDF).
    """

    width_mm: Decimal
    height_mm: Decimal
    is_landscape: bool = False
    top_mm: Decimal | None = None
    bottom_mm: Decimal | None = None
    left_mm: Decimal | None = None
    right_mm: Decimal | None = None
    lines: int | None = None
    characters: int | None = None
    at: Place = Place()


class PageNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A page number field.

    Attributes:
        pages: which pages it stands on; `odd` only where even pages have footers of their own.
        has_dashes: a dash stands on each side.
    """

    where: Literal["header", "footer"]
    pages: Literal["all", "odd", "even", "first"] = "all"
    alignment: Alignment = "left"
    has_dashes: bool = False
    size_pt: Decimal | None = None


class UnitLine(msgspec.Struct, frozen=True, kw_only=True):
    """The line 单位：元 above a table, or (`in_table`) in its first row."""

    alignment: Alignment
    in_table: bool = False
    at: Place


class TableTraits(msgspec.Struct, frozen=True, kw_only=True):
    """A table as it is set.

    Attributes:
        number: as in `blocks.Table`. repeats_head: its first row comes again on every page.
    """

    number: int
    rows: int
    repeats_head: bool
    unit_line: UnitLine | None = None
    at: Place


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """Comments, tracked changes or marks: how many, whose, and where (the first `MOST_PLACES`)."""

    count: int
    authors: tuple[str, ...] = ()
    at: tuple[Place, ...] = ()


class HiddenPart(msgspec.Struct, frozen=True, kw_only=True):
    """Something with content that the office program does not show; `name`: its words, or the sheet, row or column."""

    kind: Literal["text", "row", "column", "sheet"]
    name: str
    at: Place


class Properties(msgspec.Struct, frozen=True, kw_only=True):
    """Who and what the file says it is by and about; null where it says nothing."""

    title: str | None = None
    author: str | None = None
    last_author: str | None = None
    company: str | None = None
    manager: str | None = None


class FileTraits(msgspec.Struct, frozen=True, kw_only=True):
    """What a file tells of itself. Null: this kind of file does not tell, or the part that would is broken.

    Attributes:
        body: letterings of the running text outside tables, the most frequent first.
        headlines: titles and headings in reading order.
        page_numbers: empty where the file has none.
        fonts: names of all East Asian fonts in use (Word), of all fonts (PDF).
        embedded_fonts: those of them that the file carries with it.
        hidden: what is there but not shown, the first `MOST_PLACES` places.
        pages, scanned_pages: number of pages and those without any text but with pictures (PDF).
        is_tagged: the PDF knows its own structure, so that a screen reader can read it out.
        conversion_marks: `[bookmark: …]` and the like that a conversion left (text); the place quotes the whole line.
    """

    kind: FileKind
    properties: Properties | None = None
    sections: tuple[Section, ...] | None = None
    body: tuple[BodyLettering, ...] | None = None
    headlines: tuple[Headline, ...] | None = None
    page_numbers: tuple[PageNumber, ...] | None = None
    tables: tuple[TableTraits, ...] | None = None
    fonts: tuple[str, ...] | None = None
    embedded_fonts: tuple[str, ...] | None = None
    comments: Marks | None = None
    changes: Marks | None = None
    hidden: tuple[HiddenPart, ...] | None = None
    pages: int | None = None
    scanned_pages: tuple[int, ...] | None = None
    is_tagged: bool | None = None
    conversion_marks: Marks | None = None


_TELLERS: dict[FileKind, str] = {
    "docx": "traits_docx",
    "doc": "traits_ole",
    "xls": "traits_ole",
    "xlsx": "traits_xlsx",
    "pdf": "traits_pdf",
    "html": "traits_html",
    "text": "traits_text",
}


def traits_of(data: bytes, name: str, limits: Limits = DEFAULT) -> FileTraits:
    """What a file tells of itself; of a part that is broken, nothing.

    Args:
        name: the file's name, for messages only; the kind is told by the content.
    Raises:
        UnreadableFile: the file is of no kind that jixiao reads, as `read_blocks` says first.
    """
    kind = kind_of(data, name)
    teller = importlib.import_module(f"jixiao.documents.{_TELLERS[kind]}")
    return cast(FileTraits, teller.traits(data, name, kind, limits))
