"""Whether narrative and table that were matched by likeness surely are of the same project."""

from __future__ import annotations

from jixiao.checks.alike import plain
from jixiao.checks.pairs import Pair
from jixiao.checks.rule import Level


def level_of(pair: Pair) -> Level | None:
    """The rule's level where the names are the same or one holds the other; a hint where they are only alike.

    Part one of some plans goes by duties of the unit, whose names resemble those of projects without being projects.
    """
    one, other = plain(pair.goal.name if pair.goal else ""), plain(pair.project.name if pair.project else "")
    return None if one in other or other in one else Level.HINT
