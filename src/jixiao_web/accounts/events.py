"""Entries of the log about accounts: every one inside the transaction of its event."""

from __future__ import annotations

from jixiao_web.accounts.models import User
from jixiao_web.accounts.policy import Person
from jixiao_web.accounts.selectors import county_of
from jixiao_web.audit.log import log_append


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
