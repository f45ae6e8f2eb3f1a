"""The lights of goals beside those of money: summed with the reports, on dashboards, in charts and in the report."""

from __future__ import annotations

import re

import pytest

from jixiao_web.filings.discarding import filing_discard
from jixiao_web.filings.models import Filing
from jixiao_web.filings.services import CellEdit, draft_save
from jixiao_web.monitoring.evidence import natures_choose
from jixiao_web.monitoring.models import Standing
from jixiao_web.overview.goal_lights import goals_at, goals_of, units_by_goals
from jixiao_web.overview.models import GoalLights
from jixiao_web.overview.selectors import Place
from jixiao_web.overview.summing import county_wrong
from tests.web.monitoring.conftest import (
    all_reached,
    approve,
    approved,
    fill_in,
    ledger,
    open_round,
    pay,
    report,
    today,
)
from tests.web.monitoring.test_lights import numbered, red

__all__ = [
    "all_reached",
    "approve",
    "approved",
    "fill_in",
    "ledger",
    "numbered",
    "open_round",
    "pay",
    "red",
    "report",
    "today",
]
COUNTY = "990128"


@pytest.fixture
def place(unit):
    return Place(COUNTY, "云河县")


def test_they_are_summed_with_every_change_of_a_report(report, red, numbered, place, unit, today, aili):
    projects = Standing.objects.filter(filing=report).count()
    lit = goals_at(place, 2025)
    assert (lit.red, sum(lit)) == (1, projects) and goals_at(Place(COUNTY, "", unit), 2025) == lit
    assert units_by_goals(place, 2025) == [(unit.name, *lit)]
    assert not list(county_wrong(COUNTY, today))
    path, target = numbered
    nothing, all_of_it = (f"{number}{target.unit or ''}" for number in (0, target.amount))
    edit = CellEdit(f"{path}.actual", all_of_it, nothing)
    draft_save(person=aili, filing_id=report.pk, edits=[edit], money_unit="元")
    assert goals_at(place, 2025).red == 0
    natures_choose(person=aili, filing_id=report.pk, natures={path: "milestone"})
    assert goals_at(place, 2025) == goals_of(COUNTY, unit.pk, 2025)
    GoalLights.objects.update(red=7)
    assert list(county_wrong(COUNTY, today))


def test_a_report_that_is_discarded_is_summed_no_more(report, red, place, aili):
    assert any(goals_at(place, 2025))
    filing_discard(person=aili, filing_id=report.pk)
    assert not Filing.objects.filter(pk=report.pk).exists()
    assert not any(goals_at(place, 2025)) and units_by_goals(place, 2025) == []


def test_dashboards_show_both_lights_by_sign_and_word(as_baihe, report, red, unit, pay):
    pay("03-15", 12_345)
    page = as_baihe.get("/overview/").content.decode()
    assert "资金亮灯" in page and "目标亮灯" in page and "/overview/chart/goals.svg" in page
    (figure,) = re.findall(r"<dt>目标亮灯</dt><dd[^>]*>(.*?)</dd>", page)
    assert "■" in figure and "红灯</span> 1" in figure
    (row,) = re.findall(r"<tbody><tr>.*?</tr></tbody>", page.split("<h2>各单位</h2>")[1], re.S)
    (cell,) = re.findall(r'data-label="目标亮灯">(.*?)</td>', row)
    assert "红灯</span> 1" in cell
    chart = as_baihe.get("/overview/chart/goals.svg").content.decode()
    assert unit.name[:8] in chart and "红灯" in chart
    own = as_baihe.get(f"/overview/unit/{unit.pk}/").content.decode()
    assert "目标亮灯" in own and re.search(r"目标 <span class=\"light light-red\">", own)
    matrix = as_baihe.get("/monitoring/matrix/").content.decode()
    assert re.search(r"资金 .*?目标 <span class=\"light light-red\">", matrix)


def test_a_unit_has_no_chart_of_units(as_baihe, report, unit):
    assert as_baihe.get(f"/overview/unit/{unit.pk}/chart/goals.svg").status_code == 404
