"""NAM15: a name is too long. Leaves sentences to NAM01."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_INDICATORS
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.language import Words
from jixiao.law import cite

TOO_LONG = Words(
    "{project}的指标名称共{characters}字，超过{longest}字，一体化系统无法录入：“{start}……”。",
    "An indicator name of {project} has {characters} characters; the system takes {longest}: “{start}…”.",
)

ALL_TOO_LONG = Words(
    "{count}条指标名称超过{longest}字，一体化系统无法录入，如{project}的“{start}……”共{characters}字。",
    "{count} names exceed the system's {longest} characters, such as “{start}…” of {project} with {characters}.",
)


@rule(
    id="NAM15",
    level=Level.HINT,
    title=Words("指标名称过长", "Name too long"),
    citations=[cite("integration-standard", "指标名称"), cite("performance-module", "目标录入校验")],
    message=Words(
        "{project}的指标名称共{characters}字，宜在{long}字以内：“{start}……”。",
        "An indicator name of {project} has {characters} characters, better at most {long}: “{start}…”.",
    ),
    many=Words(
        "{count}条指标名称宜在{long}字以内，如{project}的“{start}……”共{characters}字。",
        "{count} names would better have at most {long} characters; “{start}…” of {project} has {characters}.",
    ),
    hint=Words(
        "名称只写衡量的事物，范围、口径和计算方法移到指标描述。",
        "Let the name be the thing measured; move scope and formula to the description.",
    ),
    kinds=PLANS,
)
def name_too_long(dossier: Dossier) -> Outcome:
    """A name fits into the system's field, and better into half a line.

    Counts the characters of names in tables; sentences of part one are no fields of the system.
    """
    long, longest = (int(dossier.law.decimal(f"indicators.{key}")) for key in ("name_long", "name_longest"))
    rows = [row for row in dossier.table_indicators if row.name]
    drafts = [
        found(
            row.field("name"),
            found=row.name,
            expected=f"≤{long}",
            message=TOO_LONG if len(row.name) > longest else None,
            many=ALL_TOO_LONG if len(row.name) > longest else None,
            project=project_label(row.owner),
            characters=len(row.name),
            long=long,
            longest=longest,
            start=row.name[:20],
        )
        for row in rows
        if len(row.name) > long
    ]
    return judged(rows, folded(drafts), without=NO_INDICATORS)
