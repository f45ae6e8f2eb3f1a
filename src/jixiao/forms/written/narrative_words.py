"""Amounts, percents and target values as sentences print them. Leaves the sentences to `narrative_project.py`."""

from __future__ import annotations

import functools
import re
from decimal import Decimal

from msgspec.structs import replace

from jixiao.forms.values import parse_target
from jixiao.forms.values_words import BEFORE, SYMBOLS
from jixiao.forms.written.amounts import plain

_SIGNS = {"≥": "≥", ">": "＞", "=": "=", "<": "＜", "≤": "≤"}
_SYMBOL = re.compile(rf"\s*({SYMBOLS})\s*")
_COUNTED = re.compile(r"^指标\s*[0-9]{1,2}\s*[:：、.．]?\s*(?=\S)")
_CALLED_QUALITATIVE = re.compile("^定性(?:指标)?[:：]")
_PERCENT = re.compile(r"(?<=[0-9])\s*(?:百分比|％)\Z")


def yuan_text(yuan: Decimal) -> str:
    """An amount in sentences: no decimals where there are no jiao and fen.

    >>> yuan_text(Decimal("86000.00")), yuan_text(Decimal("86512.50"))
    ('86000元', '86512.50元')
    """
    return f"{plain(yuan.quantize(Decimal(1)) if yuan == yuan.to_integral_value() else yuan)}元"


@functools.lru_cache(maxsize=4096)
def target_text(text: str) -> str:
    """A target value with one proper sign and a percent sign, if it means the same then; else as it is.

    >>> target_text(">=90%"), target_text(">90百分比"), target_text("定性：基本健全"), target_text("12月31日前")
    ('≥90%', '＞90%', '基本健全', '12月31日前')
    """
    text = text.strip()
    if (called := _CALLED_QUALITATIVE.match(text)) and _same(text[called.end() :], text):
        return text[called.end() :]
    sign = _SYMBOL.match(text)
    proper = _SIGNS[BEFORE[sign[1]]] + text[sign.end() :] if sign else text
    proper = _PERCENT.sub("%", proper)
    return proper if _same(proper, text) else text


def _same(words: str, text: str) -> bool:
    """Whether two texts are read as the same value."""
    return replace(parse_target(words)[0], text=text) == parse_target(text)[0]


def name_text(name: str | None) -> str:
    """An indicator's name without what an empty form printed before it.

    >>> name_text("指标1：巡河次数")
    '巡河次数'
    """
    return _COUNTED.sub("", (name or "").strip())
