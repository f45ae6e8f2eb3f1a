"""PUB06: what is published is not what was approved."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Draft, Outcome, found, judged, not_applicable
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.language import Words
from jixiao.law import cite

_NO_APPROVED = Words(
    "没有提供批复的文本（--against）或者批复文件的校验值",
    "neither the approved document (--against) nor its hash was given",
)
_BUDGET, _INDICATOR = Words("预算数", "budget"), Words("指标“{name}”", "“{name}”")
_ADDED = Words(
    "公开文本中的项目“{project}”不在批复文本之内。", "The published project “{project}” is none of the approved ones."
)
_DROPPED = Words("批复的项目“{project}”没有公开。", "The approved project “{project}” is not published.")
_SAME_PROJECTS = Words(
    "公开的项目应与批复一致；经批准增减项目的，先公开调整后的批复。",
    "The projects that are published are those that were approved; publish an approved change first.",
)
_OTHER_FILE = Words(
    "公开的文件与批复的文件不是同一个文件（SHA-256校验值不同）。",
    "The published file is not the approved one: their SHA-256 hashes differ.",
)
_COMPARE = Words(
    "如果只是转换了格式，请用批复文本（--against）核对内容；内容有改动的，改回批复的内容。",
    "If only the format was converted, compare the contents (--against); what was changed is changed back.",
)


@rule(
    id="PUB06",
    level=Level.ERROR,
    title=Words("公开文本与批复文本不一致", "Published version is not the approved one"),
    citations=[cite("caiyu-2016-143", "真实")],
    message=Words(
        "“{project}”的{what}公开为“{now}”，批复为“{approved}”。",
        "{what} of “{project}” is published as “{now}”; “{approved}” was approved.",
    ),
    hint=Words(
        "公开的内容应与批复一致，请改回批复的“{approved}”；经批准调整的，先公开调整后的批复。",
        "What is published is what was approved: write “{approved}”, or publish the approved change.",
    ),
    kinds=PLANS,
)
def not_the_approved_version(dossier: Dossier) -> Outcome:
    """The published document says what the approved one says.

    The same file is the same content. Of different files the names, amounts and targets are compared where the approved
    document is at hand; where only its hash is, the difference is a warning, since a converted file differs too.
    """
    own, approved = dossier.facts.file_sha256, dossier.facts.approved_sha256
    if own and approved and own.lower() == approved.lower():
        return judged(1, (), without=_NO_APPROVED)
    if dossier.against is not None:
        return judged(dossier.approved_pairs, _differences(dossier), without=_NO_APPROVED)
    if own and approved:
        draft = found(dossier.spot(""), level=Level.WARNING, message=_OTHER_FILE, hint=_COMPARE)
        return judged(1, [draft], without=_NO_APPROVED)
    return not_applicable(_NO_APPROVED)


def _differences(dossier: Dossier) -> Iterator[Draft]:
    for pair in dossier.approved_pairs:
        if pair.left is None or pair.right is None:
            one = pair.left or pair.right
            assert one is not None
            spot = pair.left or dossier.spot("projects")
            message = _ADDED if pair.left else _DROPPED
            yield found(spot, message=message, hint=_SAME_PROJECTS, project=one.name)
            continue
        now, approved = pair.left.project.funds.budget_yuan, pair.right.project.funds.budget_yuan
        if now is not None and approved is not None and now != approved:
            spot = pair.left.field("funds.budget_yuan")
            amounts = (f"{now.normalize():f}元", f"{approved.normalize():f}元")
            yield found(
                spot,
                expected=amounts[1],
                project=pair.left.name,
                what=_BUDGET.say(),
                now=amounts[0],
                approved=amounts[1],
            )
        for both in pair.indicators:
            if both.left is None or both.right is None or both.left.target is None or both.right.target is None:
                continue
            old, new = both.right.target, both.left.target
            if (old.operator, old.amount, old.unit, old.dates) != (new.operator, new.amount, new.unit, new.dates):
                yield found(
                    both.left.field("target"),
                    found=new.text,
                    expected=old.text,
                    project=pair.left.name,
                    what=_INDICATOR.say(name=both.left.name),
                    now=new.text,
                    approved=old.text,
                )
