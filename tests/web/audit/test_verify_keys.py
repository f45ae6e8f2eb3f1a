"""Tokens, calendar addresses and second steps that were changed behind the application's back are found."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from jixiao_web.accounts.events import account_log, keys_of, own_log
from jixiao_web.accounts.models import RecoveryCode, Role, SecondStep
from jixiao_web.accounts.policy import Person
from jixiao_web.accounts.second_step import _renew, recovery_renew, step_forget
from jixiao_web.accounts.throttle import try_succeeded
from jixiao_web.deadlines.models import Feed
from jixiao_web.deadlines.own import feed_end, feed_make
from jixiao_web.rest.models import Token
from jixiao_web.rest.scopes import Scope
from jixiao_web.rest.tokens import token_make, token_revoke
from jixiao_web.serving.verify import verify_county
from tests.web.audit.tampering import log_of_before, run

COUNTY = "990128"


def found() -> set[tuple[str, str]]:
    return {(fault.reason, fault.name) for fault in verify_county(COUNTY)}


@pytest.fixture
def keys(aili, baihe) -> tuple[Person, Person]:
    """爱丽 has a token, another that is revoked, and a calendar; 白鹤 has a second step with ten recovery codes."""
    for name in ("排水", "旧程序"):
        made = token_make(person=aili, name=name, scopes=[Scope.READ], days=90)
    token_revoke(person=aili, token_id=made.token.pk)
    feed_make(person=aili)
    step = SecondStep.objects.create(user=baihe.user, seed="aa" * 20, confirmed_at=timezone.now())
    _renew(baihe.user)
    own_log(baihe, "second_step_on", **keys_of(baihe.user, step.seed))
    assert found() == set()
    return aili, baihe


def test_what_people_do_is_no_fault(keys, rf) -> None:
    aili, baihe = keys
    feed_make(person=aili)
    assert found() == set()
    feed_end(person=aili)
    assert found() == set()
    code = _renew(baihe.user)[0]
    own_log(baihe, "recovery_codes_made", **keys_of(baihe.user))
    recovery_renew(request=rf.post("/"), person=baihe, code=code)
    assert found() == set()
    try_succeeded(str(baihe.user.pk), "127.0.0.1", "code")
    step_forget(baihe.user)
    own_log(baihe, "second_step_off")
    assert found() == set()


OF_BEFORE = {
    "scopes": ("aili", "UPDATE rest_token SET scopes = 'read write' WHERE name = '排水'"),
    "works again": ("aili", "UPDATE rest_token SET revoked_at = NULL WHERE name = '旧程序'"),
    "revoked": ("aili", "UPDATE rest_token SET revoked_at = created_at WHERE name = '排水'"),
    "day": ("aili", "UPDATE rest_token SET expires_at = '2099-01-01 00:00:00+00:00' WHERE name = '排水'"),
    "no feed": ("aili", "DELETE FROM deadlines_feed"),
}
CHANGES = OF_BEFORE | {
    "secret": ("aili", "UPDATE rest_token SET sha256 = 'x' WHERE name = '排水'"),
    "address": ("aili", "UPDATE deadlines_feed SET token_hash = 'x'"),
    "seed": ("baihe", "UPDATE accounts_secondstep SET seed = 'x'"),
    "recovery": ("baihe", "UPDATE accounts_recoverycode SET digest = 'x' "
                 "WHERE id = (SELECT MIN(id) FROM accounts_recoverycode)"),
    "one code less": ("baihe", "DELETE FROM accounts_recoverycode "
                      "WHERE id = (SELECT MIN(id) FROM accounts_recoverycode)"),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_is_found(keys, what: str) -> None:
    name, sql = CHANGES[what]
    run(sql)
    assert found() == {("key", name)}


@pytest.mark.parametrize("what", OF_BEFORE)
def test_entries_of_before_are_proved_as_far_as_they_tell(keys, what: str) -> None:
    log_of_before("credential", "until", "seed", "recovery_codes")
    assert found() == set()
    name, sql = OF_BEFORE[what]
    run(sql)
    assert found() == {("key", name)}


def test_what_nobody_made_and_what_is_gone_is_found(keys, baihe, administrator) -> None:
    Feed.objects.create(user=baihe.user, token_hash="x")
    RecoveryCode.objects.create(user=administrator.user, digest="x")
    assert found() == {("key", "baihe")}  # of the administrator's account the log tells nothing
    told = {"full_name": "管理员", "roles": [Role.ADMINISTRATOR], "unit": ""}
    account_log(administrator, COUNTY, "account_created", administrator.user, **told)
    assert ("unlogged", "guanli") in found()
    Feed.objects.filter(user=baihe.user).delete()
    RecoveryCode.objects.filter(user=administrator.user).delete()
    run("DELETE FROM rest_token WHERE name = '排水'")
    assert ("gone", "aili") in found()
    Token.objects.create(
        county_code=COUNTY, user=baihe.user, name="影子", prefix="jx_shadow", sha256=uuid.uuid4().hex, scopes="read",
        expires_at=timezone.now(),
    )  # fmt: skip
    assert ("unlogged", "baihe jx_shadow…") in found()


def test_the_keys_of_somebody_of_another_county_are_not_proved_here(keys, baihe) -> None:
    baihe.user.appointments.create(county_code="990129", role=Role.AUDITOR)
    run("UPDATE accounts_secondstep SET seed = 'x'")
    assert found() == set()
