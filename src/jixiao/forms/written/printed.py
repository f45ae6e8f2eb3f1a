"""Rows and boxes of a form on their way to paper."""

from __future__ import annotations

from typing import NamedTuple

from jixiao.documents.writing.paper import Box
from jixiao.forms.description import PictureRow
from jixiao.forms.written.of_row import Row


class Printed(NamedTuple):
    """A row to be printed.

    Attributes:
        picture: the picture's row. begins: a table begins with it.
        entry: what it speaks of, where the row repeats. number: which of the repetitions it is, from 1; 0 for others.
    """

    picture: PictureRow
    entry: Row | None = None
    begins: bool = False
    number: int = 0

    @property
    def line(self) -> int:
        """The number of the picture's row."""
        return self.picture.cells[0].row


class Placed(NamedTuple):
    """A box with the slot that fills it and the row that it begins in."""

    box: Box
    slot: str | None
    row: Printed
