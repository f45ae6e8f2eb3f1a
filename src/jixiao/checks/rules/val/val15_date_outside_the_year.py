"""VAL15: a date in a value lies outside the budget year. Leaves years in texts to IDN10."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem, ProjectItem
from jixiao.checks.labels import project_label, row_label
from jixiao.checks.outcome import Draft, Outcome, found, judged, not_applicable
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.val.values import all_rows, dates_of, same_row, value_spot, value_words, year_of
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite
from jixiao.units import narrow

_NO_YEAR = Words("没有读到文本的年度", "the year of the text was not read")
_NO_DATES = Words("没有写明年份的日期指标值", "no value is a date with a year")
_OUTPUT = "产出指标"
_LASTING = ("可持续影响指标", "社会效益指标", "经济效益指标", "生态效益指标")
_MONTH = re.compile(r"(20[0-9]{2})\s?[-年./]\s?([0-9]{1,2})")
_YEAR = re.compile(r"20[0-9]{2}")

_PAST = Words(
    "{project}的“{row}”的指标值“{found}”早于本文本的年度（{year}年）。",
    "{project}, “{row}”: {found} lies before the year of this text ({year}).",
)
_AFTER_END = Words(
    "{project}的“{row}”的指标值“{found}”晚于项目结束时间（{end}）。",
    "{project}, “{row}”: {found} lies after the end of the project ({end}).",
)


@rule(
    id="VAL15",
    level=Level.ERROR,
    title=Words("指标值中的日期超出预算年度", "Date of a value outside the budget year"),
    citations=[cite("caiyu-2015-88", "13"), cite("caiyu-2021-101", "二3")],
    message=Words(
        "{project}的“{row}”的指标值“{found}”晚于本文本的年度（{year}年），年度目标应当在年内完成。",
        "{project}, “{row}”: {found} lies after the year of this text ({year}).",
    ),
    hint=Words(
        "年度指标的完成时间应在{year}年12月31日以前；跨年项目在项目期中写明起止时间，本年只写当年应完成的节点。",
        "An annual target is due within {year}; a project of several years states its period and this year's part.",
    ),
    kinds=PLANS,
)
def date_outside_the_year(dossier: Dossier) -> Outcome:
    """A date that a value sets lies in the budget year and not after the end of the project.

    Judges dates with a year; of a period the end. Later years are right where the form says that the project runs on,
    and for benefits that last; then nothing is said. An earlier year may be a slip or a matter of record: a warning.
    """
    year = dossier.document.year
    if year is None:
        return not_applicable(_NO_YEAR)
    checked = [item for item in all_rows(dossier) if dates_of(item) and year_of(dates_of(item)[-1])]
    drafts = [draft for item in checked if (draft := _judge(item, year)) is not None]
    return judged(checked, drafts, without=_NO_DATES)


def _judge(item: IndicatorItem, year: int) -> Draft | None:
    last = dates_of(item)[-1]
    end = _end_of(item)
    own = year_of(last) or year
    if end and last[: len(end)] > end:
        return _told(item, year, _AFTER_END, end, None)
    if own > year and (end is None or year_of(end) == year) and item.category not in _LASTING:
        return _told(item, year, None, end, None)
    if own < year:
        return _told(item, year, _PAST, end, Level.WARNING)
    return None


def _told(item: IndicatorItem, year: int, message: Words | None, end: str | None, level: Level | None) -> Draft:
    return found(
        value_spot(item),
        found=value_words(item),
        expected=f"{year}年",
        cause=same_row(item),
        level=level,
        message=message,
        project=project_label(item.owner),
        row=row_label(item),
        year=year,
        end=_spoken(end or ""),
    )


def _spoken(date: str) -> str:
    """2024-06 as one says it: 2024年6月."""
    year, _, month = date.partition("-")
    return f"{year}年{int(month)}月" if month else f"{year}年"


def _end_of(item: IndicatorItem) -> str | None:
    """The last month or year that the form names as the project's period: 2026-06, 2027; None without one."""
    owner = item.owner
    if not isinstance(owner, ProjectItem):
        return None
    cells = [
        narrow(words)
        for label, words in (owner.project.details or {}).items()
        if any_of("val.project_period").search(label)
    ]
    months = [f"{year}-{int(month):02}" for words in cells for year, month in _MONTH.findall(words)]
    years = [year for words in cells for year in _YEAR.findall(words)]
    last_month, last_year = max(months, default=""), max(years, default="")
    return last_month if last_year and last_month.startswith(last_year) else last_year or None
