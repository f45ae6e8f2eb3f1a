"""Marks by category (成本, 产出, 效益, 满意度 and their second levels) of a unit's or a county's year, from roll-ups.

`marks_by_level` is what pages, charts and reports ask: the lines of every second level, in one query.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Sum

from jixiao_web.evaluation.levels import EXECUTION
from jixiao_web.evaluation.models import LevelMark
from jixiao_web.evaluation.points import points_of
from jixiao_web.overview.selectors import Place

_ORDER = (
    "成本指标", "经济成本指标", "社会成本指标", "生态环境成本指标", "产出指标", "数量指标", "质量指标", "时效指标",
    "效益指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "满意度指标", "服务对象满意度指标",
)  # fmt: skip
"""Levels as the forms have them; others behind them, the money last."""
_SUMMED = ("leads", "rows", "open", "lost", "weight", "points", "held")
_HUNDREDTH = Decimal("0.01")


class LevelLine(NamedTuple):
    """A level, first or second (`category` empty: the whole first level), of all projects of a place.

    Attributes:
        projects, rows: how many have it; open: rows without a mark; lost: rows with points lost.
        weight, points, held: of the marked rows: what they weigh, the units' own points, those that hold (re-checked
            where a re-check is told). percent: what is held of the weight, percent points; None where nothing is
            marked.
    """

    dimension: str
    category: str
    projects: int
    rows: int
    open: int
    lost: int
    weight: Decimal
    points: Decimal
    held: Decimal
    percent: Decimal | None

    @property
    def name(self) -> str:
        """The level's own words."""
        return self.category or self.dimension


class Marks(NamedTuple):
    """A place's marks: first levels, each followed by its second ones; those alone that a chart shows."""

    lines: Sequence[LevelLine]

    @property
    def charted(self) -> list[tuple[str, Decimal | None]]:
        """Name and percent of every second level, and of first levels that have none."""
        parted = {line.dimension for line in self.lines if line.category}
        return [(line.name, line.percent) for line in self.lines if line.category or line.dimension not in parted]


def marks_by_level(place: Place, year: int | None) -> Marks:
    """What the projects of a place got by first and second level, in one query; no department as a whole is counted."""
    sums = {name: Sum(name) for name in _SUMMED}
    second: list[Any] = [*_found(place, year).values("dimension", "category").annotate(projects=Count("pk"), **sums)]
    lines = []
    for dimension in sorted({row["dimension"] for row in second}, key=_rank):
        own = sorted((row for row in second if row["dimension"] == dimension), key=lambda row: _rank(row["category"]))
        whole = {name: sum(row[name] for row in own) for name in sums}
        lines.append(_line(dimension, "", whole | {"projects": whole["leads"]}))
        lines += [_line(dimension, row["category"], {**row}) for row in own if row["category"]]
    return Marks(lines)


def projects_at(place: Place, year: int | None, dimension: str, category: str) -> QuerySet[LevelMark, Any]:
    """The projects of a place with a level, those that lost the largest share first."""
    found = _found(place, year).filter(dimension=dimension)
    found = found.filter(category=category) if category else found
    rows = found.values("filing_id", "ordinal", unit=F("filing__unit__name"), code=F("filing__unit_code"))
    sums = {f"all_{name}": Sum(name) for name in _SUMMED}
    told = rows.annotate(**sums, missed=Sum(F("weight") - F("held")))
    return told.order_by("-missed", "code", "filing_id", "ordinal")


def share_of(held: int, weight: int) -> Decimal | None:
    """What is held of a weight, percent points."""
    return (Decimal(held) * 100 / weight).quantize(_HUNDREDTH, ROUND_HALF_UP) if weight else None


def years_marked(place: Place) -> list[int]:
    """The years of which a place has marks, the newest first."""
    return [*LevelMark.objects.filter(_of(place)).order_by("-year").values_list("year", flat=True).distinct()]


def _found(place: Place, year: int | None) -> QuerySet[LevelMark]:
    return LevelMark.objects.filter(_of(place), year=year or 0, ordinal__gt=0).order_by()


def _of(place: Place) -> Q:
    own = Q(county_code=place.county_code)
    return own & Q(filing__unit=place.unit) if place.unit else own


def _line(dimension: str, category: str, row: dict[str, int]) -> LevelLine:
    weight, points, held = (points_of(row[name]) or Decimal(0) for name in ("weight", "points", "held"))
    return LevelLine(
        dimension, category, row["projects"], row["rows"], row["open"], row["lost"], weight, points, held,
        share_of(row["held"], row["weight"]),
    )  # fmt: skip


def _rank(name: str) -> tuple[int, str]:
    if name in _ORDER:
        return _ORDER.index(name), ""
    return (len(_ORDER) + (name == EXECUTION), name)
