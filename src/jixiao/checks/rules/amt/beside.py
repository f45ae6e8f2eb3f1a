"""Where part one states the amount of a project: the other place that a finding on an amount leans on."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Field


def told_amounts(dossier: Dossier) -> dict[str, tuple[Field, ...]]:
    """The narrative's amount by the path of the project; projects without one are not listed."""
    return {
        pair.project.subject: (pair.goal.field("budget_yuan"),)
        for pair in dossier.pairs
        if pair.project and pair.goal and pair.goal.goal.budget_yuan is not None
    }
