"""MTR08: a target is called impossible, and neither a measure nor a request to change it is stated."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.monitored import last_month, likelihood_of, remarks_of
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import MONITORING, Level, rule
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

_NO_LIKELIHOOD = Words("表中没有填写完成目标可能性", "no row states how likely its target is")
_MEASURE = re.compile(
    r"措施|调[整减增剂]|核减|变更|申请|报批|整改|纠正|补救|补[充办做上齐]|加[快强大派班]|增[加派聘]|拟|将|计划|安排|改[为由用]"
    r"|新聘|协调|督促|暂停|停止|取消|终止|收回|转入|[0-9]月[^，,；;。]{0,6}前"
)
_MONTH = re.compile(
    r"(?<![0-9])(?P<month>1[0-2]|[1-9])月(?:份|底|末|初|[上中下]旬|[0-9]{1,2}日)?(?P<act>[^，,；;。]{0,8})"
)


@rule(
    id="MTR08",
    level=Level.ERROR,
    title=Words("完全不可能完成却没有措施或调整申请", "Impossible target without measure or request"),
    citations=[cite("caiyu-2019-136", "14"), cite("caiyu-2019-136", "监控表填表说明")],
    message=Words(
        "“{project}”的指标“{indicator}”填“{likelihood}”，没有写拟采取的措施，也没有提出调整目标的申请。",
        "“{indicator}” of “{project}” is called “{likelihood}”, with no measure and no request to change the target.",
    ),
    hint=Words(
        "请在备注中写明措施、责任人和时限；客观原因造成的，按程序申请调整目标和预算。",
        "State measure, person and date in the remarks; for outside causes ask for goal and budget to be changed.",
    ),
    kinds=MONITORING,
)
def impossible_without_measure(dossier: Dossier) -> Outcome:
    """Where a target cannot be reached at all, the report says what is done about it.

    Judges the rows of the lowest likelihood; reasons and remarks are read together. A month alone is no measure: it
    counts where something is done in it that is not yet past.
    """
    month = last_month(dossier)
    degrees = dossier.law.words("monitoring.likelihoods")
    rows = [(item, likelihood_of(item, degrees)) for item in dossier.table_indicators]
    judgeable = [(item, degree) for item, degree in rows if degree is not None]
    drafts = [
        found(
            item.field("likelihood"),
            found=str(item.indicator.likelihood),
            project=item.owner.name,
            indicator=item.name,
            likelihood=degree,
        )
        for item, degree in judgeable
        if degree == degrees[-1] and not _states_measure(remarks_of(item), month)
    ]
    return judged(judgeable, drafts, without=_NO_LIKELIHOOD)


def _states_measure(remarks: str, last: int | None) -> bool:
    """Whether words say what is done: a verb of measures, or an act in a month after the report's last."""
    if _MEASURE.search(remarks):
        return True
    ahead = (one for one in _MONTH.finditer(remarks) if last is None or int(one["month"]) > last)
    return any(any_of("mtr.acts").match(one["act"].lstrip()) for one in ahead)
