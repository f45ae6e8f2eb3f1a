"""Measures, rounds, evidence and natures that were changed behind the application's back are found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jixiao_web.common.proofs import _path, whole_write
from jixiao_web.filings.adjusting import adjustment_begin
from jixiao_web.filings.models import Filing
from jixiao_web.monitoring.evidence import evidence_add, evidence_delete, natures_choose
from jixiao_web.monitoring.measures import measure_link, measure_note, measure_take
from jixiao_web.monitoring.models import Evidence, IndicatorNature, Measure, Reading
from jixiao_web.monitoring.rounds import round_close, round_open
from jixiao_web.monitoring.standing import standings_of
from jixiao_web.serving.verify import verify_county
from tests.web.audit.tampering import log_of_before, reasons, run


def named() -> set[tuple[str, str]]:
    return {(fault.reason, fault.name) for fault in verify_county("990128")}


@pytest.fixture
def measures(aili, report, approved) -> None:
    """Two measures at one place, one closed, one with an adjustment; and a third at another."""
    project = standings_of(report)[0]
    made = []
    for path, words in ((project.path, "补足" * 150), (project.path, "调整目标"), (project.rows[0].path, "催办")):
        told = {"what": "correct", "words": words, "responsible": "爱丽", "due": date(2025, 9, 30)}
        made.append(measure_take(person=aili, filing_id=report.pk, path=path, **told))
    measure_note(person=aili, measure_id=made[0].pk, text="已联系" * 100)
    measure_note(person=aili, measure_id=made[0].pk, text="已到货", close=True)
    adjustment = adjustment_begin(person=aili, plan_id=approved.pk, why="条件变化")
    measure_link(person=aili, measure_id=made[1].pk, adjustment_id=adjustment.pk)
    assert reasons() == set()


OF_BEFORE = {
    "due": "UPDATE monitoring_measure SET due = '2026-09-30' WHERE words = '催办'",
    "words": "UPDATE monitoring_measure SET words = '不办' WHERE words = '催办'",
    "what": "UPDATE monitoring_measure SET what = 'adjust' WHERE words = '催办'",
    "closed": "UPDATE monitoring_measure SET closed_at = taken_at, closed_by_id = taken_by_id WHERE words = '催办'",
    "note": "UPDATE monitoring_measurenote SET text = '没有到货' WHERE text = '已到货'",
}
CHANGES = OF_BEFORE | {
    "responsible": "UPDATE monitoring_measure SET responsible = '查理'",
    "end": "UPDATE monitoring_measure SET words = words || '不' WHERE words LIKE '补足%'",
    "open": "UPDATE monitoring_measure SET closed_at = NULL, closed_by_id = NULL WHERE closed_at IS NOT NULL",
    "unlinked": "UPDATE monitoring_measure SET adjustment_id = NULL WHERE adjustment_id IS NOT NULL",
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_is_found(measures, what: str) -> None:
    run(CHANGES[what])
    assert reasons() - {"gone"} == {"measure"}


@pytest.mark.parametrize("what", OF_BEFORE)
def test_entries_of_before_are_proved_as_far_as_they_tell(measures, what: str) -> None:
    log_of_before("row", "measure", "words", "responsible")
    assert reasons() == set()
    run(OF_BEFORE[what])
    assert reasons() - {"gone"} == {"measure"}


def test_what_nobody_entered_and_what_is_gone_is_found(measures, report) -> None:
    Measure.objects.create(
        county_code=report.county_code, filing=report, path="x", about="x", words="x", responsible="x",
        due=date(2025, 9, 30),
    )  # fmt: skip
    assert reasons() == {"unlogged"}
    Measure.objects.filter(words="x").delete()
    assert reasons() == set()
    run("DELETE FROM monitoring_measurenote WHERE text = '已到货'")
    assert reasons() == {"gone"}


def test_a_measure_that_is_gone_is_found(measures) -> None:
    run("DELETE FROM monitoring_measure WHERE words = '催办'")
    assert reasons() == {"gone"}
    log_of_before("row", "measure", "words", "responsible")
    assert reasons() == {"gone"}


@pytest.fixture
def watched(aili, baihe, report, approved, unit) -> None:
    """A round that is closed, and three files: one stands, one was taken away, one was put back."""
    told = {"county_code": unit.county_code, "year": 2025, "title": "1—10月监控", "due": date(2025, 11, 10)}
    opened = round_open(person=baihe, period="1-10", units=[unit.pk], **told).round
    round_close(person=baihe, round_id=opened.pk)
    path = standings_of(report)[0].rows[0].path
    for number in range(3):
        data = f"%PDF-1.7 proof {number}".encode()
        made = evidence_add(person=aili, filing_id=report.pk, path=path, name=f"{number}.pdf", data=data)
        for deleted in (True, False)[:number]:
            evidence_delete(person=aili, evidence_id=made.pk, deleted=deleted)
    assert reasons() == set()


WATCHED = {
    "due": ("round", "UPDATE monitoring_round SET due = '2026-09-30'"),
    "title": ("round", "UPDATE monitoring_round SET title = '1—9月监控'"),
    "open": ("round", "UPDATE monitoring_round SET closed_at = NULL"),
    "gone": ("evidence", "DELETE FROM monitoring_evidence WHERE name = '0.pdf'"),
    "back": ("evidence", "UPDATE monitoring_evidence SET deleted_at = NULL WHERE name = '1.pdf'"),
    "other": ("evidence", "UPDATE monitoring_evidence SET sha256 = '' WHERE name = '2.pdf'"),
}


@pytest.mark.parametrize("what", WATCHED)
def test_rounds_and_evidence_that_were_changed_are_found(watched, what: str) -> None:
    reason, sql = WATCHED[what]
    run(sql)
    assert reasons() == {reason}


@pytest.fixture
def natures(aili, baihe, report) -> list[IndicatorNature]:
    """Two natures that were chosen, one of them anew by somebody else."""
    rows = standings_of(report)[0].rows
    natures_choose(person=aili, filing_id=report.pk, natures={row.path: "year_end" for row in rows[:2]})
    natures_choose(person=baihe, filing_id=report.pk, natures={rows[0].path: "milestone"})
    assert reasons() == set()
    return list(IndicatorNature.objects.order_by("pk"))


def _file_of(name: str) -> Path:
    return _path("990128", Evidence.objects.get(name=name).sha256)


def test_a_file_that_was_changed_or_taken_away_is_found(watched) -> None:
    _file_of("0.pdf").write_bytes(b"%PDF-1.7 another")
    assert named() == {("file", "0.pdf")}
    _file_of("2.pdf").unlink()
    assert named() == {("file", "0.pdf"), ("file", "2.pdf")}
    for number in range(3):
        whole = f"%PDF-1.7 proof {number}".encode()
        _file_of(f"{number}.pdf").unlink(missing_ok=True)
        whole_write(_file_of(f"{number}.pdf"), whole)
    assert named() == set()


@pytest.fixture
def read(report, all_reached, approve) -> Filing:
    """A report that is approved: its readings stay."""
    all_reached(report)
    approve(report)
    assert Reading.objects.filter(filing=report).exists() and reasons() == set()
    return report


READ = {
    "actual": "UPDATE monitoring_reading SET actual = '1'",
    "light": "UPDATE monitoring_reading SET light = 'red'",
    "month": "UPDATE monitoring_reading SET month = 12",
    "one less": "DELETE FROM monitoring_reading WHERE id = (SELECT id FROM monitoring_reading ORDER BY id LIMIT 1)",
}


@pytest.mark.parametrize("what", READ)
def test_a_reading_that_was_changed_is_found(read, what: str) -> None:
    run(READ[what])
    assert reasons() == {"reading"}


def test_readings_that_are_gone_or_of_no_approved_report_are_found(read, open_round) -> None:
    other = open_round("1-10", due=date(2025, 11, 10)).begun[0]
    Reading.objects.filter(pk=Reading.objects.first().pk).update(filing=other)
    assert reasons() == {"reading", "unlogged"}
    Reading.objects.all().delete()
    assert reasons() == {"gone"}


CHOSEN_OF_BEFORE = {
    "other": "UPDATE monitoring_indicatornature SET nature = 'progress' WHERE nature = 'year_end'",
    "other person": "UPDATE monitoring_indicatornature SET chosen_by_id = NULL",
}
CHOSEN = CHOSEN_OF_BEFORE | {
    "before": "UPDATE monitoring_indicatornature SET nature = 'year_end', chosen_by_id = "
    "(SELECT id FROM accounts_user WHERE username = 'aili') WHERE nature = 'milestone'",
}


@pytest.mark.parametrize("what", CHOSEN)
def test_a_nature_that_was_changed_is_found(natures, what: str) -> None:
    run(CHOSEN[what])
    assert reasons() == {"nature"}


@pytest.mark.parametrize("what", CHOSEN_OF_BEFORE)
def test_natures_of_before_are_proved_as_far_as_the_log_tells(natures, what: str) -> None:
    log_of_before("chosen")
    assert reasons() == set()
    run(CHOSEN_OF_BEFORE[what])
    assert reasons() == {"nature"}


def test_natures_that_nobody_chose_and_that_are_gone_are_found(natures) -> None:
    ledger = natures[0].ledger
    IndicatorNature.objects.create(county_code=ledger.county_code, ledger=ledger, name="影子", nature="year_end")
    assert reasons() == {"unlogged"}
    IndicatorNature.objects.filter(name="影子").delete()
    run("DELETE FROM monitoring_indicatornature WHERE nature = 'milestone'")
    assert reasons() == {"gone"}
