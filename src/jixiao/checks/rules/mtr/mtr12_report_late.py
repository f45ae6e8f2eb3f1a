"""MTR12: the monitoring report was handed in after the last day of its period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Item
from jixiao.checks.monitored import last_month
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.rule import MONITORING, Level, rule
from jixiao.forms.values import parse_target
from jixiao.language import Words
from jixiao.law import cite

_NO_DAY = Words("没有提供报送日期，文中也没有填报日期", "no day of handing in was given, and the report bears no date")
_NO_LIMIT = Words("没有规定该监控时段的报送截止日", "no last day is set for the period of this report")
_HEADS = ("填报日期", "填报时间", "报送日期", "填表日期")


@rule(
    id="MTR12",
    level=Level.WARNING,
    title=Words("监控报告报送超过截止日", "Monitoring report handed in late"),
    citations=[cite("caiyu-2019-136", "12")],
    message=Words(
        "1—{month}月监控报告{what}为{day}，晚于截止日{limit}。",
        "The report on months 1 to {month} bears the date {day} ({what}); the last day is {limit}.",
    ),
    many=Words(
        "1—{month}月监控报告有{count}张表的{what}晚于截止日{limit}，如{day}。",
        "{count} sheets of the report on months 1 to {month} bear a date ({what}) after {limit}, such as {day}.",
    ),
    hint=Words(
        "请在{limit}前报送；当地另有规定的，以当地通知的日期为准。",
        "Hand it in by {limit}; where local notices set another day, that one holds.",
    ),
    kinds=MONITORING,
)
def report_late(dossier: Dossier) -> Outcome:
    """The report is handed in by the last day set for its period.

    The day that the caller gives counts; else the date that the report bears, which is no later than the handing in.
    """
    month, year = last_month(dossier), dossier.document.year
    days = list(_days(dossier))
    if not days:
        return not_applicable(_NO_DAY)
    limits = dict(
        zip(
            dossier.law.integers("monitoring.period_end_months"),
            dossier.law.words("monitoring.report_dates"),
            strict=False,
        )
    )
    if month not in limits or year is None:
        return not_applicable(_NO_LIMIT)
    limit = date.fromisoformat(f"{year}-{limits[month]}")
    late = [
        found(
            spot,
            found=_shown(day),
            expected=_shown(limit),
            cause="late",
            month=month,
            what=what,
            day=_shown(day),
            limit=_shown(limit),
        )
        for spot, day, what in days
        if day > limit
    ]
    return judged(days, late, without=_NO_DAY)


def _days(dossier: Dossier) -> Iterator[tuple[Item, date, str]]:
    if dossier.facts.handed_in_on is not None:
        yield dossier.spot(""), dossier.facts.handed_in_on, "报送日期"
        return
    for project in dossier.projects:
        for head, cell in (project.project.details or {}).items():
            dates = parse_target(cell)[0].dates if head in _HEADS else None
            if dates and len(dates[-1]) == len("2024-08-31") and not dates[-1].startswith("-"):
                yield project.field(f"details.{head}"), date.fromisoformat(dates[-1]), head


def _shown(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
