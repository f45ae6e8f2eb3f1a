"""Data older than search is found after a while, without anybody's doing; killed in the middle it goes on."""

from __future__ import annotations

import pytest

from jixiao_web.filings.services import filing_begin
from jixiao_web.jobs.queue import BESIDE
from jixiao_web.search import completing
from jixiao_web.search.completing import VERSION, search_complete
from jixiao_web.search.index import forget_all
from jixiao_web.search.models import Completed, Row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _unknown(monkeypatch):
    monkeypatch.setattr(completing, "_known", {"complete": False})


@pytest.fixture
def filings(aili, chali, unit, other_unit, mended_plan):
    """A filing of each unit."""
    return [
        filing_begin(person=person, unit=own, year=2025, document=mended_plan)
        for person, own in ((aili, unit), (chali, other_unit))
    ]


def told() -> set[tuple[object, ...]]:
    return set(Row.objects.values_list("filing", "kind", "path", "text"))


def test_a_worker_with_nothing_to_do_completes_it(filings, monkeypatch, django_assert_num_queries):
    before = told()
    forget_all()
    Completed.objects.all().delete()
    monkeypatch.setattr(completing, "PIECE", 1)
    assert search_complete in BESIDE
    for number in (1, 2):
        assert search_complete()
        assert len({filing for filing, *_ in told()}) == number, "a piece at a time"
    assert search_complete() and told() == before
    assert not search_complete() and Completed.objects.get().version == VERSION
    with django_assert_num_queries(0):
        assert not search_complete()


def test_what_is_there_is_left_alone(filings):
    before = set(Row.objects.values_list("pk", flat=True))
    while search_complete():
        pass
    assert set(Row.objects.values_list("pk", flat=True)) == before


def test_a_piece_that_is_cut_off_is_begun_again(filings, monkeypatch):
    before = told()
    forget_all()
    project, calls = completing.filing_project, []

    def project_and_die(*words):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        project(*words)

    with monkeypatch.context() as patched:
        patched.setattr(completing, "filing_project", project_and_die)
        with pytest.raises(KeyboardInterrupt):
            search_complete()
    while search_complete():
        pass
    assert told() == before


def test_rows_of_an_earlier_version_are_made_anew(filings, monkeypatch):
    while search_complete():
        pass
    before, keys = told(), set(Row.objects.values_list("pk", flat=True))
    monkeypatch.setattr(completing, "VERSION", VERSION + 1)
    monkeypatch.setattr(completing, "PIECE", 1)
    completing._known["complete"] = False
    while search_complete():
        assert told() == before, "never are all forgotten at once, which would lock others out for long"
    assert told() == before and not keys & set(Row.objects.values_list("pk", flat=True))
    assert Completed.objects.get().version == VERSION + 1


def test_a_rebuilding_goes_filing_by_filing(filings, monkeypatch):
    before, keys = told(), set(Row.objects.values_list("pk", flat=True))
    monkeypatch.setattr(completing, "PIECE", 1)
    completing.search_forget()
    assert set(Row.objects.values_list("pk", flat=True)) == keys, "the old rows are found until their turn comes"
    for left in (1, 0):
        assert search_complete() and told() == before
        standing = Row.objects.filter(pk__in=keys).values_list("filing", flat=True)
        assert len(set(standing)) == left
    while search_complete():
        pass
    assert Completed.objects.get().version == VERSION
