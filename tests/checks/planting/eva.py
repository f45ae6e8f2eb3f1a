"""Faults of self-evaluations as a whole: indicators, money, totals, grades, texts. Those of single rows: `eva_rows.py`.

Where an evaluation is held against a plan, the plan is made of the clean evaluation itself.
"""

from __future__ import annotations

from decimal import Decimal
from random import Random

from msgspec import UNSET
from msgspec.structs import replace

from jixiao.model import Document, Passage, Place
from jixiao.scoring import grade_of
from tests.checks.planting import Planted, plants
from tests.checks.planting.sheet import TERMS, approved, is_full, is_number, sheet_of


@plants("EVA01")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    index = sheet and sheet.choose(lambda row: True)
    if sheet is None or index is None:
        return None
    plan = approved(document)
    sheet.row(index, name="报送简报期数及采用情况")
    return sheet.planted("indicators", against=plan)


@plants("EVA02")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    budget = sheet and sheet.execution.adjusted_yuan
    if sheet is None or not budget:
        return None
    sheet.spend(executed_yuan=budget + random.randrange(1, 5000), rate_percent=None, score=sheet.execution.weight)
    sheet.retotal()
    return sheet.planted("execution.executed_yuan")


@plants("EVA03")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    if sheet is None or sheet.execution.rate_percent is None:
        return None
    sheet.spend(rate_percent=sheet.execution.rate_percent - random.randrange(2, 30))
    return sheet.planted("execution.rate_percent")


@plants("EVA04")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    if sheet is None or not sheet.execution.score:
        return None
    sheet.spend(score=sheet.execution.score - Decimal(random.randrange(5, 20)) / 10)
    sheet.retotal()
    return sheet.planted("execution.score")


@plants("EVA05")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    if sheet is None:
        return None
    nothing = Decimal(0)
    sheet.spend(initial_yuan=nothing, adjusted_yuan=nothing, executed_yuan=nothing, rate_percent=None)
    return sheet.planted("execution.score")


@plants("EVA14")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    total = sheet and sheet.holder.total_score
    if sheet is None or total is None:
        return None
    wrong = total - random.randrange(1, 20)
    sheet.set("total_score", wrong)
    sheet.set("grade", grade_of(wrong, TERMS))
    return sheet.planted("total_score")


@plants("EVA15")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    index = sheet and sheet.choose(lambda row: is_full(row) and is_number(row))
    if sheet is None or index is None:
        return None
    weight = sheet.holder.indicators[index].weight
    assert weight is not None
    sheet.row(index, weight=weight - 1, score=weight - 1)
    sheet.retotal()
    return Planted(sheet.document, (sheet.path,))


@plants("EVA16")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    if sheet is None or sheet.holder.grade is None:
        return None
    sheet.set("grade", random.choice([name for name in TERMS.grade_names if name != sheet.holder.grade]))
    return sheet.planted("grade")


@plants("EVA17")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document, whole=False)
    budget = sheet and sheet.execution.adjusted_yuan
    if sheet is None or not budget:
        return None
    percent = Decimal(random.randrange(30, 79))
    spent = budget * percent / 100
    sheet.spend(executed_yuan=spent, rate_percent=percent, score=percent / 10, parts=UNSET)
    sheet.retotal()
    return sheet.planted("execution.rate_percent")


@plants("EVA18")
def _(random: Random, document: Document) -> Planted | None:
    """So little is not spent that the points of the rate are within the tolerance: only the full total is wrong."""
    sheet = sheet_of(random, document)
    if sheet is None or sheet.holder.total_score is None or sheet.execution.adjusted_yuan is None:
        return None
    for index, row in enumerate(sheet.holder.indicators):
        assert row.target is not None
        sheet.row(index, actual=row.target.text.lstrip("≥≤"), score=row.weight, deviation_reason=None)
    spent = sheet.execution.adjusted_yuan * (1 - Decimal(random.randrange(2, 9)) / 1000)
    sheet.spend(executed_yuan=spent, rate_percent=None, score=sheet.execution.weight)
    sheet.retotal()
    return sheet.planted("total_score")


@plants("EVA22")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    if sheet is None:
        return None
    for index, row in enumerate(sheet.holder.indicators):
        target = row.target
        if target is not None and target.amount is not None:
            factor = Decimal("1.01") if target.operator == "≥" else Decimal("0.98")
            actual = f"{target.amount * factor:f}{target.unit or ''}"
            sheet.row(index, actual=actual, score=row.weight, deviation_reason=None)
    sheet.retotal()
    return sheet.planted("indicators")


@plants("EVA23")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    if sheet is None or not sheet.holder.goals:
        return None
    sheet.set("outcome", "".join(sheet.holder.goals))
    return sheet.planted("outcome")


@plants("EVA25")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    total = sheet and sheet.holder.total_score
    if sheet is None or total is None:
        return None
    name = getattr(sheet.holder, "name", None) or "本单位整体支出"
    words = f"{name}自评得分{total - random.randrange(1, 9)}分。"
    at = Place(line=1, quote=words)
    document = replace(sheet.document, passages=(Passage(text=words, at=at),))
    return Planted(document, ("passages[0]",))


@plants("EVA26")
def _(random: Random, document: Document) -> Planted | None:
    if document.kind != "self_evaluation" or len(document.projects) < 2:
        return None
    gone = random.randrange(len(document.projects))
    left = tuple(project for number, project in enumerate(document.projects) if number != gone)
    # The places of the others would be those of the project that is gone.
    return Planted(replace(document, projects=left, at={}), ("",), against=approved(document))


@plants("EVA27")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    total = sheet and sheet.holder.total_score
    if sheet is None or total is None:
        return None
    head = random.choice(["主管部门评分", "财政复核得分"])
    sheet.set("details", {head: f"{total - random.randrange(11, 40)}"})
    return sheet.planted("details")


@plants("EVA28")
def _(random: Random, document: Document) -> Planted | None:
    if document.kind != "self_evaluation" or len(document.projects) < 2:
        return None
    best = max(document.projects, key=lambda project: project.total_score or Decimal(0))
    names = random.sample(["甲", "乙", "丙", "丁"], 3)
    copies = tuple(replace(best, ordinal=n, name=f"{best.name}{name}") for n, name in enumerate(names, 1))
    return Planted(replace(document, projects=copies, at={}), ("projects",))
