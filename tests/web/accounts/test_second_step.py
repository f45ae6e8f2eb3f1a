"""The second step of the log-in: switched on, asked for, throttled, switched off, demanded, reset."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django_otp.oath import TOTP

from jixiao_web.accounts import codes, second_step, throttle
from jixiao_web.accounts.models import RecoveryCode, SecondStep
from jixiao_web.audit.log import faults
from jixiao_web.audit.models import Entry

PASSWORD = "sample-password-2025"
LOGIN, CODE, STEP = "/account/login/", "/account/login/code/", "/account/second-step/"


class Phone:
    """An app with a secret, and a clock that only a test moves."""

    def __init__(self, clock) -> None:
        self.secret, self.clock = b"", clock

    def scan(self, user) -> None:
        self.secret = codes.secret_of(SecondStep.objects.get(user=user))

    def code(self, of_step: int = 0) -> str:
        totp = TOTP(self.secret)
        totp.time = self.clock.now + 30 * of_step
        return f"{totp.token():06}"


class Clock:
    """The server's time."""

    now = 1_800_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(second_step, "time", clock)
    return clock


@pytest.fixture
def phone(clock, aili, as_aili):
    """爱丽's, with the second step switched on and its codes taken down."""
    phone = Phone(clock)
    as_aili.get(STEP)
    phone.scan(aili.user)
    page = as_aili.post(STEP, {"code": phone.code()}).text
    phone.codes = re.findall(r"<li>([a-z2-9]{5}-[a-z2-9]{5})</li>", page)
    clock.now += 60
    return phone


def password(client, word=PASSWORD, **more):
    return client.post(LOGIN, {"username": "aili", "password": word, **more})


def is_in(client) -> bool:
    return client.get("/account/").status_code == 200


def actions() -> list[str]:
    return [*Entry.objects.order_by("number").values_list("action", flat=True)]


def test_it_shows_the_secret_as_a_picture_and_as_text(clock, aili, as_aili):
    page = as_aili.get(STEP)
    words = codes.secret_words(SecondStep.objects.get(user=aili.user))
    assert words in page.text and 'src="data:image/svg+xml' in page.text and "no-store" in page["Cache-Control"]
    assert "otpauth://totp/" in page.text and words in as_aili.get(STEP).text, "the same secret at the second look"


def test_the_database_holds_neither_the_secret_nor_the_recovery_codes(phone, settings):
    step = SecondStep.objects.get()
    assert phone.secret.hex() not in step.seed and len(phone.secret) == 20
    stored = [*RecoveryCode.objects.values_list("digest", flat=True)]
    assert len(stored) == 10 and not set(stored) & {codes.plain(code) for code in phone.codes}
    settings.SECRET_KEY = "another key"
    assert codes.secret_of(step) != phone.secret


def test_it_is_on_only_after_a_code_of_the_app(clock, aili, as_aili, as_stranger):
    as_aili.get(STEP)
    response = as_aili.post(STEP, {"code": "000000"})
    assert response.status_code == 422 and "验证码不正确" in response.text
    assert password(as_stranger).status_code == 302 and is_in(as_stranger)


def test_it_shows_ten_recovery_codes_once(phone, as_aili):
    assert len(set(phone.codes)) == 10
    page = as_aili.get(STEP).text
    assert "已开启" in page and "还有10个恢复码" in page and phone.codes[0] not in page


def test_switching_on_ends_other_sessions(clock, aili, as_aili, client_of):
    other, mine = client_of(aili), Phone(clock)
    as_aili.get(STEP)
    mine.scan(aili.user)
    as_aili.post(STEP, {"code": mine.code()})
    assert is_in(as_aili) and not is_in(other)


def test_the_password_alone_opens_nothing(phone, as_stranger):
    assert password(as_stranger).url == CODE
    assert not is_in(as_stranger)
    assert "两步验证" in as_stranger.get(CODE).text


def test_password_and_code_log_in_and_lead_where_the_person_wanted(phone, as_stranger):
    password(as_stranger, next="/account/")
    response = as_stranger.post(CODE, {"code": f"{phone.code()[:3]} {phone.code()[3:]}"})
    assert response.url == "/account/" and is_in(as_stranger)
    assert actions()[-2:] == ["second_step_on", "logged_in"]


def test_a_code_works_once(phone, as_stranger, client_of):
    password(as_stranger)
    assert as_stranger.post(CODE, {"code": phone.code()}).status_code == 302
    another = client_of()
    password(another)
    assert another.post(CODE, {"code": phone.code()}).status_code == 422
    assert another.post(CODE, {"code": phone.code(-1)}).status_code == 422, "nor an earlier one"
    assert another.post(CODE, {"code": phone.code(1)}).status_code == 302


def test_the_code_that_switched_it_on_works_no_more(phone, clock, as_stranger):
    clock.now -= 60
    password(as_stranger)
    assert as_stranger.post(CODE, {"code": phone.code()}).status_code == 422


def test_a_telephone_may_be_half_a_minute_wrong_and_no_more(phone, as_stranger):
    password(as_stranger)
    assert as_stranger.post(CODE, {"code": phone.code(2)}).status_code == 422
    assert as_stranger.post(CODE, {"code": phone.code(1)}).status_code == 302


def test_a_recovery_code_works_once(phone, as_stranger, client_of):
    password(as_stranger)
    assert as_stranger.post(CODE, {"code": phone.codes[0].upper()}).status_code == 302
    assert "recovery_code_used" in actions() and RecoveryCode.objects.count() == 9
    another = client_of()
    password(another)
    assert another.post(CODE, {"code": phone.codes[0]}).status_code == 422


