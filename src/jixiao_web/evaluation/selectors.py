"""What people read of evaluations: each selector takes the person and returns only what that person may see."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from jixiao import api
from jixiao.model import Document
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.prepared import Prepared, among
from jixiao_web.evaluation.models import Appraisal, Proof, Recheck, Rectification, Result, Sample
from jixiao_web.evaluation.rechecking import may_recheck
from jixiao_web.evaluation.rectifying import UNDONE
from jixiao_web.filings.models import SETTLED, WHOLE, Filing, Kind
from jixiao_web.filings.selectors import filing_for, reach


class Wanted(NamedTuple):
    """What a list of results is narrowed to; empty values leave it as it is.

    Attributes:
        part: `whole` for departments as a whole, `projects` for projects alone.
    """

    year: int | None = None
    words: str = ""
    grade: str = ""
    part: str = ""


def results_seen_by(person: Person) -> QuerySet[Result]:
    """The results of every self-evaluation that a person may see."""
    seen = Result.objects.filter(reach(person, Action.SEE_FILING, "filing__unit_id"), filing__deleted_at=None)
    return seen.select_related("filing__unit").defer("filing__draft", "filing__carried", "filing__returned")


def results_found(person: Person, wanted: Wanted) -> QuerySet[Result]:
    """The results that a person may see, narrowed; with the number of their unsettled rectifications as `undone`."""
    found = results_seen_by(person)
    if wanted.year:
        found = found.filter(filing__year=wanted.year)
    for word in wanted.words.split():
        found = found.filter(
            Q(name__icontains=word) | Q(filing__unit__name__icontains=word) | Q(filing__unit_code__startswith=word)
        )
    if wanted.part:
        found = found.filter(ordinal=0) if wanted.part == WHOLE else found.filter(ordinal__gt=0)
    if wanted.grade:
        own = Q(recheck_grade="", grade=wanted.grade)
        found = found.filter(own | Q(recheck_grade=wanted.grade))
    undone = Rectification.objects.filter(filing=OuterRef("filing"), key=OuterRef("key"), state__in=UNDONE)
    counted = undone.order_by().values("filing").annotate(number=Count("pk")).values("number")
    found = found.annotate(undone=Coalesce(Subquery(counted, output_field=IntegerField()), 0))
    return found.order_by("-filing__year", "filing__unit_code", "filing__period", "ordinal")


def grades_of(results: QuerySet[Result]) -> dict[str, int]:
    """How many results have each grade that holds; those without one under an empty word."""
    numbers: dict[str, int] = {}
    rows = results.order_by().values_list("grade", "recheck_grade").annotate(number=Count("pk"))
    for own, rechecked, number in rows:
        numbers[rechecked or own] = numbers.get(rechecked or own, 0) + number
    return numbers


def years_of(person: Person) -> list[int]:
    """The years of which there are results or approved plans that a person may see, the newest first."""
    plans = Filing.objects.filter(reach(person, Action.SEE_FILING), kind=Kind.PLAN, state__in=SETTLED)
    return sorted(set(plans.values_list("year", flat=True)), reverse=True)


def evaluation_for(person: Person, filing_id: uuid.UUID) -> Filing:
    """A self-evaluation that a person may see.

    Raises:
        Http404: there is none, or none for this person.
    """
    filing = filing_for(person, filing_id)
    if filing.kind != Kind.SELF_EVALUATION:
        raise Http404
    return filing


def recheck_seen(person: Person, filing: Filing) -> Recheck | None:
    """The re-check of a filing as far as a person may see it: the county's people and who re-checks at once, the unit
    when it is told.
    """
    recheck = Recheck.objects.filter(filing=filing).select_related("made_by").first()
    if recheck is None or recheck.is_told or person.may_in_county(Action.SEE_QUEUE, filing.county_code):
        return recheck
    if recheck.made_by_id == person.user.pk or may_recheck(person, filing):
        return recheck
    return None


def samples_seen_by(person: Person) -> QuerySet[Sample]:
    """The samples of a person's counties."""
    _units, counties = person.units(Action.SEE_QUEUE)
    return Sample.objects.filter(county_code__in=counties).select_related("made_by")


