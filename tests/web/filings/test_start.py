"""Beginning a plan: from a dropped file, blank, and what is refused."""

from __future__ import annotations

import subprocess

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jixiao import api
from jixiao_web.filings import intake
from jixiao_web.filings.models import Filing, Source


def _start(client, unit, data: bytes | None = None, name: str = "青石镇.docx", year: str = "2025"):
    fields = {"unit": str(unit.pk), "year": year}
    if data is not None:
        fields["file"] = SimpleUploadedFile(name, data)
    return client.post(reverse("filings:start"), fields)


def test_a_dropped_word_file_becomes_a_draft(as_aili, unit, sample_bytes):
    response = _start(as_aili, unit, sample_bytes)
    filing = Filing.objects.get()
    assert response["Location"] == reverse("filings:original", args=[filing.pk])
    assert (filing.projects, filing.budget_fen) == (6, 22_000_000)
    assert filing.errors and filing.revisions.get().cause == "imported"


def test_a_plan_that_is_due_is_begun_for_its_unit_and_year(as_aili, unit):
    page = as_aili.get(reverse("filings:start"), {"unit": str(unit.pk), "year": "2024"}).content.decode()
    assert 'value="2024"' in page and f'<option value="{unit.pk}" selected>' in page


def test_the_kind_is_told_by_the_content_and_not_by_the_name(as_aili, unit, sample_bytes):
    assert _start(as_aili, unit, sample_bytes, "plan.txt").status_code == 302
    assert Source.objects.get().name == "plan.txt"


def test_the_original_stands_beside_what_was_understood(as_aili, unit, sample_bytes):
    _start(as_aili, unit, sample_bytes)
    page = as_aili.get(reverse("filings:original", args=[Filing.objects.get().pk])).content.decode()
    assert "消防器材长期" in page and "没有读出" in page
    assert "老年人日间照料站运转" in page and "#c-projects-0-name" in page


def test_of_a_plain_text_goals_and_safeguards_stand_beside_their_lines(as_aili, unit, sample_bytes):
    _document, lines = api.read_beside(sample_bytes, "plan.docx")
    _start(as_aili, unit, "\n".join(line.text for line in lines).encode(), "plan.txt")
    page = lxml.html.fromstring(
        as_aili.get(reverse("filings:original", args=[Filing.objects.get().pk])).content.decode()
    )
    goal = page.xpath("//tr[td[1][contains(., '一是守牢安全底线')]]/td[2]")[0]
    assert goal.xpath(".//a[contains(@href, '#c-overall_goals-0-heading')]")[0].text == "守牢安全底线"
    assert "护林员分片包山" in goal.xpath(".//a[contains(@href, '#c-overall_goals-0-text')]")[0].text
    safeguard = page.xpath("//tr[td[1][contains(., '成立由镇长任组长')]]/td[2]")[0]
    assert safeguard.xpath(".//a[contains(@href, '#c-safeguards-0-text')]")


def test_a_blank_plan_begins_with_a_project_and_its_usual_rows(as_aili, unit, document_now):
    _start(as_aili, unit, year="2026")
    document = document_now(Filing.objects.get())
    assert [row.category for row in document.projects[0].indicators][:3] == ["数量指标", "质量指标", "时效指标"]
    assert document.unit.name == unit.name and document.year == 2026


def test_a_second_plan_of_the_year_is_refused(as_aili, unit, filing):
    response = _start(as_aili, unit)
    assert response.status_code == 422 and "已经有绩效文本" in response.content.decode()


def test_a_file_of_another_unit_and_year_is_said_to_be_one(as_chali, other_unit, sample_bytes):
    page = as_chali.get(_start(as_chali, other_unit, sample_bytes, year="2026")["Location"]).content.decode()
    assert "文件里的单位是" in page and "请逐项核对年份" in page


@pytest.mark.parametrize(
    "data", [b"MZ" + b"\0" * 300, b"PK\3\4broken", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "只是一句话。".encode()]
)
def test_what_is_no_plan_is_refused_in_a_sentence(as_aili, unit, data):
    response = _start(as_aili, unit, data, "x.docx")
    assert response.status_code == 422 and "notice-error" in response.content.decode()
    assert not Filing.objects.exists()


def test_a_file_that_is_too_large_is_refused(as_aili, unit, settings):
    settings.UPLOAD_BYTES = 2**20
    assert "文件超过" in _start(as_aili, unit, b" " * (2**20 + 1)).content.decode()


def test_a_reader_that_hangs_becomes_a_sentence(as_aili, unit, monkeypatch):
    def hang(*args, **kwargs):
        raise subprocess.TimeoutExpired("reading", 1)

    monkeypatch.setattr(intake.subprocess, "run", hang)
    response = _start(as_aili, unit, b"x")
    assert response.status_code == 422 and "用时过长" in response.content.decode()


@pytest.mark.parametrize(("code", "out"), [(-9, b""), (0, b"not json"), (1, b"{}")])
def test_a_reader_that_dies_becomes_a_sentence(as_aili, unit, monkeypatch, code, out):
    done = subprocess.CompletedProcess([], code, out, b"")
    monkeypatch.setattr(intake.subprocess, "run", lambda *args, **kwargs: done)
    assert "读取这个文件时中断" in _start(as_aili, unit, b"x").content.decode()


