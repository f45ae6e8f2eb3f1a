"""NAM14: the output indicators of a project would fit any project. Leaves each name by itself to NAM12."""

from __future__ import annotations

import functools

from jixiao.checks.alike import pieces, plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.nam.reasons import NO_OUTPUTS
from jixiao.checks.rules.nam.rows import by_table
from jixiao.checks.rules.nam.words_of_slots import QUALITY, QUANTITY, TIME, bare, example_of
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

_OUTPUTS = (QUANTITY, QUALITY, TIME)


@rule(
    id="NAM14",
    level=Level.WARNING,
    title=Words("产出指标看不出是哪个项目", "Output indicators fit any project"),
    citations=[cite("caiyu-2015-88", "22"), cite("caiyu-2021-101", "高度关联")],
    message=Words(
        "{project}的产出指标（{found}等）没有一条说到项目内容，换成任何项目都成立。",
        "None of the output indicators of {project} ({found} …) speaks of the project; they would fit any other.",
    ),
    many=Words(
        "{count}个项目的产出指标没有一条说到项目内容，换成任何项目都成立，如{project}的“{found}”等。",
        "In {count} projects no output indicator speaks of the project, such as “{found}” of {project}.",
    ),
    hint=Words(
        "至少一条数量指标写出{project}实际提供的产品或服务，例如{examples}。",
        "Let at least one name what {project} provides, for example {examples}.",
    ),
    kinds=PROJECT_PLANS,
)
def outputs_fit_any_project(dossier: Dossier) -> Outcome:
    """At least one output indicator speaks of the project itself.

    Judges projects with two or more output indicators, in part one and in tables that were read wholly. It fails where
    no name or description shares a word with the project's name, and every name is made of words that fit any project
    (资金, 使用, 完成, 情况, 率 …). A name with any other word passes: it may well be the project's work in other words.
    """
    checked, drafts = 0, []
    for rows in by_table(dossier, department=False):
        owner = rows[0].owner
        table = [row for row in rows if row.category in _OUTPUTS]
        if len(table) < 2 or not owner.whole or not owner.name:
            continue
        checked += 1
        if any(_own_words(row.name) for row in table) or _shares_words(owner.name, table):
            continue
        drafts.append(
            found(
                table[0].field("name"),
                found=table[0].name,
                related=[row.field("name") for row in table[1:]],
                cause="any",
                project=project_label(owner),
                examples=example_of(QUANTITY),
            )
        )
    return judged(checked, drafts, without=NO_OUTPUTS)


@functools.lru_cache(maxsize=16384)
def _own_words(name: str) -> str:
    """What is left of a name without the words that fit any project."""
    return any_of("nam.anywhere").sub("", plain(bare(name)))


def _shares_words(project: str, rows: list[IndicatorItem]) -> bool:
    subject = pieces(_own_words(project) or project)
    return any(not subject.isdisjoint(pieces(row.name + (row.indicator.description or ""))) for row in rows)
