"""PLN05: the narrative's spending plan uses months that the form has not. Leaves the percents to PLN04."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import CheckpointItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.pln.plans import narrative_lines, plan_of, told_at
from jixiao.language import Words
from jixiao.law import Law, NotInForce, cite

_NO_NARRATIVE_PLAN = Words(
    "分项目标没有写可以对照节点的资金支出进度", "no itemized goal tells a spending plan whose months can be compared"
)
_BY_LAW = Words(
    "{project}分项目标的资金支出进度写{month}月底，不是规定的节点（{months}）。",
    "{project}: the spending plan of the narrative speaks of the end of month {month}; the form has {months}.",
)


@rule(
    id="PLN05",
    level=Level.ERROR,
    title=Words("分项目标的支出节点与项目表不同", "Checkpoint months of the narrative are not the form's"),
    citations=[cite("hebei-plan-form", "资金支出计划")],
    message=Words(
        "{project}分项目标的资金支出进度写{month}月底，项目表的节点是{months}。",
        "{project}: the spending plan of the narrative speaks of the end of month {month}; the table has {months}.",
    ),
    many=Words(
        "{count}个项目的分项目标把资金支出节点写成{month}月底，如{project}；表格规定的节点是{months}。",
        "{count} itemized goals, such as {project}, speak of the end of month {month}; the form has {months}.",
    ),
    hint=Words(
        "将“{found}”改为“{expected}”，该节点的比例同时与项目表核对。",
        "Write {expected} instead of {found}, and compare the percent with the table.",
    ),
    kinds=PLANS,
)
def checkpoint_month_not_of_the_form(dossier: Dossier) -> Outcome:
    """The narrative states spending at the checkpoints of the form.

    The form is the project's own table: whatever months it has are right. Only where a project has no table with a
    plan the months of the law hold, and a finding is a warning. The months of the tables themselves are never judged,
    and a narrative that names fewer checkpoints is not blamed. One month is one finding, however many goals have it.
    """
    tables = {pair.goal.subject: plan_of(dossier, pair.project) for pair in dossier.pairs if pair.goal}
    wrong: list[Draft] = []
    lines = narrative_lines(dossier)
    told = [(goal, points) for goal in dossier.goals if (points := plan_of(dossier, goal))]
    lawful = () if all(tables.get(goal.subject) for goal, _ in told) else _lawful_months(dossier.law)
    told = [(goal, points) for goal, points in told if lawful or tables.get(goal.subject)]
    for goal, points in told:
        table = tables.get(goal.subject, [])
        months = tuple(point.month for point in table) or lawful
        own = {point.month for point in points}
        for place, point in enumerate(points):
            if point.month in months:
                continue
            words, spot = told_at(lines, point, [f"{point.month}月{end}" for end in ("底", "末", "份", "")])
            wrong.append(
                found(
                    spot,
                    found=words,
                    expected=f"{_instead(point, place, months, len(points))}月底",
                    related=[other for other in table if other.month not in own],
                    cause=(point.month, months),
                    level=None if table else Level.WARNING,
                    message=None if table else _BY_LAW,
                    project=project_label(goal),
                    month=point.month,
                    months="、".join(f"{month}月底" for month in months),
                )
            )
    return judged(told, wrong, without=_NO_NARRATIVE_PLAN)


def _lawful_months(law: Law) -> tuple[int, ...]:
    """The months that the law sets; none where the place has no such form."""
    try:
        return law.integers("spending_plan.checkpoint_months")
    except NotInForce:
        return ()


def _instead(point: CheckpointItem, place: int, months: Sequence[int], told: int) -> int:
    """The month that is meant: the one at the same place of an equally long plan, else the nearest."""
    if told == len(months):
        return months[place]
    return min(months, key=lambda month: abs(month - point.month))