def test_reading_really_stops_after_its_time(settings):
    settings.READ_SECONDS = 0.01
    with pytest.raises(intake.NotReadable):
        intake.read_apart(b"x" * 1000, "x")


NARRATIVE = """石桥街道办事处2025年部门预算绩效文本
一、总体绩效目标
1、加强民生保障。提高居民满意度。
二、分项绩效目标
1、社区养老服务
本项目年初预算金额为35万元，主要用于居家养老服务补贴。
绩效目标：为200名老人提供居家养老服务。
绩效指标：服务老人人数大于等于200人；老人满意度大于等于90%。
三、保障措施
1、强化管理。
"""


def test_projects_that_only_the_narrative_tells_are_filled_in(as_aili, unit, document_now):
    _start(as_aili, unit, NARRATIVE.encode(), "plan.txt")
    filing = Filing.objects.get()
    (project,) = document_now(filing).projects
    assert (project.name, project.funds.budget_yuan, project.goals) == (
        "社区养老服务",
        350_000,
        ("为200名老人提供居家养老服务",),
    )
    assert [(row.name, row.target.amount) for row in project.indicators] == [("服务老人人数", 200), ("老人满意度", 90)]
    page = lxml.html.fromstring(as_aili.get(reverse("filings:original", args=[filing.pk])).content.decode())
    money = page.xpath("//tr[td[1][contains(., '35万元')]]/td[2]")[0]
    assert money.xpath(".//a[contains(@href, '#c-projects-0-funds-budget_yuan')]")[0].text == "350000.00"


def test_a_line_that_fills_no_cell_says_why(as_aili, unit):
    _start(as_aili, unit, NARRATIVE.encode(), "plan.txt")
    page = as_aili.get(reverse("filings:original", args=[Filing.objects.get().pk])).content.decode()
    assert "其他文字，没有填进表里" in page


def _line_form(page: str, row: str) -> dict[str, str]:
    form = lxml.html.fromstring(page).xpath(f"//tr[td[1][contains(., '{row}')]]//form")[0]
    return {key: value or "" for key, value in form.form_values()}


def test_what_was_read_is_corrected_beside_its_line(as_aili, unit, document_now):
    _start(as_aili, unit, NARRATIVE.encode(), "plan.txt")
    filing = Filing.objects.get()
    address = reverse("filings:original", args=[filing.pk])
    assert '<form class="correct' not in as_aili.get(address).content.decode()
    line = lxml.html.fromstring(as_aili.get(address).content.decode()).xpath("//tr[td[1][contains(., '35万元')]]")[0]
    fields = _line_form(as_aili.get(address, {"correct": line.get("id")}).content.decode(), "35万元")
    sent = fields | {"projects[0].funds.budget_yuan": "360000"}
    assert as_aili.post(address, sent)["Location"] == f"{address}#{line.get('id')}"
    assert document_now(filing).projects[0].funds.budget_yuan == 360_000
    assert "<ins>360000.00</ins>" in as_aili.get(address).content.decode()
    again = as_aili.post(address, sent | {"projects[0].funds.budget_yuan": "370000"}, follow=True).content.decode()
    assert "他人已改" in again and document_now(filing).projects[0].funds.budget_yuan == 360_000
    money = {"projects[0].funds.budget_yuan": "三十", "was:projects[0].funds.budget_yuan": "360000.00"}
    wrong = as_aili.post(address, sent | money, follow=True).content.decode()
    assert "不是金额" in wrong


TABLE = """第二部分 预算项目绩效目标表
项目编码\t99012825P004710120004\t项目名称\t公园绿地养护
预算规模及资金用途\t预算数\t318000.00\t其中：财政资金\t318000.00\t其他资金\t0.00
绩效目标\t1.管护绿地12.6万平方米
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据
产出指标\t数量指标\t管护绿地面积\t实际管护的面积\t≥12.6万平方米\t管护合同\t另附图纸
"""


def test_where_a_part_of_a_line_was_not_read_the_cells_beside_it_are_inputs(as_aili, unit):
    _start(as_aili, unit, TABLE.encode(), "plan.txt")
    page = as_aili.get(reverse("filings:original", args=[Filing.objects.get().pk])).content.decode()
    assert "没有读出" in page
    row = "projects[0].indicators[0]"
    assert {f"{row}.target", f"{row}.basis"} <= {*_line_form(page, "管护绿地面积")}


def test_of_a_large_plan_a_value_leads_to_the_page_of_its_project(as_aili, unit, monkeypatch):
    monkeypatch.setattr("jixiao_web.filings.editing.ROWS_A_PAGE", 0)
    _start(as_aili, unit, TABLE.encode(), "plan.txt")
    page = as_aili.get(reverse("filings:original", args=[Filing.objects.get().pk])).content.decode()
    assert "edit/?project=1#c-projects-0-code" in page


def test_a_line_that_was_not_read_leads_to_the_row_above_it(as_aili, unit, sample_bytes):
    _start(as_aili, unit, sample_bytes)
    page = lxml.html.fromstring(
        as_aili.get(reverse("filings:original", args=[Filing.objects.get().pk])).content.decode()
    )
    (lost,) = page.xpath("//tr[contains(@class, 'marked')][.//span[contains(., '没有读出')]]")
    (link,) = lost.xpath("./td[2]/a")
    assert link.text == "到表里补填" and "#c-projects-5-indicators-5-" in link.get("href")
