"""NAM11: satisfaction does not say whose. Leaves whether there is a public and a survey to IND05."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.nam.reasons import NO_SATISFACTION
from jixiao.checks.rules.nam.words_of_slots import SATISFACTION, bare
from jixiao.checks.words import any_of, words
from jixiao.language import Words
from jixiao.law import cite

_TAIL = re.compile(r"(?:的)?(?:综合|总体)?满意(?:度|率|程度|情况|比例|水平|度指标|指数)?(?:调查)?$")

# Those who do the asking are not those who are asked: 由村干部入户问卷.
_ASKERS = re.compile(
    r"(?:由|委托|聘请|组织|安排)[^，,；;。向对]{1,14}?(?=向|对|入户|入村|发放|开展|进行|走访|电话|调查|访问|随机|抽|填)"
)

ALL_BETTER = Words(
    "{count}条满意度指标没有写明是哪些人，如{project}的{quoted}，建议写出具体的服务对象。",
    "{count} indicators of satisfaction, such as {quoted} of {project}, could say more exactly who is asked.",
)
BETTER = Words(
    "{project}的“{found}”没有写明是哪些人，建议写出具体的服务对象。",
    "“{found}” of {project} could say more exactly who is asked.",
)


@rule(
    id="NAM11",
    level=Level.WARNING,
    title=Words("满意度指标没有写明调查对象", "Satisfaction does not say whose"),
    citations=[cite("caiyu-2021-101", "二四")],
    message=Words(
        "{project}的满意度指标“{found}”没有写明由谁来评价。",
        "“{found}” of {project} does not say who is asked.",
    ),
    many=Words(
        "{count}条满意度指标没有写明由谁来评价，如{project}的{quoted}。",
        "{count} indicators of satisfaction, such as {quoted} of {project}, do not say who is asked.",
    ),
    hint=Words(
        "写出{project}的服务对象，例如“沿河村民满意度”“参训人员满意度”“受助对象满意度”。",
        "Name those whom {project} serves, such as villagers along the river or trainees.",
    ),
    kinds=PLANS,
)
def respondents_unnamed(dossier: Dossier) -> Outcome:
    """Satisfaction names those who are asked.

    Judges the tables. A name without any respondent (满意度), the label of the level again (服务对象满意度) and
    群众满意 without a measure fail; 群众满意度 and the like are a hint, in a project's table only. They pass where the
    description names a group of persons: how they are asked (入户问卷190份) and how the share is reckoned name none. A
    department serves the public at large, and part one may be brief.
    """
    rows = [row for row in dossier.table_indicators if _is_satisfaction(row)]
    return judged(rows, folded(draft for row in rows for draft in _findings(row)), without=NO_SATISFACTION)


def _is_satisfaction(row: IndicatorItem) -> bool:
    return "满意" in row.name and (row.category == SATISFACTION or row.dimension == "满意度指标")


def _findings(row: IndicatorItem) -> Iterator[Draft]:
    name = plain(bare(row.name))
    whose = _TAIL.sub("", name)
    if whose == name or whose and whose not in words("nam.anybody"):
        return
    holes: dict[str, Any] = {"found": row.name, "project": project_label(row.owner)}
    if not whose or whose == "服务对象" or name.endswith("满意"):
        if not _told(row):
            yield found(row.field("name"), **holes)
    elif row.source == "table" and not _told(row):
        yield found(row.field("name"), level=Level.HINT, message=BETTER, many=ALL_BETTER, **holes)


def _told(row: IndicatorItem) -> bool:
    """Whether the description names a group of persons; how they are asked and how the share is reckoned names none."""
    return any_of("nam.groups").search(_ASKERS.sub("", row.indicator.description or "")) is not None
