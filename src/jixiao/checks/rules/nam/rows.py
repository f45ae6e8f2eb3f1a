"""The indicators of each table or paragraph by themselves. Leaves judging them to the rules."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem


def by_table(dossier: Dossier, department: bool = True) -> Iterator[list[IndicatorItem]]:
    """The named indicators of one paragraph or table after the other, with those of a department-wide form or not."""
    for owner in (*dossier.goals, *(dossier.forms if department else dossier.projects)):
        rows = [row for row in owner.indicators if row.name]
        if rows:
            yield rows
