"""VAL01: a value is no operator with number and unit, and no words either. Leaves empty cells to STR07."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label, row_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_TARGETS
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.val.values import (
    ORDER,
    QUALITATIVE,
    Key,
    all_rows,
    is_exact,
    same_row,
    target_of,
    value_spot,
    value_words,
)
from jixiao.language import Words
from jixiao.law import cite

# Values that the model keeps as words although they are plain: rhythms, proportions, changes.
_PLAIN = re.compile(
    r"[每按各][日天周旬月季年度半]|[0-9]\s*[:：/／×*x]\s*[0-9]|(?:提高|增长|增加|提升|上升|下降|降低|减少|压减)\D{0,10}[0-9]"
    r"|[0-9]\s*[日号天月]|当年|全年|[前后]$"
)
_NUMBERLESS_UNIT = re.compile(r"系数|指数|比值|比率|倍数|评分|得分|等级|郁闭度|容积率|[(（][^()（）]{1,6}[)）]")

_SIGNS = ("≥", ">", "=", "<", "≤")
_Told = tuple[Words | None, Words | None, Words | None]

_NO_SIGN = Words(
    "{project}的“{row}”的指标值“{found}”没有计算符号，看不出是不低于、不高于还是等于。",
    "{project}, “{row}”: the value {found} has no operator; at least, at most or exactly cannot be told.",
)
_NO_SIGNS = Words(
    "{count}个指标值没有计算符号，看不出是不低于、不高于还是等于，如{project}的“{row}”写“{found}”。",
    "{count} values have no operator, such as {found} for “{row}” of {project}.",
)
_NO_SIGN_HINT = Words(
    "在数前写明“≥”“≤”或者“＝”，如“≥{found}”；越少越好的指标用“≤”。",
    "Put ≥, ≤ or = before the number, as ≥{found}; ≤ where less is better.",
)
_NO_UNIT = Words("{project}的“{row}”的指标值“{found}”没有计量单位。", "{project}, “{row}”: {found} has no unit.")
_NO_UNITS = Words(
    "{count}个指标值没有计量单位，如{project}的“{row}”写“{found}”。",
    "{count} values have no unit of measure, such as {found} for “{row}” of {project}.",
)
_NO_UNIT_HINT = Words(
    "在数后写明计量单位，如“{found}%”“{found}人”“{found}次”。",
    "Write the unit behind the number: {found}%, {found}人, {found}次.",
)


@rule(
    id="VAL01",
    level=Level.ERROR,
    title=Words("指标值无法识别", "Value that cannot be read"),
    citations=[cite("integration-standard", "指标值"), cite("integration-standard", "计算符号")],
    message=Words(
        "{project}的“{row}”的指标值“{found}”既不是“符号＋数字＋单位”，也不是定性表述，无法据以考核。",
        "{project}, “{row}”: {found} is neither operator, number and unit nor a qualitative value.",
    ),
    hint=Words(
        "一条指标只写一个值，写成“符号＋数字＋单位”，如“≥90%”“≤5天”；定性指标写明评定档次。",
        "One value a row: operator, number, unit, as ≥90% or ≤5天; a qualitative one names its grades.",
    ),
)
def value_unreadable(dossier: Dossier) -> Outcome:
    """A value is an operator, a number and a unit, a date, or words that are declared qualitative.

    An error is a sign without a number, or a number lost among others; prose with numbers in it was read with doubt
    and gives a hint. In plans, numbers without a unit are one hint, and so are numbers without an operator where other
    values have one (100%, 0 and pieces such as 4套 need none). Rhythms (每月10日前), proportions (1:1) and changes
    (提高2个百分点) are plain values. Empty cells are left to STR07, placeholders to STR11, 约 and 左右 to VAL12.
    """
    checked = all_rows(dossier)
    plan = dossier.document.kind in PLANS
    signs = plan and any(target_of(item).operator in _SIGNS for item in checked)
    drafts = [draft for item in checked if (draft := _judge(item, plan, signs)) is not None]
    return judged(checked, drafts, without=NO_TARGETS)


def _judge(item: IndicatorItem, plan: bool, signs: bool) -> Draft | None:
    target = target_of(item)
    if target.operator == QUALITATIVE or target.dates:
        return None
    if target.amount is None:
        return None if _PLAIN.search(target.text) or ORDER.search(target.text) else _told(item)
    if signs and target.operator is None and not is_exact(target):
        return _told(item, "sign", (_NO_SIGN, _NO_SIGNS, _NO_SIGN_HINT))
    if plan and target.amount and target.unit is None and not _NUMBERLESS_UNIT.search(item.name):
        return _told(item, "unit", (_NO_UNIT, _NO_UNITS, _NO_UNIT_HINT))
    return None


def _as_written(item: IndicatorItem) -> Key:
    """Signs without a number are one finding wherever they stand; a number in prose is one with its narrative."""
    text = target_of(item).text
    return same_row(item) if any(map(str.isdigit, text)) else (text,)


def _told(item: IndicatorItem, cause: str | None = None, told: _Told = (None, None, None)) -> Draft:
    message, many, hint = told
    return found(
        value_spot(item),
        found=value_words(item),
        cause=cause or _as_written(item),
        level=Level.HINT if cause else None,
        message=message,
        many=many,
        hint=hint,
        project=project_label(item.owner),
        row=row_label(item),
    )
