"""Logging in and out, throttling, passwords, the own page, the language."""

from __future__ import annotations

import pytest
from django.urls import reverse

from jixiao_web.accounts import throttle
from jixiao_web.accounts.models import User
from jixiao_web.audit.models import Entry

PASSWORD = "sample-password-2025"
LOGIN = "/account/login/"


def log_in(client, username="aili", password=PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password, **more})


def test_it_logs_in_and_goes_home(as_stranger, aili):
    response = log_in(as_stranger)
    assert response.status_code == 302 and response.url == reverse("filings:inbox")
    assert Entry.objects.get(action="logged_in").actor == "aili"


def test_it_goes_where_the_person_wanted_to_go(as_stranger, aili):
    assert log_in(as_stranger, next="/account/").url == "/account/"


def test_it_goes_to_no_other_host(as_stranger, aili):
    assert log_in(as_stranger, next="https://other.example/").url == reverse("filings:inbox")


def test_it_refuses_a_wrong_password_in_the_words_of_an_unknown_account(as_stranger, aili):
    wrong, unknown = log_in(as_stranger, password="x"), log_in(as_stranger, username="nobody-here")
    assert wrong.status_code == unknown.status_code == 422
    words = "登录名或密码不正确"
    assert words in wrong.text and words in unknown.text
    assert not Entry.objects.exists()


def test_it_refuses_a_locked_account(as_stranger, aili):
    User.objects.update(is_active=False)
    assert log_in(as_stranger).status_code == 422


def test_it_looks_at_no_password_after_too_many_tries_at_an_account(as_stranger, aili):
    for _ in range(throttle.OF_ACCOUNT):
        assert log_in(as_stranger, password="x").status_code == 422
    assert log_in(as_stranger).status_code == 429
    assert log_in(as_stranger, username="AILI ").status_code == 429, "nor by writing the name another way"


def test_it_counts_tries_at_many_accounts_from_one_address(as_stranger, aili):
    for number in range(throttle.OF_ADDRESS):
        log_in(as_stranger, username=f"guess{number}", password="x")
    assert log_in(as_stranger).status_code == 429
    elsewhere = as_stranger.post(LOGIN, {"username": "aili", "password": PASSWORD}, REMOTE_ADDR="10.0.0.9")
    assert elsewhere.status_code == 302


def test_a_log_in_gives_its_tries_back(as_stranger, aili):
    for _ in range(throttle.OF_ACCOUNT * 2):
        log_in(as_stranger, password="x")
        assert log_in(as_stranger).status_code == 302
        as_stranger.post("/account/logout/")


def test_an_account_can_be_tried_again_after_a_while(as_stranger, aili, monkeypatch):
    monkeypatch.setattr(throttle, "SECONDS", -1)
    for _ in range(throttle.OF_ACCOUNT + 1):
        assert log_in(as_stranger, password="x").status_code == 422


def test_the_address_is_the_proxys_word_only_where_a_proxy_is_trusted(rf, settings):
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 10.0.0.7")
    assert throttle.address_of(request) == "10.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert throttle.address_of(request) == "10.0.0.7"


def test_it_logs_out(as_aili):
    assert as_aili.post("/account/logout/").status_code == 302
    assert as_aili.get("/account/").status_code == 302
    assert as_aili.get("/account/logout/").status_code == 405


def test_a_person_who_is_logged_in_needs_no_log_in_page(as_aili):
    assert as_aili.get(LOGIN).status_code == 302


NEW = "another-password-2026"


@pytest.fixture
def at_first_log_in(aili):
    aili.user.must_change_password = True
    aili.user.save()


def test_a_first_log_in_leads_to_a_new_password_and_nowhere_else(at_first_log_in, as_aili):
    for url in ("/account/", reverse("filings:inbox"), "/account/units/"):
        assert as_aili.get(url).url == "/account/password/"
    page = as_aili.get("/account/password/").text
    assert "初始密码" in page and "主导航" not in page, "no way that leads back here"
    as_aili.post("/account/password/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert as_aili.get("/account/").status_code == 200
    assert Entry.objects.filter(action="password_changed", actor="aili").count() == 1


def test_a_new_password_ends_other_sessions_and_keeps_this_one(aili, as_aili, client_of):
    other = client_of(aili)
    as_aili.post("/account/password/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert other.get("/account/").status_code == 302
    assert as_aili.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "again", "words"),
    [
        ("x", NEW, NEW, "原密码不正确"),
        (PASSWORD, PASSWORD, PASSWORD, "不能与原密码相同"),
        (PASSWORD, NEW, "x" * 12, "不一致"),
        (PASSWORD, "short", "short", ""),
        (PASSWORD, "1234567890", "1234567890", ""),
    ],
)
def test_it_refuses_a_password_that_will_not_do(as_aili, aili, old, new, again, words):
    response = as_aili.post("/account/password/", {"old": old, "new": new, "again": again})
    assert response.status_code == 422 and words in response.text
    aili.user.refresh_from_db()
    assert aili.user.check_password(PASSWORD)


def test_a_person_chooses_language_and_money_unit(as_aili, aili):
    as_aili.post("/account/", {"language": "en", "money_unit": "万元"})
    aili.user.refresh_from_db()
    assert (aili.user.language, aili.user.money_unit) == ("en", "万元")
    page = as_aili.get("/account/")
    assert page["Content-Language"] == "en" and "Change password" in page.text


def test_it_takes_no_other_language(as_aili):
    assert as_aili.post("/account/", {"language": "de", "money_unit": "元"}).status_code == 422


def test_the_own_page_tells_roles_and_units(as_aili, unit):
    page = as_aili.get("/account/").text
    assert "填报人" in page and unit.name in page


def test_a_stranger_switches_the_language(as_stranger, db):
    response = as_stranger.post("/account/language/", {"language": "en", "next": LOGIN})
    assert response.url == LOGIN
    assert "Log in" in as_stranger.get(LOGIN).text
    as_stranger.post("/account/language/", {"language": "zh-hans", "next": LOGIN})
    assert "登录" in as_stranger.get(LOGIN).text


def test_a_person_switches_the_language_for_good(as_aili, aili, client_of):
    as_aili.post("/account/language/", {"language": "en", "next": "/account/"})
    assert client_of(aili).get("/account/")["Content-Language"] == "en"


def test_a_person_can_switch_the_language_at_the_first_log_in(at_first_log_in, as_aili):
    as_aili.post("/account/language/", {"language": "en", "next": "/account/password/"})
    assert "Change password" in as_aili.get("/account/password/").text


def test_the_servers_language_holds_until_somebody_chooses(settings, as_stranger, as_aili, aili):
    settings.LANGUAGE_CODE = "en"
    assert as_stranger.get(LOGIN)["Content-Language"] == as_aili.get("/account/")["Content-Language"] == "en"
    as_stranger.post("/account/language/", {"language": "zh-hans", "next": LOGIN})
    as_aili.post("/account/", {"language": "zh-hans", "money_unit": "元"})
    assert as_stranger.get(LOGIN)["Content-Language"] == as_aili.get("/account/")["Content-Language"] == "zh-hans"


def test_a_servers_language_that_no_page_has_is_left_alone(settings, as_stranger, db):
    settings.LANGUAGE_CODE = "de"
    assert as_stranger.get(LOGIN)["Content-Language"] == "zh-hans"
