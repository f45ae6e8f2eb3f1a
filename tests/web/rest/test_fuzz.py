"""The API asked by schemathesis with what its schema allows and with what it does not, as people of different rights.

Nothing may answer with 5xx or otherwise than the schema says, no operation may do without a token, and another county's
rows must neither be told nor changed. `JIXIAO_FUZZ` multiplies the number of examples.
"""

from __future__ import annotations

import contextlib
import copy
import os
import random
import uuid
import warnings

import msgspec
import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jixiao_web.accounts.models import Appointment, Role, Unit, User
from jixiao_web.accounts.policy import Person
from jixiao_web.audit.models import Entry
from jixiao_web.filings.models import Filing, Revision, RowChange
from jixiao_web.filings.rows import blank
from jixiao_web.filings.services import filing_begin, filing_move
from jixiao_web.rest import limits
from jixiao_web.rest.scopes import Scope
from jixiao_web.rest.tokens import token_make
from jixiao_web.review.models import Comment, ReviewSheet
from jixiao_web.review.services import comment_add
from jixiao_web.spending.models import Ledger

schemathesis = pytest.importorskip("schemathesis")

FAR = "990129"
SECRET = "远县不可外传"
EXAMPLES = 3 * int(os.environ.get("JIXIAO_FUZZ", "1"))
NOBODY_KNOWS = uuid.UUID(int=7)


@pytest.fixture
def far(db, mended_plan):
    """Another county with a filing under review and a comment, all of it marked."""
    unit = Unit.objects.create(county_code=FAR, code="1", name=f"{SECRET}单位")
    people = {}
    for role in (Role.FILLER, Role.UNIT_REVIEWER, Role.FINANCE_REVIEWER):
        user = User.objects.create(username=f"far-{role.value}", full_name=f"{SECRET}人")
        own = unit if role in (Role.FILLER, Role.UNIT_REVIEWER) else None
        Appointment.objects.create(county_code=FAR, user=user, role=role, unit=own)
        people[role] = Person.of(user)
    filing = filing_begin(person=people[Role.FILLER], unit=unit, year=2025, document=mended_plan)
    filing_move(person=people[Role.FILLER], filing_id=filing.pk, move="submit", seen="draft")
    filing_move(person=people[Role.UNIT_REVIEWER], filing_id=filing.pk, move="pass", seen="unit_review")
    comment = comment_add(person=people[Role.FINANCE_REVIEWER], filing_id=filing.pk, path="", text=f"{SECRET}意见")
    ledger = Ledger.objects.create(county_code=FAR, unit=unit, plan=filing, year=2025, ordinal=1, name=f"{SECRET}项目")
    return unit, filing, comment, ledger


def rows_of_far() -> list[object]:
    """Everything that the other county has."""
    tables = (Unit, Filing, Revision, RowChange, Comment, ReviewSheet, Entry, Appointment, Ledger)
    return [sorted(map(repr, table._default_manager.filter(county_code=FAR).values_list())) for table in tables]


@pytest.fixture
def near(aili, baihe_unit, baihe, unit, mended_plan):
    """Filings of the own county in several states, by the keys that a path may name."""
    from jixiao.model import Document

    draft = filing_begin(
        person=aili, unit=unit, year=2026, document=blank(Document(kind="performance_plan", profile="hebei"))
    )
    reviewed = filing_begin(person=aili, unit=unit, year=2025, document=mended_plan)
    filing_move(person=aili, filing_id=reviewed.pk, move="submit", seen="draft")
    filing_move(person=baihe_unit, filing_id=reviewed.pk, move="pass", seen="unit_review")
    said = comment_add(person=baihe, filing_id=reviewed.pk, path="projects[0].purpose", text="请补充")
    ledger = Ledger.objects.create(county_code="990128", unit=unit, plan=reviewed, year=2025, ordinal=1)
    return draft, reviewed, said, ledger


ODD = (
    None,
    "",
    "待填",
    "\u0000",
    "1e999",
    "NaN",
    -1,
    2**70,
    0.5,
    [],
    {},
    [[]],
    {"at": {}},
    "9" * 40,
    "２",
    "≥\n",
    "\U0001f600" * 9,
)
"""What stands where it should not."""


def damaged(plan: dict, seed: int) -> object:
    """A plan with something changed at a few places; with nothing at all changed once in a while."""
    chance, plan = random.Random(seed), copy.deepcopy(plan)
    for _ in range(chance.choice((0, 0, 1, 2, 3))):
        spots = [
            (holder, key)
            for holder in _holders(plan)
            for key in (holder if isinstance(holder, dict) else range(len(holder)))
        ]
        holder, key = chance.choice(spots)
        if chance.random() < 0.3:
            del holder[key]
        elif chance.random() < 0.3 and isinstance(holder, list):
            holder += [copy.deepcopy(holder[key]) for _ in range(chance.choice((1, 30)))]
        else:
            holder[key] = chance.choice(ODD)
    return plan


def _holders(value: object) -> list:
    own = [value] if isinstance(value, dict | list) and value else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return own + [each for one in inner for each in _holders(one)]


