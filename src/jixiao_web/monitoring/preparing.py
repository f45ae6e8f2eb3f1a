"""A report as it is begun: the plan's projects and indicators, what the books say, what was expected last time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

import msgspec
from django.db.models import Sum
from msgspec import UNSET

from jixiao import api
from jixiao.model import Document, Execution, ExecutionRow, Indicator, Project
from jixiao_web.common.money import yuan_of
from jixiao_web.filings.models import Filing
from jixiao_web.filings.store import document_of
from jixiao_web.monitoring.models import Reading
from jixiao_web.monitoring.standing import keys_of, month_of, nature_key
from jixiao_web.spending.books import books_of
from jixiao_web.spending.models import Ledger, MonthTotal

_HUNDREDTH = Decimal("0.01")
_FISCAL, _OTHER = "本年一般公共预算拨款", "其他资金"


class Booked(NamedTuple):
    """What the books say of a project at the end of a month, yuan."""

    ledger: Ledger
    initial: Decimal
    adjusted: Decimal
    spent: Decimal
    forecast: Decimal | None


def report_of(plan: Filing, period: str) -> Document:
    """The report on a plan as it is begun; the actual values are for people to state."""
    document = document_of(plan)
    booked = booked_of(plan, document, month_of(period))
    last = _expected(plan)
    projects = tuple(_project(project, booked.get(number), last) for number, project in enumerate(document.projects))
    return Document(
        kind="monitoring_report",
        year=plan.year,
        period=period,
        profile=document.profile,
        unit=document.unit,
        projects=projects,
    )


def booked_of(plan: Filing, document: Document, month: int) -> dict[int, Booked]:
    """What the books say of the projects of a plan or a report, by their place."""
    ledgers = Ledger.objects.filter(county_code=plan.county_code, plan=plan).prefetch_related("payments", "changes")
    known = {ledger.key: ledger for ledger in ledgers}
    spent = dict(
        MonthTotal.objects.filter(
            county_code=plan.county_code, ledger__in=[each.pk for each in ledgers], month__lte=month
        )
        .order_by()
        .values("ledger_id")
        .annotate(fen=Sum("fen"))
        .values_list("ledger_id", "fen")
    )
    told = {}
    for place, key in enumerate(keys_of(document)):
        if ledger := known.get(key):
            told[place] = _booked(ledger, spent.get(ledger.pk, 0), month)
    return told


def _booked(ledger: Ledger, spent_fen: int, month: int) -> Booked:
    after = date(ledger.year + (month == 12), month % 12 + 1, 1)
    expected = api.forecast(books_of(ledger), after)
    return Booked(
        ledger,
        yuan_of(ledger.initial_fen),
        yuan_of(ledger.adjusted_fen),
        yuan_of(spent_fen),
        expected.yuan if expected else None,
    )


def with_books(document: Document, booked: Mapping[int, Booked]) -> Document:
    """A report with its executed amounts as the books have them now; what people entered stays."""
    projects = tuple(
        msgspec.structs.replace(project, execution=_execution(project, booked[number], project.execution))
        if number in booked
        else project
        for number, project in enumerate(document.projects)
    )
    return msgspec.structs.replace(document, projects=projects)


def _project(project: Project, booked: Booked | None, last: Mapping[tuple[object, str, str], Reading]) -> Project:
    rows = tuple(
        _row(each, last.get((booked.ledger.pk, *nature_key(each))) if booked else None) for each in project.indicators
    )
    return Project(
        ordinal=project.ordinal,
        code=project.code,
        name=project.name,
        department=project.department,
        goals=project.goals,
        indicators=rows,
        execution=_execution(project, booked, None),
    )


def _row(indicator: Indicator, last: Reading | None) -> Indicator:
    """The plan's indicator; what was expected of the year last time is a beginning for what is expected now."""
    return Indicator(
        dimension=indicator.dimension,
        dimension_text=indicator.dimension_text,
        category=indicator.category,
        category_text=indicator.category_text,
        name=indicator.name,
        target=indicator.target,
        direction=indicator.direction,
        forecast=last.forecast if last and last.forecast else UNSET,
        likelihood=last.likelihood if last and last.likelihood else UNSET,
    )


def _execution(project: Project, booked: Booked | None, before: Execution | None) -> Execution:
    """The execution block. The form's only budget is 年初预算数, so is its rate's; lights take the adjusted one."""
    if booked is None:
        return before or Execution(initial_yuan=project.funds.budget_yuan)
    rate = (booked.spent * 100 / booked.initial).quantize(_HUNDREDTH, ROUND_HALF_UP) if booked.initial else None
    forecast = before.forecast_yuan if before and before.forecast_yuan is not UNSET else booked.forecast
    return Execution(
        initial_yuan=booked.initial,
        adjusted_yuan=booked.adjusted if booked.adjusted != booked.initial else None,
        executed_yuan=booked.spent,
        rate_percent=rate,
        forecast_yuan=UNSET if forecast is None else forecast,
        parts=before.parts if before else _parts(project, booked, rate, forecast),
    )


def _parts(
    project: Project, booked: Booked, rate: Decimal | None, forecast: Decimal | None
) -> tuple[ExecutionRow, ...]:
    """The rows by kind of funds: executed where all is of one kind, else for people to part."""
    funds = [(_FISCAL, project.funds.fiscal_yuan), (_OTHER, project.funds.other_yuan)]
    known = [(label, yuan) for label, yuan in funds if yuan]
    alone = len(known) == 1 and known[0][1] == booked.initial
    return tuple(
        ExecutionRow(
            label=label,
            initial_yuan=yuan,
            executed_yuan=booked.spent if alone else None,
            rate_percent=rate if alone else None,
            forecast_yuan=forecast if alone and forecast is not None else UNSET,
        )
        for label, yuan in known
    )


def _expected(plan: Filing) -> dict[tuple[object, str, str], Reading]:
    """The last readings of a plan's indicators, by ledger, second level and name."""
    found = Reading.objects.filter(county_code=plan.county_code, filing__plan=plan).order_by(
        "month", "filing__created_at"
    )
    return {(each.ledger_id, each.category, each.name): each for each in found}
