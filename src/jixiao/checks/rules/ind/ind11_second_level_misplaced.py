"""IND11: a second level stands under another first level. Leaves what an indicator's words say to NAM."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.ind.tables import NO_LEVELS, Owner, homes, tables
from jixiao.language import Words
from jixiao.law import cite

_COST = "成本指标"


@rule(
    id="IND11",
    level=Level.ERROR,
    title=Words("二级指标与一级指标不对应", "Second level under another first level"),
    citations=[cite("caiyu-2015-88", "10"), cite("caiyu-2021-101", "二")],
    message=Words(
        "{project}把“{found}”列在“{dimension}”下，应当列在“{expected}”下。",
        "{project} has “{found}” under “{dimension}”; it belongs under “{expected}”.",
    ),
    many=Words(
        "{project}把“{found}”的{count}条指标列在“{dimension}”下，应当列在“{expected}”下。",
        "{project} has {count} rows of “{found}” under “{dimension}”; they belong under “{expected}”.",
    ),
    hint=Words("把“{name}”移到“{expected}”的“{found}”下。", "Move “{name}” to “{found}” under “{expected}”."),
)
def second_level_misplaced(dossier: Dossier) -> Outcome:
    """Every second level stands under its own first level.

    Judges tables whose indicators have both levels in standard words. An error where the right first level stands in
    the same table; else its label may have been lost and every row below seems misplaced, hence a warning. Cost may
    stand under output or for itself (IND04), and older department-wide forms count satisfaction as an effect.
    """
    homes_of = homes(dossier.law)
    checked = 0
    drafts: list[Draft] = []
    for owner, rows in tables(dossier):
        levelled = [row for row in rows if row.dimension and row.category in homes_of]
        checked += len(levelled)
        drafts += _findings(owner, levelled, homes_of)
    return judged(checked, drafts, without=NO_LEVELS)


def _findings(owner: Owner, rows: list[IndicatorItem], homes_of: Mapping[str, frozenset[str]]) -> Iterator[Draft]:
    known = frozenset[str]().union(*homes_of.values())
    present = {row.dimension for row in rows}
    for row in rows:
        right = homes_of[row.category]
        if row.dimension in right or row.dimension not in known or _is_tolerated(row):
            continue
        expected = sorted(right)[0]
        yield found(
            row.field("category"),
            found=row.category,
            expected=expected,
            related=(row.field("dimension"),),
            cause=(owner.subject, row.category, row.dimension),
            level=None if expected in present else Level.WARNING,
            project=project_label(owner),
            dimension=row.dimension,
            name=row.name,
        )


def _is_tolerated(row: IndicatorItem) -> bool:
    if "成本" in row.category:
        return row.dimension in ("产出指标", _COST)
    return "满意度" in row.category and row.dimension == "效益指标" and row.source == "department"
