"""IND08: a name stands twice in one table. Leaves names that are merely alike to NAM13."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_INDICATORS
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.ind.tables import Owner, tables
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="IND08",
    level=Level.ERROR,
    title=Words("同一项目的三级指标重名", "Name of an indicator stands twice in a table"),
    citations=[cite("integration-standard", "指标名称"), cite("performance-module", "目标录入校验")],
    message=Words(
        "{project}的三级指标“{found}”重复出现，一体化系统不允许重名。",
        "“{found}” stands more than once in the table of {project}; the system takes a name once.",
    ),
    many=Words(
        "{project}的三级指标“{found}”出现{count}次，一体化系统不允许重名。",
        "“{found}” stands {count} times in the table of {project}; the system takes a name once.",
    ),
    hint=Words(
        "同一指标只保留一条；确是两个指标的，在名称中写明各自的对象、地点或者内容，使两条能够区分。",
        "Keep one of them, or name in each what sets it apart: whom, where or what it speaks of.",
    ),
)
def name_stands_twice(dossier: Dossier) -> Outcome:
    """The names of a project's indicators are unique.

    Judges every table by the plain words of the names, whatever their second levels. One name cell over several
    values is one name. Where most names of a table stand twice, two tables were printed as one or read as one: a hint
    only.
    """
    checked = 0
    drafts: list[Draft] = []
    for owner, rows in tables(dossier):
        named = [row for row in rows if plain(row.name)]
        checked += len(named)
        drafts += _findings(owner, named)
    return judged(checked, drafts, without=NO_INDICATORS)


def _findings(owner: Owner, rows: list[IndicatorItem]) -> Iterator[Draft]:
    groups: dict[str, list[IndicatorItem]] = defaultdict(list)
    for row in rows:
        groups[plain(row.name)].append(row)
    if len(groups) == len(rows):
        return
    twice = [group for group in groups.values() if len(_cells(group)) > 1]
    level = Level.HINT if 2 * sum(map(len, twice)) > len(rows) and len(twice) > 1 else None
    for group in twice:
        for row in _cells(group).values():
            yield found(
                row.field("name"),
                found=row.name,
                cause=(owner.subject, plain(row.name)),
                level=level,
                project=project_label(owner),
            )


def _cells(group: list[IndicatorItem]) -> dict[object, IndicatorItem]:
    """The rows of a group by the cell of their name: a cell merged over several rows is one name."""
    cells: dict[object, IndicatorItem] = {}
    for row in group:
        at = row.field("name").at
        cells.setdefault(at.key, row)
    return cells
