"""Tables over page breaks in a PDF of ours, whose marks say what goes on. Leaves the marks to `pdf_marks`."""

from __future__ import annotations

from jixiao.documents.pdf_joins import Growing, Pairs
from jixiao.documents.pdf_marks import HEAD, LAST, is_closed
from jixiao.documents.pdf_tables import Piece, PieceCell


class MarkedGrowing(Growing):
    """A table that may still grow by the next page's first piece, if that shows the rest of it."""

    def take(self, piece: Piece, space_below: float) -> bool:
        """Take the piece in if this table has not come to its end."""
        if piece.page != self.page + 1 or not self._same_sides(piece) or self._is_whole():
            return False
        has_head = any(HEAD in cell.text for cell in self.piece.cells)
        self._append(piece, _heads(piece) if has_head else 0)
        return True

    def _is_whole(self) -> bool:
        return all(is_closed(cell.text) for cell in self.tail) and any(LAST in cell.text for cell in self.tail)

    def _joined(self, pairs: Pairs, whole: bool, open_row: bool, height: float) -> tuple[bool, set[int]]:
        rests = [(ours, theirs) for ours, theirs in pairs if _goes_on(ours, theirs)]
        # A new row has a cell that begins in it.
        goes_on = whole and len(rests) == len(pairs)
        for ours, theirs in rests:
            ours.text += theirs.text
            ours.rows += theirs.rows - goes_on
        return goes_on, {id(theirs) for _, theirs in rests}


def _goes_on(ours: PieceCell, theirs: PieceCell) -> bool:
    """Whether the lower cell shows the rest of the upper one: its text, or nothing, which even an empty one ends."""
    return not is_closed(ours.text) or not theirs.text


def _heads(piece: Piece) -> int:
    """How many rows at the top of the piece stand in the head, which was seen before."""
    return max((cell.row + cell.rows for cell in piece.cells if HEAD in cell.text), default=0)
