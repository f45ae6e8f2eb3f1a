"""What waits for whom, and the list with its search; queries do not grow with rows."""

from __future__ import annotations

import msgspec
import pytest
from django.urls import reverse

from jixiao_web.accounts.models import Unit
from jixiao_web.filings.services import filing_begin, filing_move


def _page(client, name: str, **query: str) -> str:
    return client.get(reverse(f"filings:{name}"), query).content.decode()


def test_a_draft_waits_for_the_filler_alone(as_aili, as_baihe_unit, as_baihe, filing):
    assert "青石镇" in _page(as_aili, "inbox")
    assert "没有等您办理" in _page(as_baihe_unit, "inbox")
    assert "没有等您办理" in _page(as_baihe, "inbox")


def test_a_filing_waits_for_whoever_moves_it_on(as_aili, as_baihe_unit, as_baihe, aili, baihe_unit, filing):
    filing_move(person=aili, filing_id=filing.pk, move="submit", seen="draft")
    assert "青石镇" in _page(as_baihe_unit, "inbox") and "没有等您办理" in _page(as_aili, "inbox")
    filing_move(person=baihe_unit, filing_id=filing.pk, move="pass", seen="unit_review")
    assert "青石镇" in _page(as_baihe, "inbox") and "没有等您办理" in _page(as_baihe_unit, "inbox")


def test_what_came_back_waits_with_its_reason(as_aili, aili, baihe_unit, filing):
    filing_move(person=aili, filing_id=filing.pk, move="submit", seen="draft")
    filing_move(
        person=baihe_unit, filing_id=filing.pk, move="return_in_unit", seen="unit_review", reason="指标值要测算"
    )
    assert "指标值要测算" in _page(as_aili, "inbox")


@pytest.mark.parametrize("words", ["青石镇", "471012", "日间照料", "QSZ4710062", "青石 照料"])
def test_search_finds_by_unit_project_name_and_code(as_aili, filing, words):
    assert "云河县青石镇人民政府本级" in _page(as_aili, "list", q=words)


def test_search_that_finds_nothing_says_so(as_aili, filing):
    assert "没有符合条件" in _page(as_aili, "list", q="没有这个项目")


@pytest.mark.parametrize("query", [{"year": "2024"}, {"state": "approved"}, {"unit": "471013"}])
def test_filters_narrow_the_list(as_aili, filing, query):
    assert "没有符合条件" in _page(as_aili, "list", **query)


@pytest.mark.parametrize("query", [{"year": "x'"}, {"state": "no"}, {"page": "nought"}, {"q": "%" * 300}])
def test_nonsense_in_the_address_breaks_nothing(as_aili, filing, query):
    assert as_aili.get(reverse("filings:list"), query).status_code == 200


@pytest.mark.parametrize("name", ["inbox", "list"])
def test_queries_do_not_grow_with_rows(as_baihe, aili, person_of, plan, name, django_assert_max_num_queries):
    county = aili.appointments[0].county_code
    small = msgspec.structs.replace(plan, projects=plan.projects[:1], itemized_goals=())
    for number in range(30):
        unit = Unit.objects.create(county_code=county, code=f"48{number:04}", name=f"第{number}所")
        filler = person_of(f"filler{number}", "填报人", "filler", unit)
        filing = filing_begin(person=filler, unit=unit, year=2025, document=small)
        reviewer = person_of(f"reviewer{number}", "审核人", "unit_reviewer", unit)
        filing_move(person=filler, filing_id=filing.pk, move="submit", seen="draft")
        filing_move(person=reviewer, filing_id=filing.pk, move="pass", seen="unit_review")
    with django_assert_max_num_queries(12):
        assert "第29所" in _page(as_baihe, name, q="照料")


def test_so_many_that_they_are_not_counted_says_so(as_aili, aili, unit, plan, filing, monkeypatch):
    from jixiao_web.filings import selectors

    filing_begin(person=aili, unit=unit, year=2024, document=plan)
    assert "共 2 件" in _page(as_aili, "list", q="照料") and "超过" not in _page(as_aili, "list", q="照料")
    monkeypatch.setattr(selectors, "MOST_FOUND", 1)
    assert "超过 1 件" in " ".join(_page(as_aili, "list", q="照料").split())
