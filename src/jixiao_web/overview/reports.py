"""Reports of a unit's and of a county's year as paper: every number with the ledger that it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from jixiao import api
from jixiao_web.overview.late import Lateness, late_of
from jixiao_web.overview.models import Summary
from jixiao_web.overview.selectors import (
    Place,
    ProjectLine,
    curve_of,
    ledgers_of,
    project_lines,
    risks_of,
    unit_lines,
    units_of,
)
from jixiao_web.overview.tables import MISSING, grid_of, points, wan
from jixiao_web.spending.selectors import Row, rate_of

LIGHTS = {"red": "红灯", "yellow": "黄灯", "green": "绿灯", "blue": "蓝灯", "": MISSING}
_STOPS = "。；; "
_Item = api.Line | api.Grid


def unit_paper(place: Place, summary: Summary, today: date, address: str) -> api.Paper:
    """A unit's report on how it carries out its budget and keeps what it promised."""
    ledgers = list(ledgers_of(place, summary.year))
    months, lines = project_lines(place, ledgers, today)
    title = f"{place.name}{summary.year}年预算执行与绩效监控报告"
    body = [
        *_beginning(title, place, summary, today),
        *_curve(summary, today),
        *_heading("三、各项目情况"),
        *_projects(lines, months),
        *_late("四、逾期事项", late_of(place, summary.year, today), with_unit=False),
        *_risks("五、支出监督发现的问题", risks_of(place, summary.year, today)),
    ]
    return _paper(
        title, body, _sources([(line.row.ledger.name or line.row.ledger.key, line.row) for line in lines], address)
    )


def county_paper(place: Place, summary: Summary, today: date, address: str) -> api.Paper:
    """A county's report; its numbers are those of its units, and theirs those of their ledgers."""
    lines = unit_lines(list(units_of(place, summary.year, "unit")))
    rows = [
        [
            str(number), line.summary.unit.name, str(line.summary.projects), wan(line.summary.adjusted_fen),
            wan(line.summary.spent_fen), points(line.rate), points(line.planned),
            f"{line.summary.red}/{line.summary.yellow}/{line.summary.green}/{line.summary.blue}",
        ]
        for number, line in enumerate(lines, 1)
    ]  # fmt: skip
    heads = ("序号", "单位", "项目数", "全年预算（万元）", "已支出（万元）", "执行率", "计划进度", "红/黄/绿/蓝灯")
    risks = risks_of(place, summary.year, today)
    title = f"{place.name}{summary.year}年预算执行与绩效监控报告"
    body = [
        *_beginning(title, place, summary, today),
        *_curve(summary, today),
        *_heading("三、各单位情况"),
        grid_of(heads, rows, (5, 20, 6, 13, 13, 11, 11, 12), words=2),
        *_late("四、逾期事项", late_of(place, summary.year, today), with_unit=True),
        *_risks("五、支出监督发现的问题", risks, with_unit=True),
    ]
    own = [
        (f"单位{number}　{line.summary.unit.name}", f"{address}{_unit_page(line.summary)}")
        for number, line in enumerate(lines, 1)
    ]
    return _paper(
        title, body, own + _sources([(f"{row.ledger.unit.name}　{row.ledger.name}", row) for row in risks], address)
    )


def _paper(title: str, body: list[_Item], sources: list[tuple[str, str]]) -> api.Paper:
    """The report, and behind it where each number can be looked up."""
    annex = [
        api.Line(text="附：数据来源", style="heading1", outline=1, new_page=True),
        api.Line(text="报告中的数据取自下列台账页面，逐笔支出、凭证和预算调整均可在页面上核对。"),
        grid_of(("项目或单位", "页面地址"), [list(row) for row in sources], (35, 65), words=2),
    ]
    return api.Paper(title=title, sections=(api.Section(items=tuple(body + annex), name="报告"),))


