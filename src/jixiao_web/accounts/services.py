"""Everything that changes an account; every service is one transaction with its log entry.

Imports are the business of `imports_units.py` and `imports_accounts.py`.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth import authenticate, logout, update_session_auth_hash
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from jixiao_web.accounts import throttle
from jixiao_web.accounts.codes import LETTERS
from jixiao_web.accounts.errors import NameTaken, OwnAccount, TooManyTries, WrongPassword
from jixiao_web.accounts.events import account_log, credential_of, own_log
from jixiao_web.accounts.models import OF_UNIT, Appointment, Role, Unit, User
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.accounts.second_step import log_in_begin, session_begin, step_forget, step_of
from jixiao_web.accounts.selectors import account_of, county_of, managed_county
from jixiao_web.accounts.sessions import sessions_end

SERVER = Person(User(username="(server)"), ())
"""Who acts where a command does: a name that no account can have, in no role."""


class Issued(NamedTuple):
    """An account with its initial password, which nobody can read again later."""

    user: User
    password: str


def person_log_in(*, request: HttpRequest, username: str, password: str, next_page: str = "") -> bool:
    """Log somebody in.

    Returns:
        False where a code is still wanted, to which `log_in_finish` is told `next_page`.
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
    if step_of(user):
        log_in_begin(request=request, user=user, next_page=next_page)
        return False
    session_begin(request=request, user=user, address=address)
    return True


def person_log_out(*, request: HttpRequest, person: Person | None) -> None:
    """End this session."""
    with transaction.atomic():
        if person is not None:
            own_log(person, "logged_out")
        logout(request)


def password_change(*, request: HttpRequest, person: Person, password: str) -> None:
    """Give a person another password; other sessions of the account end, this one stays."""
    with transaction.atomic():
        person.user.set_password(password)
        person.user.must_change_password = False
        person.user.save(update_fields=["password", "must_change_password"])
        ended = sessions_end(user=person.user, keep=request.session.session_key)
        own_log(person, "password_changed", sessions=ended, credential=credential_of(person.user))
    update_session_auth_hash(request, person.user)


def sessions_end_others(*, request: HttpRequest, person: Person) -> int:
    """End a person's sessions but this one; returns how many."""
    with transaction.atomic():
        ended = sessions_end(user=person.user, keep=request.session.session_key)
        if ended:
            own_log(person, "sessions_ended", sessions=ended)
    return ended


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
            told = {"full_name": full_name, "roles": [*roles], "unit": unit.code if unit else ""}
            account_log(person, county, "account_created", user, credential=credential_of(user), **told)
    except IntegrityError:
        raise NameTaken from None
    return Issued(user, word)


def account_lock(*, person: Person, user_id: uuid.UUID) -> User:
    """Lock an account: its sessions end at once.

    Raises: as `managed_account`.
    """
    return _set_active(person, user_id, False, "account_locked")


def account_unlock(*, person: Person, user_id: uuid.UUID) -> User:
    """Open a locked account again.

    Raises: as `managed_account`.
    """
    return _set_active(person, user_id, True, "account_unlocked")


def password_reset(*, person: Person, user_id: uuid.UUID) -> Issued:
    """Give an account a new initial password.

    Raises: as `managed_account`.
    """
    word = initial_password()
    hashed = make_password(word)
    with transaction.atomic():
        user, county = managed_account(person, user_id)
        user.password, user.must_change_password = hashed, True
        user.save(update_fields=["password", "must_change_password"])
        told = {"sessions": sessions_end(user=user), "credential": credential_of(user)}
        account_log(person, county, "password_reset", user, **told)
    return Issued(user, word)


def second_step_reset(*, person: Person, user_id: uuid.UUID) -> User:
    """Forget the second step of somebody who has lost the telephone; the account's sessions end.

    Raises: as `managed_account`.
    """
    with transaction.atomic():
        user, county = managed_account(person, user_id)
        if step_forget(user):
            account_log(person, county, "second_step_reset", user, sessions=sessions_end(user=user))
    return user


def second_step_reset_at_server(*, user: User) -> bool:
    """As `second_step_reset`, by whoever has the server itself; told in the log as done by `server`."""
    with transaction.atomic():
        forgotten = step_forget(user)
        if forgotten:
            ended, county = sessions_end(user=user), county_of(Person.of(user))
            if county:
                account_log(SERVER, county, "second_step_reset", user, sessions=ended)
    return forgotten


def initial_password() -> str:
    """A password for the first log-in: easy to read out and to type, 59 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def managed_account(person: Person, user_id: uuid.UUID) -> tuple[User, str]:
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


def _set_active(person: Person, user_id: uuid.UUID, active: bool, action: str) -> User:
    with transaction.atomic():
        user, county = managed_account(person, user_id)
        if user.is_active is not active:
            user.is_active = active
            user.save(update_fields=["is_active"])
            account_log(person, county, action, user, **({} if active else {"sessions": sessions_end(user=user)}))
    return user
