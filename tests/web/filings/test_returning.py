"""Returning one project or all: what was not returned stays locked, for pages and services alike."""

from __future__ import annotations

import lxml.html
import msgspec
import pytest
from django.urls import reverse

from jixiao_web.filings import rows
from jixiao_web.filings.errors import NotReturnable, PartLocked, ReasonMissing
from jixiao_web.filings.models import Filing, State
from jixiao_web.filings.returning import returned_of
from jixiao_web.filings.services import CellEdit, document_of, draft_replace, draft_save, filing_begin, filing_move

FIRST, SECOND = "projects[0]", "projects[1]"


@pytest.fixture
def waiting(aili, baihe_unit, unit, mended_plan):
    """A plan that waits for finance."""
    filing = filing_begin(person=aili, unit=unit, year=2025, document=mended_plan)
    return go(go(filing, aili, "submit"), baihe_unit, "pass")


@pytest.fixture
def returned(baihe, waiting):
    """It, with its second project returned."""
    return go(waiting, baihe, "return_in_finance", parts={SECOND: "指标值没有依据"})


def go(filing, person, move: str, reason: str = "", parts=None):
    return filing_move(person=person, filing_id=filing.pk, move=move, seen=filing.state, reason=reason, parts=parts)


def save(person, filing, path: str, was: str, text: str):
    return draft_save(person=person, filing_id=filing.pk, edits=[CellEdit(path, text, was)], money_unit="元")


def test_each_part_has_its_reason_or_the_whole_has(baihe, waiting):
    with pytest.raises(ReasonMissing):
        go(waiting, baihe, "return_in_finance", parts={SECOND: " "})
    with pytest.raises(ReasonMissing):
        go(waiting, baihe, "return_in_finance", parts={FIRST: "", SECOND: "缺依据"})
    with pytest.raises(NotReturnable):
        go(waiting, baihe, "return_in_finance", parts={"projects[99]": "没有这个项目"})
    filing = go(waiting, baihe, "return_in_finance", "请修改", {SECOND: ""})
    assert filing.state == State.RETURNED and returned_of(filing).parts == {SECOND: ""}


def test_the_reason_names_the_projects(returned):
    name = document_of(returned).projects[1].name
    assert returned.reason == f"项目“{name}”：指标值没有依据"
    assert returned.revisions.order_by("-number").first().note == returned.reason


def test_only_what_was_returned_is_filled_in(aili, returned):
    first, second = document_of(returned).projects[:2]
    saved = save(aili, returned, f"{FIRST}.name", first.name, "改名")
    assert [(path, words) for path, _why, words in saved.refused] == [(f"{FIRST}.name", "改名")]
    saved = save(aili, returned, f"{SECOND}.purpose", second.purpose, "用于补助")
    assert not saved.refused and document_of(saved.filing).projects[1].purpose == "用于补助"
    part_one = document_of(returned).overall_goals[0]
    assert save(aili, returned, "overall_goals[0].text", part_one.text, "改写").refused


@pytest.mark.parametrize(
    ("do", "more"),
    [
        (rows.row_delete, {"path": "projects", "position": 1}),
        (rows.row_add, {"path": "projects", "position": 0}),
        (rows.row_move, {"path": "projects", "position": 0, "to": 1}),
        (rows.row_delete, {"path": f"{FIRST}.indicators", "position": 0}),
        (rows.row_add, {"path": "safeguards", "position": 0}),
    ],
)
def test_rows_of_other_parts_stay(aili, returned, do, more):
    with pytest.raises(PartLocked):
        do(person=aili, filing_id=returned.pk, shape=0, **more)
    assert Filing.objects.get(pk=returned.pk).draft == returned.draft


def test_rows_of_the_returned_project_move(aili, returned):
    rows.row_delete(person=aili, filing_id=returned.pk, path=f"{SECOND}.indicators", position=0, shape=0)
    rows.row_restore(person=aili, filing_id=returned.pk)
    assert document_of(Filing.objects.get(pk=returned.pk)).projects == document_of(returned).projects


