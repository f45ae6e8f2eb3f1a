"""Rows added, moved, deleted, restored and pasted."""

from __future__ import annotations

import msgspec
import pytest
from django.urls import reverse

from jixiao_web.filings import rows
from jixiao_web.filings.errors import RowGone
from jixiao_web.filings.services import filing_begin

LIST = "projects[0].indicators"


def _names(document) -> list[str | None]:
    return [row.name for row in document.projects[0].indicators]


def test_a_row_is_added_with_the_levels_of_the_one_above(as_aili, filing, sheet_of, document_now):
    sheet_of(as_aili, filing).save(f"add:{LIST}:1")
    row = document_now(filing).projects[0].indicators[1]
    assert (row.name, row.dimension, row.category) == (None, "产出指标", "数量指标")


def test_what_was_typed_is_saved_before_a_row_is_added(as_aili, filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, filing)
    sheet.fields[f"{LIST}[0].name"] = "接受服务的老人"
    sheet.save(f"add:{LIST}:1")
    assert _names(document_now(filing))[:2] == ["接受服务的老人", None]


def test_rows_move_and_stop_at_the_ends(as_aili, filing, sheet_of, document_now):
    first, second = _names(document_now(filing))[:2]
    sheet = sheet_of(as_aili, filing)
    sheet.save(f"down:{LIST}:0")
    assert _names(document_now(filing))[:2] == [second, first]
    sheet.save(f"up:{LIST}:0")
    assert _names(document_now(filing))[:2] == [second, first]


def test_a_deleted_row_can_be_put_back(as_aili, filing, sheet_of, document_now):
    before = document_now(filing).projects[0].indicators
    sheet = sheet_of(as_aili, filing)
    sheet.save(f"delete:{LIST}:2")
    assert len(document_now(filing).projects[0].indicators) == len(before) - 1
    assert "restore" in sheet.buttons
    sheet.save("restore")
    assert document_now(filing).projects[0].indicators == before


@pytest.mark.parametrize(("row", "then"), [(2, 2), (6, 5)])
def test_after_a_deletion_one_is_at_the_row_that_took_its_place(as_aili, filing, sheet_of, row, then):
    response = sheet_of(as_aili, filing).save(f"delete:{LIST}:{row}")
    assert response.redirect_chain[-1][0].endswith(f"#r-projects-0-indicators-{then}")


def test_a_deleted_project_can_be_put_back_whole(as_aili, filing, sheet_of, document_now):
    before = document_now(filing).projects
    sheet = sheet_of(as_aili, filing)
    sheet.save("delete:projects:1")
    assert len(document_now(filing).projects) == 5
    sheet.save("restore")
    assert document_now(filing).projects == before


def test_a_project_is_never_without_a_row(as_aili, blank_filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, blank_filing)
    for _ in range(8):
        sheet.save(f"delete:{LIST}:0")
    assert _names(document_now(blank_filing)) == [None]
    sheet.fields[f"{LIST}[0].name"] = "服务老人人数"
    sheet.save()
    assert _names(document_now(blank_filing)) == ["服务老人人数"]


def test_projects_goals_and_safeguards_are_added(as_aili, filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, filing)
    for do in ("add:projects:6", "add:overall_goals:5", "add:safeguards:0"):
        sheet.save(do)
    document = document_now(filing)
    assert (len(document.projects), len(document.overall_goals), len(document.safeguards)) == (7, 6, 5)
    assert [project.ordinal for project in document.projects] == [1, 2, 3, 4, 5, 6, 7]


def test_the_last_project_may_go(as_aili, blank_filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, blank_filing)
    sheet.save("delete:projects:0")
    assert not document_now(blank_filing).projects
    sheet.save("add:projects:0")
    assert len(document_now(blank_filing).projects) == 1


TABLE = (
    "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\r\n"
    "产出指标\t数量指标\t服务老人人数\t登记在册的老人\t≥45人\t老年人台账\r\n"
    '效益指标\t社会效益指标\t独居老人登记率\t"登记人数除以\r\n应登记人数"\t≥95%\t登记表\r\n'
)


def test_rows_of_excel_are_pasted_by_their_head(as_aili, blank_filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, blank_filing)
    sheet.fields[f"paste:{LIST}"] = TABLE
    sheet.save(f"paste:{LIST}:0")
    rows_now = document_now(blank_filing).projects[0].indicators
    assert [row.name for row in rows_now[:2]] == ["服务老人人数", "独居老人登记率"]
    assert rows_now[1].category == "社会效益指标" and rows_now[1].target.amount == 95
    assert len(rows_now) == 6


def test_a_paste_goes_on_beyond_the_last_row(as_aili, blank_filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, blank_filing)
    sheet.fields |= {"pasted": "甲\t描述甲\n乙\t描述乙\n丙\t描述丙", "paste_column": "name"}
    sheet.save(f"paste:{LIST}:5")
    rows_now = document_now(blank_filing).projects[0].indicators
    assert [row.name for row in rows_now] == [None] * 5 + ["甲", "乙", "丙"]
    assert rows_now[7].description == "描述丙"


def test_a_paste_of_nothing_says_so(as_aili, blank_filing, sheet_of):
    assert "没有可以填入的内容" in sheet_of(as_aili, blank_filing).save(f"paste:{LIST}:0").content.decode()


