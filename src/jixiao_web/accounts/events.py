"""Entries of the log about accounts: every one inside the transaction of its event."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction

from jixiao_web.accounts.models import RecoveryCode, User
from jixiao_web.accounts.policy import Person
from jixiao_web.accounts.selectors import county_of
from jixiao_web.audit.log import log_append


def credential_of(user: User) -> str:
    """What the log keeps of a password: the hash of its slow, salted hash, by which nobody can find it."""
    return hash_of(user.password)


def keys_of(user: User, seed: str = "") -> dict[str, Any]:
    """What the log keeps of a second step: hashes of its seed and of its recovery codes' keyed hashes."""
    digests = RecoveryCode.objects.filter(user=user).values_list("digest", flat=True)
    told = {"recovery_codes": sorted(hash_of(digest) for digest in digests)}
    return {"seed": hash_of(seed), **told} if seed else told


def hash_of(words: str) -> str:
    """Of something secret enough to be told by its hash."""
    return hashlib.sha256(words.encode()).hexdigest()


def account_log(person: Person, county: str, action: str, user: User, **detail: object) -> None:
    """Tell what a person did to an account."""
    log_append(
        county_code=county,
        actor=person.user.username,
        action=action,
        object_kind="account",
        object_key=str(user.pk),
        detail={"username": user.username, **detail},
    )


def own_log(person: Person, action: str, **detail: object) -> None:
    """Tell what a person did to the own account; somebody without a role belongs to no county's log."""
    county = county_of(person)
    if county:
        account_log(person, county, action, person.user, **detail)


def rehashed_log(user: User) -> None:
    """Tell that a password has been put under a newer hash, which is no change of anybody's."""
    with transaction.atomic():
        own_log(Person.of(user), "password_rehashed", credential=credential_of(user))
