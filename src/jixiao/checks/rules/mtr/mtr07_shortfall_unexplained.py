"""MTR07: a row expects to miss its target and does not say why. Leaves the wording of the reason to EVA11's like."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.monitored import misses, reason_of, says_something
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import MONITORING, Level, rule
from jixiao.language import Words
from jixiao.law import cite

_NO_FORECASTS = Words("没有可以与指标值比较的预计完成情况", "no forecast that can be compared with its target was read")
_UNSORTED = Words(
    "“{project}”的指标“{indicator}”写了偏差原因，但没有归入{categories}。",
    "The reason given for “{indicator}” of “{project}” names none of the form's categories ({categories}).",
)
_MANY_UNSORTED = Words(
    "有{count}条指标写了偏差原因，但没有归入{categories}，如{quoted}。",
    "The reasons of {count} rows name none of the form's categories ({categories}), such as {quoted}.",
)
_SORT = Words(
    "请按填表说明在{categories}中选定一类，再写具体原因。",
    "Choose one of the categories ({categories}), then give the particulars.",
)


@rule(
    id="MTR07",
    level=Level.ERROR,
    title=Words("预计完不成目标却没有写偏差原因", "Expected shortfall without a reason"),
    citations=[cite("caiyu-2019-136", "监控表填表说明")],
    message=Words(
        "“{project}”的指标“{indicator}”预计全年完成{forecast}，达不到指标值{target}，没有填写偏差原因。",
        "“{indicator}” of “{project}” is expected to reach {forecast}, short of {target}, and no reason is given.",
    ),
    hint=Words(
        "请从{categories}中选定原因类别，写明具体原因和拟采取的措施。",
        "Choose a category ({categories}) and state the cause and what will be done.",
    ),
    kinds=MONITORING,
)
def shortfall_unexplained(dossier: Dossier) -> Outcome:
    """A forecast below the target has a reason, of one of the categories of the form.

    A missing reason is an error, a reason without category a hint: many local forms have one column for both.
    """
    categories = dossier.law.words("monitoring.reason_categories")
    named = "、".join(categories)
    missing: list[Draft] = []
    unsorted: list[Draft] = []
    checked = 0
    for item in dossier.table_indicators:
        target, forecast = item.target, item.indicator.forecast
        short = misses(forecast, target, dossier.document.year)
        if short is None or target is None:
            continue
        checked += 1
        reason, is_sorted = reason_of(item, categories)
        if not short or (says_something(reason) and is_sorted):
            continue
        has_reason = says_something(reason)
        draft = found(
            item.field("deviation_reason" if has_reason else "forecast"),
            found=reason if has_reason else str(forecast),
            related=(item.field("target"),),
            level=Level.HINT if has_reason else None,
            message=_UNSORTED if has_reason else None,
            many=_MANY_UNSORTED if has_reason else None,
            hint=_SORT if has_reason else None,
            project=item.owner.name,
            indicator=item.name,
            forecast=forecast,
            target=target.text,
            categories=named,
        )
        (unsorted if has_reason else missing).append(draft)
    return judged(checked, [*missing, *folded(unsorted, "indicator")], without=_NO_FORECASTS)
