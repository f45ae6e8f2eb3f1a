"""The league table of a county's units as a workbook."""

from __future__ import annotations

from datetime import date

from jixiao import api
from jixiao_web.overview.models import Summary
from jixiao_web.overview.selectors import Place, unit_lines, units_of
from jixiao_web.overview.tables import MISSING, grid_of, points, wan

HEADS = (
    "名次", "单位编码", "单位", "项目数", "年初预算（万元）", "全年预算（万元）", "已支出（万元）", "执行率",
    "计划进度", "红灯", "黄灯", "绿灯", "蓝灯", "疑点", "自评平均分",
)  # fmt: skip


def league_paper(place: Place, summary: Summary, today: date, address: str) -> api.Paper:
    """All units of a county's year, the highest rate of execution first; those without a budget last."""
    lines = unit_lines(list(units_of(place, summary.year, "rate")))
    lines.sort(key=lambda line: (line.rate is None, -(line.rate or 0), line.summary.unit.code))
    rows = []
    for number, line in enumerate(lines, 1):
        own = line.summary
        rows.append([
            str(number), own.unit.code, own.unit.name, str(own.projects), wan(own.initial_fen), wan(own.adjusted_fen),
            wan(own.spent_fen), points(line.rate), points(line.planned), str(own.red), str(own.yellow), str(own.green),
            str(own.blue), str(own.errors + own.warnings), MISSING if line.marks is None else f"{line.marks}",
        ])  # fmt: skip
    title = f"{place.name}{summary.year}年各单位预算执行情况"
    items = (
        api.Line(text=title, style="title"),
        api.Line(text=f"截至{today.year}年{today.month}月{today.day}日", style="table_line"),
        grid_of(HEADS, rows, (4, 8, 20, 5, 10, 10, 10, 7, 7, 4, 4, 4, 4, 4, 7), words=3),
    )
    return api.Paper(title=title, sections=(api.Section(items=items, name="排名", landscape=True),))
