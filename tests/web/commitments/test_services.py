"""What people do to commitments and goals: rights, one change at a time, undo, the log."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from jixiao_web.audit.models import Entry
from jixiao_web.commitments.errors import (
    ChangedMeanwhile,
    MonthsWanted,
    NoSuchOwner,
    NothingSaid,
    NotOfThisPlan,
    WrongDay,
)
from jixiao_web.commitments.models import Commitment, Goal, GoalLink
from jixiao_web.commitments.progress import link_add, links_say, note_add, note_delete, targets_of_goal
from jixiao_web.commitments.services import Told, commitment_change, record_delete

BEGIN = date(2025, 2, 10)


def _told(rhythm="month", **more):
    return Told(rhythm, more.pop("times", 1), more.pop("months", ()), BEGIN, **more)


def test_a_record_moves_the_due_day_on(commitment, record):
    record("02-20")
    kept = Commitment.objects.get(pk=commitment.pk)
    assert (kept.due_on, kept.records_count) == (date(2025, 3, 31), 1)
    assert Entry.objects.filter(action="commitment_recorded").count() == 1


def test_the_same_form_sent_twice_records_once(commitment, record):
    key = uuid.uuid4()
    record("02-20", key=key)
    with pytest.raises(ChangedMeanwhile):
        record("02-20", key=key)
    assert Commitment.objects.get(pk=commitment.pk).records_count == 1


def test_a_deleted_record_can_be_put_back(commitment, record, aili):
    made = record("02-20")
    record_delete(person=aili, record_id=made.pk, deleted=True)
    record_delete(person=aili, record_id=made.pk, deleted=True)
    assert Commitment.objects.get(pk=commitment.pk).due_on == date(2025, 2, 28)
    record_delete(person=aili, record_id=made.pk, deleted=False)
    assert Commitment.objects.get(pk=commitment.pk).due_on == date(2025, 3, 31)
    assert Entry.objects.filter(action="commitment_record_deleted").count() == 1


@pytest.mark.parametrize("day", ["08-16", "12-31"])
def test_it_refuses_a_day_that_is_yet_to_come(record, day):
    with pytest.raises(WrongDay):
        record(day)


def test_it_refuses_a_stranger_and_the_finance_bureau(record, chali, baihe):
    for person in (chali, baihe):
        with pytest.raises(PermissionDenied):
            record("02-20", person=person)


def test_the_unit_confirms_the_rhythm_and_names_who_is_responsible(commitment, aili):
    told = _told("quarter", times=2, owner_id=aili.user.pk)
    kept = commitment_change(person=aili, commitment_id=commitment.pk, version=commitment.version, told=told)
    assert (kept.rhythm, kept.times, kept.is_proposed, kept.owner) == ("quarter", 2, False, aili.user)
    assert kept.due_on == date(2025, 3, 31)


def test_two_people_do_not_overwrite_each_other(commitment, aili, baihe_unit):
    commitment_change(person=aili, commitment_id=commitment.pk, version=commitment.version, told=_told("week"))
    with pytest.raises(ChangedMeanwhile):
        commitment_change(
            person=baihe_unit, commitment_id=commitment.pk, version=commitment.version, told=_told("year")
        )
    assert Commitment.objects.get(pk=commitment.pk).rhythm == "week"


def test_it_refuses_an_owner_of_another_unit_and_months_without_months(commitment, aili, chali):
    change = {"person": aili, "commitment_id": commitment.pk, "version": commitment.version}
    with pytest.raises(NoSuchOwner):
        commitment_change(**change, told=_told(owner_id=chali.user.pk))
    with pytest.raises(MonthsWanted):
        commitment_change(**change, told=_told("months"))


def test_progress_is_the_newest_note_that_stands(goal, aili, today):
    def note(day, percent, words=""):
        return note_add(
            person=aili, goal_id=goal.pk, key=uuid.uuid4(), day=date.fromisoformat(day), percent=percent, words=words,
            today=today,
        )  # fmt: skip

    note("2025-04-01", 30)
    newest = note("2025-07-01", 60)
    note("2025-05-01", 40)
    note("2025-08-01", None, "防火期平安度过")
    now = Goal.objects.get(pk=goal.pk)
    assert (now.percent, now.told_on) == (60, date(2025, 8, 1))
    note_delete(person=aili, note_id=newest.pk, deleted=True)
    assert Goal.objects.get(pk=goal.pk).percent == 40
    note_delete(person=aili, note_id=newest.pk, deleted=False)
    assert Goal.objects.get(pk=goal.pk).percent == 60
    with pytest.raises(NothingSaid):
        note("2025-07-01", None)


def test_links_are_proposed_and_a_person_confirms_them(goal, aili, chali):
    target = next(iter(targets_of_goal(goal)))
    link = link_add(person=aili, goal_id=goal.pk, target=target)
    assert link.state == GoalLink.State.CONFIRMED
    links_say(person=aili, goal_id=goal.pk, link_ids=[link.pk], seen="confirmed", state="refused")
    assert GoalLink.objects.get(pk=link.pk).state == GoalLink.State.REFUSED
    with pytest.raises(ChangedMeanwhile):
        links_say(person=aili, goal_id=goal.pk, link_ids=[link.pk], seen="confirmed", state="refused")
    with pytest.raises(NotOfThisPlan):
        link_add(person=aili, goal_id=goal.pk, target="9999")
    with pytest.raises(PermissionDenied):
        link_add(person=chali, goal_id=goal.pk, target=target)
