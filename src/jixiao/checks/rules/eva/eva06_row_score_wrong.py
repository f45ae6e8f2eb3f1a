"""EVA06: the points of a row are not what its formula gives. Leaves points beyond the weight to EVA07."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import Row, points, rows
from jixiao.language import Words
from jixiao.law import cite

_JUDGED = ("same", "other_method", "differs", "outside_window")
_NO_SCORES = Words("没有可以复算的指标得分", "no points that can be computed anew were read")


@rule(
    id="EVA06",
    level=Level.ERROR,
    title=Words("指标得分与完成值不符", "Points of a row do not follow from its actual value"),
    citations=[cite("caiyu-2020-10", "16")],
    message=Words(
        "指标“{indicator}”得分{score}分有误，应为{right}分（{working}）。",
        "“{indicator}” has {score} points; by its actual value it has {right} ({working}).",
    ),
    hint=Words(
        "请把得分改为{right}分；完成值填错的，改正完成值；另有评分标准的，把标准写进表里。",
        "Write {right} points, or correct the actual value; where another standard applies, put it in the form.",
    ),
    kinds=EVALUATIONS,
)
def row_score_wrong(dossier: Dossier) -> Outcome:
    """A number's points follow from its target: all when it is reached, the share of it when it is missed.

    The formula is the operator's, with every doubtful case left to people: phrases for numbers, growth rates, targets
    without operator of which less may be better, a form's own standard. Another place's lawful formula is accepted, and
    so are points taken off a value far above its target. Qualitative rows are EVA08's business.
    """
    judgeable = [row for row in rows(dossier) if row.line.status in _JUDGED and not row.is_words]
    wrong = [
        found(
            row.item.field("score"),
            found=points(row.line.paper),
            expected=_right(row),
            related=(row.item.field("actual"), row.item.field("target")),
            indicator=row.item.name,
            score=points(row.line.paper),
            right=_right(row),
            working=row.line.mark.working(),
        )
        for row in judgeable
        if row.line.status in ("differs", "outside_window")
    ]
    return judged(judgeable, wrong, without=_NO_SCORES)


def _right(row: Row) -> str:
    """The points by the formula; where a person must choose, below which ones."""
    mark = row.line.mark
    return points(mark.points) if mark.points is not None else f"< {points(mark.weight)}"
