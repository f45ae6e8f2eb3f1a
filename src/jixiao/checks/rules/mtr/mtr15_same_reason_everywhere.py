"""MTR15: every row gives the very same reason of its deviation."""

from __future__ import annotations

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.monitored import reason_of, says_something
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import MONITORING, Level, rule
from jixiao.language import Words
from jixiao.law import cite

_FEW_REASONS = Words("填写了偏差原因的指标太少，无从比较", "too few rows give a reason to compare them")


@rule(
    id="MTR15",
    level=Level.HINT,
    title=Words("偏差原因千篇一律", "One reason for every deviation"),
    citations=[cite("caiyu-2019-136", "监控表填表说明")],
    message=Words("指标的偏差原因写“{reason}”。", "A row gives the reason “{reason}”."),
    many=Words("{count}条指标的偏差原因都写“{reason}”。", "All {count} rows give the same reason: “{reason}”."),
    hint=Words(
        "各指标完不成的原因不会完全一样，请逐项写明：差多少、为什么、谁在什么时候补上。",
        "Rows do not fall short for one and the same cause: say for each how much, why, who mends it and when.",
    ),
    kinds=MONITORING,
)
def same_reason_everywhere(dossier: Dossier) -> Outcome:
    """Reasons of deviations differ from row to row.

    Only where all reasons of the report are the same words: two rows may well fall short for one cause.
    """
    least = int(dossier.law.decimal("monitoring.same_reason_rows"))
    categories = dossier.law.words("monitoring.reason_categories")
    rows = [(item, reason_of(item, categories)[0]) for item in dossier.table_indicators]
    given = [(item, reason) for item, reason in rows if says_something(reason)]
    same = len({plain(reason) for _, reason in given}) == 1
    drafts = [
        found(item.field("deviation_reason"), found=reason, cause="same", reason=reason)
        for item, reason in given
        if same and len(given) >= least
    ]
    return judged(given if len(given) >= least else (), drafts, without=_FEW_REASONS)
