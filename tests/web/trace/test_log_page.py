"""The page of the log: who sees it, filters, pages, export."""

from __future__ import annotations

import csv

import pytest
from django.db import transaction

from jixiao_web.audit.log import log_append
from jixiao_web.filings.services import filing_begin

LOG = "/log/"


def append(count: int = 1, action: str = "saved", **told: str) -> None:
    with transaction.atomic():
        for _ in range(count):
            log_append(
                county_code="990128", actor="aili", action=action, object_kind="thing", object_key="1", detail=told
            )


def test_it_refuses_those_who_may_not_see_it(as_aili, as_baihe, as_chali, as_baihe_unit, as_nobody) -> None:
    for client in (as_aili, as_baihe, as_chali, as_baihe_unit, as_nobody):
        assert client.get(LOG).status_code == 403
        assert client.get(f"{LOG}export.csv").status_code == 403


def test_it_sends_a_stranger_to_the_log_in(as_stranger) -> None:
    assert as_stranger.get(LOG).status_code == as_stranger.get(f"{LOG}export.csv").status_code == 302


def test_it_shows_what_happened_newest_first(as_auditor, aili, unit, plan) -> None:
    append(action="units_imported")
    filing = filing_begin(person=aili, unit=unit, year=2025, document=plan)
    page = as_auditor.get(LOG).content.decode()
    assert page.index(f"/review/{filing.pk}/") < page.rindex("导入单位") and unit.name in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("action=begun", 1),
        ("action=units_imported", 1),
        ("unit=青石", 1),
        ("unit=471012", 1),
        ("unit=471013", 0),
        ("actor=aili", 2),
        ("actor=baihe", 0),
        ("since=2020-01-01&until=2020-12-31", 0),
        ("since=2020-01-01", 2),
        ("since=no-day&before=x&county=000000&action=%27", 2),
    ],
)
def test_it_is_filtered(as_administrator, aili, unit, plan, asked: str, shown: int) -> None:
    append(action="units_imported")
    filing_begin(person=aili, unit=unit, year=2025, document=plan)
    assert len(as_administrator.get(f"{LOG}?{asked}").context["log"].lines) == shown


def test_its_pages_hold_every_entry_once_in_few_queries(as_auditor, django_assert_max_num_queries) -> None:
    append(250)
    numbers, address = [], LOG
    while address:
        with django_assert_max_num_queries(8):
            context = as_auditor.get(address).context
        numbers += [line.entry.number for line in context["log"].lines]
        address = f"{LOG}?{context['older']}" if context["older"] else ""
    assert numbers == [*range(250, 0, -1)]


def test_it_is_exported_with_its_hashes(as_auditor) -> None:
    append(3, text="=1+1")
    append(1, action="=cmd")
    answer = as_auditor.get(f"{LOG}export.csv")
    rows = [*csv.DictReader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines())]
    assert [row["number"] for row in rows] == ["1", "2", "3", "4"]
    assert rows[1]["hash_before"] == rows[0]["hash"] and rows[3]["action"] == "'=cmd"


def test_an_empty_log_says_so(as_auditor) -> None:
    assert "还没有记录" in as_auditor.get(LOG).content.decode()
    assert "没有符合条件" in as_auditor.get(f"{LOG}?action=saved").content.decode()
