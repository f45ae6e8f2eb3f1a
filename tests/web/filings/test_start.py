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
