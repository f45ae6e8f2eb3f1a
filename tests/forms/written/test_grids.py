"""What was read from a clean official file is written with an equal grid: the same cells, merges and words.

The official files are made here with python-docx from `clean_files.toml`: nothing of ours takes part in making them.
"""

from __future__ import annotations

import io
import tomllib
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from jixiao import api
from jixiao.documents import read_blocks
from jixiao.documents.blocks import Table

Rows = list[list[tuple[str, int]]]
"""For every row its cells from left to right: words and rows that they reach over."""

CLEAN = tomllib.loads(Path(__file__).with_name("clean_files.toml").read_text(encoding="utf-8"))


def official(lines: Sequence[str], *pictures: str) -> bytes:
    """A Word file with some lines, and tables as the pictures show them."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    for picture in pictures:
        rows = [_cells(line) for line in picture.strip().splitlines()]
        width = sum(span for _, span in rows[0])
        table = document.add_table(rows=len(rows), cols=width)
        above: dict[int, tuple[int, int]] = {}
        for number, row in enumerate(rows):
            column = 0
            for text, span in row:
                if text == "^":
                    first, span = above[column]
                    table.cell(first, column).merge(table.cell(number, column + span - 1))
                else:
                    cell = table.cell(number, column).merge(table.cell(number, column + span - 1))
                    cell.text = text
                    above[column] = (number, span)
                column += span
            assert column == width, row
        document.add_paragraph()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _cells(line: str) -> list[tuple[str, int]]:
    parts = [cell.rpartition("@") if "@" in cell else (cell, "@", "1") for cell in line.split("|")]
    return [(text.strip().replace(" ¶ ", "\n"), int(span)) for text, _, span in parts]


def rows_of(data: bytes, name: str) -> Rows:
    """The rows of all tables of a file."""
    tables = [item for item in read_blocks(data, name).items if isinstance(item, Table)]
    return [
        [(cell.text.strip(), cell.rows) for cell in table.cells if cell.row == row]
        for table in tables
        for row in range(table.height)
    ]


@pytest.mark.parametrize("file_format", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("form", CLEAN)
def test_a_clean_official_file_is_written_with_an_equal_grid(form: str, file_format: str) -> None:
    clean = official(CLEAN[form]["above"], *CLEAN[form]["tables"])
    document = api.read_bytes(clean, "表.docx")
    assert document.unread == ()
    written = api.write(document, file_format, api.WriteOptions(form=form))
    assert written.left_out == ()
    assert rows_of(written.data, f"表.{file_format}") == rows_of(clean, "表.docx")
