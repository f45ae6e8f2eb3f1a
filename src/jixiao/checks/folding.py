"""Folds what one mend would cure: findings of one rule and variant become one, with a few of them quoted.

Leaves which findings belong together to the rules, and the folding itself to the engine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from jixiao.checks.labels import short
from jixiao.checks.outcome import Draft
from jixiao.language import Words

_QUOTED = 3


def quoted(words: Iterable[object]) -> str:
    """The first few different words in quotation marks, long ones cut.

    >>> quoted(["促进经济发展", "保障社会稳定", "促进经济发展"])
    '“促进经济发展”“保障社会稳定”'
    """
    return "".join(f"“{short(str(word))}”" for word in list(dict.fromkeys(words))[:_QUOTED])


def folded(drafts: Iterable[Draft], quote: str = "found") -> list[Draft]:
    """The findings with one cause for each of their messages and levels; those that have a cause keep it.

    Adds the hole `quoted` for messages of many.

    Args:
        quote: which hole of the findings is quoted.
    """
    told = list(drafts)
    variants: dict[object, list[Draft]] = defaultdict(list)
    for draft in told:
        variants[_variant(draft)].append(draft)
    words = {variant: quoted(_word(draft, quote) for draft in group) for variant, group in variants.items()}
    return [
        replace(draft, cause=_variant(draft), holes={**draft.holes, "quoted": words[_variant(draft)]}) for draft in told
    ]


def _variant(draft: Draft) -> tuple[Words | None, object, object]:
    return draft.message, draft.level, draft.cause


def _word(draft: Draft, quote: str) -> object:
    return draft.found if quote == "found" else draft.holes[quote]
