"""The document's own paragraphs and tables as HTML, with the marks of the findings in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from jixiao.documents.blocks import Cell, Paragraph, Table
from jixiao.model import Place
from jixiao.model.place import Key
from jixiao.report.page.markup import Html, Mark, marked

Wanted = Sequence[tuple[Place, str | None, Mark]]


def paragraph(item: Paragraph, marks: Mapping[Key, Wanted]) -> Html:
    """A paragraph; empty for one without words."""
    if not item.text.strip():
        return ""
    body = marked(item.text, _bounded(item.text, marks.get(item.place().key, ())))
    tag = "h4" if item.role == "heading" else "p"
    return f'<{tag} class="{item.role}">{body}</{tag}>'


def table(item: Table, marks: Mapping[Key, Wanted]) -> Html:
    """A table with its merged cells."""
    rows: dict[int, list[Cell]] = {}
    for cell in item.cells:
        rows.setdefault(cell.row, []).append(cell)
    body = "".join(f"<tr>{''.join(_cells(item, row, marks))}</tr>" for _, row in sorted(rows.items()))
    return f'<div class="scroll"><table>{body}</table></div>'


def _cells(item: Table, row: Sequence[Cell], marks: Mapping[Key, Wanted]) -> Iterator[Html]:
    for cell in row:
        bounded = _bounded(cell.text, marks.get(item.place(cell).key, ()))
        spans = f' rowspan="{cell.rows}"' * (cell.rows > 1) + f' colspan="{cell.columns}"' * (cell.columns > 1)
        yield f"<td{spans}>{marked(cell.text, bounded)}</td>"


def _bounded(text: str, wanted: Wanted) -> list[Mark]:
    """The marks with their bounds, each once: the very words, else the value that holds them, else the whole text."""
    found = []
    for at, words, mark in wanted:
        start = max(text.find(at.quote), 0) if at.quote else 0
        end = start + len(at.quote) if at.quote and at.quote in text else len(text)
        inner = text.find(words, start) if words else -1
        if words and inner >= 0:
            start, end = inner, inner + len(words)
        found.append(msgspec.structs.replace(mark, start=start, end=end))
    return [*dict.fromkeys(found)]
