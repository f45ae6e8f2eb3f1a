"""What was changed behind the application's back is found, whatever it was; what was not is not."""

from __future__ import annotations

import hashlib

import pytest

from jixiao.cli import main
from jixiao_web.audit.log import hash_of
from jixiao_web.audit.models import Entry, Head
from jixiao_web.filings.models import Filing, Revision
from jixiao_web.filings.services import CellEdit, draft_save, filing_begin, filing_move
from jixiao_web.serving.verify import verify_county
from tests.web.audit.tampering import run

COUNTY = "990128"


@pytest.fixture(autouse=True)
def _the_tests_own_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command looks for the server's database before it has Django open it; here it is the tests' own."""
    monkeypatch.setattr("jixiao_web.serving.verify.set_up_existing", lambda: None)


@pytest.fixture
def filing(aili, baihe_unit, unit, plan) -> Filing:
    """A filing with a history: begun, saved, submitted, returned, submitted."""
    filing = filing_begin(person=aili, unit=unit, year=2025, document=plan)
    edit = CellEdit("projects[0].purpose", "用于水电、餐费", plan.projects[0].purpose or "")
    draft_save(person=aili, filing_id=filing.pk, edits=[edit], money_unit="元")
    for person, move in ((aili, "submit"), (baihe_unit, "return_in_unit"), (aili, "submit")):
        seen = Filing.objects.get(pk=filing.pk).state
        filing = filing_move(person=person, filing_id=filing.pk, move=move, seen=seen, reason="请补充")
    return filing


def faults() -> list[tuple[int, str]]:
    return [(fault.number, fault.reason) for fault in verify_county(COUNTY)]


def test_what_nobody_changed_holds(filing, capsys) -> None:
    assert faults() == []
    assert main(["audit", "verify"]) == 0
    told = capsys.readouterr().out
    assert f"{COUNTY}：5 条，末条 {Entry.objects.get(number=5).hash}" in told and "4 个版本" in told


@pytest.mark.parametrize(
    "column", ["actor", "action", "detail", "at", "object_kind", "object_key", "hash", "hash_before"]
)
def test_a_changed_entry_is_found(filing, capsys, column: str) -> None:
    run(f"UPDATE audit_entry SET {column} = 'x' WHERE number = 3")
    assert any(number in (3, 4) and reason in ("content", "chain") for number, reason in faults())
    assert main(["audit", "verify"]) == 1
    assert f"{COUNTY} 第 3 条" in capsys.readouterr().err


def test_an_entry_that_was_changed_with_its_hash_is_found(filing) -> None:
    entry = Entry.objects.get(number=2)
    entry.actor = "chali"
    run("UPDATE audit_entry SET actor = %s, hash = %s WHERE number = 2", entry.actor, hash_of(entry))
    assert faults() == [(3, "chain")]


def test_a_removed_entry_is_found(filing) -> None:
    run("DELETE FROM audit_entry WHERE number = 3")
    assert (3, "missing") in faults() and (4, "chain") in faults()


def test_an_entry_that_was_put_in_is_found(filing) -> None:
    entry = Entry(county_code=COUNTY, number=6, at="2025-01-01T00:00:00.000000+00:00", actor="aili", action="saved")
    entry.object_kind, entry.object_key, entry.detail = "thing", "1", "{}"
    entry.hash_before = Entry.objects.get(number=5).hash
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    assert faults() == [(5, "end")]


def test_an_end_that_was_cut_off_is_found(filing) -> None:
    run("DELETE FROM audit_entry WHERE number > 3")
    assert (5, "end") in faults()


def test_an_end_that_was_cut_off_with_its_record_is_found_by_the_filing(filing) -> None:
    run("DELETE FROM audit_entry WHERE number > 3")
    Head.objects.update(number=3, hash=Entry.objects.get(number=3).hash)
    assert {reason for _, reason in faults()} == {"revision_missing"}
    run("DELETE FROM audit_entry WHERE number = 3")
    Head.objects.update(number=2, hash=Entry.objects.get(number=2).hash)
    assert "state" in {reason for _, reason in faults()}


def test_a_lost_record_of_the_end_is_found(filing) -> None:
    run("DELETE FROM audit_head")
    assert (5, "no_head") in faults()


def test_a_changed_revision_is_found(filing) -> None:
    run("UPDATE filings_revision SET content = content || ' ' WHERE number = 2")
    assert faults() == [(2, "revision")]


def test_a_revision_that_was_changed_with_its_hash_is_found_by_the_log(filing) -> None:
    content = Revision.objects.get(number=2).content.replace("60000", "90000")
    run(
        "UPDATE filings_revision SET content = %s, sha256 = %s WHERE number = 2",
        content, hashlib.sha256(content.encode()).hexdigest(),
    )  # fmt: skip
    assert faults() == [(2, "revision")]


@pytest.mark.parametrize("number", [2, 4])
def test_a_removed_revision_is_found(filing, number: int) -> None:
    run("DELETE FROM filings_revision WHERE number = %s", number)
    assert "revision_missing" in {reason for _, reason in faults()}


def test_a_changed_state_is_found(filing) -> None:
    run("UPDATE filings_filing SET state = 'approved'")
    assert faults() == [(5, "state")]


def test_a_changed_draft_is_found(filing) -> None:
    run("UPDATE filings_filing SET draft = draft || ' '")
    assert faults() == [(5, "draft")]


def test_a_filing_that_nobody_began_is_found(filing) -> None:
    other = Filing(county_code=COUNTY, unit=filing.unit, year=2026, draft="{}")
    other.save(force_insert=True)
    assert faults() == [(0, "unlogged")]


def test_a_wrong_call_is_told(capsys) -> None:
    assert main(["audit"]) == main(["audit", "prove"]) == 2
    assert "jixiao audit verify" in capsys.readouterr().err
