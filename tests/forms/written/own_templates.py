"""A template as a unit makes it from its own 绩效文本, and a document with many projects to fill it with."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

from jixiao.model import (
    Checkpoint,
    Department,
    Document,
    Execution,
    FundPart,
    Funds,
    Indicator,
    OverallGoal,
    Project,
    Safeguard,
    TargetValue,
    Task,
    Unit,
)

ODD = "清理<6>条&河渠“甲”'乙'\"丙\" 㛃🌾"


def plan(projects: int = 3) -> Document:
    """A plan of a town that does not exist."""
    return Document(
        kind="performance_plan",
        year=2026,
        profile="hebei",
        unit=Unit(code="901001", name="云河县青石镇人民政府"),
        overall_goals=(
            OverallGoal(ordinal=1, heading="清理河渠", text="汛前完成6条河渠清淤。"),
            OverallGoal(ordinal=2, heading="养护道路", text="养护村道12公里。"),
        ),
        safeguards=(Safeguard(ordinal=1, text="落实责任到人。"), Safeguard(ordinal=2, text="每季度检查一次。")),
        projects=tuple(project(number) for number in range(1, projects + 1)),
    )


def project(number: int) -> Project:
    rows = (
        ("产出指标", "数量指标", "清淤河渠", "≥", "6", "条"),
        ("产出指标", "数量指标", "养护村道", "≥", "12", "公里"),
        ("产出指标", "时效指标", "完成天数", "≤", "60", "天"),
        ("效益指标", "社会效益指标", "沿岸积水点", "=", "0", "处"),
        ("满意度指标", "服务对象满意度指标", "村民满意度", "≥", "95", "%"),
    )
    return Project(
        ordinal=number,
        code=f"90102826P00{number:010d}",
        name=f"河渠清淤{number}期",
        funds=Funds(budget_yuan=Decimal(10_000 * number) + Decimal("0.50"), fiscal_yuan=Decimal(10_000 * number)),
        purpose=f"用于第{number}期河渠清淤",
        spending_plan=tuple(
            Checkpoint(month=month, cumulative_percent=Decimal(part))
            for month, part in ((3, 25), (6, 50), (10, 80), (12, 100))
        ),
        goals=(f"完成第{number}期清淤。", "保证沿岸不积水。"),
        indicators=tuple(
            Indicator(
                dimension=dimension,
                category=category,
                name=name,
                description=f"本年{name}的数量",
                target=TargetValue(operator=operator, amount=Decimal(amount), unit=unit, text=operator + amount + unit),
                basis="年度工作计划",
            )
            for dimension, category, name, operator, amount, unit in rows
        ),
    )


def evaluation() -> Document:
    """A self-evaluation of a whole department."""
    return Document(
        kind="department_self_evaluation",
        year=2026,
        unit=Unit(name="云河县水务局"),
        department=Department(
            funds=Funds(budget_yuan=Decimal(512_500), parts=(FundPart(label="政府性基金", yuan=Decimal(20_000)),)),
            execution=Execution(rate_percent=Decimal("98.5"), adjusted_yuan=Decimal(512_500)),
            tasks=(Task(name="清淤", content="清理河渠", budget_yuan=Decimal(301_500)), Task(name="护堤")),
            goals=("保证供水。",),
            indicators=project(1).indicators,
            total_score=Decimal("97.5"),
            details={"项目属性": "延续"},
        ),
    )


def hebei_template() -> Any:
    """The 绩效文本 of a unit with places: part one, a list of projects, a table a project."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{单位名称}}"
    section.footer.paragraphs[0].text = "{{年度}}年"
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words in ("{{单位", "名称}", "}{{年度}}年部门", "预算绩效文本"):
        title.add_run(words).bold = True
    for words in (
        "第一部分 部门整体绩效目标",
        "一、总体绩效目标",
        "{{中文序号}}是{{总体绩效目标}}",
        "二、分项绩效目标",
        "{{单位名称}}{{年度}}年年初预算共安排{{项目个数}}个项目，合计{{项目预算合计}}元。",
        "{{分项绩效目标}}",
        "三、工作保障措施",
        "{{序号}}.{{保障措施}}",
        "第二部分 预算项目绩效目标",
        "{{#项目}}",
        "{{序号}}.{{项目名称}}绩效目标表",
        "{{预算单位}}　单位：元",
    ):
        document.add_paragraph(words)
    add_project_table(document)
    document.add_paragraph("{{/项目}}")
    return document


def add_project_table(document: Any) -> Any:
    rows = (
        ("项目编码", "{{项目编码}}", "", "项目名称", "{{项目名称}}", "", ""),
        ("预算规模及资金用途", "预算数", "{{预算数}}", "其中：财政资金", "{{财政资金}}", "其他资金", "{{其他资金}}"),
        ("", "{{资金用途}}", "", "", "", "", ""),
        ("资金支出计划（%）", "3月底", "", "6月底", "10月底", "12月底", ""),
        ("", "{{3月底}}", "", "{{6月底}}", "{{10月底}}", "{{12月底}}", ""),
        ("绩效目标", "{{绩效目标}}", "", "", "", "", ""),
        ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据", ""),
        (
            "{{一级指标（合并）}}",
            "{{二级指标（合并）}}",
            "{{三级指标}}",
            "{{绩效指标描述}}",
            "{{指标值}}",
            "{{指标值确定依据}}",
            "",
        ),
    )
    table = document.add_table(len(rows), 7, style="Table Grid")
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            if word:
                cell.text = word
    joined = (
        (0, 1, 2),
        (0, 4, 6),
        (2, 1, 6),
        (3, 1, 2),
        (3, 5, 6),
        (4, 1, 2),
        (4, 5, 6),
        (5, 1, 6),
        (6, 5, 6),
        (7, 5, 6),
    )
    for row_number, first, last in joined:
        table.cell(row_number, first).merge(table.cell(row_number, last))
    for start, end in ((1, 2), (3, 4)):
        table.cell(start, 0).merge(table.cell(end, 0))
    return table
