"""A table that goes on over a page break becomes one table: head rows dropped, cut rows and merges made whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from jixiao.documents.pdf_lines import fills, is_item, joint
from jixiao.documents.pdf_tables import Piece, PieceCell

NEAR = 3.0
"""Points by which the column edges of two pages may differ."""

MAX_HEADS = 6
"""Rows of a repeated head, at the most."""

RowKey = tuple[tuple[int, str], ...]
"""Height and text of the cells that start in a row."""

Pairs = list[tuple[PieceCell, PieceCell]]
"""Cells of the last row of a page, each with the one below it on the next page."""

_DIGIT = re.compile(r"\d(?![\d—～~至-]*[年月])")
_REST = re.compile(r"[(（)）%％、，。]")
_ORDINAL = re.compile(r"^(\d{1,2})[.．、)）]", re.MULTILINE)


class Growing:
    """A table that may still grow by the next page's first piece.

    Looks at the last row only, so that a table over thousands of pages costs no more a page than a short one.
    """

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.bottom = piece.ys[-1]
        self.page = piece.page
        self.tail = [cell for cell in piece.cells if cell.row + cell.rows == piece.height]
        self.seen: Counter[RowKey] = Counter()
        self.heads: list[RowKey] = []

    def take(self, piece: Piece, space_below: float) -> bool:
        """Take the piece in if it goes on with this table.

        Args:
            space_below: empty height of the page below this table, down to where text may stand.
        """
        if piece.page != self.page + 1 or piece.ragged != self.piece.ragged or not self._same_sides(piece):
            return False
        if not self.heads:
            self.heads = list(map(_row_key, _rows(self.piece, MAX_HEADS)))
            self._see(_rows(self.piece, self.piece.height))
        if self._same_edges(piece):
            heads = self._repeated_heads(piece)
            if not heads and (self._begins_again(piece) or space_below > max(piece.ys[1] - piece.ys[0] + 2 * NEAR, 20)):
                return False
        elif _is_lower_half(piece):
            heads = 0
        else:
            return False
        self._see(islice(_rows(piece, piece.height), heads, None))
        self._append(piece, heads)
        return True

    def _same_sides(self, piece: Piece) -> bool:
        ours, theirs = self.piece.xs, piece.xs
        return abs(ours[0] - theirs[0]) <= NEAR and abs(ours[-1] - theirs[-1]) <= NEAR

    def _same_edges(self, piece: Piece) -> bool:
        ours, theirs = self.piece.xs, piece.xs
        few, many = sorted((ours, theirs), key=len)
        return all(_nearest(many, edge) is not None for edge in few)

    def _repeated_heads(self, piece: Piece) -> int:
        """How many rows at the top of the piece repeat the head of this table.

        The head is the table's first rows, or a row of words inside it that stands there once: spreadsheets repeat any.
        Beside a head inside the table there may stand a label that goes on below it.
        """
        tops = list(map(_row_key, _rows(piece, MAX_HEADS)))
        count = 0
        for ours, theirs in zip(self.heads, tops, strict=False):
            if ours != theirs or not any(text for _, text in theirs):
                break
            count += 1
        while count and any(cell.row < count < cell.row + cell.rows for cell in piece.cells):
            count -= 1
        count = count or self._inner_heads(piece, tops[0])
        return count if count < piece.height else 0

    def _inner_heads(self, piece: Piece, top: RowKey) -> int:
        """Rows of a head from inside the table, with or without a label beside it that goes on below."""
        first = piece.cells[0]
        if self._is_known_head(top):
            label = None
        elif (_is_tall(first) or not first.text) and self._is_known_head(top[1:]):
            label = first
        else:
            return 0
        return max(cell.row + cell.rows for cell in piece.cells if cell.row == 0 and cell is not label)

    def _is_known_head(self, row: RowKey) -> bool:
        return _is_head(row) and self.seen[row] == 1

    def _see(self, rows: Iterable[list[PieceCell]]) -> None:
        for row in rows:
            key = _row_key(row)
            self.seen[key] += 1
            if row and _is_tall(row[0]):
                self.seen[key[1:]] += 1

    def _begins_again(self, piece: Piece) -> bool:
        """Whether the piece starts with the label that this table starts with: the next form of the same kind."""
        first = self.piece.cells[0].text
        return bool(first) and self.piece.height > 1 and piece.cells[0].text == first

    def _append(self, piece: Piece, heads: int) -> None:
        """Add the rows of a piece below its heads."""
        self._unite_edges(piece.xs)
        columns = [_at(self.piece.xs, edge) for edge in piece.xs]
        cells = [cell for cell in piece.cells if cell.row + cell.rows > heads]
        for cell in cells:
            start = columns[cell.column]
            cell.rows -= max(heads - cell.row, 0)
            cell.row = max(cell.row - heads, 0)
            cell.columns, cell.column = columns[cell.column + cell.columns] - start, start
        first = {(cell.column, cell.columns): cell for cell in cells if cell.row == 0}
        pairs = [
            (ours, first[ours.column, ours.columns])
            for ours in sorted(self.tail, key=lambda cell: cell.column)
            if (ours.column, ours.columns) in first
        ]
        open_row = self.piece.open_bottom or piece.open_top
        whole = len(pairs) == len(first) == len(self.tail)
        goes_on, taken = self._joined(pairs, whole, open_row, piece.ys[heads + 1] - piece.ys[heads])
        offset = self.piece.height - goes_on
        for cell in cells:
            cell.row += offset
        kept = [cell for cell in cells if id(cell) not in taken]
        self.piece.cells += kept
        self.piece.inner += piece.inner
        self.piece.ys += piece.ys[heads + 1 + goes_on :]
        self.piece.open_bottom = piece.open_bottom
        height = self.piece.height
        self.tail = [cell for cell in [*self.tail, *kept] if cell.row + cell.rows == height]
        self.bottom, self.page = piece.ys[-1], piece.page

    def _joined(self, pairs: Pairs, whole: bool, open_row: bool, height: float) -> tuple[bool, set[int]]:
        """Whether the first row of the piece is the rest of the last row, and which of its cells are rests.

        Args:
            pairs: cells of both rows that stand below each other. whole: there are no others.
        """
        goes_on = whole and _row_goes_on(pairs, open_row, height)
        return goes_on, _cut_row(pairs) if goes_on else _cut_merges(pairs)

    def _unite_edges(self, edges: list[float]) -> None:
        """Add the edges that only the new part has; every cell so far is counted anew, which happens seldom."""
        new = [edge for edge in edges if _nearest(self.piece.xs, edge) is None]
        if not new:
            return
        old, self.piece.xs = self.piece.xs, sorted([*self.piece.xs, *new])
        columns = [self.piece.xs.index(edge) for edge in old]
        for cell in self.piece.cells:
            start = columns[cell.column]
            cell.columns, cell.column = columns[cell.column + cell.columns] - start, start


def _nearest(edges: list[float], edge: float) -> int | None:
    place = bisect_left(edges, edge - NEAR)
    return place if place < len(edges) and edges[place] <= edge + NEAR else None


def _at(edges: list[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - edge))


def _rows(piece: Piece, most: int) -> Iterator[list[PieceCell]]:
    """The cells that start in each of the first rows."""
    rows: list[list[PieceCell]] = [[] for _ in range(min(most, piece.height))]
    for cell in piece.cells:
        if cell.row >= len(rows):
            break
        rows[cell.row].append(cell)
    return iter(rows)


def _row_key(cells: list[PieceCell]) -> RowKey:
    return tuple((cell.rows, "".join(cell.text.split())) for cell in cells)


def _is_tall(cell: PieceCell) -> bool:
    return cell.column == 0 and cell.rows > 1


def _is_lower_half(piece: Piece) -> bool:
    """Whether it begins with a label beside a head: the lower half of a form, parted where its columns change."""
    label = piece.cells[0]
    beside = _row_key([cell for cell in piece.cells if cell.row == 0 and cell is not label])
    return label.rows > 2 and bool(label.text) and not piece.ragged and _is_head(beside)


def _is_head(row: RowKey) -> bool:
    words = [text for _, text in row if text and not _DIGIT.search(text)]
    return len(words) == len(row) > 2


def _row_goes_on(pairs: list[tuple[PieceCell, PieceCell]], open_row: bool, height: float) -> bool:
    """Whether the first row of the new page is the rest of the last row of the old one."""
    if not any(new.text for _, new in pairs):
        return open_row or height < 12.0
    if open_row:
        return True
    if len(pairs) > 1 and not any(old.text and not new.text for old, new in pairs):
        return False
    return all(_text_goes_on(old, new) for old, new in pairs if new.text)


def _text_goes_on(old: PieceCell, new: PieceCell) -> bool:
    if not old.text or old.last is None:
        return False
    before, after = _ORDINAL.findall(old.text), _ORDINAL.match(new.text)
    if after and before and int(after[1]) == int(before[-1]) + 1:
        return True
    return fills(old.last, new.text, old.left, old.right) and not is_item(new.text)


def _cut_row(pairs: list[tuple[PieceCell, PieceCell]]) -> set[int]:
    for old, new in pairs:
        if new.text:
            full = old.last is not None and fills(old.last, new.text, old.left, old.right)
            wrapped = full and not is_item(new.text) and old.last is not None
            between = joint(old.last.text, new.text) if wrapped and old.last else "\n"
            old.text = f"{old.text}{between}{new.text}".strip()
            old.last, old.left, old.right = new.last, new.left, new.right
        old.rows += new.rows - 1
    return {id(new) for _, new in pairs}


def _cut_merges(pairs: list[tuple[PieceCell, PieceCell]]) -> set[int]:
    """A merged cell goes on where the new page shows an empty one below it: on the left, or merged before already.

    Its words may be cut as well; only a rest that starts with a bracket is told from the words of the next cell.
    """
    taken: set[int] = set()
    leading = 0
    for old, new in pairs:
        rest = bool(_REST.match(new.text)) and _text_goes_on(old, new)
        # A text in the middle of a tall merged cell may stand on the later page only.
        if (not old.text and (old.rows == 1 or old.column != leading)) or (old.text and new.text and not rest):
            continue
        if old.column == leading or old.rows > 1 or new.rows > 1:
            old.rows += new.rows
            old.text += new.text
            taken.add(id(new))
            leading = old.column + old.columns if old.column == leading else leading
    # One row of a merged cell above the break looks like an empty cell; one of as many rows beside it tells them apart.
    cut = {new.rows for _, new in pairs if id(new) in taken and not new.text}
    for old, new in pairs:
        if not old.text and new.text and new.rows > 1 and new.rows in cut and id(new) not in taken:
            old.rows += new.rows
            old.text = new.text
            taken.add(id(new))
    return taken
