"""EVA27: a review gave the project a very different score than the unit itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import UNSET

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import Evaluated, evaluations, points
from jixiao.checks.words import any_of
from jixiao.forms.values import parse_points
from jixiao.language import Words
from jixiao.law import cite

_NO_REVIEWS = Words("表中没有复核得分", "the form has no score of a review")


@rule(
    id="EVA27",
    level=Level.WARNING,
    title=Words("复核得分与自评得分相差较大", "Review and self-evaluation far apart"),
    citations=[cite("evaluation-practice")],
    message=Words(
        "“{project}”自评{total}分，{head}{review}分，相差{gap}分，超过{limit}分。",
        "“{project}” gave itself {total}, {head} is {review}: {gap} points apart, more than {limit}.",
    ),
    hint=Words(
        "请逐项对照复核扣分的理由，说明差异，并据此整改自评。",
        "Go through the points that the review took off, explain the difference, and correct the self-evaluation.",
    ),
    kinds=EVALUATIONS,
)
def review_gap(dossier: Dossier) -> Outcome:
    """A score by finance, an audit or the department that lies far from the unit's own wants an explanation."""
    limit = dossier.law.decimal("self_evaluation.review_gap_points")
    known = [(one, head, score) for one in evaluations(dossier) for head, score in _reviews(one)]
    wrong = []
    for one, head, score in known:
        total = one.holder.total_score or Decimal(0)
        gap = abs(total - score)
        if gap <= limit:
            continue
        draft = found(
            one.item.field(f"details.{head}"),
            found=points(score),
            related=(one.item.field("total_score"),),
            project=one.name,
            total=points(total),
            head=head,
            review=points(score),
            gap=points(gap),
            limit=points(limit),
        )
        wrong.append(draft)
    return judged(known, wrong, without=_NO_REVIEWS)


def _reviews(one: Evaluated) -> Iterator[tuple[str, Decimal]]:
    """Scores that others gave, by the words of their cell; none where the unit's own is missing."""
    heads = any_of("eva.review_heads")
    if one.holder.total_score is None or one.holder.details is UNSET:
        return
    for head, words in one.holder.details.items():
        score = parse_points(words) if heads.search(head) else None
        if score is not None:
            yield head, score
