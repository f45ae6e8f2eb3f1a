"""Points of a row whose target is a day, a month or a period: in time, or late.

Leaves durations (≤30天) to `quantity.py`: they are numbers; and a standard that deducts by the day to `deductions.py`.

Decided where regulations are silent: in time earns all points; late earns none, unless a standard says otherwise, so a
person may still give less than all. A completion that is named more coarsely than its deadline (12月 for 12月15日)
leaves the row open.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from msgspec import UNSET

from jixiao.model import TargetValue
from jixiao.scoring.marks import ZERO, Mark, Step, Window, full, plain, two_places, unscored

_NOT_LATER = "≤≦<＜=＝ "
# Stands for a year that neither side names; a leap year, so that 2月29日 is a day.
_SOME_YEAR = 2000

_STAMP = re.compile(r"(?:([1-9][0-9]{3})|-)(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def moment_mark(actual: TargetValue, target: TargetValue, weight: Decimal, year: int | None = None) -> Mark:
    """Points for a completion against a deadline.

    Args:
        year: the document's year, for dates that name none.
    """
    if actual.dates is UNSET:
        return unscored(weight, "words_for_number" if actual.amount is None else "not_comparable")
    spans = _spans(actual, target, year)
    if spans is None:
        return unscored(weight, "not_comparable")
    done, deadline = spans
    shown = {"actual": actual.text, "target": target.text.lstrip(_NOT_LATER)}
    if target.operator in ("≥", ">"):
        return unscored(weight, "direction_unknown")
    if done.last <= deadline.last:
        return full(weight, Step("in_time", shown | {"points": plain(weight)}))
    if done.first <= deadline.last:
        return unscored(weight, "date_too_coarse")
    window = Window(lowest=ZERO, highest=weight, closed=False)
    return Mark(weight=weight, points=two_places(ZERO), window=window, steps=(Step("late", shown),))


def days_late(actual: TargetValue, target: TargetValue, year: int | None = None) -> int | None:
    """Days from the deadline to the completion, 0 in time; None where the two cannot be compared to the day."""
    spans = _spans(actual, target, year)
    if spans is None or spans[0].first <= spans[1].last < spans[0].last:
        return None
    return max((spans[0].last - spans[1].last).days, 0)


class _Span(NamedTuple):
    first: date
    last: date


def _spans(actual: TargetValue, target: TargetValue, year: int | None) -> tuple[_Span, _Span] | None:
    """Completion and deadline, the end of each where it is a period; None where one of them names no day."""
    if not actual.dates or not target.dates:
        return None
    ends = target.dates[-1], actual.dates[-1]
    named = next((int(end[:4]) for end in ends if end[:4].isdigit()), _SOME_YEAR)
    deadline, done = (_span(end, year or named) for end in ends)
    return (done, deadline) if done and deadline else None


def _span(stamp: str, year: int) -> _Span | None:
    """First and last day of `2021-12-31`, `2021-12`, `2021`, `--12-31`, `--12`; None for a day in no calendar."""
    found = _STAMP.fullmatch(stamp)
    if not found:
        return None
    year = int(found[1]) if found[1] else year
    month, day = int(found[2] or 0), int(found[3] or 0)
    if not month:
        return _Span(date(year, 1, 1), date(year, 12, 31))
    if month > 12:
        return None
    last = calendar.monthrange(year, month)[1]
    if not day:
        return _Span(date(year, month, 1), date(year, month, last))
    return _Span(date(year, month, day), date(year, month, day)) if day <= last else None
