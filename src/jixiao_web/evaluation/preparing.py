"""A self-evaluation as far as it is known already: plan, weights, books, last readings. Leaves filing it to others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import msgspec
from msgspec import UNSET

from jixiao import api
from jixiao.model import Document, Execution, Indicator, Project
from jixiao.model.project import ExecutionRow, Funds
from jixiao_web.common.money import yuan_of
from jixiao_web.common.provinces import profile_for
from jixiao_web.filings.models import Filing
from jixiao_web.filings.readings import Reading, readings_of
from jixiao_web.filings.store import document_of
from jixiao_web.spending.models import Ledger
from jixiao_web.spending.selectors import rate_of

_FISCAL = "当年财政拨款"


def evaluation_of(plan: Filing) -> Document:
    """The self-evaluation of an approved plan with everything that is known: three queries."""
    document = document_of(plan)
    own = Document(
        kind="self_evaluation",
        profile=document.profile or profile_for(plan.county_code),
        year=plan.year,
        unit=document.unit,
    )
    law = api.law_of(own)
    ledgers = {ledger.ordinal: ledger for ledger in Ledger.objects.filter(plan=plan, in_plan=True)}
    readings = readings_of(plan)
    points = law.decimal("self_evaluation.execution_points")
    projects = tuple(
        Project(
            ordinal=number,
            code=project.code,
            name=project.name,
            department=project.department,
            funds=Funds(budget_yuan=_budget(project, ledgers.get(number))),
            goals=project.goals,
            indicators=tuple(_rows(project, api.weights_for(project.indicators, law), readings)),
            execution=_execution(project, ledgers.get(number), points),
        )
        for number, project in enumerate(document.projects, 1)
    )
    return msgspec.structs.replace(own, projects=projects)


def _budget(project: Project, ledger: Ledger | None) -> Decimal | None:
    return yuan_of(ledger.adjusted_fen) if ledger else project.funds.budget_yuan


def _rows(
    project: Project, weights: tuple[Decimal, ...], readings: Mapping[tuple[str, str], Reading]
) -> Iterator[Indicator]:
    for position, row in enumerate(project.indicators):
        reading = readings.get((project.name or "", row.name or ""))
        yield Indicator(
            dimension=row.dimension,
            category=row.category,
            name=row.name,
            target=row.target,
            direction=row.direction,
            weight=weights[position] if weights else row.weight,
            actual=reading.actual if reading and reading.actual else None,
            dimension_text=row.dimension_text,
            category_text=row.category_text,
        )


def _execution(project: Project, ledger: Ledger | None, points: Decimal) -> Execution:
    """The money block by the books; where a plan has nothing but fiscal money, its row is the total once more."""
    if ledger is None:
        return Execution(initial_yuan=project.funds.budget_yuan, weight=points)
    initial, adjusted, spent = (yuan_of(fen) for fen in (ledger.initial_fen, ledger.adjusted_fen, ledger.spent_fen))
    rate = rate_of(ledger.spent_fen, ledger.adjusted_fen)
    only_fiscal = project.funds.fiscal_yuan == project.funds.budget_yuan and not project.funds.other_yuan
    part = ExecutionRow(
        label=_FISCAL, initial_yuan=initial, adjusted_yuan=adjusted, executed_yuan=spent, rate_percent=rate
    )
    return Execution(
        initial_yuan=initial,
        adjusted_yuan=adjusted,
        executed_yuan=spent,
        rate_percent=rate,
        weight=points,
        parts=(part,) if only_fiscal else UNSET,
    )
