"""The story of a filing: the log's entries on it and on what was said of it, each in its place in time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jixiao_web.audit.models import Entry
from jixiao_web.filings.models import Filing
from jixiao_web.filings.talking import Spoken, spoken

MOST = 500


class Event(NamedTuple):
    """An entry of the log; `spoken` is the comment or answer that it is about, None where it is about the filing.

    Attributes:
        detail: of the entry; without the words of what its author took back.
    """

    entry: Entry
    spoken: Spoken | None

    @property
    def detail(self) -> str:
        """What belongs to the event, as JSON text."""
        return "{}" if self.spoken and self.spoken.is_taken_back else self.entry.detail


def events_of(filing: Filing, most: int | None = MOST) -> list[Event]:
    """The newest events of a filing, the newest first; all of them where there is no `most`."""
    said = spoken(filing)
    # Two queries, each along the index of objects: one with OR makes databases walk the whole county's log.
    found = [
        *_entries(filing, "filing", [str(filing.pk)], most),
        *(_entries(filing, "comment", said, most) if said else ()),
    ]
    found.sort(key=lambda each: -each.number)
    return [Event(each, said.get(each.object_key)) for each in found[:most]]


def _entries(filing: Filing, kind: str, keys: Iterable[str], most: int | None) -> list[Entry]:
    own = Entry.objects.filter(county_code=filing.county_code, object_kind=kind, object_key__in=[*keys])
    return list(own.order_by("-number")[:most])
