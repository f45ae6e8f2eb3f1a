"""The sample county's rounds of monitoring: those of the year that is over, and the last two with reports on their way.

Called after the payments of the year are loaded: the reports' executed amounts are theirs. What reports of the year
that is over say leads up to its self-evaluations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Any, NamedTuple

from django.db import transaction

from jixiao import api
from jixiao.api import Entered
from jixiao.model import Document
from jixiao_web.accounts.policy import Person
from jixiao_web.filings.cells import cells_of
from jixiao_web.filings.models import Filing
from jixiao_web.filings.services import CellEdit, draft_save, filing_move
from jixiao_web.filings.store import document_of
from jixiao_web.monitoring.evidence import evidence_add, natures_choose
from jixiao_web.monitoring.measures import measure_note, measure_take
from jixiao_web.monitoring.models import Round
from jixiao_web.monitoring.rounds import plans_without, round_close, round_open
from jixiao_web.monitoring.standing import ProjectStanding, RowStanding, standings_of
from jixiao_web.sample.evaluation import reached, ways_of
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
MISSING = {10: "471013"}
"""By the last month of a round of the year that is over: the unit that never handed its report in."""
_PACE = (Decimal("0.25"), Decimal("0.7"), Decimal(1), Decimal(1))
"""How much of what was due the first growing indicator of a report reached, unit after unit: red, yellow, green."""

_SUMMER = 7

_LATE = "332001"
"""A unit that has not done what it announced."""
_REASON = "项目启动偏晚，截至月底完成数量低于序时进度，下一步集中推进。"
_MEASURE = "倒排计划，按月分解剩余数量，年底前全部完成；每半月向财政部门报送一次进度。"
_NOTE = "剩余数量已分解到月、落实到人，本月完成计划的八成。"
_DONE = "剩余数量已经完成并验收，进度回到计划以内。"
_LATER = "按年度考核，暂无数据"
_SHORT = "受天气和征地影响进度偏慢，剩余数量计划推迟到下一年一季度完成，已安排专人按月调度。"
_LACKING = "抽查发现部分环节不符合要求，已列出问题清单，安排责任人限期整改。"
_CHECKING = "逐项查找原因，限期整改；年底前组织复查，结果报送财政部门。"
_CHECKED = "问题清单已逐项整改，复查结果已写入绩效自评。"
_CARRIED = "大部分任务已在年底前完成，剩余部分推迟到下一年一季度，已按月分解并写入绩效自评。"
_RETURNS = {
    "return_in_unit": "多个指标的执行情况照抄了年度指标值，请按期末的实际数据填写并附佐证材料。",
    "return_in_finance": "支出进度与工作进度相差较大，请说明原因并补充整改措施后重新报送。",
}


class Standing(NamedTuple):
    """How a unit stands when it reports.

    Attributes:
        pace: how much of what was due its first growing indicator reached. short: percent of the year's target that its
            self-evaluation will tell of.
    """

    pace: Decimal
    short: int


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
        evaluated = ways_of(years)[each.year] if each.is_ended else {}
        for number, report in enumerate(opened.begun):
            way, code = _way(each, report.unit_code), report.unit_code
            # What was behind in summer is made up for by autumn, or told of in the self-evaluation.
            pace = Decimal(1) if each.is_ended and each.month > _SUMMER else _PACE[number % len(_PACE)]
            if way is not None:
                stands = Standing(pace, evaluated[code].short if code in evaluated else 100)
                _fill_in(report, way, told[code], people, each, stands)
        if each.is_over:
            round_close(person=people["baihe"], round_id=opened.round.pk)


def _way(each: RoundDue, code: str) -> tuple[str, ...] | None:
    if each.is_ended:
        return None if MISSING.get(each.month) == code else _PUBLISHED
    return OVER.get(code, _PUBLISHED) if each.is_over else UNDER_WAY.get(code)


def _fill_in(
    report: Filing,
    way: tuple[str, ...],
    unit: dict[str, Any],
    people: Mapping[str, Person],
    each: RoundDue,
    stands: Standing,
) -> None:
    filler, reviewer, finance = people[unit["filler"][0]], people[unit["reviewer"][0]], people["baihe"]
    with transaction.atomic():
        before = document_of(report)
        words = dict(_told(standings_of(report, before), each.month, stands))
        filled = api.enter(before, [Entered(path, text) for path, text in words.items()])[0]
        rows = [row for project in standings_of(report, filled) for row in project.rows]
        red = [row for row in rows if row.light == "red"]
        for row in red:
            words.setdefault(f"{row.path}.deviation_reason", _REASON)
            words.setdefault(f"{row.path}.details.其他", "√")
        cells = cells_of(before)
        edits = [CellEdit(path, text, cells[path].text) for path, text in words.items() if path in cells]
        draft_save(person=filler, filing_id=report.pk, edits=edits, money_unit="元")
        natures_choose(person=filler, filing_id=report.pk, natures={row.path: row.nature for row in rows})
        _measures(report, filler, red, each, stands)
        _proof(report, filler, reviewer, filled, each)
        for step in way:
            actor = {"submit": filler, "pass": reviewer, "return_in_unit": reviewer}.get(step, finance)
            reason = _RETURNS.get(step, "")
            report = filing_move(person=actor, filing_id=report.pk, move=step, seen=report.state, reason=reason)


def _measures(report: Filing, filler: Person, red: list[RowStanding], each: RoundDue, stands: Standing) -> None:
    """The measure of every red row, closed where the round is over but for one unit of the running year."""
    for row in red:
        made = measure_take(
            person=filler, filing_id=report.pk, path=row.path, what="correct",
            words=_MEASURE if _grows(row) else _CHECKING,
            responsible=filler.user.full_name, due=each.due + timedelta(days=30), today=each.due,
        )  # fmt: skip
        is_done = each.is_over and (each.is_ended or report.unit_code != _LATE)
        done = _CHECKED if not _grows(row) else _CARRIED if stands.short < 90 else _DONE
        text = done if is_done else _NOTE
        measure_note(person=filler, measure_id=made.pk, text=text, close=is_done)


def _proof(report: Filing, filler: Person, reviewer: Person, filled: Document, each: RoundDue) -> None:
    """The first row's evidence: a page that says who counted what."""
    project = filled.projects[0]
    row, title = project.indicators[0], f"{each.month}月底进度核验单"
    lines = (
        api.Line(text=title, style="title"),
        api.Line(text=f"单位：{report.unit.name}"),
        api.Line(text=f"项目：{project.name}"),
        api.Line(text=f"指标：{row.name}，年度指标值{row.target.text if row.target else ''}"),
        api.Line(text=f"核验情况：截至{each.month}月底实际完成{row.actual}，与台账和验收记录一致。"),
        api.Line(text=f"填报人：{filler.user.full_name}  核验人：{reviewer.user.full_name}"),
    )
    paper = api.Paper(title=title, sections=(api.Section(items=lines, name="核验单"),))
    data = api.write_paper(paper, "docx").data
    path = "projects[0].indicators[0]"
    evidence_add(person=filler, filing_id=report.pk, path=path, name=f"{title}.docx", data=data)


