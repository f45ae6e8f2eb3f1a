"""Columns that only some forms have: which rows of such a form left them empty. Knows nothing of their use."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.rules.val.values import by_owner
from jixiao.checks.words import any_of


def rows_of_columns(dossier: Dossier, heads: str) -> Iterator[tuple[IndicatorItem, tuple[str, ...]]]:
    """Every named row of forms with such columns, and the heads of those that are empty in it.

    Args:
        heads: a word list that describes the heads. A form has the columns that at least one of its rows has filled.
    """
    pattern = any_of(heads)
    for items in by_owner(dossier.table_indicators):
        columns = dict.fromkeys(head for item in items for head in item.indicator.details or () if pattern.search(head))
        if not columns or not items[0].owner.whole:
            continue
        for item in items:
            if item.name:
                cells = item.indicator.details or {}
                yield item, tuple(head for head in columns if not cells.get(head, "").strip())
