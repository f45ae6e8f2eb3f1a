"""Sessions: they end by disuse and by age; a person sees and ends the own ones; locking and passwords end them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from jixiao_web.accounts.agents import agent_words
from jixiao_web.accounts.models import Session
from jixiao_web.accounts.sessions import SessionStore
from jixiao_web.audit.models import Entry

PASSWORD = "sample-password-2025"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"


def log_in(client):
    headers = {"User-Agent": FIREFOX}
    client.post("/account/login/", {"username": "aili", "password": PASSWORD}, headers=headers, REMOTE_ADDR="10.0.0.9")
    return client


def is_in(client) -> bool:
    return client.get("/account/").status_code == 200


def earlier(**passed: int) -> dict:
    return {"seen_at": timezone.now() - timedelta(**passed)}


def test_a_session_ends_when_nobody_uses_it(as_aili, settings):
    Session.objects.update(**earlier(minutes=settings.SESSION_IDLE_MINUTES - 1))
    assert is_in(as_aili), "and begins to be idle anew"
    assert Session.objects.get().seen_at > timezone.now() - timedelta(minutes=1)
    Session.objects.update(**earlier(minutes=settings.SESSION_IDLE_MINUTES))
    assert not is_in(as_aili)


def test_a_session_that_is_used_writes_once_a_minute(as_aili, django_assert_max_num_queries):
    Session.objects.update(**earlier(seconds=30))
    before = Session.objects.get().seen_at
    is_in(as_aili)
    assert Session.objects.get().seen_at == before


def test_a_session_ends_by_age_however_much_it_is_used(as_stranger, aili, settings):
    log_in(as_stranger)
    end = Session.objects.get().expire_date
    assert abs(end - timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)) < timedelta(minutes=1)
    as_stranger.post("/account/", {"language": "en", "money_unit": "元"})  # a message: the session is written
    is_in(as_stranger)
    assert Session.objects.get().expire_date == end
    Session.objects.update(expire_date=timezone.now())
    assert not is_in(as_stranger)


def test_it_lists_the_own_sessions_and_nobody_elses(as_stranger, as_aili, as_chali, aili):
    log_in(as_stranger)
    page = as_aili.get("/account/").text
    assert page.count("本次") == 1 and "10.0.0.9" in page and "Firefox · Linux" in page
    assert "10.0.0.9" not in as_chali.get("/account/").text


def test_it_ends_all_others(as_stranger, as_aili, as_chali, aili):
    log_in(as_stranger)
    response = as_aili.post("/account/sessions/end/", follow=True)
    assert "已结束其他1处登录" in response.text and "结束其他登录</button>" not in response.text
    assert is_in(as_aili) and is_in(as_chali) and not is_in(as_stranger)
    assert Entry.objects.filter(action="sessions_ended").count() == 1
    as_aili.post("/account/sessions/end/")
    assert Entry.objects.filter(action="sessions_ended").count() == 1


def test_a_locked_account_has_no_session_even_when_it_is_opened_again(as_administrator, as_aili, aili):
    url = f"/account/accounts/{aili.user.pk}/lock/"
    as_administrator.post(url, {"lock": "yes"})
    assert not Session.objects.filter(user=aili.user).exists()
    as_administrator.post(url, {"lock": "no"})
    assert not is_in(as_aili)


def test_a_new_password_leaves_only_this_session(as_stranger, as_aili, aili):
    log_in(as_stranger)
    new = "another-password-2026"
    as_aili.post("/account/password/", {"old": PASSWORD, "new": new, "again": new})
    assert is_in(as_aili) and Session.objects.filter(user=aili.user).count() == 1


def test_a_reset_password_ends_the_sessions_after_a_question(as_administrator, as_aili, aili):
    url = f"/account/accounts/{aili.user.pk}/password/"
    assert "原密码立即失效" in as_administrator.get(url).text
    assert is_in(as_aili), "asking changes nothing"
    as_administrator.post(url)
    assert not is_in(as_aili) and not Session.objects.filter(user=aili.user).exists()


def test_logging_out_is_told(as_aili):
    as_aili.post("/account/logout/")
    assert Entry.objects.filter(action="logged_out", actor="aili").count() == 1
    assert not Session.objects.filter(user__isnull=False).exists()


def test_a_log_in_clears_away_what_has_ended(as_stranger, as_aili, as_chali, aili, settings):
    Session.objects.filter(user=aili.user).update(expire_date=timezone.now() - timedelta(days=1))
    Session.objects.exclude(user=aili.user).update(**earlier(minutes=settings.SESSION_IDLE_MINUTES + 1))
    log_in(as_stranger)
    assert Session.objects.count() == 1


def test_an_unknown_key_opens_nothing(as_stranger, db):
    as_stranger.cookies["sessionid"] = "x" * 32
    assert not is_in(as_stranger)
    assert SessionStore("y" * 32).load() == {}


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari · iPhone"),
        ("curl/8", ""),
    ],
)
def test_browsers_are_told_in_short(agent, words):
    assert agent_words(agent) == words
