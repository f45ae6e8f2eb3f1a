"""Texts that belong together: those of two versions of a plan, and projects with the goals that they serve."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["alike_pairs", "goals_served"]

# Not law: how the matching works. A text below this share of common pieces is another text; goals nearly as good as
# the best are proposed too.
_SAME, _NEARLY = 0.4, 0.75


def alike_pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Which texts of two lists are versions of one, by their numbers: equal ones first, then the most alike.

    >>> alike_pairs(["每月排查矛盾两次", "加强宣传"], ["加强宣传", "每月排查矛盾一次"])
    [(0, 1), (1, 0)]
    """
    from jixiao.checks.alike import matched, plain

    ones, others = list(enumerate(left)), list(enumerate(right))
    keys = [(lambda one: plain(one[1]) or None, lambda other: plain(other[1]) or None)]
    texts = (lambda one: one[1], lambda other: other[1])
    pairs = matched(ones, others, keys, texts, _SAME)
    return [(one[0], other[0]) for one, other in pairs if one is not None and other is not None]


def goals_served(goals: Sequence[str], names: Sequence[str]) -> list[tuple[int, ...]]:
    """For each name of a project or indicator, the numbers of the goals that speak of it, as DEP04 understands it.

    The goals that share most with what the name is about; else those of the same kind of task; none for many.
    """
    from jixiao.checks.alike import pieces
    from jixiao.checks.rules.dep.overall import topics
    from jixiao.checks.rules.rep.projects import meaning

    said = [pieces(goal) for goal in goals]

    def served(name: str) -> tuple[int, ...]:
        own = meaning(name)
        shares = [len(own & words) / len(own) if own else 0.0 for words in said]
        best = max(shares, default=0.0)
        if best > 0:
            return tuple(number for number, share in enumerate(shares) if share >= best * _NEARLY)
        kinds = [topic for topic in topics() if topic.answered_in(name)]
        return tuple(n for n, goal in enumerate(goals) if any(topic.answered_in(goal) for topic in kinds))

    return [served(name) for name in names]
