"""绩效自评报告 of a unit and of a county: organisation, money, goals, result, reasons, problems, measures and use.

Chapters by 财预〔2020〕10号: goals, every indicator, execution; what was missed is explained and mended.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from jixiao import api
from jixiao_web.common.provinces import evaluation_law
from jixiao_web.evaluation.models import Result
from jixiao_web.filings.models import Filing, Kind, State
from jixiao_web.overview.models import Summary
from jixiao_web.overview.reports.appraised import appraisals_told
from jixiao_web.overview.reports.body import Body
from jixiao_web.overview.reports.common import curve_told, money_said
from jixiao_web.overview.reports.drawn import shares_drawn
from jixiao_web.overview.reports.entries import entries_annex, ledger_page, place_of
from jixiao_web.overview.reports.evaluated import (
    evaluated_of,
    grades_of,
    grades_said,
    levels_told,
    lost_told,
    marks_annex,
    mends_of,
    mends_told,
    rechecks_told,
    results_told,
    share_of,
    whole_said,
    work_told,
)
from jixiao_web.overview.reports.units import ledgers_annex, unit_page, units_annexed
from jixiao_web.overview.selectors import Place, curve_of, ledgers_of, unit_lines, units_of
from jixiao_web.overview.tables import Cell, count, mark, share, yuan
from jixiao_web.spending.models import Ledger
from jixiao_web.spending.selectors import rate_of

_NAME = "绩效自评报告"
_HELD = "各类指标的扣分项和得分率以复核得分为准，没有复核的以自评得分为准"
_MOST_RESULTS = 1_000
_MOST_WEAK = 20


def unit_evaluation(place: Place, summary: Summary, today: date, address: str) -> api.Paper:
    """A unit's report."""
    body, year = Body(address), summary.year
    ledgers = list(ledgers_of(place, year))
    evaluated = evaluated_of(place, year)
    results = [result for each in evaluated for result in each.results]
    projects = [result for result in results if result.ordinal]
    body.title(place.name, f"{year}年{_NAME}", today)
    body.head("绩效自评工作开展情况")
    work_told(body, place, year, evaluated, len(ledgers))
    body.head("预算执行情况")
    money_said(body, place, summary, "#projects")
    curve_told(body, summary, curve_of(summary, today))
    _projects(body, ledgers)
    body.head("绩效目标完成情况")
    _goals(body, place, year, projects)
    body.head("自评结论")
    if results:
        if projects:
            grades_said(body, grades_of(projects), evaluation_law(place.county_code, year))
        whole_said(body, results)
        results_told(body, results, "各项目自评结果", with_unit=False, anchor="results")
    else:
        body.say("尚未形成自评得分。")
    appraisals_told(body, place, year)
    body.head("偏离绩效目标的原因")
    lost_told(body, evaluated)
    body.head("存在的问题和改进措施")
    rechecks_told(body, results)
    mends_told(body, *mends_of(place, year), with_unit=False)
    marks_annex(body, evaluated)
    entries_annex(body, ledgers)
    return body.paper(f"{place.name}{year}年{_NAME}", place.name)


def _projects(body: Body, ledgers: list[Ledger]) -> None:
    rows: list[list[str | Cell]] = [
        [
            count(number), Cell(ledger.name or ledger.key, ledger_page(body, ledger)),
            *(yuan(fen, f"#{place_of(ledger)}") for fen in (ledger.initial_fen, ledger.adjusted_fen, ledger.spent_fen)),
            share(rate_of(ledger.spent_fen, ledger.adjusted_fen)),
        ]
        for number, ledger in enumerate(ledgers, 1)
    ]  # fmt: skip
    if rows:
        sums = [sum(getattr(each, name) for each in ledgers) for name in ("initial_fen", "adjusted_fen", "spent_fen")]
        rows.append(["", "合计", *(yuan(fen) for fen in sums), share(rate_of(sums[2], sums[1]))])
    heads = ("序号", "项目", "年初预算", "全年预算", "已支出", "执行率")
    body.table("各项目预算执行情况", heads, rows, (8, 42, 22, 22, 22, 14), "clrrrr", unit="元", anchor="projects")


def _goals(body: Body, place: Place, year: int, results: list[Result]) -> None:
    rows, full, over, lost = (sum(getattr(each, name) for each in results) for name in ("rows", "full", "over", "lost"))
    if not rows:
        body.say("没有已填报的绩效指标。")
        return
    body.say(
        "项目绩效指标共", (f"{rows}项", "#marks"),
        f"，自评得满分{full}项、扣分{lost}项，大幅超过指标值{over}项。{_HELD}。",
    )  # fmt: skip
    levels_told(body, place, year, "#marks", with_projects=False)


