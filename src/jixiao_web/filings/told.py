"""Entries of the log in words, as the story of a filing tells them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from jixiao_web.filings.history import Event
from jixiao_web.trace.words import action_words as logged

_OWN_WORDS = {
    "before_replacing": gettext_noop("并入文件之前"),
    "in_force": gettext_noop("现行内容"),
}
"""What the log's own words do not tell: causes of revisions."""


class Told(NamedTuple):
    """An event: when, who, what, and its details in short.

    Attributes:
        is_spoken: it is a comment's; place: of the cell that it is about, empty for the filing as a whole; is_gone: its
            row was deleted; address: of the comment. quote: what is spoken of, where the event itself has no words.
    """

    number: int
    at: datetime
    actor: str
    action: str
    detail: str
    hash: str
    is_spoken: bool = False
    place: str = ""
    is_gone: bool = False
    address: str = ""
    quote: str = ""


def action_words(action: str) -> str:
    """An action of the log or the cause of a revision, in the page's language."""
    return _(_OWN_WORDS[action]) if action in _OWN_WORDS else logged(action)


def events_told(events: Iterable[Event], names: Mapping[str, str]) -> list[Told]:
    """Events in words; `names` are those of the accounts that acted."""
    return [_told(each, names.get(each.entry.actor) or each.entry.actor) for each in events]


def _told(event: Event, actor: str) -> Told:
    entry, said = event.entry, event.spoken
    at, action = datetime.fromisoformat(entry.at), action_words(entry.action)
    detail = json.loads(event.detail)
    if said is None:
        return Told(entry.number, at, actor, action, _detail(detail), entry.hash)
    words = str(detail.get("text", ""))
    return Told(
        *(entry.number, at, actor, action, words, entry.hash),
        is_spoken=True,
        place=said.place,
        is_gone=said.is_gone,
        address=said.address,
        quote="" if words else said.text,
    )


EXPORTED = ("number", "at", "actor", "action", "action_words", "place", "detail", "hash_before", "hash")
"""The columns of a filing's log as a file."""


def exported(events: Iterable[Event]) -> Iterator[tuple[object, ...]]:
    """The rows of that file."""
    for each in events:
        entry, place = each.entry, each.spoken.place if each.spoken else ""
        words = action_words(entry.action)
        row = (entry.number, entry.at, entry.actor, entry.action, words, place, each.detail)
        yield (*row, entry.hash_before, entry.hash)


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
