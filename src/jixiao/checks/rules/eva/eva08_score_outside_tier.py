"""EVA08: the points of a qualitative row lie outside the window of its tier. Leaves unclear outcomes to EVA09."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import points, rows
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring import says_tier

_NO_TIERS = Words("没有写明完成档次的定性指标", "no qualitative row that names its tier was read")


@rule(
    id="EVA08",
    level=Level.ERROR,
    title=Words("定性指标得分不在所属档次的区间内", "Points of a qualitative row outside its tier"),
    citations=[cite("caiyu-2020-10", "16")],
    message=Words(
        "定性指标“{indicator}”得分{score}分，不在所属档次的区间内：{working}。",
        "The qualitative row “{indicator}” has {score} points, outside its tier: {working}.",
    ),
    hint=Words(
        "请在{lowest}分至{highest}分之间评定得分，或者改正完成情况的档次。",
        "Choose between {lowest} and {highest} points, or correct the tier of the outcome.",
    ),
    kinds=EVALUATIONS,
)
def score_outside_tier(dossier: Dossier) -> Outcome:
    """Each of the three tiers (reached, partly, not reached) has its share of the points; it holds its lower bound.

    An error where the outcome is put in the official words, a warning where its tier is told from others (效果明显).
    """
    judgeable = [row for row in rows(dossier) if row.is_words and row.line.mark.window and row.line.mark.reason is None]
    judgeable = [row for row in judgeable if row.line.status in ("same", "outside_window")]
    wrong = []
    for row in judgeable:
        window = row.line.mark.window
        if row.line.status == "same" or window is None:
            continue
        draft = found(
            row.item.field("score"),
            found=points(row.line.paper),
            expected=f"{points(window.lowest)}—{points(window.highest)}",
            related=(row.item.field("actual"),),
            level=None if says_tier(row.actual) else Level.WARNING,
            indicator=row.item.name,
            score=points(row.line.paper),
            lowest=points(window.lowest),
            highest=points(window.highest),
            working=row.line.mark.working(),
        )
        wrong.append(draft)
    return judged(judgeable, wrong, without=_NO_TIERS)
