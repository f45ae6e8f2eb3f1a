"""The terms of scoring that places set differently, taken once from the law in force.

Leaves the formulas to the modules beside it; no number of the law stands there.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, cast

import msgspec

from jixiao.law import Law, NotInForce

_FILE = "self_evaluation"


class Band(msgspec.Struct, frozen=True):
    """Everything from `floor` upwards, below the band before it, earns this share (of 1) of the points."""

    floor: Decimal
    share: Decimal


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """How self-evaluations are scored at a place and a date.

    Attributes:
        total_points: what all weights add up to.
        execution_points: weight of the execution rate where the form prints none.
        execution_method: `rate` times points, or `bands`.
        execution_bands: by percent points of the rate.
        reverse_method: a value above its limit loses by `distance`, (1-(A-T)/T)·w, or scores by `ratio`, T/A·w.
        equal_overshoot: a value above an exact target is `full`, or a person must `ask` and may take points off.
        satisfaction_method: `positive` formula, or `bands`.
        satisfaction_bands: by percent points of the survey.
        tier_floors: lowest share of the points in each of the three qualitative tiers, best first.
        tier_names: the three tiers by their official words, best first.
        tier_words: words that place an outcome in each tier, best first.
        yes_words, no_words: answers to a question that is met or not.
        not_applicable: a row that does not apply is left out and the rest `rescale`d, or it gets `full` points.
        not_applicable_words: how a form says so.
        growth_words: names of rates that may be negative, whose ratio to the target means nothing.
        adverse_words: names of things of which less is better; a form that prints no operator leaves that open.
        over_flag_ratio: times the target from which an actual value wants a reason.
        over_zero_target: actual value from which a target of 0 wants a reason, None where the place sets none.
        over_deduct: `none`; `manual`, a person may then take points off; or `bands`, by times the target.
        over_bands: share of the points that is taken off.
        grade_floors, grade_names: by points of the total, best first.
        tolerance_own, tolerance_others: by how many points marks of ours, and of other people's tables, may differ.
    """

    total_points: Decimal
    execution_points: Decimal
    execution_method: Literal["rate", "bands"]
    execution_bands: tuple[Band, ...]
    reverse_method: Literal["distance", "ratio"]
    equal_overshoot: Literal["full", "ask"]
    satisfaction_method: Literal["positive", "bands"]
    satisfaction_bands: tuple[Band, ...]
    tier_floors: tuple[Decimal, ...]
    tier_names: tuple[str, ...]
    tier_words: tuple[tuple[str, ...], ...]
    yes_words: tuple[str, ...]
    no_words: tuple[str, ...]
    not_applicable: Literal["rescale", "full"]
    not_applicable_words: tuple[str, ...]
    growth_words: tuple[str, ...]
    adverse_words: tuple[str, ...]
    over_flag_ratio: Decimal
    over_zero_target: Decimal | None
    over_deduct: Literal["none", "manual", "bands"]
    over_bands: tuple[Band, ...]
    grade_floors: tuple[Decimal, ...]
    grade_names: tuple[str, ...]
    tolerance_own: Decimal
    tolerance_others: Decimal


def terms_of(law: Law) -> Terms:
    """The terms of a place at a date."""
    return Terms(
        total_points=_decimal(law, "total_points"),
        execution_points=_decimal(law, "execution_points"),
        execution_method=cast(Literal["rate", "bands"], _text(law, "execution_method")),
        execution_bands=_bands(law, "execution"),
        reverse_method=cast(Literal["distance", "ratio"], _text(law, "reverse_method")),
        equal_overshoot=cast(Literal["full", "ask"], _text(law, "equal_overshoot")),
        satisfaction_method=cast(Literal["positive", "bands"], _text(law, "satisfaction_method")),
        satisfaction_bands=_bands(law, "satisfaction"),
        tier_floors=law.decimals(f"{_FILE}.tier_floors"),
        tier_names=law.words(f"{_FILE}.tier_names"),
        tier_words=tuple(law.words(f"{_FILE}.tier_{number}_words") for number in (1, 2, 3)),
        yes_words=law.words(f"{_FILE}.yes_words"),
        no_words=law.words(f"{_FILE}.no_words"),
        not_applicable=cast(Literal["rescale", "full"], _text(law, "not_applicable")),
        not_applicable_words=law.words(f"{_FILE}.not_applicable_words"),
        growth_words=law.words(f"{_FILE}.growth_words"),
        adverse_words=law.words(f"{_FILE}.adverse_words"),
        over_flag_ratio=_decimal(law, "over_flag_ratio"),
        over_zero_target=_decimal_or_none(law, "over_zero_target"),
        over_deduct=cast(Literal["none", "manual", "bands"], _text(law, "over_deduct")),
        over_bands=_over_bands(law),
        grade_floors=law.decimals(f"{_FILE}.grade_floors"),
        grade_names=law.words(f"{_FILE}.grade_names"),
        tolerance_own=_decimal(law, "tolerance_own"),
        tolerance_others=_decimal(law, "tolerance_others"),
    )


def _decimal(law: Law, name: str) -> Decimal:
    return law.decimal(f"{_FILE}.{name}")


def _decimal_or_none(law: Law, name: str) -> Decimal | None:
    try:
        return _decimal(law, name)
    except NotInForce:
        return None


def _text(law: Law, name: str) -> str:
    return law.text(f"{_FILE}.{name}")


def _over_bands(law: Law) -> tuple[Band, ...]:
    """Bands of over-achievement, of the places that have any."""
    if _text(law, "over_deduct") != "bands":
        return ()
    pairs = zip(law.decimals(f"{_FILE}.over_band_ratios"), law.decimals(f"{_FILE}.over_band_shares"), strict=True)
    return tuple(sorted((Band(floor, share) for floor, share in pairs), key=lambda band: -band.floor))


def _bands(law: Law, name: str) -> tuple[Band, ...]:
    floors = law.decimals(f"{_FILE}.{name}_band_floors")
    shares = law.decimals(f"{_FILE}.{name}_band_shares")
    return tuple(Band(floor, share) for floor, share in zip(floors, shares, strict=True))
