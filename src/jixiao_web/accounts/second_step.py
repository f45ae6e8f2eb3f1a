"""The second step of the log-in: set up, asked for, switched off; every service is one transaction with its entry.

Between password and code nobody is logged in: an anonymous session remembers for minutes whose password was right.
"""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from jixiao_web.accounts import codes, throttle
from jixiao_web.accounts.errors import LogInExpired, StepDemanded, StepIsOn, TooManyTries, WrongCode
from jixiao_web.accounts.events import keys_of, own_log
from jixiao_web.accounts.models import RecoveryCode, SecondStep, User
from jixiao_web.accounts.policy import Person
from jixiao_web.accounts.sessions import SessionStore, sessions_end

PENDING = "log_in_begun"
PENDING_SECONDS = 5 * 60
MARK = "second_step"
"""In a session that was begun with a code."""


class Standing(NamedTuple):
    """How a person's second step stands, for the own page."""

    is_on: bool
    is_demanded: bool
    codes_left: int


def standing_of(person: Person) -> Standing:
    """Whether a code is asked for, whether it must be, and how many recovery codes are left."""
    is_on = step_of(person.user) is not None
    return Standing(is_on, is_demanded(person), RecoveryCode.objects.filter(user=person.user).count() if is_on else 0)


def step_of(user: User) -> SecondStep | None:
    """A person's second step, if it is switched on."""
    return SecondStep.objects.filter(user=user, confirmed_at__isnull=False).first()


def is_demanded(person: Person) -> bool:
    """Whether a role of this person may only be used with a second step."""
    return any(role.value in settings.TOTP_ROLES for role in person.roles)


def log_in_begin(*, request: HttpRequest, user: User, next_page: str) -> None:
    """Remember whose password was right, until the code is there."""
    request.session.cycle_key()
    request.session[PENDING] = {
        "user": str(user.pk), "hash": user.get_session_auth_hash(), "at": time.time(), "next": next_page,
    }  # fmt: skip


def log_in_begun(request: HttpRequest) -> dict[str, Any]:
    """What was remembered.

    Raises:
        LogInExpired: nothing, or too long ago.
    """
    begun: dict[str, Any] | None = request.session.get(PENDING)
    if not begun or not 0 <= time.time() - begun["at"] < PENDING_SECONDS:
        raise LogInExpired
    return begun


def log_in_finish(*, request: HttpRequest, code: str) -> str:
    """Log in whose password was right, by a code; returns the page that the person wanted.

    Raises:
        LogInExpired: the password was too long ago, or has changed; the account has been locked.
        TooManyTries, WrongCode: as `_spend`.
    """
    begun = log_in_begun(request)
    user = User.objects.filter(pk=begun["user"], is_active=True).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), begun["hash"]):
        raise LogInExpired
    address = throttle.address_of(request)
    kind = _spend(user, code, address)
    del request.session[PENDING]
    session_begin(request=request, user=user, address=address, by=kind)
    return str(begun["next"])


def session_begin(*, request: HttpRequest, user: User, address: str, by: str = "") -> None:
    """Begin a person's session; `by` is the kind of the code that was given, empty where none was asked for."""
    SessionStore.clear_expired()
    with transaction.atomic():
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        now = timezone.now()
        request.session.set_expiry(now + timedelta(seconds=settings.SESSION_COOKIE_AGE))
        request.session["begun"] = now.isoformat()
        request.session["address"] = address[:45]
        request.session["agent"] = request.headers.get("User-Agent", "")[:200]
        request.session[MARK] = bool(by)
        own_log(Person.of(user), "logged_in", address=address, **({"by": by} if by else {}))


def setup_begin(*, person: Person) -> SecondStep:
    """A secret to be confirmed: the one of an earlier visit where it was not confirmed.

    Raises:
        StepIsOn: it is switched on already.
    """
    step, _ = SecondStep.objects.get_or_create(user=person.user, defaults={"seed": codes.new_seed()})
    if step.confirmed_at:
        raise StepIsOn
    return step


