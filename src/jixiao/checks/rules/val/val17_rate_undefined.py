"""VAL17: a rate does not say of what it is a share. Leaves descriptions that only repeat the name to NAM08."""

from __future__ import annotations

import re

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import GoalItem, IndicatorItem
from jixiao.checks.labels import project_label, row_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.val.values import SHORTEST_DEFINITION, all_rows, is_percent
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

_NO_RATES = Words("没有以比率命名的指标", "no indicator is called a rate")
_RATE = re.compile(r"(?:(?<![效频功概汇])率|比例|比重|占比)(?:[(（][^()（）]*[)）])?$")


@rule(
    id="VAL17",
    level=Level.WARNING,
    title=Words("比率指标没有说明分子和分母", "Rate without numerator and denominator"),
    citations=[cite("caiyu-2021-101", "指标解释")],
    message=Words(
        "{project}的“{found}”没有说明是什么占什么的比率，无法计算。",
        "{project}: “{found}” does not say of what it is a share, so it cannot be computed.",
    ),
    many=Words(
        "{count}条比率指标没有说明是什么占什么的比率，无法计算，如{quoted}。",
        "{count} rates, such as {quoted}, do not say of what they are a share, so they cannot be computed.",
    ),
    hint=Words(
        "在绩效指标描述中写明算法，如“{found}＝实际达到的数量÷应达到的数量×100%”，并写明两个数量的统计口径和时点。",
        "State the formula in the description: {found} = numerator ÷ denominator × 100 %, with scope and date of data.",
    ),
    kinds=PLANS,
)
def rate_undefined(dossier: Dossier) -> Outcome:
    """A rate names its numerator and denominator.

    Judges percents whose name ends in 率 or 比例. Rates that everybody computes alike (合格率, 完成率, 及时率, 覆盖率)
    need no more words; others need a description with a formula or a sentence of what is counted. A name that is
    described anywhere in the text is defined for its narrative too, where it may be shorter. Where the form
    has no column for it, a finding is a hint.
    """
    rates = [item for item in all_rows(dossier) if is_percent(item) and _RATE.search(item.name)]
    has_column = any(item.indicator.description for item in dossier.indicators)
    defined = {plain(item.name) for item in dossier.table_indicators if _defines(item)}
    endings = {name[start:] for name in defined for start in range(len(name))}
    wrong = [
        found(
            item.field("name"),
            found=item.name,
            level=None if has_column else Level.HINT,
            project=project_label(item.owner),
            row=row_label(item),
        )
        for item in rates
        if not _is_defined(item, defined, endings) and not any_of("val.plain_rates").search(item.name)
    ]
    return judged(rates, folded(wrong), without=_NO_RATES)


def _is_defined(item: IndicatorItem, defined: set[str], endings: set[str]) -> bool:
    """Whether a name is described; part one may leave off what qualifies it (亮灯率 for 夜间亮灯率)."""
    name = plain(item.name)
    return name in defined or (isinstance(item.owner, GoalItem) and name in endings)


def _defines(item: IndicatorItem) -> bool:
    """Whether the description tells more than the name: a formula, or a sentence that is none of its words."""
    about = item.indicator.description or ""
    if plain(about) == plain(item.name):
        return False
    return bool(any_of("val.formula").search(about)) or len(plain(about)) >= SHORTEST_DEFINITION
