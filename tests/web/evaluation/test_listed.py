"""What lists, reports and next year's plans show of filings is proved by the filings themselves."""

from __future__ import annotations

import pytest

from jixiao_web.evaluation.models import Result
from jixiao_web.filings.models import Filing, ProjectRow
from tests.web.audit.tampering import reasons, run

CHANGED = {
    "total": "UPDATE evaluation_result SET total = total + 100",
    "grade": "UPDATE evaluation_result SET grade = '差'",
    "no result": "DELETE FROM evaluation_result",
    "level": "UPDATE evaluation_levelmark SET points = 0",
    "name": "UPDATE filings_projectrow SET name = '别的项目' WHERE ordinal = 1",
    "budget": "UPDATE filings_projectrow SET budget_fen = budget_fen + 1 WHERE ordinal = 1",
    "no row": "DELETE FROM filings_projectrow",
    "projects": "UPDATE filings_filing SET projects = projects + 1",
    "whole budget": "UPDATE filings_filing SET budget_fen = budget_fen + 1",
}


@pytest.mark.parametrize("what", CHANGED)
def test_what_was_changed_is_found(handed_in, what: str) -> None:
    assert reasons() == set()
    run(CHANGED[what])
    assert "listed" in reasons()


def test_of_a_deleted_filing_nothing_is_shown(evaluation, aili) -> None:
    from jixiao_web.filings.discarding import filing_discard

    row = ProjectRow.objects.filter(filing=evaluation).first()
    result = Result.objects.filter(filing=evaluation).first()
    filing_discard(person=aili, filing_id=evaluation.pk)
    assert reasons() == set()
    for shown in filter(None, (row, result)):
        shown.save(force_insert=True)
        assert reasons() == {"listed"}
        shown.delete()


def test_a_fault_of_a_filing_itself_is_told_once(handed_in) -> None:
    draft = Filing.objects.get(pk=handed_in.pk).draft
    Filing.objects.filter(pk=handed_in.pk).update(draft=draft.replace("道路维修", "桥梁维修"))
    assert reasons() == {"draft"}
