"""Reading a table that somebody saved as CSV: its encoding, its columns, its lines. Knows no unit and no account."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext

from jixiao_web.accounts.errors import FileRefused


class Line(NamedTuple):
    """A line of a table by its number in the file (the head is line 1) and its values by column."""

    number: int
    values: dict[str, str]


def table_text(data: bytes) -> str:
    """The text of a CSV file as Excel and WPS save it: UTF-8 or GB 18030.

    Raises:
        FileRefused: neither.
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused(gettext("文件不是 CSV 文本：请在 Excel 或 WPS 中另存为 CSV。"))


def lines_of(text: str, columns: Iterable[str], most: int) -> list[Line]:
    """The lines of a table, empty ones left out.

    Args:
        columns: that must stand in the head, in any order; others are left alone. most: lines at most.
    Raises:
        FileRefused: a column is missing, nothing stands below the head, there are too many lines, or no table at all.
    """
    try:
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=_delimiter(text)))
    except csv.Error:
        raise FileRefused(gettext("文件不是 CSV 文本：请在 Excel 或 WPS 中另存为 CSV。")) from None
    head = [cell.strip() for cell in rows[0]] if rows else []
    missing = [column for column in columns if column not in head]
    if missing:
        raise FileRefused(gettext("第一行缺少列：%(columns)s。") % {"columns": "、".join(missing)})
    lines = [
        Line(number, {column: cell.strip() for column, cell in zip(head, row, strict=False)})
        for number, row in enumerate(rows[1:], 2)
        if any(cell.strip() for cell in row)
    ]
    if not lines:
        raise FileRefused(gettext("表头下面没有数据。"))
    if len(lines) > most:
        raise FileRefused(gettext("一次最多导入%(most)s行，文件有%(lines)s行。") % {"most": most, "lines": len(lines)})
    return lines


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",\t;", key=head.count)
