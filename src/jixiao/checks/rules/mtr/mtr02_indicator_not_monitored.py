"""MTR02: an approved indicator is missing from the monitoring sheet, or stands there twice."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import IndicatorItem, Part, ProjectItem
from jixiao.checks.outcome import Draft, Outcome, found, judged, not_applicable
from jixiao.checks.pairs import ProjectPair
from jixiao.checks.reasons import NO_AGAINST, NO_PAIRS
from jixiao.checks.rule import MONITORING, Level, rule
from jixiao.language import Words
from jixiao.law import cite

_TWICE = Words(
    "“{project}”的监控表中，指标“{indicator}”填了{times}次。",
    "The indicator “{indicator}” stands {times} times in the sheet of “{project}”.",
)
_ONCE = Words(
    "每个批复的指标只填一行，请核对后删去重复的行。",
    "Each approved indicator takes one row: delete what is repeated.",
)


@rule(
    id="MTR02",
    level=Level.ERROR,
    title=Words("批复的指标没有逐项监控", "Approved indicator missing from monitoring"),
    citations=[cite("caiyu-2019-136", "12")],
    message=Words(
        "“{project}”的监控表缺少批复的指标“{indicator}”（{target}）。",
        "The sheet of “{project}” lacks the approved indicator “{indicator}” ({target}).",
    ),
    many=Words(
        "“{project}”的监控表缺少{count}项批复的指标，如{quoted}。",
        "The sheet of “{project}” lacks {count} approved indicators, such as {quoted}.",
    ),
    hint=Words(
        "监控的指标应与批复的绩效目标逐项一致，请按批复补填；指标经批准调整的，请附批准文件。",
        "Monitor the very indicators that were approved; where one was changed, cite the approval.",
    ),
    kinds=MONITORING,
)
def indicator_not_monitored(dossier: Dossier) -> Outcome:
    """Every approved indicator appears once in its project's sheet.

    Told at the last row of the missing one's second or first level. Projects without a sheet are MTR01's business; in a
    sheet that could not be read whole nothing is missed.
    """
    if dossier.against is None:
        return not_applicable(NO_AGAINST)
    pairs = [pair for pair in dossier.approved_pairs if pair.left is not None and pair.right is not None]
    drafts = [draft for pair in pairs for draft in _of(pair)]
    count = sum(len(pair.right.indicators) for pair in pairs if pair.right)
    return judged(count, drafts, without=NO_PAIRS)


def _of(pair: ProjectPair) -> Iterator[Draft]:
    project = pair.left
    assert project is not None
    if project.whole and project.indicators:
        lacking = [both.right for both in pair.indicators if both.left is None and both.right and both.right.name]
        yield from folded(map(functools.partial(_missing, project), lacking), "indicator")
    yield from _repeated(project)


def _missing(project: ProjectItem, lacking: IndicatorItem) -> Draft:
    return found(
        Part(f"{project.subject}.indicators", _neighbour(project, lacking).at, project.places),
        expected=lacking.name,
        cause=project.subject,
        project=project.name,
        indicator=lacking.name,
        target=lacking.target.text if lacking.target else "",
    )


def _neighbour(project: ProjectItem, lacking: IndicatorItem) -> IndicatorItem:
    """The row below which a missing one belongs."""
    rows = project.indicators
    near = [row for row in rows if row.category and row.category == lacking.category]
    return (near or [row for row in rows if row.dimension and row.dimension == lacking.dimension] or rows)[-1]


def _repeated(project: ProjectItem) -> Iterator[Draft]:
    rows = defaultdict[tuple[str, str], list[IndicatorItem]](list)
    for item in project.indicators:
        if item.name:
            rows[item.category, plain(item.name)].append(item)
    for same in rows.values():
        if len(same) > 1:
            yield found(
                Part(same[1].subject, same[1].field("name").at, same[1].places),
                found=same[1].name,
                related=same[:1],
                message=_TWICE,
                hint=_ONCE,
                project=project.name,
                indicator=same[1].name,
                times=len(same),
            )
