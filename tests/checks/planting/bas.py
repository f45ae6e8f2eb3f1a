"""Planters of BAS: the basis of a value, and columns for its evidence."""

from __future__ import annotations

from random import Random

from msgspec.structs import replace

from jixiao.model import Document
from tests.checks.planting import Planted, changed, plants
from tests.checks.planting.rows import Row, plant_row, rows, with_row


def _has_basis(row: Row) -> bool:
    return bool(row.indicator.basis)


@plants("BAS01")
def _(random: Random, document: Document) -> Planted | None:
    words = random.choice(["按工作需要", "根据工作实际", "单位要求", "结合实际情况确定"])
    return plant_row(random, document, _has_basis, lambda row: {"basis": words}, field="basis")


@plants("BAS02")
def _(random: Random, document: Document) -> Planted | None:
    def fault(row: Row) -> dict[str, str | None]:
        return {"basis": random.choice([row.indicator.name, row.indicator.description])}

    return plant_row(random, document, lambda row: _has_basis(row) and bool(row.indicator.description), fault, "basis")


@plants("BAS03")
def _(random: Random, document: Document) -> Planted | None:
    if not document.itemized_goals:
        return None
    number = random.randrange(len(document.itemized_goals))
    goal = document.itemized_goals[number]
    words = random.choice(["以上依据年初预算要求", "以上指标依据部门职责制定", "以上指标值根据有关规定和工作需要确定"])
    quote = f"{goal.at.quote.partition('以上指标值')[0]}{words}。"
    path = f"itemized_goals[{number}]"
    return Planted(changed(document, f"{path}.at", replace(goal.at, quote=quote)), (path,))


def _empty_cell(random: Random, document: Document, head: str, words: str) -> Planted | None:
    """A column more for the rows of a project, empty in one of them."""
    every = rows(document)
    if not every:
        return None
    empty = random.choice(every)
    for row in every:
        if row.owner == empty.owner and row != empty:
            document = with_row(document, row, details={head: words})
    return Planted(document, (f"{empty.path}.name",))


@plants("BAS04")
def _(random: Random, document: Document) -> Planted | None:
    return _empty_cell(random, document, random.choice(["数据来源", "完成值取值方式"]), "业务记录")


@plants("BAS05")
def _(random: Random, document: Document) -> Planted | None:
    return _empty_cell(random, document, "佐证资料", "签到表")
