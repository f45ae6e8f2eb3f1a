"""A monitoring report on the pages of filings: the official form, of which only the unit's own words are filled in."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jixiao import api
from jixiao.model import Place, Unread
from jixiao_web.filings.cells import cells_of, in_yuan
from jixiao_web.filings.errors import RowsFixed
from jixiao_web.filings.merging import merged
from jixiao_web.filings.models import Filing
from jixiao_web.filings.rows import row_add
from jixiao_web.filings.store import document_of

ROW = "projects[0].indicators[0]"


def test_it_is_begun_from_the_plan_and_the_books(approved, pay, open_round):
    pay("03-15", 1_234_567)
    pay("08-02", 99)  # after the period
    report = open_round().begun[0]
    document = document_of(report)
    own, planned = document.projects[0], document_of(approved).projects[0]
    assert document.kind == "monitoring_report" and document.period == "1-7"
    assert [each.name for each in own.indicators] == [each.name for each in planned.indicators]
    assert own.execution.executed_yuan == Decimal("12345.67")
    assert own.execution.initial_yuan == planned.funds.budget_yuan
    assert own.execution.forecast_yuan >= Decimal("12345.67")
    assert all(each.actual is None for each in own.indicators), "what was done is for people to state"


def test_only_its_own_words_are_filled_in(report):
    cells = cells_of(document_of(report))
    ends = {path.rpartition("].")[2].split(".")[0] for path in cells if ".indicators[" in path}
    assert ends == {"actual", "forecast", "likelihood", "deviation_reason", "details"}
    assert "projects[0].execution.forecast_yuan" in cells
    assert not any(
        path.endswith(("executed_yuan", ".name", ".goals", ".target")) and ".parts" not in path for path in cells
    )
    assert not any(path.startswith(("passages", "overall_goals", "safeguards")) for path in cells)


def test_the_likelihood_is_one_choice_of_three(report, fill_in):
    cell = cells_of(document_of(report))[f"{ROW}.likelihood"]
    assert cell.choices == ("确定能", "有可能", "完全不可能") and cell.text == ""
    fill_in(report, {f"{ROW}.likelihood": "有可能", f"{ROW}.details.人员保障": "√"})
    document = document_of(Filing.objects.get(pk=report.pk))
    assert document.projects[0].indicators[0].likelihood == "有可能"
    assert cells_of(document)[f"{ROW}.likelihood"].text == "有可能"
    assert cells_of(document)[f"{ROW}.details.人员保障"].text == "√"


@pytest.mark.parametrize("money_unit", ["元", "万元"])
def test_amounts_are_exact_to_the_fen_in_either_unit(as_aili, aili, report, sheet_of, money_unit):
    aili.user.money_unit = money_unit
    aili.user.save()
    sheet = sheet_of(as_aili, report)
    path = "projects[0].execution.forecast_yuan"
    sheet.fields[path] = "12345.67" if money_unit == "元" else "1.234567"
    sheet.save()
    assert document_of(Filing.objects.get(pk=report.pk)).projects[0].execution.forecast_yuan == Decimal("12345.67")
    assert sheet.fields[path] == ("12345.67" if money_unit == "元" else "1.234567")
    assert f"项目资金（{money_unit}）" in sheet.text()


def test_the_form_is_in_wan_and_pages_reckon_in_yuan():
    assert [in_yuan(words, "万元") for words in ("12.345678", "0.000001", "1,234.5", "x")] == [
        "123456.78", "0.01", "12345000.00", "x",
    ]  # fmt: skip


def test_locked_cells_are_refused_by_the_server(report, fill_in):
    saved = fill_in(report, {"projects[0].execution.executed_yuan": "1", f"{ROW}.target": "≥1"})
    assert len(saved.conflicts) == 2
    assert document_of(Filing.objects.get(pk=report.pk)) == document_of(report)


def test_rows_are_neither_added_nor_deleted(aili, as_aili, report, sheet_of):
    with pytest.raises(RowsFixed):
        row_add(person=aili, filing_id=report.pk, path="projects[0].indicators", position=0, shape=0)
    sheet = sheet_of(as_aili, report)
    assert not [each for each in sheet.buttons if each.partition(":")[0] in ("add", "up", "down", "delete", "paste")]
    assert "总体绩效目标" not in sheet.text() and "工作保障措施" not in sheet.text()


def test_every_page_names_it_by_kind_and_months(as_aili, as_baihe, report):
    for client, name in ((as_aili, "filings:filing"), (as_aili, "filings:edit"), (as_baihe, "review:filing")):
        text = client.get(reverse(name, args=[report.pk])).content.decode()
        assert "1—7月绩效运行监控" in text.replace("1—7月 绩效", "1—7月绩效"), name
        assert "申请目标调整" not in text, name
    for name in ("filings:inbox", "filings:list"):
        assert "1—7月 绩效运行监控" in as_aili.get(reverse(name)).content.decode()
    assert as_aili.get(reverse("filings:story", args=[report.pk])).status_code == 200


def test_its_downloads_are_the_forms_of_its_kind(as_aili, report):
    page = as_aili.get(reverse("filings:filing", args=[report.pk])).content.decode()
    assert "form=monitoring" in page and "form=hebei_plan" not in page
    for kind in ("docx", "xlsx", "html", "json"):
        assert as_aili.get(reverse("filings:file", args=[report.pk, kind]) + "?form=monitoring").status_code == 200
    assert as_aili.get(reverse("filings:file", args=[report.pk, "docx"]) + "?form=hebei_plan").status_code == 404


def test_the_workbook_filled_in_offline_comes_back(as_aili, report, fill_in):
    """Only the cells that people fill in are taken from it: a changed target or execution is not."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    document = document_of(report)
    changed, refused = api.enter(
        document,
        [
            api_cell(f"{ROW}.actual", "已完成3个"),
            api_cell(f"{ROW}.likelihood", "有可能"),
            api_cell(f"{ROW}.target", "≥1个"),
            api_cell("projects[0].execution.executed_yuan", "999"),
        ],
    )
    assert not refused
    data = api.write(changed, "xlsx", api.WriteOptions(marks=True)).data
    address = reverse("filings:workbook", args=[report.pk])
    page = as_aili.post(address, {"file": SimpleUploadedFile("a.xlsx", data)})
    assert page.status_code == 200 and "已完成3个" in page.content.decode()
    as_aili.post(address, {"sealed": page.context["sealed"], "version": "1", "name": "a.xlsx"})
    after = document_of(Filing.objects.get(pk=report.pk))
    row = after.projects[0].indicators[0]
    assert (row.actual, row.likelihood, row.target) == (
        "已完成3个",
        "有可能",
        document.projects[0].indicators[0].target,
    )
    assert after.projects[0].execution == document.projects[0].execution


