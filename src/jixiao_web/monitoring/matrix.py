"""The matrix of lights: projects by the months of their reports and by the checkpoints of their own spending plans.

For a unit or a county, from roll-up rows alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from jixiao import api
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.provinces import law_for
from jixiao_web.common.years import year_first
from jixiao_web.filings.selectors import reach
from jixiao_web.monitoring.models import Standing
from jixiao_web.spending.books import plan_of
from jixiao_web.spending.models import BudgetChange, Ledger, MonthTotal
from jixiao_web.spending.selectors import rate_of

_PAGE = 50


class Asked(NamedTuple):
    """What the matrix is narrowed to; empty values leave it as it is.

    Attributes:
        only: `red` or `yellow`: projects with such a light in a report or at a checkpoint of their own plan.
    """

    year: int | None = None
    words: str = ""
    only: str = ""


class Checkpoint(NamedTuple):
    """A checkpoint of a project's own spending plan: what it wants and what was spent by then, percent points.

    Attributes:
        rate: None without a budget. light: empty where the checkpoint has not passed, or nothing can be told.
    """

    planned: Decimal
    is_over: bool
    rate: Decimal | None = None
    light: str = ""


class Cell(NamedTuple):
    """A project at the end of a month: its standing in a report, and its own checkpoint, where there are any."""

    month: int
    standing: Standing | None
    checkpoint: Checkpoint | None


class Line(NamedTuple):
    """A project at the end of every month that the page shows."""

    ledger: Ledger
    cells: Sequence[Cell]


class Matrix(NamedTuple):
    """The months that are reported on or that plans name, a page of projects, and the years there are."""

    months: Sequence[int]
    lines: Sequence[Line]
    page: Page[Ledger]
    years: Sequence[int]
    year: int | None


def matrix_of(person: Person, asked: Asked, number: str | None, today: date) -> Matrix:
    """The matrix of what a person may see: seven queries, whatever the number of projects."""
    seen = Ledger.objects.filter(reach(person, Action.SEE_FILING))
    years = [*seen.order_by("-year").values_list("year", flat=True).distinct()]
    year = asked.year or year_first(years, today) or 0
    page = Paginator(_found(person, asked, year), _PAGE).get_page(number)
    ledgers = [*page.object_list]
    keys = [each.pk for each in ledgers]
    own = Standing.objects.filter(reach(person, Action.SEE_FILING, "ledger__unit_id"), ledger__year=year)
    reported = own.order_by().values_list("month", flat=True).distinct()
    standings = {(each.ledger_id, each.month): each for each in Standing.objects.filter(ledger__in=keys)}
    checkpoints = _checkpoints(ledgers, today)
    months = sorted({*reported, *(month for _, month in checkpoints)})
    lines = [
        Line(
            each,
            [Cell(month, standings.get((each.pk, month)), checkpoints.get((each.pk, month))) for month in months],
        )
        for each in ledgers
    ]
    return Matrix(months, lines, page, years, year)


def _checkpoints(ledgers: Sequence[Ledger], today: date) -> dict[tuple[object, int], Checkpoint]:
    """Every checkpoint of some ledgers' plans; each that has passed is judged by the budget in force on its day."""
    keys = [each.pk for each in ledgers]
    spent: dict[object, list[tuple[int, int]]] = {}
    for ledger, month, fen in MonthTotal.objects.filter(ledger__in=keys).values_list("ledger_id", "month", "fen"):
        spent.setdefault(ledger, []).append((month, fen))
    changes: dict[object, list[tuple[date, int]]] = {}
    for ledger, day, fen in BudgetChange.objects.filter(ledger__in=keys).values_list("ledger_id", "day", "fen"):
        changes.setdefault(ledger, []).append((day, fen))
    told: dict[tuple[object, int], Checkpoint] = {}
    for each in ledgers:
        plan = plan_of(each)
        for point in plan:
            end = api.month_end(each.year, point.month)
            planned = point.cumulative_percent or Decimal(0)
            if end >= today:
                told[each.pk, point.month] = Checkpoint(planned, is_over=False)
                continue
            budget = each.initial_fen + sum(fen for day, fen in changes.get(each.pk, ()) if day <= end)
            rate = rate_of(sum(fen for month, fen in spent.get(each.pk, ()) if month <= point.month), budget)
            light = None
            if rate is not None and api.may_spend(each.approved_on, end):
                light = api.standing(plan, point.month, rate, law_for(each.county_code, today))[1]
            told[each.pk, point.month] = Checkpoint(planned, True, rate, light or "")
    return told


def _found(person: Person, asked: Asked, year: int) -> QuerySet[Ledger]:
    found = Ledger.objects.filter(reach(person, Action.SEE_FILING), year=year)
    if asked.only:
        held = Standing.objects.filter(reach(person, Action.SEE_FILING, "ledger__unit_id"), ledger__year=year)
        found = found.filter(
            Q(pk__in=held.filter(light=asked.only).values("ledger")) | Q(**{f"point_{asked.only}": True})
        )
    for word in asked.words.split():
        found = found.filter(Q(name__icontains=word) | Q(code__icontains=word) | Q(unit__name__icontains=word))
    return found.select_related("unit").order_by("unit__code", "ordinal")
