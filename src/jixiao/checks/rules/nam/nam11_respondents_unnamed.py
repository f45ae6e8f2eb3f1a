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

ALL_BETTER = Words(
    "{count}条满意度指标没有写明是哪些人，如{project}的{quoted}，建议写出具体的服务对象。",
    "{count} indicators of satisfaction, such as {quoted} of {project}, could say more exactly who is asked.",
)
BETTER = Words(
    "{project}的“{found}”没有写明是哪些人，建议写出具体的服务对象。",
    "“{found}” of {project} could say more exactly who is asked.",
)


_SIGNS_MORE = 4
"""A description that is longer than the name by so many signs says something of its own."""


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
    群众满意 without a measure fail; 群众满意度 and the like are a hint, in a project's table only, and pass where the
    description says who is asked, not only how the share is reckoned. A department serves the public at large, and
    part one may be brief.
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
        if not _told(row, name):
            yield found(row.field("name"), **holes)
    elif row.source == "table" and not _told(row, name):
        yield found(row.field("name"), level=Level.HINT, message=BETTER, many=ALL_BETTER, **holes)


def _told(row: IndicatorItem, name: str) -> bool:
    """Whether the description says more than the name: who is asked, or how, not the share of anybody's."""
    told = plain(row.indicator.description or "")
    return len(told) > len(name) + _SIGNS_MORE and len(any_of("nam.any_survey").sub("", told)) > 1
