"""Watch rules over a ledger: findings like those on documents, one rule a file. The same words, levels and folding.

Leaves deciding what to do to people: a finding here is a question to the unit, never a verdict.
"""

from __future__ import annotations

from jixiao.spending.watch.engine import WATCH_RULES, watch

__all__ = ["WATCH_RULES", "watch"]
