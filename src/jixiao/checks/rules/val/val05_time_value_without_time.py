"""VAL05: a time indicator states neither date nor period nor punctuality. Leaves words without time to VAL08."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label, row_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_TARGETS
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.val.values import has_word, is_percent, rows, value_spot, value_words, yuan_in
from jixiao.language import Words
from jixiao.law import cite

_TIME = "时效指标"

_MONEY = Words(
    "{project}时效指标“{row}”的指标值为金额“{found}”，不是日期、期限或者及时率。",
    "{project}, time indicator “{row}”: {found} is an amount of money, no date, period or rate of punctuality.",
)


@rule(
    id="VAL05",
    level=Level.WARNING,
    title=Words("时效指标值不是日期、期限或者及时率", "Time value that is no date, period or punctuality"),
    citations=[cite("caiyu-2021-101", "二3")],
    message=Words(
        "{project}时效指标“{row}”的指标值为“{found}”，不是日期或者期限，指标也不是及时率。",
        "{project}, time indicator “{row}”: {found} is no date or period, and the indicator no rate of punctuality.",
    ),
    many=Words(
        "{count}条时效指标的指标值不是日期、期限或者及时率，如{project}的“{row}”写“{found}”。",
        "{count} time values are no date, period or rate of punctuality, such as {found} for “{row}” of {project}.",
    ),
    hint=Words(
        "写明完成的日期或者期限，如“≤{year}年11月30日”“≤10个工作日”；用百分比的，指标名称改为“……及时率”并写明算法。",
        "State the date or the period, as ≤{year}年11月30日 or ≤10个工作日; for a percent the name says “rate of "
        "punctuality”.",
    ),
    kinds=PLANS,
)
def time_value_without_time(dossier: Dossier) -> Outcome:
    """A time indicator says when or how fast: a date, a period, or the share that was done in time.

    Judges the rows under 时效指标 of the tables (of the narrative only where a project has no table). A percent is
    right for a rate that speaks of time (拨付及时率, 年度任务完成率); for anything else, and for money, it is wrong.
    Other units and words are left alone. Rows in percent are one finding.
    """
    checked = [item for item in rows(dossier) if item.category == _TIME]
    wrong = []
    for item in checked:
        is_money = yuan_in(item) is not None
        if is_money or (is_percent(item) and not _is_punctuality(item)):
            wrong.append(
                found(
                    value_spot(item),
                    found=value_words(item),
                    cause=None if is_money else "percent",
                    message=_MONEY if is_money else None,
                    project=project_label(item.owner),
                    row=row_label(item),
                    year=dossier.document.year or "××××",
                )
            )
    return judged(checked, wrong, without=NO_TARGETS)


def _is_punctuality(item: IndicatorItem) -> bool:
    return has_word("rates", item) and has_word("timely", item, about=True)
