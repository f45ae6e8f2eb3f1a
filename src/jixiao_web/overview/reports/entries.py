"""The annex of a report: the entries behind its numbers, project by project, so that the paper alone can be followed.

Where there are too many for paper, a project's entries stand as sums by month, and its page has them one by one.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.urls import reverse

from jixiao_web.overview.reports.body import Body, cut
from jixiao_web.overview.tables import MISSING, Cell, count, yuan
from jixiao_web.spending.models import BudgetChange, Ledger, MonthTotal, Payment

_Row = TypeVar("_Row", Payment, BudgetChange, MonthTotal)
MOST_ENTRIES = 1_000
"""Entries of a report that are printed one by one: some thirty pages."""
_HEADS = ("序号", "日期", "凭证号", "收款人", "摘要", "金额（元）")
_WIDTHS, _ALIGNS = (8, 17, 19, 23, 27, 21), "cccllr"


def place_of(ledger: Ledger) -> str:
    """What links call the entries of a ledger by."""
    return f"ledger-{ledger.pk}"


def ledger_page(body: Body, ledger: Ledger) -> str:
    """The address of a ledger's page."""
    return body.page(reverse("spending:ledger", args=[ledger.pk]))


def entries_annex(body: Body, ledgers: Sequence[Ledger]) -> None:
    """Budget and entries of every ledger, in four queries; each has the anchor that `place_of` says."""
    body.annex("预算和支出明细", "entries")
    if not ledgers:
        body.say("没有登记台账的项目。")
        return
    body.say(
        "报告中各项目的预算数、支出数由下列预算下达、调整和支出登记逐笔加总得出，点击项目名称可以打开台账页面，"
        "核对凭证、导入来源和登记人。"
    )
    keys = [each.pk for each in ledgers]
    changes = _by_ledger(BudgetChange.objects.filter(ledger__in=keys))
    whole = sum(each.payments_count for each in ledgers)
    if whole > MOST_ENTRIES:
        body.say(f"支出登记共{whole}笔，下表按月汇总，逐笔数据见台账页面。")
        months = _by_ledger(MonthTotal.objects.filter(ledger__in=keys).order_by("month"))
        rows = {key: [_month(each) for each in own] for key, own in months.items()}
    else:
        payments = _by_ledger(Payment.objects.filter(ledger__in=keys).order_by("day", "pk"))
        rows = {key: [_payment(n, each) for n, each in enumerate(own, 1)] for key, own in payments.items()}
    for number, ledger in enumerate(ledgers, 1):
        _ledger(body, number, ledger, changes.get(ledger.pk, []), rows.get(ledger.pk, []))


def _ledger(body: Body, number: int, ledger: Ledger, changes: list[BudgetChange], rows: list[list[str | Cell]]) -> None:
    name = ledger.name or ledger.key
    body.above(f"{number}.", (name, ledger_page(body, ledger)), anchor=place_of(ledger))
    budget: list[list[str | Cell]] = [
        ["", MISSING, ledger.approval or MISSING, "", "年初预算", yuan(ledger.initial_fen)]
    ]
    for change in changes:
        words = "；".join(filter(None, ("预算调整", cut(change.note, 40))))
        budget.append(["", str(change.day), change.document or MISSING, "", words, yuan(change.fen)])
    if ledger.adjusted_fen != ledger.initial_fen or changes:
        budget.append(["", "", "", "", "全年预算合计", yuan(ledger.adjusted_fen)])
    last: list[str | Cell] = ["", "", "", "", f"支出合计（{ledger.payments_count}笔）", yuan(ledger.spent_fen)]
    body.grid(_HEADS, [*budget, *rows, last], _WIDTHS, _ALIGNS)


def _payment(number: int, payment: Payment) -> list[str | Cell]:
    source = f"导入第{payment.line}行" if payment.line else "手工登记"
    words = ("冲销　" if payment.reverses_id else "") + (cut(payment.summary, 60) or payment.kind or MISSING)
    return [
        count(number), str(payment.day), payment.voucher or source, cut(payment.payee, 40) or MISSING, words,
        yuan(payment.fen),
    ]  # fmt: skip


def _month(total: MonthTotal) -> list[str | Cell]:
    return ["", f"{total.month}月", MISSING, "", "当月支出合计", yuan(total.fen)]


def _by_ledger(rows: Iterable[_Row]) -> dict[uuid.UUID, list[_Row]]:
    found: dict[uuid.UUID, list[_Row]] = defaultdict(list)
    for each in rows:
        found[each.ledger_id].append(each)
    return found