def sample_for(person: Person, sample_id: uuid.UUID) -> Sample:
    """A sample that a person may see.

    Raises:
        Http404: there is none, or none for this person.
    """
    found = samples_seen_by(person).filter(pk=sample_id).first()
    if found is None:
        raise Http404
    return found


def rectifications_seen_by(person: Person) -> QuerySet[Rectification]:
    """Every corrective action that a person may see, the most urgent first."""
    return Rectification.objects.filter(reach(person, Action.SEE_FILING)).select_related("unit").order_by("due", "pk")


def rectifications_found(person: Person, only: str, words: str, today: date) -> QuerySet[Rectification]:
    """Corrective action that a person may see, narrowed to what is open, reported, overdue or verified."""
    found = rectifications_seen_by(person)
    if only == "open":
        found = found.filter(state__in=UNDONE)
    elif only == "overdue":
        found = found.filter(state__in=UNDONE, due__lt=today)
    elif only:
        found = found.filter(state=only)
    for word in words.split():
        found = found.filter(Q(project__icontains=word) | Q(unit__name__icontains=word) | Q(problem__icontains=word))
    return found


def overdue_count(person: Person, today: date) -> int:
    """How many corrective actions that a person may see are late."""
    return rectifications_seen_by(person).filter(state__in=UNDONE, due__lt=today).count()


def rectification_for(person: Person, rectification_id: uuid.UUID) -> Rectification:
    """A corrective action that a person may see.

    Raises:
        Http404: there is none, or none for this person.
    """
    found = Rectification.objects.select_related("unit", "filing", "issued_by").filter(pk=rectification_id).first()
    if found is None or not person.may(Action.SEE_FILING, found.unit):
        raise Http404
    return found


def appraisals_seen_by(person: Person) -> QuerySet[Appraisal]:
    """The appraisals that a person may see: the county's people all, a department its own, a unit those it is told."""
    _units, counties = person.units(Action.SEE_QUEUE)
    told = Q(is_told=True) | Q(county_code__in=counties)
    told |= Q(kind=Appraisal.Kind.DEPARTMENT, unit__in=person.units(Action.REVIEW_IN_UNIT)[0])
    return Appraisal.objects.filter(reach(person, Action.SEE_FILING)).filter(told).select_related("unit")


def appraisal_for(person: Person, appraisal_id: uuid.UUID) -> Appraisal:
    """An appraisal that a person may see.

    Raises:
        Http404: there is none, or none for this person.
    """
    found = appraisals_seen_by(person).select_related("made_by").filter(pk=appraisal_id).first()
    if found is None:
        raise Http404
    return found


def proof_for(person: Person, proof_id: uuid.UUID) -> Proof:
    """A kept file that a person may see.

    Raises:
        Http404: there is none, or none for this person.
    """
    proof = Proof.objects.select_related("rectification__unit", "appraisal__unit").filter(pk=proof_id).first()
    if proof is None:
        raise Http404
    if proof.rectification_id:
        rectification_for(person, proof.rectification_id)
    elif proof.appraisal_id:
        appraisal_for(person, proof.appraisal_id)
    return proof


class Before(NamedTuple):
    """A project of the last self-evaluation, or the department as a whole: its points and grade that hold, what the
    grade leads to, what is open.
    """

    filing_id: uuid.UUID
    ordinal: int
    name: str
    total: int | None
    own: int | None
    grade: str
    leads_to: str
    undone: tuple[Rectification, ...]


MOST_BEFORE = 12
"""Projects that are told of a unit's last self-evaluation; a longer list would push the new plan aside."""


class LastYear(NamedTuple):
    """The last self-evaluation of a unit, for the plan that is begun after it.

    Attributes:
        rows: the department as a whole, then projects with open corrective action, then those with the fewest points.
        number: how many there are in all.
        appraised: appraisals of that year or later that the unit is told.
    """

    filing: Filing
    rows: tuple[Before, ...]
    number: int
    appraised: tuple[Appraisal, ...]


