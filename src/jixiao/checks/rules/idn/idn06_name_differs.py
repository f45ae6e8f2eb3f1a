"""IDN06: a project's name differs between narrative, table title and name cell. Leaves missing projects to STR03."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.alike import alike, plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import GoalItem, ProjectItem
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_PROJECTS
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.str.listing import ONE_TABLE, RELATED, SAME_NAME, goes_by_duty, listing
from jixiao.forms.titles import title_of
from jixiao.language import Words
from jixiao.law import cite

TITLE = Words(
    "绩效目标表的标题写“{found}”，表内项目名称写“{expected}”。",
    "The table's title says “{found}”, its name cell “{expected}”.",
)
CELL = Words(
    "表内项目名称写“{found}”，分项绩效目标和表的标题写“{expected}”。",
    "The name cell says “{found}”, the narrative and the table's title “{expected}”.",
)
ONE_OR_TWO = Words(
    "分项绩效目标的“{found}”与项目表的“{expected}”名称不一致，请确认是否为同一项目。",
    "“{found}” in the narrative and “{expected}” in the tables: are they one project?",
)


@rule(
    id="IDN06",
    level=Level.ERROR,
    title=Words("同一项目的名称不一致", "Project name differs within the document"),
    citations=[cite("integration-standard", "项目名称")],
    message=Words(
        "分项绩效目标写“{found}”，项目表的名称是“{expected}”。", "The narrative says “{found}”, the table “{expected}”."
    ),
    hint=Words("请按项目库中的名称统一写成“{expected}”。", "Write “{expected}” throughout, as in the project library."),
    kinds=PLANS,
)
def name_differs(dossier: Dossier) -> Outcome:
    """A project bears one name in the itemized goals, in the title of its table and in the cell 项目名称.

    Blanks, punctuation and a final 项目 make no difference. An error where the two are surely one project: their
    amounts are equal or the names nearly so, or the title stands over the very table. Where nothing but a part of the
    name is left out of the title, or where the two may be two projects, it is a warning. Itemized goals that tell of
    duties, not of projects, need not bear their names. A title that has little in
    common with the name is a form's title, not the project's.
    """
    held = listing(dossier)
    by_duty = goes_by_duty(dossier)
    goals = {project.subject: goal for goal, project in (*held.matched, *held.alike) if not by_duty}
    findings = [draft for project in dossier.projects for draft in _odd(project, goals.get(project.subject))]
    return judged(dossier.projects, findings, without=NO_PROJECTS)


def _key(name: str) -> str:
    words = plain(name)
    return words.removesuffix("项目") or words


def _odd(project: ProjectItem, goal: GoalItem | None) -> Iterator[Draft]:
    """The one of narrative, title and name cell that differs; the cell where the other two agree against it."""
    title = _title(project)
    told = goal.name if goal and goal.name and project.name else ""
    if told and title and _key(told) == _key(title) != _key(project.name):
        yield found(project.field("name"), found=project.name, expected=told, related=[project], message=CELL)
        return
    if goal and told and _key(told) != _key(project.name):
        sure = _is_one(goal, project)
        yield found(
            goal.field("project_name"),
            found=told,
            expected=project.name,
            related=[project.field("name")],
            level=None if sure else Level.WARNING,
            message=None if sure else ONE_OR_TWO,
        )
    if title and _key(title) != _key(project.name):
        written, name = _key(title), _key(project.name)
        sure = alike(written, name) >= ONE_TABLE and written not in name and name not in written
        yield found(
            project,
            found=title,
            expected=project.name,
            related=[project.field("name")],
            level=None if sure else Level.WARNING,
            message=TITLE,
        )


def _is_one(goal: GoalItem, project: ProjectItem) -> bool:
    likeness = alike(goal.name, project.name)
    amounts = {goal.goal.budget_yuan, project.project.funds.budget_yuan}
    return likeness >= SAME_NAME or (len(amounts) == 1 and None not in amounts and bool(likeness))


def _title(project: ProjectItem) -> str:
    """The project that the title over its table names; empty where that is a form's title or there is none."""
    title = title_of(project.at.quote) if project.at.row is None else None
    name = title.project if title and title.project and project.name else ""
    return name if alike(_key(name), _key(project.name)) >= RELATED else ""
