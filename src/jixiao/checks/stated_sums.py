"""Parts of a whole as a sentence states them: 东区30万元、西区20万元，共计50万元.

Only what the words leave no doubt about is told wrong: 其中 may name some parts of many, so parts below a whole are no
fault there, and a list that could also be read so that it adds up is read so.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from jixiao.checks.stated import Amount, Sentence, sentences

_TOTAL = re.compile(
    r"(?:^|[，,、；;：:（(\s])\s?(?:以上|上述|三项|两项|各项|全年)?(?:共计|合计|总计|总共|共)(?:为|是)?\s?$"
)
# What a list with its whole is never without; asked first, since hardly any text holds one.
SIGN = re.compile(r"共计|合计|总计|总共|共(?:为|是)?\s?[0-9０-９]|其中|包括|分别[为是]")
_JOINT = re.compile(r"^\s?([、；;，,]|和|及|与)(?:和|及|以及)?([^、；;，,。]{0,20})$")
_START = re.compile(r"其中|包括|分别|[:：]")
_WITHIN = re.compile(r"^[，,；;（(]?\s?(?:其中|包括|分别为|分别是)[:：]?\s?([^0-9、；;，,。]{0,20})$")
_EACH_OF = re.compile(r"分别为|分别是")
_OTHER = re.compile(
    r"每|均|单价|标准|比|较|占|增|减|降|扣|除|剩|结余|结转|累计|上年|去年|同期|其中|含|到|至|超|最|倍|折|约|乘|×|\*|元/|年|月|日|预计|目标"
)
# Said of the whole itself: then it is the price or norm of one piece, and 其中 speaks of something else.
_UNIT_PRICE = re.compile(r"每(?![年月季天日周])|[平人户亩日月件]均|单价|均价|(?:标准|定额|限额)(?:[为是按])?$")
_PARTING = "区片村镇乡县市组队校站费度月"
_MOST = Decimal("0.9")
"""Parts of one kind that make up so much of a whole were meant to make up all of it. Not law: how a list is read."""
_QUARTERS = "一二三四"


class Sum(Struct, frozen=True):
    """A stated whole and its parts.

    Attributes:
        words: the stretch of the sentence from the first to the last of the amounts.
        total: as written. right: what the parts add up to. is_wrong: the total is not what they add up to.
        is_sure: rounding whole numbers does not explain it.
        exceeds: the parts were told to be of the whole, and are more than it.
    """

    words: str
    total: str
    right: Decimal
    is_wrong: bool
    is_sure: bool = True
    exceeds: bool = False


def sums(text: str) -> Iterator[Sum]:
    """Every stated whole with its parts."""
    if not SIGN.search(text):
        return
    for sentence in sentences(text):
        yield from _after(sentence)
        yield from _before(sentence)


def _after(sentence: Sentence) -> Iterator[Sum]:
    """Parts first: 东区30万元、西区20万元，共计50万元."""
    words, amounts = sentence.words, sentence.amounts
    for at, total in enumerate(amounts):
        lead = words[amounts[at - 1].end if at else 0 : total.start]
        if at < 2 or not _TOTAL.search(lead) or len(lead) > 8:
            continue
        first, only_lists = at - 1, True
        while first > 0 and amounts[first].unit == total.unit:
            joint = _JOINT.match(words[amounts[first - 1].end : amounts[first].start])
            if joint is None or _START.search(joint[2]) or amounts[first - 1].unit != total.unit:
                break
            only_lists &= joint[1] not in "，,"
            first -= 1
        parts = amounts[first:at]
        label = words[amounts[first - 1].end if first else 0 : amounts[first].start]
        if len(parts) < 2 or _is_odd(words, parts, label) or any(part.unit != total.unit for part in parts):
            continue
        fits = _fits(parts[::-1], total, 2)
        if fits or only_lists or _START.search(label):
            loose = _fits(_loosened(parts)[::-1], total.loosened(), 2)
            yield _sum(sentence, parts, total, not fits, is_sure=not loose)


def _before(sentence: Sentence) -> Iterator[Sum]:
    """The whole first: 共50万元，其中东区30万元、西区25万元."""
    words, amounts = sentence.words, sentence.amounts
    for at, total in enumerate(amounts[:-1]):
        lead = words[total.end : amounts[at + 1].start]
        within = _WITHIN.match(lead)
        if within is None or _UNIT_PRICE.search(_label(words, amounts, at)):
            continue
        last = at + 1
        joints = []
        while last + 1 < len(amounts):
            joint = _JOINT.match(words[amounts[last].end : amounts[last + 1].start])
            if joint is None or amounts[last + 1].unit != total.unit:
                break
            joints.append(joint[1])
            last += 1
        parts = amounts[at + 1 : last + 1]
        follows = words[parts[-1].end : parts[-1].end + 8]
        if any(part.unit != total.unit for part in parts) or _TOTAL.search(
            words[parts[-1].start - 4 : parts[-1].start]
        ):
            continue
        if _is_odd(words, parts, within[1]) or re.match(r"[、，,]?(?:共|合计|总计)", follows) or total.unit == "%":
            continue
        fits = _fits(parts, total, 1)
        whole = len(parts) > 1 and (bool(_EACH_OF.search(lead)) or _is_year(words, parts))
        above = _low(parts) > total.high and (len(parts) == 1 or all(joint not in "，," for joint in joints))
        loose = _loosened(parts)
        # Parts of several kinds may overlap (女党员、预备党员); one part, or parts of one kind, cannot exceed it.
        sure = _low(loose) > total.loosened().high and (len(parts) == 1 or _is_one_kind(words, parts, total))
        if whole:
            sure = not _equal(loose, total.loosened())
        elif len(parts) > 1 and total.unit != "元" and not sure:
            above = False
        nearly = not above and len(parts) > 1 and _is_one_kind(words, parts, total) and _nearly(parts, total)
        wrong = not fits and (whole or above or nearly)
        yield _sum(sentence, parts, total, wrong, is_sure=sure, exceeds=above and not whole)


def _label(words: str, amounts: Sequence[Amount], at: int) -> str:
    """What the clause says before an amount."""
    before = words[amounts[at - 1].end if at else 0 : amounts[at].start]
    return re.split(r"[，,；;：:。]", before)[-1]


def _sum(
    sentence: Sentence, parts: Sequence[Amount], total: Amount, is_wrong: bool, *, is_sure: bool, exceeds: bool = False
) -> Sum:
    start, end = min(parts[0].start, total.start), max(parts[-1].end, total.end)
    right = sum((part.value for part in parts), Decimal(0))
    return Sum(sentence.raw[start:end], sentence.raw[total.start : total.end], right, is_wrong, is_sure, exceeds)


def _low(parts: Sequence[Amount]) -> Decimal:
    return sum((part.low for part in parts), Decimal(0))


def _loosened(parts: Sequence[Amount]) -> list[Amount]:
    return [part.loosened() for part in parts]


def _fits(parts: Sequence[Amount], total: Amount, least: int) -> bool:
    """Whether the first `least` parts or more, so many as one likes, add up to the total."""
    value = low = high = Decimal(0)
    for count, part in enumerate(parts, 1):
        value, low, high = value + part.value, low + part.low, high + part.high
        # Half a digit up is already the next one: stretches that only touch do not meet.
        if count >= least and (value == total.value or (low < total.high and total.low < high)):
            return True
    return False


def _equal(parts: Sequence[Amount], total: Amount) -> bool:
    return _fits(parts, total, len(parts))


def _nearly(parts: Sequence[Amount], total: Amount) -> bool:
    return total.value * _MOST <= _low(parts) < total.low


def _is_odd(words: str, parts: Sequence[Amount], label: str) -> bool:
    """Whether a label speaks of prices, shares, changes or dates: then the amounts are no parts."""
    labels = [_START.sub("", label)]
    labels += [words[one.end : other.start] for one, other in itertools.pairwise(parts)]
    return any(_OTHER.search(one[-20:]) for one in labels)


def _is_year(words: str, parts: Sequence[Amount]) -> bool:
    """Whether the parts are the four quarters or the two halves of the year."""
    labels = [words[max(part.start - 6, 0) : part.start] for part in parts]
    quarters = len(parts) == 4 and all(
        re.search(rf"[{name}{number}]季度", label)
        for number, (name, label) in enumerate(zip(_QUARTERS, labels, strict=True), 1)
    )
    halves = len(parts) == 2 and "上半年" in labels[0] and "下半年" in labels[1]
    return quarters or halves


def _is_one_kind(words: str, parts: Sequence[Amount], total: Amount) -> bool:
    """Whether the labels of all parts end alike, in a word that parts a whole: 东区、西区; 办公费、印刷费."""
    starts = [total.end, *(part.end for part in parts)]
    labels = [words[start : part.start].strip() for start, part in zip(starts, parts, strict=False)]
    return all(labels) and len({label[-1] for label in labels}) == 1 and labels[0][-1] in _PARTING
