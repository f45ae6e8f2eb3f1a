"""A plan's whole way in a real browser: dropped, mended, reviewed, returned, repaired, approved, adjusted, published.

Four people, each with a browser of their own, who log in by the page. What they saw lies in out/pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from jixiao_web.audit.log import faults
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.filings.services import document_of
from tests.web.browser.steps import approve, grade, move, review, save_cell

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SAMPLE = Path(__file__).parents[3] / "src/jixiao/samples/qingshi-2025.docx"
PURPOSE = "projects[0].purpose"
TARGET = "projects[5].indicators[0].target"
REASON = "服务人数的测算依据不清，请补充后再报。"
ASKED = "请写明服务人数的测算依据。"
MENDED = "用于日间照料站水电、餐补和保洁劳务，按登记在册45人测算"
WHY = "年中追加水电费，用途相应调整。"
ADJUSTED = "用于日间照料站水电（含追加部分）、餐补和保洁劳务"


@pytest.fixture
def people(aili, baihe_unit, baihe, administrator) -> None:
    """爱丽 fills in, 白鹤 of the unit and 白鹤 of finance review."""


@pytest.fixture
def desks(people, enters: Callable[[str], Page]) -> dict[str, Page]:
    """Everybody's browser."""
    return {"filler": enters("aili"), "head": enters("baihe_unit"), "finance": enters("baihe")}


def test_the_whole_way_of_a_plan(desks: dict[str, Page], unit, picture: Callable[[Page, str], None]) -> None:
    filing = dropped(desks["filler"], unit, picture)
    mended(desks["filler"], filing, picture)
    move(desks["filler"], filing, "submit")
    review(desks["head"], filing, "pass")
    assert filing.state == "finance_review"
    returned(desks["finance"], filing, picture)
    repaired(desks["filler"], filing, picture)
    move(desks["filler"], filing, "submit")
    review(desks["head"], filing, "pass")
    approved(desks["finance"], filing, picture)
    adjusted(desks, filing, picture)
    review(desks["finance"], filing, "publish")
    assert filing.state == "published"
    told(desks["filler"], filing, picture)
    assert [*faults(filing.county_code)] == []


def dropped(page: Page, unit, picture: Callable[[Page, str], None]) -> Filing:
    """爱丽 drops the Word file and sees what was read of it."""
    page.goto("/filings/start/")
    if page.locator("select[name=unit]").count():
        page.locator("select[name=unit]").select_option(str(unit.pk))
    page.locator("[name=year]").fill("2025")
    page.locator("input[type=file]").set_input_files(SAMPLE)
    page.locator("form:has(input[type=file]) button.main").click()
    page.wait_for_url("**/original/")
    picture(page, "cycle-1-original")
    return Filing.objects.get(unit=unit, year=2025)


def mended(page: Page, filing: Filing, picture: Callable[[Page, str], None]) -> None:
    """She mends a cell, and its finding goes."""
    errors = filing.errors
    page.goto(f"/filings/{filing.pk}/edit/")
    notes = page.locator("#n-projects-5-indicators-0-dimension")
    expect(notes).to_contain_text("百分比不能反映")
    picture(page, "cycle-2-edit")
    save_cell(page, TARGET, "≥12件")
    expect(page.locator("#n-projects-5-indicators-0-dimension")).not_to_contain_text("百分比不能反映")
    filing.refresh_from_db()
    assert document_of(filing).projects[5].indicators[0].target.amount == 12 and filing.errors <= errors


def returned(page: Page, filing: Filing, picture: Callable[[Page, str], None]) -> None:
    """白鹤 comments on a cell and returns the plan with a reason."""
    page.goto(f"/review/{filing.pk}/")
    page.locator("#say-path").select_option(PURPOSE)
    page.locator("#say-text").fill(ASKED)
    page.locator("#say button").click()
    page.wait_for_load_state()
    expect(page.locator("article.talk")).to_contain_text(ASKED)
    picture(page, "cycle-3-review")
    review(page, filing, "return_in_finance", REASON)
    assert filing.state == "returned"


def repaired(page: Page, filing: Filing, picture: Callable[[Page, str], None]) -> None:
    """爱丽 sees the reason and the comment where she has to mend, and mends it."""
    page.goto(f"/filings/{filing.pk}/edit/")
    expect(page.locator("main")).to_contain_text(REASON)
    expect(page.locator("main")).to_contain_text(ASKED)
    picture(page, "cycle-4-returned")
    save_cell(page, PURPOSE, MENDED)
    filing.refresh_from_db()
    assert document_of(filing).projects[0].purpose == MENDED


def approved(page: Page, filing: Filing, picture: Callable[[Page, str], None]) -> None:
    """白鹤 grades and approves."""
    grade(page, filing)
    picture(page, "cycle-5-graded")
    review(page, filing, "approve")
    assert filing.state == "approved"


def adjusted(desks: dict[str, Page], filing: Filing, picture: Callable[[Page, str], None]) -> None:
    """An approved plan is adjusted: the change is approved for itself and then stands in the plan."""
    page = desks["filler"]
    page.goto(f"/filings/{filing.pk}/adjust/")
    page.locator("[name=why]").fill(WHY)
    page.locator("form:has([name=why]) button.main").click()
    page.wait_for_load_state()
    change = Filing.objects.get(unit=filing.unit, kind=Kind.ADJUSTMENT)
    page.goto(f"/filings/{change.pk}/edit/")
    save_cell(page, PURPOSE, ADJUSTED)
    page.goto(f"/filings/{change.pk}/changes/")
    expect(page.locator("main")).to_contain_text(WHY)
    picture(page, "cycle-6-adjustment")
    move(page, change, "submit")
    review(desks["head"], change, "pass")
    approve(desks["finance"], change)
    filing.refresh_from_db()
    assert change.state == "approved" and document_of(filing).projects[0].purpose == ADJUSTED


def told(page: Page, filing: Filing, picture: Callable[[Page, str], None]) -> None:
    """The plan's story tells every step, and the paper is there to take along."""
    page.goto(f"/filings/{filing.pk}/story/")
    words = page.inner_text("main")
    assert REASON in words and all(name in words for name in ("爱丽", "白鹤"))
    picture(page, "cycle-7-story")
    page.goto(f"/filings/{filing.pk}/")
    picture(page, "cycle-8-published")
    answer = page.request.get(f"/filings/{filing.pk}/file.docx")
    assert answer.ok and answer.body().startswith(b"PK") and "attachment" in answer.headers["content-disposition"]
