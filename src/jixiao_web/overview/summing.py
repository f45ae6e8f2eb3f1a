"""Writing the roll-ups: a unit's year is summed anew from its ledgers, its county's by the difference; mean marks.

Whoever sums holds the unit's row, so that what is summed last is what was read last. Amounts are exact fen; what the
plans want is a share of the budget, cut to whole fen.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from jixiao import api
from jixiao.model import Document
from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Person
from jixiao_web.evaluation.models import Result
from jixiao_web.filings.models import Filing
from jixiao_web.overview.goal_lights import Lights, goals_of, told_by
from jixiao_web.overview.models import GoalLights, Summary, SummaryMonth, UnitMark
from jixiao_web.spending.books import plan_of
from jixiao_web.spending.models import Ledger, MonthTotal
from jixiao_web.spending.selectors import row_of

MONTHS = range(1, 13)
ADDED = (
    "units", "projects", "over", "unspent", "errors", "warnings", "initial_fen", "adjusted_fen", "spent_fen",
    "planned_fen",
    "red", "yellow", "green", "blue",
)  # fmt: skip
"""The columns of a county that are the sums of its units'."""


class Summed(NamedTuple):
    """A unit's year: its columns, and by month what was spent in it and planned by its end."""

    columns: dict[str, int]
    months: dict[int, tuple[int, int]]


def ledgers_summed(ledgers: Iterable[Ledger], today: date) -> None:
    """Sum the units of ledgers that have just been watched."""
    for county_code, unit_id, year in sorted({(each.county_code, each.unit_id, each.year) for each in ledgers}):
        summary_refresh(county_code, unit_id, year, today)


def summary_follows(filing: Filing, move: str, person: Person) -> None:
    """Sum a unit whose plan or adjustment was just approved, after its ledgers were opened."""
    if move == "approve":
        summary_refresh(filing.county_code, filing.unit_id, filing.year, timezone.localdate())


def marks_summed(filing: Filing) -> None:
    """Write the mean mark of a unit's year after the results of a self-evaluation were written.

    Must be called inside the transaction that writes them, with the filing locked.
    """
    about = {"county_code": filing.county_code, "unit_id": filing.unit_id, "year": filing.year}
    mean = mean_of(filing.unit_id, filing.year)
    if mean is None:
        UnitMark.objects.filter(**about).delete()
    elif not UnitMark.objects.filter(**about).update(mean=mean):
        UnitMark.objects.create(**about, mean=mean)


def mean_of(unit_id: uuid.UUID, year: int) -> int | None:
    """The mean of the marks of a unit's projects in a year, whole hundredths; None where there is none."""
    own = {"filing__unit": unit_id, "filing__year": year, "filing__deleted_at": None}
    mark = Coalesce("recheck", "total")
    told = Result.objects.filter(**own, ordinal__gt=0).aggregate(points=Sum(mark), number=Count(mark))
    if not told["number"]:
        return None
    return int((Decimal(told["points"]) / told["number"]).to_integral_value(ROUND_HALF_UP))


def summary_refresh(county_code: str, unit_id: uuid.UUID, year: int, today: date) -> None:
    """Sum a unit's year anew, and bring its county's along."""
    with transaction.atomic():
        own = _locked(county_code, unit_id, year)
        summed = summed_of(county_code, unit_id, year, today)
        months = {each.month: each for each in own.months.all()}
        added = {name: summed.columns[name] - getattr(own, name) for name in ADDED}
        added_months = {
            month: (spent - months[month].spent_fen, planned - months[month].planned_fen)
            for month, (spent, planned) in summed.months.items()
        }
        month = month_over(year, today)
        if not any(added.values()) and not any(map(any, added_months.values())) and own.month == month:
            return
        _add(own, added, added_months, month)
        whole = _locked(county_code, None, year)
        _add(whole, added, added_months, month)


