"""The self-evaluation of a whole department on its form with points: written, read back to the same numbers, scored."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from jixiao import api
from jixiao.forms.values import parse_target
from jixiao.model import Department, Document, Execution, ExecutionRow, Indicator, Task, Unit

ROWS = (
    ("产出指标", "数量指标", "维修里程", "≥10公里", "9.5公里", "25", "23.75", "征地推迟，余下0.5公里明年三月完成"),
    ("产出指标", "质量指标", "验收合格率", "≥95%", "96%", "25", "25", None),
    ("效益指标", "社会效益指标", "出行条件", "明显改善", "明显改善", "30", "28", "部分路段未通车"),
    ("满意度指标", "服务对象满意度指标", "村民满意度", "≥90%", "92%", "10", "10", None),
)


def money(label: str, initial: str, adjusted: str, executed: str, rate: str) -> ExecutionRow:
    return ExecutionRow(
        label=label,
        initial_yuan=Decimal(initial),
        adjusted_yuan=Decimal(adjusted),
        executed_yuan=Decimal(executed),
        rate_percent=Decimal(rate),
    )


@pytest.fixture
def document() -> Document:
    rows = tuple(
        Indicator(
            dimension=first, category=second, name=name, target=parse_target(target)[0], actual=actual,
            weight=Decimal(weight), score=Decimal(score), deviation_reason=reason,
        )
        for first, second, name, target, actual, weight, score, reason in ROWS
    )  # fmt: skip
    department = Department(
        execution=Execution(
            initial_yuan=Decimal(1_200_000), adjusted_yuan=Decimal("1250000.50"), executed_yuan=Decimal("1125000.45"),
            rate_percent=Decimal(90), weight=Decimal(10), score=Decimal(9),
            parts=(
                money("基本支出", "800000", "800000", "800000", "100"),
                money("项目支出", "400000", "450000.50", "325000.45", "72.22"),
            ),
        ),
        tasks=(
            Task(name="道路维修", content="维修道路10公里", completion="完成9.5公里", budget_yuan=Decimal(400_000),
                 executed_yuan=Decimal(300_000)),
            Task(name="河渠清理", content="清理河渠", completion="已完成", budget_yuan=Decimal("50000.50"),
                 executed_yuan=Decimal("25000.45")),
        ),
        goals=("改善出行条件。", "整治人居环境。"),
        outcome="目标基本完成。",
        indicators=rows,
        total_score=Decimal("95.75"),
    )  # fmt: skip
    unit = Unit(code="471012", name="云河县青石镇人民政府本级")
    return Document(kind="department_self_evaluation", year=2025, unit=unit, department=department)


def bare(department: Department) -> Department:
    """Without places, and without what only the paper says."""
    from jixiao.model import Place

    return replace(
        department,
        at=Place(),
        details=Department().details,
        tasks=tuple(replace(task, at=Place()) for task in department.tasks),
        indicators=tuple(replace(row, at=Place()) for row in department.indicators),
    )


def test_money_and_points_choose_the_form_with_points(document: Document) -> None:
    assert api.form_of(document) == "scored_department_self_evaluation"
    assert isinstance(document.department, Department)
    without = replace(document, department=replace(document.department, execution=None))
    assert api.form_of(without) == "department_self_evaluation"


@pytest.mark.parametrize("file_format", ["docx", "pdf", "xlsx", "html", "txt"])
def test_it_reads_back_to_the_same_numbers(document: Document, file_format: str) -> None:
    written = api.write(document, file_format)
    assert (written.left_out, written.missing) == ((), 0)
    back = api.read_bytes(written.data, f"自评表.{file_format}")
    assert (back.kind, back.year, back.unread) == ("department_self_evaluation", 2025, ())
    assert isinstance(back.department, Department)
    assert bare(back.department) == document.department


def test_it_is_scored_as_by_hand(document: Document) -> None:
    (told,) = api.score(document).evaluations
    assert told.execution is not None
    assert told.execution.ours == 9
    assert [row.ours for row in told.rows] == [Decimal("23.75"), 25, None, 10]
    assert (told.added.ours, told.total.ours, told.weights.paper, told.grade.ours) == (
        Decimal("95.75"), Decimal("95.75"), 100, "优"
    )  # fmt: skip
