"""The reports as files: chapters, charts with numbers, links that lead somewhere, sums that their annexes add up to."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import docx
import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from jixiao import api
from jixiao_web.overview.models import Summary
from jixiao_web.overview.reports import entries, units
from jixiao_web.overview.reports.evaluation import county_evaluation, unit_evaluation
from jixiao_web.overview.reports.monitoring import county_monitoring, unit_monitoring
from jixiao_web.overview.reports.workbook import county_workbook
from jixiao_web.overview.selectors import Place
from jixiao_web.spending.models import Ledger, Payment

COUNTY = "990128"
ADDRESS = "https://a.example"
MONITORING = ["监控工作开展情况", "预算执行情况", "绩效目标完成情况", "存在的问题", "整改措施和下一步安排"]
EVALUATION = ["绩效自评工作开展情况", "预算执行情况", "绩效目标完成情况"]


@pytest.fixture
def paper_of(unit, today):
    """Makes a report: paper_of(unit_monitoring)."""

    def make(maker, today=today):
        is_unit = maker in (unit_monitoring, unit_evaluation)
        place = Place(COUNTY, unit.name, unit) if is_unit else Place(COUNTY, "云河县")
        return maker(place, Summary.objects.get(county_code=COUNTY, unit=place.unit), today, ADDRESS)

    return make


def lines(paper: api.Paper) -> list[api.Line]:
    return [item for item in paper.items() if isinstance(item, api.Line)]


def grids(paper: api.Paper) -> list[api.Grid]:
    return [item for item in paper.items() if isinstance(item, api.Grid)]


def links(paper: api.Paper) -> list[str]:
    """Everything that something leads to."""
    own = [link.to for line in lines(paper) for link in line.links]
    return own + [box.link for grid in grids(paper) for box in grid.boxes if box.link]


def anchors(paper: api.Paper) -> list[str]:
    own = [line.anchor for line in lines(paper) if line.anchor]
    return own + [box.anchor for grid in grids(paper) for box in grid.boxes if box.anchor]


ALL = [unit_monitoring, county_monitoring, unit_evaluation, county_evaluation]


@pytest.mark.parametrize("maker", [*ALL, county_workbook])
def test_every_link_has_its_place_and_every_place_one_name(approved, pay, paper_of, maker):
    pay("03-15", 1_234_500, voucher="记-0315")
    paper = paper_of(maker)
    named = anchors(paper)
    assert len(named) == len(set(named))
    inner = {to[1:] for to in links(paper) if to.startswith("#")}
    assert inner and inner <= set(named)
    assert all(to.startswith(("#", f"{ADDRESS}/")) for to in links(paper))


@pytest.mark.parametrize("maker", ALL)
def test_pages_that_reports_lead_to_are_there(as_baihe, approved, pay, paper_of, maker):
    pay("03-15", 1_234_500)
    pages = {to.removeprefix(ADDRESS).partition("#")[0] for to in links(paper_of(maker)) if not to.startswith("#")}
    assert pages
    for page in pages:
        assert as_baihe.get(page).status_code == 200, page


@pytest.mark.parametrize("maker", ALL)
def test_no_word_of_the_screens_language_gets_into_a_report(as_baihe, approved, pay, unit, paper_of, maker):
    as_baihe.cookies["django_language"] = "en"
    path = "report" if maker in (unit_monitoring, county_monitoring) else "evaluation"
    own = (
        f"/overview/unit/{unit.pk}/{path}.docx"
        if maker in (unit_monitoring, unit_evaluation)
        else f"/overview/{path}.docx"
    )
    content = as_baihe.get(own).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        words = "".join(etree.fromstring(archive.read("word/document.xml")).itertext())
        drawn = archive.read("word/charts/chart1.xml").decode()
    assert not re.search(r"\b(Monitoring|Planned|Safeguard|Draft|Approved|planned|spent)\b", words + drawn)
    assert "实际支出" in drawn


@pytest.mark.parametrize(
    ("maker", "chapters"),
    [*((maker, MONITORING) for maker in ALL[:2]), *((maker, EVALUATION) for maker in ALL[2:])],
)
def test_chapters_are_numbered_in_order_and_the_annex_begins_a_page(approved, pay, paper_of, maker, chapters):
    pay("03-15", 1_234_500)
    heads = [line.text for line in lines(paper_of(maker)) if line.outline == 1]
    numbered = [head for head in heads if not head.startswith("附件")]
    assert [head[0] for head in numbered] == list("一二三四五六七八九十"[: len(numbered)])
    assert all(any(head.endswith(f"、{chapter}") for head in numbered) for chapter in chapters)
    assert heads[len(numbered)].startswith("附件1")
    assert all(line.new_page for line in lines(paper_of(maker)) if line.text.startswith("附件"))


def test_a_year_that_was_not_monitored_has_no_last_report(approved, pay, paper_of):
    pay("03-15", 1_234_500)
    said = "".join(line.text for line in lines(paper_of(county_monitoring)))
    assert "尚未开展绩效运行监控" in said and "最近一次监控报告" not in said


def test_every_chart_has_its_table_and_words(approved, pay, paper_of):
    pay("03-15", 1_234_500)
    items = list(paper_of(county_monitoring).items())
    charts = [(at, item) for at, item in enumerate(items) if isinstance(item, api.Chart)]
    assert [chart.kind for _, chart in charts] == ["lines", "bars"]
    for at, chart in charts:
        assert chart.alt and "<svg" in chart.svg
        assert items[at + 1].style == "caption"
        assert any(isinstance(item, api.Grid) for item in items[at : at + 5])
    curve = charts[0][1]
    # 12,345.00 yuan of the whole county's budget, by the months that are over.
    spent = curve.series[1].values
    assert spent[1] == 0 and spent[2] == spent[7] > 0 and spent[8] is None


def test_the_sum_leads_to_its_projects_they_to_their_entries_and_these_add_up(approved, pay, paper_of, ledger):
    pay("03-15", 1_234_500, voucher="记-0315", payee="甲公司", summary="工程款")
    pay("04-02", 765_500, voucher="记-0402")
    Ledger.objects.filter(pk=ledger.pk).update(payments_count=2)
    paper = paper_of(unit_monitoring)
    said = next(line for line in lines(paper) if "已支出" in line.text and line.links)
    told = {said.text[link.start : link.end]: link.to for link in said.links}
    assert told["2.00万元"] == "#projects"
    boxes = [box for grid in grids(paper) for box in grid.boxes]
    place = f"ledger-{ledger.pk}"
    assert {box.text for box in boxes if box.link == f"#{place}"} >= {"20,000.00"}
    items = list(paper.items())
    at = next(n for n, item in enumerate(items) if isinstance(item, api.Line) and item.anchor == place)
    rows: dict[int, list[str]] = {}
    for box in items[at + 1].boxes:
        rows.setdefault(box.row, []).append(box.text)
    printed = [row for row in rows.values() if row[2].startswith("记-")]
    assert [row[1:5] for row in printed] == [
        ["2025-03-15", "记-0315", "甲公司", "工程款"],
        ["2025-04-02", "记-0402", "—", "—"],
    ]
    assert sum(Decimal(row[5].replace(",", "")) for row in printed) == Decimal("20000.00")
    assert list(rows.values())[-1][4:] == ["支出合计（2笔）", "20,000.00"]


def test_with_more_entries_than_paper_holds_they_stand_by_month(approved, pay, paper_of, monkeypatch, ledger):
    pay("03-15", 1_234_500)
    pay("04-02", 765_500)
    monkeypatch.setattr(entries, "MOST_ENTRIES", 1)
    monkeypatch.setattr(units, "MOST_LEDGERS", 0)
    words = [box.text for grid in grids(paper_of(unit_monitoring)) for box in grid.boxes]
    assert words.count("当月支出合计") == 2 and {"12,345.00", "7,655.00"} <= set(words)
    county = paper_of(county_monitoring)
    inner = {to[1:] for to in links(county) if to.startswith("#")}
    assert inner <= set(anchors(county)) and not any(name.startswith("unit-") for name in anchors(county))


def test_a_report_asks_no_more_for_more_entries(approved, pay, paper_of, ledger):
    def asked(maker) -> int:
        with CaptureQueriesContext(connection) as queries:
            paper_of(maker)
        return len(queries)

    pay("03-15", 1_234_500)
    few = [asked(maker) for maker in ALL]
    Payment.objects.bulk_create(
        Payment(county_code=COUNTY, ledger=ledger, day=date(2025, 5, 5), fen=100, mark=bytes([n] * 16))
        for n in range(50)
    )
    assert [asked(maker) for maker in ALL] == few


@pytest.mark.parametrize("path", ["report", "evaluation"])
def test_the_files_open_with_their_charts(as_baihe, approved, pay, unit, path):
    pay("03-15", 1_234_500)
    for own in (f"/overview/unit/{unit.pk}/{path}.docx", f"/overview/{path}.docx"):
        response = as_baihe.get(own)
        assert response["Content-Disposition"].startswith("attachment")
        made = docx.Document(io.BytesIO(response.content))
        assert len(made.inline_shapes) >= 1
        rels = made.part.rels.values()
        assert any("/spending/" in rel.target_ref for rel in rels if rel.is_external)
    assert as_baihe.get(f"/overview/{path}.exe").status_code == 404
    assert as_baihe.get(f"/overview/unit/{unit.pk}/{path}.xlsx").status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("path", ["report", "evaluation"])
def test_the_files_are_written_as_accessible_pdf(as_baihe, approved, pay, unit, path):
    pay("03-15", 1_234_500)
    for own in (f"/overview/unit/{unit.pk}/{path}.pdf", f"/overview/{path}.pdf"):
        assert b"<pdfuaid:part>1</pdfuaid:part>" in as_baihe.get(own).content


def test_the_workbook_has_numbers_formats_frozen_heads_and_links(as_baihe, approved, pay, unit, ledger):
    pay("03-15", 1_234_500)
    book = openpyxl.load_workbook(io.BytesIO(as_baihe.get("/overview/report.xlsx").content))
    assert book.sheetnames == [
        "总览", "单位排名", "项目台账", "各月支出", "监控亮灯", "自评结果", "部门和财政评价", "措施整改", "逾期事项",
        "图表数据",
    ]  # fmt: skip
    assert len(book["总览"]._charts) == 2
    for name in book.sheetnames[1:-1]:
        assert book[name].freeze_panes and book[name].auto_filter.ref and not book[name].protection.sheet
    rows = list(book["项目台账"].iter_rows())
    head = {cell.value: cell.column - 1 for row in rows[:6] for cell in row if cell.value}
    own = next(row for row in rows if row[head["项目"]].value == ledger.name)
    spent, rate = own[head["已支出"]], own[head["执行率"]]
    assert spent.value == 12_345 and spent.number_format == "#,##0.00" and rate.number_format == "0.00%"
    assert own[head["项目"]].hyperlink.target.endswith(f"/spending/{ledger.pk}/")
    back = own[head["单位"]].hyperlink.location
    assert re.fullmatch(r"'单位排名'!C\d+", back)
    assert book["单位排名"][back.rpartition("!")[2]].value == unit.name


def test_a_unit_may_not_have_the_countys_reports(as_aili, as_chali, approved, unit):
    for path in ("report.docx", "evaluation.docx", "report.xlsx"):
        assert as_aili.get(f"/overview/{path}").status_code == 404
    assert as_chali.get(f"/overview/unit/{unit.pk}/evaluation.docx").status_code == 404
