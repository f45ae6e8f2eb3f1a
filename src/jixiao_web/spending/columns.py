"""How the columns of a file are understood: proposed from its heads, chosen by people, remembered as JSON text."""

from __future__ import annotations

import hashlib
import json
from itertools import islice
from typing import NamedTuple

import msgspec
from django.utils.translation import gettext_noop

from jixiao import api
from jixiao_web.spending.errors import NotAList
from jixiao_web.spending.models import Batch
from jixiao_web.spending.uploads import rows_stored

FIELDS: dict[str, str] = {
    "day": gettext_noop("日期"),
    "fen": gettext_noop("支出金额"),
    "back_fen": gettext_noop("退回金额"),
    "project_code": gettext_noop("项目编码"),
    "project_name": gettext_noop("项目名称"),
    "unit_code": gettext_noop("单位编码"),
    "unit_name": gettext_noop("单位名称"),
    "payee": gettext_noop("收款人"),
    "voucher": gettext_noop("凭证号"),
    "summary": gettext_noop("摘要"),
    "fund_source": gettext_noop("资金来源"),
    "kind": gettext_noop("支付方式"),
}
"""Fields in the words of the screen, in the order of the core's."""
MONEY_UNITS = ("元", "千元", "万元", "亿元")
_SEARCHED, _SHOWN = 50, 5


class Column(NamedTuple):
    """A column of a file: its place from 0, its head, its first values, the field that it is taken for."""

    place: int
    head: str
    values: tuple[str, ...]
    field: str


def proposed(stored: str) -> api.Columns:
    """How a file's columns are understood before anybody has said so.

    Raises:
        NotAList: no row of it looks like the head of a list.
    """
    columns = api.columns_of([tuple(row) for row in islice(rows_stored(stored), _SEARCHED)])
    if columns is None:
        raise NotAList
    return columns


def columns_now(batch: Batch) -> api.Columns:
    """A batch's columns as they are confirmed, or proposed."""
    return with_text(proposed(batch.stored), batch.columns)


def with_text(columns: api.Columns, text: str) -> api.Columns:
    """The columns as a text of `text_of` says, with the heads and the place of these."""
    told = json.loads(text)
    chosen = api.with_fields(columns, told["fields"])
    return msgspec.structs.replace(chosen, unit=told["unit"])


def text_of(columns: api.Columns) -> str:
    """The chosen columns as JSON text."""
    return json.dumps({"fields": columns.fields, "unit": columns.unit}, ensure_ascii=False)


def mark_of(columns: api.Columns) -> str:
    """By what files of one source are known: the same heads in the same order, and the unit that is told above them.

    Args:
        columns: as they are proposed.
    """
    above = () if columns.unit == "元" or any(columns.unit in head for head in columns.heads) else (columns.unit,)
    return hashlib.sha256("\x1f".join((*columns.heads, *above)).encode()).hexdigest()


def shown(batch: Batch) -> list[Column]:
    """The columns of a file for choosing: heads and first values."""
    columns = columns_now(batch)
    first = list(islice(rows_stored(batch.stored), columns.row + 1, columns.row + 1 + _SHOWN))
    field_of = {place: field for field, place in columns.fields.items()}
    return [
        Column(place, head, tuple(row[place] for row in first if place < len(row)), field_of.get(place, ""))
        for place, head in enumerate(columns.heads)
    ]
