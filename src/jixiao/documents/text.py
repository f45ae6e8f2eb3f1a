"""Plain text and Markdown: a paragraph a line, and the tables that tabs and bars still show.

Damage by converters is undone only where it is markup (`[bookmark: …]`, zero-width characters); words stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from jixiao.documents import encoding, text_tables
from jixiao.documents.blocks import Blocks, Cell, Paragraph, Table
from jixiao.documents.contents import contents_lines
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.documents.text_drawn import Drawn, drawn_table
from jixiao.documents.text_tables import Found, Line
from jixiao.errors import LimitExceeded
from jixiao.language import text as message
from jixiao.model.document import Note
from jixiao.model.place import Place

BOOKMARK = r"\[bookmark:[^\]\n]{0,200}\]"
"""A mark that a conversion of Word files leaves where a bookmark stood."""

LINE_END = re.compile(r"\r\n|\r|\n")
_MARKUP = re.compile(BOOKMARK + r"|[\x00-\x06\x08\x0e-\x1f\x7f]|" + encoding.INVISIBLE.pattern)
_ESCAPED_BAR = re.compile(r"\\([|｜│┃])")
_HEADING = re.compile(r"#{1,6}[ \t]")


def read(data: bytes, name: str, limits: Limits = DEFAULT) -> Blocks:
    """The paragraphs and tables of a text file; pages are counted where the file has form feeds.

    Raises:
        LimitExceeded: more lines, or cells on them, than a file may have cells.
    """
    text = encoding.decode(data)
    for what, found in (("lines", text.count("\n")), ("cells", sum(map(text.count, "|\t")))):
        if found > limits.cells:
            raise LimitExceeded(
                name, what=message(f"limits.{what}"), found=found, limit=limits.cells, setting="JIXIAO_MAX_CELLS"
            )
    lines = _lines(text)
    tables, rest = _drawn(lines)
    return Blocks("text", tuple(_items(rest, tables)), notes=_notes(lines))


def _lines(text: str) -> list[Line]:
    """Lines with their numbers; a bell (Word's cell mark) is a tab."""
    paged = "\f" in text
    lines, page = [], 1
    for number, raw in enumerate(LINE_END.split(text), 1):
        page += raw.count("\f")
        line = _MARKUP.sub("", raw.replace("\f", "").replace("\a", "\t").replace("\v", "\n").replace("\u2028", "\n"))
        lines.append(Line(number, page if paged else None, line))
    return lines


def _drawn(lines: Sequence[Line]) -> tuple[dict[int, Drawn], list[Line]]:
    """The tables drawn whole, by the index of their first line, and the lines without them and all other borders."""
    tables: dict[int, Drawn] = {}
    rest: list[Line] = []
    while len(rest) < len(lines):
        line = lines[len(rest)]
        found = drawn_table(lines, len(rest))
        if found:
            tables[len(rest)] = found
            rest += (one._replace(text="") for one in lines[len(rest) : found.end])
        else:
            is_border = text_tables.is_rule(line.text) and "|" not in line.text
            rest.append(line._replace(text="") if is_border else line)
    return tables, rest


def _items(lines: Sequence[Line], tables: Mapping[int, Drawn]) -> list[Paragraph | Table]:
    contents = contents_lines([None if text_tables.has_bar(line.text) else line.text for line in lines])
    empty_cells = _empty_cells(lines)
    items: list[Paragraph | Table] = []
    number = index = 0
    while index < len(lines):
        line = lines[index]
        if index in tables:
            number += 1
            items.append(structs.replace(tables[index].table, number=number))
            index = tables[index].end
            continue
        if index in empty_cells:
            items.append(Paragraph("", line.number, line.page))
        if not line.text.strip() and "\t" not in line.text:
            index += 1
            continue
        if index in contents:
            found = Found([], [line], index + 1)
        elif text_tables.has_bar(line.text) or text_tables.begins_cells(lines, index):
            found = text_tables.barred(lines, index)
        elif "\t" in line.text:
            found = text_tables.tabbed(lines, index)
        else:
            found = Found([], [line], index + 1)
        if found.rows:
            number += 1
            items.append(_table(number, found.rows))
        items += (_paragraph(loose, index in contents) for loose in found.loose)
        index = found.end
    return items


def _paragraph(line: Line, is_contents: bool) -> Paragraph:
    if _HEADING.match(line.text):
        words = line.text.lstrip("#").strip().rstrip("#").rstrip()
        return Paragraph(words, line.number, line.page, "heading")
    return Paragraph(_ESCAPED_BAR.sub(r"\1", line.text), line.number, line.page, "contents" if is_contents else "body")


def _table(number: int, rows: list[list[Line]]) -> Table:
    cells = tuple(
        Cell(row, column, cell.text, line=cell.number, page=cell.page)
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
    )
    return Table(number, cells, len(rows), max(map(len, rows)), ragged=True)


def _empty_cells(lines: Sequence[Line]) -> set[int]:
    """Indexes of cells that hold a blank only, where a converter put every cell on a line between empty lines."""
    filled = [index for index, line in enumerate(lines[:-1]) if line.text.strip()]
    alone = sum(lines[index + 1].text == "" for index in filled)
    if len(filled) < 20 or alone * 10 < len(filled) * 9:
        return set()
    texts = [line.text for line in lines]
    return {
        index
        for index in range(1, len(texts) - 1)
        if texts[index].isspace() and texts[index - 1] == texts[index + 1] == "" and "\t" not in texts[index]
    }


def _notes(lines: Iterable[Line]) -> tuple[Note, ...]:
    """One note for all bytes that the encoding did not know, quoting the first line that has one."""
    for line in lines:
        if encoding.REPLACEMENT in line.text:
            place = Place(page=line.page, line=line.number, quote=line.text.strip())
            return (Note(kind="markup_repaired", text=line.text.strip(), at=place),)
    return ()
