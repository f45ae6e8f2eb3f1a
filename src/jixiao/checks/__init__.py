"""Checks a document against the rules of the field: what is wrong, where, which regulation says so, what to write.

A rule is one file below `rules/`; the engine runs it over a `Dossier`. Leaves showing findings to `jixiao.report`.
"""

from jixiao.checks.dossier import Dossier
from jixiao.checks.engine import run
from jixiao.checks.facts import Facts
from jixiao.checks.finding import Finding, Report
from jixiao.checks.fixes import mended
from jixiao.checks.registry import all_rules, selected
from jixiao.checks.rule import Level, Rule

__all__ = ["Dossier", "Facts", "Finding", "Level", "Report", "Rule", "all_rules", "mended", "run", "selected"]
