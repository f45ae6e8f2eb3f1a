"""Projects and departments whose indicators have weights, and the points printed beside their levels.

Leaves judging to the WGT rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem, Item
from jixiao.checks.rules.eva.evaluated import Form
from jixiao.scoring.marks import plain
from jixiao.units import NUMBER, narrow, written

_ZERO = Decimal(0)
_POINTS = re.compile(rf"\(({NUMBER})分?\)|({NUMBER})分")


class Weighed(Form, frozen=True):
    """A form that has a column of weights."""

    rows: tuple[IndicatorItem, ...]

    @property
    def whole(self) -> bool:
        """Whether the form was read whole and every row has its weight, so that sums mean something."""
        return self.item.whole and all(row.indicator.weight is not None for row in self.rows)

    @property
    def total(self) -> Decimal:
        """What the weights add up to."""
        return total(self.rows)

    def groups(self, level: str) -> dict[str, tuple[IndicatorItem, ...]]:
        """The rows by their `dimension` or by their dimension and `category`, in the order of the form."""
        found: dict[str, list[IndicatorItem]] = {}
        for row in self.rows:
            name = row.dimension if level == "dimension" else f"{row.dimension} {row.category}".strip()
            found.setdefault(name, []).append(row)
        return {name: tuple(rows) for name, rows in found.items() if name}


def weighed(dossier: Dossier) -> tuple[Weighed, ...]:
    """Every owner of indicators with at least one weight; the Hebei text has none."""
    forms = (Weighed(owner, owner.indicators) for owner in dossier.forms)
    return tuple(one for one in forms if any(row.indicator.weight is not None for row in one.rows))


def total(rows: tuple[IndicatorItem, ...]) -> Decimal:
    """What the weights of some rows add up to."""
    return sum((row.indicator.weight or _ZERO for row in rows), _ZERO)


def printed_points(rows: tuple[IndicatorItem, ...], level: str) -> Iterator[tuple[Item, Decimal]]:
    """The points that the label of a level names (产出指标（50分）), with their spot; once where all rows share it."""
    seen = set()
    for row in rows:
        spot = row.field(level)
        found = _POINTS.search(narrow(spot.at.quote)) if spot.at != row.at else None
        if found and (spot.at.table, spot.at.row, spot.at.quote) not in seen:
            seen.add((spot.at.table, spot.at.row, spot.at.quote))
            yield spot, written(found[1] or found[2])


def points(value: Decimal) -> str:
    """Points without the zeros at their end."""
    return plain(value)
