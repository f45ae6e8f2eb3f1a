"""Where the pages of a sheet should begin, so that no merged cell is cut in two and no heading stands alone.

An office program breaks pages between any two rows; only the breaks that it would set badly are given. Knows nothing
of what the rows hold.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

_LEAST = 0.35
"""Share of a page that must be filled for a break to come early; above that a cut cell is the lesser evil."""


def page_breaks(
    heights: Sequence[float], room: float, joined: Mapping[int, int], given: Collection[int], head: tuple[int, int]
) -> list[int]:
    """The rows that begin a page by a break of ours, the given ones among them.

    Args:
        heights: of the rows, in points. room: height of a page.
        joined: how bad it is to part a row from the one above; 0 where it is not said.
        head: first row and row after the last of the rows that stand again on the pages below.

    >>> page_breaks([30, 30, 30, 30], 100, {3: 1}, (), (0, 0)), page_breaks([40, 40, 40], 100, {}, (2,), (0, 0))
    ([2], [2])
    """
    breaks = []
    begin, row, used = 0, 0, 0.0
    repeated = sum(heights[head[0] : head[1]])
    while row < len(heights):
        if row > begin and row in given:
            breaks.append(row)
            begin, used = row, 0.0
        elif row > begin and used + heights[row] > room - (repeated if begin >= head[1] else 0):
            early = _best(heights, begin, row, _LEAST * room, joined)
            if early < row:
                breaks.append(early)
            begin, row, used = early, early, 0.0
        used += heights[row]
        row += 1
    return breaks


def _best(heights: Sequence[float], begin: int, end: int, least: float, joined: Mapping[int, int]) -> int:
    """The last row up to `end` that does least harm as the first of a page, when `least` points lie before it."""
    filled = sum(heights[begin:end])
    best, harm, row = end, joined.get(end, 0), end
    while harm and filled - heights[row - 1] >= least:
        row -= 1
        filled -= heights[row]
        if joined.get(row, 0) < harm:
            best, harm = row, joined.get(row, 0)
    return best
