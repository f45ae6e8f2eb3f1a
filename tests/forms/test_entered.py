"""Cells that a person fills in, put into the model."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from jixiao.documents.writing.paper import Grid
from jixiao.forms.description import Form, forms
from jixiao.forms.entered import Entered, enter, with_row, with_row_moved, without_row
from jixiao.forms.written.papers import form_paper
from jixiao.model import Department, Document, Execution, FundPart, Funds, Indicator, Project, TargetValue, Unit
from jixiao.model.content import content_of
from tests.forms.written.documents import documents

PLAN = Document(
    kind="performance_plan",
    year=2025,
    unit=Unit(code="901001", name="云河县青石镇人民政府"),
    projects=(
        Project(
            ordinal=1,
            name="河渠清淤",
            funds=Funds(budget_yuan=Decimal(20000)),
            goals=("清淤。",),
            indicators=(Indicator(dimension="产出指标", category="数量指标", name="清淤河渠"),),
        ),
    ),
)


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_every_empty_cell_has_a_path_of_its_own(form: Form) -> None:
    paper = form_paper(msgspec.structs.replace(PLAN, department=Department()), form, marks=True)
    boxes = [box for item in paper.items() if isinstance(item, Grid) for box in item.boxes]
    amounts = [box.entry.path for box in boxes if box.entry and ".parts" in box.entry.path]
    assert len(amounts) == len(set(amounts))


def test_a_row_of_money_is_made_when_it_is_filled_in_and_goes_when_it_is_emptied() -> None:
    path = "projects[0].funds.parts[?label=上年结转资金].yuan"
    document = put(path, "2.5", "万元")
    assert document.projects[0].funds.parts == (FundPart(label="上年结转资金", yuan=Decimal(25000)),)
    again, refused = enter(document, [Entered(path, "3", "万元")])
    assert (refused, again.projects[0].funds.parts) == ((), (FundPart(label="上年结转资金", yuan=Decimal(30000)),))
    emptied, _ = enter(again, [Entered("projects[0].funds.parts[0].yuan", "")])
    assert emptied == PLAN
    assert put("projects[0].execution.parts[?label=其他资金].initial_yuan", "").projects[0].execution == Execution()


def put(path: str, text: str, money_unit: str = "元") -> Document:
    document, refused = enter(PLAN, [Entered(path, text, money_unit)])
    assert refused == ()
    return document


def test_amounts_are_read_in_the_forms_money_unit() -> None:
    assert put("projects[0].funds.budget_yuan", "3.5", "万元").projects[0].funds.budget_yuan == Decimal(35000)
    assert put("projects[0].funds.fiscal_yuan", "20,000.00").projects[0].funds.fiscal_yuan == Decimal(20000)


def test_an_empty_cell_takes_its_value_away_and_a_mark_is_empty() -> None:
    assert put("projects[0].funds.budget_yuan", " ").projects[0].funds.budget_yuan is None
    assert put("projects[0].name", "待填").projects[0].name is None
    assert put("projects[0].goals", "").projects[0].goals == ()


def test_targets_and_goals_are_taken_apart() -> None:
    target = put("projects[0].indicators[0].target", "≥6条").projects[0].indicators[0].target
    assert target == TargetValue(operator="≥", amount=Decimal(6), unit="条", text="≥6条")
    assert put("projects[0].goals", "1.清淤。\n2.巡河。").projects[0].goals == ("清淤。", "巡河。")


def test_a_checkpoint_that_is_not_there_yet_is_put_in_its_place() -> None:
    first = put("projects[0].spending_plan[?month=6].cumulative_percent", "50%")
    second, _ = enter(first, [Entered("projects[0].spending_plan[?month=3].cumulative_percent", "25")])
    assert [(point.month, point.cumulative_percent) for point in second.projects[0].spending_plan] == [
        (3, Decimal(25)),
        (6, Decimal(50)),
    ]


def test_details_and_blocks_that_are_not_there_yet_are_made() -> None:
    details = put("projects[0].details.项目期", "一年").projects[0].details
    assert details == {"项目期": "一年"}
    execution = put("projects[0].execution.executed_yuan", "100").projects[0].execution
    assert execution and execution.executed_yuan == Decimal(100)


def test_a_point_of_the_spending_plan_is_emptied_and_filled_in_again() -> None:
    path = "projects[0].spending_plan[?month=3].cumulative_percent"
    filled, _ = enter(PLAN, [Entered(path, "20%")])
    emptied, refused = enter(filled, [Entered(path, "")])
    assert refused == () and [each.cumulative_percent for each in emptied.projects[0].spending_plan] == [None]
    assert enter(emptied, [Entered(path, "20%")])[0] == filled


def test_levels_take_their_standard_words() -> None:
    indicator = put("projects[0].indicators[0].dimension", "效果指标").projects[0].indicators[0]
    assert (indicator.dimension, indicator.dimension_text) == ("效益指标", "效果指标")
    again, _ = enter(
        put("projects[0].indicators[0].dimension", "效果指标"),
        [Entered("projects[0].indicators[0].dimension", "效益指标")],
    )
    assert again.projects[0].indicators[0].dimension_text is UNSET


@pytest.mark.parametrize(
    ("path", "words", "reason"),
    [
        ("projects[0].funds.budget_yuan", "两万左右", "amount"),
        ("projects[0].funds.budget_yuan", "12.345", "fen"),
        ("projects[0].spending_plan[?month=3].cumulative_percent", "很多", "percent"),
        ("projects[0].indicators[0].weight", "十几分", "points"),
        ("projects[0].indicators[0].core", "也许", "choice"),
    ],
)
def test_what_is_no_value_of_its_kind_is_refused_and_the_value_stays(path: str, words: str, reason: str) -> None:
    document, refused = enter(PLAN, [Entered(path, words)])
    assert [(each.path, each.reason) for each in refused] == [(path, reason)]
    assert words in str(refused[0])
    assert document.projects[0].funds == PLAN.projects[0].funds


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("projects[0].funds.budget_yuan", "9" * 40),
        ("projects[0].funds.budget_yuan", "-" + "9" * 27),
        ("projects[0].spending_plan[?month=3].cumulative_percent", "0." + "1" * 50),
        ("projects[0].indicators[0].target", f"≥{'9' * 40}人"),
        ("projects[0].indicators[0].target", f"5-{'9' * 40}"),
    ],
)
def test_a_number_beyond_all_bounds_is_refused_in_short(path: str, words: str) -> None:
    document, (refused,) = enter(PLAN, [Entered(path, words)])
    assert (refused.reason, refused.words) == ("digits", words) and len(str(refused)) < 80
    assert document.projects[0].funds == PLAN.projects[0].funds
    assert document.projects[0].indicators == PLAN.projects[0].indicators


@pytest.mark.parametrize("path", ["projects[7].name", "projects[0]", "nothing.at[0].all"])
def test_a_path_that_leads_nowhere_is_an_error(path: str) -> None:
    with pytest.raises((LookupError, TypeError)):
        enter(PLAN, [Entered(path, "甲")])


def test_rows_come_go_and_move() -> None:
    more = with_row(PLAN, "projects[0].indicators", 1)
    named, _ = enter(more, [Entered("projects[0].indicators[1].name", "巡河次数")])
    moved = with_row_moved(named, "projects[0].indicators", 1, 0)
    assert [each.name for each in moved.projects[0].indicators] == ["巡河次数", "清淤河渠"]
    assert [each.name for each in without_row(moved, "projects[0].indicators", 0).projects[0].indicators] == [
        "清淤河渠"
    ]
    two = with_row(PLAN, "projects", 0)
    assert [each.ordinal for each in two.projects] == [1, 2]
    assert with_row(PLAN, "safeguards", 0).safeguards[0].text == ""


@pytest.mark.parametrize(
    "form", [form for form in forms() if form.kind == "project_targets"], ids=lambda form: form.name
)
@given(data=st.data())
@settings(derandomize=True, deadline=None, max_examples=8)
def test_what_the_cells_of_a_form_show_entered_again_changes_nothing(form: Form, data: st.DataObject) -> None:
    document = data.draw(documents(form))
    cells = [box for grid in form_paper(document, form).items() if isinstance(grid, Grid) for box in grid.boxes]
    entries = [
        Entered(box.entry.path, box.entry.text, form.money_unit)
        for box in cells
        if box.entry and box.entry.path and ".target." not in box.entry.path and box.entry.text
    ]
    again, refused = enter(document, entries)
    assert refused == ()
    parted = any(box.entry and ".target." in box.entry.path for box in cells)
    if not parted:
        assert content_of(again) == content_of(document)
