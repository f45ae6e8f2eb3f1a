"""Increases and decreases as a sentence states them: 预算50万元，比上年38万元增加12万元，增长31.58%.

Only what the words leave no doubt about is told wrong: where any amount of the sentence makes the statement right it is
right, and whatever is about, above or more than a number is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from jixiao.checks.stated import Amount, Sentence, sentences

_UP, _DOWN = "增加|增长|上升|上调|提高|提升|增", "减少|下降|降低|下调|压减|压缩|缩减|减"
# What a stated change is never without; asked first, since hardly any text holds one.
SIGN = re.compile(rf"[比较与由从][^。；;\x00]*?(?:{_UP}|{_DOWN})")
_MOVE = rf"(?P<move>{_UP}|{_DOWN})(?:了|额|数)?(?:为|约)?\s?"
_RATE = rf"(?P<turn>{_UP}|{_DOWN}|增幅|降幅|减幅|增长率|下降率|降低率)(?:了|为|达)?\s?"
_COMPARED = re.compile(
    r"[，,、；;（(\s]*(?:同)?(?:比|较|与)(?P<other>[^，,。；;0-9]{0,12}(?:(?:20[0-9]{2}|19[0-9]{2})年)?[^，,。；;0-9]{0,16})$"
)
_AFTER_BASE = re.compile(rf"^[）)]?\s?(?:相比)?[，,]?\s?{_MOVE}$")
_THEN_RATE = re.compile(rf"^[，,、；;（(]?\s?(?:比上年|同比|较上年)?{_RATE}$")
_TO = re.compile(rf"^\s?{_MOVE}?(?:到|至|为)\s?$")
_FROM = re.compile(r"(?:由|从)[^，,。；;0-9]{0,8}(?:(?:20[0-9]{2})年[^，,。；;0-9]{0,8})?$")
_UPS = frozenset(_UP.split("|")) | {"增幅", "增长率"}

Fault = Literal["direction", "amount", "percent"]


class Change(Struct, frozen=True):
    """A stated change.

    Attributes:
        words: the stretch of the sentence that states it. stated: the number or word that is judged.
        fault: what surely is wrong with it, null for nothing. right: what it should be.
        is_up: what it should be, for a wrong direction. is_sure: rounding whole numbers does not explain the fault.
    """

    words: str
    stated: str
    fault: Fault | None = None
    right: Decimal | None = None
    unit: str = ""
    is_up: bool = True
    is_sure: bool = True


def changes(text: str, tolerance_points: Decimal) -> Iterator[Change]:
    """Every stated change that can be recomputed.

    Args:
        tolerance_points: of a stated percent, beside the rounding of all the numbers.
    """
    if not SIGN.search(text):
        return
    for sentence in sentences(text, "。！？!?；;\n"):
        loose = replace(sentence, amounts=tuple(amount.loosened() for amount in sentence.amounts))
        for at in range(len(sentence.amounts)):
            for judge in (_moved, _from_to):
                pairs = zip(judge(sentence, at, tolerance_points), judge(loose, at, tolerance_points), strict=True)
                yield from (replace(one, is_sure=other.fault is not None) for one, other in pairs)


def _moved(sentence: Sentence, at: int, tolerance: Decimal) -> Iterator[Change]:
    """The change that begins behind amount `at`: 50万元，比上年[38万元]增加12万元[，增长31.58%]."""
    words, amounts = sentence.words, sentence.amounts
    now = amounts[at]
    rest = amounts[at + 1 :]
    if not rest or now.unit == "%" or (at and _COMPARED.match(words[amounts[at - 1].end : now.start])):
        return
    gap = words[now.end : rest[0].start]
    base: Amount | None = None
    move = _moves(gap)
    if move is None:
        if not _COMPARED.match(gap) or rest[0].unit != now.unit or len(rest) < 2:
            return
        base, rest = rest[0], rest[1:]
        found = _AFTER_BASE.match(words[base.end : rest[0].start])
        if found is None:
            return
        move = found["move"]
    by, is_up = rest[0], move in _UPS
    if by.unit == "%":
        if base is not None and base.value:
            yield _percent(sentence, (now, base), by, now.start, is_up, tolerance)
        return
    if by.unit != now.unit:
        return
    if base is not None:
        yield _difference(sentence, now, base, by, move)
    others = [one for one in amounts[: at + 1] if one.unit == now.unit]
    if len(rest) > 1 and rest[1].unit == "%":
        turn = _THEN_RATE.match(words[by.end : rest[1].start])
        if turn is not None:
            yield _rate(
                sentence,
                others if base is None else [base],
                by,
                rest[1],
                (base is None, is_up, turn["turn"]),
                tolerance,
            )


def _moves(gap: str) -> str | None:
    """The word of change where a gap compares without naming the other amount: ，比上年增加."""
    found = re.fullmatch(rf"(.*?)(?:相比)?[，,]?\s?{_MOVE}", gap)
    return found["move"] if found and _COMPARED.match(found[1]) else None


def _difference(sentence: Sentence, now: Amount, base: Amount, by: Amount, move: str) -> Change:
    words = sentence.raw[now.start : by.end]
    stated = sentence.raw[by.start : by.end]
    is_up = move in _UPS
    low, high = now.low - base.high, now.high - base.low
    signed = (by.low, by.high) if is_up else (-by.high, -by.low)
    if signed[0] <= high and low <= signed[1]:
        return Change(words, stated)
    right = now.value - base.value
    opposite = (-signed[1], -signed[0])
    if opposite[0] <= high and low <= opposite[1]:
        return Change(words, move, "direction", abs(right), now.unit, right > 0)
    return Change(words, stated, "amount", abs(right), now.unit, right > 0)


def _percent(
    sentence: Sentence, pair: tuple[Amount, Amount], rate: Amount, start: int, is_up: bool, tolerance: Decimal
) -> Change:
    """From the base to the amount of now, in percent of the base."""
    now, base = pair
    words, stated = sentence.raw[start : rate.end], sentence.raw[rate.start : rate.end]
    right = (now.value - base.value) / base.value * 100
    slack = (now.slack + base.slack * now.value / base.value) / base.value * 100 + rate.slack * 2 + tolerance
    if abs((rate.value if is_up else -rate.value) - right) <= slack:
        return Change(words, stated)
    if abs((-rate.value if is_up else rate.value) - right) <= slack:
        return Change(words, stated, "direction", abs(right), "%", right > 0)
    return Change(words, stated, "percent", abs(right), "%", right > 0)


def _rate(
    sentence: Sentence,
    bases: list[Amount],
    by: Amount,
    rate: Amount,
    how: tuple[bool, bool, str],
    tolerance: Decimal,
) -> Change:
    """A change in an amount and in percent: 增加12万元，增长31.58%; the base is given, or is now less the change."""
    is_now, is_up, turn = how
    words, stated = sentence.raw[bases[-1].start : rate.end], sentence.raw[rate.start : rate.end]
    if (turn in _UPS) is not is_up and by.value and rate.value:
        return Change(words, turn, "direction", rate.value, "%", is_up)
    rights = []
    for one in bases:
        base = one.value - (by.value if is_up else -by.value) if is_now else one.value
        if base <= 0:
            return Change(words, stated)
        right = by.value / base * 100
        slack = (by.slack + (by.slack + one.slack) * right / 100) / base * 100 + rate.slack * 2 + tolerance
        if abs(rate.value - right) <= slack:
            return Change(words, stated)
        rights.append(right)
    return Change(words, stated, "percent", rights[-1], "%", is_up)


def _from_to(sentence: Sentence, at: int, tolerance: Decimal) -> Iterator[Change]:
    """由120户增加到150户[，增长25%]."""
    words, amounts = sentence.words, sentence.amounts
    if at + 1 >= len(amounts) or not _FROM.search(words[max(amounts[at].start - 30, 0) : amounts[at].start]):
        return
    base, now = amounts[at], amounts[at + 1]
    to = _TO.match(words[base.end : now.start])
    if to is None or base.unit != now.unit or not to["move"]:
        return
    is_up = to["move"] in _UPS
    stretch = sentence.raw[base.start : now.end]
    if now.value != base.value and (now.value > base.value) is not is_up:
        yield Change(stretch, to["move"], "direction", None, "", not is_up)
        return
    yield Change(stretch, to["move"])
    if at + 2 < len(amounts) and amounts[at + 2].unit == "%" and base.value and base.unit != "%":
        turn = _THEN_RATE.match(words[now.end : amounts[at + 2].start])
        if turn is not None:
            yield _percent(sentence, (now, base), amounts[at + 2], base.start, turn["turn"] in _UPS, tolerance)
