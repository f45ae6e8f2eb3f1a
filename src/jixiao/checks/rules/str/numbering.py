"""The numbers that list items begin with (一、 （一） 1. 一是): read one by one, and where a run of them breaks.

Leaves which texts are lists to the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from jixiao.units import chinese_number

_C = "[一二三四五六七八九十]{1,3}"
_START = re.compile(
    rf"\s*(?:第(?P<part>{_C})(?P<part_form>部分)"
    rf"|(?P<is>{_C})(?P<is_form>是)"
    rf"|(?P<chinese>{_C})(?P<chinese_form>[、.．,，]|(?=[“\"《「]))(?!{_C}[季月级类个项])"
    rf"|[（(](?P<enclosed>{_C})(?P<enclosed_form>[)）])"
    rf"|[（(](?P<bracketed>[0-9]{{1,2}})(?P<bracketed_form>[)）])"
    rf"|(?P<arabic>[0-9]{{1,2}})(?P<arabic_form>[、.．])(?![0-9]))"
)
_INSIDE = re.compile(
    rf"[。；;：:\n]\s*(?:(?P<is>{_C})(?P<is_form>是)|(?P<arabic>[0-9]{{1,2}})(?P<arabic_form>[、.．])(?![0-9]))"
)
LONGEST_TEXT = 2000
"""Characters; a longer text is a document whose lines were lost, and its numbers say nothing."""

_RANKS = {"part": 0, "section": 1, "chinese": 2, "is": 3, "enclosed": 3, "arabic": 4, "bracketed": 5}
"""`section` is a 一、 that opens a section of the text, whatever lists of 一、 stand inside it."""


class Marker(NamedTuple):
    """The number of a list item: its family and number, the sign after it, the words as written."""

    family: str
    number: int
    form: str
    written: str


class Break(NamedTuple):
    """Where a run of numbers breaks: `due` is the number that should stand; or the sign differs from the run's."""

    marker: Marker
    due: int
    last: Marker


def markers(text: str, *, inside_only: bool = False) -> Iterator[Marker]:
    """The numbers of a text: the one it begins with, and those that open a sentence inside it."""
    start = None if inside_only else _START.match(text)
    matches = _INSIDE.finditer(text, start.end() if start else 0)
    return filter(None, map(_marker, [start, *matches] if start else matches))


def _marker(match: re.Match[str]) -> Marker | None:
    form_group = match.lastgroup or ""
    family, form = form_group.removesuffix("_form"), match[form_group]
    number = int(match[family]) if match[family].isdigit() else chinese_number(match[family])
    if number is None:
        return None
    return Marker(family, number, "." if form == "．" else form, match[0].lstrip("。；;：:").strip())


@dataclass
class Runs:
    """Runs of numbers that are open at a place of the text, the outer ones first, family by family."""

    _open: dict[str, list[Marker]] = field(default_factory=dict)

    def broken_by(self, marker: Marker) -> Break | None:
        """Take the next number in; what it breaks, if anything.

        A number goes on with an open run of its family, or begins a new one at 1. A run that begins at another number
        is an excerpt, not an error. A new item of a higher rank ends the runs below it.
        """
        rank = _RANKS[marker.family]
        for family in [family for family in self._open if _RANKS[family] > rank]:
            del self._open[family]
        runs = self._open.setdefault(marker.family, [])
        fitting = [i for i, last in enumerate(runs) if last.number == marker.number - 1]
        same = [i for i in fitting if runs[i].form == marker.form]
        if same:
            del runs[same[-1] :]
            runs.append(marker)
            return None
        if marker.number == 1:
            runs.append(marker)
            return None
        last = runs[-1] if runs else None
        if last is None or (last.form != marker.form and last.number != marker.number - 1):
            runs.append(marker)
            return None
        runs[-1] = marker._replace(form=last.form)
        return Break(marker, last.number + 1, last)
