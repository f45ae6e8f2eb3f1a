"""Entries of the log in words, as the story of a filing tells them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from jixiao_web.audit.models import Entry
from jixiao_web.filings.moves import MOVES

_ACTIONS = {
    "begun": gettext_noop("建立空白申报件"),
    "imported": gettext_noop("由文件建立"),
    "carried": gettext_noop("由上年文本建立"),
    "confirmed": gettext_noop("确认沿用上年的数"),
    "saved": gettext_noop("保存"),
    "pasted": gettext_noop("粘贴表格"),
    "row_added": gettext_noop("增加一行"),
    "row_deleted": gettext_noop("删除一行"),
    "row_moved": gettext_noop("移动一行"),
    "row_restored": gettext_noop("撤销删除"),
    "workbook": gettext_noop("并入填好的文件"),
    "before_replacing": gettext_noop("并入文件之前"),
    "review_begun": gettext_noop("开始审核"),
    "graded": gettext_noop("填写审核表"),
    "commented": gettext_noop("提出意见"),
    "answered": gettext_noop("答复意见"),
    "withdraw": gettext_noop("撤回"),
}


class Told(NamedTuple):
    """An event: when, who, what, and its details in short."""

    number: int
    at: datetime
    actor: str
    action: str
    detail: str
    hash: str


def action_words(action: str) -> str:
    """An action of the log or the cause of a revision, in the page's language."""
    if action in MOVES:
        return _(MOVES[action].title)
    return _(_ACTIONS[action]) if action in _ACTIONS else action


def entries_told(entries: Iterable[Entry]) -> list[Told]:
    """Entries in words."""
    return [
        Told(
            each.number,
            datetime.fromisoformat(each.at),
            each.actor,
            action_words(each.action),
            _detail(json.loads(each.detail)),
            each.hash,
        )
        for each in entries
    ]


def _detail(detail: dict[str, Any]) -> str:
    if "cells" in detail:
        return _("%(count)s 个单元格") % {"count": len(detail["cells"])}
    if "number" in detail:
        return _("%(count)s 个数") % {"count": detail["number"]}
    return str(detail.get("reason") or detail.get("file") or detail.get("note") or "")
