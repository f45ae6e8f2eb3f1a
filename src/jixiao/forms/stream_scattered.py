"""Lists whose head words were interleaved with the cells: rows are sure only behind the last word of the head.

Needs names that are numbered (`指标1：…`); without them nothing tells where a row begins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.forms.lexicon import label_of
from jixiao.forms.slots import ends_list, indicator_field
from jixiao.forms.stream_list import ListHead
from jixiao.forms.stream_tokens import Token, is_dash, is_value
from jixiao.forms.titles import title_of

_NUMBERED = re.compile(r"指标\s*[0-9]{1,2}\s*[:：、.]")
_ORDER = ("dimension", "category", "name", "target", "actual", "weight", "score", "deviation_reason")
_LEAST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Scattered:
    """A head put together from its scattered words, the cells that cannot be told apart, and the goals before them."""

    head: ListHead
    lost: tuple[Token, ...]
    goals: tuple[Token, ...]


def scattered_list(tokens: Sequence[Token], start: int) -> Scattered | None:
    """The list that begins at `start` with a head word among cells; None where there is none."""
    end = next((index for index in range(start, len(tokens)) if _ends(tokens[index])), len(tokens))
    names = [index for index in range(start, end) if _NUMBERED.match(tokens[index].text)]
    heads = [index for index in range(start, end) if _field(tokens[index])]
    if len(names) < _LEAST_NAMES or not heads:
        return None
    sure = next((index for index in names if index > heads[-1]), None)
    fields = {field for index in heads if (field := _field(tokens[index]))}
    if sure is None or not {"name", "target"} <= fields:
        return None
    order = tuple(field for field in _ORDER if field in fields)
    return Scattered(ListHead(order, sure), tuple(tokens[names[0] : sure]), _goals(tokens[start : names[0]]))


def _ends(each: Token) -> bool:
    return bool((each.named and each.label and ends_list(each.label.name)) or (each.free and title_of(each.text)))


def _field(each: Token) -> str | None:
    return indicator_field(each.label.name) if each.named and each.label else None


def _goals(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Two equal texts amid the head words: the goal, and as its outcome the same words."""
    free = [each for each in tokens if each.free and not is_dash(each.text) and not is_value(each.text)]
    counts = Counter(each.text for each in free)
    twice = [each for each in free if counts[each.text] == 2 and label_of(each.text) is None]
    return tuple(twice) if len(twice) == 2 else ()
