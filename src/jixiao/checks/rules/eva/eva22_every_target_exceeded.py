"""EVA22: every number was exceeded, a sign of targets that were too easy. Leaves single ones to EVA13."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import Evaluated, Row, evaluations
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring.amounts import Pair, compared

_TOO_FEW = Words("可以比较的定量指标太少", "too few numbers that can be compared were read")
_BOTH = Words("今年和上年", "this year and last, ")
_NOW = Words("", "")
_ONE = Words(
    "“{project}”的{rows}项定量指标{years}全部超额完成，指标值可能定得偏低。",
    "{years}all {rows} numbers of “{project}” were exceeded: the targets may be too easy.",
)
_SEVERAL = Words(
    "{projects}个项目的定量指标{years}全部超额完成（如“{project}”的{rows}项），指标值可能定得偏低。",
    "{years}all numbers of {projects} projects were exceeded (“{project}”: {rows}): the targets may be too easy.",
)


@rule(
    id="EVA22",
    level=Level.HINT,
    title=Words("定量指标全部超额完成", "Every target exceeded"),
    citations=[cite("caiyu-2020-10", "16"), cite("caiyu-2021-101", "从严从高")],
    message=_ONE,
    hint=Words(
        "请说明超额完成的原因，下年按从严从高的要求设定指标值。",
        "Say why, and set next year's targets strictly and high.",
    ),
    kinds=EVALUATIONS,
)
def every_target_exceeded(dossier: Dossier) -> Outcome:
    """Where every number is better than its target the targets were too easy; said more strongly of two years running.

    With last year's document a project is named only where that year was exceeded too.
    """
    least = dossier.law.decimal("self_evaluation.easy_rows")
    known = [one for one in evaluations(dossier) if len(_compared(one)) >= least]
    last_year = {one.name: one for one in evaluations(dossier.previous)} if dossier.previous else {}
    easy = []
    for one in known:
        before = _compared(last_year[one.name]) if one.name in last_year else []
        if all(is_better for _, is_better in _compared(one) + before):
            easy.append((one, [row for row, _ in _compared(one)], bool(before)))
    wrong: list[Draft] = []
    for one, better, is_again in easy:
        wrong += [
            found(
                row.item.field("actual"),
                found=row.actual.text,
                cause="easy",
                many=_SEVERAL if len(easy) > 1 else _ONE,
                project=one.name,
                projects=len(easy),
                rows=len(better),
                years=(_BOTH if is_again else _NOW).say(),
            )
            for row in better
        ]
    return judged(known, wrong, without=_TOO_FEW)


def _compared(one: Evaluated) -> list[tuple[Row, bool]]:
    """Every number that has a direction, and whether it is better than its target, not merely as good."""
    numbers = []
    for row in one.rows:
        target = row.item.target
        pair = compared(row.actual, target) if target else None
        if target is not None and isinstance(pair, Pair):
            if target.operator in ("≥", ">"):
                numbers.append((row, pair.actual > pair.target))
            elif target.operator in ("≤", "<"):
                numbers.append((row, pair.actual < pair.target))
    return numbers
