"""Planters of the family REP: the same words repeated across projects and years."""

from __future__ import annotations

import re
from random import Random

from msgspec.structs import replace

from jixiao.model import Document
from tests.checks.planting import Planted, changed, plants

OTHER_NAME = "政务公开栏更新"


def _beside(document: Document) -> Document | None:
    """The document with its second project renamed, so that it has nothing in common with the first."""
    if document.kind != "project_targets" or len(document.projects) < 2:
        return None
    return changed(document, "projects[1].name", OTHER_NAME)


@plants("REP01")
def _(random: Random, document: Document) -> Planted | None:
    beside = _beside(document)
    if beside is None:
        return None
    first, second = beside.projects[0].indicators, beside.projects[1].indicators
    rows = tuple(
        replace(row, name=other.name, description=other.description) if row.category == other.category else row
        for row, other in zip(second, first, strict=False)
    )
    return Planted(
        changed(beside, "projects[1].indicators", rows), ("projects[0].indicators", "projects[1].indicators")
    )


@plants("REP02")
def _(random: Random, document: Document) -> Planted | None:
    beside = _beside(document)
    if beside is None:
        return None
    first, second = beside.projects[0].indicators, beside.projects[1].indicators
    rows = tuple(
        replace(row, target=other.target) if row.category == other.category else row
        for row, other in zip(second, first, strict=False)
    )
    return Planted(
        changed(beside, "projects[1].indicators", rows), ("projects[0].indicators", "projects[1].indicators")
    )


@plants("REP03")
def _(random: Random, document: Document) -> Planted | None:
    if not document.safeguards or document.year is None:
        return None
    number = random.randrange(len(document.safeguards))
    year = document.year - random.choice((1, 2))
    text = f"{document.safeguards[number].text}{year}年将完成制度汇编。"
    return Planted(changed(document, f"safeguards[{number}].text", text), (f"safeguards[{number}]",))


@plants("REP04")
def _(random: Random, document: Document) -> Planted | None:
    goals = document.itemized_goals
    first = next((i for i, goal in enumerate(goals) if (goal.project_name or "").startswith("河")), None)
    if first is None or len(goals) < 2:
        return None
    typed = random.choice([i for i in range(len(goals)) if i != first])
    model = changed(document, f"itemized_goals[{first}].purpose", f"保障本镇{goals[first].project_name}正常开展")
    purpose = f"保障本镇河{goals[typed].project_name}正常开展"
    return Planted(changed(model, f"itemized_goals[{typed}].purpose", purpose), (f"itemized_goals[{typed}].purpose",))


@plants("REP05")
def _(random: Random, document: Document) -> Planted | None:
    town = re.search("县(.{2}镇)", document.unit.name or "")
    titles = [
        i
        for i, passage in enumerate(document.passages or ())
        if town and re.match(f"(?:.{{2}}县)?{town[1]}(?:人民政府$|20)", passage.text)
    ]
    if town is None or not titles:
        return None
    number = random.choice(titles)
    text = (document.passages or ())[number].text.replace(town[1], "柳滩镇")
    return Planted(changed(document, f"passages[{number}].text", text), (f"passages[{number}]",))
