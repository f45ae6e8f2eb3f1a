"""Faults in the rows of self-evaluations."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from msgspec import UNSET

from jixiao.model import Document, TargetValue
from tests.checks.planting import Planted, plants
from tests.checks.planting.sheet import Sheet, is_full, is_lost, is_number, sheet_of


@plants("EVA06")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    index = sheet and sheet.choose(is_lost)
    if sheet is None or index is None:
        return None
    row = sheet.holder.indicators[index]
    assert row.score is not None
    sheet.row(index, score=row.score - Decimal(random.randrange(2, 30)) / 10)
    sheet.retotal()
    return sheet.planted(f"indicators[{index}].score")


@plants("EVA07")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    index = sheet and sheet.choose(is_full)
    if sheet is None or index is None:
        return None
    weight = sheet.holder.indicators[index].weight
    assert weight is not None
    sheet.row(
        index, score=random.choice([weight + 1, Decimal(-1)]), deviation_reason="多名对象当年迁往外县，名额没有补足"
    )
    sheet.retotal()
    return sheet.planted(f"indicators[{index}].score")


def _in_words(sheet: Sheet, index: int, outcome: str, share: str, reason: str | None) -> None:
    weight = sheet.holder.indicators[index].weight
    assert weight is not None
    target = TargetValue(operator="定性", text="显著提升")
    points = weight * Decimal(share)
    sheet.row(index, target=target, actual=outcome, score=points, deviation_reason=reason)
    sheet.retotal()


@plants("EVA08")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    index = sheet and sheet.choose(lambda row: (row.dimension or "").startswith("效益"))
    if sheet is None or index is None:
        return None
    outcome, share = random.choice([("部分达成年度指标并具有一定效果", "0.9"), ("达成年度指标", "0.5")])
    _in_words(sheet, index, outcome, share, "两个乡镇的服务点年中才开放，覆盖面没有达到预期")
    return sheet.planted(f"indicators[{index}].score")


@plants("EVA09")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    index = sheet and sheet.choose(lambda row: (row.dimension or "").startswith("效益"))
    if sheet is None or index is None:
        return None
    _in_words(sheet, index, random.choice(["开展家访", "86%", "入户12次"]), "1", None)
    return sheet.planted(f"indicators[{index}].actual")


@plants("EVA10")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    index = sheet and sheet.choose(is_lost)
    if sheet is None or index is None:
        return None
    sheet.row(index, deviation_reason=random.choice([None, "—"]))
    return sheet.planted(f"indicators[{index}].deviation_reason")


@plants("EVA11")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    index = sheet and sheet.choose(is_lost)
    if sheet is None or index is None:
        return None
    sheet.row(index, deviation_reason=random.choice(["无", "暂无", "客观原因"]))
    return sheet.planted(f"indicators[{index}].deviation_reason")


@plants("EVA12")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    index = sheet and sheet.choose(is_full)
    if sheet is None or index is None:
        return None
    sheet.row(index, deviation_reason="两处站点因雨季停工，年内未完成")
    return sheet.planted(f"indicators[{index}].deviation_reason")


@plants("EVA13")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    index = sheet and sheet.choose(lambda row: is_number(row) and is_full(row))
    if sheet is None or index is None:
        return None
    target = sheet.holder.indicators[index].target
    assert target is not None and target.amount is not None
    sheet.row(index, actual=f"{target.amount * random.randrange(2, 6)}{target.unit or ''}")
    return sheet.planted(f"indicators[{index}].actual")


@plants("EVA19")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    index = sheet and sheet.choose(lambda row: (row.dimension or "").startswith("满意度") and row.details is not UNSET)
    if sheet is None or index is None:
        return None
    sheet.row(index, details={"佐证资料": random.choice(["年度工作总结", "会议纪要"])})
    return sheet.planted(f"indicators[{index}].actual")


@plants("EVA20")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    index = sheet and sheet.choose(lambda row: is_number(row) and is_full(row))
    if sheet is None or index is None:
        return None
    sheet.row(index, actual=random.choice(["达成预期指标", "已完成", "全部完成"]))
    return sheet.planted(f"indicators[{index}].actual")


@plants("EVA21")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    index = sheet and sheet.choose(lambda row: is_number(row) and is_full(row))
    if sheet is None or index is None:
        return None
    target = sheet.holder.indicators[index].target
    assert target is not None and target.amount is not None
    sheet.row(index, actual=f"{target.amount}{'件' if target.unit == '%' else '%'}")
    return sheet.planted(f"indicators[{index}].actual")


@plants("EVA24")
def _(random: Random, document: Document) -> Planted | None:
    sheet = sheet_of(random, document)
    index = sheet and sheet.choose(lambda row: row.details is not UNSET)
    if sheet is None or index is None:
        return None
    sheet.row(index, details=UNSET)
    return sheet.planted(f"indicators[{index}].details")
