"""Everything that changes an account; every service is one transaction with its log entry.

Imports are the business of `imports_units.py` and `imports_accounts.py`.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth import authenticate, login, update_session_auth_hash
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from jixiao_web.accounts import throttle
from jixiao_web.accounts.errors import NameTaken, OwnAccount, TooManyTries, WrongPassword
from jixiao_web.accounts.models import OF_UNIT, Appointment, Role, Unit, User
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.accounts.selectors import account_of, county_of, managed_county
from jixiao_web.audit.log import log_append

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters of initial passwords: none that print mistakes for another."""


class Issued(NamedTuple):
    """An account with its initial password, which nobody can read again later."""

    user: User
    password: str


def person_log_in(*, request: HttpRequest, username: str, password: str) -> User:
    """Log somebody in.

    Raises:
        TooManyTries: the account or the address has tried too often; the password was not looked at.
        WrongPassword: no account works with this name and password.
    """
    address = throttle.address_of(request)
    if not throttle.try_begin(username, address):
        raise TooManyTries
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        raise WrongPassword
    throttle.try_succeeded(username, address)
    with transaction.atomic():
        login(request, user)
        _log_own(Person.of(user), "logged_in", address=address)
    return user


def password_change(*, request: HttpRequest, person: Person, password: str) -> None:
    """Give a person another password; other sessions of the account end, this one stays."""
    with transaction.atomic():
        person.user.set_password(password)
        person.user.must_change_password = False
        person.user.save(update_fields=["password", "must_change_password"])
        _log_own(person, "password_changed")
    update_session_auth_hash(request, person.user)


def own_change(*, person: Person, **chosen: str) -> None:
    """Keep a person's language (`language`) or money unit (`money_unit`). A taste, no event: the log is left alone."""
    User.objects.filter(pk=person.user.pk).update(**chosen)


def account_create(
    *, person: Person, username: str, full_name: str, roles: Iterable[Role], unit: Unit | None
) -> Issued:
    """Make an account with roles in a unit or in the county; its owner must change the password at the first log-in.

    Raises:
        PermissionDenied: this person does not manage the county.
        NameTaken: there is such an account.
    """
    county = managed_county(person)
    if unit is not None:
        person.demand(Action.MANAGE, unit)
    word = initial_password()
    user = User(username=username, full_name=full_name, password=make_password(word), must_change_password=True)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            for role in roles:
                Appointment.objects.create(
                    county_code=county, user=user, role=role, unit=unit if role in OF_UNIT else None
                )
            _log(person, county, "account_created", user, roles=list(roles), unit=unit.code if unit else "")
    except IntegrityError:
        raise NameTaken from None
    return Issued(user, word)


def account_lock(*, person: Person, user_id: object) -> User:
    """Lock an account: its sessions end at once.

    Raises: as `_managed`.
    """
    return _set_active(person, user_id, False, "account_locked")


def account_unlock(*, person: Person, user_id: object) -> User:
    """Open a locked account again.

    Raises: as `_managed`.
    """
    return _set_active(person, user_id, True, "account_unlocked")


def password_reset(*, person: Person, user_id: object) -> Issued:
    """Give an account a new initial password.

    Raises: as `_managed`.
    """
    word = initial_password()
    hashed = make_password(word)
    with transaction.atomic():
        user, county = _managed(person, user_id)
        user.password, user.must_change_password = hashed, True
        user.save(update_fields=["password", "must_change_password"])
        _log(person, county, "password_reset", user)
    return Issued(user, word)


def initial_password() -> str:
    """A password for the first log-in: easy to read out and to type, 59 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def _managed(person: Person, user_id: object) -> tuple[User, str]:
    """An account that a person manages, and its county.

    Raises:
        PermissionDenied: not an account of a county that the person manages.
        OwnAccount: the person's own.
    """
    county = managed_county(person)
    if user_id == person.user.pk:
        raise OwnAccount
    user = account_of(county, user_id)
    if user is None:
        raise PermissionDenied(Action.MANAGE.value)
    return user, county


def _set_active(person: Person, user_id: object, active: bool, action: str) -> User:
    with transaction.atomic():
        user, county = _managed(person, user_id)
        if user.is_active is not active:
            user.is_active = active
            user.save(update_fields=["is_active"])
            _log(person, county, action, user)
    return user


def _log(person: Person, county: str, action: str, user: User, **detail: object) -> None:
    log_append(
        county_code=county,
        actor=person.user.username,
        action=action,
        object_kind="account",
        object_key=str(user.pk),
        detail={"username": user.username, **detail},
    )


def _log_own(person: Person, action: str, **detail: object) -> None:
    county = county_of(person)
    if county:
        _log(person, county, action, person.user, **detail)