def last_years(units: Iterable[Any], before: int | None = None) -> list[LastYear]:
    """The last handed-in self-evaluations of units before a year; four queries, however many there are."""
    by_key = {unit.pk: unit for unit in units}
    latest: dict[Any, list[Filing]] = {}
    for filing in _EVALUATED.rows([*by_key, before or _NO_YEAR]) if by_key else ():
        own = latest.setdefault(filing.unit_id, [])
        if not own or own[0].year == filing.year:
            filing.unit = by_key[filing.unit_id]
            own.append(filing)
    if not latest:
        return []
    rows: dict[uuid.UUID, list[Result]] = {}
    for row in _RESULTS.rows([filing.pk for own in latest.values() for filing in own]):
        rows.setdefault(row.filing_id, []).append(row)
    undone: dict[tuple[Any, str], list[Rectification]] = {}
    for each in _UNDONE.rows([*latest]):
        undone.setdefault((each.unit_id, each.key), []).append(each)
    told: dict[Any, list[Appraisal]] = {}
    for found in _APPRAISED.rows([*latest, before or _NO_YEAR]):
        if found.year >= latest[found.unit_id][0].year:
            told.setdefault(found.unit_id, []).append(found)
    return [
        _last_year(own[0], [row for each in own for row in rows[each.pk]], undone, told.get(key, ()))
        for key, own in latest.items()
    ]


_NO_YEAR = 9999

_EVALUATED = Prepared(
    lambda *slots: (
        Filing.objects.filter(
            among("unit_id", slots[:-1]), year__lt=slots[-1], kind=Kind.SELF_EVALUATION, deleted_at=None
        )
        .exclude(state="draft")
        .filter(Exists(Result.objects.filter(filing=OuterRef("pk"))))
        .only("unit_id", "year", "county_code")
        .order_by("-year", "unit_code", "period")
    )
)
_RESULTS = Prepared(lambda *slots: Result.objects.filter(among("filing_id", slots)).order_by("ordinal"))
_UNDONE = Prepared(
    lambda *slots: Rectification.objects.filter(among("unit_id", slots), state__in=UNDONE).order_by("due")
)
_APPRAISED = Prepared(
    lambda *slots: (
        Appraisal.objects.filter(among("unit_id", slots[:-1]), year__lt=slots[-1], is_told=True)
        .only("unit_id", "year", "kind", "project", "total", "grade")
        .order_by("-year", "-kind", "project")
    )
)


def _last_year(
    filing: Filing,
    rows: list[Result],
    undone: Mapping[tuple[Any, str], list[Rectification]],
    appraised: Iterable[Appraisal],
) -> LastYear:
    def urgency(row: Result) -> tuple[bool, bool, int]:
        total = row.recheck if row.recheck is not None else row.total
        return row.ordinal > 0, (filing.unit_id, row.key) not in undone, -1 if total is None else total

    about = Document(kind="self_evaluation", year=filing.year)
    law = api.law_of(about, api.profile_of_division(filing.county_code))
    leads_to = dict(
        zip(law.words("self_evaluation.grade_names"), law.words("self_evaluation.grade_results"), strict=True)
    )
    shown = sorted(rows, key=urgency)[:MOST_BEFORE]
    return LastYear(
        filing,
        tuple(_before(row, undone.get((filing.unit_id, row.key), ()), leads_to) for row in shown),
        len(rows),
        tuple(appraised),
    )


def _before(row: Result, undone: Iterable[Rectification], leads_to: Mapping[str, str]) -> Before:
    grade = row.recheck_grade or row.grade
    total = row.recheck if row.recheck is not None else row.total
    return Before(
        row.filing_id, row.ordinal, row.called, total, row.total, grade, leads_to.get(grade, ""), tuple(undone)
    )


def standing_of(filing: Filing) -> list[Result]:
    """The results of a filing."""
    return list(Result.objects.filter(filing=filing).order_by("ordinal"))
