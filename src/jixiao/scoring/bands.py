"""Points by bands of a percent: 预算执行率 and 满意度 as 财预〔2021〕101号 scores them. Leaves the bands to the law."""

from __future__ import annotations

from decimal import Decimal, localcontext

from jixiao.scoring.marks import EXACT, ZERO, Mark, Step, equals, none, plain, two_places
from jixiao.scoring.terms import Band

_HUNDRED = Decimal(100)


def band_mark(percent: Decimal, weight: Decimal, bands: tuple[Band, ...]) -> Mark:
    """The share of the first band whose floor is reached; nothing below the last.

    >>> bands = (Band(Decimal(90), Decimal(1)), Band(Decimal(80), Decimal("0.8")))
    >>> band_mark(Decimal("89.99"), Decimal(10), bands).points
    Decimal('8.00')
    """
    with localcontext(EXACT):
        shown = {"actual": f"{plain(two_places(percent))}%", "weight": plain(weight)}
        band = next((band for band in bands if percent >= band.floor), None)
        if band is None:
            return none(weight, Step("below_bands", shown | {"floor": plain(bands[-1].floor if bands else ZERO)}))
        exact = weight * band.share
        points = two_places(exact)
        values = shown | {"floor": plain(band.floor), "share": plain(band.share * _HUNDRED)}
        step = Step("band", values | {"equals": equals(exact, points), "points": plain(points)})
        return Mark(weight=weight, points=points, steps=(step,))
