"""VAL09: operators are written in several ways. Leaves other half-width signs to TXT03, ＝ to VAL10."""

from __future__ import annotations

import re
from collections import defaultdict

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label, row_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.val.values import all_rows, target_of, value_spot
from jixiao.language import Words
from jixiao.law import cite

_NO_SIGNS = Words("指标值没有使用计算符号", "no value has an operator sign")
_SIGN = re.compile(r"[>＞][=＝]|[<＜][=＝]|[≥≧⩾＞>≤≦⩽＜<]")
_STYLES = {">": ">", "<": "<"} | dict.fromkeys("≥≧⩾", "≥") | dict.fromkeys("≤≦⩽", "≤")

_WORST_FIRST = (">", "<", ">=", "<=")

_TIMES = Words("“{style}”{count}处", "{style} {count} times")
_TYPED = Words(
    "{project}的“{row}”的计算符号写作“{found}”，应使用“{expected}”。",
    "{project}, “{row}”: the operator is typed {found} instead of {expected}.",
)
_ALL_TYPED = Words(
    "{count}个指标值的计算符号写作“{found}”，应使用“{expected}”。",
    "In {count} values the operator is typed {found} instead of {expected}.",
)
_TYPED_HINT = Words("将“{found}”替换为“{expected}”。", "Write {expected} instead of {found}.")


@rule(
    id="VAL09",
    level=Level.WARNING,
    title=Words("计算符号写法不统一", "Operators in several styles"),
    citations=[cite("integration-standard", "计算符号"), cite("gbt-15834")],
    message=Words(
        "指标值的计算符号不统一：全文{styles}并用，如“{other}”用“{other_sign}”、“{row}”用“{found}”。",
        "Operators are mixed in this text ({styles}): {other_sign} for “{other}”, {found} for “{row}”.",
    ),
    hint=Words(
        "全文统一：含本数的用“≥”“≤”，不用“>=”“<=”；确须不含本数的才用“＞”“＜”。",
        "One style: ≥ and ≤ where the number itself will do, never >= or <=; > and < only where it will not.",
    ),
    kinds=PLANS,
)
def operator_styles_mixed(dossier: Dossier) -> Outcome:
    """A text uses one sign for “at least” and one for “at most”: ≥ and ≤.

    Judges the signs as typed, in narrative and tables together; > beside ≥ or >= is one finding for the whole text, at
    the first >, and so is < beside ≤. Words (不低于) are another way of writing and not
    counted. A text that always types >= is uniform and gets a hint.
    """
    signs: dict[str, dict[str, list[IndicatorItem]]] = {">": defaultdict(list), "<": defaultdict(list)}
    checked = 0
    for item in all_rows(dossier):
        typed = _SIGN.search(target_of(item).text)
        if typed:
            checked += 1
            style = _style(typed[0])
            signs[">" if style[0] in ">≥" else "<"][style].append(item)
    drafts = [draft for styles in signs.values() for draft in _judge(styles)]
    return judged(checked, drafts, without=_NO_SIGNS)


def _style(typed: str) -> str:
    sign = typed.replace("＞", ">").replace("＜", "<").replace("＝", "=")
    return _STYLES.get(sign, sign)


def _judge(styles: dict[str, list[IndicatorItem]]) -> list[Draft]:
    if len(styles) > 1:
        wrong = next(style for style in _WORST_FIRST if style in styles)
        items, others = styles[wrong], next(items for style, items in styles.items() if style != wrong)
        return [
            found(
                value_spot(items[0]),
                found=_typed(items[0]),
                related=[value_spot(others[0])],
                project=project_label(items[0].owner),
                row=row_label(items[0]),
                other=row_label(others[0]),
                other_sign=_typed(others[0]),
                styles="、".join(_TIMES.say(style=style, count=len(found_in)) for style, found_in in styles.items()),
            )
        ]
    return [
        found(
            value_spot(item),
            found=_typed(item),
            expected="≥" if style[0] == ">" else "≤",
            cause=style,
            level=Level.HINT,
            message=_TYPED,
            many=_ALL_TYPED,
            hint=_TYPED_HINT,
            project=project_label(item.owner),
            row=row_label(item),
        )
        for style, items in styles.items()
        if len(style) > 1
        for item in items
    ]


def _typed(item: IndicatorItem) -> str:
    typed = _SIGN.search(target_of(item).text)
    return typed[0] if typed else ""
