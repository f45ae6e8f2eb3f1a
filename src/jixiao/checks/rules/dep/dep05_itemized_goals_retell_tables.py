"""DEP05: part one only tells the projects' names and money again. Leaves the wording of one goal to GOL05."""

from __future__ import annotations

from jixiao.checks.alike import pieces, plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import GoalItem
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_NARRATIVE
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.dep.overall import figures
from jixiao.checks.rules.gol.substance import substance, without_year
from jixiao.checks.rules.str.listing import speaks_of_project
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite
from jixiao.model import Indicator


@rule(
    id="DEP05",
    level=Level.WARNING,
    title=Words("分项目标只是复述项目", "Itemized goals that only retell the projects"),
    citations=[cite("hebei-plan-form", "分项绩效目标"), cite("hebei-methods-2019", "三个层级")],
    message=Words(
        "分项绩效目标“{project}”只写了项目名称、金额和进度，没有说明这项职责要达到什么目标。",
        "The itemized goal “{project}” tells name, amount and schedule, but no goal.",
    ),
    many=Words(
        "{count}条分项绩效目标都只写了项目名称、金额和进度，没有按职责说明目标，等于把项目表复述一遍。",
        "All {count} itemized goals tell names, amounts and schedules only: the tables over again, and no goals.",
    ),
    hint=Words(
        "按部门职责分项，写明每项职责的年度目标和可考核的指标，再列出所属项目和金额。",
        "Go by functions: state each one’s goal for the year and its indicators, then its projects and amounts.",
    ),
    kinds=frozenset({"performance_plan"}),
)
def itemized_goals_retell_tables(dossier: Dossier) -> Outcome:
    """The itemized goals say what each function is to reach, with indicators.

    Told once where all items are such that the goal says no more than the project's name and that money is spent on it,
    and no indicator counts anything but percent. One item that says more, and the rule is silent: GOL05 speaks of the
    others. Items on duties and items that were not read wholly are not judged.
    """
    items = [item for item in dossier.goals if item.whole and item.name and speaks_of_project(item)]
    empty = [item for item in items if _only_retells(item)]
    findings = []
    if len(empty) == len(items):
        for item in empty:
            project = item.name
            findings.append(
                found(item.field("purpose"), found=item.goal.purpose or project, cause="retold", project=project)
            )
    return judged(items, findings, without=NO_NARRATIVE)


def _only_retells(item: GoalItem) -> bool:
    purpose = without_year(item.goal.purpose or "")
    if figures(purpose) or any(map(_counts, item.goal.indicators)):
        return False
    if not purpose:
        return item.goal.budget_yuan is not None and not item.goal.indicators
    said = pieces(substance(any_of("dep.frames").sub("", purpose)))
    return len(said - pieces(plain(item.name)) - pieces(substance(item.name))) <= 1


def _counts(row: Indicator) -> bool:
    return row.target is not None and bool(row.target.unit) and row.target.unit != "%"
