"""What people read of goals and commitments: only what each may see, in a fixed number of queries."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.commitments.heads import Head, heads_lacking
from jixiao_web.commitments.models import Commitment, Goal, GoalLink, GoalNote, Record
from jixiao_web.commitments.rhythm import ANY, UNSET, Standing, standing
from jixiao_web.filings.selectors import reach

SOON = 7
"""Days before a due day from which it is told as near."""
MOST_UNITS = 20

_Row = TypeVar("_Row", Goal, Commitment)


class Wanted(NamedTuple):
    """What a list is narrowed to; empty values leave it as it is."""

    year: int | None = None
    words: str = ""
    only: str = ""
    unit: str = ""


class UnitCount(NamedTuple):
    """A unit with how much it has promised, how much is late, how much has no rhythm yet."""

    code: str
    name: str
    number: int
    late: int
    unset: int


class Due(NamedTuple):
    """A commitment in a list: `state` is late, soon, later, kept (no day is left), over (nor was), any, unset."""

    commitment: Commitment
    state: str


def commitments_found(person: Person, wanted: Wanted, today: date) -> QuerySet[Commitment]:
    """The commitments that a person may see, narrowed, those due first in front."""
    found = _seen(Commitment, person, wanted)
    for word in wanted.words.split():
        found = found.filter(Q(text__icontains=word) | Q(unit__name__icontains=word) | Q(owner_words__icontains=word))
    if wanted.only == "late":
        found = found.filter(in_plan=True, due_on__lt=today)
    elif wanted.only == "soon":
        found = found.filter(in_plan=True, due_on__gte=today, due_on__lte=today + timedelta(days=SOON))
    elif wanted.only == "unset":
        found = found.filter(in_plan=True, rhythm=UNSET)
    order = ("due_on",) if wanted.only in ("late", "soon") else ()
    return found.select_related("unit", "owner").order_by("-year", *order, "unit__code", "-in_plan", "ordinal")


def due_of(commitment: Commitment, today: date) -> Due:
    """A commitment with how near it is due."""
    due = commitment.due_on
    if due is not None:
        state = "late" if due < today else "soon" if due <= today + timedelta(days=SOON) else "later"
    else:
        is_kept = "kept" if commitment.records_count else "over"
        state = commitment.rhythm if commitment.rhythm in (ANY, UNSET) else is_kept
    return Due(commitment, state)


def counts_of(person: Person, wanted: Wanted, today: date) -> list[UnitCount]:
    """By unit how much is promised and late, the latest first; empty where the person sees one unit only."""
    late = Count("pk", filter=Q(due_on__lt=today))
    unset = Count("pk", filter=Q(rhythm=UNSET))
    rows = (
        _seen(Commitment, person, wanted._replace(unit=""))
        .filter(in_plan=True)
        .order_by()
        .values("unit__code", "unit__name")
        .annotate(number=Count("pk"), late=late, unset=unset)
        .order_by("-late", "unit__code")
    )
    found = [
        UnitCount(each["unit__code"], each["unit__name"], each["number"], each["late"], each["unset"]) for each in rows
    ]
    return found if len(found) > 1 else []


def lacking_of(person: Person, wanted: Wanted) -> list[Head]:
    """The heads that the one unit which a person sees, or asks for, has no safeguard of."""
    if wanted.year is None:
        return []
    rows = list(_seen(Commitment, person, wanted).filter(in_plan=True).values_list("unit_id", "text")[:200])
    if not rows or len({unit for unit, _ in rows}) > 1:
        return []
    return list(heads_lacking([text for _, text in rows], wanted.year))


def goals_found(person: Person, wanted: Wanted) -> QuerySet[Goal]:
    """The goals that a person may see, narrowed, with how many projects and indicators serve each."""
    found = _seen(Goal, person, wanted)
    for word in wanted.words.split():
        found = found.filter(Q(heading__icontains=word) | Q(text__icontains=word) | Q(unit__name__icontains=word))
    if wanted.only == "untold":
        found = found.filter(told_on=None)
    confirmed = Count("links", filter=Q(links__state=GoalLink.State.CONFIRMED, links__in_plan=True))
    proposed = Count("links", filter=Q(links__state=GoalLink.State.PROPOSED, links__in_plan=True))
    return (
        found.select_related("unit")
        .annotate(confirmed=confirmed, proposed=proposed)
        .order_by("-year", "unit__code", "-in_plan", "ordinal")
    )


def years_of(person: Person) -> list[int]:
    """The years of which a person may see commitments or goals, the newest first."""
    own = reach(person, Action.SEE_FILING)
    seen = {*Commitment.objects.filter(own).values_list("year", flat=True).order_by().distinct()}
    seen |= {*Goal.objects.filter(own).values_list("year", flat=True).order_by().distinct()}
    return sorted(seen, reverse=True)


def commitment_for(person: Person, commitment_id: uuid.UUID) -> Commitment:
    """A commitment that a person may see.

    Raises:
        Http404: there is none, or none for this person.
    """
    return _one(Commitment.objects.select_related("unit", "owner").filter(pk=commitment_id).first(), person)


def goal_for(person: Person, goal_id: uuid.UUID) -> Goal:
    """A goal that a person may see; raises Http404 as `commitment_for`."""
    return _one(Goal.objects.select_related("unit", "plan").filter(pk=goal_id).first(), person)


def record_for(person: Person, record_id: uuid.UUID) -> Record:
    """A record that a person may see; raises Http404 as `commitment_for`."""
    record = Record.objects.select_related("commitment__unit").filter(pk=record_id).first()
    if record is None:
        raise Http404
    _one(record.commitment, person)
    return record


def note_for(person: Person, note_id: uuid.UUID) -> GoalNote:
    """A note that a person may see; raises Http404 as `commitment_for`."""
    note = GoalNote.objects.select_related("goal__unit").filter(pk=note_id).first()
    if note is None:
        raise Http404
    _one(note.goal, person)
    return note


def standing_of(commitment: Commitment, records: Iterable[Record], today: date) -> Standing:
    """What is done, late and next of a commitment, by its records that stand."""
    days = [record.day for record in records if record.deleted_at is None]
    return standing(commitment.how_often, commitment.year, commitment.starts_on, days, today)


def _seen(model: type[_Row], person: Person, wanted: Wanted) -> QuerySet[_Row]:
    found = model._default_manager.filter(reach(person, Action.SEE_FILING))
    if wanted.year:
        found = found.filter(year=wanted.year)
    if wanted.unit:
        found = found.filter(unit__code=wanted.unit)
    return found


def _one(found: _Row | None, person: Person) -> _Row:
    if found is None or not person.may(Action.SEE_FILING, found.unit):
        raise Http404
    return found
