"""SPD03: a payment whose summary speaks of something that the project is not for."""

from __future__ import annotations

from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.language import Words
from jixiao.law import cite
from jixiao.spending.watch.watched import NO_PAYMENTS, Watched, spot_of, told

_LEDGER = frozenset({"ledger"})


@rule(
    id="SPD03",
    level=Level.WARNING,
    title=Words("支出内容与项目用途不符", "Payment outside the project's purpose"),
    citations=[cite("caiyu-2019-136", "10")],
    message=Words(
        "{payment}，摘要“{summary}”，其中“{word}”不在项目名称、用途和目标之内。",
        "{payment}, summary “{summary}”: the name, purpose and goals of the project do not speak of “{word}”.",
    ),
    hint=Words(
        "请核对凭证：记错项目的，冲销后登记到应列支的项目；属于挤占挪用的，归还原渠道；确属项目必需的，补充说明依据。",
        "Check the voucher: reverse what belongs elsewhere, return money diverted, justify what the project does need.",
    ),
    kinds=_LEDGER,
)
def outside_purpose(watched: Watched) -> Outcome:
    """A project's money pays for the project.

    Judged by words that seldom belong to a project (招待, 罚款 …); where the project itself speaks of them they are its
    business.
    """
    ledger = watched.ledger
    own = "".join((ledger.name, ledger.purpose, *ledger.goals))
    suspicious = [word for word in watched.law.words("monitoring.off_purpose_words") if word not in own]
    drafts: list[Draft] = []
    for payment in ledger.standing():
        word = next((word for word in suspicious if word in payment.summary), None)
        if word:
            drafts.append(
                found(
                    spot_of(payment), found=payment.summary, payment=told(payment), summary=payment.summary, word=word
                )
            )
    return judged(ledger.payments, drafts, without=NO_PAYMENTS)
