"""What people read of filings: each selector takes the person and returns only what that person may see."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from jixiao_web.accounts.models import Unit, User
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.models import Entry
from jixiao_web.common.prepared import Prepared, Slot, among
from jixiao_web.filings.discarding import is_discardable
from jixiao_web.filings.finding import holding, words_of
from jixiao_web.filings.listing import IN_ORDER, Reach, within
from jixiao_web.filings.models import OPEN, SETTLED, Filing, Kind, Revision, Source
from jixiao_web.filings.moves import MOVES, Move

_HEAVY = ("draft", "carried", "returned")
LISTED = (
    *("county_code", "unit_id", "kind", "period", "year", "state", "projects", "budget_fen", "errors", "warnings"),
    *("changed_at", "due_on", "unit__code", "unit__name"),
)
"""What a row of a list shows: all else stays in the database."""


class Search(NamedTuple):
    """What a list of filings is narrowed to; empty values leave it as it is."""

    words: str = ""
    year: int | None = None
    state: str = ""
    unit: str = ""


def reach(person: Person, action: Action, unit: str = "unit_id") -> Q:
    """The rows within a person's reach for an action."""
    units, counties = person.units(action)
    return Q(**{f"{unit}__in": units}) | Q(county_code__in=counties)


def filings_seen_by(person: Person) -> QuerySet[Filing]:
    """Every filing that a person may see, without the drafts themselves."""
    return Filing.objects.filter(reach(person, Action.SEE_FILING)).select_related("unit").defer(*_HEAVY)


def filing_for(person: Person, filing_id: uuid.UUID) -> Filing:
    """A filing that a person may see.

    Raises:
        Http404: there is none, or none for this person: a stranger does not learn which.
    """
    filing = next(iter(_FILING.rows((filing_id,))), None)
    if filing is None or not person.may(Action.SEE_FILING, filing.unit):
        raise Http404
    return filing


_FILING = Prepared(lambda key: Filing.objects.select_related("unit", "changed_by", "plan").filter(pk=key).order_by())


def has_original(filing: Filing) -> bool:
    """Whether a draft was read from a file."""
    return bool(_SOURCE.rows((filing.pk,)))


_SOURCE = Prepared(lambda key: Source.objects.filter(filing=key).values_list("pk"))


def filings_found(person: Person, search: Search) -> QuerySet[Filing]:
    """The filings that a person may see, narrowed by unit, project name and code, year and state."""
    found = filings_seen_by(person).filter(holding(person, words_of(search.words)).condition)
    if search.year:
        found = found.filter(year=search.year)
    if search.state:
        found = found.filter(state=search.state)
    if search.unit:
        found = found.filter(unit_code=search.unit)
    return found.order_by(*IN_ORDER)


def years_seen_by(person: Person) -> list[int]:
    """The years from the newest to the oldest of which a person may see filings."""
    reach = Reach.of(person, Action.SEE_FILING)
    ends = [
        _YEAR.rows((*reach.units, *reach.counties), units=len(reach.units), last=last) for last in ("-year", "year")
    ]
    return [*range(ends[0][0][0], ends[1][0][0] - 1, -1)] if ends[0] and ends[1] else []


def _year(*own: Slot, units: int, last: str) -> QuerySet[Filing, tuple[int]]:
    return Filing.objects.filter(within(own[:units], own[units:])).order_by(last).values_list("year")[:1]


_YEAR = Prepared(_year)


def units_to_fill(person: Person) -> list[Unit]:
    """The units for which a person may begin filings."""
    units, counties = person.units(Action.EDIT_FILING)
    return _UNITS.rows((*units, *counties), units=len(units)) if units or counties else []


_UNITS = Prepared(
    lambda *own, units: Unit.objects.filter(among("pk", own[:units]) | among("county_code", own[units:]), active=True)
)


def moves_for(person: Person, filing: Filing) -> list[tuple[str, Move]]:
    """The moves that a person may make with a filing now."""
    return [
        (name, move)
        for name, move in MOVES.items()
        if filing.state in move.before
        and person.may(move.action, filing.unit)
        and not (name == "withdraw" and filing.begun_in_review)
    ]


def may_edit(person: Person, filing: Filing) -> bool:
    """Whether a person may fill in a filing now."""
    return filing.state in OPEN and person.may(Action.EDIT_FILING, filing.unit)


def revisions_of(filing: Filing) -> list[Revision]:
    """A filing's revisions, the newest first, without their content."""
    return list(filing.revisions.select_related("author").defer("content").order_by("-number"))


def revision_of(filing: Filing, number: int) -> Revision:
    """One revision.

    Raises:
        Http404: no such number.
    """
    found = filing.revisions.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def names_of(entries: Iterable[Entry]) -> dict[str, str]:
    """The names of those who acted, by their accounts; of an account without a name, nothing."""
    return dict(User.objects.filter(username__in={each.actor for each in entries}).values_list("username", "full_name"))


class Adjustment(NamedTuple):
    """An adjustment of a plan; `at` is when it was approved or last changed."""

    filing: Filing
    is_open: bool
    at: datetime


def adjustments_of(plan: Filing) -> list[Adjustment]:
    """The adjustments of a plan, the newest first."""
    approved = Revision.objects.filter(filing=OuterRef("pk"), cause="approve").order_by("-number").values("created_at")
    found = plan.adjustments.defer(*_HEAVY).annotate(approved_at=Subquery(approved[:1])).order_by("-created_at")
    return [
        Adjustment(each, each.state not in SETTLED, getattr(each, "approved_at", None) or each.changed_at)
        for each in found
    ]


def filings_deleted(person: Person, most: int = 50) -> list[Filing]:
    """The deleted drafts that a person may put back, the last first."""
    found = Filing.every.filter(reach(person, Action.EDIT_FILING)).exclude(deleted_at=None)
    return list(found.select_related("unit", "changed_by").defer(*_HEAVY).order_by("-deleted_at")[:most])


def may_discard(person: Person, filing: Filing) -> bool:
    """Whether a person may delete a draft."""
    return may_edit(person, filing) and is_discardable(filing)


def last_settled(unit: Unit, year: int) -> Filing | None:
    """The last approved or published plan of a unit before a year."""
    settled = Filing.objects.filter(county_code=unit.county_code, unit=unit, kind=Kind.PLAN, state__in=SETTLED)
    return settled.filter(year__lt=year).order_by("-year").first()
