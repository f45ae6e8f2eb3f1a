"""HTML, saved web pages in MIME dress, and the HTML that many systems export as .xls or .doc.

Scripts, hidden text and the chrome of a web site are left out; no file or address that the page names is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs
from selectolax.lexbor import LexborHTMLParser

from jixiao.documents import encoding
from jixiao.documents.blocks import Blocks, Paragraph, Table
from jixiao.documents.contents import contents_lines
from jixiao.documents.html_marks import Marks
from jixiao.documents.html_walk import Walk
from jixiao.documents.kind import is_mime
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.errors import LimitExceeded
from jixiao.language import text as message
from jixiao.model.document import Note, NoteKind
from jixiao.model.place import Place

_CHARSET = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# Elements that nest: neither void nor closed by the next of their kind.
_TAG = re.compile(
    r"<(/?)(?!/|(?:p|td|th|tr|li|dd|dt|tbody|thead|tfoot|option|br|hr|img|col|input|meta|link|base|wbr|area|source)\b)"
    r"[a-z][^<>]*+(?<!/)>",
    re.IGNORECASE,
)
# Pages leave inline elements open; what is twenty times deeper than any XML may be is no page.
_DEPTH_FACTOR = 20
_TAGS_A_CELL = 10
_PAGE_OF_WORD = re.compile(r"header\.html?$", re.IGNORECASE)


def read(data: bytes, name: str, limits: Limits = DEFAULT) -> Blocks:
    """The paragraphs and tables of a web page, or of all pages of a saved one."""
    walk = Walk(name, limits)
    hidden, damaged = None, None
    for page in _pages(data):
        _refuse_size(page, name, limits.cells)
        _refuse_depth(page, name, limits.depth)
        tree = LexborHTMLParser(page)
        if tree.body is None:
            continue
        marks = Marks(tree)
        walk.read(tree.body, marks)
        hidden = hidden or marks.hidden_text
        bad = page.find(encoding.REPLACEMENT)
        if bad >= 0 and damaged is None:
            damaged = page[max(bad - 20, 0) : bad + 20]
    notes = (
        _note("hidden_text", hidden),
        _note("tracked_changes", walk.deleted),
        _note("markup_repaired", damaged),
    )
    return Blocks("html", _with_contents(walk.items), notes=tuple(note for note in notes if note))


def _with_contents(items: list[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    found = contents_lines([item.text if isinstance(item, Paragraph) else None for item in items])
    for index in found:
        item = items[index]
        if isinstance(item, Paragraph) and item.role == "body":
            items[index] = structs.replace(item, role="contents")
    return tuple(items)


def _note(kind: NoteKind, words: str | None) -> Note | None:
    return None if words is None else Note(kind=kind, text=words[:80], at=Place(quote=words[:80]))


def _pages(data: bytes) -> Iterator[str]:
    if not is_mime(data):
        yield _decoded(data)
        return
    import email  # late: saved pages in MIME dress are rare

    for part in email.message_from_bytes(data.lstrip()).walk():
        location = str(part.get("Content-Location", ""))
        payload = part.get_payload(decode=True)
        # Word saves page headers and footnote rules as a page of their own.
        if part.get_content_type() == "text/html" and isinstance(payload, bytes) and not _PAGE_OF_WORD.search(location):
            yield _decoded(payload, part.get_content_charset())


def _decoded(data: bytes, charset: str | None = None) -> str:
    declared = _CHARSET.search(data[:16_384])
    return encoding.decode(data, charset or (declared[1].decode("ascii", "ignore") if declared else None))


def _refuse_size(page: str, name: str, limit: int) -> None:
    """The tree of a page takes twenty times the room of its text, so tags are counted before the parser starts."""
    most, found = limit * _TAGS_A_CELL, page.count("<")
    if found > most:
        raise LimitExceeded(name, what=message("limits.tags"), found=found, limit=most, setting="JIXIAO_MAX_CELLS")


def _refuse_depth(page: str, name: str, limit: int) -> None:
    """The parser's time grows with the square of the depth, so depth is bounded before it starts."""
    most = limit * _DEPTH_FACTOR
    depth = deepest = 0
    for closing in _TAG.findall(page):
        if closing:
            depth -= depth > 0
        else:
            depth += 1
            if depth > deepest:
                deepest = depth
    if deepest > most:
        raise LimitExceeded(name, what=message("limits.depth"), found=deepest, limit=most, setting="JIXIAO_MAX_DEPTH")