@pytest.mark.parametrize("code", ["", "abc", "１２３４５６", "99999999999999999999", "-12345"])
def test_it_refuses_what_is_no_code(phone, as_stranger, code):
    password(as_stranger)
    assert as_stranger.post(CODE, {"code": code}).status_code == 422


def test_it_looks_at_no_code_after_too_many_tries(phone, as_stranger, client_of):
    password(as_stranger)
    for _ in range(throttle.OF_ACCOUNT):
        assert as_stranger.post(CODE, {"code": "000000"}).status_code == 422
    another = client_of()
    assert password(another).url == CODE, "the password is right"
    for client in (as_stranger, another):
        assert client.post(CODE, {"code": phone.code()}).status_code == 429
    assert actions().count("code_refused") == throttle.OF_ACCOUNT


def test_the_code_must_come_within_minutes(phone, clock, as_stranger):
    password(as_stranger)
    clock.now += second_step.PENDING_SECONDS
    assert as_stranger.post(CODE, {"code": phone.code()}).url == LOGIN
    assert "登录已超时" in as_stranger.get(LOGIN).text


def test_no_code_without_a_password(phone, as_stranger):
    assert as_stranger.post(CODE, {"code": phone.code()}).url == LOGIN
    assert as_stranger.get(CODE).url == LOGIN


@pytest.mark.parametrize("change", ["lock", "password"])
def test_a_log_in_half_done_ends_with_the_account(phone, aili, as_administrator, as_stranger, change):
    password(as_stranger)
    as_administrator.post(f"/account/accounts/{aili.user.pk}/{change}/", {"lock": "yes"})
    assert as_stranger.post(CODE, {"code": phone.code()}).url == LOGIN
    assert not is_in(as_stranger)


def test_switching_off_needs_password_and_code(phone, as_aili, as_stranger):
    off = f"{STEP}off/"
    assert as_aili.post(off, {"password": "x", "code": phone.code()}).status_code == 422
    assert as_aili.post(off, {"password": PASSWORD, "code": "000000"}).status_code == 422
    assert SecondStep.objects.exists()
    assert as_aili.post(off, {"password": PASSWORD, "code": phone.code()}).url == "/account/"
    assert not SecondStep.objects.exists() and not RecoveryCode.objects.exists()
    assert password(as_stranger).status_code == 302 and is_in(as_stranger)
    assert "second_step_off" in actions()


def test_other_recovery_codes_need_a_code_and_end_the_earlier_ones(phone, as_aili, as_stranger):
    assert as_aili.post(f"{STEP}codes/", {"code": "000000"}).status_code == 422
    page = as_aili.post(f"{STEP}codes/", {"code": phone.code()}).text
    assert len(re.findall(r"<li>[a-z2-9]{5}-[a-z2-9]{5}</li>", page)) == 10 and phone.codes[0] not in page
    password(as_stranger)
    assert as_stranger.post(CODE, {"code": phone.codes[0]}).status_code == 422


def test_an_administrator_resets_it_after_a_question(phone, aili, as_aili, as_administrator, as_stranger):
    url = f"/account/accounts/{aili.user.pk}/second-step/"
    assert "重置两步验证" in as_administrator.get("/account/accounts/").text
    assert "确实是本人" in as_administrator.get(url).text and SecondStep.objects.exists()
    assert as_administrator.post(url).status_code == 302
    assert not SecondStep.objects.exists() and not is_in(as_aili)
    assert actions().count("second_step_reset") == 1
    as_administrator.post(url)
    assert actions().count("second_step_reset") == 1, "a repeated request has no second effect"
    assert "重置两步验证" not in as_administrator.get("/account/accounts/", follow=True).text.partition("<table")[2]
    password(as_stranger)
    assert is_in(as_stranger) and not list(faults("990128"))


def test_a_role_can_demand_it(settings, clock, aili, as_aili, as_baihe):
    settings.TOTP_ROLES = {"filler"}
    for url in ("/", "/account/", "/filings/", f"{STEP}off/"):
        assert as_aili.get(url).url == STEP
    page = as_aili.get(STEP).text
    assert "您的角色必须使用两步验证" in page
    assert as_baihe.get("/account/").status_code == 200, "of another role"
    mine = Phone(clock)
    mine.scan(aili.user)
    as_aili.post(STEP, {"code": mine.code()})
    assert is_in(as_aili)
    assert as_aili.get(f"{STEP}off/").url == STEP and "不能关闭" in as_aili.get(STEP).text


def test_where_it_is_demanded_a_session_without_a_code_ends(settings, phone, aili, client_of):
    settings.TOTP_ROLES = {"filler"}
    earlier = client_of(aili)
    assert earlier.get("/account/", follow=True).redirect_chain[-1][0] == LOGIN


def test_the_initial_password_is_changed_first(settings, clock, aili, as_aili):
    settings.TOTP_ROLES = {"filler"}
    aili.user.must_change_password = True
    aili.user.save()
    assert as_aili.get(STEP).url == "/account/password/"


def test_a_setting_that_names_no_role_is_refused(settings):
    from django.apps import apps

    settings.TOTP_ROLES = {"administrators"}
    with pytest.raises(ImproperlyConfigured, match="administrators"):
        apps.get_app_config("accounts").ready()


def test_the_only_administrator_is_helped_at_the_server(phone, aili, as_aili, capsys):
    call_command("second_step_reset", "aili")
    assert not SecondStep.objects.exists() and not is_in(as_aili)
    assert Entry.objects.get(action="second_step_reset").actor == "(server)" and not list(faults("990128"))
    with pytest.raises(CommandError):
        call_command("second_step_reset", "aili")
