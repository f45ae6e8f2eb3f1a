"""Units and accounts as the administrator sees and changes them."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import authenticate

from jixiao_web.accounts.models import Appointment, Role, Unit, User
from jixiao_web.audit.log import faults
from jixiao_web.audit.models import Entry

COUNTY = "990128"


@pytest.fixture
def many_units(county):
    Unit.objects.bulk_create(Unit(county_code=COUNTY, code=f"7{n:05}", name=f"单位{n}") for n in range(150))


def test_it_lists_units_with_their_accounts(as_administrator, aili, unit, other_unit):
    page = as_administrator.get("/account/units/")
    assert unit.name in page.text and other_unit.name in page.text and "云河县" in page.text


def test_it_finds_units_by_code_and_name(as_administrator, unit, other_unit):
    assert other_unit.name not in as_administrator.get("/account/units/", {"q": "青石"}).text
    assert unit.name in as_administrator.get("/account/units/", {"q": "471012"}).text
    assert "没有代码或名称含" in as_administrator.get("/account/units/", {"q": "无此"}).text


def test_it_says_what_to_do_where_there_are_no_units(as_administrator):
    assert "还没有单位" in as_administrator.get("/account/units/").text


def test_the_number_of_queries_does_not_grow_with_units(as_administrator, many_units, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page = as_administrator.get("/account/units/")
    assert page.text.count('<th scope="row">') == 100 and "?page=2" in page.text


def test_leafing_keeps_what_was_searched(as_administrator, many_units):
    assert "q=%E5%8D%95%E4%BD%8D&amp;page=2" in as_administrator.get("/account/units/", {"q": "单位"}).text


def test_the_number_of_queries_does_not_grow_with_accounts(
    as_administrator, person_of, many_units, django_assert_max_num_queries
):
    for number, unit in enumerate(Unit.objects.all()[:30]):
        person_of(f"p{number}", f"人{number}", "filler", unit)
    with django_assert_max_num_queries(8):
        assert "p29" in as_administrator.get("/account/accounts/").text


def test_it_does_not_show_units_of_another_county(as_administrator):
    Unit.objects.create(county_code="990129", code="1", name="别县单位")
    assert "别县单位" not in as_administrator.get("/account/units/").text


def test_accounts_stand_below_their_units(as_administrator, aili, chali, unit):
    page = as_administrator.get("/account/accounts/", {"unit": unit.code}).text
    assert "aili" in page and "chali" not in page
    assert "chali" in as_administrator.get("/account/accounts/", {"q": "查理"}).text


def new_account(client, **changed):
    values = {"username": "xinren", "full_name": "新人", "roles": ["filler"], **changed}
    return client.post("/account/accounts/new/", values)


def shown_password(page: str) -> str:
    found = re.search(r">([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})<", page)
    assert found
    return found[1]


def test_it_makes_an_account_and_shows_its_password_once(as_administrator, unit):
    response = new_account(as_administrator, roles=["filler", "unit_reviewer"], unit=unit.pk)
    assert "no-store" in response["Cache-Control"]
    password = shown_password(response.text)
    user = authenticate(username="xinren", password=password)
    assert user.must_change_password
    assert {each.role for each in user.appointments.all()} == {"filler", "unit_reviewer"}
    entry = Entry.objects.get(action="account_created")
    assert entry.actor == "guanli" and password not in entry.detail
    assert not list(faults(COUNTY))


@pytest.mark.parametrize(
    ("roles", "with_unit", "words"),
    [
        (["filler"], False, "请选择这个人所在的单位"),
        (["auditor"], True, "请选全县"),
        (["filler", "auditor"], True, "不能同时选"),
        ([], False, ""),
        (["king"], False, ""),
    ],
)
def test_it_refuses_roles_that_do_not_fit(as_administrator, unit, roles, with_unit, words):
    response = new_account(as_administrator, roles=roles, unit=unit.pk if with_unit else "")
    assert response.status_code == 422 and words in response.text
    assert not User.objects.filter(username="xinren").exists()


def test_it_refuses_a_name_that_is_taken(as_administrator, aili, unit):
    response = new_account(as_administrator, username="aili", unit=unit.pk)
    assert response.status_code == 422 and "已被占用" in response.text


def test_it_refuses_a_unit_of_another_county(as_administrator):
    foreign = Unit.objects.create(county_code="990129", code="1", name="别县单位")
    assert new_account(as_administrator, unit=foreign.pk).status_code == 422


def test_it_locks_an_account_and_ends_its_sessions(as_administrator, as_aili, aili):
    as_administrator.post(f"/account/accounts/{aili.user.pk}/lock/", {"lock": "yes"})
    assert as_aili.get("/account/").status_code == 302
    assert Entry.objects.filter(action="account_locked").count() == 1
    as_administrator.post(f"/account/accounts/{aili.user.pk}/lock/", {"lock": "yes"})
    assert Entry.objects.filter(action="account_locked").count() == 1, "a repeated request has no second effect"
    as_administrator.post(f"/account/accounts/{aili.user.pk}/lock/", {"lock": "no"})
    aili.user.refresh_from_db()
    assert aili.user.is_active


def test_nobody_locks_himself_out(as_administrator, administrator):
    response = as_administrator.post(f"/account/accounts/{administrator.user.pk}/lock/", {"lock": "yes"}, follow=True)
    assert "不能停用或重置自己的账号" in response.text
    administrator.user.refresh_from_db()
    assert administrator.user.is_active


def test_it_resets_a_password(as_administrator, as_aili, aili):
    page = as_administrator.post(f"/account/accounts/{aili.user.pk}/password/").text
    assert authenticate(username="aili", password=shown_password(page)).must_change_password
    assert as_aili.get("/account/").status_code == 302, "sessions with the old password end"


def test_it_does_not_touch_accounts_of_another_county(as_administrator):
    foreign = User.objects.create_user("foreign")
    Appointment.objects.create(county_code="990129", user=foreign, role=Role.AUDITOR)
    root = User.objects.create_superuser("root")
    Appointment.objects.create(county_code=COUNTY, user=root, role=Role.AUDITOR)
    for user in (foreign, root):
        for what in ("lock", "password"):
            assert as_administrator.post(f"/account/accounts/{user.pk}/{what}/", {"lock": "yes"}).status_code == 403
        user.refresh_from_db()
        assert user.is_active


def test_upkeep_has_no_log_in_page_of_its_own(as_stranger, as_administrator):
    assert as_stranger.get("/upkeep/login/").url.startswith("/account/login/")
    assert as_administrator.get("/upkeep/", follow=True).redirect_chain[-1][0] == "/"
