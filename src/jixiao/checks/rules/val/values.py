"""Target values as the rules of this family need them: which rows to judge, what they state, in which words.

Leaves what is wrong with a value to the rules.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from decimal import Decimal

from msgspec import UNSET

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.once import once
from jixiao.checks.outcome import Spot
from jixiao.checks.words import any_of, words
from jixiao.model import TargetValue
from jixiao.units import yuan_of

PERCENT = "%"
QUALITATIVE = "定性"
AT_LEAST = (">", "≥")
AT_MOST = ("<", "≤")

SAME_NAME = 0.5
"""Names less alike are two indicators, if their units differ too. Not law: how the matching works."""

SHORTEST_DEFINITION = 8
"""A description of fewer signs cannot say what is divided by what. Not law: how sentences are told from labels."""

ORDER = re.compile(r"优.{0,16}良|好.{0,2}(?:中|一般|较好|差)|高.{0,2}中.{0,2}低|达成.{0,8}未达成|[A-D甲乙丙一二三四]级")
"""Grades named one after the other: words that have them say by themselves how they are scored."""

_LONGEST_VALUE, _WHOLE = 40, 100
_PLACEHOLDER = re.compile(r"[XxＸｘ×*＊_＿□○]{2,}|[:：]$")

_SCALE = re.compile(r"[十百千]?万|亿|千(?=元)")
_FACTORS = {"千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_UNITS = dict(pair.split("=") for pair in (*words("val.same_units"), *words("val.unit_names")))
_PER = re.compile(r"([/／·每])")

_NO_VALUE = TargetValue()

Key = tuple[object, ...]


@once
def rows(dossier: Dossier) -> list[IndicatorItem]:
    """The rows of the forms that state a value, and the narrative's of projects that have no rows in a table.

    Where a project has both, the narrative tells again what the table says; whether it tells the same is VAL11's
    business.
    """
    with_table = {
        pair.goal.subject for pair in dossier.pairs if pair.goal and pair.project and pair.project.project.indicators
    }
    return [item for item in all_rows(dossier) if item.source != "narrative" or item.owner.subject not in with_table]


@once
def all_rows(dossier: Dossier) -> list[IndicatorItem]:
    """Every indicator that states a value, those of the narrative included."""
    return [item for item in dossier.indicators if states_value(item)]


def states_value(item: IndicatorItem) -> bool:
    """Whether words stand in the value's cell that are no placeholder (STR11)."""
    target = item.target
    return target is not None and bool(target.text.strip()) and not _PLACEHOLDER.search(target.text)


def target_of(item: IndicatorItem) -> TargetValue:
    """The value of a row that states one."""
    return item.indicator.target or _NO_VALUE


def numbers(items: Iterable[IndicatorItem]) -> list[IndicatorItem]:
    """The rows whose value is a number."""
    return [item for item in items if target_of(item).amount is not None]


def is_percent(item: IndicatorItem) -> bool:
    """Whether the value is a number of percent."""
    target = target_of(item)
    return target.amount is not None and target.unit == PERCENT


def is_exact(target: TargetValue) -> bool:
    """Whether a number without operator leaves no doubt: all (100%), none, whole pieces (4套, 2万条), or a range."""
    number = target.amount
    if number is None or target.upper is not UNSET:
        return number is not None
    return number in (0, _WHOLE) or (number == int(number) and _SCALE.sub("", target.unit or "") in words("val.pieces"))


def amount_of(item: IndicatorItem) -> Decimal:
    """The number; only asked of rows that have one."""
    return target_of(item).amount or Decimal(0)


def highest_of(item: IndicatorItem) -> Decimal:
    """The number, or the upper bound of a range."""
    upper = target_of(item).upper
    return amount_of(item) if upper is UNSET else upper


def dates_of(item: IndicatorItem) -> tuple[str, ...]:
    """The dates that the value names."""
    return target_of(item).dates or ()


