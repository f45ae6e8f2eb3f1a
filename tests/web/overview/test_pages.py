"""Dashboards as people see them: numbers, charts as harmless pictures, drill, reports."""

from __future__ import annotations

import re
import uuid
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jixiao_web.accounts.models import Unit
from jixiao_web.evaluation.models import Result
from jixiao_web.overview.charts import NARROW, execution_chart, lights_chart, shares_chart
from jixiao_web.overview.models import Summary
from jixiao_web.overview.summing import summary_refresh

COUNTY = "990128"


def test_finance_drills_from_county_to_unit_to_ledger(as_baihe, approved, unit, pay, ledger):
    pay("03-15", 1_234_500)
    county = as_baihe.get("/overview/").content.decode()
    assert "云河县" in county and "12,345.00" in county and f"/overview/unit/{unit.pk}/?year=2025" in county
    own = as_baihe.get(f"/overview/unit/{unit.pk}/").content.decode()
    assert f"/spending/{ledger.pk}/" in own and "全县总览" in own


def test_the_mark_that_holds_leads_to_its_working(as_baihe, approved, unit, pay, ledger):
    pay("03-15", 1_234_500)
    about = {"county_code": COUNTY, "filing": approved, "ordinal": 2, "key": "x", "name": ledger.name}
    Result.objects.create(**about, total=9_889, recheck=9_389)
    own = as_baihe.get(f"/overview/unit/{unit.pk}/").content.decode()
    assert f'<a href="/evaluation/marks/{approved.pk}/#p2">93.89</a>' in own


def test_a_filler_is_led_to_the_own_unit(as_aili, unit, approved):
    assert as_aili.get("/overview/").headers["Location"] == f"/overview/unit/{unit.pk}/"
    content = as_aili.get(f"/overview/unit/{unit.pk}/").content.decode()
    assert "全县总览" not in content


def test_a_stranger_sees_nothing(as_chali, unit, approved):
    assert as_chali.get(f"/overview/unit/{unit.pk}/").status_code == 404
    assert as_chali.get(f"/overview/unit/{unit.pk}/report.docx").status_code == 404
    assert as_chali.get("/overview/chart/execution.svg").status_code == 404


def test_without_data_it_says_what_comes(as_baihe, county):
    assert "还没有可以汇总的数据" in as_baihe.get("/overview/").content.decode()
    assert as_baihe.get("/overview/chart/execution.svg").status_code == 404
    assert as_baihe.get("/overview/report.docx").status_code == 404


@pytest.mark.parametrize("chart", ["execution", "lights"])
def test_a_chart_is_a_picture_without_script_or_anything_from_elsewhere(as_baihe, approved, pay, chart):
    pay("03-15", 12_345)
    response = as_baihe.get(f"/overview/chart/{chart}.svg")
    drawn = response.content.decode()
    assert response["Content-Type"] == "image/svg+xml" and response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "<script" not in drawn and not re.search(r"\son\w+=", drawn)
    assert set(re.findall(r"https?://[^\"'<> ]+", drawn)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert "url(" not in drawn and "@import" not in drawn and "href" not in drawn
    ElementTree.fromstring(drawn)


def test_names_cannot_break_out_of_a_chart():
    drawn = lights_chart([("<script>x</script>&", 1, 0, 2, 0)])
    assert "<script" not in drawn
    ElementTree.fromstring(drawn)


def test_lights_are_told_by_sign_and_word_as_well():
    drawn = lights_chart([("水利局", 1, 0, 2, 0), ("文化馆", 0, 3, 0, 4)])
    told = re.findall(r"<text[^>]*>([^<]+)</text>", drawn)
    assert {"■ 红灯", "▲ 黄灯", "● 绿灯", "◆ 蓝灯"} <= {*told}
    assert sorted(each for each in told if each[0] in "■▲●◆" and each[-1].isdecimal()) == ["■ 1", "▲ 3", "◆ 4", "● 2"]


def test_a_phone_gets_a_chart_of_its_own_width(as_baihe, approved, pay):
    pay("03-15", 12_345)
    page = as_baihe.get("/overview/").content.decode()
    narrow = re.findall(r'<source media="\(max-width: 30rem\)" srcset="([^"]+)"', page)
    assert len(narrow) == page.count("<picture>") == 2
    for address in narrow:
        drawn = as_baihe.get(address.replace("&amp;", "&")).content.decode()
        assert f'viewBox="0 0 {NARROW} ' in drawn and "<script" not in drawn
    assert 'viewBox="0 0 760 ' in as_baihe.get("/overview/chart/execution.svg").content.decode()


def test_a_narrow_chart_has_fewer_words():
    name = "云河县青石镇中心小学附属幼儿园"
    assert name in lights_chart([(name, 1, 0, 0, 0)])
    assert f"{name[:8]}…" in lights_chart([(name, 1, 0, 0, 0)], width=NARROW)
    curve = execution_chart([Decimal(10)] * 12, [None] * 12, width=NARROW)
    assert "12月" in curve and "11月" not in curve


def test_a_chart_says_shares_as_its_table_does():
    for share, words in (
        ("87.345", "87.35%"),
        ("96.15", "96.15%"),
        ("1234.5", "1234.50%"),
        ("123456.78", "123456.78%"),
    ):
        assert f">{words}<" in shares_chart([("质量指标", Decimal(share))])


def test_a_curve_ends_where_the_year_stands_and_may_pass_the_budget():
    planned = [Decimal(n) for n in range(0, 120, 10)]
    spent = [Decimal(20), Decimal(140), *[None] * 10]
    assert "计划进度" in execution_chart(planned, spent)
    ElementTree.fromstring(execution_chart([None] * 12, [None] * 12))


def test_the_curve_stands_in_a_table_as_well(as_baihe, approved, pay):
    pay("03-15", 1_234_500)
    content = as_baihe.get("/overview/").content.decode()
    assert 'alt="执行进度曲线：截至8月底' in content and "各月数字" in content


def test_every_page_asks_no_more_for_more_units_and_reads_no_payments(as_baihe, approved, unit, today):
    pages = ("/overview/", "/overview/?order=lights", f"/overview/unit/{unit.pk}/", "/overview/chart/lights.svg")

    def asked() -> dict[str, int]:
        told = {}
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert as_baihe.get(page).status_code == 200
            told[page] = len(queries)
            assert not any("spending_payment" in query["sql"] for query in queries)
            assert page.startswith("/overview/unit") or not any(
                "spending_monthtotal" in query["sql"] for query in queries
            )
        return told

    asked()
    few = asked()
    first = approved.ledgers.first()
    for number in range(20):
        other = Unit.objects.create(county_code=COUNTY, code=f"48{number:04}", name=f"第{number}所")
        first.pk, first.unit = uuid.uuid4(), other
        first.save(force_insert=True)
        summary_refresh(COUNTY, other.pk, 2025, today)
    assert asked() == few and max(few.values()) <= 20
    assert Summary.objects.filter(unit=None).get().projects == approved.ledgers.count()
