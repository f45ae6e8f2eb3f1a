"""What the log page reads: a county's entries, newest first, by filters, a page at a time by their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.models import Entry
from jixiao_web.trace.objects import Named, keys_of_unit, names_of
from jixiao_web.trace.words import ACTIONS, action_words, detail_words

PAGE = 100
_NO_NAME = Named("")


class Wanted(NamedTuple):
    """Which entries a person wants to see. before: entries with smaller numbers only, for the next page."""

    county: str
    unit: str
    action: str
    actor: str
    since: date | None
    until: date | None
    before: int | None

    @classmethod
    def of(cls, asked: Mapping[str, str], counties: set[str]) -> Wanted:
        """From the words of an address; what means nothing is left out."""
        county, before = asked.get("county", ""), asked.get("before", "")
        return cls(
            county=county if county in counties else min(counties, default=""),
            unit=asked.get("unit", "").strip()[:60],
            action=asked.get("action", "") if asked.get("action", "") in ACTIONS else "",
            actor=asked.get("actor", "").strip()[:150],
            since=_day(asked.get("since", "")),
            until=_day(asked.get("until", "")),
            before=int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None,
        )

    def address(self, **changed: object) -> str:
        """The words of an address for the same with something changed."""
        query = QueryDict(mutable=True)
        query.update({name: str(value) for name, value in {**self._asdict(), **changed}.items() if value})
        return query.urlencode()


class Line(NamedTuple):
    """An entry as the page shows it."""

    entry: Entry
    at: datetime
    action: str
    about: Named
    detail: str


class Log(NamedTuple):
    """A page of the log; `older` is the number before which the next page begins, None on the last."""

    lines: list[Line]
    older: int | None


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def counties_of(person: Person) -> set[str]:
    """The counties whose log this person may see.

    Raises:
        PermissionDenied: none.
    """
    person.demand_somewhere(Action.SEE_LOG)
    return person.units(Action.SEE_LOG)[1]


def log_of(wanted: Wanted) -> Log:
    """A page of a county's log."""
    entries = [*_chosen(wanted).order_by("-number")[: PAGE + 1]]
    shown = entries[:PAGE]
    names = names_of((entry.object_kind, entry.object_key) for entry in shown)
    lines = [_line(entry, names.get((entry.object_kind, entry.object_key), _NO_NAME)) for entry in shown]
    return Log(lines, shown[-1].number if len(entries) > PAGE else None)


def log_whole(wanted: Wanted) -> Iterator[Entry]:
    """Every entry of a county's log that is wanted, the oldest first, without holding all of them at once."""
    return _chosen(wanted._replace(before=None)).order_by("number").iterator(chunk_size=2000)


def _line(entry: Entry, about: Named) -> Line:
    at = timezone.localtime(datetime.fromisoformat(entry.at))
    return Line(entry, at, action_words(entry.action), about, detail_words(entry.detail, entry.actor))


def _chosen(wanted: Wanted) -> QuerySet[Entry]:
    chosen = Entry.objects.filter(county_code=wanted.county)
    if wanted.before:
        chosen = chosen.filter(number__lt=wanted.before)
    if wanted.action:
        chosen = chosen.filter(action=wanted.action)
    if wanted.actor:
        chosen = chosen.filter(actor=wanted.actor)
    if wanted.unit:
        about = Q(pk__in=())
        for kind, keys in keys_of_unit(wanted.county, wanted.unit).items():
            about |= Q(object_kind=kind, object_key__in=keys)
        chosen = chosen.filter(about)
    # Entries bear their time as text of one form in UTC: it can be compared as text.
    if wanted.since:
        chosen = chosen.filter(at__gte=_moment(wanted.since))
    if wanted.until:
        chosen = chosen.filter(at__lt=_moment(wanted.until + timedelta(days=1)))
    return chosen


def _moment(day: date) -> str:
    begins = datetime.combine(day, time.min, timezone.get_current_timezone())
    return begins.astimezone(UTC).isoformat(timespec="microseconds")
