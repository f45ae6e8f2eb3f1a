"""Numbers of a workbook as a person sees them: number formats applied to stored values.

Dates come as ISO 8601 whatever their format; what a format cannot show in plain text is shown as the plain number.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

import msgspec

GENERAL = "General"

_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: "#,##0",
    43: "#,##0.00", 44: "#,##0.00", 48: "##0.0E+0",
} | dict.fromkeys((*range(14, 18), *range(27, 32), 36, *range(50, 59)), "yyyy-mm-dd") | dict.fromkeys(
    (*range(18, 22), *range(32, 36), *range(45, 48)), "h:mm:ss"
) | {22: "yyyy-mm-dd h:mm"}  # fmt: skip

_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|!(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|([0#?,.]+)|(E[+-]0+)|(%)|(.)', re.DOTALL
)
_SECTION = re.compile(r'((?:"[^"]*"|\\.|!.|\[[^\]]*\]|[^;"\\!\[]|["\\!\[])*)(?:;|$)', re.DOTALL)
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|!.|_.|\*.|\[(?![hms]+\])[^\]]*\]|General|E[+-]', re.IGNORECASE | re.DOTALL)
_LAST_DAY = 2_958_465
_PLAIN_INTEGER = re.compile(r"-?[1-9]\d{0,14}|0")

Unit = Literal["date", "time", "date and time"]


class _Pattern(msgspec.Struct, frozen=True):
    before: str
    digits: str
    after: str
    percents: int


def code_of(number: int, own: dict[int, str]) -> str:
    """The format code of a format number: the workbook's own, else a built-in one."""
    return own.get(number) or _BUILT_IN.get(number, GENERAL)


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """A stored number in a format.

    Args:
        from_1904: whether the workbook counts its days from 1904.

    >>> shown(0.25, "0%"), shown(20000, "0.00"), shown(1234.5, '#,##0.00"元"'), shown(44561, "yyyy/m/d")
    ('25%', '20000.00', '1,234.50元', '2021-12-31')
    """
    unit = _date_unit(code)
    if unit:
        day = value + 1462 if from_1904 else value
        if 0 <= day <= _LAST_DAY + 1:
            return _date(day, unit)
    number = Decimal(format(value, ".15g"))
    pattern, negative = (None, False) if unit or not number.is_finite() else _pattern(code, _sign(number))
    if pattern is None:
        return plain(number)
    digits = _digits(abs(number) if negative else number, pattern)
    before, after = pattern.before, pattern.after
    if negative and "-" not in before:
        # Accountants' brackets, and minus signs that only a red colour stands for.
        before, after = "-" + before.replace("(", ""), after.replace(")", "")
    return f"{before}{digits}{after}".strip()


def plain(number: Decimal) -> str:
    """A number without exponent and without idle zeros."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) if number else "0"


def plain_text(raw: str) -> str:
    """A number as XML stores it (`20000.0`, `0.28999999999999998`), plainly."""
    if _PLAIN_INTEGER.fullmatch(raw):
        return raw
    return plain(Decimal(format(float(raw), ".15g")))


def _sign(number: Decimal) -> int:
    return (number > 0) - (number < 0)


@lru_cache(maxsize=1024)
def _date_unit(code: str) -> Unit | None:
    letters = set(_NOT_SHOWN.sub("", code.split(";")[0]).lower())
    has_time = bool(letters & set("hs"))
    if letters & set("yd") or "m" in letters and not has_time:
        return "date and time" if has_time else "date"
    return "time" if has_time else None


def _date(day: float, unit: Unit) -> str:
    seconds = round(day * 86_400)
    # The first two months of 1900 are counted as if that year had a 29 February.
    base = datetime.datetime(1899, 12, 31 if seconds < 60 * 86_400 else 30)
    try:
        moment = base + datetime.timedelta(seconds=seconds)
    except OverflowError:
        return plain(Decimal(format(day, ".15g")))
    date = moment.date().isoformat()
    time = moment.time().isoformat("seconds" if moment.second else "minutes")
    if unit == "time" and day < 1:
        return time
    return date if unit == "date" or moment.time() == datetime.time() else f"{date} {time}"


@lru_cache(maxsize=1024)
def _pattern(code: str, sign: int) -> tuple[_Pattern | None, bool]:
    """The part of a format for numbers of a sign (null: show plainly), and whether it is for negative ones alone."""
    sections = [match[1] for match in _SECTION.finditer(code)][: code.count(";") + 1]
    negative = sign < 0 and len(sections) > 1
    at = 1 if negative else 2 if sign == 0 and len(sections) > 2 else 0
    section = sections[at] if at < len(sections) else ""
    parts = {"before": "", "after": ""}
    digits = ""
    percents = 0
    for quoted, escaped, forced, currency, places, exponent, percent, other in _TOKEN.findall(section):
        if exponent or other in ("/", "@") or places and digits:
            return None, negative
        if places and not places.strip(",."):
            parts["after" if digits else "before"] += places
        elif places:
            digits = places
        percents += bool(percent)
        parts["after" if digits else "before"] += quoted or escaped or forced or currency or percent or other
    if not set(digits) & set("0#") or GENERAL.lower() in section.lower():
        return None, negative
    return _Pattern(parts["before"], digits, parts["after"], percents), negative


def _digits(number: Decimal, pattern: _Pattern) -> str:
    whole, _, fraction = pattern.digits.partition(".")
    scaled = whole.rstrip(",") if not fraction else whole
    thousands = len(whole) - len(scaled) + len(fraction) - len(fraction.rstrip(","))
    fraction = fraction.rstrip(",")
    number = number.scaleb(2 * pattern.percents - 3 * thousands)
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    sign, text = ("-", format(-rounded, "f")) if rounded < 0 else ("", format(abs(rounded), "f"))
    integer, _, decimals = text.partition(".")
    least = len(fraction.rstrip("#?"))
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    integer = integer.zfill(whole.count("0"))
    if "," in scaled:
        lead = len(integer) % 3
        integer = ",".join(filter(None, (integer[:lead], *re.findall("...", integer[lead:]))))
    return f"{sign}{integer}.{decimals}" if decimals else sign + integer
