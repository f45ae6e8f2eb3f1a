"""What a form cannot hold: refused with what and where, or written with marks that no reader takes for values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from jixiao import api
from jixiao.documents.writing import bytes_of
from jixiao.documents.writing.paper import Grid, Line
from jixiao.forms.assemble import assemble
from jixiao.forms.description import Form, forms
from jixiao.forms.reader import read_draft
from jixiao.forms.written.blocks import blocks_of
from jixiao.forms.written.gaps import MARK, FormRefused
from jixiao.forms.written.papers import form_paper
from jixiao.forms.written.writing import form_names, left_out, paper_of
from jixiao.model import Department, Document, Indicator, Project
from jixiao.model.content import content_of, leaves
from tests.forms.written.bare import LEVELS, bare, form_named, full_project, plan, told_plan


def refused(document: Document, name: str) -> FormRefused:
    with pytest.raises(FormRefused) as caught:
        paper_of(document, name)
    return caught.value


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_every_wanted_cell_is_named_in_the_words_of_the_form(form: Form) -> None:
    error = refused(bare(form), form.name)
    printed = "".join(cell.text for row in form.rows for cell in row.cells)
    for gap in error.gaps:
        assert gap.path
        assert all(word in printed for word in gap.label.split("·") if not word.startswith(("第", "监控期间"))), gap
    assert {gap.reason for gap in error.gaps} == {"missing"}


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_marks_are_visible_and_read_back_as_nothing(form: Form) -> None:
    document = bare(form)
    paper = form_paper(document, form, marks=True)
    boxes = [box for item in paper.items() if isinstance(item, Grid) for box in item.boxes]
    assert all(MARK in box.text for box in boxes if box.missing)
    assert {box.entry.path for box in boxes if box.missing and box.entry} == {
        gap.path for gap in refused(document, form.name).gaps if gap.path not in ("period", "year")
    }
    read = assemble(read_draft(blocks_of(paper)))
    expected, found = dict(leaves(content_of(document))), dict(leaves(content_of(read)))
    for path, _ in left_out(document, paper):
        expected.pop(path)
    assert found == expected
    assert {each.text for each in read.unread} == {MARK}


@pytest.mark.parametrize("form", [each for each in forms() if "row.score" in each.required], ids=lambda form: form.name)
@pytest.mark.parametrize(("actual", "wanted"), [("不适用", False), ("95%", True)])
def test_a_row_that_does_not_apply_wants_no_score(form: Form, actual: str, wanted: bool) -> None:
    document = bare(form)
    for each in ("department", "projects"):
        whole = getattr(document, each)
        if isinstance(whole, Department):
            rows = tuple(replace(row, actual=actual) for row in whole.indicators)
            document = replace(document, department=replace(whole, indicators=rows))
        elif each == "projects" and whole:
            rows = tuple(replace(row, actual=actual) for row in whole[0].indicators)
            document = replace(document, projects=(replace(whole[0], indicators=rows), *whole[1:]))
    paths = {gap.path for gap in refused(document, form.name).gaps}
    assert any(path.endswith("indicators[0].score") for path in paths) is wanted


def test_a_mark_is_found_by_the_check_of_placeholders() -> None:
    document = bare(form_named("annual_project_target"))
    data = bytes_of(form_paper(document, form_named("annual_project_target"), marks=True), "docx").data
    report = api.Checker().check_bytes(data, "表.docx").report
    assert any(finding.rule == "STR11" for finding in report.findings)


def test_a_plan_on_a_self_evaluation_says_what_is_missing_once_for_all_projects() -> None:
    lines = str(refused(plan(30), "national_self_evaluation")).splitlines()
    assert len(lines) < 12
    assert lines[1] == (
        "  项目资金（万元）·年度资金总额·全年预算数（projects[0].execution.adjusted_yuan）："
        "缺少必填内容，共30处：第1、2、3、4、5、6、7、8、9、10个项目等"
    )


def test_some_projects_are_told_by_their_numbers_and_some_rows_by_theirs() -> None:
    whole = plan(9)
    projects = [replace(each, goals=()) if each.ordinal in (3, 7, 9) else each for each in whole.projects]
    projects[0] = replace(
        projects[0], indicators=tuple(replace(each, target=None) for each in projects[0].indicators[:2])
    )
    lines = str(refused(replace(whole, projects=tuple(projects)), "hebei_project_target")).splitlines()[1:]
    assert lines == [
        "  指标值（projects[0].indicators[0].target）：缺少必填内容，共2处：第1、2行",
        "  绩效目标（projects[2].goals）：缺少必填内容，共3处：第3、7、9个项目",
    ]


def test_a_project_without_indicators_is_refused_or_gets_an_empty_row() -> None:
    document = replace(plan(), projects=(replace(full_project(), indicators=()),))
    assert [gap.reason for gap in refused(document, "hebei_project_target").gaps][:1] == ["no_rows"]
    paper = form_paper(document, form_named("hebei_project_target"), marks=True)
    read = assemble(read_draft(blocks_of(paper)))
    assert read.projects[0].indicators == ()


def test_a_text_that_is_too_long_is_refused_or_remarked_on_and_kept_whole() -> None:
    form = form_named("sichuan_self_evaluation")
    long = "完成清理。" * 21
    document = replace(bare(form), projects=(Project(ordinal=1, name="河渠清理", outcome=long),))
    gaps = [gap for gap in refused(document, form.name).gaps if gap.reason == "too_long"]
    assert [(gap.path, gap.longest) for gap in gaps] == [("projects[0].outcome", 100)]
    items = list(form_paper(document, form, marks=True).items())
    assert any(long == box.text for item in items if isinstance(item, Grid) for box in item.boxes)
    assert any("内容超过100字" in item.text and item.missing for item in items if isinstance(item, Line))


def test_a_province_that_nobody_knows_is_refused() -> None:
    assert [gap.reason for gap in refused(replace(told_plan(), profile="atlantis"), "hebei_plan").gaps] == [
        "unknown_profile"
    ]


def test_a_plan_without_goals_or_safeguards_is_refused_and_marked() -> None:
    document = plan()
    assert [(gap.label, gap.path) for gap in refused(document, "hebei_plan").gaps] == [
        ("总体绩效目标", "overall_goals"),
        ("工作保障措施", "safeguards"),
    ]
    paper = paper_of(document, "hebei_plan", marks=True)
    assert [item.text for item in paper.items() if isinstance(item, Line) and item.missing] == [MARK, MARK]
    read = assemble(read_draft(blocks_of(paper)))
    assert (read.overall_goals, read.safeguards) == ((), ())
    assert MARK not in [passage.text for passage in read.passages or ()]
    assert [each.text for each in read.unread] == [MARK, MARK]


def test_the_total_of_a_form_that_is_not_filled_in_is_no_score() -> None:
    """The points stand beside a score that is still wanted; and no total is told of points that are not all there."""
    form = form_named("national_self_evaluation")
    rows = tuple(Indicator(name=f"清淤{number}公里", weight=Decimal(30)) for number in range(2))
    document = replace(bare(form), projects=(Project(ordinal=1, name="清淤", indicators=rows),))
    read = assemble(read_draft(blocks_of(form_paper(document, form, marks=True))))
    assert (read.projects[0].total_score, read.projects[0].details) == (None, {"分值合计": "60"})
    rows = (*rows, Indicator(name="清淤合格率"))
    document = replace(bare(form), projects=(Project(ordinal=1, name="清淤", indicators=rows),))
    read = assemble(read_draft(blocks_of(form_paper(document, form, marks=True))))
    assert (read.projects[0].total_score, read.projects[0].details) == (None, UNSET)


def test_a_form_of_the_whole_department_wants_a_part_about_it() -> None:
    assert [gap.path for gap in refused(plan(), "department_target").gaps] == ["department"]
    document = Document(kind="department_targets", year=2025, department=Department())
    assert [gap.path for gap in refused(document, "national_project_target").gaps] == ["projects"]


@pytest.mark.parametrize("name", form_names())
def test_with_marks_nothing_is_refused_but_a_document_that_says_nothing(name: str) -> None:
    for document in (plan(), replace(plan(), year=None, projects=()), replace(plan(), profile="atlantis")):
        assert list(paper_of(document, name, marks=True).items())
    with pytest.raises(FormRefused):
        paper_of(Document(), name, marks=True)


def test_a_marked_plan_asks_for_the_year_and_the_unit() -> None:
    document = replace(plan(), year=None, unit=replace(plan().unit, name=None, code=None))
    paths = [gap.path for gap in refused(document, "hebei_plan").gaps]
    assert paths[:2] == ["unit.name", "year"]
    paper = paper_of(document, "hebei_plan", marks=True)
    cover = [item for item in paper.sections[0].items if isinstance(item, Line)]
    assert [line.text for line in cover if line.missing] == ["（待填单位名称）", "（待填年度）"]
    assert LEVELS[0][2] in str(paper)
