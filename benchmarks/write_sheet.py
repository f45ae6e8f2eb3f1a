"""A paper as .xlsx: one sheet, lines in the first column, merged cells as in the grids."""

from __future__ import annotations

import io

import xlsxwriter

from benchmarks.paper import Grid, Paper


def write(paper: Paper) -> bytes:
    """The whole workbook."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet("绩效文本")
    framed = book.add_format({"border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"})
    top = 0
    for item in paper:
        if isinstance(item, Grid):
            for cell in item.cells:
                first, left = top + cell.row, cell.column
                if cell.rows * cell.columns > 1:
                    last, right = first + cell.rows - 1, left + cell.columns - 1
                    sheet.merge_range(first, left, last, right, cell.text, framed)
                else:
                    sheet.write_string(first, left, cell.text, framed)
            top += item.height
        else:
            if item.text.strip():
                sheet.write_string(top, 0, item.text)
            top += 1
    book.close()
    return buffer.getvalue()
