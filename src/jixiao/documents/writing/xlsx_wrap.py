"""How many lines a text takes in a cell. A workbook stores row heights, and nothing but a screen can measure them.

The estimate is on the safe side: an empty line at the end is better than a cut one. Knows nothing of cells.
"""

from __future__ import annotations

from functools import lru_cache

_NARROW = 0.58
"""Width of an ASCII character in ems, that of the widest typeface that may stand in for the official one."""
_HANGING = 0.3
"""What a line loses on the average, in ems, because some marks must not begin it."""


def line_count(text: str, room: float, size: float) -> int:
    """Lines of a text in a cell whose room is so many points wide, at a size in points.

    >>> line_count("完成率", 40, 10), line_count("完成率", 20, 10), line_count("一\\n二", 40, 10)
    (1, 2, 2)
    """
    return _lines(text, max(1, int(room / size)))


@lru_cache(maxsize=8192)
def _lines(text: str, ems: int) -> int:
    room = ems - _HANGING if ems > 8 else ems
    count = 0
    for line in text.split("\n"):
        width = len(line) - (1 - _NARROW) * len(line.encode("ascii", "ignore"))
        count += 1 if width <= ems else int(-(-width // room))
    return count
