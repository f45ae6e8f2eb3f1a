"""PUB11: parts that the text states do not add up to the whole that it states."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import ALL, Level, rule
from jixiao.checks.rules.txt.joined import everything
from jixiao.checks.stated import spoken
from jixiao.checks.stated_sums import SIGN, sums
from jixiao.language import Words
from jixiao.law import cite

_NO_SUMS = Words("文中没有列出分项与合计", "the text states no parts with their whole")
_EXCEEDS = Words(
    "“{words}”：其中各项相加为{right}，超过总数{total}。",
    "“{words}”: the parts are {right}, more than the whole of {total}.",
)


@rule(
    id="PUB11",
    level=Level.ERROR,
    title=Words("分项之和与合计不符", "Parts do not add up to the whole"),
    citations=[cite("caiyu-2016-143", "准确")],
    message=Words(
        "“{words}”：各项相加为{right}，合计写的是{total}。",
        "“{words}”: the parts add up to {right}, the total says {total}.",
    ),
    hint=Words(
        "请核对各分项和合计，改正其中写错的数（四舍五入的尾差不计；整数可能是四舍五入的，只作提醒）。",
        "Check parts and total (differences of rounding are left out; whole numbers that may be rounded only warn).",
    ),
    kinds=ALL | {"unknown"},
)
def parts_do_not_add_up(dossier: Dossier) -> Outcome:
    """Parts listed in a sentence add up to the total that the sentence gives.

    Judges lists closed by 共, 合计 and their like, 分别为, and the four quarters; parts behind 其中 may leave others
    unnamed and are told wrong only where they exceed the whole. Approximate numbers, prices and shares are not added.
    """
    drafts, checked = [], 0
    for text in everything(dossier).holding(SIGN):
        for one in sums(text.words):
            checked += 1
            if not one.is_wrong:
                continue
            right = spoken(one.right, one.total)
            draft = found(
                text,
                found=one.total,
                expected=right,
                level=None if one.is_sure else Level.WARNING,
                message=_EXCEEDS if one.exceeds else None,
                words=one.words,
                right=right,
                total=one.total,
            )
            drafts.append(draft)
    return judged(checked, drafts, without=_NO_SUMS)