def test_a_file_that_changes_more_is_refused(aili, returned):
    document = document_of(returned)
    other = msgspec.structs.replace(document, projects=document.projects[:1])
    with pytest.raises(PartLocked):
        draft_replace(
            person=aili, filing_id=returned.pk, document=other, version=returned.draft_version, cause="workbook"
        )


def test_nobody_unlocks_it_but_finance(aili, baihe_unit, baihe, returned):
    filing = go(go(returned, aili, "submit"), aili, "withdraw")
    assert save(aili, filing, f"{FIRST}.name", document_of(filing).projects[0].name, "改名").refused
    filing = go(go(filing, aili, "submit"), baihe_unit, "return_in_unit", "再核对")
    assert save(aili, filing, f"{FIRST}.name", document_of(filing).projects[0].name, "改名").refused
    filing = go(go(go(filing, aili, "submit"), baihe_unit, "pass"), baihe, "return_in_finance", "整份退回")
    assert not save(aili, filing, f"{FIRST}.name", document_of(filing).projects[0].name, "改名").refused


def test_an_approval_ends_it(aili, baihe_unit, baihe, returned):
    filing = go(go(go(returned, aili, "submit"), baihe_unit, "pass"), baihe, "approve")
    assert filing.returned == ""


def test_the_unit_returns_projects_too(aili, baihe_unit, unit, mended_plan):
    filing = go(filing_begin(person=aili, unit=unit, year=2026, document=mended_plan), aili, "submit")
    filing = go(filing, baihe_unit, "return_in_unit", parts={FIRST: "金额不对"})
    assert returned_of(filing).parts == {FIRST: "金额不对"}
    assert go(go(filing, aili, "submit"), baihe_unit, "pass").returned == ""


# ---- pages ----


@pytest.mark.parametrize(("name", "from_review"), [("review:move", True), ("filings:move", False)])
def test_a_reviewer_ticks_projects(as_baihe, as_aili, waiting, name, from_review):
    shown = reverse("review:filing" if from_review else "filings:filing", args=[waiting.pk])
    page = lxml.html.fromstring(as_baihe.get(shown).content.decode())
    assert page.xpath(f"//input[@name='part' and @value='{SECOND}']"), "projects can be chosen"
    sent = {"move": "return_in_finance", "seen": "finance_review", "reason": "", "part": [SECOND]}
    as_baihe.post(reverse(name, args=[waiting.pk]), sent | {f"why:{SECOND}": "指标值没有依据"})
    filing = Filing.objects.get(pk=waiting.pk)
    assert returned_of(filing).parts == {SECOND: "指标值没有依据"}
    assert "只退回了上面列出的内容" in as_aili.get(reverse("filings:filing", args=[filing.pk])).content.decode()


def test_the_edit_page_locks_the_others(as_aili, returned):
    page = lxml.html.fromstring(as_aili.get(reverse("filings:edit", args=[returned.pk])).content.decode())
    locked = page.xpath("//section[@id='projects-0']")[0]
    opened = page.xpath("//section[@id='projects-1']")[0]
    assert not locked.xpath(".//textarea[not(@readonly)] | .//select[not(@disabled)] | .//button[@name='do']")
    assert "已锁定" in locked.text_content()
    assert opened.xpath(".//textarea[not(@readonly)]") and "指标值没有依据" in opened.text_content()
    assert not page.xpath("//button[starts-with(@value, 'add:projects:') and not(contains(@value, 'indicators'))]")
    assert not page.xpath("//button[starts-with(@value, 'add:overall_goals')]")


def test_the_letter_names_the_projects(as_baihe, returned):
    page = as_baihe.get(reverse("review:opinions", args=[returned.pk])).content.decode()
    assert "指标值没有依据" in page and document_of(returned).projects[1].name in page
