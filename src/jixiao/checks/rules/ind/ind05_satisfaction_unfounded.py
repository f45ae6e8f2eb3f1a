"""IND05: satisfaction of the public with internal work, or satisfaction without a survey. Leaves names to NAM11."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import GoalItem, IndicatorItem, ProjectItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.pairs import Pair
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

NO_SATISFACTION = Words("没有设置满意度指标", "no indicator of satisfaction is set")

NO_SURVEY = Words(
    "{project}的满意度指标“{name}”没有说明怎样调查。",
    "Nothing says how “{name}” of {project} is surveyed.",
)
NO_SURVEYS = Words(
    "{count}条满意度指标没有说明怎样调查，如{project}的“{name}”。",
    "Nothing says how {count} indicators of satisfaction are surveyed, such as “{name}” of {project}.",
)
NAME_THE_SURVEY = Words(
    "在指标描述或确定依据中写明调查对象、方式和样本，例如“向受益村民发放问卷60份，满意份数÷有效份数×100%”。",
    "Say who is asked, how, and how many: 60 questionnaires, satisfied by valid ones.",
)


@rule(
    id="IND05",
    level=Level.WARNING,
    title=Words("满意度指标没有服务对象或调查方式", "Satisfaction without a served public or a survey"),
    citations=[cite("caiyu-2021-101", "二四")],
    message=Words(
        "{project}属于机关内部工作，不直接服务群众，却设了“{found}”。",
        "{project} is internal work that serves no public, yet measures “{found}”.",
    ),
    many=Words(
        "{count}个项目属于机关内部工作，不直接服务群众，却设了群众满意度，如{project}的“{found}”。",
        "{count} projects serve no public, yet measure its satisfaction, such as “{found}” of {project}.",
    ),
    hint=Words(
        "改问实际的服务对象，例如“参训人员满意度”“人大代表满意度”；没有服务对象的，不设满意度指标。",
        "Ask those who are served, such as trainees or deputies; where there are none, set no such indicator.",
    ),
    kinds=PROJECT_PLANS,
)
def satisfaction_unfounded(dossier: Dossier) -> Outcome:
    """Satisfaction is measured only where a public is served, and then by a survey.

    Internal work is told from the project's name (人大, 纪检, 公务用车 …); it may ask its own people, but not the
    public. Such a project is named once, at its table or else in part one. The survey may stand in the description,
    the basis or a column of its own; forms without any of these are not judged for it. That a project sets no
    satisfaction indicator is never blamed here.
    """
    checked = 0
    drafts: list[Draft] = []
    for pair in dossier.pairs:
        for owner in (pair.project, pair.goal):
            rows = [row for row in owner.indicators if _is_satisfaction(row)] if owner else []
            if owner is None or not rows:
                continue
            checked += len(rows)
            drafts += _findings(owner, rows, pair)
            break
    return judged(checked, folded(sorted(drafts, key=_place)), without=NO_SATISFACTION)


def _place(draft: Draft) -> tuple[int, int, int, int]:
    at = draft.spot.at
    return at.page or 0, at.line or 0, at.table or 0, at.row or 0


def _is_satisfaction(row: IndicatorItem) -> bool:
    return row.category == "服务对象满意度指标" or row.dimension == "满意度指标"


def _findings(owner: ProjectItem | GoalItem, rows: list[IndicatorItem], pair: Pair) -> Iterator[Draft]:
    internal = any_of("ind.internal_projects").search(owner.name) and not any_of("ind.public_projects").search(
        owner.name
    )
    for row in rows:
        if internal and any_of("ind.public").search(row.name):
            related = [one for one in (pair.goal,) if one is not None and one is not owner]
            yield found(row.field("name"), found=row.name, related=related, project=project_label(owner))
        if isinstance(owner, ProjectItem) and _tells_nothing_of_a_survey(row):
            yield found(
                row.field("description"),
                found=row.indicator.description,
                project=project_label(owner),
                name=row.name,
                message=NO_SURVEY,
                many=NO_SURVEYS,
                hint=NAME_THE_SURVEY,
            )


def _tells_nothing_of_a_survey(row: IndicatorItem) -> bool:
    """Whether the form's columns for it are there and filled with something else."""
    one = row.indicator
    told = [one.description, one.basis, *(one.details or {}).values()]
    said = "，".join(words for words in told if words)
    return bool(said) and "满意" in row.name and not any_of("ind.surveys").search(said)
