"""The access table: every person at every address. A new address without a line in `access.py` fails here."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from jixiao_web.accounts.models import User

from .access import ALL, OUTSIDE, STRANGER, TABLE
from .world import CASES, LOGIN, PATTERNS, addresses


def test_every_address_has_a_line_and_every_line_an_address():
    assert set(PATTERNS) == set(TABLE)


@pytest.mark.parametrize(("name", "access"), CASES)
def test_everybody_gets_in_just_where_the_table_says(world, name, access):
    got_in = set()
    for person in sorted(ALL):
        response, content = world.ask(name, access, person)
        assert response.status_code < 500, (person, content[:2000])
        assert not to_log_in(response) or name == "accounts:logout", person
        if response.status_code not in (403, 404):
            got_in.add(person)
        if person in OUTSIDE:
            assert world.unit.name not in content, f"{person} read the unit's name"
    assert got_in == access.who


@pytest.mark.parametrize(("name", "access"), CASES)
def test_a_stranger_is_sent_to_log_in(world, name, access):
    response, content = world.ask(name, access, STRANGER)
    if name == "rest:openapi":
        assert response.status_code == 401  # programs do not follow to a form
        return
    assert access.public or to_log_in(response), response.status_code
    assert response.status_code < 400
    assert world.unit.name not in content


@pytest.mark.parametrize(("name", "access"), CASES)
def test_asking_the_wrong_way_changes_nothing(world, name, access):
    """A link that somebody is lured to cannot do what a form does."""
    methods = {line.method for line in TABLE[name]}
    if methods == {"post"}:
        response, _ = world.ask(name, access._replace(method="get"), sorted(access.who)[0])
        assert response.status_code == 405
    if access.method == "post":
        client = Client(enforce_csrf_checks=True)
        client.cookies = world.clients[sorted(access.who)[0]].cookies.copy()
        world.clients["lured"] = client
        response, _ = world.ask(name, access, "lured")
        assert response.status_code == 403, "no form without its token"


def upkeep() -> list[str]:
    site = next(each for each in get_resolver().url_patterns if getattr(each, "namespace", "") == "admin")
    names = {name for name, _ in addresses(site)}
    return sorted(name for name in names if re.search("index|changelist|_add|password_change$|autocomplete", name))


@pytest.mark.parametrize("name", upkeep())
def test_upkeep_is_for_nobody_of_the_county(world, name):
    for person in sorted(ALL):
        response = world.clients[person].get(reverse(f"admin:{name}"))
        assert response.status_code == 302 and response.url.startswith("/upkeep/login/"), person


def test_a_superuser_looks_at_upkeep_and_changes_no_account(world):
    root = User.objects.create_superuser("root")
    client = Client()
    client.force_login(root)
    for name in upkeep():
        allowed = not name.startswith("accounts_") or "changelist" in name
        if name not in ("autocomplete",):
            assert (client.get(reverse(f"admin:{name}")).status_code == 200) is allowed, name


def to_log_in(response) -> bool:
    return response.status_code == 302 and response.url.startswith(LOGIN)
