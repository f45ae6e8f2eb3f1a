"""What was changed behind the application's back beside drafts and states: words, owners, comments, files, dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.utils import timezone

from jixiao_web.accounts.models import User
from jixiao_web.deadlines.models import CountyDeadline, Step
from jixiao_web.deadlines.services import dates_set, exception_set
from jixiao_web.filings.adjusting import adjustment_begin, adjustment_explain
from jixiao_web.filings.models import Filing, Kind, Revision, Source
from jixiao_web.filings.services import Original, draft_replace, filing_begin, filing_move
from jixiao_web.filings.store import document_of
from jixiao_web.review.models import Comment, ReviewSheet
from jixiao_web.review.services import comment_add, comment_answer, comment_mend, comment_resolve, sheet_save
from jixiao_web.review.sheet import terms_of
from jixiao_web.serving.verify import verify_county
from tests.web.audit.tampering import log_of_before

COUNTY = "990128"


def reasons() -> set[str]:
    return {fault.reason for fault in verify_county(COUNTY)}


@pytest.fixture
def filing(aili, baihe_unit, baihe, unit, mended_plan) -> Iterator[Filing]:
    """A filing with all that people add to it; it holds before the test changes anything."""
    filing = filing_begin(person=aili, unit=unit, year=2025, document=mended_plan)
    seen = Filing.objects.get(pk=filing.pk).draft_version
    draft_replace(
        person=aili, filing_id=filing.pk, document=document_of(filing), version=seen, cause="workbook", note="a.xlsx"
    )
    comment = comment_add(person=baihe, filing_id=filing.pk, path="", text="请附名册")
    for mended in (True, False, True):
        comment_mend(person=aili, comment_id=comment.pk, mended=mended)
    for person, move in ((aili, "submit"), (baihe_unit, "return_in_unit"), (aili, "submit"), (baihe_unit, "pass")):
        state = Filing.objects.get(pk=filing.pk).state
        filing_move(person=person, filing_id=filing.pk, move=move, seen=state, reason="请补充依据")
    comment_answer(person=aili, comment_id=comment.pk, text="已附")
    comment_resolve(person=baihe, comment_id=comment.pk, resolved=True)
    points = {item.name: str(item.most) for item in terms_of(2025).items}
    sheet_save(person=baihe, filing_id=filing.pk, points=points, opinion="同意")
    assert reasons() == set()
    yield Filing.objects.get(pk=filing.pk)


def _other_author() -> object:
    return Revision.objects.filter(number=4).update(author=User.objects.get(username="baihe"))


CHANGES: dict[str, tuple[str, Callable[[], object]]] = {
    "note": ("revision_told", lambda: Revision.objects.filter(cause="return_in_unit").update(note="没有意见")),
    "file": ("revision_told", lambda: Revision.objects.filter(cause="workbook").update(note="b.xlsx")),
    "author": ("revision_told", _other_author),
    "first": ("revision_missing", lambda: Revision.objects.filter(number=1).delete()),
    "replaced": ("revision_missing", lambda: Revision.objects.filter(cause="workbook").delete()),
    "year": ("owner", lambda: Filing.objects.update(year=2031)),
    "reason": ("state", lambda: Filing.objects.update(reason="没有意见")),
    "deleted": ("state", lambda: Filing.objects.update(deleted_at=timezone.now())),
    "comment": ("comment", lambda: Comment.objects.filter(answers=None).update(text="没有意见")),
    "answer": ("comment", lambda: Comment.objects.exclude(answers=None).update(text="不附")),
    "resolved": ("comment", lambda: Comment.objects.filter(answers=None).update(resolved_at=None)),
    "taken back": ("comment", lambda: Comment.objects.exclude(answers=None).update(deleted_at=timezone.now())),
    "resolver": ("comment", lambda: Comment.objects.filter(answers=None).update(resolved_by=None)),
    "mended": ("comment", lambda: Comment.objects.filter(answers=None).update(mended_at=None)),
    "not mended": ("comment", lambda: Comment.objects.exclude(answers=None).update(mended_at=timezone.now())),
    "moved": ("comment", lambda: Comment.objects.update(path="projects[1]")),
    "place": ("comment", lambda: Comment.objects.filter(answers=None).update(place="别处")),
    "quote": ("comment", lambda: Comment.objects.filter(answers=None).update(quote="别的话")),
    "no answer": ("comment", lambda: Comment.objects.update(answers=None)),
    "returned": ("state", lambda: Filing.objects.update(returned='{"move":"return_in_unit","parts":{}}')),
    "gone": ("gone", lambda: Comment.objects.exclude(answers=None).delete()),
    "points": ("sheet", lambda: ReviewSheet.objects.update(points="{}")),
    "opinion": ("sheet", lambda: ReviewSheet.objects.update(opinion="不同意")),
    "no sheet": ("gone", lambda: ReviewSheet.objects.all().delete()),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_is_found(filing, what: str) -> None:
    reason, change = CHANGES[what]
    change()
    assert reasons() == {reason}


def test_a_filing_of_another_unit_is_found(filing, other_unit) -> None:
    Filing.objects.update(unit=other_unit)
    assert reasons() == {"owner"}


def test_a_comment_that_nobody_made_is_found(filing, baihe) -> None:
    Comment(county_code=COUNTY, filing=filing, text="请重报", author=baihe.user).save(force_insert=True)
    assert reasons() == {"unlogged"}


def test_comments_of_before_are_proved_as_far_as_the_log_tells(filing) -> None:
    log_of_before("place", "quote", "returned")
    Comment.objects.filter(answers=None).update(place="别处")
    Filing.objects.update(returned="{}")
    assert reasons() == set()


@pytest.fixture
def read(aili, unit, mended_plan) -> Source:
    """What a plan was read from."""
    told = Original(name="青石镇.docx", sha256="ab" * 32, reading="{}", lines='[{"text":"总体目标"}]')
    filing = filing_begin(person=aili, unit=unit, year=2025, document=mended_plan, cause="imported", original=told)
    assert reasons() == set()
    return filing.source


@pytest.mark.parametrize("column", ["name", "sha256", "reading", "lines"])
def test_a_changed_original_is_found(read, column: str) -> None:
    Source.objects.update(**{column: "x"})
    assert reasons() == {"original"}


def test_an_original_that_is_gone_or_came_from_nowhere_is_found(read, filing_without_original) -> None:
    Source.objects.filter(pk=read.pk).update(filing=filing_without_original)
    assert reasons() == {"unlogged", "gone"}
    log_of_before("original")
    Source.objects.filter(pk=read.pk).update(filing=read.filing, lines="[]")
    assert reasons() == set()  # of before the log tells the name only
    Source.objects.all().delete()
    assert reasons() == {"gone"}


@pytest.fixture
def filing_without_original(aili, unit, mended_plan) -> Filing:
    return filing_begin(person=aili, unit=unit, year=2026, document=mended_plan)


@pytest.mark.parametrize("column", ["why", "authority"])
def test_a_changed_reason_of_an_adjustment_is_found(aili, unit, mended_plan, column: str) -> None:
    plan = filing_begin(person=aili, unit=unit, year=2025, document=mended_plan)
    Filing.objects.filter(pk=plan.pk).update(state="approved")
    made = adjustment_begin(person=aili, plan_id=plan.pk, why="条件变化", authority="云财预〔2025〕9号")
    seen = Filing.objects.get(pk=made.pk).draft_version
    told = {"why": "水毁", "authority": "云财预〔2025〕10号"}
    adjustment_explain(person=aili, filing_id=made.pk, seen=seen, **told)
    assert reasons() == {"state"}  # of the plan, which this test approved by itself
    Filing.objects.filter(pk=made.pk).update(**{column: "x"})
    assert reasons() == {"state", "draft"}


def test_dates_that_were_changed_are_found(administrator, unit) -> None:
    day = date(2025, 11, 20)
    dates_set(person=administrator, year=2026, kind=Kind.PLAN, days={Step.SUBMIT: day}, seen={})
    own = {"step": Step.SUBMIT, "unit": unit, "day": date(2025, 11, 28), "reason": "水毁抢修"}
    exception_set(person=administrator, year=2026, kind=Kind.PLAN, **own)
    assert reasons() == set()
    CountyDeadline.objects.filter(unit=None).update(day=date(2026, 1, 1))
    assert reasons() == {"date"}
    CountyDeadline.objects.filter(unit=None).update(day=day)
    CountyDeadline.objects.exclude(unit=None).delete()
    assert reasons() == {"gone"}
    assert dates_set(person=administrator, year=2026, kind=Kind.PLAN, days={}, seen={Step.SUBMIT: day}) == 1
