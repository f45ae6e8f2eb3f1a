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
        assert ("第29所" if name == "list" else "查看全部 30 件") in _page(as_baihe, name, q="照料")


def test_so_many_that_they_are_not_counted_says_so(as_aili, aili, unit, plan, filing, monkeypatch):
    from jixiao_web.filings import finding

    for year in (2022, 2023, 2024):
        filing_begin(person=aili, unit=unit, year=year, document=plan)
    words = " ".join(_page(as_aili, "list", q="照料").split())
    assert "共 4 件" in words and "超过" not in words
    monkeypatch.setattr(finding, "FINDERS", [lambda _person, _word: None])
    assert "共 4 件" in " ".join(_page(as_aili, "list", q="照料").split())
    monkeypatch.setattr("jixiao_web.filings.views.lists.PAGE", 1)
    monkeypatch.setattr(finding, "MOST_FOUND", 3)
    years = []
    for page in ("1", "2", "3"):
        words = " ".join(_page(as_aili, "list", q="照料", page=page).split())
        assert f"超过 {page} 件" in words and f"第{page}页" in words and "，共" not in words
        assert ('rel="next"' in words) == (page != "3")
        years += [row.year for row in as_aili.get(reverse("filings:list"), {"q": "照料", "page": page}).context["page"]]
    assert years == [2025, 2024, 2023]


def test_a_word_of_many_units_is_sought_in_names_and_not_in_codes_alone(as_baihe, aili, filing, monkeypatch):
    """Another county's unit has the same code and the word in its name: it makes nothing be found."""
    from jixiao_web.filings import finding

    Unit.objects.create(county_code="990999", code=filing.unit_code, name="陌生的单位")
    both = finding.Reach((), (filing.county_code, "990999"))
    monkeypatch.setattr(finding.Reach, "of", lambda _person, _action: both)
    monkeypatch.setattr(finding, "MOST_UNITS", -1)
    assert "没有符合条件" in _page(as_baihe, "list", q="陌生")
    assert "青石镇" in _page(as_baihe, "list", q="青石镇") and "青石镇" in _page(as_baihe, "list", q="青石镇 照料")


@pytest.mark.parametrize("page", ["9", "0", "-1", "x", "9" * 30])
def test_a_page_that_is_not_there_is_another(as_aili, filing, monkeypatch, page):
    from jixiao_web.filings import finding

    monkeypatch.setattr(finding, "FINDERS", [lambda _person, _word: None])
    assert "青石镇" in _page(as_aili, "list", q="照料", page=page)


@pytest.mark.parametrize("words", ["照料", "青石镇", "471012", "照料 青石", "照料 471012", "没有", "qsz4710062", "照"])
def test_rare_and_common_words_find_the_same(as_aili, aili, unit, other_unit, chali, plan, filing, monkeypatch, words):
    from jixiao_web.filings import finding

    filing_begin(person=aili, unit=unit, year=2024, document=plan)
    filing_begin(person=chali, unit=other_unit, year=2024, document=plan)

    def shown():
        return [row.key for row in as_aili.get(reverse("filings:list"), {"q": words}).context["page"]]

    rare, most = shown(), finding.MOST_UNITS
    monkeypatch.setattr(finding, "MOST_UNITS", -1)  # units are many, projects few
    assert shown() == rare
    monkeypatch.setattr(finding, "MOST_UNITS", most)
    monkeypatch.setattr(finding, "FINDERS", [lambda _person, _word: None])
    assert shown() == rare
    monkeypatch.setattr(finding, "MOST_UNITS", -1)
    assert shown() == rare and (len(rare) == 2) == (words != "没有")
