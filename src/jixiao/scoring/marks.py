"""A mark with its working: the points, or the window a person chooses from, or why neither can be told.

Leaves the formulas to the modules beside it and the printing to `jixiao.report`.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

import msgspec

from jixiao.language import text

Reason = Literal[
    "no_actual",
    "no_target",
    "no_weight",
    "words_for_number",
    "range_for_number",
    "unit_differs",
    "not_comparable",
    "ratio_meaningless",
    "direction_unknown",
    "date_too_coarse",
    "no_tier",
    "no_budget",
    "no_execution",
]

# Wide enough for every number that a cell can hold; the context of the caller is never relied on.
EXACT = Context(prec=200, rounding=ROUND_HALF_UP)
ZERO = Decimal(0)
_HUNDREDTH = Decimal("0.01")


def two_places(value: Decimal) -> Decimal:
    """Rounded half up to two places, as a row of the form is kept.

    >>> two_places(Decimal("8.125")), two_places(Decimal("9"))
    (Decimal('8.13'), Decimal('9.00'))
    """
    return value.quantize(_HUNDREDTH, context=EXACT)


def plain(value: Decimal) -> str:
    """A number without the zeros at its end, never with an exponent.

    >>> plain(Decimal("14.250")), plain(Decimal("1E+2"))
    ('14.25', '100')
    """
    return f"{value.normalize(EXACT):f}"


def grouped(value: Decimal) -> str:
    """A plain number in groups of thousands.

    >>> grouped(Decimal("435000.50"))
    '435,000.5'
    """
    return f"{Decimal(plain(value)):,f}"


class Step(msgspec.Struct, frozen=True):
    """A line of the working: which sentence it is, and what fills its holes.

    >>> Step("ratio", {"actual": "9.5", "target": "10", "weight": "15", "equals": "=", "points": "14.25"}).say()
    '9.5 ÷ 10 × 15 = 14.25'
    """

    kind: str
    values: dict[str, str] = {}

    def say(self) -> str:
        """The line in the language in force."""
        return text(f"score.step.{self.kind}", **self.values)


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """The points from which a person chooses; `closed` says whether `highest` itself may be chosen."""

    lowest: Decimal
    highest: Decimal
    closed: bool = True

    def holds(self, points: Decimal, tolerance: Decimal = ZERO) -> bool:
        """Whether the points lie inside, a slip of `tolerance` forgiven at an end that belongs to the window."""
        if points < self.lowest - tolerance:
            return False
        return points <= self.highest + tolerance if self.closed else points < self.highest


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What a row scores.

    Attributes:
        points: two places; None where a person must choose or nothing can be computed.
        window: what a person may give instead of `points`; None where the formula alone decides.
        reason: why there are no points; None where there are, or where the window says all.
        others: points by other lawful formulas, by the formula's name: a form of another place may follow them.
        over: the actual value is so far above the target that the form wants a reason.
        applicable: False for a row that was declared not applicable.
        steps: the working, line by line.
    """

    weight: Decimal | None
    points: Decimal | None = None
    window: Window | None = None
    reason: Reason | None = None
    others: dict[str, Decimal] = {}
    over: bool = False
    applicable: bool = True
    steps: tuple[Step, ...] = ()

    def working(self) -> str:
        """The working in one sentence, in the language in force."""
        return text("tree.between").join(step.say() for step in self.steps)


def full(weight: Decimal, *steps: Step) -> Mark:
    """All points of the row."""
    return Mark(weight=weight, points=two_places(weight), steps=steps)


def none(weight: Decimal, *steps: Step) -> Mark:
    """No points."""
    return Mark(weight=weight, points=two_places(ZERO), steps=steps)


def unscored(weight: Decimal | None, reason: Reason, **values: str) -> Mark:
    """No points, and why."""
    return Mark(weight=weight, reason=reason, steps=(Step(reason, values),))


def equals(exact: Decimal, rounded: Decimal) -> str:
    """The sign between a formula and its rounded result."""
    return "=" if exact == rounded else "≈"
