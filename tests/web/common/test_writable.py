"""Signs that no database and no paper can hold come to no view, and break no page."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from jixiao_web.accounts.models import User
from jixiao_web.common.middleware import writable
from jixiao_web.filings.services import filing_begin
from jixiao_web.review.models import Comment

PAGES = (
    "/", "/filings/", "/review/", "/search/", "/log/", "/log/export.csv", "/spending/", "/commitments/", "/calendar/",
    "/account/units/", "/account/accounts/", "/monitoring/", "/evaluation/", "/jobs/", "/account/login/",
)  # fmt: skip
NAMES = "q words unit action actor state kind year since until before page order risk days county only cell view next"
ODD = ("%00", "a%00b", "%01", "%1B%5B", "%C2%85", "%EF%BF%BE", "%ED%A0%80", "%80")


@pytest.mark.parametrize("page", PAGES)
def test_no_page_breaks_at_them(client_of, person_of, page):
    user = User.objects.create_superuser("admin", password="x-password-2025")
    person = person_of("all", "全岗", "administrator")
    for role in ("finance_reviewer", "auditor"):
        person.user.appointments.create(county_code="990128", role=role)
    clients = (client_of(person), client_of(), client_of(type(person).of(user)))
    for odd in ODD:
        query = "&".join(f"{name}={odd}" for name in NAMES.split())
        for client in clients:
            assert client.get(f"{page}?{query}&{odd}=1").status_code < 500
            assert client.get(f"{page}{odd}").status_code < 500


def test_a_list_finds_what_is_meant(as_aili, aili, unit, plan):
    filing_begin(person=aili, unit=unit, year=2025, document=plan)
    response = as_aili.get("/filings/?q=%00青石%1B")
    assert response.status_code == 200 and len(response.context["page"].object_list) == 1
    assert response.context["search"].words == "青石"


def test_no_log_in_and_no_cookie_breaks_at_them(as_stranger, aili):
    sent = {"username": "ai\x00li", "password": "a\x00"}
    assert as_stranger.post("/account/login/", sent).status_code < 500
    for name in ("sessionid", "csrftoken", "jixiao_language"):
        as_stranger.cookies[name] = "\x00" * 32
    assert as_stranger.get("/").status_code < 500


def test_what_is_written_into_a_form_is_kept_without_them(as_aili, aili, unit, plan):
    filing = filing_begin(person=aili, unit=unit, year=2025, document=plan)
    as_aili.post(f"/review/{filing.pk}/comment/", {"path": "", "text": "请\x00补\x0b充\r\n依据\t。"})
    assert Comment.objects.get().text.replace("\r", "") == "请补充\n依据\t。"


def test_an_address_with_such_a_sign_leads_nowhere(as_aili):
    assert as_aili.get("/calendar/feed/%00.ics").status_code == 404
    assert as_aili.get("/static/%00").status_code in (400, 404)


def test_what_holds_none_of_them_stays_as_it_is():
    plain = QueryDict("q=照料&q=2&cells=a%0A")
    assert writable(plain) is plain
    assert writable(QueryDict("a%00=1%01&a=2")).getlist("a") == ["1", "2"]
