"""Faults of monitoring reports. Where a report is held against a plan, the plan is made of the clean report itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from msgspec import UNSET
from msgspec.structs import replace

from jixiao.checks import Facts
from jixiao.checks.facts import Payment
from jixiao.model import Document, Execution, Indicator, TargetValue
from tests.checks.planting import Planted, changed, plants


def _approved(document: Document) -> Document:
    return replace(document, kind="project_targets")


def _project(random: Random, document: Document) -> int | None:
    """The number of a project of a monitoring report that states its execution."""
    if document.kind != "monitoring_report":
        return None
    numbers = [number for number, project in enumerate(document.projects) if project.execution is not None]
    return random.choice(numbers) if numbers else None


def _row(random: Random, document: Document) -> tuple[int, int] | None:
    """A project and a row of it with a number to be reached."""
    number = _project(random, document)
    if number is None:
        return None
    rows = [
        index
        for index, one in enumerate(document.projects[number].indicators)
        if one.target and one.target.amount and one.target.operator == "≥" and one.forecast is not UNSET
    ]
    return (number, random.choice(rows)) if rows else None


def _with_row(document: Document, at: tuple[int, int], **values: object) -> Document:
    path = f"projects[{at[0]}].indicators[{at[1]}]"
    row = document.projects[at[0]].indicators[at[1]]
    changed_document = changed(document, path, replace(row, **values))
    assert isinstance(changed_document, Document)
    return changed_document


def _short(row: Indicator) -> str:
    assert row.target is not None and row.target.amount is not None
    return f"{(row.target.amount / 2).quantize(Decimal(1)):f}{row.target.unit or ''}"


def _with_execution(document: Document, number: int, **values: object) -> Document:
    execution = document.projects[number].execution
    assert execution is not None
    changed_document = changed(document, f"projects[{number}].execution", replace(execution, **values))
    assert isinstance(changed_document, Document)
    return changed_document


def _spent(document: Document, number: int, percent: int) -> Document:
    """The project with so many percent of its budget spent."""
    execution = document.projects[number].execution
    assert isinstance(execution, Execution) and execution.initial_yuan is not None
    spent = execution.initial_yuan * percent / 100
    return _with_execution(document, number, executed_yuan=spent, rate_percent=Decimal(percent))


@plants("MTR01")
def _project_left_out(random: Random, document: Document) -> Planted | None:
    number = _project(random, document)
    if number is None or len(document.projects) < 2:
        return None
    kept = tuple(one for index, one in enumerate(document.projects) if index != number)
    return Planted(replace(document, projects=kept, at={}), ("projects",), against=_approved(document))


@plants("MTR02")
def _row_left_out(random: Random, document: Document) -> Planted | None:
    at = _row(random, document)
    if at is None:
        return None
    rows = document.projects[at[0]].indicators
    kept = tuple(one for index, one in enumerate(rows) if index != at[1])
    path = f"projects[{at[0]}].indicators"
    return Planted(changed(document, path, kept), (path,), against=_approved(document))


@plants("MTR03")
def _wrong_rate(random: Random, document: Document) -> Planted | None:
    number = _project(random, document)
    execution = document.projects[number].execution if number is not None else None
    if number is None or execution is None or execution.rate_percent is None:
        return None
    rate = execution.rate_percent + random.choice((-20, -9, 8, 15))
    path = f"projects[{number}].execution.rate_percent"
    return Planted(_with_execution(document, number, rate_percent=rate), (path,))


@plants("MTR04")
def _forecast_too_low(random: Random, document: Document) -> Planted | None:
    number = _project(random, document)
    execution = document.projects[number].execution if number is not None else None
    if number is None or execution is None or not execution.executed_yuan or not execution.initial_yuan:
        return None
    forecast = random.choice((execution.executed_yuan / 2, execution.initial_yuan * 2))
    path = f"projects[{number}].execution.forecast_yuan"
    return Planted(_with_execution(document, number, forecast_yuan=forecast), (path,))


@plants("MTR05")
def _little_spent(random: Random, document: Document) -> Planted | None:
    number = _project(random, document)
    if number is None:
        return None
    planted = _spent(document, number, random.choice((2, 5, 20)))
    return Planted(planted, (f"projects[{number}].execution.rate_percent",))


@plants("MTR06")
def _goals_run_ahead(random: Random, document: Document) -> Planted | None:
    number = _project(random, document)
    if number is None:
        return None
    return Planted(_spent(document, number, random.choice((5, 20, 30))), (f"projects[{number}].indicators",))


@plants("MTR07")
def _shortfall_without_reason(random: Random, document: Document) -> Planted | None:
    at = _row(random, document)
    if at is None:
        return None
    forecast = _short(document.projects[at[0]].indicators[at[1]])
    planted = _with_row(
        document, at, forecast=forecast, likelihood="有可能", deviation_reason=None, details=UNSET, actual="0"
    )
    return Planted(planted, (f"projects[{at[0]}].indicators[{at[1]}]",))


@plants("MTR08")
def _impossible(random: Random, document: Document) -> Planted | None:
    at = _row(random, document)
    if at is None:
        return None
    planted = _with_row(document, at, likelihood="完全不可能", deviation_reason="其他：对象减少", details=UNSET)
    return Planted(planted, (f"projects[{at[0]}].indicators[{at[1]}].likelihood",))


@plants("MTR09")
def _certain_but_short(random: Random, document: Document) -> Planted | None:
    at = _row(random, document)
    if at is None:
        return None
    forecast = _short(document.projects[at[0]].indicators[at[1]])
    planted = _with_row(document, at, forecast=forecast, likelihood="确定能", deviation_reason="其他：对象减少")
    return Planted(planted, (f"projects[{at[0]}].indicators[{at[1]}].forecast",))


@plants("MTR10")
def _late_decision(random: Random, document: Document) -> Planted | None:
    if document.kind != "monitoring_report":
        return None
    facts = Facts(warned_on=date(2025, 8, random.randint(1, 15)), decided_on=date(2025, 9, random.randint(10, 28)))
    return Planted(replace(document, profile="sichuan", year=None), ("",), facts=facts)


@plants("MTR11")
def _target_changed(random: Random, document: Document) -> Planted | None:
    at = _row(random, document)
    if at is None:
        return None
    target = document.projects[at[0]].indicators[at[1]].target
    assert target is not None and target.amount is not None
    was = replace(target, amount=target.amount + random.randint(1, 9), text="")
    assert isinstance(was, TargetValue)
    against = _with_row(_approved(document), at, target=was)
    return Planted(document, (f"projects[{at[0]}].indicators[{at[1]}].target",), against=against)


@plants("MTR12")
def _late_report(random: Random, document: Document) -> Planted | None:
    if document.kind != "monitoring_report" or document.year is None:
        return None
    return Planted(document, ("",), facts=Facts(handed_in_on=date(document.year, random.randint(9, 12), 15)))


@plants("MTR13")
def _nothing_spent(random: Random, document: Document) -> Planted | None:
    number = _project(random, document)
    if number is None:
        return None
    return Planted(_spent(document, number, 0), (f"projects[{number}].execution",))


@plants("MTR14")
def _diverted(random: Random, document: Document) -> Planted | None:
    number = _project(random, document)
    if number is None:
        return None
    summary = random.choice(("付检查组接待费", "缴纳税务滞纳金", "职工节日慰问品", "归还往来款"))
    payment = Payment(project=document.projects[number].name or "", summary=summary)
    return Planted(document, (f"projects[{number}].name",), facts=Facts(payments=(payment,)))


@plants("MTR15")
def _one_reason(random: Random, document: Document) -> Planted | None:
    number = _project(random, document)
    if number is None:
        return None
    reason = random.choice(("其他：受疫情影响", "经费保障：资金未到位", "人员保障：人手不足"))
    planted = document
    for at in range(len(document.projects)):
        rows = tuple(
            replace(row, deviation_reason=reason if at == number else None, details=UNSET, forecast=UNSET)
            for row in document.projects[at].indicators
        )
        planted = changed(planted, f"projects[{at}].indicators", rows)
    return Planted(planted, (f"projects[{number}].indicators",))
