"""Lights of a report, its readings, its evidence and its measures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jixiao_web.audit.models import Entry
from jixiao_web.filings.errors import MovedOn, RowGone
from jixiao_web.filings.models import Filing
from jixiao_web.filings.readings import readings_of
from jixiao_web.filings.services import filing_move
from jixiao_web.filings.store import document_of
from jixiao_web.monitoring.errors import DuePast, EvidenceThere, MeasureClosed, NoEvidence, RedUnexplained, WordsMissing
from jixiao_web.monitoring.evidence import evidence_add, evidence_delete, natures_choose
from jixiao_web.monitoring.measures import measure_link, measure_note, measure_take
from jixiao_web.monitoring.models import Evidence, Measure, Reading, Standing
from jixiao_web.monitoring.standing import standings_of

from .conftest import PDF, TODAY, xlsx


@pytest.fixture
def numbered(report):
    """The path and the target of a row whose target is a number that grows."""
    for project in standings_of(report):
        for row in project.rows:
            target = row.indicator.target
            if row.nature == "progress" and target and target.amount and target.operator in ("≥", ">", "="):
                return row.path, target
    raise AssertionError("the sample has no such row")


@pytest.fixture
def red(report, numbered, fill_in, all_reached):
    """A report with one red row; its path."""
    path, target = numbered
    all_reached(report, but=(path,))
    fill_in(report, {f"{path}.actual": f"0{target.unit or ''}"})
    return path


def light_at(report, path: str) -> str:
    filing = Filing.objects.get(pk=report.pk)
    return next(row.light for project in standings_of(filing) for row in project.rows if row.path == path)


def take(person, report, path, **changed):
    told = {"what": "correct", "words": "九月底前补足", "responsible": "爱丽", "due": date(2025, 9, 30)} | changed
    return measure_take(person=person, filing_id=report.pk, path=path, **told)


def test_a_row_far_behind_is_red_and_counted(report, red):
    assert light_at(report, red) == "red"
    assert Standing.objects.filter(filing=report, light="red", red=1).count() == 1


def test_only_progress_is_prorated(aili, report, red, numbered):
    natures_choose(person=aili, filing_id=report.pk, natures={red: "year_end"})
    assert light_at(report, red) == "" and not Standing.objects.filter(filing=report, red__gt=0).exists()
    natures_choose(person=aili, filing_id=report.pk, natures={red: "progress"})
    assert light_at(report, red) == "red"
    assert Entry.objects.filter(action="natures_chosen").count() == 2


def test_a_stranger_chooses_no_nature(chali, report, red):
    with pytest.raises(PermissionDenied):
        natures_choose(person=chali, filing_id=report.pk, natures={red: "year_end"})


def test_a_red_row_wants_its_reason_and_its_measure(aili, report, red, fill_in):
    def submit():
        return filing_move(person=aili, filing_id=report.pk, move="submit", seen="draft")

    with pytest.raises(RedUnexplained):
        submit()
    fill_in(report, {f"{red}.deviation_reason": "经费到位晚"})
    with pytest.raises(RedUnexplained):
        submit()
    take(aili, report, red)
    assert submit().state == "unit_review"


def test_an_approved_report_becomes_readings(aili, report, all_reached, approve, approved):
    all_reached(report)
    evidence_add(person=aili, filing_id=report.pk, path="projects[0].indicators[0]", name="a.pdf", data=PDF)
    for row in (row for project in standings_of(Filing.objects.get(pk=report.pk)) for row in project.rows):
        if row.light == "red":  # a promise to stay below something that the fixture cannot know
            raise AssertionError(row)
    approve(Filing.objects.get(pk=report.pk))
    rows = sum(len(project.indicators) for project in document_of(report).projects)
    assert Reading.objects.filter(filing=report, month=7).count() == rows
    assert Standing.objects.filter(filing=report, settled=False).count() == 0
    first = document_of(report).projects[0]
    told = readings_of(approved)[first.name, first.indicators[0].name]
    assert told.actual and told.proofs == 1


def test_the_next_round_begins_with_what_was_expected(report, all_reached, approve, fill_in, open_round):
    all_reached(report)
    path = "projects[0].indicators[0]"
    fill_in(report, {f"{path}.forecast": "全部完成", f"{path}.likelihood": "确定能"})
    approve(Filing.objects.get(pk=report.pk))
    later = open_round("1-10", due=date(2025, 11, 15)).begun[0]
    row = document_of(later).projects[0].indicators[0]
    assert (row.forecast, row.likelihood, row.actual) == ("全部完成", "确定能", None)


def test_evidence_is_kept_by_content_and_undone(aili, as_aili, report):
    path = "projects[0].indicators[0]"
    made = evidence_add(person=aili, filing_id=report.pk, path=path, name="证明.docx", data=xlsx())
    assert made.kind == "xlsx", "told by content, not by name"
    with pytest.raises(EvidenceThere):
        evidence_add(person=aili, filing_id=report.pk, path=path, name="b.xlsx", data=xlsx())
    response = as_aili.get(reverse("monitoring:evidence", args=[made.pk]))
    assert response.content == xlsx() and response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment") and "sandbox" in response["Content-Security-Policy"]
    evidence_delete(person=aili, evidence_id=made.pk, deleted=True)
    with pytest.raises(MovedOn):
        evidence_delete(person=aili, evidence_id=made.pk, deleted=True)
    evidence_delete(person=aili, evidence_id=made.pk, deleted=False)
    assert Evidence.objects.get().deleted_at is None
    assert {"evidence_added", "evidence_deleted", "evidence_restored"} <= {
        *Entry.objects.values_list("action", flat=True)
    }


@pytest.mark.parametrize("data", [b"", b"<html><script>", b"PK\x03\x04 no zip", b"MZ\x90"])
def test_other_files_are_not_taken(aili, report, data):
    with pytest.raises(NoEvidence):
        evidence_add(person=aili, filing_id=report.pk, path="projects[0].indicators[0]", name="a.pdf", data=data)


def test_a_file_beyond_the_limit_is_not_taken(aili, report, settings):
    settings.UPLOAD_BYTES = 8
    with pytest.raises(NoEvidence):
        evidence_add(person=aili, filing_id=report.pk, path="projects[0].indicators[0]", name="a.pdf", data=PDF)


def test_evidence_wants_a_row_and_an_open_report(aili, report):
    with pytest.raises(RowGone):
        evidence_add(person=aili, filing_id=report.pk, path="projects[99].indicators[0]", name="a.pdf", data=PDF)
    Filing.objects.filter(pk=report.pk).update(state="unit_review")
    with pytest.raises(MovedOn):
        evidence_add(person=aili, filing_id=report.pk, path="projects[0].indicators[0]", name="a.pdf", data=PDF)


def test_evidence_goes_up_on_the_page_and_stands_beside_the_row(as_aili, as_baihe, as_chali, report):
    address = reverse("monitoring:attach", args=[report.pk])
    sent = {"path": "projects[0].indicators[0]", "file": SimpleUploadedFile("核验单.pdf", PDF)}
    assert as_aili.post(address, sent, follow=True).status_code == 200
    for client, name in (
        (as_aili, "filings:edit"),
        (as_aili, "filings:filing"),
        (as_baihe, "review:filing"),
        (as_aili, "monitoring:report"),
    ):
        kwargs = [report.pk]
        assert "核验单.pdf" in client.get(reverse(name, args=kwargs)).content.decode(), name
    made = Evidence.objects.get()
    assert as_chali.get(reverse("monitoring:evidence", args=[made.pk])).status_code == 404


def test_only_finance_suspends_payments(aili, baihe, chali, report, red):
    with pytest.raises(PermissionDenied):
        take(aili, report, red, what="suspend")
    with pytest.raises(PermissionDenied):
        take(chali, report, red)
    assert take(baihe, report, red, what="suspend").light == "red"


def test_a_measure_is_followed_up_until_it_is_closed(aili, report, red):
    made = take(aili, report, red)
    with pytest.raises(WordsMissing):
        measure_note(person=aili, measure_id=made.pk, text=" ")
    measure_note(person=aili, measure_id=made.pk, text="已联系供货方")
    measure_note(person=aili, measure_id=made.pk, text="已到货", close=True)
    with pytest.raises(MeasureClosed):
        measure_note(person=aili, measure_id=made.pk, text="再记")
    assert [note.text for note in Measure.objects.get().notes.all()] == ["已联系供货方", "已到货"]


def test_a_measure_leads_to_an_adjustment_of_its_plan(aili, report, red, approved):
    from jixiao_web.filings.adjusting import adjustment_begin

    made = take(aili, report, red, what="adjust")
    with pytest.raises(RowGone):
        measure_link(person=aili, measure_id=made.pk, adjustment_id=report.pk)
    adjustment = adjustment_begin(person=aili, plan_id=approved.pk, why="条件变化")
    measure_link(person=aili, measure_id=made.pk, adjustment_id=adjustment.pk)
    assert Measure.objects.get().adjustment_id == adjustment.pk


def test_open_and_overdue_measures_are_listed(as_aili, as_chali, aili, report, red):
    take(aili, report, red, due=date(2025, 8, 1), today=date(2025, 8, 1))
    take(aili, report, red, due=date(2025, 9, 30), words="另一项")
    address = reverse("monitoring:measures")
    assert as_aili.get(address + "?only=overdue").content.decode().count("九月底前补足") == 1
    assert "另一项" not in as_aili.get(address + "?only=overdue").content.decode()
    assert "另一项" in as_aili.get(address).content.decode()
    assert "另一项" not in as_chali.get(address).content.decode()


def test_no_measure_is_taken_whose_day_is_past(as_aili, aili, report, red, today):
    with pytest.raises(DuePast):
        take(aili, report, red, due=TODAY - timedelta(days=1))
    address = reverse("monitoring:take", args=[report.pk])
    sent = {"path": red, "what": "correct", "words": "补足", "responsible": "爱丽", "due": "2025-01-01"}
    refused = as_aili.post(address, sent)
    assert refused.status_code == 422 and "完成期限不能早于今天" in refused.content.decode()
    assert not Measure.objects.exists()
    assert take(aili, report, red, due=TODAY).due == TODAY, "on the day itself"


def test_a_measure_is_taken_on_its_page(as_aili, as_chali, report, red):
    address = reverse("monitoring:take", args=[report.pk])
    assert as_chali.get(address).status_code == 404
    sent = {"path": red, "what": "correct", "words": "补足", "responsible": "爱丽", "due": "2025-09-30"}
    page = as_aili.post(address, sent, follow=True)
    assert page.status_code == 200 and "补足" in page.content.decode()
    assert as_aili.post(address, sent | {"what": "suspend"}).status_code == 422
    made = Measure.objects.get()
    as_aili.post(reverse("monitoring:note", args=[made.pk]), {"text": "办好了", "do": "close"})
    assert Measure.objects.get().closed_at
