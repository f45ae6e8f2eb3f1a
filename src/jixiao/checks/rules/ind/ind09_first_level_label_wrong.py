"""IND09: a first level is called otherwise than the form says. Leaves second levels to IND10."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Part
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.ind.tables import NO_LEVELS
from jixiao.checks.words import words
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="IND09",
    level=Level.WARNING,
    title=Words("一级指标名称不规范", "First level called otherwise"),
    citations=[cite("caiyu-2015-88", "10")],
    message=Words(
        "一级指标写作“{found}”，规范名称是“{expected}”。",
        "A first level is called “{found}”; the standard word is “{expected}”.",
    ),
    many=Words(
        "{count}处一级指标写作“{found}”，规范名称是“{expected}”。",
        "A first level is called “{found}” at {count} places; the standard word is “{expected}”.",
    ),
    hint=Words("把“{found}”改为“{expected}”，全文统一。", "Write “{expected}” for “{found}” throughout."),
)
def first_level_label_wrong(dossier: Dossier) -> Outcome:
    """First levels bear their standard names, the same in part one and in the tables.

    Judges the labels of tables as written, and the sentence of part one that lists the levels. Short forms (产出, 效益)
    and longer official ones pass. Older official forms that print another label are named as well: the label is the
    form's, but the text should follow the rule in force.
    """
    drafts = [*_of_tables(dossier), *_of_part_one(dossier)]
    labelled = [row for row in dossier.indicators if row.dimension]
    return judged(labelled, drafts, without=NO_LEVELS)


@functools.cache
def _right() -> dict[str, str]:
    return dict(entry.split("|") for entry in words("ind.dimension_labels"))


def _of_tables(dossier: Dossier) -> Iterator[Draft]:
    seen = set()
    for row in dossier.table_indicators:
        written = row.indicator.dimension_text
        if not written or plain(written) not in _right():
            continue
        spot = row.field("dimension")
        cell = (row.owner.subject, spot.at.table, spot.at.row, spot.at.line)
        if cell not in seen:
            seen.add(cell)
            yield found(spot, found=written, expected=_right()[plain(written)], cause=plain(written))


def _of_part_one(dossier: Dossier) -> Iterator[Draft]:
    """The sentences of itemized goals that list first levels (项目共设产出指标、效果指标 …), wherever they stand."""
    if not any(row.dimension for row in dossier.indicators if row.source == "narrative"):
        return
    for text in dossier.texts:
        listed = _LISTED.search(text.words) if text.role == "body" and text.subject.startswith(_GOAL) else None
        if listed:
            goal = text.subject[: text.subject.find("]") + 1]
            label = listed[1]
            yield found(Part(goal, text.at, dossier.places), found=label, expected=_right()[label], cause=label)


_GOAL = "itemized_goals["
# 效果指标 in a list of levels, not at the end of a longer label (社会效果指标).
_LISTED = re.compile(
    r"(?:(?:产出|满意度|成本)指标[、，,和及与]|(?<![\u4e00-\u9fff]))(效果指标)(?=[、，,和及与。；三共]|$)"
)
