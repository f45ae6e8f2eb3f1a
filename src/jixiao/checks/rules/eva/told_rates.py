"""The execution rate that a report states in its own words, for EVA03. Leaves the table's rates to the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.texts import Text
from jixiao.units import NUMBER, narrow, written

_RATE = re.compile(
    r"(?:^|(?<=[,，。；;、]))(?:项目|全年|年度|资金|整体|总体)*(?:预算)?(?:资金)?执行率(?:为|是|达到|达|:|：)?"
    rf"({NUMBER})%(?![^,，。；;]*(?:以上|以下|得))"
)
_OTHER = re.compile(
    r"[1-9]\s*[-—~至]\s*[0-9]{1,2}\s*月|上半年|上年|去年|上一年|其中|中央|省级|市级|截至[^,，。]*?(?<!12)月"
)


def told_rates(dossier: Dossier) -> Iterator[tuple[Text, Decimal]]:
    """Paragraphs that state one execution rate of the whole year's money, in the order of the text."""
    for text in dossier.texts:
        if text.role == "body" and "执行率" in text.words and not _OTHER.search(narrow(text.words)):
            rates = _RATE.findall(narrow(text.words))
            if len(rates) == 1 and text.words.count("执行率") == 1:
                yield text, written(rates[0])
