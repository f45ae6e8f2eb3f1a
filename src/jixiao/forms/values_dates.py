"""Target values that name a day, a month, a quarter or a year, or the time from one to another.

Leaves durations (`12个月`, `1年`) to the numbers, and days without a month (`每月10日前`) to prose.
"""

from __future__ import annotations

import re

from jixiao.forms.values_words import BEFORE, DEEDS, FILLERS, either
from jixiao.model.indicator import Operator
from jixiao.units import YEAR, chinese_number

DateTarget = tuple[Operator | None, tuple[str, ...]]

_SPOKEN = re.compile(r"[年月季]|[0-9]{4}[-./][0-9]")
_DAY = re.compile(rf"({YEAR})([-./])([0-9]{{1,2}})\2([0-9]{{1,2}})(?![0-9])")
_MONTH = re.compile(rf"({YEAR})[-./]([0-9]{{1,2}})(?![0-9])")
_LONE_MONTH = re.compile(rf"\D*{YEAR}(?:-[0-9]{{2}}|[-./][0-9]{{1,2}}[底末前之以].*)")

_LEAD = rf"(?:截至|截止到?|于|在|到|至|自|从|每年|当年|本年度?|预计|计划|{FILLERS})*+"
_OPERATOR = rf"(早于|{either(BEFORE)})?"
_NAMED_MONTH = r"([0-9]{1,2}|十[一二]?|[一二三四五六七八九])月份?"
_TAIL = (
    r"(底|末|初|上旬|中旬|下旬)?((?:\(含\))?(?:之前|以前|前|以内|之内|内|止))?"
    rf"(?:[^0-9/%]{{0,6}}?{DEEDS}[^0-9/%]{{0,8}})?"
)
_MOMENT = re.compile(rf"{_LEAD}{_OPERATOR}(?:({YEAR})年度?)?(?:{_NAMED_MONTH}(?:([0-9]{{1,2}})[日号]?)?)?{_TAIL}")
_PERIOD = re.compile(
    rf"{_LEAD}(?:({YEAR})年?度?)?(?:([0-9]{{1,2}})(?:月份?(?:([0-9]{{1,2}})[日号]?)?)?)?[初底末]?"
    rf"(?:-{{1,2}}|[—–]{{1,2}}|[~至到])"
    rf"(?:({YEAR})年?度?)?(?:{_NAMED_MONTH})?(?:([0-9]{{1,2}})[日号]?)?{_TAIL}"
)
_SEASON = re.compile(
    rf"{_LEAD}{_OPERATOR}(?:({YEAR})年度?)?(?:第?([1-4一二三四])季度|(上半年)|(下半年)|年(?=[底末])){_TAIL}"
)


def date_target(text: str) -> DateTarget | None:
    """The operator and the dates of a text that is wholly a date or a period; None for every other text.

    Args:
        text: narrowed by `units.narrow`.

    >>> date_target("2021年12月31日前"), date_target("2021年1月-12月")
    (('≤', ('2021-12-31',)), (None, ('2021-01', '2021-12')))
    """
    if not _SPOKEN.search(text):
        return None
    text = _DAY.sub(r"\1年\3月\4日", text)
    if _LONE_MONTH.fullmatch(text) or len(_MONTH.findall(text)) > 1:
        text = _MONTH.sub(r"\1年\2月", text)
    return _moment(text) or _period(text) or _season(text)


def _moment(text: str) -> DateTarget | None:
    found = _MOMENT.fullmatch(text)
    if not found:
        return None
    sign, year, month, day, edge, before = found.groups()
    if month is None and edge in ("底", "末"):
        month = "12"
    date = _date(year, month, day)
    return (_operator(sign, before), (date,)) if date else None


def _period(text: str) -> DateTarget | None:
    found = _PERIOD.fullmatch(text)
    if not found:
        return None
    year, month, day, to_year, to_month, to_day, _, _ = found.groups()
    if (month or to_month) and "月" not in text:
        return None
    if to_month is None and to_day:
        to_month = month
    dates = _date(year, month, day), _date(to_year or year, to_month, to_day)
    return (None, (dates[0], dates[1])) if dates[0] and dates[1] else None


def _season(text: str) -> DateTarget | None:
    found = _SEASON.fullmatch(text)
    if not found:
        return None
    sign, year, quarter, first_half, second_half, edge, before = found.groups()
    if quarter:
        last = 3 * (int(quarter) if quarter.isdecimal() else chinese_number(quarter) or 0)
        first = last - 2
    else:
        first, last = (1, 6) if first_half else (7, 12) if second_half else (12, 12)
    months = (last,) if edge in ("底", "末") else (first, last)
    return _operator(sign, before), tuple(_stamp(year, month) for month in months)


def _operator(sign: str | None, before: str | None) -> Operator | None:
    if sign is None:
        return "≤" if before and before != "止" else None
    return BEFORE.get(sign, "<")


def _date(year: str | None, month: str | None, day: str | None) -> str | None:
    if month is None:
        return year if day is None else None
    number = int(month) if month.isdecimal() else chinese_number(month) or 0
    in_calendar = 1 <= number <= 12 and (day is None or 1 <= int(day) <= 31)
    return _stamp(year, number) + (f"-{int(day):02}" if day else "") if in_calendar else None


def _stamp(year: str | None, month: int) -> str:
    return f"{year or '-'}-{month:02}"
