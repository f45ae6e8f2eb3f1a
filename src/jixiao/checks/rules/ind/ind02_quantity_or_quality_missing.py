"""IND02: a project has no quantity or no quality indicator. Leaves missing first levels to IND01."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.ind.tables import NO_LEVELS, categories_of, has_categories, project_tables
from jixiao.checks.rules.nam.words_of_slots import example_of
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="IND02",
    level=Level.WARNING,
    title=Words("数量指标、质量指标没有都设", "Quantity or quality indicator missing"),
    citations=[cite("caiyu-2021-101", "二")],
    message=Words(
        "{project}没有设置{expected}，数量和质量指标原则上都要设置。",
        "{project} has no indicator of {expected}; quantity and quality are in principle both set.",
    ),
    many=Words(
        "{count}个项目没有设置{expected}，如{project}；数量和质量指标原则上都要设置。",
        "{count} projects, such as {project}, have no indicator of {expected}; quantity and quality are both set.",
    ),
    hint=Words("补设{expected}，例如{examples}。", "Set {expected}, for example {examples}."),
    kinds=PROJECT_PLANS,
)
def quantity_or_quality_missing(dossier: Dossier) -> Outcome:
    """The output of a project has both a quantity and a quality indicator.

    Judges tables that were read wholly, have a second level for every indicator and any output at all; a project
    without any output is IND01's business.
    """
    required = dossier.law.words("indicators.required_categories")
    outputs = {*dossier.law.words("indicators.output_categories"), *required}
    checked, drafts = 0, []
    for owner, rows in project_tables(dossier):
        present = categories_of(rows)
        if not owner.whole or not has_categories(rows) or present.isdisjoint(outputs):
            continue
        checked += 1
        drafts += [
            found(owner, expected=category, cause=category, project=project_label(owner), examples=example_of(category))
            for category in required
            if category not in present
        ]
    return judged(checked, drafts, without=NO_LEVELS)
