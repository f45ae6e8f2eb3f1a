"""Tokens: made and revoked by their people, on a page of the own account; how they end."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from jixiao_web.accounts.policy import Action
from jixiao_web.audit.models import Entry
from jixiao_web.rest import limits
from jixiao_web.rest.models import Token
from jixiao_web.rest.scopes import ACTIONS, NEVER, WORDS, Scope, ScopedPerson
from jixiao_web.rest.tokens import TokenRefused, digest_of, token_make

PAGE = "/account/tokens/"
FORM = {"name": "财务软件", "scopes": ["read", "write"], "days": "90"}


def test_every_action_belongs_to_a_scope_or_to_none_at_all():
    given = {action.name for scope in Scope for action in ACTIONS[scope]}
    assert {action.name for action in Action} <= given | NEVER
    assert not given & NEVER
    assert set(WORDS) == set(ACTIONS) == set(Scope)


def test_the_secret_is_shown_once_and_kept_nowhere(as_aili, aili):
    page = as_aili.post(PAGE, FORM).text
    secret = re.search(r'value="(jx_[\w-]{43})"', page)[1]
    token = Token.objects.get()
    assert secret not in as_aili.get(PAGE).text and token.prefix in as_aili.get(PAGE).text
    assert token.sha256 == digest_of(secret) and secret not in str(vars(token))
    assert token.scopes == "read write" and token.user == aili.user
    assert '<td data-label="权限">读取、填报</td>' in as_aili.get(PAGE).text
    entry = Entry.objects.get(action="token_made")
    assert entry.actor == "aili" and secret not in entry.detail and token.prefix in entry.detail


@pytest.mark.parametrize("wrong", [{"name": ""}, {"scopes": []}, {"scopes": ["all"]}, {"days": "9999"}])
def test_a_token_without_use_scope_or_end_is_not_made(as_aili, wrong):
    assert as_aili.post(PAGE, {**FORM, **wrong}).status_code == 422
    assert not Token.objects.exists()


def test_a_token_ends_within_a_year(aili):
    for days in (0, -1, 367):
        with pytest.raises(TokenRefused):
            token_make(person=aili, name="x", scopes=[Scope.READ], days=days)


def test_somebody_without_a_role_makes_none(as_nobody):
    response = as_nobody.post(PAGE, FORM)
    assert response.status_code == 422 and not Token.objects.exists()


def test_a_person_has_only_so_many(as_aili, aili):
    for number in range(20):
        token_make(person=aili, name=str(number), scopes=[Scope.READ], days=1)
    assert as_aili.post(PAGE, FORM).status_code == 422


def test_a_revoked_token_opens_nothing(as_aili, aili, program_of):
    program = program_of(aili)
    assert program.send("get", "me").status_code == 200
    token = Token.objects.get()
    assert as_aili.post(reverse("rest:revoke", args=[token.pk])).status_code == 302
    assert program.send("get", "me").status_code == 401
    as_aili.post(reverse("rest:revoke", args=[token.pk]))
    assert Entry.objects.filter(action="token_revoked").count() == 1


def test_a_token_of_somebody_else_cannot_be_revoked(as_chali, as_baihe, aili, program_of):
    program_of(aili)
    for client in (as_chali, as_baihe):
        assert client.post(reverse("rest:revoke", args=[Token.objects.get().pk])).status_code == 404
    assert Token.objects.get().revoked_at is None


def test_an_administrator_revokes_in_the_own_county_only(as_administrator, administrator, aili, program_of):
    program = program_of(aili)
    token = Token.objects.get()
    assert token.prefix in as_administrator.get(PAGE).text
    Token.objects.update(county_code="990129")
    assert token.prefix not in as_administrator.get(PAGE).text
    assert as_administrator.post(reverse("rest:revoke", args=[token.pk])).status_code == 404
    Token.objects.update(county_code="990128")
    assert as_administrator.post(reverse("rest:revoke", args=[token.pk])).status_code == 302
    assert program.send("get", "me").status_code == 401
    assert Entry.objects.get(action="token_revoked").actor == administrator.user.username


@pytest.mark.parametrize("change", [{"is_active": False}, {"must_change_password": True}])
def test_a_token_of_a_locked_or_new_account_opens_nothing(aili, program_of, change):
    program = program_of(aili)
    type(aili.user).objects.filter(pk=aili.user.pk).update(**change)
    assert program.send("get", "me").status_code == 401


def test_a_token_past_its_end_opens_nothing(aili, program_of):
    program = program_of(aili)
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert program.send("get", "me").status_code == 401


def test_a_token_loses_what_its_person_loses(aili, program_of, filing):
    program = program_of(aili)
    aili.user.appointments.all().delete()
    assert program.send("get", f"filings/{filing.pk}").status_code == 404


def test_a_narrow_person_has_no_other_right(aili, unit):
    person = ScopedPerson.by_token(aili.user, [Scope.READ])
    assert person.may(Action.SEE_FILING, unit) and not person.may(Action.EDIT_FILING, unit)
    assert person.units(Action.EDIT_FILING) == (set(), set())
    with pytest.raises(PermissionDenied):
        person.demand(Action.SUBMIT_FILING, unit)


def test_that_it_was_used_is_noted_once_an_hour(aili, program_of, django_assert_num_queries):
    program = program_of(aili)
    program.send("get", "me")
    first = Token.objects.get().last_used_at
    assert first is not None
    program.send("get", "me")
    assert Token.objects.get().last_used_at == first
    Token.objects.update(last_used_at=first - timedelta(hours=2))
    program.send("get", "me")
    assert Token.objects.get().last_used_at > first - timedelta(hours=1)


def test_a_token_asks_only_so_often(aili, baihe, program_of, monkeypatch):
    monkeypatch.setattr(limits, "A_MINUTE", 30)
    monkeypatch.setattr(limits, "_minute", lambda: 30)
    program, other = program_of(aili), program_of(baihe)
    statuses = [program.send("get", "me").status_code for _ in range(32)]
    assert statuses == [200] * 30 + [429] * 2
    refused = program.send("get", "me")
    assert refused.status_code == 429 and 0 < int(refused["Retry-After"]) <= 60
    assert other.send("get", "me").status_code == 200


def test_processes_count_together(aili, monkeypatch):
    monkeypatch.setattr(limits, "_minute", lambda: 10)
    for _ in range(3):  # three processes, each with a memory of its own
        monkeypatch.setattr(limits, "_known", {})
        told = [limits.is_within("token", "x", 25) for _ in range(10)]
    assert told[0] and not told[-1]


def test_an_address_fails_only_so_often_and_working_tokens_go_on(aili, program_of, monkeypatch):
    monkeypatch.setattr(limits, "FAILED_A_MINUTE", 5)
    monkeypatch.setattr(limits, "_minute", lambda: 20)
    program = program_of(aili)
    from .conftest import Program

    statuses = [Program("jx_guess").send("get", "me").status_code for _ in range(7)]
    assert statuses == [401] * 5 + [429] * 2
    assert program.send("get", "me").status_code == 200


def test_the_page_costs_the_same_for_many(
    as_administrator, administrator, aili, program_of, django_assert_max_num_queries
):
    for _ in range(5):
        program_of(aili), program_of(administrator)
    with django_assert_max_num_queries(12):
        as_administrator.get(PAGE)
    for _ in range(10):
        program_of(aili)
    with django_assert_max_num_queries(12):
        as_administrator.get(PAGE)
