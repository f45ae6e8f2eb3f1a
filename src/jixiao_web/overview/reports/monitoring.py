"""绩效运行监控报告 of a unit and of a county: organisation, money, goals, deviations, problems, measures.

Chapters by 财预〔2019〕136号: progress and trend of the goals, execution, why both deviate, what is done about it.
"""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from jixiao import api
from jixiao_web.overview.goal_lights import goals_at, units_by_goals
from jixiao_web.overview.late import late_of
from jixiao_web.overview.models import Summary
from jixiao_web.overview.reports.body import Body
from jixiao_web.overview.reports.common import LIGHTS, curve_told, late_told, money_said, risks_told
from jixiao_web.overview.reports.drawn import lights_drawn
from jixiao_web.overview.reports.entries import entries_annex, ledger_page, place_of
from jixiao_web.overview.reports.monitored import (
    deviations_told,
    indicators_annex,
    indicators_told,
    measures_of,
    measures_told,
    monitored_of,
    red_of,
    rounds_of,
    rounds_told,
)
from jixiao_web.overview.reports.units import ledgers_annex, unit_page, units_annexed
from jixiao_web.overview.selectors import (
    MOST_CHARTED,
    Place,
    ProjectLine,
    curve_of,
    ledgers_of,
    lights_of_months,
    project_lines,
    risks_of,
    unit_lines,
    units_of,
)
from jixiao_web.overview.tables import MISSING, Cell, count, mark, share, yuan

_NAME = "预算绩效运行监控报告"
_MOST_RED = 20


def unit_monitoring(place: Place, summary: Summary, today: date, address: str) -> api.Paper:
    """A unit's report."""
    body, year = Body(address), summary.year
    ledgers = list(ledgers_of(place, year))
    months, lines = project_lines(place, ledgers, today)
    monitored = monitored_of(place, year)
    body.title(place.name, f"{year}年{_NAME}", today)
    body.head("监控工作开展情况")
    rounds_told(body, place, year, monitored)
    body.head("预算执行情况")
    money_said(body, place, summary, "#projects")
    curve_told(body, summary, curve_of(summary, today))
    _projects(body, lines, months)
    body.head("绩效目标完成情况")
    lights = lights_of_months(place, year)
    if lights:
        rows = [(f"{each[0]}月底", *each[1:]) for each in lights]
        body.chart("各监控节点项目亮灯情况", lights_drawn(rows, "各监控节点的项目数"))
    indicators_told(body, monitored)
    body.head("偏离绩效目标的原因")
    deviations_told(body, monitored)
    body.head("存在的问题")
    risks_told(body, summary, risks_of(place, year, today), today, with_unit=False)
    late_told(body, late_of(place, year, today), with_unit=False)
    body.head("整改措施和下一步安排")
    measures_told(body, *measures_of(place, year), with_unit=False)
    entries_annex(body, ledgers)
    indicators_annex(body, monitored)
    return body.paper(f"{place.name}{year}年{_NAME}", place.name)


def _projects(body: Body, lines: list[ProjectLine], months: list[int]) -> None:
    heads = ["序号", "项目", "全年预算", "已支出", "执行率", "计划进度", "资金"]
    heads += [f"{month}月监控" for month in months]
    rows: list[list[str | Cell]] = []
    for number, line in enumerate(lines, 1):
        ledger, row = line.row.ledger, line.row
        to = f"#{place_of(ledger)}"
        monitored = [
            Cell(LIGHTS[each.light], body.page(reverse("monitoring:report", args=[each.filing_id])))
            if each
            else MISSING
            for each in line.standings
        ]
        rows.append([
            count(number), Cell(ledger.name or ledger.key, ledger_page(body, ledger)), yuan(ledger.adjusted_fen, to),
            yuan(ledger.spent_fen, to), share(row.rate), share(row.planned), LIGHTS[row.light], *monitored,
        ])  # fmt: skip
    if rows:
        adjusted, spent = (
            sum(getattr(each.row.ledger, name) for each in lines) for name in ("adjusted_fen", "spent_fen")
        )
        rows.append(["", "合计", yuan(adjusted), yuan(spent), "", "", "", *("" for _ in months)])
    widths = (9, 30, 21, 21, 13, 13, 9, *(10 for _ in months))
    body.table("各项目预算执行情况", heads, rows, widths, "clrrrrc" + "c" * len(months), unit="元", anchor="projects")


def county_monitoring(place: Place, summary: Summary, today: date, address: str) -> api.Paper:
    """A county's report; its numbers are those of its units, and theirs those of their ledgers."""
    body, year = Body(address), summary.year
    rows = list(units_of(place, year, "unit"))
    body.title(place.name, f"{year}年{_NAME}", today)
    body.head("监控工作开展情况")
    is_monitored = _rounds(body, place, year, len(rows))
    body.head("预算执行情况")
    money_said(body, place, summary, "#units")
    curve_told(body, summary, curve_of(summary, today))
    _league(body, rows)
    body.head("绩效目标完成情况")
    _lights(body, place, summary)
    if is_monitored:
        _red(body, place, year)
    body.head("存在的问题")
    risks_told(body, summary, risks_of(place, year, today), today, with_unit=True)
    late_told(body, late_of(place, year, today), with_unit=True)
    body.head("整改措施和下一步安排")
    measures_told(body, *measures_of(place, year), with_unit=True)
    ledgers_annex(body, place, rows)
    return body.paper(f"{place.name}{year}年{_NAME}", place.name)


