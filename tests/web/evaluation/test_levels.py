"""Marks by category: kept with the results, summed for a unit and a county, drilled to the projects behind."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jixiao_web.evaluation.models import LevelMark
from jixiao_web.evaluation.rechecking import Given, recheck_save
from jixiao_web.filings.discarding import filing_discard
from jixiao_web.overview.marks import marks_by_level, projects_at, years_marked
from jixiao_web.overview.selectors import Place

COUNTY = "990128"
WORDS = "projects[0].indicators[2]"


@pytest.fixture
def place(unit):
    return Place(COUNTY, unit.name, unit)


def _told(place):
    return {
        (line.dimension, line.category): (line.rows, line.lost, line.weight, line.points, line.held, line.percent)
        for line in marks_by_level(place, 2025).lines
    }


def test_levels_are_summed_as_they_stand(done, place):
    told = _told(place)
    assert [*told] == [
        ("产出指标", ""), ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", ""),
        ("效益指标", "社会效益指标"), ("满意度指标", ""), ("满意度指标", "服务对象满意度指标"), ("预算执行率", ""),
    ]  # fmt: skip
    assert told["产出指标", ""] == (2, 1, 50, Decimal("48.75"), Decimal("48.75"), Decimal("97.50"))
    assert told["产出指标", "数量指标"] == (1, 1, 25, Decimal("23.75"), Decimal("23.75"), Decimal("95.00"))
    assert told["预算执行率", ""] == (1, 1, 10, 9, 9, Decimal("90.00"))
    whole = marks_by_level(Place(COUNTY, "云河县"), 2025)
    assert [line[3:] for line in whole.lines] == [line[3:] for line in marks_by_level(place, 2025).lines]
    assert whole.lines[0].projects == 1
    assert ("预算执行率", Decimal("90.00")) in whole.charted
    assert ("产出指标", Decimal("97.50")) not in whole.charted


def test_a_told_recheck_is_what_holds(handed_in, baihe, place):
    given = {WORDS: Given("24", "没有问卷")}
    recheck_save(person=baihe, filing_id=handed_in.pk, given=given, opinion="", version=0, is_told=False)
    assert _told(place)["效益指标", ""][4] == 28
    recheck_save(person=baihe, filing_id=handed_in.pk, given=given, opinion="", version=1, is_told=True)
    assert _told(place)["效益指标", ""][3:] == (28, 24, Decimal("80.00"))


def test_rows_without_marks_are_open_and_count_for_nothing(evaluation, place):
    told = {(line.dimension, line.category): line for line in marks_by_level(place, 2025).lines}
    line = told["产出指标", ""]
    assert (line.rows, line.open, line.weight, line.percent) == (2, 2, 0, None)


def test_the_whole_department_is_not_counted_among_projects(done, aili, place):
    from jixiao_web.evaluation.opening import evaluation_begin

    before = _told(place)
    evaluation_begin(person=aili, plan_id=done.plan_id, period="whole")
    assert LevelMark.objects.filter(ordinal=0).exists()
    assert _told(place) == before


def test_what_is_deleted_is_not_summed(evaluation, aili, place):
    filing_discard(person=aili, filing_id=evaluation.pk)
    assert (years_marked(place), marks_by_level(place, 2025).lines) == ([], [])


def test_the_pages_drill_to_the_project(as_aili, as_baihe, done, unit):
    page = as_baihe.get("/overview/marks/?year=2025").content.decode()
    assert "97.50%" in page
    drilled = as_baihe.get("/overview/marks/", {"first": "产出指标", "second": "数量指标"}).content.decode()
    assert f"/evaluation/marks/{done.pk}/#p1" in drilled
    assert "道路维修" in drilled
    own = as_aili.get(f"/overview/unit/{unit.pk}/marks/").content.decode()
    assert "看全县" not in own
    assert f"/overview/unit/{unit.pk}/marks/" in as_aili.get(f"/overview/unit/{unit.pk}/").content.decode()
    assert "/overview/marks/" in as_baihe.get("/overview/").content.decode()


def test_the_chart_is_a_picture_with_the_levels(as_baihe, as_aili, done, unit):
    for drawn in (
        as_baihe.get("/overview/chart/marks.svg?year=2025"), as_aili.get(f"/overview/unit/{unit.pk}/chart/marks.svg")
    ):  # fmt: skip
        assert drawn["Content-Type"] == "image/svg+xml"
        assert "数量指标" in drawn.content.decode()
        assert "<script" not in drawn.content.decode()


def test_strangers_see_nothing(as_chali, as_aili, done, unit):
    assert as_chali.get(f"/overview/unit/{unit.pk}/marks/").status_code == 404
    assert as_aili.get("/overview/marks/").status_code == 404


def test_a_place_without_marks_says_so(as_baihe, county):
    assert "还没有可以汇总的得分" in as_baihe.get("/overview/marks/").content.decode()


def test_more_projects_take_no_more_queries(as_baihe, done, unit):
    address = "/overview/marks/?year=2025&first=产出指标&second="

    def counted() -> int:
        as_baihe.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert as_baihe.get(address).status_code == 200
        return len(queries)

    few = counted()
    LevelMark.objects.bulk_create(
        LevelMark(
            county_code=COUNTY, filing=done, year=2025, ordinal=number, dimension="产出指标", category="数量指标",
            leads=1, rows=1, weight=2500, points=2500, held=2500,
        )
        for number in range(2, 40)
    )  # fmt: skip
    assert counted() == few
    assert projects_at(Place(COUNTY, ""), 2025, "产出指标", "").count() == 39
