"""What people read of filings: each selector takes the person and returns only what that person may see."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.models import Entry
from jixiao_web.filings.models import OPEN, Filing, ProjectRow, Revision, State
from jixiao_web.filings.moves import MOVES, Move

MOST_WAITING = 100
_HEAVY = ("draft",)


class Waiting(NamedTuple):
    """Filings of one state that wait for a person: how many, and the first of them."""

    state: State
    number: int
    filings: Sequence[Filing]


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
    filing = Filing.objects.select_related("unit", "changed_by").filter(pk=filing_id).first()
    if filing is None or not person.may(Action.SEE_FILING, filing.unit):
        raise Http404
    return filing


def filings_waiting_for(person: Person) -> list[Waiting]:
    """What a person has to move on, by state, in the order of the way."""
    told = []
    for state in (State.RETURNED, State.DRAFT, State.UNIT_REVIEW, State.FINANCE_REVIEW, State.APPROVED):
        rights = {move.action for name, move in MOVES.items() if state in move.before and name != "withdraw"}
        within = Q(pk__in=[])
        for right in sorted(rights, key=lambda action: action.name):
            within |= reach(person, right)
        found = Filing.objects.filter(within, state=state).select_related("unit", "changed_by").defer(*_HEAVY)
        first = list(found.order_by("changed_at", "pk")[: MOST_WAITING + 1])
        if first:
            number = len(first) if len(first) <= MOST_WAITING else found.count()
            told.append(Waiting(state, number, first[:MOST_WAITING]))
    return told


def filings_found(person: Person, search: Search) -> QuerySet[Filing]:
    """The filings that a person may see, narrowed by unit, project name and code, year and state."""
    found = filings_seen_by(person)
    if search.year:
        found = found.filter(year=search.year)
    if search.state:
        found = found.filter(state=search.state)
    if search.unit:
        found = found.filter(unit__code=search.unit)
    for word in search.words.split():
        of_project = ProjectRow.objects.filter(filing=OuterRef("pk")).filter(
            Q(name__icontains=word) | Q(code__icontains=word)
        )
        found = found.filter(Q(unit__name__icontains=word) | Q(unit__code__icontains=word) | Exists(of_project))
    return found.order_by("-year", "unit__code", "pk")


def projects_matching(filings: Sequence[Filing], words: str) -> dict[uuid.UUID, list[ProjectRow]]:
    """The projects by which filings of a list were found, in one query; few of each."""
    terms = words.split()
    if not terms:
        return {}
    hit = Q(pk__in=[])
    for word in terms:
        hit |= Q(name__icontains=word) | Q(code__icontains=word)
    rows: dict[uuid.UUID, list[ProjectRow]] = {}
    for row in ProjectRow.objects.filter(hit, filing__in=[each.pk for each in filings]).order_by("filing", "ordinal"):
        rows.setdefault(row.filing_id, []).append(row)
    return {key: found[:3] for key, found in rows.items()}


def years_seen_by(person: Person) -> list[int]:
    """The years of which a person may see filings, the newest first."""
    seen = Filing.objects.filter(reach(person, Action.SEE_FILING)).order_by("-year")
    return list(seen.values_list("year", flat=True).distinct())


def units_to_fill(person: Person) -> list[Unit]:
    """The units for which a person may begin filings."""
    units, counties = person.units(Action.EDIT_FILING)
    return list(Unit.objects.filter(Q(pk__in=units) | Q(county_code__in=counties), active=True))


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


def entries_of(filing: Filing, most: int = 500) -> list[Entry]:
    """The log's entries on a filing, the newest first."""
    found = Entry.objects.filter(county_code=filing.county_code, object_kind="filing", object_key=str(filing.pk))
    return list(found.order_by("-number")[:most])
