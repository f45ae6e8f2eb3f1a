"""PUB05: the text takes a project's total over several years for the year's budget."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.stated import sentences, spoken
from jixiao.language import Words
from jixiao.law import cite

_NO_TOTALS = Words("没有跨年度项目的资金总额", "no project states a total over several years")
_ANNUAL = re.compile(
    r"年初预算|年度预算|本年(?:度)?(?:预算|安排|资金)|当年(?:预算|安排)|20[0-9]{2}年(?:度)?(?:预算|安排)"
)


@rule(
    id="PUB05",
    level=Level.WARNING,
    title=Words("把项目资金总额当作年度预算", "Whole-life total given as the year's budget"),
    citations=[cite("disclosure-checker"), cite("caiyu-2016-143", "准确")],
    message=Words(
        "文中把{stated}写成“{project}”的年度预算，这是项目资金总额，年度资金是{right}。",
        "The text calls {stated} the year's budget of “{project}”: that is the total; of the year it is {right}.",
    ),
    hint=Words(
        "请改为年度资金{right}，或者写明{stated}是项目总额。",
        "Write {right}, the amount of the year, or say that {stated} is the total.",
    ),
)
def whole_life_as_annual(dossier: Dossier) -> Outcome:
    """The year's amount and the total over a project's life are kept apart.

    Judges projects whose form states both. Which of the two is right is never decided by comparing them.
    """
    projects = [
        project
        for project in dossier.projects
        if project.name and project.project.funds.whole_life_yuan and project.project.funds.budget_yuan
    ]
    drafts = []
    for text in dossier.texts:
        for project in projects if "元" in text.words else ():
            funds = project.project.funds
            if text.role == "cell" or project.name not in text.words or funds.whole_life_yuan == funds.budget_yuan:
                continue
            for sentence in sentences(text.words, "。；;\n", least=1):
                for amount in sentence.amounts:
                    clause = re.split("[，,]", sentence.words[: amount.start])[-1]
                    if amount.value != funds.whole_life_yuan or not _ANNUAL.search(clause):
                        continue
                    stated = sentence.raw[amount.start : amount.end]
                    right = spoken(funds.budget_yuan or amount.value, stated)
                    related = (project.field("funds.whole_life_yuan"), project.field("funds.budget_yuan"))
                    draft = found(
                        text,
                        found=stated,
                        expected=right,
                        related=related,
                        project=project.name,
                        stated=stated,
                        right=right,
                    )
                    drafts.append(draft)
    return judged(projects, drafts, without=_NO_TOTALS)
