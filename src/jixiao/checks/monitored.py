"""What a monitoring report states, ready to be compared: months, forecasts against targets, reasons, likelihoods.

Leaves judging to the MTR rules, and lights to `jixiao.scoring`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from msgspec import UNSET

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem, ProjectItem
from jixiao.forms.values import parse_target
from jixiao.language import Words
from jixiao.model import Execution, ExecutionRow, TargetValue
from jixiao.scoring.amounts import Pair, compared
from jixiao.scoring.moments import days_late
from jixiao.units import month_of

_NOTHING = re.compile(r"[\s\-—–/\\、。.，,]*(?:无|暂无|没有|不适用|无偏差|同上)?[\s。.]*")
_TOTAL = Words("资金总额", "total")
_REMARK = re.compile(r"备\s*注|措施|整改|处理意见")


def last_month(dossier: Dossier) -> int | None:
    """The month with which the report's period ends, null where the report does not say."""
    period = dossier.document.period
    return None if period is UNSET else month_of(f"{period}月")


def executions(dossier: Dossier) -> Iterator[tuple[ProjectItem, Execution]]:
    """The projects that state their execution."""
    for project in dossier.projects:
        if project.project.execution is not None:
            yield project, project.project.execution


def rows_of(execution: Execution) -> Iterator[tuple[str, str, Execution | ExecutionRow]]:
    """The rows of the money block: path below the project, label, amounts; the total first."""
    yield "execution", _TOTAL.say(), execution
    for number, part in enumerate(execution.parts or ()):
        yield f"execution.parts[{number}]", part.label, part


def budget_yuan(row: Execution | ExecutionRow) -> Decimal | None:
    """全年预算数 after adjustments, the initial one where there is no other."""
    return row.initial_yuan if row.adjusted_yuan is None else row.adjusted_yuan


def value_of(text: object) -> TargetValue | None:
    """What a cell with an actual or expected value says, null where it says nothing."""
    if not isinstance(text, str) or not text.strip():
        return None
    value, doubt = parse_target(text)
    return None if doubt or not value.text else value


def measured(text: object, target: TargetValue | None) -> Pair | None:
    """The number of a cell beside its target's, null where the two cannot be compared."""
    value = value_of(text)
    if value is None or target is None:
        return None
    pair = compared(value, target)
    return pair if isinstance(pair, Pair) else None


def misses(text: object, target: TargetValue | None, year: int | None) -> bool | None:
    """Whether a value as written falls short of its target; null where that cannot be told.

    A target with `=` is missed by what is below it: more than was promised is another rule's business.
    """
    if target is None:
        return None
    value = value_of(text)
    if value is not None and target.dates is not UNSET and value.dates is not UNSET:
        late = days_late(value, target, year)
        return None if late is None else late > 0
    pair = measured(text, target)
    if pair is None or target.upper is not UNSET:
        return None
    match target.operator:
        case "≥" | "=":
            return pair.actual < pair.target
        case ">":
            return pair.actual <= pair.target
        case "≤":
            return pair.actual > pair.target
        case "<":
            return pair.actual >= pair.target
    return None


def likelihood_of(item: IndicatorItem, degrees: tuple[str, ...]) -> str | None:
    """The degree of likelihood that a row states, in the words of the form; codes 1, 2, 3 are read as degrees."""
    written = item.indicator.likelihood
    if not isinstance(written, str):
        return None
    words = written.strip()
    if words.isdigit() and 0 < int(words) <= len(degrees):
        return degrees[int(words) - 1]
    return next((degree for degree in degrees if words == degree), None)


def says_something(text: object) -> bool:
    """Whether a cell holds more than a dash or 无."""
    return isinstance(text, str) and _NOTHING.fullmatch(text) is None


def reason_of(item: IndicatorItem, categories: tuple[str, ...]) -> tuple[str, bool]:
    """The reason of a deviation, and whether one of the form's categories is named or ticked beside it."""
    parts = [item.indicator.deviation_reason or ""]
    named = any(category in parts[0] for category in categories)
    for head, cell in (item.indicator.details or {}).items():
        if not says_something(cell):
            continue
        if any(category in head for category in categories):
            named = True
            parts.append(cell)
        elif "原因" in head:
            named |= any(category in cell for category in categories)
            parts.append(cell)
    return "".join(part for part in parts if says_something(part)), named


def remarks_of(item: IndicatorItem) -> str:
    """What a row says of causes and measures: the reason and the remarks, run together."""
    cells = [item.indicator.deviation_reason or ""]
    cells += [cell for head, cell in (item.indicator.details or {}).items() if _REMARK.search(head)]
    return "；".join(cell for cell in cells if says_something(cell))


def same_promise(one: TargetValue, other: TargetValue) -> bool:
    """Whether two targets promise the same; what cannot be taken apart is not compared, nor are other units."""
    if one.amount is not None and other.amount is not None:
        signs = {one.operator, other.operator}
        same_unit = not one.unit or not other.unit or one.unit == other.unit
        return not same_unit or (one.amount == other.amount and (len(signs) == 1 or None in signs))
    if one.dates is not UNSET and other.dates is not UNSET:
        # The day counts: one of the two may leave out the year.
        return one.dates[-1][-5:] == other.dates[-1][-5:]
    return True


def working_days(start: date, end: date) -> int:
    """Mondays to Fridays after one day up to another; public holidays are not known."""
    weeks, rest = divmod(max((end - start).days, 0), 7)
    return 5 * weeks + sum((start + timedelta(days=day + 1)).weekday() < 5 for day in range(rest))
