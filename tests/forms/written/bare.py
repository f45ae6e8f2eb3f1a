"""A small plan about a town that does not exist, and projects that lack everything but their name."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from jixiao.forms.description import Form, forms
from jixiao.forms.values import parse_target
from jixiao.model import (
    Checkpoint,
    Department,
    Document,
    Funds,
    Indicator,
    OverallGoal,
    Project,
    Safeguard,
    Unit,
)

UNIT = Unit(code="901001", name="云河县青石镇人民政府")
LEVELS = (
    ("产出指标", "数量指标", "清理河渠长度", "≥12公里"),
    ("产出指标", "数量指标", "修补护岸处数", "=4处"),
    ("产出指标", "时效指标", "清理完成时间", "5月31日前"),
    ("效益指标", "社会效益指标", "受益村数", "≥9个"),
)


def form_named(name: str) -> Form:
    """A form by its name."""
    return next(form for form in forms() if form.name == name)


def full_project(number: int = 1) -> Project:
    """A project as a plan of Hebei has it."""
    return Project(
        ordinal=number,
        code=f"99012825P00QSX000000{number % 10}",
        name=f"河渠清理{number}",
        funds=Funds(budget_yuan=Decimal("86000.00"), fiscal_yuan=Decimal("80000.00"), other_yuan=Decimal("6000.00")),
        purpose="用于清理三条河渠。",
        spending_plan=tuple(
            Checkpoint(month=month, cumulative_percent=Decimal(percent))
            for month, percent in ((3, 25), (6, 50), (10, 80), (12, 100))
        ),
        goals=("汛前完成清理。",),
        indicators=tuple(
            Indicator(
                dimension=dimension,
                category=category,
                name=name,
                target=parse_target(target)[0],
                description="经验收的数量",
                basis="年度计划",
            )
            for dimension, category, name, target in LEVELS
        ),
    )


def plan(projects: int = 1) -> Document:
    """A plan of Hebei with some projects, its narrative left out."""
    return Document(
        kind="performance_plan",
        year=2025,
        profile="hebei",
        unit=UNIT,
        projects=tuple(full_project(number) for number in range(1, projects + 1)),
    )


def told_plan() -> Document:
    """A plan of Hebei with the narrative that only people can write, in a few words."""
    return replace(
        plan(),
        overall_goals=(OverallGoal(ordinal=1, heading="保障机关运转", text=""),),
        safeguards=(Safeguard(ordinal=1, text="每季度通报进度。"),),
    )


def bare(form: Form) -> Document:
    """A document for a form that says who and when, and of indicators their names, and nothing else."""
    rows = tuple(
        Indicator(dimension=dimension, category=category, name=name) for dimension, category, name, _ in LEVELS
    )
    return Document(
        kind=form.kind,
        year=2025,
        profile=form.profile,
        unit=UNIT,
        projects=() if form.wide else (Project(ordinal=1, name="河渠清理", indicators=rows),),
        **({"department": Department(indicators=rows)} if form.wide else {}),
    )
