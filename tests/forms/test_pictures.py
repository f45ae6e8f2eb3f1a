"""Every official form, printed from its picture with texts in all of its slots, is read back slot by slot."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest

from jixiao.documents.blocks import Blocks, Paragraph
from jixiao.documents.writing.looks import looks
from jixiao.forms.assemble import assemble
from jixiao.forms.description import Form, forms, with_periods
from jixiao.forms.reader import read_draft
from jixiao.forms.written.labels import asked_in
from jixiao.model import Document
from tests.forms.paper import printed

RECORDS: list[dict[str, str]] = [
    {
        "dimension": "产出指标",
        "category": "数量指标",
        "name": "清理河渠长度",
        "target": "≥12公里",
        "operator": "≥",
        "unit": "公里",
        "description": "清理的河渠总长",
        "basis": "年度计划",
        "actual": "13公里",
        "weight": "20",
        "score": "19",
        "deviation_reason": "雨季停工",
        "remark": "分两批",
        "direction": "正向指标",
        "forecast": "14公里",
        "likelihood.有可能": "√",
        "reason.经费保障": "√",
        "coefficient": "95",
        "core": "是",
        "initial_target": "10",
        "grade.优": "100%",
        "grade.良": "95%",
        "grade.中": "80%",
        "grade.差": "70%",
        "mid.category": "数量指标",
        "mid.name": "三年清理长度",
        "mid.target": "≥50公里",
        "project.unit": "901001-云河县青石镇人民政府",
        "project.name": "河渠清理",
        "project.funds.budget": "20,000.00",
        "project.goals": "清理全部河渠",
    },
    {
        "category": "质量指标",
        "name": "验收合格率",
        "target": "100%",
        "operator": "=",
        "unit": "%",
        "actual": "100%",
        "weight": "30",
        "score": "30",
        "mid.category": "质量指标",
        "mid.name": "三年合格率",
        "mid.target": "98%",
    },
    {
        "dimension": "效益指标",
        "category": "社会效益指标",
        "name": "群众反映",
        "target": "良好",
        "operator": "定性",
        "actual": "达成",
        "weight": "30",
        "score": "30",
    },
    {
        "task.name": "清淤",
        "task.content": "主河道清淤",
        "task.budget": "3.50",
        "task.fiscal": "3.00",
        "task.other": "0.50",
        "task.completion": "全部完成",
        "task.executed": "3.20",
    },
]

TEXTS = {
    "code": "99012825P00QSX0000001",
    "code_and_name": "99012825P00QSX0000001-河渠清理项目",
    "unit": "901001-云河县青石镇人民政府",
    "goals": "1.清理河渠。2.巡查河道。",
}


def slots_of(form: Form) -> dict[str, str]:
    """A text of its own for every slot that stands once."""
    texts: dict[str, str] = {}
    cells = [cell for row in form.rows if not row.repeats for cell in row.cells if cell.slot]
    for number, cell in enumerate(cells, 11):
        slot = cell.slot or ""
        if slot in TEXTS:
            texts[slot] = TEXTS[slot]
        elif slot.endswith("rate") or slot.startswith("plan."):
            texts[slot] = f"{number}%"
        elif slot.startswith("total_"):
            texts[slot] = str(number)
        elif "funds" in slot or (slot.startswith("exec.") and not slot.endswith("reason")):
            texts[slot] = f"{number}.50"
        else:
            texts[slot] = f"第{number}格的文字"
    return texts


def read(form: Form, slots: dict[str, str]) -> Document:
    title = form.titles[0].replace("{name}", "河渠清理")
    table = printed(form, slots, RECORDS)
    return assemble(read_draft(Blocks("docx", (Paragraph(title), Paragraph("（2025年度）"), table))))


def leaves(value: Any) -> list[str]:
    """Every text in a JSON value, and every number of it as the plain decimal."""
    if isinstance(value, dict):
        return [leaf for key, part in value.items() if key != "at" for leaf in leaves(part)]
    if isinstance(value, (list, tuple)):
        return [leaf for part in value for leaf in leaves(part)]
    return [] if value is None else [str(value)]


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_it_reads_every_slot_of_its_own_picture(form: Form) -> None:
    slots = slots_of(form)
    document = read(form, slots)
    assert (document.kind, document.year, document.profile) == (form.kind, 2025, form.profile)
    assert document.unread == ()
    found = leaves(msgspec.to_builtins(document))
    factor = Decimal(10_000 if form.money_unit == "万元" else 1)
    for slot, text in slots.items():
        if slot in TEXTS:
            continue
        amount = "funds" in slot or slot.rpartition(".")[2] in ("initial", "adjusted", "executed", "forecast")
        expected = str(Decimal(text) * factor) if amount else text.rstrip("%")
        assert expected in found, f"{slot}: {text}"


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_it_reads_every_row_of_the_list(form: Form) -> None:
    document = read(form, slots_of(form))
    holder = document.department if form.wide else document.projects[0]
    assert not isinstance(holder, msgspec.UnsetType)
    fields = {field for row in form.rows if row.repeats for cell in row.cells if (field := cell.slot)}
    assert [indicator.name for indicator in holder.indicators] == ["清理河渠长度", "验收合格率", "群众反映"]
    first, second, third = holder.indicators
    if "dimension" in fields:
        levels = [(each.dimension, each.category) for each in (first, second, third)]
        categories = ["数量指标", "质量指标", "社会效益指标"] if "category" in fields else [None] * 3
        assert levels == list(zip(["产出指标", "产出指标", "效益指标"], categories, strict=True))
    if "target" in fields:
        assert first.target and third.target
        assert (first.target.operator, first.target.amount, first.target.unit) == ("≥", Decimal(12), "公里")
        assert (third.target.operator, third.target.amount) == ("定性", None)
    for field, texts in (("actual", ["13公里", "100%", "达成"]), ("weight", [Decimal(20), Decimal(30), Decimal(30)])):
        if field in fields:
            assert [getattr(each, field) for each in holder.indicators] == texts
    if "task.name" in fields and form.wide:
        assert document.department
        assert [task.name for task in document.department.tasks] == ["清淤"]
        assert document.department.tasks[0].budget_yuan == Decimal(35_000)


def test_the_two_halves_of_the_national_form_stay_apart() -> None:
    form = next(form for form in forms() if form.name == "national_project_target")
    project = read(form, slots_of(form)).projects[0]
    assert not isinstance(project.medium_term, msgspec.UnsetType)
    assert [each.name for each in project.medium_term.indicators] == ["三年清理长度", "三年合格率"]
    assert project.medium_term.funds != project.funds


def test_a_ticked_likelihood_is_the_head_of_its_column() -> None:
    form = next(form for form in forms() if form.name == "monitoring")
    document = read(form, slots_of(form))
    first = document.projects[0].indicators[0]
    assert (document.period, first.likelihood, first.forecast) == ("1-7", "有可能", "14公里")
    assert first.details == {"经费保障": "√", "备注": "分两批"}


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_its_picture_keeps_to_one_grid(form: Form) -> None:
    widths = {sum(cell.right - cell.left for cell in row.cells) for row in form.rows if row.cells[0].left == 0}
    edges = {max(cell.right for cell in row.cells) for row in form.rows}
    assert edges <= {42} or max(edges) == 42, (widths, edges)


BREAKS_BADLY = {"指标方向性"}
"""Heads that must do with less room than they want."""


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_no_head_breaks_before_its_last_character(form: Form) -> None:
    page, table = looks().page_landscape if form.landscape else looks().page, looks().table
    character = table.size / 72 * 25.4
    for cell in (cell for row in form.rows for cell in row.cells if cell.slot is None):
        room = (page.text_width * (cell.right - cell.left) / 42 - 2 * table.padding) / character
        words = with_periods(cell.text, {"{period}": "1-7", "{mid.period}": ""})
        if words not in BREAKS_BADLY and room >= 2:
            last = broken(words, room)[-1]
            assert last.startswith("（") or len(last.strip("）：")) != 1 or len(words) == 1, (words, last)


def broken(words: str, room: float) -> list[str]:
    """The lines of a head in a cell that has room for so many characters: no line begins with a closing bracket."""
    lines, width = [""], 0.0
    for number, sign in enumerate(words):
        wide = 1.0 if sign > "~" else 0.5
        following = words[number + 1 : number + 2]
        needed = wide + (1.0 if following in ("）", "：") and following else 0.0)
        if lines[-1] and width + needed > room:
            carried = "（" if lines[-1].endswith("（") else ""
            lines[-1] = lines[-1].removesuffix(carried)
            lines.append(carried)
            width = float(len(carried))
        lines[-1] += sign
        width += wide
    return lines


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_every_cell_asks_for_something_of_its_own(form: Form) -> None:
    asked = [each.words for each in asked_in(form).values()]
    assert all(asked)
    assert len(asked) == len(set(asked))


def test_a_cell_is_asked_for_by_its_block_its_row_and_its_column() -> None:
    form = next(form for form in forms() if form.name == "national_self_evaluation")
    asked = [each.words for each in asked_in(form).values()]
    assert "项目资金（万元）·当年财政拨款·全年执行数" in asked
    assert "年度总体目标·预期目标" in asked
    assert "总分·得分" in asked
