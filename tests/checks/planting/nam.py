"""Planters of NAM: what an indicator is called, and whether it stands in the right row."""

from __future__ import annotations

from random import Random
from typing import Any

from msgspec.structs import replace

from jixiao.model import Document, Indicator
from tests.checks.planting import Planted, changed, plants
from tests.checks.planting.rows import Row, of, plant_row, rows, target

BENEFITS = ("社会效益指标", "生态效益指标", "可持续影响指标")
OUTPUTS = ("数量指标", "质量指标", "时效指标")


def _named(
    random: Random, document: Document, categories: tuple[str, ...], *names: str, **fields: Any
) -> Planted | None:
    """Call a random row of some second levels by one of the names, in table and part one."""
    name = random.choice(names)
    return plant_row(random, document, of(*categories), lambda row: {"name": name, **fields}, "name")


PERCENT = target("≥", "95", "%")


@plants("NAM01")
def _(random: Random, document: Document) -> Planted | None:
    names = ("促进社会和谐稳定", "提升群众幸福感", "村容村貌明显改善", "进一步增强防灾意识")
    return _named(random, document, BENEFITS, *names, target=PERCENT)


@plants("NAM02")
def _(random: Random, document: Document) -> Planted | None:
    return _named(random, document, ("质量指标",), "用于设备维护", "加强队伍建设", "拨付项目资金")


@plants("NAM03")
def _(random: Random, document: Document) -> Planted | None:
    value = target("≤", "20000", "元")
    return _named(random, document, ("数量指标",), "项目资金使用数量", "专项经费支出金额", target=value)


@plants("NAM04")
def _(random: Random, document: Document) -> Planted | None:
    return _named(random, document, ("质量指标",), "用于设备维护", "用于日常服务", description="用于日常工作")


@plants("NAM05")
def _(random: Random, document: Document) -> Planted | None:
    return _named(
        random,
        document,
        ("时效指标",),
        "控制项目成本",
        "验收合格率",
        "参训人员满意度",
        target=PERCENT,
        description=None,
    )


@plants("NAM06")
def _(random: Random, document: Document) -> Planted | None:
    value = target("≤", "100", "%")
    names = ("按规定时间完成", "及时完成任务", "验收合格率")
    return _named(random, document, ("成本指标",), *names, target=value, description=None)


@plants("NAM07")
def _(random: Random, document: Document) -> Planted | None:
    def of_owner(owner: str, category: str) -> list[Row]:
        return [row for row in rows(document) if row.owner == owner and row.indicator.category == category]

    owners = sorted({row.owner for row in rows(document) if row.indicator.description})
    owners = [owner for owner in owners if of_owner(owner, "时效指标") and of_owner(owner, "成本指标")]
    if not owners:
        return None
    owner = random.choice(owners)
    time, cost = random.choice(of_owner(owner, "时效指标")), random.choice(of_owner(owner, "成本指标"))
    for row, told in ((time, cost), (cost, time)):
        document = changed(document, f"{row.path}.description", told.indicator.description)
    return Planted(document, (f"{time.path}.description",))


@plants("NAM08")
def _(random: Random, document: Document) -> Planted | None:
    def fits(row: Row) -> bool:
        return bool(row.indicator.description) and row.indicator.category != "服务对象满意度指标"

    return plant_row(random, document, fits, lambda row: {"description": row.indicator.name}, "description")


def _moved(random: Random, document: Document, category: str, name: str, project: str | None = None) -> Planted | None:
    """Make a benefit of another kind of a random one in a form without part one, of another project if need be."""
    if document.kind != "project_targets":
        return None
    row = random.choice([row for row in rows(document) if row.indicator.category in BENEFITS])
    if project:
        document = changed(document, f"{row.owner}.name", project)
    indicator = replace(row.indicator, category=category, name=name, target=PERCENT, description=None)
    return Planted(changed(document, row.path, indicator), (f"{row.path}.name",))


@plants("NAM09")
def _(random: Random, document: Document) -> Planted | None:
    return _moved(random, document, "经济效益指标", random.choice(["服务群众水平", "社会治安状况", "生态环境质量"]))


@plants("NAM10")
def _(random: Random, document: Document) -> Planted | None:
    project = random.choice(["人大代表活动", "纪检监察办案", "民兵征兵训练", "退役军人慰问"])
    return _moved(random, document, "生态效益指标", random.choice(["保护生态平衡", "生态环境改善程度"]), project)


@plants("NAM11")
def _(random: Random, document: Document) -> Planted | None:
    return _named(
        random, document, ("服务对象满意度指标",), "群众满意", "满意度", "服务对象满意率", description="满意度"
    )


@plants("NAM12")
def _(random: Random, document: Document) -> Planted | None:
    if document.kind == "department_targets":
        return None
    return _named(random, document, ("质量指标",), "资金使用合规性", "资金到位率", "财务管理制度健全性")


def _in_a_plan(random: Random, document: Document) -> str | None:
    """The path of a random table of a plan with part one; forms with weights would not add up any more."""
    return f"projects[{random.randrange(len(document.projects))}]" if document.kind == "performance_plan" else None


@plants("NAM13")
def _(random: Random, document: Document) -> Planted | None:
    path = _in_a_plan(random, document)
    if path is None:
        return None
    indicators = document.projects[int(path[9:-1])].indicators
    rate = next(one for one in indicators if one.category == "质量指标")
    more = replace(rate, name=f"{(rate.name or '').removesuffix('率')}情况")
    return Planted(changed(document, f"{path}.indicators", (*indicators, more)), (f"{path}.indicators",))


@plants("NAM14")
def _(random: Random, document: Document) -> Planted | None:
    path = _in_a_plan(random, document)
    if path is None:
        return None
    names = {"数量指标": "任务完成数量", "质量指标": "任务完成质量", "时效指标": "任务完成及时率"}
    kept: dict[str, Indicator] = {}
    for one in document.projects[int(path[9:-1])].indicators:
        category = one.category or ""
        general = replace(one, name=names[category], description=None) if category in names else one
        kept.setdefault(category if category in names else f"{category} {one.name}", general)
    return Planted(changed(document, f"{path}.indicators", tuple(kept.values())), (f"{path}.indicators",))


@plants("NAM15")
def _(random: Random, document: Document) -> Planted | None:
    words = "（含县级统一组织实施并于当年完成验收的全部内容以及上年结转的部分）"
    return plant_row(random, document, of(*OUTPUTS), lambda row: {"name": f"{row.indicator.name}{words}"}, "name")


@plants("NAM16")
def _(random: Random, document: Document) -> Planted | None:
    return _named(random, document, ("社会效益指标",), "沿线村民满意度", "受益群众满意率", target=PERCENT)
