"""The number of queries of a page is the same for few rows and for many."""

from __future__ import annotations

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jixiao_web.accounts.models import Unit
from jixiao_web.filings.services import filing_begin, filing_move
from jixiao_web.review.services import comment_add

FEW, MANY = 3, 30

OF_FINANCE = (
    "/", "/filings/", "/filings/?q=照料", "/filings/?q=第", "/filings/?page=2", "/review/", "/review/?order=deadline",
    "/review/?words=第", "/search/?q=照料", "/search/?q=完成", "/search/?q=照料&kind=indicator", "/search/?q=第",
    "/calendar/", "/spending/", "/commitments/", "/commitments/goals/", "/overview/",
)  # fmt: skip
OF_OTHERS = {
    "administrator": ("/account/units/", "/account/accounts/", "/log/"),
    "auditor": ("/log/", "/filings/"),
}


@pytest.fixture
def fill(aili, person_of, plan, baihe):
    """Makes filings that wait for finance, each of a unit of its own with a comment."""
    county = aili.appointments[0].county_code
    small = msgspec.structs.replace(plan, projects=plan.projects[:1], itemized_goals=())

    def make(first: int, last: int) -> None:
        for number in range(first, last):
            unit = Unit.objects.create(county_code=county, code=f"48{number:04}", name=f"第{number}所")
            filler = person_of(f"filler{number}", "填报人", "filler", unit)
            reviewer = person_of(f"reviewer{number}", "审核人", "unit_reviewer", unit)
            filing = filing_begin(person=filler, unit=unit, year=2025, document=small)
            filing_move(person=filler, filing_id=filing.pk, move="submit", seen="draft")
            filing_move(person=reviewer, filing_id=filing.pk, move="pass", seen="unit_review")
            comment_add(person=baihe, filing_id=filing.pk, path="", text=f"第{number}条意见")

    return make


def _queries(client, pages) -> dict[str, int]:
    """How many queries each page takes, once all that is made only once is there."""
    told = {}
    for page in pages:
        if client.get(page).status_code == 404:
            continue
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200, page
        told[page] = len(queries)
    return told


def test_pages_of_finance_do_not_ask_more_for_more_rows(as_baihe, fill):
    fill(0, FEW)
    few = _queries(as_baihe, OF_FINANCE)
    fill(FEW, MANY)
    many = _queries(as_baihe, OF_FINANCE)
    assert many == few
    assert len(few) >= len(OF_FINANCE) - 2 and max(few.values()) <= 16, few


@pytest.mark.parametrize("who", OF_OTHERS)
def test_pages_of_others_do_not_ask_more_for_more_rows(request, fill, who):
    client = request.getfixturevalue(f"as_{who}")
    fill(0, FEW)
    few = _queries(client, OF_OTHERS[who])
    fill(FEW, MANY)
    assert _queries(client, OF_OTHERS[who]) == few


def _made(plan, number: int):
    """The plan with so many projects, and so many indicators in each."""
    first = plan.projects[0]
    indicators = (first.indicators * number)[:number]
    own = [
        msgspec.structs.replace(first, ordinal=n + 1, code=f"C{n}", name=f"项目{n}", indicators=indicators)
        for n in range(number)
    ]
    return msgspec.structs.replace(plan, projects=tuple(own), itemized_goals=(), at={}, doubts=())


@pytest.mark.parametrize("page", ["/filings/{}/", "/filings/{}/edit/", "/filings/{}/story/", "/review/{}/"])
def test_a_filing_does_not_ask_more_for_more_projects(as_aili, as_baihe, aili, unit, plan, page):
    told = []
    for year, number in ((2024, FEW), (2025, MANY // 2)):
        filing = filing_begin(person=aili, unit=unit, year=year, document=_made(plan, number))
        address = page.format(filing.pk)
        told.append(_queries(as_baihe if page.startswith("/review") else as_aili, [address])[address])
    assert told[0] + ("review" in page) >= told[1], told  # the later one has a year before it


def test_a_person_is_read_in_one_query(as_baihe):
    """The session with its user and the appointments: rights that are taken away hold with the next request."""
    as_baihe.get("/account/password/")
    with CaptureQueriesContext(connection) as queries:
        as_baihe.get("/account/password/")
    assert len(queries) == 1
