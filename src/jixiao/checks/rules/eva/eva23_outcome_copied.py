"""EVA23: what was achieved is a copy of what was promised."""

from __future__ import annotations

from msgspec import UNSET

from jixiao.checks.alike import alike
from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import evaluations
from jixiao.language import Words
from jixiao.law import cite

_NO_OUTCOMES = Words("没有同时读到预期目标和实际完成情况", "no goal with its outcome was read")


@rule(
    id="EVA23",
    level=Level.WARNING,
    title=Words("实际完成情况照抄预期目标", "Outcome copied from the goal"),
    citations=[cite("caiyu-2020-10", "项目支出绩效自评表"), cite("caiyu-2020-10", "11")],
    message=Words(
        "“{project}”的实际完成情况与预期目标文字几乎相同，没有写实际完成了什么。",
        "The outcome of “{project}” repeats its goal almost word for word.",
    ),
    many=Words(
        "{count}个项目（如“{project}”）的实际完成情况与预期目标文字几乎相同，没有写实际完成了什么。",
        "The outcomes of {count} projects such as “{project}” repeat their goals almost word for word.",
    ),
    hint=Words(
        "请写实际做了什么、完成多少、效果怎样；没有完成的写明差在哪里。",
        "Say what was done, how much, and to what effect; where something was missed, say what.",
    ),
    kinds=EVALUATIONS,
)
def outcome_copied(dossier: Dossier) -> Outcome:
    """The outcome tells what was done in numbers of its own, not the promise once more."""
    likeness = float(dossier.law.decimal("self_evaluation.copied_outcome_likeness"))
    checked, drafts = 0, []
    for one in evaluations(dossier):
        goal = "".join(one.holder.goals)
        outcome = one.holder.outcome
        if not goal or outcome is UNSET or not outcome.strip():
            continue
        checked += 1
        if alike(goal, outcome) >= likeness:
            spot = one.item.field("outcome")
            drafts.append(found(spot, found=outcome, related=(one.item.field("goals[0]"),), project=one.name))
    return judged(checked, folded(drafts), without=_NO_OUTCOMES)
