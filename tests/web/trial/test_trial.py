"""Any file read and checked without filing it: the bundled one by one click, others dropped in; nobody else sees it."""

from __future__ import annotations

import json
from datetime import timedelta

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from jixiao_web.filings.models import Filing, Source
from jixiao_web.trial.models import Trial

pytestmark = pytest.mark.django_db

START = "/try/"


@pytest.fixture
def trial(as_aili):
    """爱丽's trial of the bundled file."""
    response = as_aili.post(START, {"sample": "yes"})
    assert response.status_code == 302
    return Trial.objects.get()


def show(trial) -> str:
    return reverse("trial:show", args=[trial.pk])


def text_of(response) -> str:
    return " ".join(lxml.html.fromstring(response.content.decode()).text_content().split())


def test_it_sends_a_stranger_to_log_in(as_stranger, trial):
    for path in (START, show(trial)):
        response = as_stranger.get(path)
        assert response.status_code == 302 and response.url.startswith("/account/login/")
    assert as_stranger.post(START, {"sample": "yes"}).url.startswith("/account/login/")
    assert Trial.objects.count() == 1


def test_everybody_finds_it_in_the_bar(as_nobody, as_aili):
    for client in (as_nobody, as_aili):
        assert f'href="{START}"' in client.get("/account/").content.decode()


def test_the_bundled_file_is_one_click_away(as_nobody):
    page = lxml.html.fromstring(as_nobody.get(START).content.decode())
    (button,) = page.xpath("//button[@name='sample']")
    response = as_nobody.post(START, {"sample": button.get("value")}, follow=True)
    words = text_of(response)
    assert "qingshi-2025.docx" in words and "云河县青石镇人民政府本级" in words
    assert "写明的项目个数与所列不符" in response.content.decode() or "文中写“共分为五项”，实际列出6项。" in words
    assert "第二十二条" in words, "the regulation is told"
    assert words.index("没有检查的 1 处") < words.index("共分为五项"), "what was not checked comes first"


def test_it_shows_the_form_as_it_was_read(as_aili, trial):
    page = lxml.html.fromstring(as_aili.get(show(trial)).content.decode())
    assert page.xpath("//section[contains(@class,'leaf')]//table")
    assert not Filing.objects.exists()


def test_it_narrows_to_one_level(as_aili, trial):
    everything = as_aili.get(show(trial)).content.decode()
    errors = as_aili.get(show(trial) + "?level=error").content.decode()
    assert everything.count('<details class="note"') == 58
    assert errors.count('<details class="note"') == 16
    assert as_aili.get(show(trial) + "?level=nonsense").content.decode().count('<details class="note"') == 58


def test_another_file_is_read_and_checked(as_aili):
    upload = SimpleUploadedFile("说明.txt", "今天天气好。".encode())
    response = as_aili.post(START, {"file": upload}, follow=True)
    assert response.status_code == 200 and "今天天气好。" in text_of(response)


def test_a_file_that_cannot_be_read_says_why(as_aili):
    response = as_aili.post(START, {"file": SimpleUploadedFile("a.docx", b"PK\x03\x04broken")})
    assert response.status_code == 422 and "a.docx" in text_of(response)
    assert as_aili.post(START, {}).status_code == 422
    assert not Trial.objects.exists()


def test_a_file_that_is_too_large_is_not_read(as_aili, settings):
    settings.UPLOAD_BYTES = 10
    response = as_aili.post(START, {"file": SimpleUploadedFile("a.txt", b"x" * 11)})
    assert response.status_code == 422 and not Trial.objects.exists()


def test_nobody_else_sees_it(as_chali, as_baihe, as_administrator, trial):
    for client in (as_chali, as_baihe, as_administrator):
        assert client.get(show(trial)).status_code == 404
        assert client.get(reverse("trial:report", args=[trial.pk, "json"])).status_code == 404


@pytest.mark.parametrize(("kind", "begins"), [("html", b"<!doctype html>"), ("json", b"{"), ("docx", b"PK")])
def test_the_report_can_be_taken_away(as_aili, trial, kind, begins):
    response = as_aili.get(reverse("trial:report", args=[trial.pk, kind]))
    assert response.status_code == 200 and response.content.startswith(begins)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff" and "sandbox" in response["Content-Security-Policy"]
    if kind == "json":
        assert json.loads(response.content)["schema"] == "jixiao/report/1"


