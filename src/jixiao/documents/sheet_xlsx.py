"""The cells of an .xlsx file, out of its XML parts in one scan each.

The container and the proof that a part is well formed come from `docx_package`; in such checked markup regular
expressions find cells exactly. A library for this was measured: faster, but it gives no number formats, and a single
stray cell makes it claim memory for the whole rectangle.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from jixiao.documents.docx_package import Package
from jixiao.documents.docx_xml import attribute, unescaped
from jixiao.documents.limits import Limits
from jixiao.documents.sheet_cells import Budget, Sheet
from jixiao.documents.sheet_numbers import GENERAL, code_of, plain_text, shown
from jixiao.errors import DamagedFile

_PREFIX = rb"(?:[\w.-]+:)?"
_ITEM = re.compile(rb"<%bsi(?=[\s/>])[^>]*+>(?:(?<=/>)|(.*?)</%bsi>)" % (_PREFIX, _PREFIX), re.DOTALL)
_ITEM_END = re.compile(rb"</%bsi>" % _PREFIX)
_PHONETIC = re.compile(rb"<%brPh[\s>].*?</%brPh>" % (_PREFIX, _PREFIX), re.DOTALL)
_TEXT = re.compile(rb"<%bt(?:\s[^>]*)?>([^<]*)" % _PREFIX)
_VALUE = re.compile(rb"<%bv(?:\s[^>]*)?>([^<]*)" % _PREFIX)
_ROW_END = re.compile(rb"</%brow>" % _PREFIX)
_ROW_OR_CELL = re.compile(
    rb"<%b(?:(row)(?=[\s/>])([^>]*+)>"
    # What most programs write first; anything else is left to the slower way, by `rest`.
    rb'|c(?=[\s/>])(?: r="([A-Z]{1,3})(\d{1,7})")?(?: s="(\d+)")?(?: t="(\w+)")?([^>]*+)>'
    rb"(?:(?<=/>)|<v>([^<]*+)</v></c>|(.*?)</%bc>))" % (_PREFIX, _PREFIX),
    re.DOTALL,
)
_CORNERS = rb"""<%bmergeCell\s[^>]*?ref\s*=\s*["']([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})["']"""
_MERGE = re.compile(_CORNERS % _PREFIX)
_TAG = re.compile(
    rb"<(/?)%b(workbookPr|sheet|numFmt|border|left|right|top|bottom|start|end|cellXfs|xf)(?=[\s/>])([^>]*+)>" % _PREFIX
)
_SIDES = frozenset((b"left", b"right", b"top", b"bottom", b"start", b"end"))
_MOST_BESIDE = 16 * 2**20
_REFERENCE = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


class _Book(msgspec.Struct, frozen=True):
    """What all sheets share: texts by number, format codes and borders by style."""

    texts: list[str]
    codes: list[str]
    bordered: frozenset[bytes]
    from_1904: bool


def sheets(data: bytes, name: str, limits: Limits, budget: Budget) -> list[Sheet]:
    """The worksheets in the order of their tabs.

    Raises:
        DamagedFile, ProtectedFile, LimitExceeded: as their docstrings say.
    """
    package = Package(data, name, limits)
    try:
        found = _sheets(package, budget)
    # What a broken file breaks in the taking apart of its markup.
    except (ValueError, IndexError, OverflowError) as error:
        raise DamagedFile(name) from error
    if not found:
        raise DamagedFile(name)
    return found


def _sheets(package: Package, budget: Budget) -> list[Sheet]:
    main = package.main_part()
    if main.endswith(".bin"):
        raise DamagedFile(package.name, "binary_workbook")
    links = package.links(main)
    parts = {link.kind: link.target for link in links.values() if not link.external}
    tabs, from_1904 = _tabs(package, main)
    texts = _texts(package, parts.get("sharedStrings", ""))
    book = _Book(texts, *_styles(package, parts.get("styles", "")), from_1904)
    found = []
    for title, hidden, link_id in tabs:
        link = links.get(link_id)
        if link is not None and link.kind == "worksheet":
            found.append(Sheet(title, hidden))
            _fill(found[-1], package.pieces(link.target), book, budget)
    return found


def _tabs(package: Package, main: str) -> tuple[list[tuple[str, bool, str]], bool]:
    """Name, whether hidden, and link of every sheet; and whether days count from 1904."""
    tabs = []
    from_1904 = False
    for _, tag, attributes in _beside(package, main):
        if tag == b"workbookPr":
            from_1904 = attribute(attributes, b"date1904") in ("1", "true")
        elif tag == b"sheet" and (state := attribute(attributes, b"state") or "visible") != "veryHidden":
            title, link_id = attribute(attributes, b"name") or "", attribute(attributes, b"id") or ""
            tabs.append((title, state != "visible", link_id))
    return tabs, from_1904


def _texts(package: Package, part: str) -> list[str]:
    texts: list[str] = []
    if part in package:
        for stretch in _stretches(package.pieces(part), _ITEM_END):
            texts += map(_words, _ITEM.findall(stretch))
    return texts


def _styles(package: Package, part: str) -> tuple[list[str], frozenset[bytes]]:
    """Format codes by style, and the styles with a line at some side."""
    codes: list[str] = []
    own: dict[int, str] = {}
    borders: list[bool] = []
    bordered = set()
    in_styles = False
    for end, tag, attributes in _beside(package, part) if part in package else ():
        if tag == b"cellXfs":
            in_styles = not end
        elif end:
            continue
        elif tag == b"numFmt" and not codes:
            own[_integer(attribute(attributes, b"numFmtId"))] = attribute(attributes, b"formatCode") or GENERAL
        elif tag == b"border":
            borders.append(False)
        elif tag in _SIDES and borders:
            borders[-1] |= (attribute(attributes, b"style") or "none") != "none"
        elif tag == b"xf" and in_styles:
            border = _integer(attribute(attributes, b"borderId"))
            if border < len(borders) and borders[border]:
                bordered.add(b"%d" % len(codes))
            codes.append(code_of(_integer(attribute(attributes, b"numFmtId")), own))
    return codes, frozenset(bordered)


def _beside(package: Package, part: str) -> Iterator[tuple[bytes, bytes, bytes]]:
    """The wanted tags of a part beside the sheets: the slash of an end tag, local name, attributes as written."""
    size = 0
    for piece in package.pieces(part):
        size += len(piece)
        if size > _MOST_BESIDE:
            raise DamagedFile(package.name)
        yield from _TAG.findall(piece)


def _fill(sheet: Sheet, pieces: Iterable[bytes], book: _Book, budget: Budget) -> None:
    number_text = _number_reader(book)
    texts, bordered = book.texts, book.bordered
    row, column = 0, -1
    stretch = b""
    for stretch in _stretches(pieces, _ROW_END):
        for is_row, row_attributes, letters, digits, style, kind, rest, value, inner in _ROW_OR_CELL.findall(stretch):
            if is_row:
                row, column = int(attribute(row_attributes, b"r") or row + 1), -1
                continue
            if rest not in (b"", b"/"):
                letters, digits, style, kind = _head(rest, letters, digits, style, kind)
            if letters:
                row, column = int(digits), _column(letters)
            else:
                column += 1
            if inner and kind != b"inlineStr":
                found = _VALUE.search(inner)
                value = found[1] if found else b""
            text = ""
            if kind == b"s" and value:
                text = texts[int(value)]
            elif kind == b"inlineStr":
                text = _words(inner)
            elif value:
                text = number_text(style, value) if kind in (b"", b"n") else _cached(kind, value)
            if text:
                budget.spend(1)
                sheet.rows.setdefault(row - 1, {})[column] = text
            if style in bordered:
                sheet.border(row - 1, column)
    for left, top, right, bottom in _MERGE.findall(stretch):
        budget.spend(1)
        sheet.merges.append((int(top) - 1, _column(left), int(bottom) - 1, _column(right)))


def _head(rest: bytes, letters: bytes, digits: bytes, style: bytes, kind: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """Place, style and kind of a cell whose attributes stand in another order than usual."""
    place = attribute(rest, b"r")
    if place is not None:
        found = _REFERENCE.fullmatch(place)
        if found is None:
            raise ValueError(f"no such cell: {place}")
        letters, digits = found[1].encode(), found[2].encode()
    return (
        letters,
        digits,
        (attribute(rest, b"s") or "").encode() or style,
        (attribute(rest, b"t") or "").encode() or kind,
    )


def _number_reader(book: _Book) -> Callable[[bytes, bytes], str]:
    """Gives the text of a stored number in a style; workbooks repeat the same few numbers over and over."""
    general = dict.fromkeys((str(at).encode() for at, code in enumerate(book.codes) if code == GENERAL), True)

    @functools.lru_cache(maxsize=4096)
    def number_text(style: bytes, value: bytes) -> str:
        raw = value.decode().strip()
        try:
            if not style or style in general or int(style) >= len(book.codes):
                return plain_text(raw)
            return shown(float(raw), book.codes[int(style)], from_1904=book.from_1904)
        except (ValueError, ArithmeticError):
            return raw

    return number_text


def _cached(kind: bytes, value: bytes) -> str:
    text = _unescaped(value).strip()
    if kind == b"b":
        return "FALSE" if text == "0" else "TRUE"
    return text.removesuffix("T00:00:00") if kind == b"d" else text


def _words(inner: bytes) -> str:
    """The text of a string item without the pronunciation that stands beside it."""
    if b"rPh" in inner:
        inner = _PHONETIC.sub(b"", inner)
    return _unescaped(b"".join(_TEXT.findall(inner))).strip()


def _unescaped(raw: bytes) -> str:
    text = unescaped(raw)
    if "_x" in text:
        text = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


@functools.cache
def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number - 1


def _integer(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _stretches(pieces: Iterable[bytes], end: re.Pattern[bytes]) -> Iterator[bytes]:
    """The markup cut behind end tags, so that no element lies across a cut; what follows the last one comes last."""
    held: list[bytes] = []
    for piece in pieces:
        cut = 0
        for found in end.finditer(piece):
            cut = found.end()
        held.append(piece[:cut] if cut else piece)
        if cut:
            yield b"".join(held)
            held = [piece[cut:]]
    yield b"".join(held)