def step_on(*, request: HttpRequest, person: Person, code: str) -> list[str]:
    """Switch the second step on by a code of the app; other sessions of the account end.

    Returns:
        Ten recovery codes, which nobody can read again later.
    Raises:
        StepIsOn, TooManyTries, WrongCode.
    """
    _try(person.user, throttle.address_of(request))
    step = setup_begin(person=person)
    with transaction.atomic():
        used = _used(step, codes.plain(code))
        won = used and SecondStep.objects.filter(
            pk=step.pk, seed=step.seed, confirmed_at__isnull=True
        ).update(confirmed_at=timezone.now(), last_step=used)  # fmt: skip
        if not won:
            raise WrongCode
        made = _renew(person.user)
        sessions_end(user=person.user, keep=request.session.session_key)
        own_log(person, "second_step_on", **keys_of(person.user, step.seed))
    request.session[MARK] = True
    throttle.try_succeeded(str(person.user.pk), throttle.address_of(request), "code")
    return made


def step_off(*, request: HttpRequest, person: Person, code: str) -> None:
    """Switch the second step off; the form has seen the password.

    Raises:
        StepDemanded: a role of this person demands it. TooManyTries, WrongCode: as `_spend`.
    """
    if is_demanded(person):
        raise StepDemanded
    _spend(person.user, code, throttle.address_of(request))
    with transaction.atomic():
        step_forget(person.user)
        own_log(person, "second_step_off")
    request.session[MARK] = False


def recovery_renew(*, request: HttpRequest, person: Person, code: str) -> list[str]:
    """Ten other recovery codes; the earlier ones work no more.

    Raises:
        TooManyTries, WrongCode: as `_spend`.
    """
    _spend(person.user, code, throttle.address_of(request))
    with transaction.atomic():
        made = _renew(person.user)
        own_log(person, "recovery_codes_made", **keys_of(person.user))
    return made


def step_forget(user: User) -> bool:
    """Forget an account's second step; the caller has the right and logs it. False if there was none."""
    RecoveryCode.objects.filter(user=user).delete()
    return SecondStep.objects.filter(user=user).delete()[0] > 0


def _spend(user: User, code: str, address: str) -> str:
    """Take a code of the app or a recovery code; it works never again. Returns its kind.

    Raises:
        TooManyTries: the account or the address has tried too often; the code was not looked at.
        WrongCode: it is none, or was used before.
    """
    _try(user, address)
    words = codes.plain(code)
    with transaction.atomic():
        kind = _taken(user, words)
        if kind != "code":  # one of the app is nothing to be told
            own_log(Person.of(user), "recovery_code_used" if kind else "code_refused")
    if not kind:
        raise WrongCode
    throttle.try_succeeded(str(user.pk), address, "code")
    return kind


def _taken(user: User, words: str) -> str:
    """The kind of the code that was taken; empty where none was."""
    step = step_of(user)
    if step is None:
        return ""
    if _is_recovery(user, words):
        return "recovery"
    used = _used(step, words)
    won = used and SecondStep.objects.filter(pk=step.pk, last_step__lt=used).update(last_step=used)
    return "code" if won else ""


def _try(user: User, address: str) -> None:
    if not throttle.try_begin(str(user.pk), address, "code"):
        raise TooManyTries


def _used(step: SecondStep, words: str) -> int | None:
    if not codes.is_of_app(words):
        return None
    return codes.step_of_code(codes.secret_of(step), words, time.time(), step.last_step)


def _is_recovery(user: User, words: str) -> bool:
    digest = codes.digest_of(user, words)
    return RecoveryCode.objects.filter(user=user, digest=digest).delete()[0] == 1


def _renew(user: User) -> list[str]:
    made = codes.new_recovery_codes()
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=codes.digest_of(user, each)) for each in made)
    return made
