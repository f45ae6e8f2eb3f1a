"""The charts of reports: the drawing of a page's chart with its numbers, shapes that are told without colour."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from jixiao import api
from jixiao_web.overview.charts import (
    LIGHT_COLOURS,
    SHARE_COLOUR,
    WIDE_PAPER,
    execution_chart,
    lights_chart,
    shares_chart,
)
from jixiao_web.overview.models import Summary
from jixiao_web.overview.selectors import Point
from jixiao_web.overview.tables import points

_LIGHTS: Sequence[tuple[str, Literal["plain", "striped", "dotted"]]] = (
    ("红灯", "striped"),
    ("黄灯", "plain"),
    ("绿灯", "plain"),
    ("蓝灯", "dotted"),
)
_TEXT_WIDTH, _HIGH = 156, 58
"""Millimetres of the text and of a curve."""
_ROW = 7
"""Millimetres of a bar with its gap."""


def curve_drawn(summary: Summary, curve: Sequence[Point]) -> api.Chart:
    """What was planned and spent by the end of each month."""
    last = next((point for point in reversed(curve) if point.is_over), None)
    told = f"：截至{last.month}月底，计划进度{points(last.planned)}，实际支出{points(last.spent)}" if last else ""
    planned, spent = [point.planned for point in curve], [point.spent for point in curve]
    return api.Chart(
        kind="lines",
        alt=f"{summary.year}年执行进度曲线{told}。各月数字见下表。",
        categories=tuple(f"{point.month}月" for point in curve),
        series=(
            api.Series(name="计划进度", values=tuple(planned), colour="56616B", dashed=True),
            api.Series(name="实际支出", values=tuple(spent), colour="1B5A8A"),
        ),
        svg=execution_chart(planned, spent, width=WIDE_PAPER, height=round(_HIGH * WIDE_PAPER / _TEXT_WIDTH)),
        height=_HIGH,
        sign="%",
    )


def lights_drawn(rows: Sequence[tuple[str, int, int, int, int]], what: str) -> api.Chart:
    """How many have each light, by name."""
    return api.Chart(
        kind="bars",
        alt=f"{what}：" + "；".join(f"{row[0]}红{row[1]}、黄{row[2]}、绿{row[3]}、蓝{row[4]}" for row in rows) + "。",
        categories=tuple(row[0] for row in rows),
        series=tuple(
            api.Series(
                name=name, values=tuple(Decimal(row[place]) if row[place] else None for row in rows),
                colour=colour.lstrip("#").upper(), shape=shape,
            )
            for place, ((name, shape), colour) in enumerate(zip(_LIGHTS, LIGHT_COLOURS, strict=True), 1)
        ),
        svg=lights_chart(rows, width=WIDE_PAPER),
        height=24 + _ROW * max(len(rows), 1),
    )  # fmt: skip


def shares_drawn(rows: Sequence[tuple[str, Decimal | None]], what: str) -> api.Chart:
    """Shares of something by name, percent points."""
    return api.Chart(
        kind="bars",
        alt=f"{what}：" + "；".join(f"{name}{points(value)}" for name, value in rows) + "。",
        categories=tuple(name for name, _ in rows),
        series=(
            api.Series(name=what, values=tuple(value for _, value in rows), colour=SHARE_COLOUR.lstrip("#").upper()),
        ),
        svg=shares_chart(rows, width=WIDE_PAPER),
        height=16 + _ROW * max(len(rows), 1),
        sign="%",
    )
