"""Accounts, roles and units that were changed behind the application's back are found; what the pages do is not."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password

from jixiao_web.accounts import services
from jixiao_web.accounts.events import account_log, credential_of, own_log
from jixiao_web.accounts.imports_accounts import accounts_import, accounts_preview
from jixiao_web.accounts.imports_units import units_import, units_preview
from jixiao_web.accounts.models import Appointment, Role, SecondStep, Unit, User
from jixiao_web.accounts.policy import Person
from jixiao_web.audit.log import log_append
from jixiao_web.serving.verify import verify_county
from tests.web.audit.tampering import run

COUNTY = "990128"
UNITS = "代码,名称,上级代码,启用\n601,云河县水利局,,是\n601001,云河县灌区管理所,601,是\n"
ACCOUNTS = "登录名,姓名,单位代码,角色\nli,李丽,601,填报人\nwang,王芳,601001,单位审核人\nwang,王芳,601001,填报人\n"


def found() -> set[tuple[str, str]]:
    return {(fault.reason, fault.name) for fault in verify_county(COUNTY)}


def _import_units(person: Person, text: str) -> None:
    units_import(person=person, text=text, seen=units_preview(person=person, text=text).digest)


def _import_accounts(person: Person, text: str) -> None:
    accounts_import(person=person, text=text, seen=accounts_preview(person=person, text=text).digest)


@pytest.fixture
def manager(administrator) -> Person:
    """The administrator with whom the county began, who has brought in units and accounts."""
    told = {"full_name": "管理员", "roles": [Role.ADMINISTRATOR], "unit": ""}
    account_log(administrator, COUNTY, "account_created", administrator.user, **told)
    User.objects.filter(username="guanli").update(must_change_password=True)
    _import_units(administrator, UNITS)
    _import_accounts(administrator, ACCOUNTS)
    services.account_create(
        person=administrator, username="zhao", full_name="赵审", roles=[Role.FINANCE_REVIEWER], unit=None
    )
    assert found() == set()
    return administrator


def test_what_people_do_is_no_fault(manager, client) -> None:
    _import_units(manager, "代码,名称,上级代码,启用\n601001,云河县灌区中心,,否\n602,云河县林业局,601,是\n")
    _import_accounts(manager, "登录名,姓名,单位代码,角色\nli,李丽,601,单位审核人\nsun,孙明,602,填报人\n")
    assert found() == set()
    li = User.objects.get(username="li")
    services.account_lock(person=manager, user_id=li.pk)
    assert found() == set()
    services.account_unlock(person=manager, user_id=li.pk)
    issued = services.password_reset(person=manager, user_id=li.pk)
    assert found() == set()
    client.post("/account/login/", {"username": "li", "password": issued.password})
    word = "绿水青山-2025-云河"
    changed = {"old": issued.password, "new": word, "again": word}
    client.post("/account/password/", changed)
    assert not User.objects.get(username="li").must_change_password
    SecondStep.objects.create(user=li, seed="x", confirmed_at="2025-01-01T00:00Z")
    own_log(Person.of(li), "second_step_on")
    assert found() == set()
    services.second_step_reset(person=manager, user_id=li.pk)
    assert found() == set()


def test_a_newer_hash_of_a_password_is_no_fault(manager, client, settings) -> None:
    settings.PASSWORD_HASHERS = [
        *settings.PASSWORD_HASHERS,
        "django.contrib.auth.hashers.ScryptPasswordHasher",
    ]
    issued = services.password_reset(person=manager, user_id=User.objects.get(username="li").pk)
    older = make_password(issued.password, hasher="scrypt")
    user = User.objects.get(username="li")
    user.password = older
    user.save()
    assert found() == {("account", "li")}
    account_log(manager, COUNTY, "password_rehashed", user, credential=credential_of(user))
    assert found() == set()
    client.post("/account/login/", {"username": "li", "password": issued.password})
    assert User.objects.get(username="li").password != older
    assert found() == set()


CHANGES = {
    "password": ("account", "li", "UPDATE accounts_user SET password = 'argon2$x' WHERE username = 'li'"),
    "name": ("account", "li", "UPDATE accounts_user SET full_name = '李莉' WHERE username = 'li'"),
    "created": ("account", "zhao", "UPDATE accounts_user SET full_name = '赵甲' WHERE username = 'zhao'"),
    "locked": ("account", "li", "UPDATE accounts_user SET is_active = NOT is_active WHERE username = 'li'"),
    "must": ("account", "li", "UPDATE accounts_user SET must_change_password = NOT must_change_password "
             "WHERE username = 'li'"),
    "superuser": ("account", "li", "UPDATE accounts_user SET is_superuser = NOT is_superuser WHERE username = 'li'"),
    "role": ("role", "li", "UPDATE accounts_appointment SET role = 'unit_reviewer' "
             "WHERE user_id = (SELECT id FROM accounts_user WHERE username = 'li')"),
    "county's": ("role", "zhao", "UPDATE accounts_appointment SET role = 'administrator' "
                 "WHERE role = 'finance_reviewer'"),
    "taken": ("role", "zhao", "DELETE FROM accounts_appointment WHERE role = 'finance_reviewer'"),
    "unit": ("unit", "601", "UPDATE accounts_unit SET name = '云河县林业局' WHERE code = '601'"),
    "unused": ("unit", "601001", "UPDATE accounts_unit SET active = NOT active WHERE code = '601001'"),
    "above": ("unit", "601001", "UPDATE accounts_unit SET parent_id = NULL WHERE code = '601001'"),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_is_found(manager, what: str) -> None:
    reason, name, sql = CHANGES[what]
    run(sql)
    assert (reason, name) in found()
    assert {each for each, _ in found()} == {reason}


def test_a_role_that_nobody_gave_is_found(manager) -> None:
    li = User.objects.get(username="li")
    Appointment.objects.create(county_code=COUNTY, user=li, role=Role.ADMINISTRATOR)
    assert found() == {("role", "li")}


def test_an_account_and_a_unit_that_nobody_made_are_found(manager) -> None:
    user = User.objects.create(username="gui", full_name="鬼")
    Appointment.objects.create(county_code=COUNTY, user=user, role=Role.ADMINISTRATOR)
    Unit.objects.create(county_code=COUNTY, code="699", name="影子单位")
    assert found() == {("unlogged", "gui"), ("unlogged", "699")}


def test_an_account_and_a_unit_that_are_gone_are_found(manager) -> None:
    User.objects.get(username="wang").delete()
    Unit.objects.get(code="601001").delete()
    assert found() == {("gone", "wang"), ("gone", "601001")}


def test_a_second_step_that_was_taken_off_is_found(manager) -> None:
    li = User.objects.get(username="li")
    SecondStep.objects.create(user=li, seed="x", confirmed_at="2025-01-01T00:00Z")
    own_log(Person.of(li), "second_step_on")
    assert found() == set()
    run("DELETE FROM accounts_secondstep")
    assert found() == {("account", "li")}


def test_of_an_older_county_only_what_its_log_tells_is_proved(administrator, unit, aili) -> None:
    """Its first people and units came otherwise, and its entries tell no full name."""
    made = User.objects.create(username="lao", full_name="老陈", must_change_password=True)
    Appointment.objects.create(county_code=COUNTY, user=made, role=Role.AUDITOR)
    log_append(
        county_code=COUNTY, actor="guanli", action="account_created", object_kind="account", object_key=str(made.pk),
        detail={"username": "lao", "roles": ["auditor"], "unit": ""},
    )  # fmt: skip
    services.account_lock(person=administrator, user_id=aili.user.pk)
    assert found() == set()
    User.objects.filter(username="aili").update(is_active=True)
    Appointment.objects.filter(user=made).update(role=Role.FINANCE_REVIEWER)
    assert found() == {("account", "aili"), ("role", "lao")}
