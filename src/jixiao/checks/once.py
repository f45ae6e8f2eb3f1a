"""Remembers what several rules work out of the same dossier. Knows nothing of what it is."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

from jixiao.checks.dossier import Dossier

T = TypeVar("T")


def once(work: Callable[[Dossier], T]) -> Callable[[Dossier], T]:
    """The function with its answers remembered, each as long as its dossier lives."""

    @functools.wraps(work)
    def remembered(dossier: Dossier) -> T:
        known = dossier.known
        if work not in known:
            known[work] = work(dossier)
        answer: T = known[work]
        return answer

    return remembered
