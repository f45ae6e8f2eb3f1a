"""What people read of filings: each selector takes the person and returns only what that person may see."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.models import Entry
from jixiao_web.filings.discarding import is_discardable
from jixiao_web.filings.due import Deadline, by_deadline, deadlines_of
from jixiao_web.filings.models import OPEN, SETTLED, Filing, ProjectRow, Revision, State
from jixiao_web.filings.moves import MOVES, Move

MOST_WAITING = 100
MOST_FOUND = 500
"""Filings that a search by words lists."""
WAY = (State.RETURNED, State.DRAFT, State.UNIT_REVIEW, State.FINANCE_REVIEW, State.APPROVED)
"""States in which a filing waits for somebody."""
_HEAVY = ("draft", "carried", "returned")
LISTED = (
    *("county_code", "unit_id", "kind", "period", "year", "state", "projects", "budget_fen", "errors", "warnings"),
    *("changed_at", "unit__code", "unit__name"),
)
"""What a row of a list shows: all else stays in the database."""


class Row(NamedTuple):
    """A filing in a list, with its deadline where it has one."""

    filing: Filing
    deadline: Deadline | None


class Waiting(NamedTuple):
    """Filings of one state that wait for a person: how many, and the first of them."""

    state: State
    number: int
    filings: Sequence[Filing]
    rows: Sequence[Row] = ()


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
    filing = Filing.objects.select_related("unit", "changed_by", "plan").filter(pk=filing_id).first()
    if filing is None or not person.may(Action.SEE_FILING, filing.unit):
        raise Http404
    return filing


def waiting_in(person: Person, state: State) -> Q:
    """The filings of a state that a person has to move on."""
    rights = {move.action for name, move in MOVES.items() if state in move.before and name != "withdraw"}
    within = Q(pk__in=[])
    for right in sorted(rights, key=lambda action: action.name):
        within |= reach(person, right)
    return Q(state=state) & within


def waiting_for(person: Person) -> Q:
    """The filings that a person has to move on."""
    within = Q(pk__in=[])
    for state in WAY:
        within |= waiting_in(person, state)
    return within


def filings_waiting_for(person: Person, today: date) -> list[Waiting]:
    """What a person has to move on, by state, the most urgent first."""
    counted = Filing.objects.filter(waiting_for(person)).order_by().values_list("state").annotate(number=Count("pk"))
    numbers = dict(counted)
    told = []
    for state in (each for each in WAY if each in numbers):
        found = Filing.objects.filter(waiting_in(person, state)).select_related("unit", "changed_by").defer(*_HEAVY)
        first = list(by_deadline(found, state, ("changed_at", "pk"))[:MOST_WAITING])
        told.append(Waiting(state, numbers[state], first))
    deadlines = deadlines_of([filing for each in told for filing in each.filings], today)
    told = [each._replace(rows=[Row(filing, deadlines.get(filing.pk)) for filing in each.filings]) for each in told]
    return sorted(told, key=_most_urgent)


def _most_urgent(waiting: Waiting) -> date:
    return min((row.deadline.day for row in waiting.rows if row.deadline), default=date.max)


def filings_found(person: Person, search: Search) -> QuerySet[Filing]:
    """The filings that a person may see, narrowed by unit, project name and code, year and state."""
    found = filings_seen_by(person)
    if search.year:
        found = found.filter(year=search.year)
    if search.state:
        found = found.filter(state=search.state)
    if search.unit:
        found = found.filter(unit_code=search.unit)
    for word in search.words.split():
        found = found.filter(Q(unit__name__icontains=word) | Q(unit__code__icontains=word) | _of_project(person, word))
    return found.order_by("-year", "unit_code", "pk")


FINDERS: list[Callable[[Person, str], set[uuid.UUID] | None]] = []
"""Who can tell at once which filings have a project that holds a word; None where they are too many to be told."""


def _of_project(person: Person, word: str) -> Q | Exists:
    for finder in FINDERS:
        filings = finder(person, word)
        if filings is not None:
            return Q(pk__in=filings)
    rows = ProjectRow.objects.filter(filing=OuterRef("pk"))
    return Exists(rows.filter(Q(name__icontains=word) | Q(code__icontains=word)))


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


class Found(Paginator):
    """Pages of keys; there are `more` than these where so many were found that they are not counted."""

    more = False


def filings_page(person: Person, search: Search, number: str | None, size: int) -> tuple[Page[Filing], list[int]]:
    """A page of the filings that were found, and the years of all that the person may see.

    The rows of the pages before are passed over in the index alone: the keys first, then the rows of this page.
    """
    found = filings_found(person, search).values_list("pk", flat=True)
    by_year = filings_by_year(person)
    paginator = Found(found, size)
    if search.words:  # to count them all, every project of the county would have to be read
        first = list(found[: MOST_FOUND + 1])
        paginator = Found(first[:MOST_FOUND], size)
        paginator.more = len(first) > MOST_FOUND
    elif not any(search):
        paginator.count = sum(by_year.values())
    page = paginator.get_page(number)
    keys = list(page.object_list)
    rows = {each.pk: each for each in filings_seen_by(person).filter(pk__in=keys).defer(None).only(*LISTED)}
    page.object_list = [rows[key] for key in keys if key in rows]
    return page, list(by_year)


def filings_by_year(person: Person) -> dict[int, int]:
    """How many filings a person may see of each year, the newest first."""
    seen = Filing.objects.filter(reach(person, Action.SEE_FILING)).order_by("-year")
    return dict(seen.values_list("year").annotate(number=Count("year")))


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
