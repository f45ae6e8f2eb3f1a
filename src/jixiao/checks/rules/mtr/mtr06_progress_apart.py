"""MTR06: the goals and the money move apart: all quantities far ahead of, or far behind, the execution."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem, ProjectItem
from jixiao.checks.monitored import budget_yuan, executions, last_month, measured
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import MONITORING, Level, rule
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring.execution import execution_rate
from jixiao.scoring.marks import plain, two_places

_NOTHING_TO_COMPARE = Words(
    "没有同时读到执行率和可计算进度的数量指标",
    "no project has both an execution rate and a quantity that can be measured",
)
_ROW = Words(
    "“{project}”预算执行率{rate}%，而“{indicator}”只完成{progress}%，低{gap}个百分点。",
    "“{project}” has spent {rate} %, but “{indicator}” stands at {progress} %, {gap} points behind.",
)
_MONTHS, _FULL = 12, 100
_AHEAD, _BEHIND = Words("高于", "ahead of"), Words("低于", "behind")


@rule(
    id="MTR06",
    level=Level.WARNING,
    title=Words("目标完成进度与预算执行进度脱节", "Progress and spending far apart"),
    citations=[cite("sichuan-2025-10", "偏差预警")],
    message=Words(
        "“{project}”预算执行率{rate}%，各数量指标的完成进度都{side}执行率{gap}个百分点以上（如“{indicator}”{progress}%）。",
        "“{project}” has spent {rate} %; all its quantities are {gap} points or more {side}, such as “{indicator}” "
        "({progress} %).",
    ),
    hint=Words(
        "请核对执行数和完成值的统计截止日是否一致；数字无误的，说明偏差原因（如尚未结算、提前付款、目标偏低）。",
        "Check that both figures are of the same day; if they are right, explain the gap (unpaid bills, prepayment …).",
    ),
    kinds=MONITORING,
)
def progress_apart(dossier: Dossier) -> Outcome:
    """The progress of a project's goals and its execution differ by no more than the warning gap.

    A warning where every quantity lies on the same side and beyond the gap. A stock (专线, 床位, 服务人数) that is full
    from the first day is left out, and so is any quantity that is full while the money keeps up with the year. One row
    alone that has begun and lags behind the money is a hint. Shares and rates do not grow with the year and are left
    out; progress above 100 % counts as 100 %.
    """
    gap = dossier.law.decimal("monitoring.deviation_points")
    growing = dossier.law.words("monitoring.prorated_categories")
    month = last_month(dossier)
    drafts, checked = [], 0
    for project, execution in executions(dossier):
        budget, executed = budget_yuan(execution), execution.executed_yuan
        share = execution_rate(executed, budget) if executed is not None and budget else None
        rows = list(_progress(project, growing))
        if share is None or not rows:
            continue
        checked += 1
        rate = min(share, Decimal(1)) * 100
        on_time = month is not None and rate >= Decimal(100 * month) / _MONTHS
        quantities = [row for row in rows if row[0].category == growing[0] and not _is_stock(row, on_time=on_time)]
        item, reached, is_alone = _apart(quantities, rows, rate, gap)
        if abs(reached - rate) <= gap:
            continue
        others = [] if is_alone else [row.field("actual") for row, _ in quantities if row is not item]
        draft = found(
            item.field("actual"),
            found=item.indicator.actual,
            related=(project.field("execution.rate_percent"), *others),
            level=Level.HINT if is_alone else None,
            message=_ROW if is_alone else None,
            project=project.name,
            indicator=item.name,
            rate=plain(two_places(rate)),
            progress=plain(two_places(reached)),
            side=(_AHEAD if reached > rate else _BEHIND).say(),
            gap=plain(two_places(abs(reached - rate))),
        )
        drafts.append(draft)
    return judged(checked, drafts, without=_NOTHING_TO_COMPARE)


_Reached = tuple[IndicatorItem, Decimal]


def _is_stock(row: _Reached, *, on_time: bool) -> bool:
    """Whether a row is full and may be so before the money: what is had from January on is paid by the month."""
    return row[1] == _FULL and (on_time or any_of("mtr.stock").search(row[0].name) is not None)


def _apart(
    quantities: list[_Reached], rows: list[_Reached], rate: Decimal, gap: Decimal
) -> tuple[IndicatorItem, Decimal, bool]:
    """The row to speak of: the nearest of quantities that are all too far on one side, else the one furthest behind."""
    ahead, behind = (all(side * (row[1] - rate) > gap for row in quantities) for side in (1, -1))
    if quantities and (ahead or behind):
        return *min(quantities, key=lambda row: abs(row[1] - rate)), False
    begun = [row for row in rows if 0 < row[1] < rate]
    return *(min(begun, key=lambda row: row[1]) if begun else (rows[0][0], rate)), True


def _progress(project: ProjectItem, growing: tuple[str, ...]) -> Iterator[_Reached]:
    """The rows that grow over the year and of which more is better, with the percent reached."""
    for item in project.indicators:
        target = item.target
        if item.category not in growing or target is None or target.operator not in ("≥", ">", "="):
            continue
        pair = measured(item.indicator.actual, target)
        if pair is not None and pair.target > 0 and pair.actual >= 0 and not pair.unit.endswith("%"):
            yield item, min(pair.actual / pair.target, Decimal(1)) * 100
