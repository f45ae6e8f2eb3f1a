"""What the opening sentence of the itemized goals states: how many projects, of which category, how much in all.

Shared by the rules that count and sum. Leaves judging to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Item
from jixiao.model import Place
from jixiao.units import chinese_number, narrow, yuan_of

_SENTENCE = re.compile(r"[^。；;\n]+")
_COUNT = re.compile(
    r"(?:共分为|共分|分为|共设立?|共有|共安排|共涉及|共包括|共计|共)(?:项目)?(?P<number>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
    r"(?:个|项)(?:预算|分项|具体)?(?:项目|分项)?(?=[，,、：:\s]|$|分别|具体|如下|其中|支出|预算)"
)
_SPEAKS = re.compile(r"项目|预算|分项|经费|支出")
_SAME = 20
"""Characters by which a passage and a goal of one line are told apart."""

_AMOUNT = re.compile(r"(?<![0-9.,])[0-9][0-9,]*(?:\.[0-9]+)?\s*(?:亿元|万元|元)")


class Statement(Struct, frozen=True):
    """A sentence that opens the itemized goals.

    Attributes:
        spot: the passage that holds it. words: the sentence.
        count: number of projects it states, as written in `count_words`; amounts: every amount in it, yuan, as written.
    """

    spot: Item
    words: str
    count: int | None
    count_words: str
    amounts: tuple[tuple[Decimal, str], ...]


def statements(dossier: Dossier) -> Iterator[Statement]:
    """The sentences between overall goals and first itemized goal that state an amount or a number of projects."""
    for number, passage in enumerate(dossier.document.passages or ()):
        if not _opens_itemized(passage.at, dossier):
            continue
        for sentence in _SENTENCE.findall(passage.text):
            if not _SPEAKS.search(sentence):
                continue
            match = _COUNT.search(sentence)
            count = _number(match["number"]) if match else None
            amounts = tuple(_amounts(sentence))
            if count is not None or amounts:
                words = match[0] if match else ""
                yield Statement(dossier.spot(f"passages[{number}]"), sentence, count, words, amounts)


def _number(written: str) -> int | None:
    return int(written) if written.isdigit() else chinese_number(written)


def _amounts(sentence: str) -> Iterator[tuple[Decimal, str]]:
    for match in _AMOUNT.finditer(sentence):
        yuan = yuan_of(narrow(match[0]))
        if yuan is not None:
            yield yuan, match[0]


def _opens_itemized(at: Place, dossier: Dossier) -> bool:
    """Whether a passage stands after the overall goals and not after the first itemized goal."""
    goals, overall = dossier.document.itemized_goals, dossier.document.overall_goals
    if not goals or at.table is not None:
        return False
    where, first = _order(at), _order(goals[0].at)
    # Goals told within a paragraph leave the words before them as a passage of the same line.
    before = where < first or (where == first and at.quote[:_SAME] != goals[0].at.quote[:_SAME])
    return before and (not overall or where > _order(overall[-1].at))


def _order(at: Place) -> tuple[int, int]:
    return (at.page or 0, at.line or 0)
