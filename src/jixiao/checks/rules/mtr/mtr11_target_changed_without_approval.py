"""MTR11: a target differs from the approved one, and no approval of the change is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import UNSET

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.monitored import remarks_of, same_promise
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import MONITORING, Level, rule
from jixiao.language import Words
from jixiao.law import cite
from jixiao.model import TargetValue

_NO_APPROVED = Words(
    "没有提供批复的绩效目标（--against），表中也没有调整前的指标值",
    "no approved plan was given (--against), and no row states the target before a change",
)
_APPROVAL = re.compile(
    r"[〔\[（(【][0-9]{4}[〕\]）)】][^，。；]{0,6}号|批复|批准|审批|核准|同意|经[^，。；]{2,20}(?:会议|研究|审[定议])|预算调整|追[加减]|调剂"
)


@rule(
    id="MTR11",
    level=Level.WARNING,
    title=Words("调整绩效目标没有注明预算调整依据", "Target changed without a cited approval"),
    citations=[cite("caiyu-2015-88", "28"), cite("caiyu-2019-136", "14")],
    message=Words(
        "“{project}”的指标“{indicator}”批复的指标值为{approved}，监控表改为{now}，没有注明调整的批准文件。",
        "The target of “{indicator}” in “{project}” was approved as {approved}; now {now}, citing no approval.",
    ),
    hint=Words(
        "绩效目标批复后一般不予调整；确需调整的，随预算调整一并报批，并在备注中写明文号。否则请改回{approved}。",
        "Approved targets stand; a change goes with a budget adjustment whose number is cited. Else write {approved}.",
    ),
    kinds=MONITORING,
)
def target_changed_without_approval(dossier: Dossier) -> Outcome:
    """A target that is not the approved one says by what approval it was changed.

    Approved is what the form itself gives as the target before the change, else the approved plan (`--against`).
    Judges operator and amount; the same value in other words is no change.
    """
    drafts, checked = [], 0
    for item, approved in _approved(dossier):
        checked += 1
        now = item.target
        if now is None or same_promise(approved, now) or _APPROVAL.search(remarks_of(item)):
            continue
        draft = found(
            item.field("target"),
            found=now.text,
            expected=approved.text,
            project=item.owner.name,
            indicator=item.name,
            approved=approved.text,
            now=now.text,
        )
        drafts.append(draft)
    return judged(checked, drafts, without=_NO_APPROVED)


def _approved(dossier: Dossier) -> Iterator[tuple[IndicatorItem, TargetValue]]:
    """The rows with the target that was approved for them."""
    seen = set()
    for item in dossier.table_indicators:
        initial = item.indicator.initial_target
        if initial is not UNSET:
            seen.add(item.subject)
            yield item, initial
    for pair in dossier.approved_pairs:
        for both in pair.indicators:
            if both.left is None or both.right is None or both.right.target is None:
                continue
            if both.left.subject not in seen:
                yield both.left, both.right.target