def _grows(row: RowStanding) -> bool:
    target = row.indicator.target
    return bool(row.nature == "progress" and target and target.amount and target.operator in ("≥", ">", "="))


def _told(projects: list[ProjectStanding], month: int, stands: Standing) -> Iterator[tuple[str, str]]:
    """What the unit says of its rows; the first that grows is behind."""
    behind = next((row.path for project in projects for row in project.rows if _grows(row)), "")
    for project in projects:
        for at, row in enumerate(project.rows):
            yield from _words(row, at, month, stands._replace(pace=stands.pace if row.path == behind else Decimal(1)))


def _words(row: RowStanding, at: int, months: int, stands: Standing) -> Iterator[tuple[str, str]]:
    """Of what grows its share of so many months, never more than the year will come to; of the rest the whole of it."""
    target, final = row.indicator.target, reached(row.indicator, at, stands.short)
    forecast, likely = target.text if target and target.text else "完成", "有可能" if stands.pace < 1 else "确定能"
    if target is None or target.amount is None or final is None:
        yield f"{row.path}.actual", target.text if target and target.text else "已完成"
    elif final == target.amount or _grows(row) or months > _SUMMER:
        share = (final * months * stands.pace / 12).quantize(Decimal(1), ROUND_CEILING) if _grows(row) else final
        yield f"{row.path}.actual", f"{min(share, final).normalize():f}{target.unit or ''}"
        if final != target.amount:
            likely = "有可能"
        if target.operator in ("≥", ">", "=") and final * 10 < target.amount * 9 and months > _SUMMER:
            forecast = f"{final.normalize():f}{target.unit or ''}"
            likely = "完全不可能" if final * 4 < target.amount * 3 else "有可能"
            yield f"{row.path}.deviation_reason", _SHORT if _grows(row) else _LACKING
            yield f"{row.path}.details.其他", "√"
    else:
        yield f"{row.path}.actual", _LATER
    yield f"{row.path}.forecast", forecast
    yield f"{row.path}.likelihood", likely
