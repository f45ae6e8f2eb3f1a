"""FMT06: a date with zeros before month or day, or with a year cut to two digits."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.txt.joined import whole
from jixiao.language import Words
from jixiao.law import cite

_NO_DATES = Words("文中没有写明年月日的日期", "the text gives no dates")
_DATE = re.compile(
    r"(?<![0-9.])(?:(?P<year>[0-9]{4})|(?P<short>[0-9]{2}))\s?年\s?(?P<month>0?[1-9]|1[0-2])\s?月(?:\s?(?P<day>0?[1-9]|[12][0-9]|3[01])\s?日)?"
)
_QUICK = re.compile(r"[0-9]\s?年\s?[0-9]")
_CENTURY = "20"


@rule(
    id="FMT06",
    level=Level.ERROR,
    title=Words("日期书写不规范", "Date in the wrong form"),
    citations=[cite("gbt-9704", "7.3.5.4")],
    message=Words("日期“{now}”应写作“{right}”。", "The date “{now}” is written “{right}”."),
    many=Words(
        "有{count}处日期书写不规范，如“{now}”应写作“{right}”。",
        "{count} dates are in the wrong form: “{now}” is written “{right}”.",
    ),
    hint=Words(
        "年份标全称，月、日不编虚位（1不编为01），“{now}”改为“{right}”。",
        "Years in full, no zero before month and day: “{right}”, not “{now}”.",
    ),
)
def wrong_date(dossier: Dossier) -> Outcome:
    """Dates are written 2025年1月5日.

    Judges dates in the form 年月日 wherever they stand; figures (2025-01-05) belong to tables and are left alone.
    A year of two digits is told only of a whole date: 25年3月 may be a span of time.
    """
    drafts, checked = [], 0
    for text, one in whole(dossier).finds(_DATE, _QUICK):
        year, short, month, day = one["year"], one["short"], one["month"], one["day"]
        if short and day is None:
            continue
        checked += 1
        if year and not month.startswith("0") and not (day or "").startswith("0"):
            continue
        right = f"{year or _CENTURY + short}年{int(month)}月" + (f"{int(day)}日" if day else "")
        drafts.append(found(text, found=one[0], expected=right, cause="date", now=one[0], right=right))
    return judged(checked, drafts, without=_NO_DATES)
