"""A request that is repeated with its Idempotency-Key takes effect once."""

from __future__ import annotations

import json
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.utils import timezone

from jixiao_web.filings.models import Filing, Revision
from jixiao_web.rest.models import Answered
from jixiao_web.rest.scopes import Scope
from jixiao_web.rest.tokens import token_make
from jixiao_web.review.models import Comment

KEY = {"idempotency-key": "7f0c-1"}


def test_a_repeated_beginning_begins_once(aili, unit, program_of):
    program, asked = program_of(aili), {"unit": str(unit.pk), "year": 2026}
    first = program.send("post", "filings", asked, **KEY)
    again = program.send("post", "filings", asked, **KEY)
    assert first.status_code == again.status_code == 201 and first.json() == again.json()
    assert again["Idempotency-Replayed"] == "true" and "Idempotency-Replayed" not in first
    assert Filing.objects.count() == 1
    assert program.send("post", "filings", asked).json()["code"] == "already_there"


def test_a_repeated_move_moves_once(aili, filing, program_of):
    program, asked = program_of(aili), {"move": "submit", "seen": "draft"}
    for _ in range(3):
        assert program.send("post", f"filings/{filing.pk}/moves", asked, **KEY).status_code == 200
    assert Revision.objects.filter(filing=filing, cause="submit").count() == 1
    assert program.send("post", f"filings/{filing.pk}/moves", asked).status_code == 409


def test_a_repeated_row_and_a_repeated_comment_are_one(aili, filing, program_of):
    program = program_of(aili)
    for _ in range(2):
        program.send("post", f"filings/{filing.pk}/rows/add", {"path": "safeguards", "position": 0}, **KEY)
        program.send("post", f"filings/{filing.pk}/comments", {"text": "说明"}, **{"idempotency-key": "c"})
    assert Comment.objects.count() == 1 and Filing.objects.get(pk=filing.pk).shape == 1


def test_a_key_is_not_taken_for_another_request(aili, unit, program_of):
    program = program_of(aili)
    program.send("post", "filings", {"unit": str(unit.pk), "year": 2026}, **KEY)
    other = program.send("post", "filings", {"unit": str(unit.pk), "year": 2027}, **KEY)
    assert other.status_code == 422 and other.json()["code"] == "key_reused"
    assert Filing.objects.count() == 1


def test_a_refused_request_leaves_the_key_free(aili, filing, program_of):
    program, at = program_of(aili), f"filings/{filing.pk}/moves"
    assert program.send("post", at, {"move": "submit", "seen": "returned"}, **KEY).status_code == 409
    assert not Answered.objects.exists()
    assert program.send("post", at, {"move": "submit", "seen": "draft"}, **KEY).status_code == 200


def test_a_key_of_another_token_is_another_key(aili, unit, program_of):
    asked = {"unit": str(unit.pk), "year": 2026}
    program_of(aili).send("post", "filings", asked, **KEY)
    other = program_of(aili).send("post", "filings", asked, **KEY)
    assert other.status_code == 422 and other.json()["code"] == "already_there"


def test_a_key_is_forgotten_after_a_day(aili, unit, program_of):
    program = program_of(aili)
    program.send("post", "filings", {"unit": str(unit.pk), "year": 2026}, **KEY)
    Answered.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert program.send("post", "filings", {"unit": str(unit.pk), "year": 2027}, **KEY).status_code == 201
    assert Answered.objects.count() == 1


@pytest.mark.parametrize("key", ["x" * 101, "键", "a\tb"])
def test_a_key_that_is_none_is_refused(aili, unit, program_of, key):
    response = program_of(aili).send(
        "post", "filings", {"unit": str(unit.pk), "year": 2026}, **{"idempotency-key": key}
    )
    assert response.status_code == 422 and not Filing.objects.exists()


def test_an_effect_without_its_answer_is_undone(aili, unit, program_of, monkeypatch):
    from jixiao_web.rest.endpoints import filings

    def broken(_filing):
        raise RuntimeError

    program = program_of(aili)
    monkeypatch.setattr(filings.shown, "filing", broken)
    asked = {"unit": str(unit.pk), "year": 2026}
    assert program.send("post", "filings", asked, **KEY).status_code == 500
    assert not Filing.objects.exists() and not Answered.objects.exists()


@pytest.mark.only_on("postgresql")  # in tests all threads share one connection of SQLite; serving/ has real processes
@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_are_one(live_server, aili, unit):
    secret = token_make(person=aili, name="x", scopes=[Scope.WRITE], days=1).secret
    content = json.dumps({"unit": str(unit.pk), "year": 2026}).encode()
    told = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json", "Idempotency-Key": "k"}

    def ask(_number: int) -> bytes:
        request = urllib.request.Request(f"{live_server.url}/api/v1/filings", content, told)
        with urllib.request.urlopen(request) as response:
            return response.read()

    with ThreadPoolExecutor(6) as pool:
        answers = set(pool.map(ask, range(6)))
    assert len(answers) == 1 and Filing.objects.count() == 1
