"""Undo of deletions: rows of a draft one by one, and drafts that were begun by mistake."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from jixiao_web.filings import rows
from jixiao_web.filings.discarding import filing_discard, filing_recover
from jixiao_web.filings.errors import AlreadyThere, HandedIn, MovedOn, NothingThere, RowGone
from jixiao_web.filings.models import Filing, ProjectRow
from jixiao_web.filings.services import filing_begin, filing_move
from jixiao_web.filings.store import document_of
from jixiao_web.serving.verify import verify_county

LIST = "projects[0].indicators"


def names(filing, project: int = 0) -> list[str]:
    return [row.name for row in document_of(Filing.objects.get(pk=filing.pk)).projects[project].indicators]


def shape(filing) -> int:
    return Filing.objects.get(pk=filing.pk).shape


def delete(person, filing, path: str, position: int) -> int:
    rows.row_delete(person=person, filing_id=filing.pk, path=path, position=position, shape=shape(filing))
    return shape(filing)


# ---- rows ----


def test_any_deleted_row_comes_back_where_it_stood(aili, filing):
    before = names(filing)
    first, second = delete(aili, filing, LIST, 4), delete(aili, filing, LIST, 1)
    rows.row_add(person=aili, filing_id=filing.pk, path=LIST, position=0, shape=shape(filing))
    for number in (first, second):
        rows.row_restore(person=aili, filing_id=filing.pk, number=number)
    assert names(filing)[1:] == before


def test_a_row_comes_back_once(aili, filing):
    number = delete(aili, filing, LIST, 4)
    rows.row_restore(person=aili, filing_id=filing.pk, number=number)
    with pytest.raises(NothingThere):
        rows.row_restore(person=aili, filing_id=filing.pk, number=number)


def test_a_row_of_a_project_that_moved_follows_it(aili, filing):
    before = names(filing)
    number = delete(aili, filing, LIST, 0)
    rows.row_move(person=aili, filing_id=filing.pk, path="projects", position=0, to=2, shape=shape(filing))
    rows.row_restore(person=aili, filing_id=filing.pk, number=number)
    assert names(filing, 2) == before


def test_a_row_of_a_deleted_project_waits_for_it(aili, filing):
    number = delete(aili, filing, LIST, 0)
    delete(aili, filing, "projects", 0)
    with pytest.raises(RowGone):
        rows.row_restore(person=aili, filing_id=filing.pk, number=number)


def test_a_stranger_restores_nothing(aili, chali, filing):
    number = delete(aili, filing, LIST, 0)
    with pytest.raises(PermissionDenied):
        rows.row_restore(person=chali, filing_id=filing.pk, number=number)


def test_the_edit_page_lists_what_was_deleted(as_aili, aili, filing, sheet_of):
    gone = [names(filing)[place] for place in (4, 1)]
    numbers = [delete(aili, filing, LIST, 4), delete(aili, filing, LIST, 1)]
    sheet = sheet_of(as_aili, filing)
    listed = sheet.page.get_element_by_id("deleted").text_content()
    assert all(name in listed for name in gone)
    assert {f"restore:{number}" for number in numbers} <= set(sheet.buttons)
    sheet.save(f"restore:{numbers[0]}")
    assert gone[0] in names(filing) and f"restore:{numbers[0]}" not in sheet.buttons


# ---- drafts ----


def test_a_draft_begun_by_mistake_goes_and_comes_back(aili, filing):
    filing_discard(person=aili, filing_id=filing.pk)
    assert not Filing.objects.filter(pk=filing.pk).exists() and not ProjectRow.objects.filter(filing=filing).exists()
    assert not [*verify_county(filing.county_code)]
    filing_recover(person=aili, filing_id=filing.pk)
    assert Filing.objects.get(pk=filing.pk).draft == filing.draft
    assert filing.project_rows.count() == filing.projects
    assert not [*verify_county(filing.county_code)]


def test_what_was_handed_in_stays(aili, filing):
    filing_move(person=aili, filing_id=filing.pk, move="submit", seen="draft")
    with pytest.raises(MovedOn):
        filing_discard(person=aili, filing_id=filing.pk)
    filing_move(person=aili, filing_id=filing.pk, move="withdraw", seen="unit_review")
    with pytest.raises(HandedIn):
        filing_discard(person=aili, filing_id=filing.pk)


def test_a_stranger_deletes_and_recovers_nothing(aili, chali, baihe, filing):
    for person in (chali, baihe):
        with pytest.raises(PermissionDenied):
            filing_discard(person=person, filing_id=filing.pk)
    filing_discard(person=aili, filing_id=filing.pk)
    for person in (chali, baihe):
        with pytest.raises(PermissionDenied):
            filing_recover(person=person, filing_id=filing.pk)


def test_twice_is_told(aili, filing):
    filing_discard(person=aili, filing_id=filing.pk)
    with pytest.raises(MovedOn):
        filing_discard(person=aili, filing_id=filing.pk)
    filing_recover(person=aili, filing_id=filing.pk)
    with pytest.raises(MovedOn):
        filing_recover(person=aili, filing_id=filing.pk)


def test_it_does_not_come_back_beside_another(aili, unit, filing, plan):
    filing_discard(person=aili, filing_id=filing.pk)
    filing_begin(person=aili, unit=unit, year=2025, document=plan)
    with pytest.raises(AlreadyThere):
        filing_recover(person=aili, filing_id=filing.pk)


def test_it_is_hidden_everywhere(as_aili, as_baihe, aili, filing):
    filing_discard(person=aili, filing_id=filing.pk)
    for name in ("filing", "edit", "story", "original", "workbook"):
        assert as_aili.get(reverse(f"filings:{name}", args=[filing.pk])).status_code == 404
    assert as_baihe.get(reverse("review:filing", args=[filing.pk])).status_code == 404
    for name in ("filings:inbox", "filings:list"):
        assert str(filing.pk) not in as_aili.get(reverse(name)).content.decode()
    assert str(filing.pk) not in as_baihe.get(reverse("review:queue"), {"state": "draft"}).content.decode()


def test_a_clerk_undoes_it_on_the_page(as_aili, as_chali, filing):
    assert "删除这份草稿" in as_aili.get(reverse("filings:filing", args=[filing.pk])).content.decode()
    page = as_aili.post(reverse("filings:discard", args=[filing.pk]), follow=True).content.decode()
    assert filing.unit.name in page and "可以在这里恢复" in page
    assert filing.unit.name not in as_chali.get(reverse("filings:deleted")).content.decode()
    back = as_aili.post(reverse("filings:recover", args=[filing.pk]))
    assert back["Location"] == reverse("filings:filing", args=[filing.pk])
    assert "没有可以恢复的草稿" in as_aili.get(reverse("filings:deleted")).content.decode()


def test_the_list_of_deleted_asks_the_database_no_more_for_more(
    as_aili, aili, unit, plan, django_assert_max_num_queries
):
    for year in range(2030, 2036):
        made = filing_begin(person=aili, unit=unit, year=year, document=plan)
        filing_discard(person=aili, filing_id=made.pk)
    with django_assert_max_num_queries(7):
        as_aili.get(reverse("filings:deleted"))
