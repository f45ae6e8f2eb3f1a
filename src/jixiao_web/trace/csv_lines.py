"""Rows as lines of CSV that a spreadsheet opens as they are: its mark at the head, no cell taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(head: Sequence[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The head and the rows, a line at a time."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(head)
    for row in rows:
        yield writer.writerow([_cell(str(each)) for each in row])


def _cell(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
