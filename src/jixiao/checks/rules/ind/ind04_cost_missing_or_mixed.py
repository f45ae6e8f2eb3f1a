"""IND04: a building, repair or purchase project has no cost indicator, or cost stands at two places of the tree."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem, ProjectItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.ind.tables import NO_LEVELS, has_categories, project_tables
from jixiao.checks.rules.nam.words_of_slots import COST, example_of
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

_FIRST_LEVEL, _OUTPUT = "成本指标", "产出指标"

MIXED = Words(
    "成本指标有的列在产出指标下，有的单列为一级指标，{project}的“{found}”与其他项目不一致。",
    "Cost stands under output in some tables and as a first level in others: “{found}” of {project}.",
)
ALL_MIXED = Words(
    "成本指标有的列在产出指标下，有的单列为一级指标，{project}等{count}处的“{found}”与其他项目不一致。",
    "Cost stands under output in some tables, as a first level in others: “{found}” at {count} places as in {project}.",
)
ONE_TREE = Words(
    "全文采用同一种指标体系：要么成本指标都列在产出指标下，要么都单列为一级指标。",
    "Use one tree throughout: cost under output everywhere, or as a first level everywhere.",
)


@rule(
    id="IND04",
    level=Level.WARNING,
    title=Words("未设成本指标或成本指标层级不一致", "Cost indicator missing, or at two levels"),
    citations=[cite("caiyu-2021-101", "成本指标")],
    message=Words(
        "{project}属于工程、修缮或购置类项目，没有设置成本指标。",
        "{project} builds, repairs or buys and has no cost indicator.",
    ),
    many=Words(
        "{count}个工程、修缮或购置类项目没有设置成本指标，如{project}。",
        "{count} projects that build, repair or buy, such as {project}, have no cost indicator.",
    ),
    hint=Words(
        "补设成本指标，写明总额或单位成本的控制数，例如{examples}。",
        "Set a cost indicator with a limit of the total or of the unit cost, for example {examples}.",
    ),
    kinds=PROJECT_PLANS,
)
def cost_missing_or_mixed(dossier: Dossier) -> Outcome:
    """Building, major repair and purchasing have a cost indicator, and cost stands at one place of the tree.

    Which projects these are is told from their names; subsidies, training and running costs are none. Judges tables
    that were read wholly and have second levels. The tree is that of the tables: part one tells no levels. What a
    cost indicator's value is belongs to VAL06 and VAL16.
    """
    tables = [(owner, rows) for owner, rows in project_tables(dossier) if has_categories(rows)]
    missing = [
        found(owner, project=project_label(owner), cause="none", examples=example_of(COST))
        for owner, rows in tables
        if owner.whole and _needs_cost(owner) and not any(_is_cost(row) for row in rows)
    ]
    return judged(tables, [*missing, *_mixed(tables)], without=NO_LEVELS)


def _needs_cost(project: ProjectItem) -> bool:
    needed = any_of("ind.cost_projects").search(project.name)
    return bool(needed) and not any_of("ind.not_cost_projects").search(project.name)


def _is_cost(row: IndicatorItem) -> bool:
    return row.dimension == _FIRST_LEVEL or "成本" in row.category or "成本" in row.name


def _mixed(tables: list[tuple[ProjectItem, tuple[IndicatorItem, ...]]]) -> Iterator[Draft]:
    """The rows of cost that stand where fewer of them do."""
    costs = [row for _, rows in tables for row in rows if "成本" in row.category or row.dimension == _FIRST_LEVEL]
    first = [row for row in costs if row.dimension == _FIRST_LEVEL]
    output = [row for row in costs if row.dimension == _OUTPUT]
    if first and output:
        odd, usual = (first, output) if len(first) < len(output) else (output, first)
        for row in odd:
            label = row.field("dimension")
            yield found(
                label,
                found=row.dimension,
                expected=usual[0].dimension,
                related=(usual[0].field("dimension"),),
                cause="tree",
                project=project_label(row.owner),
                message=MIXED,
                many=ALL_MIXED,
                hint=ONE_TREE,
            )
