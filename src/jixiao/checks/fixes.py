"""What can be mended safely: the words of a value with one finding of it mended, where its rule leaves no choice.

Only rules whose `expected` determines the text are listed, by how it is put in; that each way ends its finding and
brings no error is measured over the labelled documents (`tests/web/filings/test_proposals.py`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

_SIGNS = "≥≤=＝>＞<＜"
_YEAR = re.compile(r"20[0-9]{2}年")
_PERCENT = re.compile(r"[≥≤]?\s*([0-9]+(?:\.[0-9]+)?)%")
_BETWEEN_DIGITS = r"(?<![0-9A-Za-z]){}|{}(?![0-9A-Za-z])"


def mended(rule: str, words: str, found: str | None, expected: str | None) -> str | None:
    """The words with the finding mended; None where nothing is safe.

    Args:
        rule: id of the rule. words: of the value as they stand. found, expected: as the finding tells them.

    >>> mended("VAL03", "≥95百分比", "百分比", "%"), mended("NAM01", "a", "a", "b")
    ('≥95%', None)
    """
    way = next((way for rules, way in _WAYS if rules.fullmatch(rule)), None)
    if not words and expected and _BLANK.fullmatch(rule):
        return expected
    if way is None or not words or not found or not expected:
        return None
    text = way(words, found, expected)
    return text if text and text != words else None


@functools.cache
def is_mendable(rule: str) -> bool:
    """Whether findings of a rule can be mended at all."""
    return bool(_BLANK.fullmatch(rule)) or any(rules.fullmatch(rule) for rules, _ in _WAYS)


def _replaced(words: str, found: str, expected: str) -> str | None:
    """Every place of the words that were found; a sign within numbers is no punctuation."""
    if found not in words:
        return None
    if len(found) > 1 or found.isalnum():
        return words.replace(found, expected)
    sign = re.escape(found)
    return re.sub(_BETWEEN_DIGITS.format(sign, sign), lambda _: expected, words)


def _ended(words: str, found: str, expected: str) -> str | None:
    """The sign at the end."""
    return words[: -len(found)] + expected if words.endswith(found) else None


def _signed(words: str, found: str, expected: str) -> str | None:
    """The sign before the value."""
    is_sign = len(expected) == 1 and (words == found or found in _SIGNS)
    return expected + words.lstrip(_SIGNS) if is_sign else None


def _whole(words: str, found: str, expected: str) -> str | None:
    """The whole value."""
    return expected if found in words else None


def _dated(words: str, found: str, expected: str) -> str | None:
    """The year of the only date."""
    return _YEAR.sub(expected, words) if found in words and len(_YEAR.findall(words)) == 1 else None


def _percent(words: str, found: str, expected: str) -> str | None:
    """A percent of a spending plan: the least that would do."""
    number = _PERCENT.fullmatch(expected)
    return f"{number[1]}%" if number and words.strip("%") == found.strip("%") else None


_BLANK = re.compile(r"AMT06")
"""Rules that know what belongs into an empty cell."""
_Way = Callable[[str, str, str], str | None]
_WAYS: tuple[tuple[re.Pattern[str], _Way], ...] = (
    (re.compile(r"TXT05"), _ended),
    (re.compile(r"IDN(03|06|08|10)|VAL(03|10|14)|REP05|IND(09|10)|DEP0[69]|PUB(04|05|11)|TXT\d+"), _replaced),
    (re.compile(r"VAL0[69]"), _signed),
    (re.compile(r"VAL1[26]"), _whole),
    (re.compile(r"VAL15"), _dated),
    (re.compile(r"PLN0[238]"), _percent),
)
