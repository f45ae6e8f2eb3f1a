"""Characters of a page to runs: words with one box each. Drops what a reader cannot see.

Leaves lines and paragraphs to `pdf_lines`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from jixiao.documents.pdf_paths import Rule

Run = tuple[float, float, float, float, str]
"""Left, top, right, bottom in points from the upper left corner of the page, text. A blank that follows is in the
text, not in the box."""

Boxes = Callable[[Sequence[int]], list[float]]
"""The boxes of the characters with these numbers, one after the other: left, top, right, bottom; upwards. A character
that pdfium made up (a blank, the end of a line) has no width."""

JUMP = 0.3
"""Of a character's height: a wider gap inside a word parts it."""

GARBLED_SHARE = 0.3
"""From this share of characters without a meaning on, a page counts as unreadable."""

PDFIUM_HYPHENS = "\x02\ufffe"
"""Stand for a hyphen at the end of a line: of a character asked for by itself, and inside a text."""

FILLER = "\u200b"
"""Has no width and is left out; keeps the numbering where a character counts twice."""

EDGE_SHARE = 0.1
"""Of the page's width: where page numbers of pages that are bound turned stand on their side."""

_NUMBER_PART = re.compile(r"[—–－-]|\d{1,4}|[—–－-]\d{1,4}[—–－-]")
_GARBAGE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff\x00\x01\x03-\x08\x0e-\x1f]")
_WORD = re.compile(r"\S+")
_COMPATIBLE = re.compile(
    "[\xad\u200b-\u200f\u2e80-\u2fd5\uf900-\ufaff\ufb00-\ufb06\ufeff\x00-\x08\x0e-\x1f\ufffe\uffff]"
)
# The supplement of radicals has no compatibility mapping in Unicode; fonts of Chinese office programs still map the
# common signs 见 页 长 … to it.
_SUPPLEMENT = str.maketrans(
    "\u2ea0\u2ec1\u2ec4\u2ec5\u2ec6\u2ec9\u2ecb\u2ed1\u2ed3\u2ed4\u2ed8\u2ed9\u2eda"
    "\u2edb\u2edc\u2edd\u2ee2\u2ee3\u2ee4\u2ee5\u2ee6\u2ee7\u2ee8\u2ee9\u2eec\u2eee\u2ef0",
    "民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
)


class Runs(NamedTuple):
    """The runs of a page.

    Attributes:
        outside, doubled, slanted: number of runs left out: off the page, printed again on the same spot, written across
            it like a watermark.
        garbled: the characters have no meaning; their codes are private.
    """

    runs: list[Run]
    outside: int = 0
    doubled: int = 0
    slanted: int = 0
    garbled: bool = False


def runs_of(
    text: str,
    boxes: Boxes,
    is_slanted: Callable[[int], bool],
    width: float,
    height: float,
    upright: list[Rule],
    is_turned: Callable[[int], bool] = lambda index: False,
    marks: dict[int, str] | None = None,
) -> Runs:
    """Cut the characters into runs at blanks, at gaps and at ruling lines.

    Only the first and the last box of a word are asked for, which is most of the speed; a word whose ends do not fit
    its length is looked at character by character. `marks` are the only blanks where they are given.
    """
    after = marks or {}
    spans = [part for found in _WORD.finditer(text) for part in _cut(*found.span(), after)]
    if not spans:
        return Runs([])
    heads = boxes([start for start, _ in spans])
    tails = boxes([end - 1 for _, end in spans])
    blanks = boxes([end for _, end in spans[:-1]] + [min(spans[-1][1], len(text) - 1)])
    walls = sorted(upright)
    edges = [wall[0] for wall in walls]
    near, far = EDGE_SHARE * width, (1 - EDGE_SHARE) * width
    runs: list[Run] = []
    slanted = 0
    columns = zip(
        spans, heads[0::4], heads[1::4], heads[3::4], tails[1::4], tails[2::4], tails[3::4],
        blanks[0::4], blanks[2::4], strict=True,
    )  # fmt: skip
    for (start, end), left, top, bottom, end_top, right, end_bottom, blank_left, blank_right in columns:
        size = (top - bottom) * (end - start)
        wall = bisect_right(edges, left + 2.0)
        if (right < near or left > far) and _NUMBER_PART.fullmatch(text, start, end) and is_turned(start):
            continue
        if (
            not 0.1 * size < right - left < 1.6 * size
            or not bottom < (end_top + end_bottom) / 2 < top
            or (wall < len(edges) and edges[wall] < right - 2.0 and _crossed(walls[wall:], right, height - top))
        ):
            if is_slanted(start):
                slanted += 1
            else:
                runs += _ended(_parts(text[start:end], boxes(range(start, end)), height, walls), after.get(end - 1, ""))
        else:
            blank = _blank(text[end : end + 1], blank_right - blank_left) if marks is None else after.get(end - 1, "")
            runs.append((left, height - top, right, height - bottom, text[start:end] + blank))
    return _cleaned(runs, text, width, height)._replace(slanted=slanted, garbled=_is_garbled(text))


