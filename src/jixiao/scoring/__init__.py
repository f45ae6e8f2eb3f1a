"""Marks of self-evaluations and lights of monitoring: Decimal in, points with their working out.

Leaves reading the words of a form to `jixiao.forms`, printing to `jixiao.report`, blaming anyone to `jixiao.checks`.
"""

from __future__ import annotations

from jixiao.scoring.execution import budget_of, execution_mark, execution_rate
from jixiao.scoring.lights import (
    Light,
    LightTerms,
    Nature,
    execution_light,
    expected_percent,
    light_terms_of,
    nature_of,
    project_light,
    row_light,
)
from jixiao.scoring.marks import Mark, Step, Window
from jixiao.scoring.printed import ScoreReport, score_report
from jixiao.scoring.qualitative import says_tier, tier_of
from jixiao.scoring.recount import Line, Recount, compare, recount
from jixiao.scoring.rows import row_mark, sense_of
from jixiao.scoring.terms import Band, Terms, terms_of
from jixiao.scoring.totals import grade_of, total_of

__all__ = [
    "Band",
    "Light",
    "LightTerms",
    "Nature",
    "Line",
    "Mark",
    "Recount",
    "ScoreReport",
    "Step",
    "Terms",
    "Window",
    "budget_of",
    "compare",
    "execution_light",
    "execution_mark",
    "execution_rate",
    "expected_percent",
    "grade_of",
    "light_terms_of",
    "nature_of",
    "project_light",
    "recount",
    "row_light",
    "row_mark",
    "says_tier",
    "score_report",
    "sense_of",
    "terms_of",
    "tier_of",
    "total_of",
]
