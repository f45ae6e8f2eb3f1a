"""Target values (指标值) in every notation: operator, number, unit, range, date, word or prose.

Leaves to the caller which cell holds a value, and whether a suspicious sign is to be believed (`misread_operator`).
"""

from __future__ import annotations

import functools
import html
import re
from typing import Literal

from msgspec import UNSET
from msgspec.structs import replace

from jixiao.forms.lexicon import simplified
from jixiao.forms.values_dates import date_target
from jixiao.forms.values_numbers import amount_target
from jixiao.forms.values_split import (
    fused_pairs,
    is_measured,
    parse_points,
    split_code_and_name,
    split_name_and_target,
    unit_in_name,
)
from jixiao.forms.values_words import COLUMN, DEEDS, NOTHING, SYMBOL_SIGNS, SYMBOLS, known_unit
from jixiao.model.document import DoubtReason
from jixiao.model.indicator import TargetValue
from jixiao.units import LONGEST, NUMBER, YEAR, narrow, written

__all__ = [
    "Reading",
    "fused_pairs",
    "is_measured",
    "misread_operator",
    "parse_points",
    "parse_target",
    "split_code_and_name",
    "split_name_and_target",
    "unit_in_name",
]

Reading = tuple[TargetValue, DoubtReason | None]

_DIGIT = re.compile(r"[0-9０-９]")
_WORD = re.compile(r"\w")
_SCALE = re.compile(r"[十百千万亿萬億]{1,3}")
# A name in front of a sign does not make a sentence: 合格率≥95%.
_LEAD_WORDS = re.compile(rf"[^0-9{SYMBOL_SIGNS},，。；;、]{{1,20}}(?={SYMBOLS}[0-9])")
_MAYBE_AMOUNT = re.compile(rf"[0-9一二两三四五六七八九十百千零年月季*×＊□_XxＸ{SYMBOL_SIGNS}]")
_YEAR = re.compile(YEAR)
_SHARE = re.compile(rf"{DEEDS}{{1,2}}{NUMBER}%$")
# Strokes that scanners read for ≥. $ is a misread %, behind the number or left over from the cell before.
_STROKE = "[28工$^》〉zZ]"
_MISREAD = tuple(re.compile(rf"{stray}{_STROKE}({NUMBER})(%|百分比)?") for stray in ("", "[$^工]"))


def parse_target(text: str, operator: str | None = None, unit: str | None = None) -> Reading:
    """A target value taken apart, and the doubt that stays.

    Args:
        text: the value's cell.
        operator: the cell of a column of its own (指标性质), where the form has one.
        unit: the cell of a column of its own (度量单位), where the form has one.
    Returns:
        `text` is empty where no value stands (blank, `—`, `/`, 无数据); what other columns say is kept beside it.

    >>> value, doubt = parse_target("不低于95百分比")
    >>> value.operator, value.amount, value.unit, doubt
    ('≥', Decimal('95'), '%', None)
    """
    raw = text.strip()
    if operator is None and unit is None:
        return _read(raw)
    cells = raw, (operator or "").strip(), (unit or "").strip()
    return _columns_remembered(*cells) if sum(map(len, cells)) <= 2 * LONGEST else _from_columns(*cells)


def misread_operator(text: str, expected: Literal["%"] | None = None) -> TargetValue | None:
    """What `290%`, `工5%` or `$290%` means if its first sign is a misread ≥; None where the plain reading will do.

    Args:
        text: the value's cell.
        expected: `%` where the neighbours or the unit column say that the value is a percent without a sign.
    """
    raw = text.strip()
    if len(raw) > LONGEST:
        return None
    flat = narrow(raw)
    flat = flat[:-1] + "%" if flat.endswith("$") else flat
    plain = _read(flat)[0].amount
    if plain is not None and plain <= 100:
        return None
    for found in (pattern.fullmatch(flat) for pattern in _MISREAD):
        if found and (found[2] or expected) and written(found[1]) <= 100:
            return TargetValue(operator="≥", amount=written(found[1]), unit="%", text=raw)
    return None


def _read(raw: str) -> Reading:
    return _remembered(raw) if len(raw) <= LONGEST else _words(raw)


@functools.lru_cache(maxsize=8192)
def _remembered(raw: str) -> Reading:
    if raw in NOTHING:
        return TargetValue(), None
    flat = simplified(narrow(html.unescape(raw) if "&" in raw else raw)).rstrip("。；;，,、")
    if not _MAYBE_AMOUNT.search(flat):
        return _words(raw)
    if found := date_target(flat):
        return TargetValue(operator=found[0], dates=found[1], text=raw), None
    lead = _LEAD_WORDS.match(flat)
    value = amount_target(flat[lead.end() :] if lead else flat, raw)
    if value:
        return value, None
    share = _SHARE.search(flat)
    if share and (found := date_target(flat[: share.start()])):
        return TargetValue(operator=found[0], dates=found[1], text=raw), "amount_in_prose"
    return _words(raw)


def _words(raw: str) -> Reading:
    if _DIGIT.search(raw):
        return TargetValue(text=raw), "amount_in_prose"
    return TargetValue(operator="定性" if _WORD.search(raw) else None, text=raw), None


def _from_columns(raw: str, sign_cell: str, unit_cell: str) -> Reading:
    sign = COLUMN.get(narrow(sign_cell))
    bracketed = unit_cell[:1] in "(（" and unit_cell[-1:] in ")）"
    printed_unit = "" if unit_cell in NOTHING else unit_cell[1:-1].strip() if bracketed else unit_cell
    unit = known_unit(narrow(printed_unit)) or printed_unit or None
    if sign == "定性":
        return TargetValue(operator=sign, text=sign if raw in NOTHING else raw), None
    if raw in NOTHING:
        return TargetValue(operator=sign, unit=unit), None
    of_year = printed_unit in ("年", "年度") and _YEAR.fullmatch(narrow(raw))
    value, doubt = _read(raw + printed_unit if of_year else raw)
    if sign and value.operator != sign:
        if value.operator not in (None, "定性"):
            doubt = "operator_misread"
        value = replace(value, operator=sign, text=(sign if sign_cell.isdigit() else sign_cell) + value.text)
    if unit and value.operator != "定性" and not of_year:
        value = _with_unit(value, unit, printed_unit)
    return value, doubt


_columns_remembered = functools.lru_cache(maxsize=8192)(_from_columns)


def _with_unit(value: TargetValue, unit: str, printed: str) -> TargetValue:
    """The value with the unit of the column beside it; what it says itself already is not said twice."""
    own = value.unit
    if own == unit or value.text.endswith(printed):
        return replace(value, unit=own or unit)
    if own and unit.startswith(own):
        return replace(value, unit=unit, text=value.text + unit.removeprefix(own))
    if own and _SCALE.fullmatch(own):
        unit = own + unit
    elif own or value.dates is not UNSET:
        return replace(value, text=value.text + printed)
    return replace(value, unit=unit, text=value.text + printed)
