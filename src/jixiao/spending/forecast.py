"""What a project will have spent by the end of its year, with the reasoning line by line."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

import msgspec

from jixiao.language import text
from jixiao.scoring import expected_percent
from jixiao.scoring.marks import EXACT, grouped, plain, two_places
from jixiao.spending.curve import month_end, months_over
from jixiao.spending.ledger import Ledger

_FEN, _HUNDRED, _ZERO = Decimal("0.01"), Decimal(100), Decimal(0)
RECENT_MONTHS = 3
"""Months from which the pace is taken."""


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """全年预计执行数.

    Attributes:
        yuan: by the method that the steps name, to the fen. percent: of the adjusted budget, two places; None without.
        lowest, highest: by all methods.
        steps: the reasoning, sentence by sentence, in the language of the call.
    """

    yuan: Decimal
    percent: Decimal | None
    lowest: Decimal
    highest: Decimal
    steps: tuple[str, ...]


def forecast(ledger: Ledger, today: date) -> Forecast | None:
    """What will be spent by 31 December; None while no month is over, for a guess from nothing helps nobody.

    By the project's own plan, where it has one and was to have spent something by now: as much of the rest of the plan
    as was kept of it so far. By the pace of the last three months otherwise. Never more than the budget allows.
    """
    month = months_over(ledger.year, today)
    if month == 0:
        return None
    day = month_end(ledger.year, month)
    budget, spent = ledger.adjusted_yuan(day), ledger.spent_yuan(day)
    steps = [text("spending.so_far", month=month, spent=grouped(spent), budget=grouped(budget))]
    if month == 12:
        return _told(spent, (spent,), budget, steps)
    by_pace = _by_pace(ledger, month, spent)
    planned = expected_percent(month, ledger.plan) if ledger.plan else _ZERO
    if budget > 0 and planned > 0:
        with localcontext(EXACT):
            kept = spent / (budget * planned / _HUNDRED)
            by_plan = _fen(spent + budget * (_HUNDRED - planned) / _HUNDRED * min(kept, Decimal(1)))
        shares = {"planned": plain(two_places(planned)), "kept": plain(two_places(kept * _HUNDRED))}
        steps += [
            text("spending.by_plan" if kept < 1 else "spending.by_plan_kept", **shares, yuan=grouped(by_plan)),
            text("spending.pace_beside", yuan=grouped(by_pace)),
        ]
        return _told(spent, (by_plan, by_pace), budget, steps)
    steps.append(text("spending.by_pace", months=min(month, RECENT_MONTHS), yuan=grouped(by_pace)))
    return _told(spent, (by_pace,), budget, steps)


def _by_pace(ledger: Ledger, month: int, spent: Decimal) -> Decimal:
    recent = min(month, RECENT_MONTHS)
    before = ledger.spent_yuan(month_end(ledger.year, month - recent)) if month > recent else _ZERO
    with localcontext(EXACT):
        return _fen(spent + max(spent - before, _ZERO) / recent * (12 - month))


def _told(spent: Decimal, ways: tuple[Decimal, ...], budget: Decimal, steps: list[str]) -> Forecast:
    """The first way, held to what the budget allows; what is spent already stays spent, whatever it allows."""
    most = max(budget, spent)
    capped = tuple(min(way, most) for way in ways)
    if capped[0] < ways[0]:
        steps.append(text("spending.capped", budget=grouped(budget)))
    percent = two_places(EXACT.divide(capped[0] * _HUNDRED, budget)) if budget > 0 else None
    return Forecast(yuan=capped[0], percent=percent, lowest=min(capped), highest=max(capped), steps=tuple(steps))


def _fen(yuan: Decimal) -> Decimal:
    return yuan.quantize(_FEN, rounding=ROUND_HALF_UP, context=EXACT)
