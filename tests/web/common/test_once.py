"""Parts of pages that are made once: for the same values, and for no others."""

from __future__ import annotations

import pytest
from django.db import connection
from django.template import Context, Template
from django.utils import translation

from jixiao_web.accounts.models import Unit
from jixiao_web.filings import remembered
from jixiao_web.filings.drafts import paper_of, shown_of
from jixiao_web.filings.services import filing_begin

ROW = "{% load once i18n %}{% once unit more %}{{ unit.name }} {% translate '提交' %} {{ count.next }}{% endonce %}"


class Count:
    """Tells how often a part was made."""

    def __init__(self) -> None:
        self.number = 0

    def next(self) -> int:
        self.number += 1
        return self.number


def _row(template: Template, unit: Unit, more: object, count: Count) -> str:
    return template.render(Context({"unit": unit, "more": more, "count": count}))


def test_a_part_is_made_once_for_the_same_values(unit):
    template, count = Template(ROW), Count()
    first = _row(template, unit, (1, "a"), count)
    assert _row(template, Unit.objects.get(pk=unit.pk), (1, "a"), count) == first and count.number == 1


def test_it_is_made_anew_when_anything_changes(unit):
    template, count = Template(ROW), Count()
    _row(template, unit, 1, count)
    unit.name = "另一单位"
    assert "另一单位" in _row(template, unit, 1, count)
    _row(template, unit, 2, count)
    with translation.override("en"):
        assert "提交" not in _row(template, unit, 2, count)
    assert count.number == 4


def test_a_value_that_cannot_be_remembered_is_made_every_time(unit):
    template, count = Template(ROW), Count()
    _row(template, unit, {"a": 1}, count)
    _row(template, unit, {"a": 1}, count)
    assert count.number == 2


def test_no_more_is_remembered_than_fits(unit, monkeypatch):
    from jixiao_web.common.templatetags import once

    monkeypatch.setattr(once, "MOST", 2)
    template, count = Template(ROW), Count()
    for more in (1, 2, 3, 1):
        _row(template, unit, more, count)
    assert count.number == 4


def test_what_a_filing_shows_is_kept_for_all_processes(aili, unit, plan, settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    filing = filing_begin(person=aili, unit=unit, year=2025, document=plan)
    shown, paper = shown_of(filing), paper_of(filing.draft)
    assert len([*tmp_path.glob("remembered/*/*")]) == 2
    monkeypatch.setattr("jixiao_web.filings.drafts.draft_of", None)  # nothing is made anew
    assert shown_of(filing) == shown and paper_of(filing.draft) == paper
    remembered.sweep(before=9e9)
    assert not [*tmp_path.glob("remembered/*/*")]


@pytest.mark.parametrize("content", [b"", b"{", b'[["x"],[]]'])
def test_a_spoilt_file_is_made_anew(aili, unit, plan, settings, tmp_path, content):
    settings.DATA = tmp_path
    filing = filing_begin(person=aili, unit=unit, year=2025, document=plan)
    shown = shown_of(filing)
    for path in tmp_path.glob("remembered/*/*"):
        path.write_bytes(content)
    assert shown_of(filing) == shown


def test_a_folder_that_cannot_be_written_does_no_harm(aili, unit, plan, settings, tmp_path):
    (tmp_path / "remembered").write_text("a file")
    settings.DATA = tmp_path
    filing = filing_begin(person=aili, unit=unit, year=2025, document=plan)
    assert shown_of(filing).findings


@pytest.mark.only_on("sqlite")  # PostgreSQL keeps long texts elsewhere
def test_long_texts_stand_last(db):
    """SQLite walks along a draft to reach a column behind it; a new column wants `HeavyLast` once more."""
    with connection.cursor() as cursor:
        for table, last in (("filings_filing", ["returned", "carried", "draft"]), ("filings_revision", ["content"])):
            cursor.execute(f"PRAGMA table_info({table})")
            assert [row[1] for row in cursor.fetchall()][-len(last) :] == last
