"""IND01: an obligatory first level has no indicator. Leaves second levels to IND02-IND04."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem, ProjectItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.ind.tables import NO_LEVELS, Owner, homes, tables
from jixiao.checks.rules.nam.words_of_slots import example_of
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

_SATISFACTION = "满意度指标"
_EXAMPLES = {"产出指标": "数量指标", "效益指标": "社会效益指标", _SATISFACTION: "服务对象满意度指标"}
# A table of fewer rows may have been read in part only: asked about, not called an error.
_FEW = 3

ASK = Words(
    "{project}没有设置满意度指标，规定格式列有这一项。",
    "{project} has no indicator of satisfaction, which the form provides for.",
)
ASK_ALL = Words(
    "{count}个项目没有设置满意度指标，如{project}，规定格式列有这一项。",
    "{count} projects, such as {project}, have no indicator of satisfaction, which the form provides for.",
)
SERVED = Words(
    "直接服务群众的项目补设满意度指标并开展调查，例如{examples}；不直接服务群众的，说明不设的理由。",
    "If the project serves the public, set one, for example {examples}, and do a survey; else say why there is none.",
)


@rule(
    id="IND01",
    level=Level.ERROR,
    title=Words("缺少必设的一级指标", "Obligatory first level missing"),
    citations=[cite("caiyu-2015-88", "10"), cite("caiyu-2021-101", "二")],
    message=Words("{project}没有设置{expected}。", "{project} has no indicator of {expected}."),
    many=Words(
        "{count}个项目没有设置{expected}，如{project}。",
        "{count} projects, such as {project}, have no indicator of {expected}.",
    ),
    hint=Words("在{project}中补设{expected}，例如{examples}。", "Set {expected} in {project}, for example {examples}."),
    kinds=PLANS,
)
def first_level_missing(dossier: Dossier) -> Outcome:
    """Every table has indicators of output and of benefit, and of satisfaction where the form provides for it.

    Judges tables that were read wholly and whose indicators all have a first level. A table of very few rows is
    asked about only. Satisfaction belongs to projects that serve the public (IND05): missing, it is a warning where
    the project's name tells whom it serves, a hint where it does not, or tells goods, a levy or own people. Silent on
    internal projects without satisfaction, on lists without levels, and on the sentences of part one.
    """
    required = dossier.law.words("indicators.required_dimensions")
    whole = [(owner, rows) for owner, rows in tables(dossier) if owner.whole and all(row.dimension for row in rows)]
    short = [(owner, rows) for owner, rows in whole if not {row.dimension for row in rows}.issuperset(required)]
    homes_of = homes(dossier.law) if short else {}
    drafts = [draft for owner, rows in short for draft in _findings(owner, rows, required, homes_of)]
    return judged(whole, drafts, without=NO_LEVELS)


def _findings(
    owner: Owner, rows: Sequence[IndicatorItem], required: tuple[str, ...], homes_of: Mapping[str, frozenset[str]]
) -> Iterator[Draft]:
    present = {row.dimension for row in rows}.union(*(homes_of.get(row.category, ()) for row in rows))
    if any("满意" in row.name for row in rows):
        present.add(_SATISFACTION)
    for dimension in required:
        if dimension in present:
            continue
        holes: dict[str, Any] = {"project": project_label(owner), "examples": example_of(_EXAMPLES.get(dimension, ""))}
        if dimension != _SATISFACTION:
            few = len(rows) < _FEW
            level, cause = (Level.WARNING, dimension) if few else (None, None)
            yield found(owner, expected=dimension, level=level, cause=cause, **holes)
        elif isinstance(owner, ProjectItem) and not any_of("ind.internal_projects").search(owner.name):
            level = Level.WARNING if _serves(owner.name) else Level.HINT
            ask: dict[str, Any] = {"message": ASK, "many": ASK_ALL, "hint": SERVED, "cause": level}
            yield found(owner, expected=dimension, level=level, **ask, **holes)


def _serves(name: str) -> bool:
    """Whether a project plainly serves people outside the organs, by its name."""
    return bool(any_of("ind.served_projects").search(name)) and not any_of("ind.unserved_projects").search(name)
