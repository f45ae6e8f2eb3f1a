"""EVA13: an actual value far above its target, and no reason given. Leaves rows that were all easy to EVA22."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import Row, rows, says_something
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring.marks import plain
from jixiao.units import NUMBER, narrow, written

_READ_AS = Words("{target}（读作{read}）", "{target} (read as {read})")
_NO_VALUES = Words("没有可以与指标值比较的完成值", "no actual value that can be compared with its target was read")


@rule(
    id="EVA13",
    level=Level.WARNING,
    title=Words("完成值大幅超过指标值却没有说明原因", "Actual far above the target without a reason"),
    citations=[cite("caiyu-2020-10", "16"), cite("performance-module", "超额完成")],
    message=Words(
        "指标“{indicator}”完成{actual}，大幅超过指标值{target}（达到{ratio}倍即须说明），没有写明原因。",
        "“{indicator}” reached {actual} against {target}, far above it ({ratio} times want a reason); none is given.",
    ),
    many=Words(
        "有{count}项指标大幅超过指标值（达到{ratio}倍即须说明），没有写明原因，如“{indicator}”完成{actual}，指标值{target}。",
        "{count} rows are far above their targets ({ratio} times want a reason), such as “{indicator}”: {actual} for "
        "{target}; no reason is given.",
    ),
    hint=Words(
        "请说明超额的原因；年初指标值定得明显偏低的，应酌情扣分，下年从严设定。",
        "Say why; where the target was set clearly too low, take points off and set it stricter next year.",
    ),
    kinds=EVALUATIONS,
)
def over_achieved_unexplained(dossier: Dossier) -> Outcome:
    """A value far above its target is explained, and costs points where the target was set too low."""
    if not dossier.law.flag("self_evaluation.over_reason_required"):
        return judged(0, [], without=_NO_VALUES)
    ratio = plain(dossier.law.decimal("self_evaluation.over_flag_ratio"))
    judgeable = [row for row in rows(dossier) if row.line.mark.points is not None and not row.is_words]
    wrong = [
        found(
            row.item.field("actual"),
            found=row.actual.text,
            related=(row.item.field("target"),),
            indicator=row.item.name,
            actual=row.actual.text,
            target=_target(row),
            ratio=ratio,
        )
        for row in judgeable
        if row.line.mark.over and not says_something(row.reason)
    ]
    return judged(judgeable, folded(wrong), without=_NO_VALUES)


def _target(row: Row) -> str | None:
    """The target as written; where its operator was lost in a digit, with the number that is meant."""
    target, words = row.item.target, row.line.target
    if target is None or words is None or target.amount is None or not target.operator or target.operator in words:
        return words
    if target.amount in [written(number[0]) for number in re.finditer(NUMBER, narrow(words))]:
        return words
    return _READ_AS.say(target=words, read=f"{target.operator}{plain(target.amount)}{target.unit or ''}")
