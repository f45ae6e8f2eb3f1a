"""The pages of goals and commitments as people use them."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jixiao_web.accounts.models import Unit
from jixiao_web.commitments.models import Commitment, Record
from jixiao_web.common.proofs import kind_of

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def _send(client, commitment, **more):
    data = {"key": str(uuid.uuid4()), "day": "2025-03-03", "words": "排查12起"} | more
    return client.post(f"/commitments/{commitment.pk}/record/", data)


def test_the_unit_sees_its_commitments_and_what_is_late(as_aili, commitment):
    Commitment.objects.filter(pk=commitment.pk).update(due_on=date(2025, 2, 28))
    content = as_aili.get("/commitments/").content.decode()
    assert "每月一次矛盾大排查" in content and "逾期" in content and "频次待定" in content
    late = as_aili.get("/commitments/?only=late").content.decode()
    assert "矛盾大排查" in late and "项目调度会" not in late


def test_it_offers_the_heads_that_the_plan_lacks(as_aili, commitment):
    assert "宣传培训调研" in as_aili.get("/commitments/").content.decode()


def test_a_stranger_sees_nothing(as_chali, commitment, goal):
    for page in ("/commitments/", "/commitments/goals/"):
        content = as_chali.get(page).content.decode()
        assert "矛盾" not in content and "青石" not in content
    assert as_chali.get(f"/commitments/{commitment.pk}/").status_code == 404
    assert as_chali.get(f"/commitments/goals/{goal.pk}/").status_code == 404


def test_finance_sees_which_units_are_late_and_may_not_record(as_baihe, commitment, other_unit):
    Commitment.objects.filter(pk=commitment.pk).update(due_on=date(2025, 2, 28))
    other = Commitment.objects.get(pk=commitment.pk)
    other.pk, other.unit = uuid.uuid4(), other_unit
    other.due_on = None
    other.save(force_insert=True)
    content = as_baihe.get("/commitments/").content.decode()
    assert "各单位落实情况" in content and "鹤汀镇" in content
    assert "登记落实情况" not in as_baihe.get(f"/commitments/{commitment.pk}/").content.decode()
    assert _send(as_baihe, commitment).status_code == 403


def test_a_proof_is_given_back_only_as_a_file(as_aili, as_chali, commitment):
    file = SimpleUploadedFile("现场.html", PNG, content_type="text/html")
    assert _send(as_aili, commitment, proof=file).status_code == 302
    record = Record.objects.get()
    assert (record.file_kind, record.file_name) == ("png", "现场.html")
    response = as_aili.get(f"/commitments/record/{record.pk}/proof/")
    assert response.content == PNG and response["Content-Type"] == "image/png"
    assert response["Content-Disposition"].startswith("attachment") and ".png" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff" and "sandbox" in response["Content-Security-Policy"]
    assert as_chali.get(f"/commitments/record/{record.pk}/proof/").status_code == 404


@pytest.mark.parametrize(
    "data", [b"<html><script>", b"MZ\x90\0", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"PK\x03\x04x"]
)
def test_it_refuses_a_proof_of_another_kind(as_aili, commitment, data):
    assert kind_of(data) is None
    response = _send(as_aili, commitment, proof=SimpleUploadedFile("a.pdf", data))
    assert response.status_code == 422 and not Record.objects.exists()


def test_it_refuses_a_proof_that_is_too_large(as_aili, commitment, settings):
    settings.UPLOAD_BYTES = 10
    assert _send(as_aili, commitment, proof=SimpleUploadedFile("a.png", PNG)).status_code == 422


def test_a_record_is_deleted_and_put_back(as_aili, commitment):
    _send(as_aili, commitment)
    record = Record.objects.get()
    as_aili.post(f"/commitments/record/{record.pk}/delete/", {"deleted": "yes"})
    assert "撤销删除" in as_aili.get(f"/commitments/{commitment.pk}/").content.decode()
    as_aili.post(f"/commitments/record/{record.pk}/delete/", {"deleted": "no"})
    assert Record.objects.get().deleted_at is None


def test_the_rhythm_is_confirmed_on_the_page(as_aili, commitment):
    data = {
        "version": commitment.version,
        "rhythm": "months",
        "times": 1,
        "months": "7月、10月",
        "starts_on": "2025-01-01",
    }
    assert as_aili.post(f"/commitments/{commitment.pk}/change/", data).status_code == 302
    kept = Commitment.objects.get(pk=commitment.pk)
    assert (kept.months, kept.due_on) == ("7,10", date(2025, 7, 31))
    assert as_aili.post(f"/commitments/{commitment.pk}/change/", data).status_code == 422


def test_nothing_is_called_kept_that_was_never_done(as_aili, commitment):
    Commitment.objects.filter(pk=commitment.pk).update(due_on=None, rhythm="months", months="7")
    assert "本年度已无期限" in as_aili.get("/commitments/").text
    Commitment.objects.filter(pk=commitment.pk).update(records_count=1)
    assert "全年已落实" in as_aili.get("/commitments/").text


def test_a_person_is_named_as_responsible_on_the_page(as_aili, aili, commitment):
    data = {"version": commitment.version, "rhythm": "quarter", "times": 1, "starts_on": "2025-01-01"}
    assert as_aili.post(f"/commitments/{commitment.pk}/change/", data | {"owner": str(aili.user.pk)}).status_code == 302
    assert Commitment.objects.get(pk=commitment.pk).owner == aili.user


def test_a_goal_is_noted_and_linked(as_aili, goal):
    page = f"/commitments/goals/{goal.pk}/"
    note = {"key": str(uuid.uuid4()), "day": "2025-07-01", "percent": "55", "words": "按计划推进"}
    assert as_aili.post(f"{page}note/", note).status_code == 302
    assert as_aili.post(f"{page}links/", {"do": "add", "target": "1"}).status_code == 302
    content = as_aili.get(page).content.decode()
    assert "55%" in content and "取消对应" in content
    assert as_aili.post(f"{page}links/", {"do": "bogus"}).status_code == 404
    assert as_aili.post(f"{page}links/", {"do": "confirmed:proposed", "link": "x"}).status_code == 404


def test_the_edit_page_offers_what_the_plan_lacks(as_aili, aili, unit, promising):
    from jixiao_web.filings.services import filing_begin

    filing = filing_begin(person=aili, unit=unit, year=2026, document=promising)
    assert "加强宣传培训调研" in as_aili.get(f"/filings/{filing.pk}/edit/").content.decode()


@pytest.mark.parametrize("page", ["/commitments/", "/commitments/goals/"])
def test_a_list_asks_no_more_for_more_rows(as_baihe, approved, goal, commitment, page):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert as_baihe.get(page).status_code == 200
        return len(queries)

    asked()
    few = asked()
    for number in range(20):
        unit = Unit.objects.create(county_code=goal.county_code, code=f"48{number:04}", name=f"第{number}所")
        for row in (goal, commitment):
            row.pk, row.unit = uuid.uuid4(), unit
            row.save(force_insert=True)
    assert asked() == few <= 12