ANSWERED = {"aili": 12, "baihe": 10, "administrator": 10, "chali": 3, "nobody_at_all": 1}
"""Who asks, and how many operations at least must have worked for this person: else the fuzz would prove nothing."""


DOCUMENTS = ("POST /api/v1/filings/from-document", "PUT /api/v1/filings/{filing_id}/document")
"""Operations that take a whole document: asked with a real one, damaged."""


def schema_for(secret: str):
    """The API's schema as it is served, but the documents': to make one from it takes a minute, and it is noise."""
    told = Client().get("/api/v1/openapi.json", headers={"authorization": f"Bearer {secret}"}).json()
    for label in DOCUMENTS:
        method, path = label.split(" ")
        body = told["paths"][path][method.lower()]["requestBody"]
        body["content"]["application/json"]["schema"] = {"type": "object"}
    schema = schemathesis.openapi.from_dict(told)
    schema.app = get_wsgi_application()
    return schema


class Fuzz:
    """Asks every operation as one person."""

    def __init__(self, schema, secret: str, keys: dict[str, list[str]], plan: dict) -> None:
        self.schema, self.secret, self.keys, self.plan = schema, secret, keys, plan
        self.asked, self.turn, self.answered = 0, 0, set()
        checks = schemathesis.checks.CHECKS
        names = ("not_a_server_error", "status_code_conformance", "content_type_conformance",
                 "response_schema_conformance", "ignored_auth")  # fmt: skip
        self.checks = [check for check in checks.get_all() if check.__name__ in names]
        assert len(self.checks) == len(names)

    def run(self) -> None:
        for result in self.schema.get_all_operations():
            operation = result.ok()
            modes = [schemathesis.GenerationMode.POSITIVE]
            if operation.body or operation.query or operation.path_parameters:
                modes.append(schemathesis.GenerationMode.NEGATIVE)
            for mode in modes:
                self._ask(operation, mode)

    def _ask(self, operation, mode) -> None:
        self.turn = 0

        @given(case=operation.as_strategy(generation_mode=mode), seed=st.integers(0, 10**9))
        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def ask(case, seed) -> None:
            if mode is schemathesis.GenerationMode.POSITIVE or self.asked % 3:
                self._aim(case)
            if operation.label in DOCUMENTS:
                case.body = damaged(self.plan, seed)
            for name in [name for name in case.headers or () if name.lower() == "host"]:
                del case.headers[name]  # Django itself refuses a host that is none, for pages and programs alike
            self.asked, self.turn = self.asked + 1, self.turn + 1
            headers = {"Authorization": f"Bearer {self.secret}"}
            response = case.call(headers=headers)
            text = response.content.decode("utf-8", "replace")
            if response.status_code < 300:
                self.answered.add(operation.label)
            assert SECRET not in text and "\\u8fdc\\u53bf" not in text, case.as_curl_command()
            case.validate_response(response, checks=self.checks, headers=headers)

        ask()

    def _aim(self, case) -> None:
        """Have paths and units name what there is: the own, the other county's, and nothing."""
        if case.query and "version" in case.query:
            case.query["version"] = Filing.objects.get(pk=self.keys["filing_id"][0]).draft_version
        for place in (case.path_parameters, case.query, case.body if isinstance(case.body, dict) else {}):
            for name, keys in self.keys.items():
                if place and name in place:
                    place[name] = keys[self.turn % len(keys)]


@contextlib.contextmanager
def connection_kept():
    """The server gives its connection back after a request; here that would end the test's own transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def nobody_at_all(aili, person_of, other_unit):
    """Had a role when the token was made, and has none now."""
    return person_of("gone", "前任", "filler", other_unit)


@pytest.mark.parametrize("who", ANSWERED)
def test_nothing_breaks_and_no_right_has_a_hole(who, request, near, far, mended_plan, monkeypatch):
    monkeypatch.setattr(limits, "A_MINUTE", 10**9)
    monkeypatch.setattr(limits, "FAILED_A_MINUTE", 10**9)
    person = request.getfixturevalue(who)
    secret = token_make(person=person, name="fuzz", scopes=list(Scope), days=1).secret
    if who == "nobody_at_all":
        person.user.appointments.all().delete()
    draft, reviewed, said, ledger = near
    unit, far_filing, far_comment, far_ledger = far
    keys = {
        "filing_id": [str(key) for key in (draft.pk, reviewed.pk, far_filing.pk, NOBODY_KNOWS)],
        "comment_id": [str(key) for key in (said.pk, far_comment.pk, NOBODY_KNOWS)],
        "ledger_id": [str(key) for key in (ledger.pk, far_ledger.pk, NOBODY_KNOWS)],
        "unit": [str(key) for key in (draft.unit_id, unit.pk)],
    }
    before = rows_of_far()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of schemathesis and hypothesis themselves
        fuzz = Fuzz(schema_for(secret), secret, keys, msgspec.to_builtins(mended_plan))
        with connection_kept():  # the client that fetched the schema lets go of it
            fuzz.run()
    assert fuzz.asked > 50 and len(fuzz.answered) >= ANSWERED[who], sorted(fuzz.answered)
    assert rows_of_far() == before
