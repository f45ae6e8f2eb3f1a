"""Rates on pages, in charts and in reports: rounded once, half up, from the exact fraction."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from hypothesis import example, given
from hypothesis import strategies as st

from jixiao_web.common.templatetags.jixiao import percent
from jixiao_web.evaluation.templatetags import evaluation
from jixiao_web.filings import saying
from jixiao_web.overview.charts import _percent, _plain
from jixiao_web.overview.marks import share_of
from jixiao_web.overview.tables import points, share
from jixiao_web.spending.selectors import rate_of


@given(part=st.integers(0, 10**14), whole=st.integers(1, 10**14))
@example(part=96_149, whole=100_000)
@example(part=1, whole=16)
@example(part=96_144_999_999_999, whole=10**14)
def test_a_rate_is_rounded_once_half_up_from_the_exact_fraction(part, whole):
    exact = Fraction(part * 100, whole)
    hundredths = Decimal(floor(exact * 100 + Fraction(1, 2))).scaleb(-2)
    stored = int(hundredths * 100)
    written = f"{hundredths:.0f}%" if hundredths == int(hundredths) else f"{hundredths:.2f}%"
    assert evaluation.share(stored) == f"{hundredths:,.2f}%", "a rate that is kept in hundredths"
    for told in (rate_of(part, whole), share_of(part, whole)):
        assert told == hundredths
        assert percent(told) == f"{hundredths:,.2f}%" and share(told).text == f"{hundredths:.2f}%"
        assert share(told).number == hundredths
        assert told > 10**12 or charted(told) == written
        assert points(told) == f"{hundredths.normalize():f}%"
    unrounded = Decimal(part) * 100 / whole
    assert percent(unrounded) == f"{hundredths:,.2f}%" and share(unrounded).number == hundredths
    assert unrounded > 10**12 or charted(unrounded) == written


def charted(value: Decimal) -> str:
    """What a chart writes at a point."""
    (plain,) = _plain([value])
    return _percent(plain)


def test_a_difference_is_rounded_half_up():
    assert saying.share_of(800, 2) == "+0.3%" and saying.share_of(800, -2) == "−0.3%"
    assert saying.share_of(800, 6) == "+0.8%"
