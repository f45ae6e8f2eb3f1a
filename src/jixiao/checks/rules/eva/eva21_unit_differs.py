"""EVA21: actual value and target stand in different units. Leaves phrases to EVA20."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import Row, rows
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring.amounts import Pair, compared, same_unit

_NO_UNITS = Words("没有同时写明计量单位的指标值和完成值", "no target and actual value with units were read")


@rule(
    id="EVA21",
    level=Level.ERROR,
    title=Words("完成值与指标值计量单位不一致", "Actual value and target in different units"),
    citations=[cite("integration-standard", "指标值")],
    message=Words(
        "指标“{indicator}”的指标值以“{wanted}”计，完成值以“{given}”计，无法比较。",
        "“{indicator}” has a target in {wanted} and an actual value in {given}.",
    ),
    hint=Words(
        "请按指标值的计量单位“{wanted}”填写完成值。",
        "Report the actual value in the unit of the target, {wanted}.",
    ),
    kinds=EVALUATIONS,
)
def unit_differs(dossier: Dossier) -> Outcome:
    """The actual value stands in the unit of its target; one without unit is taken to.

    Units of different kinds (人 and %) are an error, two words that count things (次 and 场) a warning; the same unit
    in another scale (元 and 万元) can be converted and is right.
    """
    judgeable = [row for row in rows(dossier) if _units(row)]
    wrong = []
    for row in judgeable:
        wanted, given = _units(row) or ("", "")
        target = row.item.target
        if target is None or same_unit(given, wanted):
            continue
        comparable = isinstance(compared(row.actual, target), Pair)
        draft = found(
            row.item.field("actual"),
            found=row.actual.text,
            expected=wanted,
            related=(row.item.field("target"),),
            level=Level.WARNING if comparable else None,
            indicator=row.item.name,
            wanted=wanted,
            given=given,
        )
        wrong.append(draft)
    return judged(judgeable, wrong, without=_NO_UNITS)


def _units(row: Row) -> tuple[str, str] | None:
    """The units of target and actual value; None where one of them is no number or has no unit."""
    target = row.item.target
    if target is None or target.amount is None or row.actual.amount is None:
        return None
    return (target.unit, row.actual.unit) if target.unit and row.actual.unit else None