def _beginning(title: str, place: Place, summary: Summary, today: date) -> Iterator[_Item]:
    rate = rate_of(summary.spent_fen, summary.adjusted_fen)
    planned = rate_of(summary.planned_fen, summary.adjusted_fen) if summary.month else None
    source = f"summaries[{summary.pk}]"
    yield api.Line(text=f"{place.name}\n{title.removeprefix(place.name)}", style="title")
    yield api.Line(text=f"截至{today.year}年{today.month}月{today.day}日", style="under_title")
    yield from _heading("一、总体情况")
    yield api.Line(
        text=f"{place.name}{summary.year}年共有{summary.projects}个项目，年初预算{wan(summary.initial_fen)}万元，"
        f"全年预算{wan(summary.adjusted_fen)}万元，已支出{wan(summary.spent_fen)}万元，执行率{points(rate)}。"
        + (f"按各项目支出计划，{summary.month}月底应达到{points(planned)}。" if planned is not None else ""),
        sources=(f"{source}.projects", f"{source}.initial_fen", f"{source}.adjusted_fen", f"{source}.spent_fen"),
    )
    yield api.Line(
        text=f"资金亮灯：红灯{summary.red}个，黄灯{summary.yellow}个，绿灯{summary.green}个，蓝灯{summary.blue}个。"
        f"超预算支出的项目{summary.over}个，尚未支出的项目{summary.unspent}个；"
        f"支出监督发现错误{summary.errors}处、疑点{summary.warnings}处。",
        sources=tuple(f"{source}.{name}" for name in ("red", "yellow", "green", "blue", "over", "unspent")),
    )


def _curve(summary: Summary, today: date) -> Iterator[_Item]:
    yield from _heading("二、执行进度")
    rows = [
        [
            f"{point.month}月", wan(point.planned_fen), points(point.planned),
            wan(point.spent_fen) if point.is_over else MISSING, points(point.spent),
        ]
        for point in curve_of(summary, today)
    ]  # fmt: skip
    yield grid_of(("截至", "计划累计（万元）", "计划进度", "累计支出（万元）", "执行率"), rows, (12, 24, 16, 24, 16))


def _projects(lines: list[ProjectLine], months: list[int]) -> Iterator[_Item]:
    heads = ["序号", "项目", "全年预算（万元）", "已支出（万元）", "执行率", "计划进度", "资金亮灯"]
    heads += [f"{month}月监控" for month in months] + ["自评得分"]
    rows = []
    for number, line in enumerate(lines, 1):
        ledger, row = line.row.ledger, line.row
        monitored = [LIGHTS[each.light] if each else MISSING for each in line.standings]
        rows.append([
            str(number), ledger.name or ledger.key, wan(ledger.adjusted_fen), wan(ledger.spent_fen), points(row.rate),
            points(row.planned), LIGHTS[row.light], *monitored,
            MISSING if line.mark is None else f"{line.mark.normalize():f}",
        ])  # fmt: skip
    yield grid_of(heads, rows, (5, 23, 13, 13, 11, 11, 8, *(8 for _ in months), 8), words=2)


def _late(title: str, late: Lateness, *, with_unit: bool) -> Iterator[_Item]:
    yield from _heading(title)
    if not late.number:
        yield api.Line(text="没有逾期事项。")
    for number, each in enumerate(late.first, 1):
        whose = f"{each.unit}：" if with_unit else ""
        yield api.Line(text=f"{number}.{whose}{each.what}“{each.words.rstrip(_STOPS)}”，期限{each.due:%Y-%m-%d}。")
    if late.number > len(late.first):
        yield api.Line(text=f"共{late.number}项，以上为逾期最久的{len(late.first)}项。")


def _risks(title: str, risks: list[Row], *, with_unit: bool = False) -> Iterator[_Item]:
    yield from _heading(title)
    if not risks:
        yield api.Line(text="没有发现问题。")
    for number, row in enumerate(risks, 1):
        whose = f"{row.ledger.unit.name}　" if with_unit else ""
        yield api.Line(
            text=f"{number}.{whose}{row.ledger.name or row.ledger.key}："
            f"错误{row.ledger.errors}处，疑点{row.ledger.warnings}处；已支出{wan(row.ledger.spent_fen)}万元，执行率{points(row.rate)}。",
            sources=(f"ledgers[{row.ledger.pk}]",),
        )


def _heading(text: str) -> Iterator[api.Line]:
    yield api.Line(text=text, style="heading1", outline=1)


def _sources(rows: list[tuple[str, Row]], address: str) -> list[tuple[str, str]]:
    return [
        (f"{number}　{words}", f"{address}{reverse('spending:ledger', args=[row.ledger.pk])}")
        for number, (words, row) in enumerate(rows, 1)
    ]


def _unit_page(summary: Summary) -> str:
    return f"{reverse('overview:unit', args=[summary.unit_id])}?year={summary.year}"
