"""IND07: a project has unusually few or many indicators. Leaves which ones are missing to IND01-IND04."""

from __future__ import annotations

from typing import Any

from jixiao.checks.dossier import Dossier
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_PROJECTS
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.ind.tables import project_tables
from jixiao.language import Words
from jixiao.law import cite

TOO_MANY = Words(
    "{project}设了{rows}条三级指标，超过通常的{most}条，重点不突出。",
    "{project} has {rows} indicators, more than the usual {most}.",
)
ALL_TOO_MANY = Words(
    "{count}个项目的三级指标超过通常的{most}条，如{project}设了{rows}条，重点不突出。",
    "{count} projects have more than the usual {most} indicators, such as {project} with {rows}.",
)
FEWER = Words(
    "合并同类指标，只保留反映主要产出和核心效果的。", "Merge what is alike; keep the main output and the core effect."
)


@rule(
    id="IND07",
    level=Level.HINT,
    title=Words("三级指标条数偏少或偏多", "Unusually few or many indicators"),
    citations=[cite("caiyu-2021-101", "重点突出")],
    message=Words(
        "{project}只设了{rows}条三级指标，少于通常的{fewest}条，难以反映产出和效果。",
        "{project} has only {rows} indicators, fewer than the usual {fewest}.",
    ),
    many=Words(
        "{count}个项目的三级指标少于通常的{fewest}条，如{project}只设了{rows}条，难以反映产出和效果。",
        "{count} projects have fewer than the usual {fewest} indicators, such as {project} with {rows}.",
    ),
    hint=Words(
        "至少设置数量、质量、效益各一条，直接服务群众的再设满意度指标。",
        "Set at least one each of quantity, quality and benefit, and satisfaction where the public is served.",
    ),
    kinds=PROJECT_PLANS,
)
def number_of_rows_unusual(dossier: Dossier) -> Outcome:
    """A project is measured by some four to fifteen indicators.

    Judges tables that were read wholly. The bounds are experience, not law, hence a hint.
    """
    fewest, most = (int(dossier.law.decimal(f"indicators.{key}")) for key in ("fewest", "most"))
    whole = [(owner, rows) for owner, rows in project_tables(dossier) if owner.whole]
    drafts = []
    for owner, rows in whole:
        holes: dict[str, Any] = {"project": project_label(owner), "rows": len(rows), "fewest": fewest, "most": most}
        if len(rows) < fewest:
            drafts.append(found(owner, expected=f"{fewest}—{most}", cause="few", **holes))
        elif len(rows) > most:
            many: dict[str, Any] = {"message": TOO_MANY, "many": ALL_TOO_MANY, "hint": FEWER}
            drafts.append(found(owner, expected=f"{fewest}—{most}", cause="many", **many, **holes))
    return judged(whole, drafts, without=NO_PROJECTS)