def same_value(item: IndicatorItem) -> Key:
    """What two rows that promise the same have in common."""
    target = target_of(item)
    if target.amount is None and not target.dates:
        return ("".join(target.text.split()),)
    upper = None if target.upper is UNSET else target.upper
    return (target.operator, target.amount, upper, target.unit, target.dates or ())


def yuan_in(item: IndicatorItem) -> Decimal | None:
    """The value in yuan where it is an amount of money, not a price per piece; a range by its upper bound."""
    unit = target_of(item).unit or ""
    return yuan_of(f"{highest_of(item):f}{unit}") if unit.endswith(("元", "圆")) else None


def scaled(item: IndicatorItem) -> tuple[tuple[Decimal, Decimal], str | None]:
    """The number (of a range both bounds) and its unit, 万 and 亿 multiplied out, the unit by one of its names.

    2.4万人次 and 24000人次 are the same, 0.6万元/公里 and 6000元/千米 too.
    """
    factor, base = _bare(target_of(item).unit)
    return (amount_of(item) * factor, highest_of(item) * factor), base


@functools.lru_cache(maxsize=1024)
def _bare(unit: str | None) -> tuple[int, str | None]:
    """By how much a unit multiplies, and the rest of it by one of its names."""
    lead = _SCALE.match(unit or "")
    base = unit[lead.end() :] if unit and lead else unit
    return _FACTORS[lead[0]] if lead else 1, (
        None if base is None else "".join(_UNITS.get(part, part) for part in _PER.split(base))
    )


def value_spot(item: IndicatorItem) -> Spot:
    """The value's own cell."""
    return item.field("target")


def value_words(item: IndicatorItem) -> str:
    """The value in the words of the document, as they stand in the cell."""
    text = target_of(item).text
    if text in item.at.quote:
        return text
    quote = item.field("target").at.quote.strip()
    return text if text in quote or not 0 < len(quote) <= _LONGEST_VALUE else quote


def plain_value(item: IndicatorItem) -> str:
    """The value in standard signs: ≥90%."""
    target = target_of(item)
    if target.amount is None:
        return target.text
    upper = "" if target.upper is UNSET else f"—{target.upper:f}"
    return f"{target.operator or ''}{target.amount:f}{upper}{target.unit or ''}"


def same_date(one: str, other: str) -> bool:
    """Whether two dates agree in every part that both state (2025-06-15, --06)."""
    years = {year_of(date) for date in (one, other)} - {None}
    rest, other_rest = (date.removeprefix("--") if date.startswith("-") else date[5:] for date in (one, other))
    return len(years) < 2 and (rest.startswith(other_rest) or other_rest.startswith(rest))


def year_of(date: str) -> int | None:
    """The year of a date of the model; None where it states none."""
    return None if date.startswith("-") else int(date[:4])


def same_row(item: IndicatorItem) -> Key:
    """What narrative and table of one indicator have in common: a fault that stands in both is one finding."""
    return (plain(item.owner.name), item.category, plain(item.name))


def has_word(name: str, item: IndicatorItem, *, about: bool = False) -> bool:
    """Whether the name (with `about` the description too) holds a word of the list."""
    pattern = any_of(f"val.{name}")
    if pattern.search(item.name):
        return True
    return about and bool(pattern.search(item.indicator.description or ""))


def has_lawful_word(words: Iterable[str], item: IndicatorItem) -> bool:
    """Whether the name holds one of the words that a dated value lists."""
    return any(word in item.name for word in words)


def by_owner(items: Iterable[IndicatorItem]) -> list[list[IndicatorItem]]:
    """The rows of each project or form."""
    owners: dict[str, list[IndicatorItem]] = {}
    for item in items:
        owners.setdefault(item.owner.subject, []).append(item)
    return list(owners.values())


@once
def uniform(dossier: Dossier) -> list[tuple[list[IndicatorItem], bool]]:
    """The rows of each project, and whether they are enough rows to tell and all state one value."""
    least = dossier.law.decimal("values.same_value_rows")
    return [
        (items, len(items) >= least and len({same_value(item) for item in items}) == 1)
        for items in by_owner(rows(dossier))
    ]
