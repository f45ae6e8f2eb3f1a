"""Planters of the family DEP: the part on the whole department."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from msgspec.structs import replace

from jixiao.model import Document, OverallGoal
from tests.checks.planting import Planted, changed, plants


def _said(random: Random, document: Document, sentence: str) -> Planted | None:
    """The sentence added to one of the overall goals."""
    if not document.overall_goals:
        return None
    number = random.randrange(len(document.overall_goals))
    text = document.overall_goals[number].text + sentence
    return Planted(changed(document, f"overall_goals[{number}].text", text), (f"overall_goals[{number}]",))


def _without_passages(document: Document, pattern: str) -> Document:
    kept = tuple(passage for passage in document.passages or () if not re.search(pattern, passage.text))
    return replace(document, passages=kept)


def _with_overall(document: Document, *goals: tuple[str, str]) -> Document:
    """The document with other overall goals at the places of its own, and without the sentences between them."""
    new = tuple(
        OverallGoal(ordinal=i, heading=heading, text=text, at=old.at)
        for i, ((heading, text), old) in enumerate(zip(goals, document.overall_goals, strict=False), 1)
    )
    return replace(_without_passages(document, "。"), overall_goals=new)


@plants("DEP01")
def _(random: Random, document: Document) -> Planted | None:
    if not document.overall_goals:
        return None
    vague = [(f"抓好{words}", "层层压实责任。") for words in random.sample(("民生", "稳定", "发展", "生态"), 3)]
    return Planted(_with_overall(document, *vague), ("overall_goals[0]",))


@plants("DEP02")
def _(random: Random, document: Document) -> Planted | None:
    return _said(random, document, random.choice(("力争各项工作取得质的飞跃。", "实现跨越式发展。", "大力转变作风。")))


@plants("DEP03")
def _(random: Random, document: Document) -> Planted | None:
    return _said(random, document, random.choice(("积极开展招商引资。", "化解信访积案。", "落实三资管理要求。")))


@plants("DEP04")
def _(random: Random, document: Document) -> Planted | None:
    if not document.overall_goals or not document.projects:
        return None
    other = _with_overall(document, ("做好政务公开", "全年更新12次。"), ("做好档案整理", "整理档案200卷。"))
    return Planted(other, ("itemized_goals[", "projects["))


@plants("DEP05")
def _(random: Random, document: Document) -> Planted | None:
    if not document.itemized_goals:
        return None
    goals = tuple(
        replace(goal, purpose=f"保障{goal.project_name}经费", indicators=()) for goal in document.itemized_goals
    )
    return Planted(replace(document, itemized_goals=goals), ("itemized_goals[",))


@plants("DEP06")
def _(random: Random, document: Document) -> Planted | None:
    return _measure(random, document, lambda text: f"{text}由{random.choice(('计生专干', '国土所', '安监局'))}配合。")


@plants("DEP07")
def _(random: Random, document: Document) -> Planted | None:
    return _measure(random, document, lambda text: "加强支出管理、绩效运行监控、绩效自评、内部监督。")


def _measure(random: Random, document: Document, new: Callable[[str], str]) -> Planted | None:
    """One of the measures replaced."""
    if not document.safeguards:
        return None
    number = random.randrange(len(document.safeguards))
    text = new(document.safeguards[number].text)
    return Planted(changed(document, f"safeguards[{number}].text", text), (f"safeguards[{number}]",))


@plants("DEP08")
def _(random: Random, document: Document) -> Planted | None:
    if document.kind != "performance_plan":
        return None
    return Planted(_without_passages(document, "整体绩效指标"), ("overall_goals[0]",))


@plants("DEP09")
def _(random: Random, document: Document) -> Planted | None:
    thing = random.choice(("安全生产", "信访维稳", "森林防火"))
    return _said(random, document, f"确保{thing}工作在全镇{thing}形势持续稳定。")
