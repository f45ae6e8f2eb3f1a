"""The indicators of a document table by table, and what several rules ask of a table.

Leaves what is wrong with them to the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import DepartmentItem, GoalItem, IndicatorItem, ProjectItem
from jixiao.language import Words
from jixiao.law import Law, NotInForce

Owner = ProjectItem | GoalItem | DepartmentItem

NO_LEVELS = Words(
    "指标没有一级、二级指标标签，或者表格未能完整读取", "the indicators have no levels, or no table was read wholly"
)

_SATISFACTION = "满意度指标"
# First levels that may do without a second one.
_UNPARTED = (_SATISFACTION, "预算执行指标")


def tables(dossier: Dossier) -> Iterator[tuple[Owner, tuple[IndicatorItem, ...]]]:
    """The tables of projects and a department-wide form, each with its indicators; tables without any are left out."""
    for owner in dossier.forms:
        if owner.indicators:
            yield owner, owner.indicators


def project_tables(dossier: Dossier) -> Iterator[tuple[ProjectItem, tuple[IndicatorItem, ...]]]:
    """The tables of projects with their indicators."""
    for project in dossier.projects:
        if project.indicators:
            yield project, project.indicators


def categories_of(rows: Iterable[IndicatorItem]) -> set[str]:
    """The second levels of a table; 满意度指标 stands for its only one where the form has no finer label."""
    return {row.category or ("服务对象满意度指标" if row.dimension == _SATISFACTION else "") for row in rows}


def has_categories(rows: Sequence[IndicatorItem]) -> bool:
    """Whether every indicator of a table has a second level (satisfaction and execution may do without)."""
    return all(row.category or row.dimension in _UNPARTED for row in rows)


def homes(law: Law) -> dict[str, frozenset[str]]:
    """Under which first levels each second level of the standard may stand."""
    found: dict[str, frozenset[str]] = {}
    for dimension, key in _FAMILIES:
        try:
            names = law.words(f"indicators.{key}")
        except NotInForce:
            continue
        for name in names:
            found[name] = found.get(name, frozenset()) | {dimension}
    return found


_FAMILIES = (
    ("产出指标", "output_categories"),
    ("成本指标", "cost_categories"),
    ("效益指标", "benefit_categories"),
    (_SATISFACTION, "satisfaction_categories"),
)
