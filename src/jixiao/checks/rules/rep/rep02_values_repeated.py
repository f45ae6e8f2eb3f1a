"""REP02: unlike projects have the same values. Leaves one value for all rows of a project to VAL02."""

from __future__ import annotations

from collections.abc import Hashable

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.rep.projects import FEW_PROJECTS, compared_projects, rows_of, shared
from jixiao.language import Words
from jixiao.law import cite

SHARED = Words(
    "{projects}个项目的{rows}个指标值中有{same}个（{percent}%）与其他项目相同，多为“{usual}”，没有分项目测算。",
    "{same} of the {rows} values of {projects} projects ({percent} %) are those of other projects, mostly “{usual}”.",
)


@rule(
    id="REP02",
    level=Level.WARNING,
    title=Words("不同项目的指标值雷同", "The same values for unlike projects"),
    citations=[cite("caiyu-2015-88", "13")],
    message=SHARED,
    many=SHARED,
    hint=Words(
        "按各项目的任务量、合同或者标准逐项测算指标值，写明数量和计量单位，不要统一填“{usual}”。",
        "Work out each project’s values from its tasks, contracts and standards, with real units, not {usual} for all.",
    ),
    kinds=PROJECT_PLANS,
)
def values_repeated(dossier: Dossier) -> Outcome:
    """The values of a project are worked out for it: unlike projects share few of them.

    Judges the numbers of the tables, satisfaction and 100 % left out, which are the same by right. A value counts where
    projects that have nothing in common state it for the same second level. Told once for the document, from the share
    that the law's values name.
    """
    projects = compared_projects(dossier)
    rows = [row for row in rows_of(dossier) if _key(row) is not None]
    groups = shared(rows, _key)
    same = {row.subject for group in groups.values() for row in group}
    percent = 100 * len(same) // len(rows) if rows else 0
    few = len(rows) < dossier.law.decimal("repetition.fewest_rows") * len(projects)
    if few or percent < dossier.law.decimal("repetition.values_percent"):
        return judged(rows, (), without=FEW_PROJECTS)
    usual = max(groups.values(), key=len)[0]
    findings = [
        found(
            row.field("target"),
            found=_words(row),
            cause="values",
            projects=len(projects),
            rows=len(rows),
            same=len(same),
            percent=percent,
            usual=_words(usual),
        )
        for row in rows
        if row.subject in same
    ]
    return judged(rows, findings, without=FEW_PROJECTS)


def _key(row: IndicatorItem) -> Hashable | None:
    """Second level and value; None for what is no number, and for 100 %."""
    target = row.target
    if target is None or target.amount is None or (target.unit == "%" and target.amount == 100):
        return None
    return row.category or row.dimension, target.operator, target.amount, plain(target.unit or "")


def _words(row: IndicatorItem) -> str:
    return row.target.text if row.target else ""
