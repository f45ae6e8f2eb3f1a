"""VAL12: a number is stated with 约, 左右, 多. Leaves prose to VAL01, placeholders to STR11."""

from __future__ import annotations

import functools
import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.labels import project_label, row_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_TARGETS
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.val.values import all_rows, plain_value, same_row, target_of, value_spot
from jixiao.checks.words import words
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="VAL12",
    level=Level.ERROR,
    title=Words("指标值为约数", "Number that is only about right"),
    citations=[cite("performance-module", "目标录入校验"), cite("integration-standard", "指标值")],
    message=Words(
        "{project}的“{row}”的指标值“{value}”是约数，完成与否无法判定。",
        "{project}, “{row}”: {value} is only about right; whether it is met cannot be told.",
    ),
    hint=Words(
        "去掉“{found}”，写确定的数：至少要达到的写“≥”，不能超过的写“≤”，如“{expected}”。",
        "Drop {found} and state an exact number with ≥ or ≤, as {expected}.",
    ),
)
def number_only_about_right(dossier: Dossier) -> Outcome:
    """A number is exact: with 约, 左右, 余, 多 nobody can say whether it was reached.

    Judges the words around the number of every value, in narrative and tables. A period (近三年) is no number.
    """
    checked = all_rows(dossier)
    wrong = [
        found(
            value_spot(item),
            found="".join(about),
            expected=_exact(plain_value(item)),
            cause=same_row(item),
            project=project_label(item.owner),
            row=row_label(item),
            value=target_of(item).text,
        )
        for item in checked
        for about in _about().findall(target_of(item).text)[:1]
    ]
    return judged(checked, wrong, without=NO_TARGETS)


@functools.cache
def _about() -> re.Pattern[str]:
    before, behind, after = ("|".join(words(f"val.about_{side}")) for side in ("before", "behind", "after_unit"))
    number = r"[0-9０-９][0-9０-９.,]*"
    return re.compile(
        rf"({before})\s*(?={number}(?!\s*(?:个?月|[0-9.]*[年届])))"
        rf"|(?<=[0-9０-９百千万亿])({behind})|(?<=[0-9０-９百千万亿%％])[^0-9，,；;。]{{0,4}}?({after})"
    )


def _exact(value: str) -> str:
    return value if value[:1] in "≥≤=><" else f"≥{value}"
