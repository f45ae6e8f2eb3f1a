"""IND10: a second level is called otherwise than the standard says. Leaves first levels to IND09."""

from __future__ import annotations

import functools

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.ind.tables import NO_LEVELS
from jixiao.checks.words import words
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="IND10",
    level=Level.WARNING,
    title=Words("二级指标名称不规范", "Second level called otherwise"),
    citations=[cite("caiyu-2015-88", "10")],
    message=Words(
        "二级指标写作“{found}”，规范名称是“{expected}”。",
        "A second level is called “{found}”; the standard word is “{expected}”.",
    ),
    many=Words(
        "{count}处二级指标写作{quoted}，规范名称是“{expected}”。",
        "A second level is called {quoted} at {count} places; the standard word is “{expected}”.",
    ),
    hint=Words("统一改为“{expected}”，前后一致。", "Write “{expected}” throughout."),
)
def second_level_label_wrong(dossier: Dossier) -> Outcome:
    """Second levels bear their standard names.

    Judges the labels as written, in part one and in the tables. Short forms (数量, 社会效益) pass, and so do labels
    that no standard knows: they may belong to a form of its own, and what they mean cannot be said.
    """
    labelled = [row for row in dossier.indicators if row.category]
    wrong = [
        found(
            row.field("category"),
            found=row.indicator.category_text,
            expected=row.category,
            cause=row.category,
        )
        for row in labelled
        if row.indicator.category_text and _key(row.indicator.category_text) in _labels()
    ]
    return judged(labelled, folded(wrong), without=NO_LEVELS)


@functools.cache
def _labels() -> frozenset[str]:
    return frozenset(words("ind.category_labels"))


def _key(label: object) -> str:
    return plain(str(label))
