"""Runs the watch rules over a ledger. Leaves wording and folding to the engine of the document checks."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import date

from jixiao.checks.engine import folded
from jixiao.checks.finding import Finding
from jixiao.checks.rule import LEVELS, Rule
from jixiao.law import Law, NotInForce
from jixiao.spending.ledger import Ledger
from jixiao.spending.watch.watched import Watched

_RANK = {level.value: number for number, level in enumerate(LEVELS)}


def _found() -> Iterator[Rule]:
    package = importlib.import_module("jixiao.spending.watch.rules")
    for entry in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        yield from (value for value in vars(importlib.import_module(entry.name)).values() if isinstance(value, Rule))


WATCH_RULES = tuple(sorted(_found(), key=lambda one: one.id))
"""Every watch rule, by its id."""


def watch(ledger: Ledger, law: Law, today: date) -> tuple[Finding, ...]:
    """What the watch rules find in a ledger on a day, the gravest first.

    A finding's `subject` is `payments[<key>]`, or `ledger` for what no single payment tells. A rule whose limit is not
    set for that province and day finds nothing.
    """
    watched = Watched(ledger=ledger, law=law, today=today)
    found = [finding for one in WATCH_RULES for finding in _judged(one, watched)]
    return tuple(sorted(found, key=lambda finding: (_RANK[finding.level], finding.rule)))


def _judged(one: Rule, watched: Watched) -> list[Finding]:
    try:
        outcome = one.judge(watched)
    except NotInForce:
        return []
    return folded(one, outcome.findings)
