"""How far an indicator reached its target: by the numbers, days and words themselves, not by the points they earn.

Leaves the points to `jixiao.scoring`; whose formulas give full points to some rows that missed their target.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec
from msgspec import UNSET

from jixiao.forms.values import parse_target
from jixiao.model import Indicator, TargetValue
from jixiao.scoring import Terms, row_mark, sense_of, tier_of
from jixiao.scoring.amounts import Pair, compared
from jixiao.scoring.marks import EXACT, ZERO, plain

Kind = Literal["met", "over", "short", "partly", "left_out", "open", "empty"]

MISSED: frozenset[Kind] = frozenset({"short", "partly"})
REACHED: frozenset[Kind] = frozenset({"met", "over"})

_TIERS: tuple[Kind, ...] = ("met", "partly", "short")


class Completion(msgspec.Struct, frozen=True, kw_only=True):
    """How far a target was reached.

    Attributes:
        kind: `over` a number above a target of which more is better · `partly` the middle tier of words ·
            `left_out` the row does not apply · `open` the words or units allow no answer · `empty` no actual value.
        gap: the distance to the target with its unit, `12人`, `8个百分点`; empty where there is none.
        above: the actual number is above the target's.
    """

    kind: Kind
    gap: str = ""
    above: bool = False


def completion_of(indicator: Indicator, terms: Terms, year: int | None) -> Completion:
    """How far an indicator reached its target.

    Args:
        year: of the document, for days that name none.
    """
    target = indicator.target
    if not (indicator.actual or "").strip():
        return Completion(kind="empty")
    actual = parse_target(indicator.actual or "")[0]
    if any(word in actual.text for word in terms.not_applicable_words):
        return Completion(kind="left_out")
    if target is None or not (target.text or target.amount is not None):
        return Completion(kind="open")
    if target.operator == "定性":
        return _by_words(indicator, actual, target, terms)
    if target.dates is not UNSET:
        return _by_points(indicator, actual, terms, year)
    pair = compared(actual, target)
    return _by_numbers(indicator, pair, target, terms) if isinstance(pair, Pair) else Completion(kind="open")


def _by_words(indicator: Indicator, actual: TargetValue, target: TargetValue, terms: Terms) -> Completion:
    tier = tier_of(actual, target, terms)
    return _by_points(indicator, actual, terms, None) if tier is None else Completion(kind=_TIERS[tier])


def _by_points(indicator: Indicator, actual: TargetValue, terms: Terms, year: int | None) -> Completion:
    """By a row of one point without a standard of its own: all, none, or what a person must choose."""
    bare = msgspec.structs.replace(indicator, weight=Decimal(1), details=UNSET)
    mark = row_mark(bare, actual, terms, year)
    if mark.points is None:
        return Completion(kind="open")
    return Completion(kind="met" if mark.points == mark.weight else "short")


def _by_numbers(indicator: Indicator, pair: Pair, target: TargetValue, terms: Terms) -> Completion:
    highest = target.upper if target.upper is not UNSET else pair.target
    sense = sense_of(indicator, target, terms)
    bound = highest if pair.actual > highest else pair.target
    difference = EXACT.subtract(pair.actual, bound)
    if difference == ZERO or pair.target <= pair.actual <= highest:
        return Completion(kind="met")
    above = difference > ZERO
    if target.upper is not UNSET:
        kind: Kind = "short"
    elif sense == "open":
        kind = "open"
    elif sense == "down":
        kind = "short" if above else "met"
    else:
        kind = ("over" if pair.target != ZERO or sense == "up" else "short") if above else "short"
    unit = "个百分点" if pair.unit == "%" else pair.unit
    return Completion(kind=kind, gap=plain(abs(difference)) + unit, above=above)