def summed_of(county_code: str, unit_id: uuid.UUID, year: int, today: date) -> Summed:
    """What the ledgers of a unit's year add up to, in two queries."""
    ledgers = list(Ledger.objects.filter(county_code=county_code, unit_id=unit_id, year=year))
    columns, months = dict.fromkeys(ADDED, 0), {month: [0, 0] for month in MONTHS}
    over = month_over(year, today)
    for ledger in ledgers:
        for month, share in zip(MONTHS, _shares(ledger.checkpoints), strict=True):
            months[month][1] += int(ledger.adjusted_fen * share / 100)
        light = row_of(ledger, today).light
        if light:
            columns[light] += 1
        columns["over"] += ledger.spent_fen > ledger.adjusted_fen
        columns["unspent"] += ledger.spent_fen == 0
        for name in ("errors", "warnings", "initial_fen", "adjusted_fen", "spent_fen"):
            columns[name] += getattr(ledger, name)
    columns["units"], columns["projects"] = int(bool(ledgers)), len(ledgers)
    columns["planned_fen"] = months[over][1] if over else 0
    kept = MonthTotal.objects.filter(county_code=county_code, ledger__unit_id=unit_id, ledger__year=year)
    for month, fen in kept.order_by().values_list("month").annotate(fen=Sum("fen")):
        months[month][0] = fen
    return Summed(columns, {month: (spent, planned) for month, (spent, planned) in months.items()})


@lru_cache(maxsize=4096)
def _shares(checkpoints: str) -> tuple[Decimal, ...]:
    """What a spending plan wants by the end of each month, percent points; plans are much alike."""
    law, plan = api.law_of(Document(), "hebei"), plan_of(Ledger(checkpoints=checkpoints))
    return tuple(api.standing(plan, month, Decimal(0), law)[0] for month in MONTHS)


def month_over(year: int, today: date) -> int:
    """The last month of a year that is over on a day; 0 where none is."""
    return 12 if today.year > year else today.month - 1 if today.year == year else 0


def county_wrong(county_code: str, today: date) -> Iterator[Summary]:
    """The summaries of a county's units that their ledgers do not add up to, and those of the county likewise."""
    marks = {(each.unit_id, each.year): each.mean for each in UnitMark.objects.filter(county_code=county_code)}
    goals = {(each.unit_id, each.year): told_by(each) for each in GoalLights.objects.filter(county_code=county_code)}
    for own in Summary.objects.filter(county_code=county_code).exclude(unit=None).select_related("unit"):
        assert own.unit_id is not None
        summed = summed_of(county_code, own.unit_id, own.year, today)
        stands = {each.month: (each.spent_fen, each.planned_fen) for each in own.months.all()}
        is_right = summed.months == stands and all(getattr(own, name) == summed.columns[name] for name in ADDED)
        key = own.unit_id, own.year
        is_lit = goals_of(county_code, *key) == goals.get(key, Lights())
        if not is_right or not is_lit or mean_of(*key) != marks.get(key):
            yield own
    for whole in Summary.objects.filter(county_code=county_code, unit=None):
        units = Summary.objects.filter(county_code=county_code, year=whole.year).exclude(unit=None)
        sums = units.aggregate(**{f"all_{name}": Sum(name) for name in ADDED})
        if any(getattr(whole, name) != (sums[f"all_{name}"] or 0) for name in ADDED):
            yield whole


def _add(row: Summary, added: dict[str, int], months: dict[int, tuple[int, int]], month: int) -> None:
    Summary.objects.filter(pk=row.pk).update(month=month, **{name: F(name) + more for name, more in added.items()})
    for number, (spent, planned) in months.items():
        if spent or planned:
            SummaryMonth.objects.filter(summary=row, month=number).update(
                spent_fen=F("spent_fen") + spent, planned_fen=F("planned_fen") + planned
            )
    now = Summary.objects.get(pk=row.pk)
    rate = int(Decimal(now.spent_fen) * 10_000 / now.adjusted_fen) if now.adjusted_fen > 0 else None
    Summary.objects.filter(pk=row.pk).update(rate=rate)


def _locked(county_code: str, unit_id: uuid.UUID | None, year: int) -> Summary:
    """A summary that nobody else changes until the transaction ends, made where there is none."""
    rows = Summary.objects.select_for_update(of=("self",)).filter(county_code=county_code, unit=unit_id, year=year)
    found = rows.first()
    if found is None:
        try:
            with transaction.atomic():
                code = Unit.objects.values_list("code", flat=True).get(pk=unit_id) if unit_id else ""
                made = Summary.objects.create(county_code=county_code, unit_id=unit_id, unit_code=code, year=year)
                SummaryMonth.objects.bulk_create(
                    SummaryMonth(county_code=county_code, summary=made, month=month) for month in MONTHS
                )
        except IntegrityError:
            pass  # somebody else made it meanwhile
        found = rows.get()
    return found