def test_a_filler_begins_a_filing_with_it(as_aili, trial, unit):
    assert "用这份文件建立申报件" in text_of(as_aili.get(show(trial)))
    path = reverse("trial:begin", args=[trial.pk])
    response = as_aili.post(path, {"unit": str(unit.pk), "year": "2025"})
    filing = Filing.objects.get()
    assert response.url == reverse("filings:original", args=[filing.pk])
    assert filing.projects == 6 and Source.objects.get().sha256 == trial.sha256
    assert as_aili.get(response.url).status_code == 200
    again = as_aili.post(path, {"unit": str(unit.pk), "year": "2025"})
    assert again.status_code == 422 and "已经有绩效文本" in text_of(again)


def test_who_may_not_fill_in_begins_nothing(client_of, baihe, other_unit, as_aili, trial):
    client = client_of(baihe)
    client.post(START, {"sample": "yes"})
    own = Trial.objects.get(user=baihe.user)
    assert "建立申报件" not in text_of(client.get(show(own)))
    assert client.post(reverse("trial:begin", args=[own.pk]), {"unit": str(other_unit.pk)}).status_code == 403
    refused = as_aili.post(reverse("trial:begin", args=[trial.pk]), {"unit": str(other_unit.pk), "year": "2025"})
    assert refused.status_code == 422 and not Filing.objects.exists()


def test_it_is_over_after_an_hour(as_aili, trial):
    Trial.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    assert as_aili.get(show(trial)).status_code == 404
    as_aili.post(START, {"file": SimpleUploadedFile("a.txt", "内容".encode())})
    assert not Trial.objects.filter(pk=trial.pk).exists()


def test_a_person_has_few_at_a_time(as_aili, aili):
    for number in range(5):
        Trial.objects.create(user=aili.user, name=str(number), document="{}", report="{}")
    as_aili.post(START, {"file": SimpleUploadedFile("a.txt", "内容".encode())})
    assert Trial.objects.count() == 5 and not Trial.objects.filter(name="0").exists()


def test_the_number_of_queries_does_not_grow(as_aili, trial, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        as_aili.get(show(trial))


def test_findings_are_told_in_the_language_of_the_page(as_aili, trial):
    chinese = text_of(as_aili.get(show(trial)))
    as_aili.post(reverse("accounts:language"), {"language": "en"})
    english = text_of(as_aili.get(show(trial)))
    assert "文中写“共分为五项”，实际列出6项。" in chinese and "文中写" not in english
    told = "the text states “"
    assert told in english.lower()
    for kind in ("html", "json"):
        words = as_aili.get(reverse("trial:report", args=[trial.pk, kind])).content.decode()
        assert told in words.lower() and "文中写" not in words


def test_what_took_too_long_is_not_told_twice(monkeypatch):
    from jixiao.language import language, set_language
    from jixiao_web.trial import apart

    set_language("zh")
    monkeypatch.setattr(apart, "ENOUGH_SECONDS", 0)
    told = apart.tried("今天天气好。".encode(), "a.txt")
    assert told.report and not told.report_other and language() == "zh"
    monkeypatch.setattr(apart, "ENOUGH_SECONDS", 15)
    assert apart.tried("今天天气好。".encode(), "a.txt").report_other and language() == "zh"


def test_a_trial_told_in_one_language_only_is_shown_as_it_is(as_aili, trial):
    Trial.objects.update(report_other="", page_other="")
    as_aili.post(reverse("accounts:language"), {"language": "en"})
    assert "文中写" in text_of(as_aili.get(show(trial)))


@pytest.mark.parametrize("digits", [40, 25])
def test_a_file_with_a_number_beyond_all_bounds_says_so(as_aili, unit, digits):
    words = f"2027年项目支出年初预算共分为一项：\n1、“道路养护”项目预算数{'9' * digits}元，用于养护道路。\n"
    words = f"部门预算绩效文本\n第一部分 整体绩效目标\n（二）分项绩效目标\n{words}"
    for address in (START, reverse("filings:start")):
        upload = SimpleUploadedFile("道路.txt", words.encode())
        response = as_aili.post(address, {"file": upload, "unit": str(unit.pk), "year": "2027"})
        assert response.status_code == 422 and "位数太多" in text_of(response)
    assert not Trial.objects.exists() and not Filing.objects.exists()
