"""A paper as .html as an office program saves it (classes and widths on every cell), and as the text of a converter."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from benchmarks.paper import Cell, Grid, Paper

_HEAD = (
    '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>绩效文本</title>'
    "<style>td{border:1px solid #000;padding:2pt 4pt}.p1{text-indent:2em}</style></head>\n<body>\n"
)


def html(paper: Paper) -> bytes:
    """The whole page."""
    return (_HEAD + "\n".join(_elements(paper)) + "\n</body></html>\n").encode()


def _elements(paper: Paper) -> Iterator[str]:
    for item in paper:
        if isinstance(item, Grid):
            rows = ("".join(_td(cell) for cell, begins in row if begins) for row in item.rows())
            body = "\n".join(f'<tr style="height:21pt">{row}</tr>' for row in rows)
            yield f'<table class="t1" style="border-collapse:collapse"><tbody>\n{body}\n</tbody></table>'
        elif item.level:
            yield f"<h{item.level}>{escape(item.text)}</h{item.level}>"
        else:
            yield f'<p class="p1"><span style="font-family:宋体">{escape(item.text)}</span></p>'


def _td(cell: Cell) -> str:
    spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    words = "".join(f'<p class="s1">{escape(text)}</p>' for text in cell.text.split("\n"))
    return f'<td{spans} valign="middle" style="width:{cell.columns * 65}pt">{words}</td>'


def text(paper: Paper) -> bytes:
    """Lines as they are; a cell a line behind a tab, a blank line after each row, merged-away cells empty."""
    pieces = []
    for item in paper:
        if isinstance(item, Grid):
            rows = ("".join(f"\t{cell.text if begins else ''}\n" for cell, begins in row) for row in item.rows())
            pieces.append("\n".join(rows) + "\n\n")
        else:
            pieces.append(item.text + "\n")
    return "".join(pieces).encode()
