"""The sample county's last two rounds of monitoring, their reports on their way.

Called after the payments of the year are loaded: the reports' executed amounts are theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
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
from jixiao_web.monitoring.rounds import plans_without, round_close, round_open
from jixiao_web.monitoring.standing import RowStanding, standings_of
from jixiao_web.sample.plans import county
from jixiao_web.sample.years import RoundDue, Years

_TO_FINANCE = ("submit", "pass")
_APPROVED = (*_TO_FINANCE, "approve")
_PUBLISHED = (*_APPROVED, "publish")
OVER: Mapping[str, tuple[str, ...]] = {"333001": _TO_FINANCE}
"""How far the reports of a round that is over went, by unit, where they were not published."""
UNDER_WAY: Mapping[str, tuple[str, ...]] = {
    "205001": _APPROVED, "205002": _TO_FINANCE, "207001": ("submit",), "312001": ("submit", "return_in_unit"),
    "332001": (*_TO_FINANCE, "return_in_finance"), "333001": _APPROVED, "348001": _TO_FINANCE, "471013": (),
}  # fmt: skip
"""The same of a round that is under way; others have not begun to fill in."""
_PACE = (Decimal("0.25"), Decimal("0.7"), Decimal(1), Decimal(1))
"""How much of what was due the first growing indicator of a report reached, unit after unit: red, yellow, green."""

_LATE = "332001"
"""A unit that has not done what it announced."""
_REASON = "项目启动偏晚，截至月底完成数量低于序时进度，下一步集中推进。"
_MEASURE = "倒排计划，按月分解剩余数量，年底前全部完成；每半月向财政部门报送一次进度。"
_NOTE = "剩余数量已分解到月、落实到人，本月完成计划的八成。"
_DONE = "剩余数量已经完成并验收，进度回到计划以内。"
_RETURNS = {
    "return_in_unit": "多个指标的执行情况照抄了年度指标值，请按期末的实际数据填写并附佐证材料。",
    "return_in_finance": "支出进度与工作进度相差较大，请说明原因并补充整改措施后重新报送。",
}
_PROOF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def monitoring_load(county_code: str, people: Mapping[str, Person], years: Years) -> None:
    """Open the rounds and let people take their reports as far as they went; a round that is there is left as it is."""
    told = {each["code"]: each for each in county()["units"]}
    for each in years.rounds():
        period = f"1-{each.month}"
        units = [*plans_without(county_code, each.year, period).values_list("unit", flat=True)]
        if not units or Round.objects.filter(county_code=county_code, year=each.year, period=period).exists():
            continue
        opened = round_open(
            person=people["baihe"], county_code=county_code, year=each.year, period=period, due=each.due, units=units,
            title=f"{each.year}年1—{each.month}月绩效运行监控",
        )  # fmt: skip
        for number, report in enumerate(opened.begun):
            way = OVER.get(report.unit_code, _PUBLISHED) if each.is_over else UNDER_WAY.get(report.unit_code)
            if way is not None:
                _fill_in(report, way, told[report.unit_code], people, each, _PACE[number % len(_PACE)])
        if each.is_over:
            round_close(person=people["baihe"], round_id=opened.round.pk)


def _fill_in(
    report: Filing,
    way: tuple[str, ...],
    unit: dict[str, Any],
    people: Mapping[str, Person],
    each: RoundDue,
    pace: Decimal,
) -> None:
    filler, reviewer, finance = people[unit["filler"][0]], people[unit["reviewer"][0]], people["baihe"]
    with transaction.atomic():
        rows = [row for project in standings_of(report) for row in project.rows]
        behind = next((row.path for row in rows if _grows(row)), "")
        cells = cells_of(document_of(report))
        paces = {row.path: pace if row.path == behind else Decimal(1) for row in rows}
        words = {path: text for row in rows for path, text in _words(row, each.month, paces[row.path])}
        edits = [CellEdit(path, text, cells[path].text) for path, text in words.items() if path in cells]
        draft_save(person=filler, filing_id=report.pk, edits=edits, money_unit="元")
        natures_choose(person=filler, filing_id=report.pk, natures={row.path: row.nature for row in rows})
        _explain(report, filler, rows[0].path if rows else "", each)
        for step in way:
            actor = {"submit": filler, "pass": reviewer, "return_in_unit": reviewer}.get(step, finance)
            reason = _RETURNS.get(step, "")
            report = filing_move(person=actor, filing_id=report.pk, move=step, seen=report.state, reason=reason)


def _explain(report: Filing, filler: Person, first: str, each: RoundDue) -> None:
    """The reason and the measure of every red row, closed where the round is over but for one unit; a first proof."""
    fresh = Filing.objects.get(pk=report.pk)
    red = [row.path for project in standings_of(fresh) for row in project.rows if row.light == "red"]
    edits = [CellEdit(f"{path}.deviation_reason", _REASON, "") for path in red]
    edits += [CellEdit(f"{path}.details.其他", "√", "") for path in red]
    draft_save(person=filler, filing_id=report.pk, edits=edits, money_unit="元")
    for path in red:
        made = measure_take(
            person=filler, filing_id=report.pk, path=path, what="correct", words=_MEASURE,
            responsible=filler.user.full_name, due=each.due + timedelta(days=30),
        )  # fmt: skip
        is_done = each.is_over and report.unit_code != _LATE
        measure_note(person=filler, measure_id=made.pk, text=_DONE if is_done else _NOTE, close=is_done)
    if first:
        name = f"{each.month}月底进度核验单.pdf"
        evidence_add(person=filler, filing_id=report.pk, path=first, name=name, data=_PROOF)


def _grows(row: RowStanding) -> bool:
    target = row.indicator.target
    return bool(row.nature == "progress" and target and target.amount and target.operator in ("≥", ">", "="))


def _words(row: RowStanding, months: int, pace: Decimal) -> Iterator[tuple[str, str]]:
    """What the unit says of a row: its share of so many months of what grows, the whole of the rest."""
    target = row.indicator.target
    if _grows(row) and target and target.amount:
        share = months * pace * target.amount / 12
        amount = share.quantize(Decimal(1), rounding=ROUND_CEILING)
        yield f"{row.path}.actual", f"{amount.normalize():f}{target.unit or ''}"
    else:
        words = target.text if target and target.text else "已完成"
        yield f"{row.path}.actual", words.lstrip("≥≤><=") if target and target.amount is not None else words
    yield f"{row.path}.forecast", target.text if target and target.text else "完成"
    yield f"{row.path}.likelihood", "有可能" if pace < 1 else "确定能"
