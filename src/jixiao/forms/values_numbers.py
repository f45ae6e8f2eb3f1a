"""Target values with a number in them: `≥95%`, `5-10天`, `百分之九十`, `三次`, and masked ones like `≤****000元`.

A text is read only if it is wholly operator, number and unit; a number inside a sentence is left to prose.
"""

from __future__ import annotations

import re
from decimal import Decimal

from jixiao.forms.values_words import (
    ABOUT,
    AFTER,
    BEFORE,
    COUNTERS,
    DEEDS,
    FILLERS,
    WEAK,
    either,
    known_unit,
    unit_behind,
)
from jixiao.model.indicator import Operator, TargetValue
from jixiao.units import NUMBER, chinese_number, percent_points_of, written

# Possessive: fillers that hold one another (约为, 约, 为) would otherwise be tried in every combination.
_FILL = rf"(?:{FILLERS})*+"
_SIGN = rf"({either(BEFORE)})?"
_LEAD = _FILL + _SIGN + _FILL + _SIGN + _FILL
_TAIL = rf"(?:\(含\))?({either(AFTER)})?(?:{ABOUT}|(?<=内)(?:{DEEDS}){{1,3}})?"
_UNTIL = r"(?:-{1,2}|[—–]{1,2}|[~至到])"

_PLAIN = re.compile(rf"{_LEAD}([-+]?{NUMBER})(.*?){_TAIL}")
_RANGE = re.compile(rf"{_LEAD}([-+]?{NUMBER})([^0-9~至到—–-]{{0,8}}){_UNTIL}([-+]?{NUMBER})([^0-9]*?){_TAIL}")
_AROUND = re.compile(rf"{_LEAD}(?:±|\+/?-)({NUMBER})([^0-9]*?){_TAIL}")
_PERCENT = re.compile(rf"{_LEAD}(百分之(?:{NUMBER}|[零〇一二两三四五六七八九十百点]+)|百分百){_TAIL}")
_COUNTED = re.compile(rf"{_LEAD}([零〇一二两三四五六七八九十百千]+)([万亿]?{COUNTERS}){_TAIL}")
_MASKED = re.compile(rf"{_LEAD}([0-9.,]*[*×＊□_XxＸ](?:[*×＊□_XxＸ]|(?![0-9]))[*×＊□_XxＸ0-9.,]*)?(.*?){_TAIL}")

_DONE = re.compile(rf"(?:%|百分比){DEEDS}")
_MORE = re.compile(r"^([十百千万亿]*)[余多](?=.)")
_PHONE = re.compile(r"1[3-9][0-9]{9}")
_LIMIT: dict[Operator, int] = {"≥": 1, ">": 1, "=": 0, "<": -1, "≤": -1}


class _Conflict(Exception):
    """Two operators of one text point in opposite directions."""


def amount_target(flat: str, raw: str) -> TargetValue | None:
    """The value of a text with one number, or one range of numbers; None for words and prose.

    Args:
        flat: the text narrowed by `units.narrow`.
        raw: the text as written, kept in the value.
    """
    try:
        return _plain(flat, raw) or _range(flat, raw) or _in_words(flat, raw) or _masked(flat, raw)
    except _Conflict:
        return None


def _plain(flat: str, raw: str) -> TargetValue | None:
    found = _PLAIN.fullmatch(flat)
    if not found:
        return None
    first, second, number, behind, after = found.groups()
    unit = _unit(behind, raw) if behind else None
    if behind and unit is None or number == flat and _PHONE.fullmatch(flat):
        return None
    return TargetValue(operator=_operator(first, second, after), amount=written(number), unit=unit, text=raw)


def _range(flat: str, raw: str) -> TargetValue | None:
    found = _RANGE.fullmatch(flat)
    if found:
        first, second, number, between, number_above, behind, _ = found.groups()
        lower, upper = written(number), written(number_above)
    else:
        found = _AROUND.fullmatch(flat)
        if not found:
            return None
        first, second, number, behind, _ = found.groups()
        between, upper = "", written(number)
        lower = -upper
    unit = _unit(behind, raw) if behind else None
    same_unit = not between or unit == _unit(between, raw) or behind.startswith(between)
    exact_sign = any(sign and sign not in WEAK for sign in (first, second))
    if lower > upper or not same_unit or exact_sign or (behind and unit is None):
        return None
    return TargetValue(amount=lower, upper=upper, unit=unit, text=raw)


def _in_words(flat: str, raw: str) -> TargetValue | None:
    amount: Decimal | int | None
    if found := _PERCENT.fullmatch(flat):
        first, second, words, after = found.groups()
        amount, unit = percent_points_of(words), "%"
    elif found := _COUNTED.fullmatch(flat):
        first, second, words, unit, after = found.groups()
        amount = chinese_number(words)
    else:
        return None
    if amount is None:
        return None
    return TargetValue(operator=_operator(first, second, after), amount=Decimal(amount), unit=unit, text=raw)


def _masked(flat: str, raw: str) -> TargetValue | None:
    found = _MASKED.fullmatch(flat)
    if not found:
        return None
    first, second, mask, behind, after = found.groups()
    unit = known_unit(behind)
    if (behind and unit is None) or not (mask or (first and not first.isalnum())):
        return None
    return TargetValue(operator=_operator(first, second, after), unit=unit, text=raw)


def _unit(behind: str, raw: str) -> str | None:
    unit = unit_behind(_MORE.sub(r"\1", behind))
    if unit is None and _DONE.fullmatch(behind):
        return "%"
    return unit.replace("(", "（").replace(")", "）") if unit and "(" in unit and "（" in raw else unit


def _operator(first: str | None, second: str | None, after: str | None) -> Operator | None:
    if second is None and after is None:
        return BEFORE[first] if first else None
    signs = [(sign, BEFORE[sign]) for sign in (first, second) if sign] + ([(after, AFTER[after])] if after else [])
    exact = [operator for sign, operator in signs if sign not in WEAK] or [operator for _, operator in signs]
    if len({_LIMIT[operator] for operator in exact}) > 1:
        raise _Conflict
    return exact[0]
