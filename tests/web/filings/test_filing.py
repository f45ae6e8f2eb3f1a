"""A filing's page, its moves, its files, its story and what comes back from a workbook."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jixiao import api
from jixiao_web.filings.models import Filing
from jixiao_web.filings.services import CellEdit, draft_save, filing_move


def _url(name: str, filing, *more: str) -> str:
    return reverse(f"filings:{name}", args=[filing.pk, *more])


def _move(client, filing, move: str, seen: str, reason: str = ""):
    return client.post(_url("move", filing), {"move": move, "seen": seen, "reason": reason})


def test_it_goes_from_the_draft_to_the_public(as_aili, as_baihe_unit, as_baihe, filing):
    assert _move(as_aili, filing, "submit", "draft").status_code == 302
    assert _move(as_baihe_unit, filing, "pass", "unit_review").status_code == 302
    assert _move(as_baihe, filing, "approve", "finance_review").status_code in (302, 422), "a grade may be wanted first"


def test_buttons_are_those_of_the_person_and_the_state(as_aili, as_baihe_unit, filing):
    assert 'value="submit"' in as_aili.get(_url("filing", filing)).content.decode()
    assert 'name="move"' not in as_baihe_unit.get(_url("filing", filing)).content.decode()
    _move(as_aili, filing, "submit", "draft")
    page = as_baihe_unit.get(_url("filing", filing)).content.decode()
    assert 'value="pass"' in page and 'value="return_in_unit"' in page


def test_nothing_goes_back_without_a_reason(as_aili, as_baihe_unit, filing):
    _move(as_aili, filing, "submit", "draft")
    response = _move(as_baihe_unit, filing, "return_in_unit", "unit_review", "  ")
    assert response.status_code == 422 and "请写明退回理由" in response.content.decode()
    _move(as_baihe_unit, filing, "return_in_unit", "unit_review", "指标值要测算")
    assert "指标值要测算" in as_aili.get(_url("filing", filing)).content.decode()


def test_a_move_from_a_state_that_is_over_is_refused(as_aili, filing):
    _move(as_aili, filing, "submit", "draft")
    response = _move(as_aili, filing, "submit", "draft")
    assert response.status_code == 409 and "状态已经变化" in response.content.decode()


def test_a_move_that_is_none_is_not_found(as_aili, filing):
    assert _move(as_aili, filing, "burn", "draft").status_code == 404


def test_the_page_shows_the_form_as_paper_and_what_was_found(as_aili, filing):
    page = as_aili.get(_url("filing", filing)).content.decode()
    assert "第一部分" in page and "老年人日间照料站运转" in page and "同义反复" in page
    assert "style=" not in page and "<script>" not in page


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf", "html", "json"])
def test_every_form_comes_as_an_attachment_with_a_safe_name(as_aili, filing, kind):
    response = as_aili.get(_url("file", filing, kind))
    assert response.status_code == 200 and len(response.content) > 1000
    assert response["Content-Disposition"].startswith("attachment") and f".{kind}" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_what_comes_down_reads_back_the_same(as_aili, filing, document_now):
    back = api.read_bytes(as_aili.get(_url("file", filing, "docx")).content, "back.docx")
    assert [project.name for project in back.projects] == [project.name for project in document_now(filing).projects]


def test_a_revision_comes_down_as_it_was(as_aili, aili, filing):
    draft_save(
        person=aili,
        filing_id=filing.pk,
        edits=[CellEdit("projects[0].name", "新名称", "老年人日间照料站运转")],
        money_unit="元",
    )
    old = as_aili.get(_url("file", filing, "json"), {"revision": "1"}).content.decode()
    new = as_aili.get(_url("file", filing, "json")).content.decode()
    assert "新名称" not in old and "新名称" in new


@pytest.mark.parametrize(
    ("kind", "query"),
    [("exe", {}), ("docx", {"revision": "99"}), ("docx", {"revision": "x"}), ("docx", {"form": "../x"})],
)
def test_files_that_are_not_there_are_not_found(as_aili, filing, kind, query):
    assert as_aili.get(_url("file", filing, kind), query).status_code == 404


def test_the_story_tells_revisions_with_their_hashes_and_the_log(as_aili, aili, filing):
    filing_move(person=aili, filing_id=filing.pk, move="submit", seen="draft")
    page = as_aili.get(_url("story", filing)).content.decode()
    assert "由文件建立" in page and "送单位审核" in page
    assert "<td>爱丽</td>" in page and "<td>aili</td>" not in page, "people know names, not accounts"
    assert all(revision.sha256 in page for revision in filing.revisions.all())


def test_two_revisions_are_compared_by_meaning(as_aili, aili, filing, sheet_of):
    sheet = sheet_of(as_aili, filing)
    sheet.save("down:projects:0")
    sheet.fields["projects[1].funds.budget_yuan"] = "61000"
    sheet.save()
    page = as_aili.get(_url("compare", filing), {"from": "1"}).content.decode()
    assert "2 处不同" in page and "60,000.00" in page and "61,000.00" in page
    assert "移到第" in page, "a project that moved is not taken away and added"


def test_a_workbook_comes_back_as_a_diff_first(as_aili, filing, document_now):
    data = _with_cell(
        as_aili.get(_url("file", filing, "xlsx")).content, "老年人日间照料站运转", "老年人日间照料中心运转"
    )
    response = as_aili.post(_url("workbook", filing), {"file": SimpleUploadedFile("back.xlsx", data)})
    page = response.content.decode()
    assert response.status_code == 200 and "老年人日间照料中心运转" in page
    assert document_now(filing).projects[0].name == "老年人日间照料站运转", "nothing is taken before it was seen"
    fields = {key: _hidden(page, key) for key in ("sealed", "version", "name")}
    assert as_aili.post(_url("workbook", filing), fields).status_code == 302
    assert document_now(filing).projects[0].name == "老年人日间照料中心运转"
    assert Filing.objects.get(pk=filing.pk).revisions.count() == 3
    assert "状态已经变化" in as_aili.post(_url("workbook", filing), fields, follow=True).content.decode()


def test_what_of_a_workbook_does_not_go_in_is_told(as_aili, filing):
    whole = as_aili.get(_url("file", filing, "xlsx")).content

    def send(data: bytes) -> str:
        return as_aili.post(_url("workbook", filing), {"file": SimpleUploadedFile("back.xlsx", data)}).text

    assert "没有读懂" not in send(whole) and "文件写的" not in send(whole)
    book = openpyxl.load_workbook(io.BytesIO(whole))
    sheet = next(sheet for sheet in book if sheet.title.startswith("1."))
    money = next(cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, float))
    money.value = "约5万"
    out = io.BytesIO()
    book.save(out)
    page = send(out.getvalue())
    assert "没有读懂，不会并入" in page and "约5万" in page
    money.value = "待填"  # what the form itself prints where nothing is entered
    book.save(out := io.BytesIO())
    assert "没有读懂" not in send(out.getvalue())
    other = send(_with_cell(whole, filing.unit.name, "云河县雾岭乡人民政府"))
    assert "文件写的单位是“云河县雾岭乡人民政府”" in other


def test_a_workbook_that_was_tampered_with_on_the_way_is_refused(as_aili, filing, document_now):
    before = document_now(filing)
    as_aili.post(_url("workbook", filing), {"sealed": "forged", "version": "1", "name": "x"})
    assert document_now(filing) == before


def test_a_page_has_few_queries_however_large_the_plan(as_aili, filing, django_assert_max_num_queries):
    for name in ("filing", "edit", "story"):
        with django_assert_max_num_queries(12):
            as_aili.get(_url(name, filing))


def _with_cell(workbook: bytes, before: str, after: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            new.writestr(item, old.read(item).replace(before.encode(), after.encode()))
    return out.getvalue()


def _hidden(page: str, name: str) -> str:
    import lxml.html

    return lxml.html.fromstring(page).xpath(f"//input[@name='{name}']")[0].get("value")
