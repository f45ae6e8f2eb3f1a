"""VAL03: a unit is written in a way that the standards do not have. Leaves missing units to VAL01."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label, row_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_TARGETS
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.val.values import all_rows, target_of, value_spot
from jixiao.checks.words import words
from jixiao.language import Words
from jixiao.law import cite

_PERCENT = re.compile(r"(?<=[0-9０-９\s])百分比|(?<=[0-9０-９\s])[Pp]er\s?cent")
_NAMES = dict(pair.split("=") for pair in words("val.unit_names"))

_NAME = Words(
    "{project}的“{row}”的计量单位写作“{found}”，应写“{expected}”。",
    "{project}, “{row}”: the unit {found} should be {expected}.",
)
_NAME_HINT = Words("将“{found}”改为“{expected}”。", "Write {expected} instead of {found}.")


@rule(
    id="VAL03",
    level=Level.WARNING,
    title=Words("计量单位不是规范的符号或者名称", "Unit that is no proper sign or name"),
    citations=[cite("gbt-15835"), cite("gb-3100")],
    message=Words(
        "{project}的“{row}”的指标值把单位写成“{found}”，应使用符号“%”。",
        "{project}, “{row}”: the unit is written {found} instead of %.",
    ),
    many=Words(
        "{count}个指标值的计量单位写成“{found}”，应写“{expected}”，如{project}的“{row}”写“{value}”。",
        "In {count} values the unit is written {found} instead of {expected}, such as {value} for “{row}” of "
        "{project}.",
    ),
    hint=Words("将“{value}”写为“{mended}”。", "Write {mended} instead of {value}."),
)
def unit_without_sign(dossier: Dossier) -> Outcome:
    """A percent is written with %, other units by their legal names.

    Judges the words of every value: 百分比 behind a number is a warning, one finding however often it stands; names
    such as 平米 or 人数 for 平方米 and 人 are hints, one a name. 百分点 and 百分之九十 are right words.
    """
    checked = all_rows(dossier)
    return judged(checked, [draft for item in checked for draft in _judge(item)], without=NO_TARGETS)


def _judge(item: IndicatorItem) -> Iterator[Draft]:
    target = target_of(item)
    text = target.text
    if percent := _PERCENT.search(text):
        mended = text.replace(percent[0], "%")
        yield found(
            value_spot(item),
            found=percent[0],
            expected="%",
            cause="percent",
            mended=mended,
            value=text,
            project=project_label(item.owner),
            row=row_label(item),
        )
    unit = (target.unit or "").lstrip("十百千万亿")
    if target.amount is not None and unit in _NAMES and unit in text:
        yield found(
            value_spot(item),
            found=unit,
            expected=_NAMES[unit],
            cause=unit,
            level=Level.HINT,
            message=_NAME,
            hint=_NAME_HINT,
            value=text,
            project=project_label(item.owner),
            row=row_label(item),
        )