def _rounds(body: Body, place: Place, year: int, units: int) -> bool:
    """The rounds of a year; whether there were any."""
    rounds = list(rounds_of(place, year))
    if not rounds:
        body.say(f"{place.name}{year}年尚未开展绩效运行监控，以下内容根据{units}个单位的支出台账编制。")
        return False
    body.say(
        f"财政部门对{units}个单位的项目支出实行绩效目标实现程度和预算执行进度“双监控”，{year}年组织监控{len(rounds)}次。"
    )
    table: list[list[str | Cell]] = [
        [
            Cell(each.title, body.page(reverse("monitoring:round", args=[each.pk]))), str(each.due), count(reports),
            count(settled), *(count(lights.get(light, 0)) for light in ("red", "yellow", "green", "blue")),
        ]
        for each, reports, settled, lights in rounds
    ]  # fmt: skip
    heads = ("监控轮次", "报送期限", "报告数", "已审定", "红灯项目", "黄灯项目", "绿灯项目", "蓝灯项目")
    body.table("监控开展情况", heads, table, (36, 18, 11, 11, 12, 12, 12, 12), "lcrrrrrr")
    return True


def _league(body: Body, rows: list[Summary]) -> None:
    """The units, the highest rate of execution first."""
    lines = sorted(unit_lines(rows), key=lambda line: (line.rate is None, -(line.rate or 0), line.summary.of_unit.code))
    annexed = units_annexed(rows)
    table: list[list[str | Cell]] = []
    for number, line in enumerate(lines, 1):
        own = line.summary
        to = f"#unit-{own.unit_id}" if annexed else unit_page(body, own)
        table.append([
            count(number), Cell(own.of_unit.name, unit_page(body, own)), count(own.projects, to),
            yuan(own.adjusted_fen, to), yuan(own.spent_fen, to), share(line.rate), share(line.planned),
            mark(line.marks),
        ])  # fmt: skip
    heads = ("名次", "单位", "项目数", "全年预算", "已支出", "执行率", "计划进度", "自评均分")
    body.table(
        "各单位预算执行排名", heads, table, (8, 33, 9, 22, 22, 13, 13, 12), "clrrrrrr", unit="元", anchor="units"
    )


def _lights(body: Body, place: Place, summary: Summary) -> None:
    body.say(
        "按项目自身支出计划判定资金亮灯：红灯", (f"{summary.red}个", "#lights"), f"，黄灯{summary.yellow}个，"
        f"绿灯{summary.green}个，蓝灯{summary.blue}个。",
        sources=tuple(f"summaries[{summary.pk}].{name}" for name in ("red", "yellow", "green", "blue")),
    )  # fmt: skip
    rows = list(units_of(place, summary.year, "lights")[:MOST_CHARTED])
    told = [(row.of_unit.name, row.red, row.yellow, row.green, row.blue) for row in rows]
    if not told:
        return
    body.chart("各单位资金亮灯情况", lights_drawn(told, "各单位的项目数"))
    table: list[list[str | Cell]] = [
        [count(number), Cell(row.of_unit.name, unit_page(body, row)), *(
            count(n) for n in (row.projects, row.red, row.yellow, row.green, row.blue)
        )]
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip
    heads = ("序号", "单位", "项目数", "红灯", "黄灯", "绿灯", "蓝灯")
    body.table("各单位资金亮灯情况", heads, table, (8, 44, 12, 11, 11, 11, 11), "clrrrrr", anchor="lights")
    if lit := units_by_goals(place, summary.year):
        goals = goals_at(place, summary.year)
        body.say(
            f"按各项目最近一次监控填报的绩效指标判定目标亮灯：红灯{goals.red}个，黄灯{goals.yellow}个，"
            f"绿灯{goals.green}个，蓝灯{goals.blue}个。"
        )
        body.chart("各单位目标亮灯情况", lights_drawn(lit, "各单位的项目数"))
        by_goals: list[list[str | Cell]] = [
            [count(number), name, *map(count, numbers)] for number, (name, *numbers) in enumerate(lit, 1)
        ]
        lit_heads = ("序号", "单位", "红灯", "黄灯", "绿灯", "蓝灯")
        body.table("各单位目标亮灯情况", lit_heads, by_goals, (8, 44, 11, 11, 11, 11), "clrrrr")


def _red(body: Body, place: Place, year: int) -> None:
    found = list(red_of(place, year, _MOST_RED))
    if not found:
        body.say("最近一次监控报告中没有综合亮红灯的项目。")
        return
    body.say(f"最近一次监控报告中综合亮红灯的项目{len(found)}个，偏离情况如下，偏离原因见各单位监控报告。")
    table: list[list[str | Cell]] = [
        [
            count(number), Cell(f"{each.filing.unit.name}　{each.name}", body.page(
                reverse("monitoring:report", args=[each.filing_id])
            )),
            f"{each.month}月底", LIGHTS[each.money], LIGHTS[each.goals], count(each.red), count(each.yellow),
            yuan(each.budget_fen), yuan(each.spent_fen),
        ]
        for number, each in enumerate(found, 1)
    ]  # fmt: skip
    heads = ("序号", "单位和项目", "截至", "资金", "目标", "红灯指标", "黄灯指标", "全年预算", "已支出")
    body.table("综合亮红灯的项目", heads, table, (8, 36, 12, 9, 9, 9, 9, 21, 21), "clcccrrrr", unit="元")
