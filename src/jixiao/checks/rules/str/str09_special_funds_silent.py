"""STR09: the text says nothing of special funds. Leaves the tables of special funds to the other families."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.reasons import NO_TEXT
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.str.listing import narrative_read
from jixiao.checks.rules.str.sections import ITEMIZED, PLAN_TEXT, opened
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

NO_PART_ONE = Words("文本没有读全，或者没有第一部分", "the text was not read wholly, or has no part one")


@rule(
    id="STR09",
    level=Level.WARNING,
    title=Words("未说明专项资金情况", "Nothing said of special funds"),
    citations=[cite("hebei-methods-2019", "三个层级")],
    message=Words(
        "文本没有说明专项资金绩效目标，也没有写明“无专项资金”。",
        "The text states neither targets of special funds nor that there are none.",
    ),
    hint=Words(
        "有专项资金的，补写其绩效目标；没有的，请在分项绩效目标之后写明“本单位{year}年无专项资金”。",
        "Add the targets of special funds, or write after the itemized goals: “本单位{year}年无专项资金”.",
    ),
    kinds=PLAN_TEXT,
)
def special_funds_silent(dossier: Dossier) -> Outcome:
    """The text describes the level of special funds, or states that there are none.

    Any mention outside the safeguards counts: a heading, a sentence such as 无专款年初预算项目, a table. An excerpt
    without part one is not judged.
    """
    document = dossier.document
    if not narrative_read(dossier) or not (document.itemized_goals or document.overall_goals):
        return not_applicable(NO_PART_ONE)
    words = any_of("str.special_funds")
    told = any(words.search(text.words) for text in dossier.texts if not text.subject.startswith("safeguards"))
    heading = next((one.text for one in opened(dossier) if one.section == ITEMIZED), None)
    spot = heading or dossier.spot("itemized_goals[0]" if document.itemized_goals else "")
    findings = [] if told else [found(spot, year=document.year or "××××")]
    return judged(dossier.texts, findings, without=NO_TEXT)