def county_evaluation(place: Place, summary: Summary, today: date, address: str) -> api.Paper:
    """A county's report; its numbers are those of its units."""
    body, year = Body(address), summary.year
    units = list(units_of(place, year, "unit"))
    handed_in = Result.objects.filter(
        county_code=place.county_code, filing__year=year, filing__deleted_at=None
    ).exclude(filing__state__in=(State.DRAFT, State.RETURNED))
    handed_in = handed_in.select_related("filing__unit").defer("filing__draft", "filing__carried", "filing__returned")
    found, wholes = handed_in.filter(ordinal__gt=0), list(handed_in.filter(ordinal=0).order_by("filing__unit_code"))
    results = list(found.order_by("filing__unit_code", "ordinal"))
    body.title(place.name, f"{year}年{_NAME}", today)
    body.head("绩效自评工作开展情况")
    _work(body, place, year, len(units), results)
    body.head("预算执行情况")
    money_said(body, place, summary, "#units")
    curve_told(body, summary, curve_of(summary, today))
    body.head("绩效目标完成情况")
    _levels(body, place, year, results)
    body.head("自评结果")
    _grades(body, place, year, results)
    _league(body, units)
    results_told(body, wholes, "各单位部门整体自评结果", with_unit=True)
    appraisals_told(body, place, year)
    body.head("得分较低的项目和复核情况")
    _weak(body, place, year, found)
    rechecks_told(body, [*results, *wholes])
    body.head("整改和结果应用")
    mends_told(body, *mends_of(place, year), with_unit=True)
    body.annex("各项目自评结果", "results")
    if len(results) <= _MOST_RESULTS:
        results_told(body, results, "各项目自评结果", with_unit=True)
    else:
        body.say(f"参加自评的项目{len(results)}个，逐项目结果见各单位自评报告。")
    ledgers_annex(body, place, units)
    return body.paper(f"{place.name}{year}年{_NAME}", place.name)


def _work(body: Body, place: Place, year: int, units: int, results: list[Result]) -> None:
    own = Filing.objects.filter(county_code=place.county_code, year=year, kind=Kind.SELF_EVALUATION).order_by()
    begun = len(set(own.values_list("unit_id", flat=True)))
    handed = len({each.filing.unit_id for each in results})
    body.say(
        f"{place.name}{year}年有批复项目的单位{units}个，已组织自评的单位{begun}个，已报送自评的单位{handed}个，"
        f"涉及项目{len(results)}个、绩效指标{sum(each.rows for each in results)}项。未报送的不列入以下统计。"
    )


def _levels(body: Body, place: Place, year: int, results: list[Result]) -> None:
    rows, full, over, lost = (sum(getattr(each, name) for each in results) for name in ("rows", "full", "over", "lost"))
    body.say(
        "已报送自评的绩效指标共", (f"{rows}项", "#results"),
        f"，自评得满分{full}项、扣分{lost}项，大幅超过指标值{over}项。{_HELD}，包括已填报尚未报送的。",
    )  # fmt: skip
    levels_told(body, place, year, "#results", with_projects=True)


def _grades(body: Body, place: Place, year: int, results: list[Result]) -> None:
    if not results:
        body.say("还没有单位报送自评结果。")
        return
    grades, law = grades_of(results), evaluation_law(place.county_code, year)
    grades_said(body, grades, law)
    names = [name for name in (*law.words("self_evaluation.grade_names"), "") if grades.get(name)]
    told = [(name or "未评分", share_of(grades[name], len(results))) for name in names]
    body.chart("各评价等级的项目占比", shares_drawn(told, "各评价等级的项目占比"))
    table = [
        [Cell(name or "未评分"), count(grades[name], "#results"), share(value)]
        for name, (_, value) in zip(names, told, strict=True)
    ]
    body.table("评价等级分布", ("等级", "项目数", "占比"), table, (30, 30, 30), "lrr")


def _league(body: Body, units: list[Summary]) -> None:
    """The units, the highest mean mark first; those without marks last."""
    lines = sorted(
        unit_lines(units), key=lambda line: (line.marks is None, -(line.marks or 0), line.summary.of_unit.code)
    )
    annexed = units_annexed(units)
    table: list[list[str | Cell]] = []
    for number, line in enumerate(lines, 1):
        own = line.summary
        to = f"#unit-{own.unit_id}" if annexed else unit_page(body, own)
        table.append([
            count(number), Cell(own.of_unit.name, unit_page(body, own)), count(own.projects, to),
            mark(line.marks, "#results"), yuan(own.adjusted_fen, to), yuan(own.spent_fen, to), share(line.rate),
        ])  # fmt: skip
    heads = ("名次", "单位", "项目数", "平均得分", "全年预算", "已支出", "执行率")
    body.table("各单位自评排名", heads, table, (8, 40, 10, 13, 23, 23, 14), "clrrrrr", unit="分、元", anchor="units")


def _weak(body: Body, place: Place, year: int, found: QuerySet[Result]) -> None:
    weak = evaluation_law(place.county_code, year).words("self_evaluation.grade_names")[2:]
    rows = list(
        found.filter(Q(recheck_grade__in=weak) | Q(recheck_grade="", grade__in=weak))
        .annotate(held=Coalesce("recheck", "total"))
        .order_by("held", "pk")
    )
    if not rows:
        body.say("没有评价等级为“中”和“差”的项目。")
        return
    more = f"，以下为得分最低的{_MOST_WEAK}个" if len(rows) > _MOST_WEAK else ""
    body.say(f"评价等级为“中”和“差”的项目{len(rows)}个{more}，应当说明原因并提出改进措施。")
    results_told(body, rows[:_MOST_WEAK], "得分较低的项目", with_unit=True)
