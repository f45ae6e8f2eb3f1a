"""PUB10: tables of the budget that have nothing to do with performance stand in the document, unjudged."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.published import budget_tables
from jixiao.checks.reasons import NO_TEXT
from jixiao.checks.rule import ALL, Level, rule
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="PUB10",
    level=Level.HINT,
    title=Words("含有不在检查范围内的预算表", "Budget tables that are not judged"),
    citations=[cite("grassroots-catalogue", "部门预算")],
    message=Words(
        "“{table}”不属于绩效内容，没有检查，也不会改动。",
        "“{table}” is no part of performance: neither judged nor changed.",
    ),
    many=Words(
        "有{count}张预算表（如{quoted}）不属于绩效内容，没有检查，也不会改动。",
        "{count} tables of the budget ({quoted} …) are no part of performance: neither judged nor changed.",
    ),
    hint=Words(
        "请按财政部门下发的公开模板另行核对这些表的数字和表间关系。",
        "Check their figures and what ties them by the template of the finance bureau.",
    ),
    kinds=ALL | {"unknown"},
)
def other_tables_unchecked(dossier: Dossier) -> Outcome:
    """The reader is told of tables that stand in the document and are not judged.

    Told by their titles. Whether all required ones are there is PUB02's business.
    """
    tables = list(budget_tables(dossier, dossier.law.words("disclosure.budget_tables")))
    drafts = [found(table.text, found=table.text.words.strip(), table=table.text.words.strip()) for table in tables]
    return judged(len(dossier.texts), folded(drafts), without=NO_TEXT)
