"""Measures that were changed behind the application's back are found."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from jixiao_web.filings.adjusting import adjustment_begin
from jixiao_web.monitoring.evidence import evidence_add, evidence_delete
from jixiao_web.monitoring.measures import measure_link, measure_note, measure_take
from jixiao_web.monitoring.models import Measure
from jixiao_web.monitoring.rounds import round_close, round_open
from jixiao_web.monitoring.standing import standings_of
from tests.web.audit.before import log_of_before, reasons


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount > 0


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
    "other": ("evidence", "UPDATE monitoring_evidence SET sha256 = 'x' WHERE name = '2.pdf'"),
}


@pytest.mark.parametrize("what", WATCHED)
def test_rounds_and_evidence_that_were_changed_are_found(watched, what: str) -> None:
    reason, sql = WATCHED[what]
    run(sql)
    assert reasons() == {reason}
