"""A goal text item by item: which numbers begin an item, and which are part of the words.

Leaves the numbered paragraphs of a narrative to `narrative.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

DATED_OR_CALLED = r"(?:(?:19|20)[0-9]{2}年|1[0-9]{4}(?=[\u4e00-\u9fff“\"]))"
"""Digits that stand for themselves: a year, a hotline. A number and a point before them are no decimal's."""

_ITEM = re.compile(
    r"(?:^|(?<=[\n。；;]))\s*(?:目标\s*[0-9]{0,2}\s*[:：]|(?P<number>[0-9]{1,2})(?:[、．]|[.](?P<digits>[0-9]*))"
    r"|[(（][0-9]{1,2}[)）])"
)
_ITEM_AFTER_BLANK = re.compile(r"(?:^|(?<=\s))(?:目标)?(?P<number>[0-9]{1,2})(?:[、．:：]|[.](?P<digits>[0-9]*))")
_FIRM = re.compile(DATED_OR_CALLED)
_EMPTY = re.compile(r"^[\s./\\—–….·。-]*$")


def is_empty(text: str) -> bool:
    """Whether a text holds only dashes, dots and blanks."""
    return _EMPTY.match(text) is not None


def items_of(text: str) -> tuple[str, ...]:
    """A goal text item by item, leading numbers taken off; prose without numbers is one item.

    >>> items_of("1.清理河渠。 2.完成巡河。")
    ('清理河渠。', '完成巡河。')
    >>> items_of("1.2025年清理河渠；2.3处险段加固；3.巡河"), items_of("1.5公里河渠清理；2.3公里巡河")
    (('2025年清理河渠；', '3处险段加固；', '巡河'), ('1.5公里河渠清理；2.3公里巡河',))
    """
    starts = max(_numbered(_ITEM, text), _counted_on(text), key=len)
    if not starts:
        return (text.strip(),)
    begins = [match.start("digits") if match["digits"] else match.end() for match in starts]
    ends = [match.start() for match in starts[1:]] + [len(text)]
    pieces = [text[: starts[0].start()], *(text[begin:end] for begin, end in zip(begins, ends, strict=True))]
    return tuple(piece.strip() for piece in pieces if piece.strip() and not is_empty(piece))


def _numbered(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """The starts of items; a number, a point and digits are one only beside others that are beyond doubt."""
    starts = list(pattern.finditer(text))
    if not any(start["digits"] for start in starts):
        return starts
    has_sure = any(start["digits"] is not None and _is_sure(start, text) for start in starts)
    kept: list[re.Match[str]] = []
    for start in starts:
        if _is_sure(start, text) or (has_sure and _counts_on(kept, start)):
            kept.append(start)
    return kept


def _is_sure(start: re.Match[str], text: str) -> bool:
    """Whether this begins an item whatever stands around it."""
    return not start["digits"] or _FIRM.match(text, start.start("digits")) is not None


def _counts_on(kept: Sequence[re.Match[str]], start: re.Match[str]) -> bool:
    """Whether a number is the one after the item before it, or the first."""
    before = kept[-1]["number"] if kept else "0"
    return before is not None and int(start["number"]) == int(before) + 1


def _counted_on(text: str) -> list[re.Match[str]]:
    """Numbers of items that only a blank parts from the item before, where they count on from 1."""
    starts = _numbered(_ITEM_AFTER_BLANK, text)
    numbers = [int(start["number"]) for start in starts]
    return starts if len(starts) > 1 and numbers == list(range(1, len(starts) + 1)) else []
