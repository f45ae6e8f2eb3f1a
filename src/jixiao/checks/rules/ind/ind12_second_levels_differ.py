"""IND12: part one and the table of a project name different second levels. Leaves values to VAL11."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import GoalItem, Part, ProjectItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, Spot, found, judged
from jixiao.checks.reasons import NO_PAIRS
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.ind.tables import categories_of, has_categories
from jixiao.language import Words
from jixiao.law import cite

Side = GoalItem | ProjectItem

_TOLD = 6
_LACKS = Words("{project}缺{levels}", "{project} lacks {levels}")
NOT_IN_TABLE = Words(
    "{project}的分项绩效目标有{levels}，项目绩效目标表没有。",
    "Part one of {project} names {levels}; its table has none of them.",
)
NOT_IN_TABLES = Words(
    "{count}个项目的项目绩效目标表比分项绩效目标少列二级指标：{each}。",
    "The tables of {count} projects lack second levels that part one names: {each}.",
)


@rule(
    id="IND12",
    level=Level.WARNING,
    title=Words("分项目标与项目表的二级指标不一致", "Second levels of part one and table differ"),
    citations=[cite("caiyu-2016-143", "准确")],
    message=Words(
        "{project}的项目绩效目标表有{levels}，分项绩效目标没有。",
        "The table of {project} has {levels}; part one names none of them.",
    ),
    many=Words(
        "{count}个项目的分项绩效目标比项目绩效目标表少列二级指标：{each}。",
        "Part one of {count} projects lacks second levels that their tables have: {each}.",
    ),
    hint=Words(
        "两部分应列同样的二级指标：确有必要的补上，与项目无关的从另一处删去。",
        "Both parts list the same second levels: add what is needed, drop what has nothing to do with the project.",
    ),
    kinds=PROJECT_PLANS,
)
def second_levels_differ(dossier: Dossier) -> Outcome:
    """Part one and the table of a project have indicators of the same second levels.

    Judges pairs of itemized goal and table that both name their second levels. What one side lacks is blamed only
    where that side was read wholly. Names and values of the indicators are GOL06's and VAL11's business.
    """
    pairs = [
        (pair.goal, pair.project)
        for pair in dossier.pairs
        if pair.goal and pair.project and _has_levels(pair.goal) and _has_levels(pair.project)
    ]
    drafts = [
        *_findings([(goal, project) for goal, project in pairs if goal.whole], None, None),
        *_findings([(project, goal) for goal, project in pairs if project.whole], NOT_IN_TABLE, NOT_IN_TABLES),
    ]
    return judged(pairs, drafts, without=NO_PAIRS)


def _has_levels(owner: Side) -> bool:
    rows = list(owner.indicators)
    return bool(rows) and has_categories(rows)


def _findings(sides: Sequence[tuple[Side, Side]], message: Words | None, many: Words | None) -> list[Draft]:
    """What the first side of each pair lacks of the other."""
    lacking = [(side, other, levels) for side, other in sides if (levels := _lacks(side, other))]
    told = [_LACKS.say(project=project_label(side), levels=levels) for side, _, levels in lacking]
    each = "；".join(told[:_TOLD]) + ("……" if len(told) > _TOLD else "")
    return [
        found(
            _where(side),
            expected=levels,
            related=(other,),
            cause=("lacks", message),
            message=message,
            many=many,
            project=project_label(side),
            levels=levels,
            each=each,
        )
        for side, other, levels in lacking
    ]


def _where(side: Side) -> Spot:
    """The sentence of part one that tells the indicators; a table at its heading."""
    told = side.indicators[0].at
    return Part(side.subject, told, side.places) if isinstance(side, GoalItem) and told.line else side


def _lacks(side: Side, other: Side) -> str:
    """The second levels that only the other side has."""
    own = categories_of(side.indicators)
    return "、".join(
        dict.fromkeys(row.category for row in other.indicators if row.category and row.category not in own)
    )
