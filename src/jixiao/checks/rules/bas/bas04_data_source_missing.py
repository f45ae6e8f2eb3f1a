"""BAS04: a row does not say where its actual value will come from. Leaves the evidence to BAS05."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.labels import project_label, slot_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.bas.columns import rows_of_columns
from jixiao.language import Words
from jixiao.law import cite

_NO_COLUMN = Words("表中没有数据来源（取值方式）栏", "the form has no column for the source of the data")


@rule(
    id="BAS04",
    level=Level.WARNING,
    title=Words("没有写明完成值的数据来源", "Source of the actual value missing"),
    citations=[cite("caiyu-2021-101", "四"), cite("caiyu-2021-101", "五")],
    message=Words(
        "{project}{slot}的“{head}”栏为空，完成值从哪里取、怎样取没有约定。",
        "{project}, {slot}: the column {head} is empty; nobody knows where the actual value will come from.",
    ),
    many=Words(
        "{count}条指标的“{head}”栏为空，如{project}{slot}，完成值从哪里取、怎样取没有约定。",
        "The column {head} is empty in {count} rows, such as {slot} of {project}.",
    ),
    hint=Words(
        "填写数据来源和取值方式，如“部门业务统计，情况统计法”“问卷调查报告，问卷调查法”。",
        "State source and way of taking: business statistics, a questionnaire report and the like.",
    ),
    kinds=PLANS,
)
def data_source_missing(dossier: Dossier) -> Outcome:
    """Every indicator says where its actual value comes from and how it is taken.

    Judges only forms that have such a column and use it in at least one row. One finding a project.
    """
    checked = list(rows_of_columns(dossier, "bas.data_columns"))
    wrong = [
        found(
            item.field("name"),
            found=item.name,
            cause="empty",
            project=project_label(item.owner),
            slot=slot_label(item),
            head="、".join(empty),
        )
        for item, empty in checked
        if empty
    ]
    return judged(checked, wrong, without=_NO_COLUMN)
