"""Who may open what: every address of filings, for a stranger, for another unit, for those who only read."""

from __future__ import annotations

import pytest
from django.urls import reverse

from jixiao_web.filings.urls import urlpatterns

OF_FILING = [each.name for each in urlpatterns if "filing_id" in str(each.pattern)]
GENERAL = [each.name for each in urlpatterns if "filing_id" not in str(each.pattern)]


def _address(name: str, filing) -> str:
    if name not in OF_FILING:
        return reverse(f"filings:{name}")
    return reverse(f"filings:{name}", args=[filing.pk, *(["docx"] if name in ("file", "application") else [])])


@pytest.mark.parametrize("name", OF_FILING + GENERAL)
@pytest.mark.parametrize("method", ["get", "post"])
def test_it_sends_a_stranger_to_the_log_in(as_stranger, filing, name, method):
    response = getattr(as_stranger, method)(_address(name, filing))
    assert response.status_code == 302 and response["Location"].startswith(reverse("accounts:login"))


@pytest.mark.parametrize("name", OF_FILING)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_unit_does_not_even_learn_that_it_is_there(as_chali, filing, name, method):
    response = getattr(as_chali, method)(_address(name, filing))
    assert response.status_code in (404, 405)
    assert filing.unit.name not in response.content.decode()


@pytest.mark.parametrize("name", ["inbox", "list"])
def test_lists_show_another_unit_nothing(as_chali, filing, name):
    assert "青石镇" not in as_chali.get(reverse(f"filings:{name}")).content.decode()


@pytest.mark.parametrize("name", ["edit", "cells", "workbook"])
def test_a_reviewer_fills_in_nothing(as_baihe, as_baihe_unit, as_auditor, filing, name):
    for client in (as_baihe, as_baihe_unit, as_auditor):
        assert client.post(_address(name, filing), {"do": "save"}).status_code == 403


def test_an_auditor_reads_and_moves_nothing(as_auditor, filing):
    shown = as_auditor.get(_address("filing", filing))
    assert shown.status_code == 200 and 'name="move"' not in shown.content.decode()
    assert as_auditor.post(_address("move", filing), {"move": "submit", "seen": "draft"}).status_code == 403


def test_nobody_starts_a_plan_for_another_unit(as_chali, unit):
    response = as_chali.post(reverse("filings:start"), {"unit": str(unit.pk), "year": "2025"})
    assert response.status_code == 422
    assert as_chali.get(reverse("filings:list")).content.decode().count("青石镇") == 0


@pytest.mark.parametrize("who", ["as_baihe", "as_baihe_unit", "as_auditor", "as_nobody"])
def test_only_fillers_start_plans(request, who, county):
    assert request.getfixturevalue(who).get(reverse("filings:start")).status_code == 403
