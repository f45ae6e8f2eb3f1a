"""The finance bureau's workbook of a county's year: one list a sheet, linked to one another."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from jixiao import api
from jixiao_web.evaluation.models import Result
from jixiao_web.evaluation.points import points_of
from jixiao_web.monitoring.models import Standing
from jixiao_web.overview.late import late_of
from jixiao_web.overview.models import Summary, SummaryMonth
from jixiao_web.overview.reports.appraised import HEADS, appraisal_rows
from jixiao_web.overview.reports.body import Body, cut, day_of
from jixiao_web.overview.reports.common import LIGHTS
from jixiao_web.overview.reports.drawn import curve_drawn, lights_drawn
from jixiao_web.overview.reports.entries import ledger_page
from jixiao_web.overview.reports.evaluated import marks_page, mends_of
from jixiao_web.overview.reports.monitored import measures_of
from jixiao_web.overview.reports.units import unit_page
from jixiao_web.overview.selectors import MOST_CHARTED, Place, UnitLine, curve_of, unit_lines, units_of
from jixiao_web.overview.tables import MISSING, SHEET_WIDTH, Cell, count, grid_of, mark, share, yuan
from jixiao_web.spending.models import Ledger
from jixiao_web.spending.selectors import rate_of, row_of

MOST_ROWS = 10_000
"""Rows of a list; more are a matter for the pages, which part them."""
_Rows = list[list[str | Cell]]


def county_workbook(place: Place, summary: Summary, today: date, address: str) -> api.Paper:
    """The workbook."""
    body, year = Body(address), summary.year
    lines = unit_lines(list(units_of(place, year, "unit")))
    lines.sort(key=lambda line: (line.rate is None, -(line.rate or 0), line.summary.of_unit.code))
    title = f"{place.name}{year}年预算绩效台账"
    sections = (
        _first(title, summary, lines, today),
        _sheet("单位排名", title, today, _UNITS, _units(body, lines), "单位：元"),
        _sheet("项目台账", title, today, _LEDGERS, _ledgers(body, place, year, today), "单位：元"),
        _sheet("各月支出", title, today, _MONTHS, _months(lines), "单位：元"),
        _sheet("监控亮灯", title, today, _LIGHTS, _lights(body, place, year), "单位：元"),
        _sheet("自评结果", title, today, _RESULTS, _results(body, place, year), "单位：分"),
        _sheet("部门和财政评价", title, today, _APPRAISALS, appraisal_rows(body, place, year), "单位：分"),
        _sheet("措施整改", title, today, _MEASURES, _measures(body, place, year), ""),
        _sheet("逾期事项", title, today, _LATE, _late(body, place, year, today), ""),
    )
    return api.Paper(title=title, unit=place.name, sections=sections)


def _first(title: str, summary: Summary, lines: Sequence[UnitLine], today: date) -> api.Section:
    """The sums, each with the sheet that it is the sum of, and the charts."""
    planned = rate_of(summary.planned_fen, summary.adjusted_fen) if summary.month else None
    lights: _Rows = [[f"资金{LIGHTS[name]}项目", count(getattr(summary, name), "#单位排名")] for name in LIGHTS if name]
    told: _Rows = [
        ["单位", count(len(lines), "#单位排名")],
        ["项目", count(summary.projects, "#项目台账")],
        ["年初预算（元）", yuan(summary.initial_fen, "#项目台账")],
        ["全年预算（元）", yuan(summary.adjusted_fen, "#项目台账")],
        ["已支出（元）", yuan(summary.spent_fen, "#各月支出")],
        ["执行率", share(rate_of(summary.spent_fen, summary.adjusted_fen), "#单位排名")],
        [f"{summary.month}月底计划进度" if summary.month else "计划进度", share(planned)],
        *lights,
        ["超预算支出的项目", count(summary.over, "#项目台账")],
        ["尚未支出的项目", count(summary.unspent, "#项目台账")],
        ["支出监督错误", count(summary.errors, "#项目台账")],
        ["支出监督疑点", count(summary.warnings, "#项目台账")],
    ]
    curve = curve_of(summary, today)
    lit = sorted((line.summary for line in lines), key=lambda row: (-row.red, -row.yellow, row.of_unit.code))[
        :MOST_CHARTED
    ]
    rows = [(row.of_unit.name, row.red, row.yellow, row.green, row.blue) for row in lit]
    items: list[api.Line | api.Grid | api.Chart] = [
        api.Line(text=title, style="title"),
        api.Line(text=f"（截至{day_of(today)}）", style="under_title"),
        grid_of(("事项", "数值"), told, (60, 40), "lr"),
        curve_drawn(summary, curve),
        api.Line(text="预算执行进度", style="caption"),
    ]
    if rows:
        items += [lights_drawn(rows, "各单位的项目数"), api.Line(text="各单位资金亮灯情况", style="caption")]
    return api.Section(items=tuple(items), name="总览", free=True)


_Heads = tuple[tuple[str, ...], tuple[int, ...], str]
_Told = Iterator[list[str | Cell]]


def _sheet(name: str, title: str, today: date, heads: _Heads, rows: _Told, unit: str) -> api.Section:
    """A sheet with one list; cells without a number are empty, so that a workbook counts with the others."""
    words, widths, aligns = heads
    told = [[_plain(cell) for cell in row] for _, row in zip(range(MOST_ROWS), rows, strict=False)]
    more = f"　只列前{MOST_ROWS}行" if next(rows, None) is not None else ""
    above = api.Line(text=f"截至{day_of(today)}{more}", style="table_line", right=unit)
    top = api.Line(text=f"{title}——{name}", style="title", anchor=name)
    grid = grid_of(words, told or [["" for _ in words]], widths, aligns, SHEET_WIDTH)
    return api.Section(items=(top, above, grid), name=name, landscape=True, free=True)


def _plain(cell: str | Cell) -> str | Cell:
    return "" if cell == MISSING or isinstance(cell, Cell) and cell.text == MISSING else cell


_UNITS: _Heads = (
    (
        "名次", "单位编码", "单位", "项目数", "年初预算", "全年预算", "已支出", "执行率", "计划进度", "红灯", "黄灯",
        "绿灯", "蓝灯", "错误", "疑点", "自评均分",
    ),
    (0, 0, 1, *(0 for _ in range(13))), "ccl" + "r" * 13,
)  # fmt: skip


def _units(body: Body, lines: Sequence[UnitLine]) -> _Told:
    for number, line in enumerate(lines, 1):
        own = line.summary
        first = f"#ledgers-{own.unit_id}" if own.projects else ""
        yield [
            count(number), Cell(own.of_unit.code, unit_page(body, own)),
            Cell(own.of_unit.name, "", f"unit-{own.unit_id}"),
            count(own.projects, first), yuan(own.initial_fen, first), yuan(own.adjusted_fen, first),
            yuan(own.spent_fen, first), share(line.rate), share(line.planned),
            *(count(n) for n in (own.red, own.yellow, own.green, own.blue, own.errors, own.warnings)),
            mark(line.marks, "#自评结果" if line.marks is not None else ""),
        ]  # fmt: skip


_LEDGERS: _Heads = (
    (
        "单位", "项目编码", "项目", "年初预算", "全年预算", "已支出", "结余", "执行率", "计划进度", "亮灯", "笔数",
        "最近支出", "错误", "疑点",
    ),
    (4, 4, 5, *(0 for _ in range(11))), "lllrrrrrrcrcrr",
)  # fmt: skip


def _ledgers(body: Body, place: Place, year: int, today: date) -> _Told:
    seen: set[uuid.UUID] = set()
    rows = Ledger.objects.filter(county_code=place.county_code, year=year).select_related("unit")
    for ledger in rows.order_by("unit__code", "ordinal", "pk")[: MOST_ROWS + 1]:
        row = row_of(ledger, today)
        anchor = "" if ledger.unit_id in seen else f"ledgers-{ledger.unit_id}"
        seen.add(ledger.unit_id)
        yield [
            Cell(ledger.unit.name, f"#unit-{ledger.unit_id}", anchor), ledger.code,
            Cell(ledger.name or ledger.key, ledger_page(body, ledger)), yuan(ledger.initial_fen),
            yuan(ledger.adjusted_fen), yuan(ledger.spent_fen), yuan(ledger.adjusted_fen - ledger.spent_fen),
            share(row.rate), share(row.planned), LIGHTS[row.light], count(ledger.payments_count),
            str(ledger.last_paid_on or ""), count(ledger.errors), count(ledger.warnings),
        ]  # fmt: skip


_MONTHS: _Heads = (
    ("单位", *(f"{month}月" for month in range(1, 13)), "合计"),
    (1, *(0 for _ in range(13))),
    "l" + "r" * 13,
)


def _months(lines: Sequence[UnitLine]) -> _Told:
    """What each unit spent in each month, in one query."""
    spent: dict[uuid.UUID, dict[int, int]] = defaultdict(dict)
    for row in SummaryMonth.objects.filter(summary__in=[line.summary.pk for line in lines]):
        spent[row.summary_id][row.month] = row.spent_fen
    for line in lines:
        own = spent[line.summary.pk]
        months = [yuan(own.get(month, 0)) for month in range(1, 13)]
        name = Cell(line.summary.of_unit.name, f"#unit-{line.summary.unit_id}")
        yield [name, *months, yuan(sum(own.values()))]


_LIGHTS: _Heads = (
    (
        "单位", "项目", "截至", "资金", "目标", "综合", "红灯指标", "黄灯指标", "已填指标", "全年预算", "已支出",
        "计划进度", "执行率",
    ),
    (4, 5, *(0 for _ in range(11))), "llccccrrrrrrr",
)  # fmt: skip


def _lights(body: Body, place: Place, year: int) -> _Told:
    rows = Standing.objects.filter(county_code=place.county_code, filing__year=year, filing__deleted_at=None)
    rows = rows.select_related("filing__unit").defer("filing__draft", "filing__carried", "filing__returned")
    for each in rows.order_by("filing__unit_code", "month", "number")[: MOST_ROWS + 1]:
        page = body.page(reverse("monitoring:report", args=[each.filing_id]))
        yield [
            Cell(each.filing.unit.name, f"#unit-{each.filing.unit_id}"), Cell(each.name or MISSING, page),
            f"{each.month}月底", LIGHTS[each.money], LIGHTS[each.goals], LIGHTS[each.light], count(each.red),
            count(each.yellow), count(each.told), yuan(each.budget_fen), yuan(each.spent_fen),
            share(points_of(each.planned)), share(points_of(each.rate)),
        ]  # fmt: skip


_RESULTS: _Heads = (
    (
        "单位", "项目", "状态", "执行率", "自评得分", "自评等级", "复核得分", "复核等级", "指标数", "满分指标",
        "扣分指标", "待补正",
    ),
    (4, 5, *(0 for _ in range(10))), "llcrrcrcrrrr",
)  # fmt: skip


def _results(body: Body, place: Place, year: int) -> _Told:
    rows = Result.objects.filter(county_code=place.county_code, filing__year=year, filing__deleted_at=None)
    rows = rows.select_related("filing__unit").defer("filing__draft", "filing__carried", "filing__returned")
    for each in rows.order_by("filing__unit_code", "filing__period", "ordinal")[: MOST_ROWS + 1]:
        yield [
            Cell(each.filing.unit.name, f"#unit-{each.filing.unit_id}"),
            Cell(each.name or "部门整体", marks_page(body, each.filing_id)), each.filing.get_state_display(),
            share(points_of(each.rate)), mark(points_of(each.total)), each.grade, mark(points_of(each.recheck)),
            each.recheck_grade, count(each.rows), count(each.full), count(each.lost), count(each.troubles),
        ]  # fmt: skip


_APPRAISALS: _Heads = (HEADS, (4, 5, 0, 4, 0, 0), "llclrc")

_MEASURES: _Heads = (
    ("类别", "单位", "事项", "措施或整改要求", "责任人", "期限", "进展"),
    (0, 4, 6, 10, 0, 0, 0),
    "clllccc",
)


def _measures(body: Body, place: Place, year: int) -> _Told:
    for each in measures_of(place, year, MOST_ROWS)[0]:
        page = body.page(reverse("monitoring:measure", args=[each.pk]))
        yield [
            f"监控{each.get_what_display()}", each.filing.unit.name, Cell(cut(each.about, 200), page),
            cut(each.words, 300), each.responsible, str(each.due), "已办结" if each.closed_at else "正在办理",
        ]  # fmt: skip
    for mend in mends_of(place, year, MOST_ROWS)[0]:
        page = body.page(reverse("evaluation:rectification", args=[mend.pk]))
        yield [
            "自评整改", mend.unit.name, Cell(cut(f"{mend.project}：{mend.problem}", 200), page), cut(mend.demand, 300),
            mend.responsible, str(mend.due), mend.get_state_display(),
        ]  # fmt: skip


_LATE: _Heads = (("类别", "单位", "事项", "期限", "逾期天数"), (0, 4, 12, 0, 0), "cllcr")


def _late(body: Body, place: Place, year: int, today: date) -> _Told:
    for each in late_of(place, year, today, MOST_ROWS).first:
        to = body.page(each.url) if each.url else ""
        yield [each.what, each.unit, Cell(cut(each.words, 200), to), str(each.due), count((today - each.due).days)]
