"""NAM08: a description repeats the name. Leaves how rates are computed to VAL17."""

from __future__ import annotations

from jixiao.checks.alike import alike, plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.nam.reasons import NO_DESCRIPTIONS
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="NAM08",
    level=Level.WARNING,
    title=Words("指标描述照抄名称", "Description repeats the name"),
    citations=[cite("caiyu-2021-101", "指标解释")],
    message=Words(
        "{project}的“{name}”，描述照抄名称，没有说明怎样计算、统计哪些。",
        "The description of “{name}” of {project} repeats the name; it tells neither formula nor scope.",
    ),
    many=Words(
        "{count}条指标的描述照抄名称，没有说明怎样计算、统计哪些，如{project}的“{name}”。",
        "The descriptions of {count} indicators repeat their names, such as “{name}” of {project}.",
    ),
    hint=Words(
        "写明计算公式和统计范围，例如“验收合格河段数÷清理河段总数×100%”“全年享受补助的老人人数，同一人只计一次”。",
        "Tell the formula and the scope: parts by total × 100 %, who is counted, over what time.",
    ),
    kinds=PLANS,
)
def description_copies_name(dossier: Dossier) -> Outcome:
    """A description explains the name: what is measured, how it is computed, what data it covers.

    Judges descriptions that are the name again, but for signs and filling words; all of a document are one finding. A
    description that only adds little passes, and how a rate is computed is VAL17's business.
    """
    least = float(dossier.law.decimal("indicators.copied_likeness"))
    rows = [row for row in dossier.table_indicators if row.name and row.indicator.description]
    copies = [
        found(row.field("description"), found=told, cause="copy", project=project_label(row.owner), name=row.name)
        for row in rows
        if (told := row.indicator.description) and _is_copy(row.name, told, least)
    ]
    return judged(rows, copies, without=NO_DESCRIPTIONS)


def _is_copy(name: str, told: str, least: float) -> bool:
    if plain(name) == plain(told):
        return bool(plain(name))
    return abs(len(name) - len(told)) <= 1 and alike(name, told) >= least
