"""Word files written part by part, so that a test shows the very markup that it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from jixiao.documents import docx
from jixiao.documents.blocks import Blocks, Table
from jixiao.documents.limits import DEFAULT, Limits

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = {
    "w": W,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "o": "urn:schemas-microsoft-com:office:office",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
MAIN = "word/document.xml"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of the given parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def part(root: str, content: str, **namespaces: str) -> str:
    """An XML part with the usual prefixes declared."""
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in (NAMESPACES | namespaces).items())
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root}{declared}>{content}</w:{root}>'


def word_file(body: str, **parts: str) -> bytes:
    """A Word file with this body; further parts by their names below `word/`, written as content of their root."""
    roots = {name: part(name, content) for name, content in parts.items()}
    return zipped(
        {MAIN: part("document", f"<w:body>{body}</w:body>")} | {f"word/{n}.xml": xml for n, xml in roots.items()}
    )


def blocks(body: str, limits: Limits = DEFAULT, **parts: str) -> Blocks:
    """What is read from a file with this body."""
    return docx.read(word_file(body, **parts), "a.docx", limits)


def run(words: str, properties: str = "") -> str:
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(words: str = "", properties: str = "") -> str:
    looks = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{looks}{run(words) if words else ''}</w:p>"


def cell(words: str = "", properties: str = "") -> str:
    """A cell; a line break in the words begins a new paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, words.split(chr(10))))}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def texts(found: Blocks) -> list[str]:
    """The paragraphs' words."""
    return [item.text for item in found.paragraphs()]


def only_table(found: Blocks) -> Table:
    (only,) = found.tables()
    return only


def layout(found: Table) -> list[tuple[int, int, int, int, str]]:
    """Every cell as row, column, rows, columns, words."""
    return [(one.row, one.column, one.rows, one.columns, one.text) for one in found.cells]
