"""The sample county's rounds of monitoring: 1–7月 and 1–10月 of 2025, their reports on their way.

Called after the payments of the year are loaded: the reports' executed amounts are theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from django.db import transaction

from jixiao_web.accounts.policy import Person
from jixiao_web.filings.cells import cells_of
from jixiao_web.filings.models import Filing
from jixiao_web.filings.services import CellEdit, draft_save, filing_move
from jixiao_web.filings.store import document_of
from jixiao_web.monitoring.evidence import evidence_add, natures_choose
from jixiao_web.monitoring.measures import measure_note, measure_take
from jixiao_web.monitoring.models import Round
from jixiao_web.monitoring.rounds import plans_without, round_open
from jixiao_web.monitoring.standing import RowStanding, month_of, standings_of
from jixiao_web.sample.plans import county

YEAR = 2025
ROUNDS: tuple[tuple[str, date, tuple[tuple[str, ...], ...]], ...] = (
    ("1-7", date(YEAR, 8, 31), (("submit", "pass", "approve"), ("submit", "pass"))),
    ("1-10", date(YEAR, 11, 15), (("submit", "return_in_unit"),)),
)
"""Months, last day, and how far the reports went, in the order of their units; others have not begun to fill in."""

_REASON = "上半年启动偏晚，截至月底完成数量低于序时进度，下半年集中推进。"
_MEASURE = "倒排计划，按月分解剩余数量，年底前全部完成；每半月向财政部门报送一次进度。"
_NOTE = "剩余数量已分解到月、落实到人，本月完成计划的八成。"
_RETURN = "多个指标的执行情况照抄了年度指标值，请按期末的实际数据填写并附佐证材料。"
_PROOF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def monitoring_load(county_code: str, people: Mapping[str, Person]) -> None:
    """Open the rounds and let people take their reports as far as they went; a round that is there is left as it is."""
    told = {each["code"]: each for each in county()["units"]}
    for period, due, ways in ROUNDS:
        units = [*plans_without(county_code, YEAR, period).values_list("unit", flat=True)]
        if not units or Round.objects.filter(county_code=county_code, year=YEAR, period=period).exists():
            continue
        title = f"{YEAR}年{period.replace('-', '—')}月绩效运行监控"
        opened = round_open(
            person=people["baihe"], county_code=county_code, year=YEAR, period=period, title=title, due=due, units=units
        )
        for report, way in zip(opened.begun, ways, strict=False):
            _fill_in(report, way, told[report.unit_code], people)


def _fill_in(report: Filing, way: tuple[str, ...], unit: dict[str, Any], people: Mapping[str, Person]) -> None:
    filler, reviewer, finance = people[unit["filler"][0]], people[unit["reviewer"][0]], people["baihe"]
    with transaction.atomic():
        month = month_of(report.period)
        rows = [row for project in standings_of(report) for row in project.rows]
        behind = next((row.path for row in rows if _grows(row)), "")
        cells = cells_of(document_of(report))
        words = {path: text for row in rows for path, text in _words(row, 2 if row.path == behind else month)}
        edits = [CellEdit(path, text, cells[path].text) for path, text in words.items() if path in cells]
        draft_save(person=filler, filing_id=report.pk, edits=edits, money_unit="元")
        natures_choose(person=filler, filing_id=report.pk, natures={row.path: row.nature for row in rows})
        _explain(report, filler, rows[0].path if rows else "")
        for step in way:
            actor = {"submit": filler, "pass": reviewer, "return_in_unit": reviewer}.get(step, finance)
            reason = _RETURN if step.startswith("return") else ""
            report = filing_move(person=actor, filing_id=report.pk, move=step, seen=report.state, reason=reason)


def _explain(report: Filing, filler: Person, first: str) -> None:
    """The reason and the measure of every red row, a proof of the first one."""
    fresh = Filing.objects.get(pk=report.pk)
    red = [row.path for project in standings_of(fresh) for row in project.rows if row.light == "red"]
    edits = [CellEdit(f"{path}.deviation_reason", _REASON, "") for path in red]
    edits += [CellEdit(f"{path}.details.其他", "√", "") for path in red]
    draft_save(person=filler, filing_id=report.pk, edits=edits, money_unit="元")
    for number, path in enumerate(red):
        made = measure_take(
            person=filler, filing_id=report.pk, path=path, what="correct", words=_MEASURE,
            responsible=filler.user.full_name, due=date(report.year, 9, 30),
        )  # fmt: skip
        if number == 0:
            measure_note(person=filler, measure_id=made.pk, text=_NOTE)
    if first:
        evidence_add(person=filler, filing_id=report.pk, path=first, name="7月底进度核验单.pdf", data=_PROOF)


def _grows(row: RowStanding) -> bool:
    target = row.indicator.target
    return bool(row.nature == "progress" and target and target.amount and target.operator in ("≥", ">", "="))


def _words(row: RowStanding, months: int) -> Iterator[tuple[str, str]]:
    """What the unit says of a row: so many months of what grows, the whole of the rest."""
    target = row.indicator.target
    if _grows(row) and target and target.amount:
        share = months * target.amount / 12
        amount = share.quantize(Decimal(1), rounding=ROUND_CEILING)
        yield f"{row.path}.actual", f"{amount.normalize():f}{target.unit or ''}"
    else:
        words = target.text if target and target.text else "已完成"
        yield f"{row.path}.actual", words.lstrip("≥≤><=") if target and target.amount is not None else words
    yield f"{row.path}.forecast", target.text if target and target.text else "完成"
    yield f"{row.path}.likelihood", "有可能" if months == 2 else "确定能"
