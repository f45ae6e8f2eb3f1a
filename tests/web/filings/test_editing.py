"""Filling in the official form without scripts, and cell by cell; findings beside the cells; two people at once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from jixiao_web.audit.log import faults
from jixiao_web.audit.models import Entry
from jixiao_web.filings.services import filing_move

PURPOSE = "projects[0].purpose"
BUDGET = "projects[0].funds.budget_yuan"


def test_it_saves_without_scripts(as_aili, filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, filing)
    sheet.fields[PURPOSE] = "用于水电和午餐补贴"
    sheet.fields[BUDGET] = "61,000"
    sheet.fields["projects[0].spending_plan[?month=3].cumulative_percent"] = "30"
    response = sheet.save()
    project = document_now(filing).projects[0]
    assert (project.purpose, project.funds.budget_yuan) == ("用于水电和午餐补贴", 61000)
    assert project.spending_plan[0].cumulative_percent == 30
    assert "已保存" in response.content.decode()


def test_a_save_that_changes_nothing_leaves_the_draft_as_it_is(as_aili, filing, sheet_of):
    sheet_of(as_aili, filing).save()
    was, entries = filing.draft, Entry.objects.count()
    filing.refresh_from_db()
    assert (filing.draft, filing.draft_version, Entry.objects.count()) == (was, 1, entries)


def test_a_blank_form_is_filled_in_from_the_first_cell_on(as_aili, blank_filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, blank_filing)
    for path, words in {
        "overall_goals[0].heading": "办好养老服务",
        "overall_goals[0].text": "照料站全年开放。",
        "safeguards[0].text": "每季度听取一次汇报。",
        "projects[0].name": "老年人日间照料站运转",
        BUDGET: "60000",
        "projects[0].spending_plan[?month=12].cumulative_percent": "100%",
        "projects[0].indicators[0].name": "服务老人人数",
        "projects[0].indicators[0].target": "≥45人",
        "projects[0].indicators[1].dimension": "效益指标",
    }.items():
        sheet.fields[path] = words
    assert sheet.save().status_code == 200
    document = document_now(blank_filing)
    assert document.overall_goals[0].heading == "办好养老服务"
    assert document.projects[0].indicators[0].target.amount == 45
    assert document.projects[0].indicators[1].dimension == "效益指标"
    assert [point.month for point in document.projects[0].spending_plan] == [12]


def test_words_that_are_no_value_are_told_at_their_cell_and_the_rest_is_saved(as_aili, filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, filing)
    sheet.fields[BUDGET] = "六万左右"
    sheet.fields[PURPOSE] = "用于水电"
    response = sheet.save()
    assert response.status_code == 409 and "未保存" in sheet.text()
    assert sheet.fields[BUDGET] == "六万左右", "what was typed is still there"
    assert (document_now(filing).projects[0].purpose, document_now(filing).projects[0].funds.budget_yuan) == (
        "用于水电",
        60000,
    )


def test_findings_stand_beside_the_very_cell(as_aili, filing, sheet_of):
    sheet = sheet_of(as_aili, filing)
    holder = sheet.page.get_element_by_id("n-projects-5-indicators-0-dimension")
    assert "百分比不能反映提供了多少产品或者服务" in holder.text_content()
    assert "财预〔2021〕101号" in holder.text_content()
    cell = sheet.page.get_element_by_id("c-projects-5-indicators-0-target")
    assert cell.get("aria-invalid") == "true"


def test_a_proposal_is_taken_over_by_a_button(as_aili, filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, filing)
    take = "take:VAL03:projects[0].indicators[1].target"
    assert take in sheet.buttons
    sheet.save(take)
    assert document_now(filing).projects[0].indicators[1].target.text == "=100%"
    assert take not in sheet.buttons


def test_two_people_at_different_cells_lose_nothing(as_aili, filing, sheet_of, document_now):
    one, other = sheet_of(as_aili, filing), sheet_of(as_aili, filing)
    one.fields[PURPOSE], other.fields[BUDGET] = "用于水电", "70000"
    assert one.save().status_code == other.save().status_code == 200
    project = document_now(filing).projects[0]
    assert (project.purpose, project.funds.budget_yuan) == ("用于水电", 70000)


def test_the_second_at_the_same_cell_sees_what_changed_and_keeps_it(as_aili, filing, sheet_of, document_now):
    one, other = sheet_of(as_aili, filing), sheet_of(as_aili, filing)
    one.fields[PURPOSE], other.fields[PURPOSE] = "用于水电", "用于午餐"
    one.save()
    assert other.save().status_code == 409
    assert "他人已改" in other.text() and "用于水电" in other.text() and "用于午餐" in other.text()
    assert document_now(filing).projects[0].purpose == "用于水电"
    assert other.save().status_code == 200
    assert document_now(filing).projects[0].purpose == "用于水电"


def test_the_second_at_the_same_cell_may_choose_the_own_words(as_aili, filing, sheet_of, document_now):
    one, other = sheet_of(as_aili, filing), sheet_of(as_aili, filing)
    one.fields[PURPOSE], other.fields[PURPOSE] = "用于水电", "用于午餐"
    one.save()
    other.save()
    other.save(f"mine:{PURPOSE}")
    assert document_now(filing).projects[0].purpose == "用于午餐"


def test_cells_are_found_again_after_somebody_added_a_row_above(as_aili, filing, sheet_of, document_now):
    other = sheet_of(as_aili, filing)
    sheet_of(as_aili, filing).save("add:projects[0].indicators:0")
    other.fields["projects[0].indicators[0].name"] = "接受服务的老人"
    assert other.save().status_code == 200
    rows = document_now(filing).projects[0].indicators
    assert (rows[0].name, rows[1].name) == (None, "接受服务的老人")


def test_words_for_a_row_that_somebody_deleted_are_shown_and_not_lost(as_aili, filing, sheet_of):
    other = sheet_of(as_aili, filing)
    sheet_of(as_aili, filing).save("delete:projects[0].indicators:0")
    other.fields["projects[0].indicators[0].name"] = "接受服务的老人"
    assert other.save().status_code == 409
    assert "接受服务的老人" in other.text() and "已被他人删除" in other.text()


def test_an_autosave_answers_with_findings_now(as_aili, filing, document_now):
    path = "projects[5].indicators[0].target"
    sent = {"shape": "0", path: "≥12件", f"was:{path}": ">90百分比"}
    response = as_aili.post(reverse("filings:cells", args=[filing.pk]), sent, headers={"HX-Request": "true"})
    assert response.status_code == 200 and "已保存" in response.content.decode()
    assert f'data-stands="{path}" value="≥12件"' in response.content.decode()
    assert "百分比不能反映提供了多少产品或者服务" not in response.content.decode()
    assert document_now(filing).projects[5].indicators[0].target.amount == 12


def test_an_autosave_after_rows_moved_says_so(as_aili, filing, sheet_of):
    sheet_of(as_aili, filing).save("add:projects:0")
    sent = {
        "shape": "0",
        PURPOSE: "用于水电",
        f"was:{PURPOSE}": filing.draft and "用于日间照料站水电、午餐补贴和保洁人员劳务",
    }
    answer = as_aili.post(reverse("filings:cells", args=[filing.pk]), sent).content.decode()
    assert "data-moved" in answer and f'data-stands="{PURPOSE}" value="用于水电"' in answer


def test_a_repeated_autosave_has_no_second_effect(as_aili, filing):
    sent = {"shape": "0", PURPOSE: "用于水电", f"was:{PURPOSE}": "用于日间照料站水电、午餐补贴和保洁人员劳务"}
    for _ in range(2):
        as_aili.post(reverse("filings:cells", args=[filing.pk]), sent)
    filing.refresh_from_db()
    assert filing.draft_version == 2 and Entry.objects.filter(action="saved").count() == 1


def test_what_was_handed_in_is_not_filled_in(as_aili, aili, filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, filing)
    filing_move(person=aili, filing_id=filing.pk, move="submit", seen="draft")
    sheet.fields[PURPOSE] = "用于水电"
    assert "状态已经变化" in sheet.save().content.decode()
    assert as_aili.post(reverse("filings:cells", args=[filing.pk]), sheet.fields).status_code == 409
    assert document_now(filing).projects[0].purpose != "用于水电"


def test_every_save_is_in_the_log_and_the_log_holds(as_aili, filing, sheet_of, county):
    sheet = sheet_of(as_aili, filing)
    sheet.fields[PURPOSE] = "用于水电"
    sheet.save()
    sheet.save("add:projects[0].indicators:1")
    assert [entry.action for entry in Entry.objects.all()] == ["imported", "saved", "row_added"]
    assert not list(faults(county.code))


@pytest.mark.parametrize(
    "do", ["add:nothing:1", "delete:projects[99].indicators:0", "up:unit:0", "take:VAL03:unit", "?"]
)
def test_forged_buttons_break_nothing(as_aili, filing, sheet_of, do):
    assert sheet_of(as_aili, filing).save(do).status_code == 200


def test_forged_cells_are_left_alone(as_aili, filing, document_now):
    forged = {
        "shape": "0",
        "unit": "别的单位",
        "was:unit": "",
        "year": "1999",
        "was:year": "",
        "projects[99].name": "x",
        "was:projects[99].name": "",
    }
    as_aili.post(reverse("filings:edit", args=[filing.pk]), forged | {"do": "save"})
    document = document_now(filing)
    assert (document.unit.code, document.year, len(document.projects)) == ("471012", 2025, 6)


def test_what_people_write_is_never_markup(as_aili, filing, sheet_of):
    sheet = sheet_of(as_aili, filing)
    sheet.fields[PURPOSE] = '"><script>alert(1)</script>'
    sheet.save()
    for name in ("edit", "filing", "story"):
        assert b"<script>alert" not in as_aili.get(reverse(f"filings:{name}", args=[filing.pk])).content


@pytest.mark.parametrize("words", ["9" * 40, "9" * 27, "0." + "1" * 50])
def test_a_number_beyond_all_bounds_is_told_at_its_cell(as_aili, filing, sheet_of, document_now, words):
    before = document_now(filing)
    sheet = sheet_of(as_aili, filing)
    sheet.fields["projects[0].funds.budget_yuan"] = words
    assert sheet.save().status_code == 409 and "位数太多" in sheet.text()
    assert document_now(filing) == before


def test_every_cell_can_be_emptied(as_aili, filing, sheet_of):
    sheet = sheet_of(as_aili, filing)
    cells = [name for name in sheet.fields if f"was:{name}" in sheet.fields]
    sheet.fields |= dict.fromkeys(cells, "")
    assert sheet.save().status_code in (200, 409), "a sentence of part one may have to stay"
    again = sheet_of(as_aili, filing)
    assert not again.fields["projects[0].spending_plan[?month=3].cumulative_percent"]
    assert as_aili.get(reverse("filings:filing", args=[filing.pk])).status_code == 200
    for kind in ("docx", "xlsx"):
        assert as_aili.get(reverse("filings:file", args=[filing.pk, kind])).status_code in (200, 302)