def test_a_value_that_no_cell_takes_is_told_and_not_passed_over(report):
    now = document_of(report)
    back, _ = api.enter(now, [api_cell(f"{ROW}.actual", "已完成3个")])
    unread = (Unread(at=Place(page=1, quote="约5万"), reason="no_value", text="约5万"),)
    made = merged(now, msgspec.structs.replace(back, unread=unread))
    assert made.document.projects[0].indicators[0].actual == "已完成3个"
    assert len(made.lost) == 1 and "约5万" in made.lost[0]


def test_another_kind_of_file_is_refused(as_aili, report, sample_bytes):
    from django.core.files.uploadedfile import SimpleUploadedFile

    address = reverse("filings:workbook", args=[report.pk])
    page = as_aili.post(address, {"file": SimpleUploadedFile("plan.docx", sample_bytes)})
    assert page.status_code == 422 and "不是这一种表" in page.content.decode()


def test_a_stranger_sees_nothing(as_chali, report):
    for name in ("filings:filing", "filings:edit"):
        assert as_chali.get(reverse(name, args=[report.pk])).status_code == 404
    assert as_chali.get(reverse("monitoring:report", args=[report.pk])).status_code == 404


def api_cell(path: str, text: str):
    from jixiao.forms.entered import Entered

    return Entered(path, text, "元")


def test_an_empty_file_is_told_as_empty(as_aili, report):
    address = reverse("monitoring:attach", args=[report.pk])
    sent = {"path": "projects[0].indicators[0]", "file": SimpleUploadedFile("空.pdf", b"")}
    assert "文件是空的" in as_aili.post(address, sent, follow=True).content.decode()
    assert "请选择一个文件" in as_aili.post(address, {"path": sent["path"]}, follow=True).content.decode()
