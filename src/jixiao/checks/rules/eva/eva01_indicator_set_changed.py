"""EVA01: the evaluated indicators are not the approved ones: one is missing, or one was added."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import quoted
from jixiao.checks.items import DepartmentItem, Part, ProjectItem
from jixiao.checks.outcome import Draft, Outcome, found, judged, not_applicable
from jixiao.checks.pairs import IndicatorPair, indicator_pairs
from jixiao.checks.reasons import NO_AGAINST, NO_PAIRS
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import called
from jixiao.language import Words
from jixiao.law import cite

_ADDED = Words(
    "“{project}”的自评指标“{indicator}”不在批复的绩效指标中。",
    "The evaluated indicator “{indicator}” of “{project}” was not approved.",
)
_AGREE = Words(
    "自评指标应与批复的指标逐项一致：缺少的补填完成值和得分，自行增加的删去；经批准调整的，请附批准文件。",
    "Evaluate the approved indicators, all and only them: add what is missing, take out what was added, or cite the "
    "approval of the change.",
)
_LACKING = Words("缺少{names}", "lacking {names}")
_MORE = Words("自行增加{names}", "added {names}")
_TAKE_OUT = Words(
    "自评指标应与批复的指标一致，请删去自行增加的指标；经批准调整的，请附批准文件。",
    "Evaluate the approved indicators only: take out what was added, or cite the approval of the change.",
)


@rule(
    id="EVA01",
    level=Level.ERROR,
    title=Words("自评指标与批复的指标不一致", "Evaluated indicators are not the approved ones"),
    citations=[cite("caiyu-2020-10", "13")],
    message=Words(
        "“{project}”的自评表缺少批复的指标“{indicator}”。",
        "The evaluation of “{project}” lacks the approved indicator “{indicator}”.",
    ),
    many=Words(
        "“{project}”的自评指标与批复的指标有{count}处不一致：{differences}。",
        "The indicators of “{project}” differ from the approved ones at {count} places: {differences}.",
    ),
    hint=Words(
        "自评应覆盖批复的全部指标，请补填“{indicator}”的完成值和得分；经批准取消的，请附批准文件。",
        "Evaluate every approved indicator: add “{indicator}”, or cite the approval by which it was dropped.",
    ),
    kinds=EVALUATIONS,
)
def indicator_set_changed(dossier: Dossier) -> Outcome:
    """Self-evaluation uses the very indicators that were approved with the budget; none is dropped, none added.

    Indicators are matched by name within their second level, then by likeness. Projects without an evaluation are
    EVA26's business; in a form that could not be read whole nothing is missed.
    """
    if dossier.against is None:
        return not_applicable(NO_AGAINST)
    checked, drafts = 0, []
    for owner, pairs in _pairs(dossier):
        if owner.whole and owner.indicators:
            checked += len(pairs)
            drafts += [*_of(owner, pairs)]
    return judged(checked, drafts, without=NO_PAIRS)


def _pairs(dossier: Dossier) -> Iterator[tuple[ProjectItem | DepartmentItem, tuple[IndicatorPair, ...]]]:
    for pair in dossier.approved_pairs:
        if pair.left and pair.right and pair.right.indicators and pair.right.whole:
            yield pair.left, pair.indicators
    approved = dossier.against.department if dossier.against else None
    if dossier.department and approved and approved.indicators:
        yield dossier.department, indicator_pairs(dossier.department.indicators, approved.indicators)


def _of(owner: ProjectItem | DepartmentItem, pairs: tuple[IndicatorPair, ...]) -> Iterator[Draft]:
    lacking = [pair.right.name for pair in pairs if pair.left is None and pair.right and pair.right.name]
    added = [pair.left for pair in pairs if pair.right is None and pair.left and pair.left.name]
    parts = [(_MORE, [item.name for item in added]), (_LACKING, lacking)]
    differences = "；".join(words.say(names=quoted(names)) for words, names in parts if names)
    several = _AGREE if len(lacking) + len(added) > 1 else None
    for item in added:
        yield found(
            Part(item.subject, item.field("name").at, item.places),
            found=item.name,
            cause=owner.subject,
            message=_ADDED,
            hint=several or _TAKE_OUT,
            project=called(owner),
            indicator=item.name,
            differences=differences,
        )
    for name in lacking:
        yield found(
            owner.field("indicators"),
            expected=name,
            cause=owner.subject,
            hint=several,
            project=called(owner),
            indicator=name,
            differences=differences,
        )
