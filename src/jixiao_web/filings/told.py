"""Entries of the log in words, as the story of a filing tells them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from jixiao_web.audit.models import Entry
from jixiao_web.trace.words import action_words as logged

_OWN_WORDS = {
    "before_replacing": gettext_noop("并入文件之前"),
    "in_force": gettext_noop("现行内容"),
}
"""What the log's own words do not tell: causes of revisions."""


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
    return _(_OWN_WORDS[action]) if action in _OWN_WORDS else logged(action)


def entries_told(entries: Iterable[Entry], names: Mapping[str, str]) -> list[Told]:
    """Entries in words; `names` are those of the accounts that acted."""
    return [
        Told(
            each.number,
            datetime.fromisoformat(each.at),
            names.get(each.actor) or each.actor,
            action_words(each.action),
            _detail(json.loads(each.detail)),
            each.hash,
        )
        for each in entries
    ]


def _detail(detail: dict[str, Any]) -> str:
    if "cells" in detail:
        number = len(detail["cells"])
        return ngettext("%(count)s 个单元格", "%(count)s 个单元格", number) % {"count": number}
    if "ledgers" in detail:
        number = int(detail["ledgers"])
        return ngettext("%(count)s 本台账", "%(count)s 本台账", number) % {"count": number}
    if "number" in detail:
        number = int(detail["number"])
        return ngettext("%(count)s 个数", "%(count)s 个数", number) % {"count": number}
    return str(detail.get("reason") or detail.get("file") or detail.get("note") or "")
