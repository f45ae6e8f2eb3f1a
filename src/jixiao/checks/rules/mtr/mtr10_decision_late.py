"""MTR10: no decision followed a monitoring warning within the local time."""

from __future__ import annotations

from datetime import date

from jixiao.checks.dossier import Dossier
from jixiao.checks.monitored import working_days
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.rule import MONITORING, Level, rule
from jixiao.language import Words
from jixiao.law import cite

_NO_WARNING = Words("没有提供预警日期和处理决定日期", "the days of the warning and of the decision were not given")
_BEFORE = Words(
    "处理决定日期{decided}早于预警日期{warned}。", "The decision of {decided} comes before the warning of {warned}."
)
_CHECK = Words("请核对两个日期。", "Check the two dates.")


@rule(
    id="MTR10",
    level=Level.WARNING,
    title=Words("预警后没有按时作出处理决定", "Decision after a warning too late"),
    citations=[cite("sichuan-2025-10", "处理时限"), cite("caiyu-2019-136", "14")],
    message=Words(
        "{warned}预警，{decided}才作出处理决定，历时{days}个工作日，超过{limit}个工作日。",
        "Warned on {warned}, decided on {decided}: {days} working days, more than {limit}.",
    ),
    hint=Words(
        "预警后应在{limit}个工作日内决定继续执行、调剂或者取消；这里按周一至周五计算，其间有法定节假日的应当扣除。",
        "Within {limit} working days it is decided to go on, to reallocate or to cancel; public holidays, not known "
        "here, are to be taken off.",
    ),
    kinds=MONITORING,
)
def decision_late(dossier: Dossier) -> Outcome:
    """A decision follows a warning within the local number of working days.

    Working days are Mondays to Fridays after the day of the warning; public holidays are not known. Where no limit is
    set the rule does not apply.
    """
    warned, decided = dossier.facts.warned_on, dossier.facts.decided_on
    if warned is None or decided is None:
        return not_applicable(_NO_WARNING)
    limit = dossier.law.decimal("monitoring.decision_working_days")
    days = working_days(warned, decided)
    if warned <= decided and days <= limit:
        return judged(1, (), without=_NO_WARNING)
    is_before = decided < warned
    draft = found(
        dossier.spot(""),
        found=decided.isoformat(),
        message=_BEFORE if is_before else None,
        hint=_CHECK if is_before else None,
        warned=_shown(warned),
        decided=_shown(decided),
        days=days,
        limit=limit,
    )
    return judged(1, [draft], without=_NO_WARNING)


def _shown(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
