"""What waits for the person behind a token, the story of a filing, and reports told apart in lists."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from jixiao_web.deadlines.models import CountyDeadline
from jixiao_web.filings.models import Filing
from jixiao_web.filings.services import filing_begin, filing_move


@pytest.fixture
def due(unit) -> date:
    day = timezone.localdate() + timedelta(days=3)
    year = day.year + 1
    CountyDeadline.objects.create(county_code=unit.county_code, year=year, kind="plan", step="submit", day=day)
    return day


def test_the_inbox_tells_what_waits_and_until_when(aili, baihe_unit, unit, due, filing, program_of):
    told = program_of(aili, "read").send("get", "inbox").json()
    assert told["total"] == 2
    begin, draft = told["items"]
    assert begin["filing"] is None and begin["unit"]["code"] == unit.code and begin["year"] == due.year + 1
    assert begin["deadline"] | {"day": str(due), "days_left": 3, "step": "submit"} == begin["deadline"]
    assert draft["filing"] == str(filing.pk) and draft["deadline"] is None and draft["what"] == "绩效文本"
    assert draft["url"].endswith(f"/filings/{filing.pk}/")
    assert program_of(baihe_unit, "read").send("get", "inbox").json() == {"items": [], "total": 0}
    filing_move(person=aili, filing_id=filing.pk, move="submit", seen="draft")
    (item,) = program_of(baihe_unit, "read").send("get", "inbox").json()["items"]
    assert item["filing"] == str(filing.pk) and item["since"] == str(timezone.localdate())


def test_the_inbox_asks_as_often_for_many(aili, unit, program_of, django_assert_num_queries, mended_plan):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    filing_begin(person=aili, unit=unit, year=2020, document=mended_plan)
    program = program_of(aili)
    program.send("get", "inbox")
    with CaptureQueriesContext(connection) as few:
        assert program.send("get", "inbox").json()["total"] == 1
    for year in range(2021, 2026):
        filing_begin(person=aili, unit=unit, year=year, document=mended_plan)
    with django_assert_num_queries(len(few)):
        assert program.send("get", "inbox").json()["total"] == 6


def test_the_story_of_a_filing_is_told_to_who_sees_it(aili, chali, filing, program_of):
    filing_move(person=aili, filing_id=filing.pk, move="submit", seen="draft")
    items = program_of(aili, "read").send("get", f"filings/{filing.pk}/story").json()["items"]
    assert [(each["action"], each["action_words"]) for each in items] == [
        ("submit", "送单位审核"),
        ("begun", "建立空白申报件"),
    ]
    assert items[0]["hash_before"] == items[1]["hash"] and "绩效文本" in items[0]["about"]
    assert program_of(aili, "write").send("get", f"filings/{filing.pk}/story").status_code == 403
    assert program_of(chali, "read").send("get", f"filings/{filing.pk}/story").status_code == 404


def test_a_list_is_narrowed_to_a_kind_and_tells_the_months_of_reports(aili, unit, filing, program_of):
    report = Filing(unit=unit, county_code=unit.county_code, year=2025, kind="monitoring", period="1-7", plan=filing)
    report.draft = filing.draft
    report.save(force_insert=True)
    program = program_of(aili)
    (item,) = program.send("get", "filings?kind=monitoring").json()["items"]
    assert (item["id"], item["period"], item["plan"]) == (str(report.pk), "1-7", str(filing.pk))
    (item,) = program.send("get", "filings?kind=plan").json()["items"]
    assert (item["id"], item["period"], item["plan"]) == (str(filing.pk), "", None)
    assert program.send("get", "filings?kind=other").status_code == 422
