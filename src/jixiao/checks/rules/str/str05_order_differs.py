"""STR05: narrative and tables give the projects in different orders. Leaves missing projects to STR03."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.reasons import NO_PAIRS
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.str.listing import listing
from jixiao.checks.rules.str.sections import PLAN_TEXT
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="STR05",
    level=Level.HINT,
    title=Words("分项绩效目标与项目表的项目顺序不一致", "Projects in different orders in narrative and tables"),
    citations=[cite("hebei-plan-form", "文本结构")],
    message=Words(
        "项目表与分项绩效目标的顺序不一致：第{place}张表是“{found}”，分项第{place}项是“{due}”。",
        "Narrative and tables differ in order: table {place} is “{found}”, item {place} is “{due}”.",
    ),
    hint=Words(
        "请统一两部分的项目顺序，便于对照；可按分项绩效目标的顺序重排项目表。",
        "Use one order in both parts, for instance that of the itemized goals.",
    ),
    kinds=PLAN_TEXT,
)
def order_differs(dossier: Dossier) -> Outcome:
    """The itemized goals and the project tables follow the same order.

    Judges the projects that both parts have; one finding a document, at the first project that is out of order.
    """
    matched = listing(dossier).matched
    if len(matched) < 2:
        return not_applicable(NO_PAIRS)
    in_tables = sorted(matched, key=lambda pair: pair[1].project.ordinal)
    findings = [
        found(
            project,
            found=project.name,
            related=[goal.field("project_name")],
            place=place,
            due=goal.name,
        )
        for place, ((goal, due), (_, project)) in enumerate(zip(matched, in_tables, strict=True), 1)
        if due.subject != project.subject
    ]
    return judged(matched, findings[:1], without=NO_PAIRS)