def _cut(start: int, end: int, marks: dict[int, str]) -> Iterator[tuple[int, int]]:
    """The parts of a word that end with a mark, and the rest."""
    for index in range(start, end - 1):
        if index in marks:
            yield start, index + 1
            start = index + 1
    yield start, end


def _blank(sign: str, width: float) -> str:
    """The blank after a word, unless pdfium made it up."""
    return "" if width <= 0.01 or not sign else sign if sign == "\u3000" else " "


def _ended(parts: list[Run], blank: str) -> list[Run]:
    return [*parts[:-1], (*parts[-1][:4], parts[-1][4] + blank)] if parts and blank else parts


def _cleaned(runs: list[Run], text: str, width: float, height: float) -> Runs:
    visible = [run for run in runs if 0 < run[0] + run[2] < 2 * width and 0 < run[1] + run[3] < 2 * height]
    if _COMPATIBLE.search(text):
        visible = [(*run[:4], _COMPATIBLE.sub(_plain, run[4])) for run in visible]
        visible = [run for run in visible if run[4].strip()]
    unique = _without_doubles(visible)
    return Runs(unique, len(runs) - len(visible), len(visible) - len(unique))


def _is_garbled(text: str) -> bool:
    garbage = len(_GARBAGE.findall(text))
    return garbage > 4 and garbage >= GARBLED_SHARE * (len(text) - sum(map(text.count, "\r\n ")))


def _crossed(walls: list[Rule], right: float, top: float) -> bool:
    """Whether a ruling line from a word's left edge on passes through it."""
    for across, start, end in walls:
        if across >= right - 2.0:
            return False
        if start < top + 3.0 < end:
            return True
    return False


def _parts(word: str, flat: list[float], height: float, walls: list[Rule]) -> list[Run]:
    """A word cut where its characters jump sideways, leave their height, or have a ruling line between them."""
    parts: list[Run] = []
    for sign, left, top, right, bottom in zip(word, flat[0::4], flat[1::4], flat[2::4], flat[3::4], strict=True):
        if right - left < 0.01 or top - bottom < 0.01 or sign == FILLER:
            continue
        down = height - (top + bottom) / 2
        if parts:
            head = parts[-1]
            near = -JUMP < (left - head[2]) / (head[3] - head[1]) < JUMP and head[1] < down < head[3]
            if near and not _parted(walls, head[2], left, down):
                parts[-1] = (head[0], head[1], right, head[3], head[4] + sign)
                continue
        parts.append((left, height - top, right, height - bottom, sign))
    return parts


def _parted(walls: list[Rule], right: float, left: float, down: float) -> bool:
    """Whether a ruling line stands between two characters; one through a character is run over by a text too long."""
    return any(right - 0.6 < across < left + 0.6 and start < down < end for across, start, end in walls)


def _without_doubles(runs: list[Run]) -> list[Run]:
    """Leave out text drawn again at nearly the same spot: bold made by printing twice, text layers laid twice."""
    seen: dict[str, list[Run]] = {}
    unique: list[Run] = []
    for run in runs:
        others = seen.get(run[4])
        if others is None:
            seen[run[4]] = [run]
        else:
            reach = (run[3] - run[1]) * 0.25
            if any(abs(run[0] - other[0]) < reach and abs(run[1] - other[1]) < reach for other in others[-200:]):
                continue
            others.append(run)
        unique.append(run)
    return unique


def _plain(match: re.Match[str]) -> str:
    sign = match.group()
    if sign in PDFIUM_HYPHENS:
        return "-"
    if sign < " " or sign in "\xad\u200b\u200c\u200d\u200e\u200f\ufeff\ufffe\uffff":
        return ""
    return unicodedata.normalize("NFKC", sign.translate(_SUPPLEMENT))
