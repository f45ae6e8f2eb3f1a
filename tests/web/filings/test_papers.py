"""Every official form that suits a plan, in every format, from the draft and from any revision."""

from __future__ import annotations

import pytest
from django.urls import reverse

from jixiao import api
from jixiao_web.filings.services import CellEdit, draft_save, filing_move

FORMS = [form.name for form in api.forms_for_plan()]


def test_the_forms_are_those_that_a_plan_can_fill():
    assert FORMS[0] == "hebei_plan" and "national_project_target" in FORMS and "sichuan_flat_target" in FORMS
    assert not [name for name in FORMS if "evaluation" in name or "department" in name or name == "monitoring"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx", "html"])
def test_each_is_written(as_aili, filing, form, kind):
    answer = as_aili.get(reverse("filings:file", args=[filing.pk, kind]), {"form": form})
    assert answer.status_code == 200 and len(answer.content) > 1000
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_one_that_a_plan_cannot_fill_is_not_offered(as_aili, filing):
    for form in ("national_self_evaluation", "monitoring", "department_target", "x"):
        assert as_aili.get(reverse("filings:file", args=[filing.pk, "docx"]), {"form": form}).status_code == 404


def test_a_revision_is_written_as_it_was(as_aili, aili, filing):
    edit = CellEdit("projects[0].name", "照料站新名", "老年人日间照料站运转")
    draft_save(person=aili, filing_id=filing.pk, edits=[edit], money_unit="元")
    filing_move(person=aili, filing_id=filing.pk, move="submit", seen="draft")
    address = reverse("filings:file", args=[filing.pk, "html"])
    asked = {"form": "national_project_target"}
    assert "老年人日间照料站运转" in as_aili.get(address, asked | {"revision": "1"}).content.decode()
    assert "照料站新名" in as_aili.get(address, asked | {"revision": "2"}).content.decode()


def test_the_page_of_a_revision_leads_to_its_files(as_aili, filing):
    story = as_aili.get(reverse("filings:story", args=[filing.pk])).content.decode()
    assert f"/filings/{filing.pk}/files/?revision=1" in story
    page = as_aili.get(reverse("filings:files", args=[filing.pk]), {"revision": "1"}).content.decode()
    assert page.count("amp;revision=1") == 4 * len(FORMS) and "其他省的表" in page and "四川" in page
    assert as_aili.get(reverse("filings:files", args=[filing.pk]), {"revision": "99"}).status_code == 404
    assert as_aili.get(reverse("filings:files", args=[filing.pk]), {"revision": "x"}).status_code == 404


def test_a_paper_bears_its_day_and_nothing_misses_it_before(as_aili, aili, filing):
    from jixiao_web.filings.checking import check
    from jixiao_web.filings.models import Filing, Revision
    from jixiao_web.filings.store import document_of

    assert "STR02" not in {found.rule for found in check(document_of(filing)).findings}
    filing_move(person=aili, filing_id=filing.pk, move="submit", seen="draft")
    Revision.objects.filter(filing=filing, number=2).update(created_at="2026-01-19T17:00Z")  # 20 January over here
    Filing.objects.filter(pk=filing.pk).update(changed_at="2026-02-03T01:00Z")
    address = reverse("filings:file", args=[filing.pk, "docx"])
    for asked, day in (({}, "2026年2月3日"), ({"revision": "2"}, "2026年1月20日")):
        read = api.Checker().check_bytes(as_aili.get(address, asked).content, "a.docx")
        assert day in [getattr(item, "text", "") for item in read.blocks.items]
        assert "STR02" not in {found.rule for found in read.report.findings}


def test_a_plan_lives_by_the_terms_of_its_own_province(filing):
    from jixiao.model import Document
    from jixiao_web.accounts.models import Unit
    from jixiao_web.filings.services import owned

    def profile(county: str, document: Document) -> str | None:
        return owned(document, Unit(county_code=county, code="101001", name="某单位"), 2026).profile

    blank = Document(kind="performance_plan")
    assert [profile(county, blank) for county in ("510704", "130599", "990128")] == ["sichuan", "hebei", "hebei"]
    assert profile("510704", Document(kind="performance_plan", profile="hunan")) == "hunan"  # as its original says
