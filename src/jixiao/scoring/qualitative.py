"""Points of a row whose target is words: the three tiers, and questions that are met or not.

Leaves which words mean which tier to the law's data.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

from jixiao.model import TargetValue
from jixiao.scoring.marks import EXACT, Mark, Step, Window, full, none, plain, unscored
from jixiao.scoring.terms import Terms

_ONE = Decimal(1)
_DENIAL = re.compile(r"[未没无]|不(?!断)|非(?!常)")
_OFFICIAL = re.compile(
    r"(?:全部|已|部分|基本|未|没有)?(?:达成|达到)(?:年度|预期|既定|设定)?(?:绩效)?(?:指标|目标|值|$)"
)


def words_mark(actual: TargetValue, target: TargetValue, weight: Decimal, terms: Terms) -> Mark:
    """Points, or the window of the tier that the outcome falls in.

    A question (是, 有) that is answered by yes or no is scored outright. Otherwise a person chooses inside the tier's
    window: [0.8w, w], [0.6w, 0.8w), [0, 0.6w) by 财预〔2020〕10号 art. 16.
    """
    said, wanted = _words(actual), _words(target)
    answers = dict.fromkeys(terms.yes_words, True) | dict.fromkeys(terms.no_words, False)
    if len(wanted) == 1 and wanted in answers and said in answers:
        values = {"actual": said, "target": wanted}
        if answers[said] == answers[wanted]:
            return full(weight, Step("answered", values | {"points": plain(weight)}))
        return none(weight, Step("refused", values))
    tier = tier_of(actual, target, terms)
    if tier is None:
        return unscored(weight, "no_tier", actual=said)
    window = tier_window(tier, weight, terms)
    values = {"actual": said, "tier": terms.tier_names[tier]}
    values |= {"lowest": plain(window.lowest), "highest": plain(window.highest)}
    return Mark(weight=weight, window=window, steps=(Step("tier_closed" if window.closed else "tier_open", values),))


def tier_of(actual: TargetValue, target: TargetValue, terms: Terms) -> int | None:
    """Which tier an outcome falls in, 0 the best; None where its words tell none.

    An outcome that repeats the target's words says that it was reached. A word of one letter (高, 差) must be all that
    stands there; a denial that no word of the worst tier covers leaves the tier open.
    """
    said, wanted = _words(actual), _words(target)
    if not said:
        return None
    if said == wanted:
        return 0
    # The worst first: 未达成 and 部分达成 hold the word of the best tier.
    for tier in reversed(range(len(terms.tier_words))):
        if any(said == word or (len(word) > 1 and word in said) for word in terms.tier_words[tier]):
            return None if tier == 0 and _DENIAL.search(said) else tier
    return None


def says_tier(actual: TargetValue) -> bool:
    """Whether the outcome is put in the official words: 达成年度指标, 达成预期指标, 部分达成…, 未达成….

    >>> says_tier(TargetValue(text="部分达成年度指标并具有一定效果")), says_tier(TargetValue(text="效果明显"))
    (True, False)
    """
    return bool(_OFFICIAL.match(_words(actual)))


def tier_window(tier: int, weight: Decimal, terms: Terms) -> Window:
    """The points of a tier; all but the best leave out their upper bound."""
    with localcontext(EXACT):
        highest = _ONE if tier == 0 else terms.tier_floors[tier - 1]
        return Window(lowest=terms.tier_floors[tier] * weight, highest=highest * weight, closed=tier == 0)


def _words(value: TargetValue) -> str:
    return "".join(value.text.split()).strip("。；;，,、")
