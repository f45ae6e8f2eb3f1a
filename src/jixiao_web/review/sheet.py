"""绩效目标审核表: its items, points and grades from dated data, and the arithmetic. `services.py` keeps it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.utils.translation import gettext

from jixiao import api
from jixiao.model import Document
from jixiao_web.filings.errors import FilingError

ZERO = Decimal(0)


class Item(NamedTuple):
    """An item of the sheet with the most points that it can get."""

    name: str
    most: Decimal


class Part(NamedTuple):
    """One of the four parts, its points and its items."""

    name: str
    most: Decimal
    items: tuple[Item, ...]


class Grade(NamedTuple):
    """A grade: its name, the points from which it holds, what it leads to, and whether the filing may go on with it."""

    name: str
    floor: Decimal
    result: str
    passes: bool


class Terms(NamedTuple):
    """The sheet that is in force for a filing; `source` is the regulation in words."""

    parts: tuple[Part, ...]
    grades: tuple[Grade, ...]
    source: str

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the order of the sheet."""
        return tuple(item for part in self.parts for item in part.items)

    def grade_of(self, total: Decimal) -> Grade:
        """The grade of a number of points."""
        return next(grade for grade in self.grades if total >= grade.floor)

    def grade_named(self, name: str) -> Grade | None:
        """The grade of that name."""
        return next((grade for grade in self.grades if grade.name == name), None)


class WrongPoints(FilingError):
    """An item has no points, or more than it can get, or less than none."""

    def __init__(self, item: Item) -> None:
        words = gettext("“%(item)s”请填写0至%(most)s之间的分数，最多一位小数。")
        super().__init__(words % {"item": item.name, "most": f"{item.most.normalize():f}"})


def terms_of(year: int, profile: str | None = None) -> Terms:
    """The sheet in force on the last day of a budget year."""
    law = api.law_of(Document(), profile or "national", date(year, 12, 31))
    items = [*map(Item, law.words("review.items"), law.decimals("review.item_points"))]
    parts = []
    for name, most in zip(law.words("review.parts"), law.decimals("review.part_points"), strict=True):
        own: list[Item] = []
        while items and sum((item.most for item in own), ZERO) < most:
            own.append(items.pop(0))
        parts.append(Part(name, most, tuple(own)))
    passing = law.words("review.passing_grades")
    grades = tuple(
        Grade(name, floor, result, name in passing)
        for name, floor, result in zip(
            law.words("review.grade_names"),
            law.decimals("review.grade_floors"),
            law.words("review.grade_results"),
            strict=True,
        )
    )
    return Terms(tuple(parts), grades, law.source("review.item_points").name.say())


def points_of(terms: Terms, written: Mapping[str, str]) -> dict[str, Decimal]:
    """The points of every item, by its name, as a person wrote them.

    Raises:
        WrongPoints: one of them is missing or out of range.
    """
    return {item.name: _points(item, written.get(item.name, "")) for item in terms.items}


def _points(item: Item, words: str) -> Decimal:
    try:
        points = Decimal(words.strip())
    except InvalidOperation:
        raise WrongPoints(item) from None
    if not points.is_finite() or not ZERO <= points <= item.most or points != round(points, 1):
        raise WrongPoints(item)
    return points


def points_json(points: Mapping[str, Decimal]) -> str:
    """Points as the sheet keeps them: JSON text with decimals as text."""
    return json.dumps({name: str(number) for name, number in points.items()}, ensure_ascii=False)


def points_from(kept: str) -> dict[str, Decimal]:
    """Points as they were kept."""
    return {name: Decimal(number) for name, number in json.loads(kept).items()}
