"""IDN10: the plan speaks of another year than its own. Leaves dates of targets to VAL15."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Item
from jixiao.checks.outcome import Draft, Outcome, found, judged, not_applicable
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.idn.idn04_code_year_remote import NO_YEAR
from jixiao.checks.rules.idn.years import OtherYear, named_of_plan, opening_year, speaks_of_plan
from jixiao.language import Words
from jixiao.law import cite
from jixiao.units import years_of

NO_GOALS = Words("没有读到目标文字", "no goals were read")
ASK = Words(
    "{budget}年的文本写“{found}”，请确认是否为以前年度事项，还是年份未改。",
    "“{found}” in a text of {budget}: business of another year, or a year left unchanged?",
)

_FEW = 2
"""Mentions of another year that do not yet bring the text's own into doubt. Not law: how the rule works."""


@rule(
    id="IDN10",
    level=Level.ERROR,
    title=Words("目标文字的年份不是本年度", "Goal speaks of another year"),
    citations=[cite("caiyu-2015-88", "13")],
    message=Words("{budget}年的文本写“{found}”，年份错误。", "“{found}” in a text of {budget}: wrong year."),
    hint=Words(
        "请改为“{expected}”；如确指以前年度的事项，写明“支付{year}年……尾款”等。",
        "Write “{expected}”; if another year's business is meant, say so (“支付{year}年……尾款”).",
    ),
    kinds=PLANS,
)
def year_not_of_plan(dossier: Dossier) -> Outcome:
    """Every year that the plan states as its own is the text's year.

    An error: a goal or purpose that opens with another year and goes on with what will be done (2023年用于…), and words
    such as 完成2024年绩效目标 or 2024年…年初预算. A goal or an introduction that opens with another year in other words
    is asked about.
    Where the goals name another year more often than the text's, it is the text's year that is doubtful: a warning.
    Silent on years of past business (欠款, 尾款, 结转, 考核奖励 …), ranges that hold the text's year, and other years.
    """
    budget = dossier.document.year
    if budget is None:
        return not_applicable(NO_YEAR)
    spots = list(_goals(dossier))
    passages = [(dossier.spot(f"passages[{i}]"), p.text) for i, p in enumerate(dossier.document.passages or ())]
    wrong = [one for spot, words in (*spots, *passages) for one in named_of_plan(spot, words, budget)]
    wrong += [one for spot, words in passages for one in opening_year(spot, words, budget) if speaks_of_plan(words)]
    known = {one.spot.subject for one in wrong}
    wrong += [one for spot, words in spots if spot.subject not in known for one in opening_year(spot, words, budget)]
    sure = bool(wrong) and _agrees(spots, budget)
    return judged(spots, [_draft(one, budget, sure=sure and one.certain) for one in wrong], without=NO_GOALS)


def _agrees(spots: Sequence[tuple[Item, str]], budget: int) -> bool:
    """Whether the goals bear out the text's year: no other year stands in more of them."""
    named = Counter(year for _, words in spots for year in years_of(words))
    return max(named.values(), default=0) <= max(named[budget], _FEW)


def _goals(dossier: Dossier) -> Iterable[tuple[Item, str]]:
    for goal in dossier.goals:
        if goal.goal.purpose:
            yield goal.field("purpose"), goal.goal.purpose
    for project in dossier.projects:
        if project.project.purpose:
            yield project.field("purpose"), project.project.purpose
        for number, words in enumerate(project.project.goals):
            yield project.field(f"goals[{number}]"), words
    if dossier.department:
        for number, words in enumerate(dossier.department.department.goals):
            yield dossier.department.field(f"goals[{number}]"), words


def _draft(wrong: OtherYear, budget: int, *, sure: bool) -> Draft:
    return found(
        wrong.spot,
        found=wrong.written,
        expected=wrong.written.replace(f"{wrong.year}年", f"{budget}年"),
        level=None if sure else Level.WARNING,
        message=None if sure else ASK,
        year=wrong.year,
        budget=budget,
    )
