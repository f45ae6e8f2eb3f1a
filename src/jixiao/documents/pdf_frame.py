"""The visible part of a PDF page and how it is turned: from the page's own coordinates to the page as shown."""

from __future__ import annotations

from typing import NamedTuple

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points; upwards."""


class Frame(NamedTuple):
    """The crop box in the page's own coordinates, and by how many quarter turns it is shown clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def width(self) -> float:
        """Width of the page as shown."""
        return self.top - self.bottom if self.turn % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height of the page as shown."""
        return self.right - self.left if self.turn % 2 else self.top - self.bottom

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the page's own coordinates as a box of the page as shown, from its lower left corner."""
        if self.turn == 0:
            return left - self.left, bottom - self.bottom, right - self.left, top - self.bottom
        if self.turn == 1:
            return bottom - self.bottom, self.right - right, top - self.bottom, self.right - left
        if self.turn == 2:
            return self.right - right, self.top - top, self.right - left, self.top - bottom
        return self.top - top, left - self.left, self.top - bottom, right - self.left
