"""MTR09: a target is called certain while the forecast falls short of it."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.monitored import likelihood_of, misses
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import MONITORING, Level, rule
from jixiao.language import Words
from jixiao.law import cite

_NOTHING_TO_COMPARE = Words(
    "没有同时读到完成目标可能性和预计完成情况", "no row states both its likelihood and a forecast that can be compared"
)


@rule(
    id="MTR09",
    level=Level.ERROR,
    title=Words("填“确定能”完成，预计值却达不到指标值", "Called certain, forecast falls short"),
    citations=[cite("caiyu-2019-136", "项目支出绩效目标执行监控表")],
    message=Words(
        "“{project}”的指标“{indicator}”填“{likelihood}”完成，预计全年{forecast}却达不到指标值{target}。",
        "“{indicator}” of “{project}” is called “{likelihood}”, yet the forecast {forecast} misses {target}.",
    ),
    hint=Words(
        "两处必有一处不对：核对预计完成值；确实完不成的，把可能性改为“{lower}”并写明原因。",
        "One of the two is wrong: check the forecast, or lower the likelihood to “{lower}” and say why.",
    ),
    kinds=MONITORING,
)
def certain_but_short(dossier: Dossier) -> Outcome:
    """Likelihood and forecast of a row agree.

    Judges the rows of the highest likelihood; the other way round (有可能, forecast reached) is caution, not a fault.
    """
    degrees = dossier.law.words("monitoring.likelihoods")
    drafts, checked = [], 0
    for item in dossier.table_indicators:
        degree = likelihood_of(item, degrees)
        short = misses(item.indicator.forecast, item.target, dossier.document.year)
        if degree is None or short is None or item.target is None:
            continue
        checked += 1
        if degree != degrees[0] or not short:
            continue
        draft = found(
            item.field("forecast"),
            found=str(item.indicator.forecast),
            expected=item.target.text,
            related=(item.field("likelihood"), item.field("target")),
            project=item.owner.name,
            indicator=item.name,
            likelihood=degree,
            forecast=item.indicator.forecast,
            target=item.target.text,
            lower=degrees[1],
        )
        drafts.append(draft)
    return judged(checked, drafts, without=_NOTHING_TO_COMPARE)
