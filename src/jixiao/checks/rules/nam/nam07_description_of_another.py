"""NAM07: name and description speak of different things. Leaves names in the wrong row to NAM05 and NAM06."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.nam.descriptions import crossed, is_alone_wrong, is_cost_told_as_time, is_time_told_by_money
from jixiao.checks.rules.nam.reasons import NO_DESCRIPTIONS
from jixiao.checks.rules.nam.rows import by_table
from jixiao.checks.rules.nam.words_of_slots import COSTS, TIME
from jixiao.language import Words
from jixiao.law import cite

SWAPPED = Words(
    "{project}的“{name}”与“{other}”两条指标的描述填反了。",
    "The descriptions of “{name}” and “{other}” of {project} have changed places.",
)
CHANGE_BACK = Words(
    "两条描述对调：“{other}”的描述填“{found}”，“{name}”的描述填“{others}”，依据照抄描述的一并对调。",
    "Change the descriptions back: “{found}” belongs to “{other}”, “{others}” to “{name}”.",
)


@rule(
    id="NAM07",
    level=Level.ERROR,
    title=Words("指标名称与描述不是一回事", "Name and description speak of different things"),
    citations=[cite("caiyu-2021-101", "三1"), cite("caiyu-2021-101", "指标解释")],
    message=Words(
        "{project}的{category}“{name}”，描述却是“{found}”，两者说的不是一回事。",
        "“{name}” ({category} of {project}) is described as “{found}”, which is something else.",
    ),
    hint=Words(
        "按“{name}”重写描述：写明衡量什么、怎样计算、数据范围。",
        "Describe “{name}”: what is measured, how, and of what data.",
    ),
)
def description_of_another(dossier: Dossier) -> Outcome:
    """Name and description of an indicator speak of the same thing.

    Judges rows of time that are described as a cost, rows of cost that are described as a time, and any two rows of a
    table whose descriptions fit crosswise; where two have changed places, both are named together. A row whose name is
    itself in the wrong place is NAM05's and NAM06's business. Silent on other differences: a description may well use
    other words than the name.
    """
    tables = [[row for row in table if row.indicator.description] for table in by_table(dossier)]
    drafts = [draft for table in tables for draft in _findings(table)]
    return judged(sum(map(len, tables)), drafts, without=NO_DESCRIPTIONS)


def _findings(table: list[IndicatorItem]) -> Iterator[Draft]:
    times = [row for row in table if row.category == TIME and is_time_told_by_money(row)]
    costs = [row for row in table if row.category in COSTS and is_cost_told_as_time(row)]
    swapped = times + costs if len(times) == len(costs) == 1 else []
    if swapped:
        yield from _swap(*swapped)
    alone = [row for row in (*times, *costs) if is_alone_wrong(row)]
    for row in alone if not swapped else ():
        holes: dict[str, Any] = {"project": project_label(row.owner), "category": row.category, "name": row.name}
        yield found(row.field("description"), found=row.indicator.description, **holes)
    told = {row.subject for row in swapped or alone}
    for one, other in crossed([row for row in table if row.subject not in told]):
        yield from _swap(one, other)


def _swap(one: IndicatorItem, other: IndicatorItem) -> Iterator[Draft]:
    for this, that in ((one, other), (other, one)):
        yield found(
            this.field("description"),
            found=this.indicator.description,
            expected=that.indicator.description,
            related=(this.field("name"),),
            cause=(one.subject, other.subject),
            project=project_label(this.owner),
            name=this.name,
            other=that.name,
            others=that.indicator.description,
            message=SWAPPED,
            many=SWAPPED,
            hint=CHANGE_BACK,
        )
