"""The annex of a county's report: the ledgers behind its units' numbers, unit by unit."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse

from jixiao_web.overview.models import Summary
from jixiao_web.overview.reports.body import Body
from jixiao_web.overview.reports.entries import ledger_page
from jixiao_web.overview.selectors import Place
from jixiao_web.overview.tables import Cell, count, share, yuan
from jixiao_web.spending.models import Ledger
from jixiao_web.spending.selectors import rate_of

MOST_LEDGERS = 1_500
"""Ledgers that are printed one by one: some fifty pages. With more, a unit's numbers lead to its page."""


def units_annexed(rows: Sequence[Summary]) -> bool:
    """Whether the units' ledgers stand in the report."""
    return sum(row.projects for row in rows) <= MOST_LEDGERS


def unit_page(body: Body, summary: Summary) -> str:
    """The address of a unit's year."""
    return body.page(f"{reverse('overview:unit', args=[summary.unit_id])}?year={summary.year}")


def ledgers_annex(body: Body, place: Place, rows: Sequence[Summary]) -> None:
    """The ledgers of every unit with the number of their entries, in one query."""
    body.annex("各单位项目台账", "entries")
    if not units_annexed(rows):
        body.say(f"项目共{sum(row.projects for row in rows)}个，逐项目数据见各单位总览页面和单位报告。")
        return
    body.say(
        "各单位的数据由下列项目台账加总得出，点击项目名称可以打开台账页面，逐笔核对支出凭证和预算调整；"
        "支出逐笔明细另见各单位监控报告的附件。"
    )
    ledgers: dict[uuid.UUID | None, list[Ledger]] = defaultdict(list)
    if rows:
        year = rows[0].year
        for ledger in Ledger.objects.filter(county_code=place.county_code, year=year).order_by("ordinal"):
            ledgers[ledger.unit_id].append(ledger)
    for number, row in enumerate(rows, 1):
        body.above(
            f"{number}.", (row.of_unit.name, unit_page(body, row)), anchor=f"unit-{row.unit_id}", right="单位：元"
        )
        _unit(body, row, ledgers[row.unit_id])


def _unit(body: Body, summary: Summary, ledgers: Sequence[Ledger]) -> None:
    table: list[list[str | Cell]] = [
        [
            count(number), Cell(ledger.name or ledger.key, ledger_page(body, ledger)), yuan(ledger.initial_fen),
            yuan(ledger.adjusted_fen), yuan(ledger.spent_fen), share(rate_of(ledger.spent_fen, ledger.adjusted_fen)),
            count(ledger.payments_count),
        ]
        for number, ledger in enumerate(ledgers, 1)
    ]  # fmt: skip
    entries = sum(each.payments_count for each in ledgers)
    table.append([
        "", "合计", yuan(summary.initial_fen), yuan(summary.adjusted_fen), yuan(summary.spent_fen),
        share(rate_of(summary.spent_fen, summary.adjusted_fen)), count(entries),
    ])  # fmt: skip
    heads = ("序号", "项目", "年初预算", "全年预算", "已支出", "执行率", "笔数")
    body.grid(heads, table, (9, 30, 21, 21, 21, 13, 9), "clrrrrr")
