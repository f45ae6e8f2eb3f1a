"""Planters of IND: which indicators there are, and under which level they stand."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from msgspec.structs import replace

from jixiao.model import Document, Indicator, Project
from tests.checks.planting import Planted, changed, plants
from tests.checks.planting.rows import of, plant_row, rows, target

Change = Callable[[tuple[Indicator, ...]], tuple[Indicator, ...]]


def _in_a_table(
    random: Random, document: Document, change: Change, fits: Callable[[Project], bool] = lambda project: True
) -> Planted | None:
    """Change the rows of a random table of a plan with part one; forms with weights would not add up any more."""
    chosen = [i for i, project in enumerate(document.projects) if project.indicators and fits(project)]
    if document.kind != "performance_plan" or not chosen:
        return None
    path = f"projects[{random.choice(chosen)}]"
    indicators = document.projects[int(path[9:-1])].indicators
    return Planted(changed(document, f"{path}.indicators", change(indicators)), (path,))


def _without(*words: str) -> Change:
    """Rows but those of some first or second levels."""
    return lambda indicators: tuple(one for one in indicators if not {one.dimension, one.category} & set(words))


@plants("IND01")
def _(random: Random, document: Document) -> Planted | None:
    return _in_a_table(random, document, _without(random.choice(["产出指标", "效益指标", "满意度指标"])))


@plants("IND02")
def _(random: Random, document: Document) -> Planted | None:
    return _in_a_table(random, document, _without(random.choice(["数量指标", "质量指标"])))


@plants("IND03")
def _(random: Random, document: Document) -> Planted | None:
    planted = _in_a_table(random, document, _without("时效指标"))
    if planted is None:
        return None
    path = planted.subjects[0]
    document = changed(planted.document, f"{path}.goals", ("为村民提供服务，改善生活条件。",))
    document = changed(document, f"{path}.purpose", "用于人工费和材料费")
    return Planted(document, planted.subjects)


@plants("IND04")
def _(random: Random, document: Document) -> Planted | None:
    return _in_a_table(random, document, _without("成本指标"), lambda project: "购置" in (project.name or ""))


@plants("IND05")
def _(random: Random, document: Document) -> Planted | None:
    fault = {"description": "群众的满意程度", "basis": "年度工作要求"}
    planted = plant_row(random, document, of("服务对象满意度指标"), lambda row: fault, "description")
    return None if document.kind == "department_targets" else planted


@plants("IND06")
def _(random: Random, document: Document) -> Planted | None:
    def filled(indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
        first = {one.category: one for one in reversed(indicators)}
        model = first["社会效益指标"]
        for category, name in (
            ("经济效益指标", "促进经济发展"),
            ("生态效益指标", "保护生态平衡"),
            ("可持续影响指标", "推动持续发展"),
        ):
            first.setdefault(
                category, replace(model, category=category, name=name, target=target("≥", "90", "%"), description=None)
            )
        return tuple(first.values())

    return _in_a_table(
        random, document, filled, lambda project: "社会效益指标" in {one.category for one in project.indicators}
    )


@plants("IND07")
def _(random: Random, document: Document) -> Planted | None:
    return _in_a_table(random, document, lambda indicators: (indicators[0], indicators[-2], indicators[-1]))


@plants("IND08")
def _(random: Random, document: Document) -> Planted | None:
    alone = [row for row in rows(document) if row.twin is None]
    if len(alone) < 2:
        return None
    one = random.choice(alone)
    others = [row for row in alone if row.owner == one.owner and row != one]
    if not others:
        return None
    name = random.choice(others).indicator.name
    return Planted(changed(document, f"{one.path}.name", name), (f"{one.path}.name",))


@plants("IND09")
def _(random: Random, document: Document) -> Planted | None:
    label = random.choice(["效果指标", "项目效果指标"])
    fits = of("社会效益指标", "可持续影响指标", "生态效益指标")
    return plant_row(random, document, fits, lambda row: {"dimension_text": label}, "dimension")


@plants("IND10")
def _(random: Random, document: Document) -> Planted | None:
    label = random.choice(["可持续发展指标", "可持续性影响指标"])
    return plant_row(random, document, of("可持续影响指标"), lambda row: {"category_text": label}, "category")


@plants("IND11")
def _(random: Random, document: Document) -> Planted | None:
    if document.kind != "performance_plan":
        return None
    fits = of("数量指标", "质量指标", "时效指标", "成本指标")
    return plant_row(random, document, fits, lambda row: {"dimension": "效益指标"}, "category")


@plants("IND12")
def _(random: Random, document: Document) -> Planted | None:
    if not document.itemized_goals:
        return None
    path = f"itemized_goals[{random.randrange(len(document.itemized_goals))}]"
    told = document.itemized_goals[int(path[15:-1])].indicators
    category = random.choice([one.category for one in told])
    return Planted(
        changed(document, f"{path}.indicators", tuple(one for one in told if one.category != category)), (path,)
    )
