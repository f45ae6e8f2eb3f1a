"""BAS05: a row does not say which papers will prove its result. Leaves the source of the data to BAS04."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.labels import project_label, slot_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.bas.columns import rows_of_columns
from jixiao.language import Words
from jixiao.law import cite

_NO_COLUMN = Words("表中没有佐证资料栏", "the form has no column for evidence")


@rule(
    id="BAS05",
    level=Level.HINT,
    title=Words("没有事先写明佐证资料", "Evidence not named in advance"),
    citations=[cite("caiyu-2021-101", "八")],
    message=Words(
        "{project}{slot}的“{head}”栏为空，自评时用什么证明完成情况没有事先约定。",
        "{project}, {slot}: the column {head} is empty; what will prove the result is not agreed.",
    ),
    many=Words(
        "{count}条指标的“{head}”栏为空，如{project}{slot}，自评时用什么证明完成情况没有事先约定。",
        "The column {head} is empty in {count} rows, such as {slot} of {project}.",
    ),
    hint=Words(
        "写明届时提供的资料，如验收单、发放名册、支付凭证、问卷汇总表；种类见{kinds}。",
        "Name the papers: acceptance sheets, lists, vouchers, questionnaires ({kinds}).",
    ),
    kinds=PLANS,
)
def evidence_not_named(dossier: Dossier) -> Outcome:
    """Every indicator names in advance the papers that will prove its result.

    Judges only forms that have such a column and use it in at least one row. One finding a project.
    """
    kinds = "、".join(dossier.law.words("basis.evidence_kinds"))
    checked = list(rows_of_columns(dossier, "bas.evidence_columns"))
    wrong = [
        found(
            item.field("name"),
            found=item.name,
            cause="empty",
            project=project_label(item.owner),
            slot=slot_label(item),
            head="、".join(empty),
            kinds=kinds,
        )
        for item, empty in checked
        if empty
    ]
    return judged(checked, wrong, without=_NO_COLUMN)
