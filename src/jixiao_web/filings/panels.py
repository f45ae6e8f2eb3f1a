"""What parts above this one tell below the rows of a filing that is filled in. They register it; cards: `cards.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.safestring import SafeString

from jixiao_web.filings.models import Filing

ROWS: list[Callable[[Filing], Mapping[str, SafeString]]] = []
"""Tell what stands below rows, as markup by the row's path (`projects[0].indicators[2]`)."""


def rows_told(filing: Filing) -> Mapping[str, SafeString]:
    """What is told of the rows of a filing."""
    told: dict[str, SafeString] = {}
    for teller in ROWS:
        for path, markup in teller(filing).items():
            told[path] = told.get(path, SafeString()) + markup
    return told
