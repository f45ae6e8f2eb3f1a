"""NAM12: a routine demand of management as an indicator. Leaves money as a quantity to NAM03."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_INDICATORS
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.nam.words_of_slots import example_of, is_wholly
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="NAM12",
    level=Level.WARNING,
    title=Words("把常规管理要求当作指标", "Routine demand of management as an indicator"),
    citations=[cite("caiyu-2021-101", "高度关联")],
    message=Words(
        "{project}的指标“{found}”是资金管理的常规要求，反映不了产出和效果。",
        "“{found}” of {project} is a routine demand of management, neither output nor effect.",
    ),
    many=Words(
        "{count}条指标是资金管理的常规要求，如{quoted}，反映不了产出和效果。",
        "{count} indicators, such as {quoted}, are routine demands of management, neither output nor effect.",
    ),
    hint=Words(
        "删去，改设反映{project}产出和效果的指标，例如{examples}。",
        "Leave it out; measure what {project} provides, for example {examples}.",
    ),
    kinds=PROJECT_PLANS,
)
def routine_as_indicator(dossier: Dossier) -> Outcome:
    """Indicators show output, effect and cost; how money is managed is no indicator of a project.

    Judges names, in part one and in tables, that are nothing but the use, the payment or the rules of money, and the
    execution of the budget, which is added at the self-evaluation only. Department-wide forms have such indicators by
    their frame and are not judged. Timely payment is tolerated under 时效.
    """
    rows = [row for row in dossier.indicators if row.name and row.source != "department"]
    routine = [
        found(
            row.field("name"),
            found=row.name,
            project=project_label(row.owner),
            examples=example_of(row.category),
        )
        for row in rows
        if is_wholly(row.name, "routine")
    ]
    return judged(rows, folded(routine), without=NO_INDICATORS)
