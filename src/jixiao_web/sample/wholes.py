"""The sample county's self-evaluations of whole departments, beside those of their projects that are approved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction

from jixiao_web.accounts.policy import Person
from jixiao_web.evaluation.marking import marks_fill
from jixiao_web.evaluation.marks import marks_of
from jixiao_web.evaluation.opening import evaluation_begin
from jixiao_web.evaluation.rechecking import Given, recheck_save
from jixiao_web.filings.cells import cells_of
from jixiao_web.filings.models import SETTLED, WHOLE, Filing, Kind
from jixiao_web.filings.services import CellEdit, document_of, draft_save, filing_move

_TO_FINANCE = ("submit", "pass")
_WAYS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (97, (*_TO_FINANCE, "recheck", "approve")),
    (92, _TO_FINANCE),
    (99, ()),
)
"""Of the first departments: percent of basic spending, and moves."""
_REASON = "受天气和征地影响，部分任务推迟到下一年一季度完成，已落实责任人按月调度。"


def wholes_load(
    county_code: str, year: int, units: Mapping[str, Mapping[str, Any]], people: Mapping[str, Person]
) -> None:
    """Begin and take along those of a year, unless there are any."""
    every = Filing.objects.filter(county_code=county_code, kind=Kind.SELF_EVALUATION, year=year)
    if every.filter(period=WHOLE).exists():
        return
    settled = every.filter(state__in=SETTLED).select_related("unit", "plan").order_by("unit_code")
    for filing, (percent, steps) in zip(settled, _WAYS, strict=False):
        with transaction.atomic():
            _evaluate(filing, percent, steps, units[filing.unit.code], people)


def _evaluate(
    filing: Filing, percent: int, steps: tuple[str, ...], unit: Mapping[str, Any], people: Mapping[str, Person]
) -> None:
    filler, reviewer, finance = people[unit["filler"][0]], people[unit["reviewer"][0]], people["baihe"]
    assert filing.plan_id is not None
    made = evaluation_begin(person=filler, plan_id=filing.plan_id, period=WHOLE)
    _fill(made, filler, percent)
    for step in steps:
        if step == "recheck":
            _recheck(made, finance)
            continue
        seen = Filing.objects.get(pk=made.pk).state
        actor = {"submit": filler, "pass": reviewer}.get(step, finance)
        filing_move(person=actor, filing_id=made.pk, move=step, seen=seen)


def _fill(filing: Filing, filler: Person, percent: int) -> None:
    """Tell the basic spending and what the year came to, then marks and the reasons that they want."""
    cells = cells_of(document_of(filing))
    edits = [CellEdit(path, text, cells[path].text) for path, text in _words(percent)]
    draft_save(person=filler, filing_id=filing.pk, edits=edits, money_unit="元")
    for _ in range(2):  # marks first, then the reasons that they want
        rows = [row for marked in marks_of(document_of(Filing.objects.get(pk=filing.pk))) for row in marked.rows]
        chosen = {row.path: f"{row.lowest if row.open_end else row.highest:f}" for row in rows if row.has_window}
        reasons = {row.path: _REASON for row in rows if row.wants_reason and not row.reason}
        marks_fill(person=filler, filing_id=filing.pk, chosen=chosen, reasons=reasons)


def _words(percent: int) -> Iterator[tuple[str, str]]:
    basic = "department.execution.parts[?label=基本支出]"
    yield f"{basic}.initial_yuan", "2600000"
    yield f"{basic}.adjusted_yuan", "2680000"
    yield f"{basic}.executed_yuan", str(26800 * percent)
    yield f"{basic}.rate_percent", f"{percent}%"
    yield "department.outcome", "各项年度任务基本完成，重点工作按时办结，资金按预算支付，群众反映较好。"


def _recheck(filing: Filing, finance: Person) -> None:
    """Take a fifth off the first row that has full points."""
    rows = [row for marked in marks_of(document_of(Filing.objects.get(pk=filing.pk))) for row in marked.indicators]
    full = next(row for row in rows if row.paper and row.weight and row.paper == row.weight)
    given = {full.path: Given(f"{(full.weight or 0) * 8 / 10:f}", "佐证材料不足以证明完成值，酌情扣分。")}
    opinion = "整体绩效较好，个别指标请补充佐证材料。"
    recheck_save(person=finance, filing_id=filing.pk, given=given, opinion=opinion, version=0, is_told=True)
