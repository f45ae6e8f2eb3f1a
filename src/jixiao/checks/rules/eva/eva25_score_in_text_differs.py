"""EVA25: the report states another score than its table. Leaves the table's own sums to EVA14."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import Evaluated, evaluations, points
from jixiao.checks.texts import Text
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite
from jixiao.units import NUMBER, narrow, written

_NO_SCORES = Words("正文没有写自评得分，或者表中没有总分", "no score stands both in the text and in a table")
_STATED = re.compile(
    r"([^,，。；;、]{0,40}?)(?:自评(?:综合|最终|总)?(?:得分|总分|评分|分数)|(?:综合|最终|总)得分|自评[,，](?:本|该)?项目得分)"
    rf"(?:合计)?(?:是|为|:|：)?({NUMBER})分"
)


@rule(
    id="EVA25",
    level=Level.ERROR,
    title=Words("报告正文的得分与自评表不一致", "Score in the text differs from the table"),
    citations=[cite("caiyu-2020-10", "24")],
    message=Words(
        "正文写自评得分{stated}分，“{project}”自评表的总分是{total}分。",
        "The text states a score of {stated}; the table of “{project}” has {total}.",
    ),
    hint=Words(
        "请核对后统一正文和自评表的得分。",
        "See which is right, and write the same score in text and table.",
    ),
    kinds=EVALUATIONS,
)
def score_in_text_differs(dossier: Dossier) -> Outcome:
    """One score, in the table and in the text around it.

    A cell of a project, or a paragraph that names it, speaks of it; without a name it speaks of the only project of
    the document. A paragraph or cell with several scores is not judged.
    """
    totals = [one for one in evaluations(dossier) if one.holder.total_score is not None]
    checked, drafts = 0, []
    for text, stated in _stated(dossier):
        named = [one for one in totals if _speaks_of(text, one)]
        about = named if named else totals
        total = about[0].holder.total_score if len(about) == 1 else None
        if total is None:
            continue
        checked += 1
        if stated != total:
            drafts.append(_draft(text, stated, about[0], total))
    return judged(checked, drafts, without=_NO_SCORES)


def _stated(dossier: Dossier) -> Iterator[tuple[Text, Decimal]]:
    """Paragraphs and cells that state one score of a whole evaluation: of no part of it, and of no other year."""
    other = any_of("eva.other_scores")
    for text in dossier.texts:
        if "分" in text.words:
            stated = _STATED.findall(narrow(text.words))
            scores = [score for before, score in stated if not other.search(before)]
            if len(scores) == 1:
                yield text, written(scores[0])


def _speaks_of(text: Text, one: Evaluated) -> bool:
    return text.subject.startswith(f"{one.item.subject}.") or bool(one.item.name and one.item.name in text.words)


def _draft(text: Text, stated: Decimal, one: Evaluated, total: Decimal) -> Draft:
    return found(
        text,
        found=f"{stated}分",
        expected=f"{points(total)}分",
        related=(one.item.field("total_score"),),
        project=one.name,
        stated=points(stated),
        total=points(total),
    )
