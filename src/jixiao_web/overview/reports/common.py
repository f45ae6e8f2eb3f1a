"""Chapters that several reports have: how the money went, what is late, what the watch rules found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from jixiao_web.overview.late import Lateness
from jixiao_web.overview.models import Summary
from jixiao_web.overview.reports.body import Body, cut
from jixiao_web.overview.reports.drawn import curve_drawn
from jixiao_web.overview.reports.entries import ledger_page
from jixiao_web.overview.selectors import Place, Point
from jixiao_web.overview.tables import MISSING, Cell, count, points, share, wan, yuan
from jixiao_web.spending.books import books_of, findings_of
from jixiao_web.spending.selectors import Row, rate_of

_MOST_SAID = 3
LIGHTS = {"red": "红灯", "yellow": "黄灯", "green": "绿灯", "blue": "蓝灯", "": MISSING}


def money_said(body: Body, place: Place, summary: Summary, to: str) -> None:
    """The sums of a place's year in words; each leads to the table that they are the sums of."""
    rate = rate_of(summary.spent_fen, summary.adjusted_fen)
    source = f"summaries[{summary.pk}]"
    body.say(
        f"{place.name}{summary.year}年列入监督的项目", (f"{summary.projects}个", to), "，年初预算",
        (f"{wan(summary.initial_fen)}万元", to), "，全年预算", (f"{wan(summary.adjusted_fen)}万元", to), "，已支出",
        (f"{wan(summary.spent_fen)}万元", to), f"，预算执行率{points(rate)}。", _against_plan(summary, rate),
        sources=tuple(f"{source}.{name}" for name in ("projects", "initial_fen", "adjusted_fen", "spent_fen")),
    )  # fmt: skip


def _against_plan(summary: Summary, rate: Decimal | None) -> str:
    planned = rate_of(summary.planned_fen, summary.adjusted_fen) if summary.month else None
    if planned is None or rate is None:
        return ""
    gap = rate - planned
    held = f"高于计划{points(gap)}" if gap > 0 else f"低于计划{points(-gap)}" if gap else "与计划一致"
    held = held.replace("%", "个百分点")
    return f"按各项目支出计划，{summary.month}月底应达到{points(planned)}，实际{held}。"


def curve_told(body: Body, summary: Summary, curve: Sequence[Point]) -> None:
    """The curve of execution and its table."""
    body.chart(f"{summary.year}年预算执行进度", curve_drawn(summary, curve))
    rows = [
        [
            f"{point.month}月底", yuan(point.planned_fen), share(point.planned),
            yuan(point.fen, "#entries") if point.is_over else MISSING,
            yuan(point.spent_fen, "#entries") if point.is_over else MISSING, share(point.spent),
        ]
        for point in curve
    ]  # fmt: skip
    heads = ("截至", "计划累计支出", "计划进度", "当月支出", "累计支出", "执行率")
    body.table("各月预算执行进度", heads, rows, (12, 24, 14, 22, 24, 14), "crrrrr", unit="元")


def late_told(body: Body, late: Lateness, *, with_unit: bool) -> None:
    """What is late."""
    if not late.number:
        body.say("没有超过期限未办结的事项。")
        return
    body.say(f"超过期限未办结的事项{late.number}项" + (_first(late) if late.number > len(late.first) else "。"))
    rows: list[list[str | Cell]] = []
    for number, each in enumerate(late.first, 1):
        words = cut(each.words, 60)
        about = f"{each.unit}：{words}" if with_unit else words
        to = body.page(each.url) if each.url else ""
        rows.append([count(number), each.what, Cell(about, to), str(each.due)])
    body.table("逾期事项", ("序号", "类别", "事项", "期限"), rows, (8, 22, 60, 16), "cclc")


def _first(late: Lateness) -> str:
    return f"，其中逾期最久的{len(late.first)}项见下表。"


def risks_told(body: Body, summary: Summary, risks: Sequence[Row], today: date, *, with_unit: bool) -> None:
    """What the watch rules found, with their words on the gravest ledgers."""
    found = f"支出监督发现错误{summary.errors}处、疑点{summary.warnings}处；"
    body.say(f"{found}超预算支出的项目{summary.over}个，尚未支出的项目{summary.unspent}个。")
    rows: list[list[str | Cell]] = []
    for number, row in enumerate(risks, 1):
        own = row.ledger
        name = own.name or own.key
        about = Cell(f"{own.unit.name}　{name}" if with_unit else name, ledger_page(body, own))
        said = "；".join(
            cut(finding.message, 80) for finding in findings_of(books_of(own), own.county_code, today)[:_MOST_SAID]
        )
        rows.append([
            count(number), about, said or MISSING, count(own.errors), count(own.warnings), yuan(own.spent_fen),
            share(row.rate),
        ])  # fmt: skip
    heads = ("序号", "项目", "问题", "错误", "疑点", "已支出", "执行率")
    body.table("支出监督发现问题的项目", heads, rows, (9, 30, 44, 8, 8, 21, 12), "cllrrrr", unit="元")
