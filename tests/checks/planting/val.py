"""Planters of VAL: target values, changed in table and narrative alike where the two must still agree."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from msgspec.structs import replace

from jixiao.model import Document, TargetValue
from tests.checks.planting import Planted, changed, plants
from tests.checks.planting.rows import Row, is_percent, of, plant_row, rows, target, with_row

SATISFACTION = "服务对象满意度指标"
BENEFITS = ("社会效益指标", "生态效益指标", "经济效益指标")


@plants("VAL01")
def _(random: Random, document: Document) -> Planted | None:
    sign = random.choice("≥≤=")
    return plant_row(random, document, lambda row: True, lambda row: {"target": target(sign, "", "")})


@plants("VAL02")
def _(random: Random, document: Document) -> Planted | None:
    every = rows(document)
    owners = [owner for owner in {row.owner: None for row in every} if sum(row.owner == owner for row in every) >= 4]
    if not owners:
        return None
    owner, amount = random.choice(owners), str(random.randint(2, 90))
    for row in every:
        if row.owner == owner:
            document = with_row(document, row, target=target("=", amount, "项"))
    return Planted(document, (f"{owner}.indicators[0].target",))


@plants("VAL03")
def _(random: Random, document: Document) -> Planted | None:
    def fault(row: Row) -> dict[str, TargetValue]:
        value = row.indicator.target
        assert value
        return {"target": replace(value, text=value.text.replace("%", "百分比"))}

    return plant_row(random, document, is_percent, fault)


@plants("VAL04")
def _(random: Random, document: Document) -> Planted | None:
    amount = str(random.randint(50, 100))
    return plant_row(random, document, of("数量指标"), lambda row: {"target": target("≥", amount, "%")})


@plants("VAL05")
def _(random: Random, document: Document) -> Planted | None:
    amount = str(random.randint(50, 99))
    return plant_row(random, document, of("时效指标"), lambda row: {"target": target("≥", amount, "%")})


@plants("VAL06")
def _(random: Random, document: Document) -> Planted | None:
    sign, amount = random.choice("≥>"), str(random.randint(2, 9000))
    return plant_row(random, document, of("成本指标"), lambda row: {"target": target(sign, amount, "元/人")})


@plants("VAL07")
def _(random: Random, document: Document) -> Planted | None:
    amount = str(random.randint(101, 999))
    return plant_row(random, document, of(SATISFACTION), lambda row: {"target": target("≥", amount, "%")})


@plants("VAL08")
def _(random: Random, document: Document) -> Planted | None:
    words = random.choice(["效果明显", "有所提升", "显著改善", "持续增强", "良好"])
    fault = {"target": target("定性", "", "", text=words), "description": "项目实施后的情况"}
    return plant_row(random, document, of(*BENEFITS), lambda row: dict(fault))


@plants("VAL09")
def _(random: Random, document: Document) -> Planted | None:
    amount = str(random.randint(60, 99))
    return plant_row(random, document, of(SATISFACTION), lambda row: {"target": target(">", amount, "%")})


@plants("VAL10")
def _(random: Random, document: Document) -> Planted | None:
    amount = str(random.randint(50, 99))
    return plant_row(random, document, of(SATISFACTION), lambda row: {"target": target("=", amount, "%")})


@plants("VAL11")
def _(random: Random, document: Document) -> Planted | None:
    twins = [row for row in rows(document) if row.twin and row.indicator.target and row.indicator.target.amount]
    if not twins:
        return None
    row = random.choice(twins)
    assert row.indicator.target and row.indicator.target.amount and row.twin
    amount = row.indicator.target.amount - random.choice([Decimal(1), Decimal("0.5"), Decimal(2)])
    told = replace(row.indicator.target, amount=amount, text=f"{row.indicator.target.operator}{amount}")
    return Planted(changed(document, f"{row.twin}.target", told), (f"{row.twin}.target",))


@plants("VAL12")
def _(random: Random, document: Document) -> Planted | None:
    amount = str(random.randint(10, 3000))
    before, behind = random.choice([("约", ""), ("大约", ""), ("近", ""), ("", "左右"), ("", "上下")])
    words = f"{before}{amount}户{behind}"
    return plant_row(random, document, of("数量指标"), lambda row: {"target": target("", amount, "户", text=words)})


@plants("VAL13")
def _(random: Random, document: Document) -> Planted | None:
    chosen = [row for row in rows(document) if row.indicator.category == SATISFACTION]
    if not chosen:
        return None
    row, last = random.choice(chosen), target("≥", str(random.randint(98, 100)), "%")
    return Planted(document, (f"{row.path}.target",), previous=with_row(document, row, target=last))


@plants("VAL14")
def _(random: Random, document: Document) -> Planted | None:
    return plant_row(random, document, of("数量指标"), lambda row: {"target": target("≥", "0", "件")})


@plants("VAL15")
def _(random: Random, document: Document) -> Planted | None:
    year, month = (document.year or 0) + random.randint(1, 3), random.randint(1, 12)
    value = target("≤", "", "", text=f"≤{year}年{month}月", dates=(f"{year}-{month:02}",))
    return plant_row(random, document, of("时效指标"), lambda row: {"target": value})


@plants("VAL16")
def _(random: Random, document: Document) -> Planted | None:
    costs = [row for row in rows(document) if row.indicator.category == "成本指标" and row.owner != "department"]
    if not costs:
        return None
    row = random.choice(costs)
    budget = document.projects[int(row.owner[len("projects[") : -1])].funds.budget_yuan
    assert budget
    value = target("≤", str(int(budget) + random.randint(1, 100_000)), "元")
    return Planted(with_row(document, row, target=value, name="项目支出成本"), (f"{row.path}.target",))


@plants("VAL17")
def _(random: Random, document: Document) -> Planted | None:
    name = random.choice(["事项保障率", "资源使用率", "群众受惠率", "工作推进率"])
    return plant_row(random, document, is_percent, lambda row: {"name": name, "description": name}, field="name")


@plants("VAL18")
def _(random: Random, document: Document) -> Planted | None:
    every = [row for row in rows(document) if row.indicator.category not in ("数量指标", "成本指标")]
    owners = [owner for owner in {row.owner: None for row in every} if sum(row.owner == owner for row in every) >= 4]
    if not owners:
        return None
    owner = random.choice(owners)
    for row in every:
        if row.owner == owner:
            document = with_row(document, row, target=target("=", "100", "%"))
    return Planted(document, (f"{owner}.indicators",))
