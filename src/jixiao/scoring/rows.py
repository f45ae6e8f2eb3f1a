"""The mark of one indicator row: which formula its target, actual value and standard call for.

Leaves the formulas to the modules beside it, and adding rows up to `totals.py`.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import UNSET
from msgspec.structs import replace

from jixiao.model import Indicator, TargetValue
from jixiao.scoring.amounts import Pair, compared
from jixiao.scoring.bands import band_mark
from jixiao.scoring.deductions import Deduction, deducted_mark, deduction_of
from jixiao.scoring.marks import ZERO, Mark, Step, Window, full, plain, unscored
from jixiao.scoring.moments import days_late, moment_mark
from jixiao.scoring.qualitative import words_mark
from jixiao.scoring.quantity import Sense, number_mark, range_mark
from jixiao.scoring.terms import Terms

STANDARD = "赋分规则"
"""The key of the form's own standard among an indicator's `details`."""

_SENSES: dict[str, Sense] = {"≥": "up", ">": "up", "=": "equal", "<": "down", "≤": "down"}
_DURATIONS = ("天", "日", "个工作日", "工作日", "小时", "分钟", "周", "个月", "月", "季度", "年")
_HUNDRED = Decimal(100)


def row_mark(indicator: Indicator, actual: TargetValue | None, terms: Terms, year: int | None = None) -> Mark:
    """What a row scores, with its working.

    Args:
        indicator: the row; its `target`, `weight`, second level, direction and own standard decide the formula.
        actual: 实际完成值 taken apart like a target; None or without text where the cell is empty.
        year: the document's year, for dates that name none.
    Returns:
        A mark without points where the cell is empty: that is never 0 in silence.
    """
    weight, target = indicator.weight, indicator.target
    if weight is None:
        return unscored(None, "no_weight")
    if actual is None or not actual.text:
        return unscored(weight, "no_actual")
    if any(word in actual.text for word in terms.not_applicable_words):
        return _not_applicable(weight, terms)
    if target is None or not (target.text or target.amount is not None):
        return unscored(weight, "no_target")
    mark = _mark(indicator, target, actual, weight, terms, year)
    standard = _standard(indicator)
    if standard is None or mark.points == weight:
        return mark
    return _by_standard(mark, standard, indicator, target, actual, year)


def sense_of(indicator: Indicator, target: TargetValue, terms: Terms) -> Sense:
    """Whether more or less of it is better.

    By the operator; without one by the direction that the form prints; costs want less. A target without operator is
    read as "=", which scores like "≥", unless its name or unit tells that more may be worse: then it is left open.
    """
    if target.operator in ("≥", ">", "≤", "<"):
        return _SENSES[target.operator]
    if indicator.direction is not None:
        return "down" if indicator.direction == "反向" else "up"
    if any(word in (indicator.name or "") for word in terms.adverse_words) and target.amount != 0:
        return "open"
    if target.operator is None:
        if _is_cost(indicator):
            return "down"
        if target.unit in _DURATIONS and (indicator.category or "").startswith("时效"):
            return "open"
    return "equal"


def _mark(
    indicator: Indicator, target: TargetValue, actual: TargetValue, weight: Decimal, terms: Terms, year: int | None
) -> Mark:
    if target.operator == "定性":
        return words_mark(actual, target, weight, terms)
    if target.dates is not UNSET:
        return moment_mark(actual, target, weight, year)
    pair = compared(actual, target)
    if not isinstance(pair, Pair):
        return unscored(weight, pair)
    if target.upper is not UNSET:
        return range_mark(pair, target.upper, weight, terms)
    growth = any(word in (indicator.name or "") for word in terms.growth_words)
    mark = number_mark(pair, sense_of(indicator, target, terms), weight, terms, growth=growth)
    if (indicator.dimension or "").startswith("满意度") and pair.unit in ("%", "", "分"):
        return _satisfaction(mark, pair, weight, terms)
    return mark


def _satisfaction(mark: Mark, pair: Pair, weight: Decimal, terms: Terms) -> Mark:
    """By the positive formula or by bands, whichever the place has; the other one beside it."""
    if mark.points is None:
        return mark
    banded = band_mark(pair.actual, weight, terms.satisfaction_bands)
    assert banded.points is not None
    if terms.satisfaction_method == "positive":
        return mark if banded.points == mark.points else replace(mark, others={"bands": banded.points})
    return banded if banded.points == mark.points else replace(banded, others={"positive": mark.points})


def _not_applicable(weight: Decimal, terms: Terms) -> Mark:
    if terms.not_applicable == "full":
        return replace(full(weight, Step("not_applicable_full", {"points": plain(weight)})), applicable=False)
    return Mark(weight=weight, applicable=False, steps=(Step("not_applicable_left_out"),))


def _by_standard(
    mark: Mark, standard: str, indicator: Indicator, target: TargetValue, actual: TargetValue, year: int | None
) -> Mark:
    """What the form's own standard makes of a row that missed its target.

    A standard that is not understood may give any points: a person reads it.
    """
    assert mark.weight is not None
    rule = deduction_of(standard)
    gap = _gap(rule, target, actual, year) if rule else None
    if rule and gap:
        unit = "" if rule.side == "late" else actual.unit or target.unit or ""
        return deducted_mark(gap, rule, mark.weight, unit)
    if mark.points is None:
        return mark
    window = Window(lowest=ZERO, highest=mark.weight)
    return replace(mark, window=window, steps=(*mark.steps, Step("own_standard", {"standard": standard})))


def _gap(rule: Deduction, target: TargetValue, actual: TargetValue, year: int | None) -> Decimal | None:
    """By how much the outcome misses the target on the rule's side, in the rule's unit; None where that is unknown."""
    if rule.side == "late" and target.dates is not UNSET:
        days = days_late(actual, target, year)
        return Decimal(days) if days else None
    pair = compared(actual, target)
    if not isinstance(pair, Pair) or target.upper is not UNSET:
        return None
    gap = pair.target - pair.actual if rule.side == "short" else pair.actual - pair.target
    if gap <= 0:
        return None
    if rule.percent and pair.unit != "%":
        return gap / pair.target * _HUNDRED if pair.target > 0 else None
    return gap


def _standard(indicator: Indicator) -> str | None:
    """The form's own standard of this row."""
    return None if indicator.details is UNSET else indicator.details.get(STANDARD)


def _is_cost(indicator: Indicator) -> bool:
    return (indicator.dimension or "").startswith("成本") or "成本" in (indicator.category or "")
