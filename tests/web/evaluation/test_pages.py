"""The pages of evaluation: what each person sees, what the buttons do, how many queries a page takes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jixiao_web.accounts.models import Unit
from jixiao_web.evaluation.models import Appraisal, Recheck, Rectification, Result, Sample
from jixiao_web.evaluation.opening import evaluation_begin
from jixiao_web.evaluation.rectifying import Problem, rectification_issue
from jixiao_web.filings.models import Filing
from jixiao_web.filings.services import filing_begin, filing_move

from .conftest import ACTUALS, LINES

ROW = "projects[0].indicators[{}]"


def _text(response) -> str:
    assert response.status_code == 200, response.content.decode()[:500]
    return response.content.decode()


def test_the_unit_begins_its_own_from_the_list(as_aili, plan_approved):
    assert "绩效自评还没有建立" in _text(as_aili.get("/evaluation/"))
    response = as_aili.post(f"/evaluation/begin/{plan_approved.pk}/")
    filing = Filing.objects.get(plan=plan_approved)
    assert response.url == f"/filings/{filing.pk}/edit/"
    assert "计分核对" in _text(as_aili.get(response.url))


def test_finance_begins_it_for_all(as_baihe, plan_approved):
    page = as_baihe.post("/evaluation/open/", {"year": "2025"}, follow=True)
    assert "已为1个单位建立绩效自评" in _text(page)
    assert "道路维修" in _text(page)


def test_the_page_of_marks_tells_the_working_and_what_is_wrong(as_aili, evaluation, enter):
    enter(evaluation, {f"{ROW.format(at)}.actual": actual for at, actual in enumerate(ACTUALS)})
    page = _text(as_aili.get(f"/evaluation/marks/{evaluation.pk}/"))
    assert "9.5 ÷ 10 × 25 = 23.75" in page
    assert "没有填写得分" in page
    assert 'name="points:projects[0].indicators[2]"' in page


def test_the_button_fills_in_and_asks_for_reasons(as_aili, evaluation, enter):
    enter(evaluation, {f"{ROW.format(at)}.actual": actual for at, actual in enumerate(ACTUALS)})
    address = f"/evaluation/marks/{evaluation.pk}/"
    page = _text(as_aili.post(address, {"do": "fill", f"points:{ROW.format(2)}": "28"}, follow=True))
    assert "95.75" in page
    assert "得分低于分值，请写明偏差原因和改进措施" in page
    reasons = {f"reason:{ROW.format(at)}": "征地推迟，明年三月完成" for at in (0, 2)}
    page = _text(as_aili.post(address, {"do": "save", **reasons}, follow=True))
    assert "各项得分都符合计分规则" in page


def test_a_choice_that_the_rules_do_not_allow_is_told(as_aili, evaluation, enter):
    enter(evaluation, {f"{ROW.format(2)}.actual": "明显改善"})
    address = f"/evaluation/marks/{evaluation.pk}/"
    page = _text(as_aili.post(address, {"do": "save", f"points:{ROW.format(2)}": "20"}, follow=True))
    assert "这些得分没有写入：出行条件 20（可在" in page
    assert "没有需要写入的内容" not in page
    page = _text(as_aili.post(address, {"do": "save", f"points:{ROW.format(2)}": "28"}, follow=True))
    assert "这些得分没有写入" not in page


def test_handing_in_what_does_not_stand_is_told_on_the_page(as_aili, evaluation):
    response = as_aili.post(f"/filings/{evaluation.pk}/move/", {"move": "submit", "seen": "draft"})
    assert response.status_code == 422
    assert "道路维修·维修里程：没有填写实际完成值" in response.content.decode()


def test_a_stranger_sees_nothing(as_chali, handed_in, aili):
    for page in ("marks", "recheck"):
        assert as_chali.get(f"/evaluation/{page}/{handed_in.pk}/").status_code == 404
    assert "道路维修" not in _text(as_chali.get("/evaluation/?year=2025"))
    assert as_chali.get("/evaluation/samples/").status_code == 403


def test_a_recheck_is_told_on_every_page(as_baihe, as_aili, handed_in):
    address = f"/evaluation/recheck/{handed_in.pk}/"
    assert "还没有复核意见" in _text(as_aili.get(address))
    sent = {"do": "tell", "version": "0", "opinion": "请补充问卷", f"points:{ROW.format(2)}": "24"}
    refused = as_baihe.post(address, sent)
    assert refused.status_code == 422
    assert "请写明理由" in refused.content.decode()
    assert 'value="24"' in refused.content.decode()
    _text(as_baihe.post(address, sent | {f"reason:{ROW.format(2)}": "没有问卷"}, follow=True))
    assert "91.75" in _text(as_aili.get(address))
    assert "91.75" in _text(as_aili.get("/evaluation/?year=2025"))
    assert "91.75" in _text(as_aili.get(f"/filings/{handed_in.pk}/"))
    assert "91.75" in _text(as_baihe.get(f"/review/{handed_in.pk}/"))


def test_a_wide_gap_is_to_be_explained_by_who_made_it_until_it_is(as_baihe, as_aili, handed_in):
    address, wanted = f"/evaluation/recheck/{handed_in.pk}/", "复核与自评相差较大"
    sent = {"do": "tell", "version": "0", f"points:{ROW.format(2)}": "10", f"reason:{ROW.format(2)}": "没有问卷"}
    assert wanted in _text(as_baihe.post(address, sent, follow=True))
    assert wanted not in _text(as_aili.get(address))
    sent |= {"version": "1", "opinion": "没有问卷，无法证明"}
    assert wanted not in _text(as_baihe.post(address, sent, follow=True))


def test_corrective_action_through_the_pages(as_baihe, as_aili, handed_in):
    issue = f"/evaluation/rectifications/issue/{handed_in.pk}/"
    page = _text(as_baihe.get(issue, {"path": ROW.format(0)}))
    assert "维修里程" in page
    assert re.search(r'<input type="date" name="due" value="\d{4}-\d\d-\d\d"', page)  # browsers read no other order
    sent = {
        "path": ROW.format(0),
        "problem": "里程不足",
        "demand": "补足",
        "due": "2025-12-01",
        "responsible": "赵所长",
    }
    refused = as_baihe.post(issue, sent)
    assert refused.status_code == 422 and "完成期限不能早于今天" in refused.content.decode()
    as_baihe.post(issue, sent | {"due": "2030-12-01"})
    found = Rectification.objects.get()
    assert (found.project, found.path, found.key) == ("道路维修", ROW.format(0), "道路维修")
    Rectification.objects.update(due=date(2025, 12, 1))
    assert "逾期" in _text(as_baihe.get(f"/evaluation/rectifications/{found.pk}/"))
    assert "1 件整改已经逾期" in _text(as_aili.get("/evaluation/rectifications/"))
    move = f"/evaluation/rectifications/{found.pk}/move/"
    files = [SimpleUploadedFile("验收单.pdf", b"%PDF-1.7 x")]
    page = as_aili.post(move, {"move": "report", "seen": "issued", "text": "已补足", "files": files}, follow=True)
    assert "验收单.pdf" in _text(page)
    proof = found.proofs.get()
    got = as_baihe.get(f"/evaluation/proofs/{proof.pk}/")
    assert got.content == b"%PDF-1.7 x"
    assert got["Content-Disposition"].startswith("attachment")
    assert "核实通过" in _text(as_baihe.post(move, {"move": "verify", "seen": "reported", "text": ""}, follow=True))


def test_the_notice_is_a_word_file(as_aili, baihe, handed_in):
    told = Problem("里程没有完成", "补足0.5公里", date(2026, 3, 31), "赵所长", "道路维修", "道路维修")
    made = rectification_issue(person=baihe, unit=handed_in.unit, year=2025, told=told, filing=handed_in)
    response = as_aili.get(f"/evaluation/rectifications/{made.pk}/notice.docx")
    with zipfile.ZipFile(io.BytesIO(response.content)) as file:
        words = file.read("word/document.xml").decode()
    assert "整改通知" in words
    assert "补足0.5公里" in words
    assert "2026年3月31日" in words
    assert "云河县财政局" in words


def test_the_next_plan_begins_with_last_years_result(as_aili, handed_in, baihe):
    told = Problem("里程没有完成", "补足", date(2026, 3, 31), "", "道路维修", "道路维修")
    rectification_issue(person=baihe, unit=handed_in.unit, year=2025, told=told, filing=handed_in)
    page = _text(as_aili.get("/filings/start/"))
    assert "2025年自评结果" in page
    assert "95.75" in page
    assert "下年预算予以支持" in page
    assert "整改未办结" in page


def test_an_appraisal_through_the_pages(as_baihe, as_aili, unit, handed_in):
    sent = {"unit": str(unit.pk), "year": "2025", "kind": "finance", "project": "道路维修", "institution": "事务所"}
    _text(as_baihe.post("/evaluation/appraisals/", sent, follow=True))
    found = Appraisal.objects.get()
    address = f"/evaluation/appraisals/{found.pk}/"
    assert as_aili.get(address).status_code == 404
    lines = {
        "dimension": ["决策", "产出", "效益"], "name": ["立项", "里程", "出行"], "weight": ["40", "30", "30"],
        "points": ["35", "28", "27"], "note": ["", "", ""],
    }  # fmt: skip
    _text(as_baihe.post(address, {"do": "tell", "version": "1", "conclusion": "较好", **lines}, follow=True))
    assert "90" in _text(as_aili.get(address))
    assert f'href="{address}"' in _text(as_aili.get("/filings/start/"))
    _text(as_baihe.post(address, {"do": "save", "version": "2", "conclusion": "较好", **lines}, follow=True))
    assert f'href="{address}"' not in _text(as_aili.get("/filings/start/"))


def test_a_sample_through_the_pages(as_baihe, as_auditor, handed_in):
    page = as_baihe.post("/evaluation/samples/", {"year": "2025", "wanted": "3", "seed": "a"}, follow=True)
    assert "没有佐证材料" in _text(page)
    assert "道路维修" in _text(as_auditor.get(f"/evaluation/samples/{Sample.objects.get().pk}/"))


@pytest.fixture
def many(person_of, baihe, rows, today):
    """Makes units with an approved plan and a self-evaluation, re-checked and with corrective action."""

    def make(first: int, last: int) -> None:
        for number in range(first, last):
            unit = Unit.objects.create(county_code="990128", code=f"48{number:04}", name=f"第{number}所")
            filler = person_of(f"filler{number}", "填报人", "filler", unit)
            reviewer = person_of(f"reviewer{number}", "审核人", "unit_reviewer", unit)
            plan = filing_begin(person=filler, unit=unit, year=2025, document=rows(LINES))
            for person, move, seen in (
                (filler, "submit", "draft"), (reviewer, "pass", "unit_review"), (baihe, "approve", "finance_review")
            ):  # fmt: skip
                filing_move(person=person, filing_id=plan.pk, move=move, seen=seen)
            filing = evaluation_begin(person=filler, plan_id=plan.pk)
            Filing.objects.filter(pk=filing.pk).update(state="finance_review")
            Recheck.objects.create(county_code="990128", filing=filing, is_told=True)
            Result.objects.filter(filing=filing).update(total=9000, grade="优", recheck=8000, recheck_grade="良")
            told = Problem("问题", "要求", date(2025, 12, 1), "", "道路维修", "道路维修")
            rectification_issue(person=baihe, unit=unit, year=2025, told=told, filing=filing)

    return make


def test_pages_do_not_ask_more_for_more_rows(as_baihe, many):
    pages = ("/evaluation/?year=2025", "/evaluation/rectifications/", "/evaluation/samples/", "/evaluation/appraisals/")

    def counted(seed: str) -> list[int]:
        as_baihe.post("/evaluation/samples/", {"year": "2025", "wanted": "9", "seed": seed})
        sample = f"/evaluation/samples/{Sample.objects.get(seed=seed).pk}/"
        numbers = []
        for page in (*pages, sample):
            as_baihe.get(page)
            with CaptureQueriesContext(connection) as queries:
                _text(as_baihe.get(page))
            numbers.append(len(queries))
        return numbers

    many(0, 2)
    few = counted("few")
    many(2, 8)
    assert counted("many") == few


def test_a_page_of_marks_takes_few_queries(as_aili, done, django_assert_max_num_queries):
    address = f"/evaluation/marks/{done.pk}/"
    as_aili.get(address)
    with django_assert_max_num_queries(12):
        as_aili.get(address)
