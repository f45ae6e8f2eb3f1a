"""NAM16: satisfaction stands under another label. Leaves its name to NAM11."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.nam.reasons import NO_LEVELS
from jixiao.checks.rules.nam.words_of_slots import BENEFITS, QUALITY, QUANTITY, end_of
from jixiao.language import Words
from jixiao.law import cite

_OTHERS = BENEFITS | {QUALITY, QUANTITY}


@rule(
    id="NAM16",
    level=Level.WARNING,
    title=Words("满意度列在其他指标下", "Satisfaction under another label"),
    citations=[cite("caiyu-2015-88", "10"), cite("caiyu-2021-101", "二四")],
    message=Words(
        "{project}把“{found}”列在{category}下，应当列在满意度指标下。",
        "{project} has “{found}” under {category}; it belongs under satisfaction.",
    ),
    many=Words(
        "{count}条满意度指标列在{category}等其他指标下，如{quoted}，应当列在满意度指标下。",
        "{count} indicators of satisfaction, such as {quoted}, stand under {category} or the like.",
    ),
    hint=Words(
        "把“{found}”移到服务对象满意度指标下，{category}另写项目带来的变化。",
        "Move “{found}” under satisfaction; as {category} name the change that the project brings.",
    ),
)
def satisfaction_in_wrong_row(dossier: Dossier) -> Outcome:
    """Satisfaction stands under 满意度指标, not under a benefit or an output.

    Judges names that end in satisfaction (群众满意度, 满意率) under benefits, 数量 and 质量; names that only mention it
    (满意度调查次数) pass. Satisfaction under 时效 and 成本 is NAM05's and NAM06's business.
    """
    rows = [row for row in dossier.indicators if row.category and row.name]
    wrong = [
        found(
            row.field("name"),
            found=row.name,
            expected="服务对象满意度指标",
            project=project_label(row.owner),
            category=row.category,
        )
        for row in rows
        if row.category in _OTHERS and end_of(row.name, "satisfaction_ends")
    ]
    return judged(rows, folded(wrong), without=NO_LEVELS)
