"""Planters of the family STR: structure and completeness."""

from __future__ import annotations

import re
from random import Random

import msgspec

from jixiao.documents.traits import FileTraits, Marks
from jixiao.model import Document, Passage, Place, Unread
from tests.checks.planting import Planted, changed, plants


def _passages(document: Document, keep: str) -> Document | None:
    """The document without the passages that hold the pattern; None where none does."""
    passages = tuple(document.passages or ())
    kept = tuple(passage for passage in passages if not re.search(keep, passage.text))
    return msgspec.structs.replace(document, passages=kept) if len(kept) < len(passages) else None


def _everywhere(document: Document | None) -> Planted | None:
    return Planted(document, ("",)) if document else None


@plants("STR01")
def _(random: Random, document: Document) -> Planted | None:
    if document.kind != "performance_plan":
        return None
    return Planted(msgspec.structs.replace(document, safeguards=()), ("",))


@plants("STR02")
def _(random: Random, document: Document) -> Planted | None:
    return _everywhere(_passages(document, "编制日期|编制单位")) if document.kind == "performance_plan" else None


@plants("STR03")
def _(random: Random, document: Document) -> Planted | None:
    goals = document.itemized_goals
    if len(goals) < 3:
        return None
    lost = random.randrange(len(goals))
    name = goals[lost].project_name
    left = msgspec.structs.replace(document, itemized_goals=(*goals[:lost], *goals[lost + 1 :]))
    return Planted(left, tuple(f"projects[{i}]" for i, p in enumerate(document.projects) if p.name == name))


@plants("STR04")
def _(random: Random, document: Document) -> Planted | None:
    for number, passage in enumerate(document.passages or ()):
        wrong = re.sub("共分为.项", f"共分为{random.choice('六七八九')}项", passage.text)
        if wrong != passage.text:
            return Planted(changed(document, f"passages[{number}].text", wrong), (f"passages[{number}]",))
    return None


@plants("STR05")
def _(random: Random, document: Document) -> Planted | None:
    goals = list(document.itemized_goals)
    if len(goals) < 2:
        return None
    first = random.randrange(len(goals) - 1)
    goals[first], goals[first + 1] = goals[first + 1], goals[first]
    return Planted(msgspec.structs.replace(document, itemized_goals=tuple(goals)), (f"projects[{first}]",))


@plants("STR06")
def _(random: Random, document: Document) -> Planted | None:
    if not document.projects or not document.projects[0].goals:
        return None
    number = random.randrange(len(document.projects))
    path = f"projects[{number}].goals[0]"
    words = f"{document.projects[number].goals[0]}分步实施：1.摸底；2.施工；4.验收。"
    return Planted(changed(document, path, words), (path,))


@plants("STR07")
def _(random: Random, document: Document) -> Planted | None:
    if not document.projects or document.kind not in ("performance_plan", "project_targets"):
        return None
    number = random.randrange(len(document.projects))
    row = random.randrange(len(document.projects[number].indicators))
    path = f"projects[{number}].indicators[{row}].target"
    return Planted(changed(document, path, None), (path,))


@plants("STR08")
def _(random: Random, document: Document) -> Planted | None:
    if random.random() < 0.5:
        places = tuple(
            Place(line=number, quote=f"[bookmark: _Toc{number}]") for number in range(1, random.randint(2, 9))
        )
        marks = Marks(count=len(places), at=places)
        return Planted(document, ("",), traits=FileTraits(kind="text", conversion_marks=marks))
    at = Place(line=9999, quote="生态效益指标 沿河")
    cut = Unread(at=at, reason="truncated", text=at.quote)
    return Planted(msgspec.structs.replace(document, unread=(cut,)), ("",))


@plants("STR09")
def _(random: Random, document: Document) -> Planted | None:
    return _everywhere(_passages(document, "专款|专项资金")) if document.kind == "performance_plan" else None


@plants("STR10")
def _(random: Random, document: Document) -> Planted | None:
    passages = tuple(document.passages or ())
    number = random.randrange(len(passages) + 1)
    words = random.choice(("有关说明", "其他事项", "编制依据"))
    at = Place(line=passages[0].at.line if passages else 1)
    doubled = tuple(Passage(text=text, at=at) for text in (f"四、{words}", f"{words}："))
    planted = msgspec.structs.replace(document, passages=(*passages[:number], *doubled, *passages[number:]))
    return Planted(planted, (f"passages[{number + 1}]",))


@plants("STR11")
def _(random: Random, document: Document) -> Planted | None:
    if not document.projects or not document.projects[0].goals:
        return None
    number = random.randrange(len(document.projects))
    path = f"projects[{number}].goals[0]"
    words = (
        f"{document.projects[number].goals[0]}{random.choice(('涉及XX村。', '于20XX年验收。', '由{单位名称}实施。'))}"
    )
    return Planted(changed(document, path, words), (path,))
