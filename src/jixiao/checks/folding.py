"""Folds what one mend would cure: findings of one rule and variant become one, with a few of them quoted.

Leaves which findings belong together to the rules, and the folding itself to the engine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from jixiao.checks.labels import short
from jixiao.checks.outcome import Draft

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
    told = [(draft, (draft.message, draft.level, draft.cause)) for draft in drafts]
    variants: dict[object, list[object]] = defaultdict(list)
    for draft, variant in told:
        variants[variant].append(draft.found if quote == "found" else draft.holes[quote])
    words = {variant: quoted(group) for variant, group in variants.items()}
    return [replace(draft, cause=variant, holes={**draft.holes, "quoted": words[variant]}) for draft, variant in told]
