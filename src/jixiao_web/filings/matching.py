"""Which project, row or goal of a later version is which of an earlier one, and which of them moved.

Equal names first, then what has most in common, so that a new name is a new name and not another thing. Values in,
values out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from jixiao.model import Department, Document
from jixiao.model.indicator import Indicator
from jixiao.model.project import Project

_ALIKE = 0.6
"""From which likeness, of 1, things without a name in common are the same."""


class Pair(NamedTuple):
    """Places of the same thing in the earlier and the later version; None where it does not stand."""

    before: int | None
    after: int | None


class Matched(NamedTuple):
    """The rows of a list: pairs in the order of the later version, then those that were taken away; and who moved."""

    pairs: tuple[Pair, ...]
    moved: frozenset[int]


def projects_matched(before: Document, after: Document) -> Matched:
    """The projects of two versions."""
    keys = (lambda each: each.code, lambda each: each.name)
    return _matched(before.projects, after.projects, keys, _projects_alike)


def indicators_matched(before: Project | Department, after: Project | Department) -> Matched:
    """The indicators of two versions of a project, or of the whole department."""
    keys = (lambda each: (each.category, each.name) if each.name else None, lambda each: each.name)
    return _matched(before.indicators, after.indicators, keys, _indicators_alike)


def goals_matched(before: Document, after: Document) -> Matched:
    """The overall goals of two versions."""
    keys = (lambda each: each.heading, lambda each: each.text)
    return _matched(before.overall_goals, after.overall_goals, keys, lambda one, two: _likeness(one.text, two.text))


def safeguards_matched(before: Document, after: Document) -> Matched:
    """The safeguards of two versions."""
    keys = (lambda each: each.text,)
    return _matched(before.safeguards, after.safeguards, keys, lambda one, two: _likeness(one.text, two.text))


def _matched(
    before: Sequence[Any],
    after: Sequence[Any],
    keys: Sequence[Callable[[Any], object]],
    alike: Callable[[Any, Any], float],
) -> Matched:
    found: dict[int, int] = {}
    left = dict.fromkeys(range(len(before)))
    for key in keys:
        known: dict[object, list[int]] = {}
        for place in left:
            if value := key(before[place]):
                known.setdefault(value, []).append(place)
        for place, each in enumerate(after):
            value = key(each)
            if place not in found and value and known.get(value):
                found[place] = known[value].pop(0)
                del left[found[place]]
    _match_alike(before, after, found, left, alike)
    pairs = [Pair(found.get(place), place) for place in range(len(after))]
    return Matched((*pairs, *(Pair(place, None) for place in left)), _moved(found))


def _match_alike(
    before: Sequence[Any],
    after: Sequence[Any],
    found: dict[int, int],
    left: dict[int, None],
    alike: Callable[[Any, Any], float],
) -> None:
    """Find those without a name in common, the likest first; few are left by then."""
    open_after = [place for place in range(len(after)) if place not in found]
    if len(open_after) * len(left) > 2500:
        return
    ranked = sorted(
        ((alike(before[old], after[new]), -abs(old - new), old, new) for old in left for new in open_after),
        reverse=True,
    )
    for likeness, _distance, old, new in ranked:
        if likeness >= _ALIKE and old in left and new not in found:
            found[new] = old
            del left[old]


def _moved(found: dict[int, int]) -> frozenset[int]:
    """The places after of rows that changed their order: the fewest whose moving explains it."""
    places = sorted(found)
    tails: list[int] = []
    ends: list[int] = []
    back: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(tails, found[place])
        back[place] = ends[at - 1] if at else None
        tails[at : at + 1], ends[at : at + 1] = [found[place]], [place]
    stays: set[int] = set()
    now = ends[-1] if ends else None
    while now is not None:
        stays.add(now)
        now = back[now]
    return frozenset(set(places) - stays)


def _projects_alike(one: Project, two: Project) -> float:
    if not one.indicators and not two.indicators:
        return _likeness(one.name, two.name)
    own = {(each.name, str(each.target and each.target.text)) for each in one.indicators}
    other = {(each.name, str(each.target and each.target.text)) for each in two.indicators}
    return max(len(own & other) / max(len(own), len(other), 1), _likeness(one.name, two.name))


def _indicators_alike(one: Indicator, two: Indicator) -> float:
    same = (
        one.category == two.category,
        (one.target and one.target.text) == (two.target and two.target.text),
        one.description == two.description,
        one.basis == two.basis,
    )
    return max(sum(same) / 5, _likeness(one.name, two.name) * (0.8 + 0.2 * same[0]))


def _likeness(one: str | None, two: str | None) -> float:
    if not one or not two:
        return 0.0
    return SequenceMatcher(None, one, two, autojunk=False).ratio()
