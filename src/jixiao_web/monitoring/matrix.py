"""The matrix of lights: projects by the months of their reports, for a unit or a county, from roll-up rows alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.filings.selectors import reach
from jixiao_web.monitoring.models import Standing
from jixiao_web.spending.models import Ledger

_PAGE = 50


class Asked(NamedTuple):
    """What the matrix is narrowed to; empty values leave it as it is."""

    year: int | None = None
    words: str = ""
    only: str = ""


class Line(NamedTuple):
    """A project: its standing at the end of every month that some report is about, None where none is."""

    ledger: Ledger
    cells: Sequence[Standing | None]


class Matrix(NamedTuple):
    """The months, a page of projects, and the years there are."""

    months: Sequence[int]
    lines: Sequence[Line]
    page: Page[Ledger]
    years: Sequence[int]
    year: int | None


def matrix_of(person: Person, asked: Asked, number: str | None) -> Matrix:
    """The matrix of what a person may see: five queries, whatever the number of projects."""
    seen = Ledger.objects.filter(reach(person, Action.SEE_FILING)).filter(standings__isnull=False)
    years = [*seen.order_by("-year").values_list("year", flat=True).distinct()]
    year = asked.year or next(iter(years), None)
    found = _found(person, asked, year)
    page = Paginator(found, _PAGE).get_page(number)
    ledgers = [*page.object_list]
    own = Standing.objects.filter(reach(person, Action.SEE_FILING, "ledger__unit_id"), ledger__year=year)
    months = sorted({*own.order_by().values_list("month", flat=True).distinct()})
    cells = {
        (each.ledger_id, each.month): each for each in Standing.objects.filter(ledger__in=[each.pk for each in ledgers])
    }
    lines = [Line(each, [cells.get((each.pk, month)) for month in months]) for each in ledgers]
    return Matrix(months, lines, page, years, year)


def _found(person: Person, asked: Asked, year: int | None) -> QuerySet[Ledger]:
    held = Standing.objects.filter(reach(person, Action.SEE_FILING, "ledger__unit_id"), ledger__year=year)
    if asked.only in ("red", "yellow"):
        held = held.filter(light=asked.only)
    found = Ledger.objects.filter(reach(person, Action.SEE_FILING), year=year, pk__in=held.values("ledger"))
    for word in asked.words.split():
        found = found.filter(Q(name__icontains=word) | Q(code__icontains=word) | Q(unit__name__icontains=word))
    return found.select_related("unit").order_by("unit__code", "ordinal")