def test_lists_have_an_end(aili, filing):
    with pytest.raises(RowGone):
        rows.row_add(person=aili, filing_id=filing.pk, path=LIST, position=999, shape=0)


def test_a_form_of_five_hundred_rows_is_bounded(as_aili, aili, other_unit, unit, plan, sheet_of, document_now):
    first = plan.projects[0]
    many = tuple(msgspec.structs.replace(first.indicators[n % 7], name=f"指标{n}") for n in range(500))
    projects = (msgspec.structs.replace(first, indicators=many), *plan.projects[1:])
    filing = filing_begin(person=aili, unit=unit, year=2027, document=msgspec.structs.replace(plan, projects=projects))
    sheet = sheet_of(as_aili, filing)
    assert len(sheet.fields) < 200, "a large plan is filled in project by project"
    one = sheet_of(as_aili, filing, "?project=1")
    one.fields[f"{LIST}[499].name"] = "最后一行"
    one.save()
    assert document_now(filing).projects[0].indicators[499].name == "最后一行"
    other = sheet_of(as_aili, filing, "?project=2")
    assert len(other.response.content) < 200_000


def test_of_a_merged_cell_of_excel_every_row_has_the_words(as_aili, blank_filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, blank_filing)
    sheet.fields |= {
        "pasted": "产出指标\t数量指标\t甲\n\t\t乙\n\t时效指标\t丙\n效益指标\t\t丁\n",
        "paste_column": "dimension",
    }
    sheet.save(f"paste:{LIST}:0")
    levels = [(row.dimension, row.category) for row in document_now(blank_filing).projects[0].indicators[:4]]
    assert levels == [
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),
        ("产出指标", "时效指标"),
        ("效益指标", None),
    ]


def _pasting(client, filing, sheet_of, text: str, row: str | None = None):
    sheet = sheet_of(client, filing)
    sheet.fields[f"paste:{LIST}"] = text
    if row is not None:
        sheet.fields[f"paste_row:{LIST}"] = row
    return sheet


def test_the_box_offers_the_first_row_below_everything_filled_in(as_aili, filing, blank_filing, sheet_of, document_now):
    assert sheet_of(as_aili, blank_filing).fields[f"paste_row:{LIST}"] == "1", "rows that hold only levels are free"
    number = len(document_now(filing).projects[0].indicators)
    before = document_now(filing).projects[0].indicators
    sheet = _pasting(as_aili, filing, sheet_of, TABLE)
    assert sheet.fields[f"paste_row:{LIST}"] == str(number + 1)
    sheet.save(f"paste:{LIST}:0")
    rows_now = document_now(filing).projects[0].indicators
    assert rows_now[:number] == before, "nothing is overwritten"
    assert [row.name for row in rows_now[number:]] == ["服务老人人数", "独居老人登记率"]


def test_what_would_be_overwritten_is_told_first(as_aili, filing, sheet_of, document_now):
    before = document_now(filing).projects[0].indicators
    sheet = _pasting(as_aili, filing, sheet_of, TABLE, "２")
    response = sheet.save(f"paste:{LIST}:0")
    assert response.status_code == 409 and document_now(filing).projects[0].indicators == before
    asked = " ".join(sheet.page.xpath("//*[@id='p-0']")[0].text_content().split())
    assert before[1].name in asked and "服务老人人数" in asked and "粘贴会覆盖" in asked
    assert sheet.fields[f"paste:{LIST}"].split() == TABLE.split(), "what was pasted still stands there"
    sheet.save(f"paste_over:{LIST}:0")
    rows_now = document_now(filing).projects[0].indicators
    assert [row.name for row in rows_now[:3]] == [before[0].name, "服务老人人数", "独居老人登记率"]
    assert rows_now[3:] == before[3:]


@pytest.mark.parametrize("row", ["0", "一", "999", "1.5", "-1", "9" * 30])
def test_a_row_that_is_none_is_refused_and_the_text_kept(as_aili, filing, sheet_of, document_now, row):
    before = document_now(filing)
    sheet = _pasting(as_aili, filing, sheet_of, TABLE, row)
    response = sheet.save(f"paste:{LIST}:0")
    assert response.status_code == 409 and "行号应为1到" in sheet.text()
    assert sheet.fields[f"paste_row:{LIST}"] == row and sheet.fields[f"paste:{LIST}"].split() == TABLE.split()
    assert document_now(filing) == before


def test_more_rows_than_a_list_holds_are_not_pasted(as_aili, filing, sheet_of):
    sheet = _pasting(as_aili, filing, sheet_of, "产出指标\t数量指标\t甲\n" * 500)
    assert sheet.save(f"paste:{LIST}:0").status_code == 409 and "超过上限500行" in sheet.text()


def test_a_cell_beyond_all_bounds_is_no_table(as_aili, filing, sheet_of):
    sheet = _pasting(as_aili, filing, sheet_of, "甲" * 140_000)
    assert sheet.save(f"paste:{LIST}:0").status_code == 409 and "没有可以填入的内容" in sheet.text()


def test_what_cannot_be_done_is_told_in_the_language_of_the_page(as_aili, filing, sheet_of):
    as_aili.post(reverse("accounts:language"), {"language": "en"})
    response = _pasting(as_aili, filing, sheet_of, "").save(f"paste:{LIST}:0")
    assert "There is nothing to fill in" in response.content.decode()
