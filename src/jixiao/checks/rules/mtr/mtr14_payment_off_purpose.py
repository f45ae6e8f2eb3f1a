"""MTR14: a payment whose voucher speaks of something that the project is not for."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Item, ProjectItem
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import MONITORING, Level, rule
from jixiao.language import Words
from jixiao.law import cite

_NO_PAYMENTS = Words("没有提供支付凭证，表中也没有支出明细", "no payments were given, and no sheet lists its spending")


@rule(
    id="MTR14",
    level=Level.WARNING,
    title=Words("支出内容与项目用途不符", "Payment outside the project's purpose"),
    citations=[cite("caiyu-2019-136", "10")],
    message=Words(
        "“{project}”列支“{summary}”，其中“{word}”不在项目名称、用途和目标之内。",
        "“{project}” was charged with “{summary}”; its name, purpose and goals do not speak of “{word}”.",
    ),
    hint=Words(
        "请核对凭证：属于挤占挪用的，立即归还原渠道并调账；确属项目必需的，补充说明依据。",
        "Check the voucher: money diverted is returned and rebooked; what the project does need is justified.",
    ),
    kinds=MONITORING,
)
def payment_off_purpose(dossier: Dossier) -> Outcome:
    """A project's money pays for the project.

    Judges the payments that the caller gives and the spending that the sheets list, by words that seldom belong to a
    project (招待, 罚款 …); where the project itself speaks of them they are its business.
    """
    suspicious = dossier.law.words("monitoring.off_purpose_words")
    drafts, checked = [], 0
    for project, spot, summary in _payments(dossier):
        checked += 1
        own = _own_words(project)
        word = next((word for word in suspicious if word in summary and word not in own), None)
        if word is not None:
            draft = found(spot, found=summary, project=project.name, summary=summary, word=word)
            drafts.append(draft)
    return judged(checked, drafts, without=_NO_PAYMENTS)


def _payments(dossier: Dossier) -> Iterator[tuple[ProjectItem, Item, str]]:
    for project in dossier.projects:
        for number, cost in enumerate(project.project.costs or ()):
            if cost.name:
                yield project, project.field(f"costs[{number}].name"), cost.name
        for payment in dossier.facts.payments:
            if payment.project in (project.project.code, project.name) or plain(payment.project) == plain(project.name):
                yield project, project.field("name"), payment.summary


def _own_words(project: ProjectItem) -> str:
    told = project.project
    indicators = (f"{one.name}{one.description}" for one in told.indicators)
    return "".join((told.name or "", told.purpose or "", *told.goals, *indicators))
