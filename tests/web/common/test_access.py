"""The access table: every person at every address. A new address without a line in `access.py` fails here."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from jixiao_web.accounts.models import Appointment, Role, Unit, User
from jixiao_web.accounts.policy import Person
from jixiao_web.filings.models import Filing, Source
from jixiao_web.filings.services import filing_begin
from jixiao_web.review.models import Comment

from .access import ALL, ARGUMENTS, OUTSIDE, STRANGER, TABLE, WORDS, Access

COUNTY, FAR = "990128", "990129"
LOGIN = "/account/login/"


def addresses(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the project by its name; Django's own upkeep pages have tests of their own below."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern
        elif pattern.namespace != "admin":
            yield from addresses(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""))


PATTERNS = dict(addresses(get_resolver()))


def test_every_address_has_a_line_and_every_line_an_address():
    assert set(PATTERNS) == set(TABLE)


class World:
    """The unit's filing, and everybody who might want to see it."""

    def __init__(self, unit: Unit, other_unit: Unit, plan) -> None:
        self.unit = unit
        far_unit = Unit.objects.create(county_code=FAR, code="1", name="远县单位")
        roles = {
            "filler": (Role.FILLER, COUNTY, unit),
            "reviewer": (Role.UNIT_REVIEWER, COUNTY, unit),
            "finance": (Role.FINANCE_REVIEWER, COUNTY, None),
            "manager": (Role.ADMINISTRATOR, COUNTY, None),
            "auditor": (Role.AUDITOR, COUNTY, None),
            "other_filler": (Role.FILLER, COUNTY, other_unit),
            "other_reviewer": (Role.UNIT_REVIEWER, COUNTY, other_unit),
            "far_finance": (Role.FINANCE_REVIEWER, FAR, None),
            "far_manager": (Role.ADMINISTRATOR, FAR, None),
        }
        self.clients = {STRANGER: Client(raise_request_exception=False)}
        for name in sorted(ALL):
            user = User.objects.create(username=name, full_name=name)
            if name in roles:
                role, county, own = roles[name]
                Appointment.objects.create(county_code=county, user=user, role=role, unit=own)
            self.clients[name] = Client(raise_request_exception=False)
            self.clients[name].force_login(user)
        filler = Person.of(User.objects.get(username="filler"))
        self.filing = filing_begin(person=filler, unit=unit, year=2025, document=plan)
        Source.objects.create(
            county_code=COUNTY, filing=self.filing, name="a.docx", sha256="", reading="{}", lines="[]"
        )
        self.comment = Comment.objects.create(
            county_code=COUNTY, filing=self.filing, text="请补充", author=User.objects.get(username="finance")
        )
        self.user = User.objects.create(username="patient")
        Appointment.objects.create(county_code=COUNTY, user=self.user, role=Role.FILLER, unit=unit)
        assert far_unit.pk

    def ask(self, name: str, access: Access, person: str):
        """Ask for an address as a person, and undo what that did."""
        keys = {"filing": self.filing.pk, "comment": self.comment.pk, "user": self.user.pk}
        parts = PATTERNS[name].pattern.converters
        kwargs = {part: keys[ARGUMENTS[part]] if part in ARGUMENTS else WORDS[part] for part in parts}
        data = {key: value.format(**keys) for key, value in access.data.items()}
        if name == "filings:compare":
            data = {"from": "1"}
        with transaction.atomic():
            Filing.objects.filter(pk=self.filing.pk).update(state=access.state)
            client = self.clients[person]
            cookies = client.cookies.copy()
            response = getattr(client, access.method)(reverse(name, kwargs=kwargs), data)
            content = b"".join(response.streaming_content) if response.streaming else response.content
            transaction.set_rollback(True)
        client.cookies = cookies
        return response, content.decode("utf-8", "replace")


@pytest.fixture
def world(unit, other_unit, mended_plan) -> World:
    return World(unit, other_unit, mended_plan)


CASES = [
    pytest.param(name, access, id=f"{name}-{n}") for name, lines in TABLE.items() for n, access in enumerate(lines)
]


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
        allowed = not name.startswith("accounts_") or name.startswith("accounts_region") or "changelist" in name
        if name not in ("autocomplete",):
            assert (client.get(reverse(f"admin:{name}")).status_code == 200) is allowed, name


def to_log_in(response) -> bool:
    return response.status_code == 302 and response.url.startswith(LOGIN)
