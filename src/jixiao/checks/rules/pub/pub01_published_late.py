"""PUB01: the document was published later than the law allows after its approval, or before it."""

from __future__ import annotations

from datetime import date

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.rule import Level, rule
from jixiao.language import Words
from jixiao.law import cite

_NO_DAYS = Words("没有提供批复日期和公开日期", "the days of approval and of publication were not given")
_BEFORE = Words(
    "{published}公开，早于{approved}批复。", "Published on {published}, before it was approved on {approved}."
)
_WAIT = Words(
    "未经批复的预决算不得先行公开，请核对两个日期。", "What is not approved is not published yet: check the two days."
)


@rule(
    id="PUB01",
    level=Level.ERROR,
    title=Words("没有在批复后的法定时间内公开", "Published after the legal time"),
    citations=[cite("budget-law", "14"), cite("caiyu-2016-143", "及时")],
    message=Words(
        "{approved}批复，{published}才公开，历时{days}日，超过{limit}日。",
        "Approved on {approved}, published on {published}: {days} days, more than {limit}.",
    ),
    hint=Words(
        "预算、决算应当在批复后{limit}日内公开；已经逾期的立即公开，并向财政部门说明原因。",
        "They are published within {limit} days of approval; publish now and say why it is late.",
    ),
)
def published_late(dossier: Dossier) -> Outcome:
    """Publication follows the approval within the legal number of days.

    Both days are given by the caller. The day of the approval does not count.
    """
    approved, published = dossier.facts.approved_on, dossier.facts.published_on
    if approved is None or published is None:
        return not_applicable(_NO_DAYS)
    limit = int(dossier.law.decimal("disclosure.days"))
    days = (published - approved).days
    if 0 <= days <= limit:
        return judged(1, (), without=_NO_DAYS)
    is_before = days < 0
    draft = found(
        dossier.spot(""),
        found=_shown(published),
        message=_BEFORE if is_before else None,
        hint=_WAIT if is_before else None,
        approved=_shown(approved),
        published=_shown(published),
        days=days,
        limit=limit,
    )
    return judged(1, [draft], without=_NO_DAYS)


def _shown(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
