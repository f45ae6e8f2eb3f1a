"""Reasons and evidence in a self-evaluation, for the EVA rules. Leaves judging to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import UNSET

from jixiao.checks.dossier import Dossier
from jixiao.checks.rules.eva.evaluated import Evaluated, says_something
from jixiao.checks.words import any_of

_END = re.compile(r"[。；;！!\n]")


def explained(dossier: Dossier, one: Evaluated) -> bool:
    """Whether the form says anywhere why so little was spent: in its own cell, with a row, or in the text around."""
    execution = one.execution
    if execution is not None and says_something(execution.deviation_reason):
        return True
    spending, because = any_of("eva.spending"), any_of("eva.because")
    sentences = (sentence for words in _told(dossier, one) for sentence in _END.split(words))
    return any(spending.search(sentence) and because.search(sentence) for sentence in sentences)


def has_reason_column(dossier: Dossier) -> bool:
    """Whether the form has a cell for reasons at all: a head that speaks of them, or a row that gives one."""
    head = any_of("eva.reason_heads")
    given = any(item.indicator.deviation_reason for item in dossier.table_indicators)
    return given or any(head.search(text.words) for text in dossier.texts)


def _told(dossier: Dossier, one: Evaluated) -> Iterator[str]:
    """Reasons of rows, labelled cells, the outcome, and the paragraphs around, each with the head of its cell."""
    for row in one.rows:
        yield f"原因：{row.reason}" if row.reason else ""
    holder = one.holder
    if holder.details is not UNSET:
        yield from (f"{head}：{words}" for head, words in holder.details.items() if says_something(words))
    if holder.outcome is not UNSET:
        yield holder.outcome
    if dossier.document.passages is not UNSET:
        yield from (passage.text for passage in dossier.document.passages)
