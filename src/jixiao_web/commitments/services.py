"""Everything that a person does to a commitment: each service is one transaction of right, change, due day, log."""

from __future__ import annotations

import uuid
from datetime import date
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from jixiao_web.accounts.models import User
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.log import log_append
from jixiao_web.commitments.errors import ChangedMeanwhile, MonthsWanted, NoSuchOwner, WrongDay
from jixiao_web.commitments.following import rescheduled
from jixiao_web.commitments.models import Commitment, Record
from jixiao_web.commitments.rhythm import MONTHS
from jixiao_web.common.proofs import Proof


class Told(NamedTuple):
    """How a commitment is kept: how often, from when, by whom."""

    rhythm: str
    times: int
    months: tuple[int, ...]
    starts_on: date
    owner_id: uuid.UUID | None = None
    owner_words: str = ""


def commitment_change(*, person: Person, commitment_id: uuid.UUID, version: int, told: Told) -> Commitment:
    """Say how a commitment is kept; that confirms a proposed rhythm.

    Args:
        version: the one that the person saw.
    Raises:
        PermissionDenied: not this person's unit. ChangedMeanwhile, MonthsWanted, NoSuchOwner: see there.
    """
    if told.rhythm == MONTHS and not told.months:
        raise MonthsWanted
    with transaction.atomic():
        kept = _locked(commitment_id, person)
        if kept.version != version:
            raise ChangedMeanwhile
        if told.owner_id is not None and not owners_of(kept).filter(pk=told.owner_id).exists():
            raise NoSuchOwner
        kept.rhythm, kept.times, kept.starts_on = told.rhythm, told.times, told.starts_on
        kept.months = ",".join(map(str, told.months)) if told.rhythm == MONTHS else ""
        kept.owner_id, kept.owner_words = told.owner_id, told.owner_words.strip()[:60]
        kept.is_proposed = False
        _put(kept)
        owner = str(kept.owner) if kept.owner else kept.owner_words
        how = {"times": kept.times, "months": kept.months, "starts_on": kept.starts_on.isoformat()}
        _log(kept, person, "commitment_changed", rhythm=kept.get_rhythm_display(), kind=kept.rhythm, owner=owner, **how)
    return kept


def record_add(
    *, person: Person, commitment_id: uuid.UUID, key: uuid.UUID, day: date, words: str, proof: Proof | None, today: date
) -> Record:
    """Record one time that a commitment was kept.

    Args:
        key: of the form, made when the page was: sent twice it is recorded once.
    Raises:
        PermissionDenied: not this person's unit. WrongDay, ChangedMeanwhile: see there.
    """
    try:
        with transaction.atomic():
            kept = _locked(commitment_id, person)
            demand_day(day, kept.year, today)
            record = Record(
                pk=key, county_code=kept.county_code, commitment=kept, day=day, words=words.strip(), made_by=person.user
            )
            if proof is not None:
                record.file_name, record.file_kind, record.sha256 = proof.name, proof.kind, proof.sha256
            record.save(force_insert=True)
            _put(kept)
            told = {"row": str(record.pk), "words": record.words, "sha256": record.sha256}
            _log(kept, person, "commitment_recorded", day=day.isoformat(), **told)
    except IntegrityError:
        raise ChangedMeanwhile from None
    return record


def record_delete(*, person: Person, record_id: uuid.UUID, deleted: bool) -> Record:
    """Take a record back, or put it back; done twice it is done once.

    Raises:
        PermissionDenied: not this person's unit.
    """
    with transaction.atomic():
        record = Record.objects.get(pk=record_id)
        kept = _locked(record.commitment_id, person)
        changed = Record.objects.filter(pk=record_id, deleted_at__isnull=deleted)
        if changed.update(deleted_at=timezone.now() if deleted else None):
            _put(kept)
            action = "commitment_record_deleted" if deleted else "commitment_record_restored"
            _log(kept, person, action, day=record.day.isoformat(), row=str(record.pk))
    return Record.objects.get(pk=record_id)


def owners_of(kept: Commitment) -> QuerySet[User]:
    """Who of the unit may be named as responsible."""
    appointed = {"appointments__unit_id": kept.unit_id, "appointments__county_code": kept.county_code}
    return User.objects.filter(is_active=True, **appointed).distinct()


def demand_day(day: date, year: int, today: date) -> None:
    """Refuse a day that is yet to come, or before the year (whose first week may begin a few days earlier).

    Raises:
        WrongDay: it is.
    """
    if not min(date(year, 1, 1), date.fromisocalendar(year, 1, 1)) <= day <= today:
        raise WrongDay


def _locked(commitment_id: uuid.UUID, person: Person) -> Commitment:
    kept = Commitment.objects.select_for_update(of=("self",)).select_related("unit", "owner").get(pk=commitment_id)
    person.demand(Action.KEEP_COMMITMENTS, kept.unit)
    return kept


def _put(kept: Commitment) -> None:
    days = list(kept.records.filter(deleted_at=None).values_list("day", flat=True))
    rescheduled(kept, days)
    kept.records_count = len(days)
    kept.version += 1
    kept.save()


def _log(kept: Commitment, person: Person, action: str, **detail: object) -> None:
    log_append(
        county_code=kept.county_code,
        actor=person.user.username,
        action=action,
        object_kind="commitment",
        object_key=str(kept.pk),
        detail={name: value for name, value in detail.items() if value},
    )
