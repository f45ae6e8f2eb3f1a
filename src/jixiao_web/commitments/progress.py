"""Everything that a person does to a goal: its progress and what serves it. Every service is one transaction."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.log import log_append
from jixiao_web.commitments.errors import ChangedMeanwhile, NothingSaid, NotOfThisPlan
from jixiao_web.commitments.linking import targets_of
from jixiao_web.commitments.models import Goal, GoalLink, GoalNote
from jixiao_web.commitments.services import demand_day
from jixiao_web.filings.store import document_of
from jixiao_web.spending.models import Ledger


def note_add(
    *, person: Person, goal_id: uuid.UUID, key: uuid.UUID, day: date, percent: int | None, words: str, today: date
) -> GoalNote:
    """Note how far a goal is.

    Args:
        key: of the form, made when the page was: sent twice it is noted once.
    Raises:
        PermissionDenied: not this person's unit. NothingSaid, WrongDay, ChangedMeanwhile: see there.
    """
    if percent is None and not words.strip():
        raise NothingSaid
    try:
        with transaction.atomic():
            goal = _locked(goal_id, person)
            demand_day(day, goal.year, today)
            note = GoalNote(
                pk=key, county_code=goal.county_code, goal=goal, day=day, percent=percent, words=words.strip(),
                made_by=person.user,
            )  # fmt: skip
            note.save(force_insert=True)
            _put(goal)
            told = {"row": str(note.pk), "percent": percent, "text": note.words}
            _log(goal, person, "goal_noted", day=day.isoformat(), **told)
    except IntegrityError:
        raise ChangedMeanwhile from None
    return note


def note_delete(*, person: Person, note_id: uuid.UUID, deleted: bool) -> GoalNote:
    """Take a note back, or put it back; done twice it is done once.

    Raises:
        PermissionDenied: not this person's unit.
    """
    with transaction.atomic():
        note = GoalNote.objects.get(pk=note_id)
        goal = _locked(note.goal_id, person)
        changed = GoalNote.objects.filter(pk=note_id, deleted_at__isnull=deleted)
        if changed.update(deleted_at=timezone.now() if deleted else None):
            _put(goal)
            action = "goal_note_deleted" if deleted else "goal_note_restored"
            _log(goal, person, action, day=note.day.isoformat(), row=str(note.pk))
    return GoalNote.objects.get(pk=note_id)


def links_say(*, person: Person, goal_id: uuid.UUID, link_ids: list[uuid.UUID], seen: str, state: str) -> int:
    """Confirm proposed links, refuse them, or take that back; returns how many. What others said meanwhile stands.

    Raises:
        PermissionDenied: not this person's unit. ChangedMeanwhile: none of them stands as it was seen.
    """
    with transaction.atomic():
        goal = _locked(goal_id, person)
        links = GoalLink.objects.filter(pk__in=link_ids, goal=goal, state=seen)
        said = [str(key) for key in links.values_list("pk", flat=True)]
        number = links.update(state=state, said_by=person.user)
        if not number:
            raise ChangedMeanwhile
        _log(goal, person, "goal_links_said", number=number, said=state, links=said)
    return number


def link_add(*, person: Person, goal_id: uuid.UUID, target: str) -> GoalLink:
    """Link a goal to a project or an indicator of the plan, by the key that `targets_of` gives it.

    Raises:
        PermissionDenied: not this person's unit. NotOfThisPlan: see there.
    """
    with transaction.atomic():
        goal = _locked(goal_id, person)
        ledger, indicator = targets_of_goal(goal).get(target, (None, ""))
        if ledger is None:
            raise NotOfThisPlan
        link, _ = GoalLink.objects.update_or_create(
            county_code=goal.county_code, goal=goal, ledger=ledger, indicator=indicator,
            defaults={"state": GoalLink.State.CONFIRMED, "said_by": person.user, "in_plan": True},
        )  # fmt: skip
        _log(goal, person, "goal_links_said", number=1, said=str(GoalLink.State.CONFIRMED), links=[str(link.pk)])
    return link


def targets_of_goal(goal: Goal) -> dict[str, tuple[Ledger, str]]:
    """Everything of its plan that a goal may be linked to, by key."""
    rows = Ledger.objects.filter(county_code=goal.county_code, plan_id=goal.plan_id, in_plan=True)
    return targets_of(document_of(goal.plan), {ledger.ordinal: ledger for ledger in rows})


def _locked(goal_id: uuid.UUID, person: Person) -> Goal:
    goal = Goal.objects.select_for_update(of=("self",)).select_related("unit", "plan").get(pk=goal_id)
    person.demand(Action.KEEP_COMMITMENTS, goal.unit)
    return goal


def _put(goal: Goal) -> None:
    newest = goal.notes.filter(deleted_at=None).order_by("-day", "-made_at")
    told = newest.filter(percent__isnull=False).first()
    last = newest.first()
    goal.percent = told.percent if told else None
    goal.told_on = last.day if last else None
    goal.save(update_fields=["percent", "told_on"])


def _log(goal: Goal, person: Person, action: str, **detail: object) -> None:
    log_append(
        county_code=goal.county_code,
        actor=person.user.username,
        action=action,
        object_kind="goal",
        object_key=str(goal.pk),
        detail={name: value for name, value in detail.items() if value not in (None, "")},
    )
