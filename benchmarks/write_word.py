"""A paper as .docx: the package from python-docx's template, document.xml written as Word and WPS write it.

Every cell carries width, borders, shading and alignment, every paragraph and run its fonts, Chinese and Latin letters
stand in runs of their own: a lean document would flatter a reader that never looks at properties.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

import docx

from benchmarks.paper import Cell, Grid, Paper
from tools.word import style_document

_GRID_COLUMN = 1296
_RUNS = re.compile(r"[\x20-\x7e]+|[^\x20-\x7e]+")
_FONTS = '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="宋体" w:hint="{hint}"/>'
_RUN = (
    '<w:r w:rsidR="00A77B3E"><w:rPr>' + _FONTS + '{bold}<w:color w:val="000000"/><w:kern w:val="0"/>'
    '<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:bidi="ar"/></w:rPr>'
    '<w:t xml:space="preserve">{text}</w:t></w:r>'
)
_PARAGRAPH = (
    '<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E" w:rsidP="00A77B3E"><w:pPr>{style}<w:widowControl/>'
    '<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>{indent}<w:jc w:val="{side}"/>'
    "<w:rPr>" + _FONTS + '<w:color w:val="000000"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:pPr>'
    "{runs}</w:p>"
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in ("top", "left", "bottom", "right")
)
_CELL = (
    '<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:tcBorders>' + _BORDERS + "</w:tcBorders>"
    '<w:shd w:val="clear" w:color="auto" w:fill="auto"/><w:noWrap w:val="0"/>'
    '<w:tcMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tcMar>'
    '<w:vAlign w:val="center"/></w:tcPr>{paragraphs}</w:tc>'
)
_ROW = (
    '<w:tr w:rsidR="00A77B3E" w:rsidTr="00A77B3E"><w:trPr><w:cantSplit/><w:trHeight w:val="425" w:hRule="atLeast"/>'
    '<w:jc w:val="center"/></w:trPr>{cells}</w:tr>'
)
_TABLE = (
    '<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
    '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
    '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"/></w:tblPr>'
    "<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
)


def write(paper: Paper) -> bytes:
    """The whole .docx."""
    document = docx.Document()
    style_document(document, "云河县青石镇人民政府绩效文本")
    template = io.BytesIO()
    document.save(template)
    buffer = io.BytesIO()
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                head, tail = part.decode().split("<w:body>")
                part = f"{head}<w:body>{''.join(_body(paper))}{tail}".encode()
            new.writestr(name, part)
    return buffer.getvalue()


def _body(paper: Paper) -> Iterator[str]:
    bookmark = 0
    for item in paper:
        if isinstance(item, Grid):
            yield _table(item)
        elif item.level:
            bookmark += 1
            mark = f'<w:bookmarkStart w:id="{bookmark}" w:name="_Toc_{bookmark:010}"/>'
            style = f'<w:pStyle w:val="Heading{item.level}"/>'
            runs = f'{mark}{_runs(item.text, 32)}<w:bookmarkEnd w:id="{bookmark}"/>'
            yield _paragraph(runs, size=32, side="center", style=style)
        else:
            yield _paragraph(_runs(item.text, 28), size=28, side="both", indent='<w:ind w:firstLine="560"/>')


def _paragraph(runs: str, *, size: int, side: str, style: str = "", indent: str = "") -> str:
    return _PARAGRAPH.format(
        style=style, line=size * 18, indent=indent, side=side, hint="eastAsia", size=size, runs=runs
    )


def _runs(text: str, size: int, bold: str = "") -> str:
    return "".join(
        _RUN.format(hint="default" if piece.isascii() else "eastAsia", bold=bold, size=size, text=escape(piece))
        for piece in _RUNS.findall(text)
    )


def _table(grid: Grid) -> str:
    columns = f'<w:gridCol w:w="{_GRID_COLUMN}"/>' * grid.width
    rows = "".join(_ROW.format(cells="".join(_cells(row))) for row in grid.rows())
    return _TABLE.format(width=_GRID_COLUMN * grid.width, grid=columns, rows=rows)


def _cells(row: Iterable[tuple[Cell, bool]]) -> Iterator[str]:
    for cell, begins in row:
        texts = cell.text.split("\n") if begins else [""]
        merge = "" if cell.rows == 1 else '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
        yield _CELL.format(
            width=_GRID_COLUMN * cell.columns,
            span=f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else "",
            merge=merge,
            paragraphs="".join(_paragraph(_runs(text, 18), size=18, side="center") for text in texts),
        )
