"""A plan held against last year's, and against projects of its names elsewhere. Values in, values out; no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from jixiao.model import Document
from jixiao.model.indicator import Indicator
from jixiao.model.project import Project
from jixiao_web.common.money import fen_of


class Pair(NamedTuple):
    """An indicator in last year's plan and in this one; None where it does not stand."""

    name: str
    before: str | None
    now: str | None

    @property
    def same(self) -> bool:
        """Whether the target is the same word by word."""
        return self.before == self.now


class ProjectPair(NamedTuple):
    """A project of last year and of now; amounts in fen, None where the project or its amount does not stand.

    Attributes:
        carried: indicators with name and target as last year. total: indicators now.
    """

    name: str
    code: str
    before_fen: int | None
    now_fen: int | None
    kind: str
    carried: int
    total: int
    indicators: tuple[Pair, ...]

    @property
    def change_percent(self) -> Decimal | None:
        """How the budget changed, percent points of last year's."""
        if not self.before_fen or self.now_fen is None:
            return None
        return Decimal(self.now_fen - self.before_fen) * 100 / self.before_fen


def years_compared(now: Document, before: Document) -> list[ProjectPair]:
    """The projects of this year's plan with last year's of the same code or name; then those that ended."""
    left = list(before.projects)
    pairs = []
    for project in now.projects:
        last = _same(project, left)
        if last is not None:
            left.remove(last)
        pairs.append(_pair(project, last))
    return pairs + [_pair(None, project) for project in left]


def _same(project: Project, others: Sequence[Project]) -> Project | None:
    by_code = next((each for each in others if each.code and each.code == project.code), None)
    return by_code or next((each for each in others if each.name and each.name == project.name), None)


def _pair(now: Project | None, before: Project | None) -> ProjectPair:
    own = now or before
    assert own is not None
    pairs = _indicators(now.indicators if now else (), before.indicators if before else ())
    return ProjectPair(
        name=own.name or "—",
        code=own.code or "",
        before_fen=_fen(before),
        now_fen=_fen(now),
        kind="kept" if now and before else "new" if now else "ended",
        carried=sum(pair.same for pair in pairs if pair.now is not None) if before else 0,
        total=len(now.indicators) if now else 0,
        indicators=pairs,
    )


def _fen(project: Project | None) -> int | None:
    budget = project.funds.budget_yuan if project else None
    return None if budget is None else fen_of(budget)


def _indicators(now: Iterable[Indicator], before: Iterable[Indicator]) -> tuple[Pair, ...]:
    last = {(each.name or "").strip(): _target(each) for each in before}
    pairs = [Pair(name := (each.name or "").strip(), last.pop(name, None), _target(each)) for each in now]
    return (*pairs, *(Pair(name, target, None) for name, target in last.items()))


def _target(indicator: Indicator) -> str:
    return (indicator.target.text if indicator.target else "").strip()


def alike(one: Project, other: Project) -> tuple[int, int]:
    """How many indicators of one project stand in another with the same name and target, and how many it has."""
    known = {((each.name or "").strip(), _target(each)) for each in other.indicators}
    own = [((each.name or "").strip(), _target(each)) for each in one.indicators]
    return sum(each in known for each in own), len(own)
