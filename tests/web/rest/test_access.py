"""The API's access table: every person at every operation, every token without its scopes, every stranger."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.utils.translation import override

from jixiao_web.filings.models import Filing
from jixiao_web.rest.openapi import openapi
from jixiao_web.rest.scopes import Scope
from jixiao_web.rest.tokens import token_make

from ..common.access import ALL, OUTSIDE, STRANGER
from ..common.world import World, made_once
from .access import TABLE, Line

with override("zh-hans"):
    OPERATIONS = {
        told["operationId"]: (method, path, told)
        for path, methods in openapi()["paths"].items()
        for method, told in methods.items()
    }

CASES = [pytest.param(name, line, id=f"{name}-{n}") for name, lines in TABLE.items() for n, line in enumerate(lines)]


def test_every_operation_has_a_line_and_every_line_an_operation():
    assert set(OPERATIONS) == set(TABLE)


class Programs(World):
    """The world of the pages' access table, asked by programs."""

    def __init__(self, *things) -> None:
        super().__init__(*things)
        from jixiao_web.accounts.models import User
        from jixiao_web.accounts.policy import Person
        from jixiao_web.rest.models import Token

        self.people = {name: Person.of(User.objects.get(username=name)) for name in ALL}
        self.secrets: dict[tuple[str, tuple[Scope, ...]], str] = {}
        self.tokens = Token

    def secret(self, person: str, scopes: tuple[Scope, ...]) -> str:
        """A token of a person; somebody without a role has one of earlier days."""
        from jixiao_web.rest.tokens import digest_of

        if not self.people[person].appointments:
            secret = f"jx_{person}-{'-'.join(scope.value for scope in scopes)}"
            self.tokens.objects.get_or_create(
                sha256=digest_of(secret),
                defaults={
                    "county_code": "990128",
                    "user": self.people[person].user,
                    "scopes": " ".join(scope.value for scope in scopes),
                    "expires_at": "2099-01-01T00:00Z",
                },
            )
            return secret
        key = (person, scopes)
        if key not in self.secrets:
            self.secrets[key] = token_make(person=self.people[person], name="x", scopes=scopes, days=1).secret
        return self.secrets[key]

    def call(self, name: str, line: Line, headers: dict[str, str], client: Client | None = None):
        """Ask for an operation, and undo what that did."""
        method, path, _told = OPERATIONS[name]
        keys = {"unit": str(self.unit.pk), "filing": str(self.filing.pk)}
        own = {"filing_id": self.filing.pk, "comment_id": self.comment.pk, "ledger_id": self.ledger.pk}
        filled = path.format(**own, number=1, kind="docx")
        query = {key: str(value).format(**keys) for key, value in line.query.items()}
        filled += f"?{urlencode(query)}" if query else ""
        content = json.dumps(line.content) if line.content is not None else ""
        for key, value in keys.items():
            content = content.replace(f"{{{key}}}", value)
        with transaction.atomic():
            Filing.objects.filter(pk=self.filing.pk).update(state=line.state)
            client = client or Client(raise_request_exception=False)
            ask = getattr(client, method)
            if name == "filing_begin_from_file":
                from django.core.files.uploadedfile import SimpleUploadedFile

                file = SimpleUploadedFile("a.json", b'{"schema": "jixiao/document/1"}')
                response = ask(filled, {"file": file, "unit": keys["unit"], "year": 2030}, headers=headers)
            elif method == "get":
                response = ask(filled, headers=headers)
            else:
                response = ask(filled, content, content_type="application/json", headers=headers)
            transaction.set_rollback(True)
        return response


@pytest.fixture(scope="module")
def _made_once(django_db_setup, django_db_blocker, mended_plan):
    with django_db_blocker.unblock(), made_once(Programs, mended_plan) as programs:
        yield programs


@pytest.fixture
def programs(_made_once, db) -> Programs:
    _made_once.secrets.clear()  # tokens are undone with the test that made them
    return _made_once


@pytest.mark.parametrize(("name", "line"), CASES)
def test_every_program_gets_in_just_where_the_table_says(programs, name, line):
    got_in = set()
    for person in sorted(ALL):
        headers = {"authorization": f"Bearer {programs.secret(person, tuple(Scope))}"}
        response = programs.call(name, line, headers)
        assert response.status_code < 500, response.content
        if response.status_code not in (403, 404):
            got_in.add(person)
        if person in OUTSIDE:
            own = {"other_filler", "other_reviewer"}
            assert programs.unit.name not in response.content.decode("utf-8", "replace") or person in own - OUTSIDE
    assert got_in == line.who


@pytest.mark.parametrize(("name", "line"), CASES)
def test_a_token_without_the_scope_opens_nothing(programs, name, line):
    wanted = {Scope(scope) for scope in OPERATIONS[name][2]["x-scopes"]}
    lacking = tuple(scope for scope in Scope if scope not in wanted)
    if not lacking:
        return
    for person in sorted(line.who):
        headers = {"authorization": f"Bearer {programs.secret(person, lacking)}"}
        response = programs.call(name, line, headers)
        assert response.status_code == 403 and response.json()["code"] == "scope_missing", person


@pytest.mark.parametrize(("name", "line"), CASES)
def test_neither_a_stranger_nor_a_cookie_opens_anything(programs, name, line):
    somebody = programs.clients[sorted(line.who)[0]]
    for client in (programs.clients[STRANGER], somebody):
        for headers in ({}, {"authorization": "Bearer jx_wrong"}, {"authorization": "Basic YTph"}):
            response = programs.call(name, line, headers, client)
            assert response.status_code == 401 and response.json()["code"] == "no_token"
            assert response["WWW-Authenticate"].startswith("Bearer")
