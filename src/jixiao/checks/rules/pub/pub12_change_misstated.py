"""PUB12: an increase or decrease that the text states does not follow from the amounts beside it."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import ALL, Level, rule
from jixiao.checks.rules.txt.joined import everything
from jixiao.checks.stated import spoken
from jixiao.checks.stated_changes import SIGN, Change, changes
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring.marks import two_places

_NO_CHANGES = Words("文中没有可以重算的增减变化", "the text states no change that can be worked out again")
_DIRECTION = Words(
    "“{words}”：实际是{right}，文中写成“{stated}”。", "“{words}”: it {right}, while the text says “{stated}”."
)
_MORE, _LESS = Words("增加", "rose"), Words("减少", "fell")
_TURN = Words(
    "请把“{stated}”改为“{right}”，或者核对前后两个数。", "Write “{right}” for “{stated}”, or check the two amounts."
)


@rule(
    id="PUB12",
    level=Level.ERROR,
    title=Words("增减变化与前后数不符", "Stated change does not follow from its amounts"),
    citations=[cite("caiyu-2016-143", "准确")],
    message=Words(
        "“{words}”：按前后数计算应为{right}，文中写的是{stated}。",
        "“{words}”: the amounts give {right}, the text says {stated}.",
    ),
    hint=Words(
        "请把{stated}改为{right}，或者核对前后两个数（四舍五入的尾差不计；整数可能是四舍五入的，只作提醒）。",
        "Write {right} for {stated}, or check the two amounts (rounding is left out; whole numbers only warn).",
    ),
    kinds=ALL | {"unknown"},
)
def change_misstated(dossier: Dossier) -> Outcome:
    """A stated change has the direction, the amount and the percent that its two amounts give.

    Judges sentences such as 50万元，比上年38万元增加12万元，增长31.58% and 由120户增加到150户; where the earlier
    amount is not named it is what the sentence's amounts give. About, above and more than are not judged.
    """
    tolerance = dossier.law.decimal("disclosure.percent_tolerance")
    drafts, checked = [], 0
    for text in everything(dossier).holding(SIGN):
        for change in changes(text.words, tolerance):
            checked += 1
            if change.fault is None:
                continue
            is_turned = change.fault == "direction"
            right = _right(change)
            turned = (_MORE if change.is_up else _LESS).say()
            draft = found(
                text,
                found=change.stated,
                expected=right,
                level=None if change.is_sure else Level.WARNING,
                message=_DIRECTION if is_turned else None,
                hint=_TURN if is_turned else None,
                words=change.words,
                right=turned if is_turned else right,
                stated=change.stated,
            )
            drafts.append(draft)
    return judged(checked, drafts, without=_NO_CHANGES)


def _right(change: Change) -> str:
    if change.fault == "direction":
        return "增加" if change.is_up else "减少"
    assert change.right is not None
    if change.unit == "%":
        return f"{two_places(change.right).normalize():f}%"
    return spoken(change.right, change.stated)
