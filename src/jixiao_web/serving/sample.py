"""`jixiao serve --sample`: the sample county in a database that holds nothing else, and who may log in there."""

from __future__ import annotations

from typing import NamedTuple

from jixiao_web.serving.errors import ServingError

TRY = "/try/"


class Account(NamedTuple):
    """Somebody of the sample county; everybody has the same password."""

    unit: str
    role: str
    username: str
    password: str


class Sample(NamedTuple):
    """What is there to try: accounts, those of the whole county first, and the page for it, where there is one."""

    accounts: tuple[Account, ...]
    page: str


def sample_load() -> Sample:
    """Load the sample county, or what of it is missing; nothing that is there is changed.

    Raises:
        ServingError: the database holds somebody else's data, among which accounts with a known password have no place.
    """
    from jixiao_web.accounts.models import Unit, User
    from jixiao_web.audit.models import Entry
    from jixiao_web.sample.loading import COUNTY, PASSWORD, county_load

    if not Entry.objects.filter(county_code=COUNTY, action="sample_loaded").exists() and (
        User.objects.exists() or Unit.objects.exists()
    ):
        raise ServingError("not_for_sample")
    accounts = (Account(unit, role, username, PASSWORD) for username, _name, role, unit in county_load())
    return Sample(tuple(accounts), TRY if _answers(TRY) else "")


def _answers(path: str) -> bool:
    from django.urls import Resolver404, resolve

    try:
        resolve(path)
    except Resolver404:
        return False
    return True
