"""How the projects and indicators of a report stand: its own numbers held against the plan, with lights."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, cast

from jixiao import api
from jixiao.api import Law
from jixiao.model import Document, Indicator, Project
from jixiao_web.filings.models import Filing
from jixiao_web.filings.store import document_of
from jixiao_web.monitoring.models import IndicatorNature
from jixiao_web.spending.books import plan_of
from jixiao_web.spending.models import Ledger
from jixiao_web.spending.opening import key_of

_HUNDREDTH = Decimal("0.01")


class RowStanding(NamedTuple):
    """An indicator in a report.

    Attributes:
        path: of its row. nature: by which it is judged. is_chosen: a person chose it. light: empty where it cannot be
            told, or not yet.
    """

    path: str
    indicator: Indicator
    nature: api.Nature
    is_chosen: bool
    light: str


class ProjectStanding(NamedTuple):
    """A project in a report.

    Attributes:
        number: from 1. rate: spent of the whole year's budget, percent points; planned: what its plan wants by the
            month. money, goals, light: of the execution, of the indicators, of both.
    """

    number: int
    project: Project
    ledger: Ledger | None
    budget_yuan: Decimal | None
    spent_yuan: Decimal | None
    rate: Decimal | None
    planned: Decimal | None
    money: str
    goals: str
    light: str
    rows: tuple[RowStanding, ...]

    @property
    def path(self) -> str:
        """Of the project in the report."""
        return f"projects[{self.number - 1}]"


def month_of(period: str) -> int:
    """The last month of a period.

    >>> month_of("1-7"), month_of("")
    (7, 12)
    """
    last = period.rpartition("-")[2]
    return int(last) if last.isdecimal() else 12


def standings_of(filing: Filing, document: Document | None = None) -> list[ProjectStanding]:
    """Every project of a report, in two queries."""
    document = document or document_of(filing)
    ledgers = ledgers_of(filing, document)
    natures = _natures([ledger for ledger in ledgers if ledger])
    law, month = api.law_of(document), month_of(filing.period)
    return [
        _project(number, project, ledger, natures, law, month)
        for number, (project, ledger) in enumerate(zip(document.projects, ledgers, strict=True), 1)
    ]


def ledgers_of(filing: Filing, document: Document) -> list[Ledger | None]:
    """The ledgers of a report's projects, in its order."""
    known = {each.key: each for each in Ledger.objects.filter(county_code=filing.county_code, plan_id=filing.plan_id)}
    return [known.get(key) for key in keys_of(document)]


def keys_of(document: Document) -> list[str]:
    """By what the projects of a document are known in the books, as `spending.opening` has it."""
    seen: dict[str, None] = {}
    for number, project in enumerate(document.projects, 1):
        key = key_of(project, number)
        seen[f"{key}#{number}" if key in seen else key] = None
    return [*seen]


def nature_key(indicator: Indicator) -> tuple[str, str]:
    """By what an indicator of a project is known through the year."""
    return (indicator.category or "")[:60], (indicator.name or "")[:300]


_Natures = Mapping[tuple[object, str, str], api.Nature]


def _natures(ledgers: list[Ledger]) -> _Natures:
    rows = IndicatorNature.objects.filter(ledger__in=[each.pk for each in ledgers])
    return {(ledger, category, name): cast(api.Nature, nature) for ledger, category, name, nature in rows.values_list(
        "ledger_id", "category", "name", "nature"
    )}  # fmt: skip


def _project(
    number: int, project: Project, ledger: Ledger | None, natures: _Natures, law: Law, month: int
) -> ProjectStanding:
    execution = project.execution
    budget = (
        (execution.initial_yuan if execution.adjusted_yuan is None else execution.adjusted_yuan) if execution else None
    )
    spent = execution.executed_yuan if execution else None
    rate = (spent * 100 / budget).quantize(_HUNDREDTH, ROUND_HALF_UP) if spent is not None and budget else None
    planned, money = None, None
    if rate is not None:
        planned, money = api.standing(plan_of(ledger) if ledger else (), month, rate, law)
        planned = planned.quantize(_HUNDREDTH, ROUND_HALF_UP)
    rows = []
    for place, each in enumerate(project.indicators):
        chosen = natures.get((ledger.pk, *nature_key(each))) if ledger else None
        nature = chosen or api.indicator_nature(each, law)
        light = api.indicator_light(each, month, law, nature) or ""
        rows.append(RowStanding(f"projects[{number - 1}].indicators[{place}]", each, nature, chosen is not None, light))
    goals = api.worst_light(row.light or None for row in rows)  # type: ignore[misc]  # lights as their words
    both = api.worst_light((money, goals))
    return ProjectStanding(
        number, project, ledger, budget, spent, rate, planned, money or "", goals or "", both or "", tuple(rows)
    )
