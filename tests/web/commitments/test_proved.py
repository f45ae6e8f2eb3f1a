"""Commitments, their records, goals and their progress that were changed behind the application's back are found."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from jixiao_web.commitments.models import GoalNote, Record
from jixiao_web.commitments.progress import link_add, links_say, note_add, note_delete, targets_of_goal
from jixiao_web.commitments.services import Told, commitment_change, record_delete
from tests.web.audit.tampering import log_of_before, reasons, run


@pytest.fixture
def kept(aili, commitment, goal, record, today) -> None:
    """A commitment with records, one taken back, one put back; a goal with notes and links."""
    told = Told("quarter", 2, (), date(2025, 2, 10), owner_words="司法所")
    commitment_change(person=aili, commitment_id=commitment.pk, version=commitment.version, told=told)
    first, second, _third = record("02-20"), record("02-20"), record("05-20")
    for made, deleted in ((first, True), (second, True), (second, False)):
        record_delete(person=aili, record_id=made.pk, deleted=deleted)
    notes = [
        note_add(
            person=aili, goal_id=goal.pk, key=uuid.uuid4(), day=date(2025, month, 28), percent=percent, words=words,
            today=today,
        )
        for month, percent, words in ((3, 0, ""), (6, 50, "过半"), (7, 60, "多算了"))
    ]  # fmt: skip
    note_delete(person=aili, note_id=notes[2].pk, deleted=True)
    first_target, second_target = list(targets_of_goal(goal))[:2]
    link = link_add(person=aili, goal_id=goal.pk, target=first_target)
    links_say(person=aili, goal_id=goal.pk, link_ids=[link.pk], seen="confirmed", state="refused")
    link_add(person=aili, goal_id=goal.pk, target=second_target)
    assert reasons() == set()


OF_BEFORE = {
    "owner": ("commitment", "UPDATE commitments_commitment SET owner_words = '水利所' WHERE owner_words = '司法所'"),
    "proposed": ("commitment", "UPDATE commitments_commitment SET is_proposed = NOT is_proposed"),
    "record day": ("commitment", "UPDATE commitments_record SET day = '2025-06-20' WHERE day = '2025-05-20'"),
    "record gone": ("commitment", "DELETE FROM commitments_record WHERE day = '2025-05-20'"),
    "record back": ("commitment", "UPDATE commitments_record SET deleted_at = NULL"),
    "count": ("commitment", "UPDATE commitments_commitment SET records_count = 9"),
    "percent": ("goal", "UPDATE commitments_goal SET percent = 90"),
    "note": ("goal", "UPDATE commitments_goalnote SET percent = 100 WHERE words = '过半'"),
    "words": ("goal", "UPDATE commitments_goalnote SET words = '快完成' WHERE words = '过半'"),
    "note back": ("goal", "UPDATE commitments_goalnote SET deleted_at = NULL"),
}
CHANGES = OF_BEFORE | {
    "rhythm": ("commitment", "UPDATE commitments_commitment SET rhythm = 'year' WHERE rhythm = 'quarter'"),
    "times": ("commitment", "UPDATE commitments_commitment SET times = 1 WHERE owner_words = '司法所'"),
    "start": ("commitment", "UPDATE commitments_commitment SET starts_on = '2025-06-01' WHERE owner_words = '司法所'"),
    "record words": ("commitment", "UPDATE commitments_record SET words = '排查99起'"),
    "commitment": ("promise", "UPDATE commitments_commitment SET text = '不排查' WHERE ordinal = 1"),
    "goal": ("promise", "UPDATE commitments_goal SET text = '不巡查' WHERE ordinal = 1"),
    "out of plan": ("promise", "UPDATE commitments_commitment SET in_plan = NOT in_plan WHERE ordinal = 3"),
    "link": ("goal", "UPDATE commitments_goallink SET state = 'confirmed' WHERE state = 'refused'"),
    "link gone": ("goal", "DELETE FROM commitments_goallink WHERE state = 'refused'"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_is_found(kept, what: str) -> None:
    reason, sql = CHANGES[what]
    run(sql)
    assert reasons() - {"gone"} == {reason}


@pytest.mark.parametrize("what", OF_BEFORE)
def test_entries_of_before_are_proved_as_far_as_they_tell(kept, what: str) -> None:
    log_of_before("row", "words", "kind", "times", "months", "starts_on", "links", "words_sha256")
    assert reasons() == set()
    reason, sql = OF_BEFORE[what]
    run(sql)
    assert reasons() - {"gone"} == {reason}


def test_the_wrong_one_of_two_records_of_a_day_is_found(kept) -> None:
    first, second = Record.objects.filter(day=date(2025, 2, 20)).order_by("deleted_at")
    Record.objects.filter(pk=first.pk).update(deleted_at=second.deleted_at)
    Record.objects.filter(pk=second.pk).update(deleted_at=first.deleted_at)
    assert reasons() == {"commitment"}


def test_what_nobody_entered_is_found(kept, commitment, goal) -> None:
    told = {"county_code": goal.county_code, "day": date(2025, 1, 5), "words": "无"}
    note = GoalNote.objects.create(goal=goal, percent=None, **told)
    assert reasons() == {"unlogged"}
    note.delete()
    Record.objects.create(commitment=commitment, **told)
    run("UPDATE commitments_commitment SET records_count = records_count + 1 WHERE ordinal = 1")
    assert reasons() == {"unlogged"}
