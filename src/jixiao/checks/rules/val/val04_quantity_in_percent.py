"""VAL04: a quantity is stated in percent. Leaves quantities of money to NAM03, missing units to VAL01."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.labels import project_label, row_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_TARGETS
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.val.values import is_percent, rows, value_spot, value_words
from jixiao.language import Words
from jixiao.law import cite

_QUANTITY = "数量指标"


@rule(
    id="VAL04",
    level=Level.ERROR,
    title=Words("数量指标用百分比，没有计数单位", "Quantity stated in percent"),
    citations=[cite("caiyu-2021-101", "二1")],
    message=Words(
        "{project}数量指标“{row}”的指标值为“{found}”，百分比不能反映提供了多少产品或者服务。",
        "{project}, quantity “{row}”: {found} is a percent and counts nothing.",
    ),
    many=Words(
        "{count}条数量指标的指标值是百分比，没有计数单位，如{project}的“{row}”写“{found}”。",
        "{count} quantities are percents, such as {found} for “{row}” of {project}.",
    ),
    hint=Words(
        "写明年度内完成的实数和计数单位（人、次、公里、个等），如“≥12次”“≥21公里”；确要反映比率的，移到质量指标或者效益指标。",
        "State a number with a counting unit (persons, times, kilometres), as ≥12次; a rate belongs under quality or "
        "benefit.",
    ),
)
def quantity_in_percent(dossier: Dossier) -> Outcome:
    """A quantity counts goods or services, in a counting unit.

    Judges the rows under 数量指标 of the tables (of the narrative only where a project has no table): a percent is
    wrong there. All such rows are one finding.
    """
    checked = [item for item in rows(dossier) if item.category == _QUANTITY]
    wrong = [
        found(
            value_spot(item),
            found=value_words(item),
            cause="percent",
            project=project_label(item.owner),
            row=row_label(item),
        )
        for item in checked
        if is_percent(item)
    ]
    return judged(checked, wrong, without=NO_TARGETS)
