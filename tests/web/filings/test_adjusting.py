"""目标调整: what was approved changes only by an adjustment with its reason, reviewed like a plan."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from jixiao_web.audit.log import faults
from jixiao_web.filings import rows
from jixiao_web.filings.adjusting import adjusted_in, adjustment_begin, adjustment_explain
from jixiao_web.filings.discarding import filing_discard, filing_recover
from jixiao_web.filings.errors import AdjustmentOpen, MovedOn, NothingAdjusted, NotSettled, PlanChanged, WhyMissing
from jixiao_web.filings.models import Filing, Kind, State
from jixiao_web.filings.services import CellEdit, document_of, draft_save, filing_begin, filing_move
from jixiao_web.serving.verify import verify_county

BUDGET = "projects[0].funds.budget_yuan"
WHY = "县里追加预算，照料站增加两个服务点"


@pytest.fixture
def approved(aili, baihe_unit, baihe, unit, mended_plan):
    """A plan that finance has approved."""
    filing = filing_begin(person=aili, unit=unit, year=2025, document=mended_plan)
    return carry(filing, (aili, "submit"), (baihe_unit, "pass"), (baihe, "approve"))


@pytest.fixture
def adjustment(aili, approved):
    """爱丽's adjustment of it, in which nothing differs yet."""
    return adjustment_begin(person=aili, plan_id=approved.pk, why=WHY, authority="云财预〔2025〕18号")


def carry(filing, *steps, reason: str = ""):
    for person, move in steps:
        filing = filing_move(person=person, filing_id=filing.pk, move=move, seen=filing.state, reason=reason)
    return filing


def fill(person, filing, path: str, text: str):
    now = Filing.objects.get(pk=filing.pk)
    was = next(cell.text for each, cell in _cells(now).items() if each == path)
    return draft_save(person=person, filing_id=filing.pk, edits=[CellEdit(path, text, was)], money_unit="元").filing


def _cells(filing):
    from jixiao_web.filings.cells import cells_of

    return cells_of(document_of(filing))


def _url(name: str, filing, *more: str) -> str:
    return reverse(f"filings:{name}", args=[filing.pk, *more])


def budget_of(filing) -> int:
    return int(document_of(Filing.objects.get(pk=filing.pk)).projects[0].funds.budget_yuan)


def test_it_begins_as_the_plan_stands(adjustment, approved):
    assert (adjustment.kind, adjustment.state, adjustment.draft) == (Kind.ADJUSTMENT, State.DRAFT, approved.draft)
    assert adjustment.base.content == approved.draft
    assert not adjusted_in(adjustment).groups


def test_a_plan_that_is_not_approved_is_not_adjusted(aili, filing):
    with pytest.raises(NotSettled):
        adjustment_begin(person=aili, plan_id=filing.pk, why=WHY)


def test_nothing_is_adjusted_without_a_reason(aili, approved):
    with pytest.raises(WhyMissing):
        adjustment_begin(person=aili, plan_id=approved.pk, why="  ")


def test_a_stranger_and_a_reviewer_begin_none(chali, baihe, approved):
    for person in (chali, baihe):
        with pytest.raises(PermissionDenied):
            adjustment_begin(person=person, plan_id=approved.pk, why=WHY)


def test_one_is_open_at_a_time(aili, baihe_unit, baihe, adjustment, approved):
    with pytest.raises(AdjustmentOpen):
        adjustment_begin(person=aili, plan_id=approved.pk, why="再调一次")
    fill(aili, adjustment, BUDGET, "61000")
    carry(adjustment, (aili, "submit"), (baihe_unit, "pass"), (baihe, "approve"))
    assert adjustment_begin(person=aili, plan_id=approved.pk, why="再调一次").pk != adjustment.pk


def test_it_is_not_handed_in_where_nothing_differs(aili, adjustment):
    with pytest.raises(NothingAdjusted):
        carry(adjustment, (aili, "submit"))
    fill(aili, adjustment, BUDGET, "61000")
    fill(aili, adjustment, BUDGET, str(budget_of(adjustment.adjusts)))
    with pytest.raises(NothingAdjusted):
        carry(adjustment, (aili, "submit"))


def test_it_takes_effect_when_it_is_approved(aili, baihe_unit, baihe, adjustment, approved):
    before = budget_of(approved)
    fill(aili, adjustment, BUDGET, "70000")
    carry(adjustment, (aili, "submit"), (baihe_unit, "pass"))
    assert budget_of(approved) == before, "not before"
    carry(Filing.objects.get(pk=adjustment.pk), (baihe, "approve"))
    plan = Filing.objects.get(pk=approved.pk)
    assert (plan.state, budget_of(plan)) == (State.APPROVED, 70000)
    assert plan.revisions.order_by("-number").first().cause == "adjusted"
    assert plan.project_rows.get(ordinal=1).budget_fen == 7_000_000
    assert [change.after for change in adjusted_in(Filing.objects.get(pk=adjustment.pk)).groups[0].changes] == [
        "70000.00"
    ]
    assert not [*faults(plan.county_code)] and not [*verify_county(plan.county_code)]


def test_rows_of_the_plan_follow_those_of_the_adjustment(aili, baihe_unit, baihe, adjustment, approved):
    rows.row_move(person=aili, filing_id=adjustment.pk, path="projects", position=0, to=1, shape=0)
    rows.row_delete(person=aili, filing_id=adjustment.pk, path="projects[0].indicators", position=0, shape=1)
    carry(Filing.objects.get(pk=adjustment.pk), (aili, "submit"), (baihe_unit, "pass"), (baihe, "approve"))
    plan = Filing.objects.get(pk=approved.pk)
    assert [(each.kind, each.path) for each in plan.row_changes.all()] == [
        ("moved", "projects"),
        ("deleted", "projects[0].indicators"),
    ]
    assert plan.shape == 2


def test_a_published_plan_stays_published(aili, baihe_unit, baihe, approved):
    carry(approved, (baihe, "publish"))
    made = adjustment_begin(person=aili, plan_id=approved.pk, why=WHY)
    fill(aili, made, BUDGET, "70000")
    carry(made, (aili, "submit"), (baihe_unit, "pass"), (baihe, "approve"))
    plan = Filing.objects.get(pk=approved.pk)
    assert (plan.state, budget_of(plan)) == (State.PUBLISHED, 70000)


def test_publishing_meanwhile_does_no_harm_and_another_content_does(aili, baihe_unit, baihe, adjustment, approved):
    carry(approved, (baihe, "publish"))
    fill(aili, adjustment, BUDGET, "70000")
    carry(adjustment, (aili, "submit"), (baihe_unit, "pass"))
    Filing.objects.filter(pk=approved.pk).update(draft=approved.draft.replace("老年人", "老人"))
    with pytest.raises(PlanChanged):
        carry(Filing.objects.get(pk=adjustment.pk), (baihe, "approve"))
    assert Filing.objects.get(pk=adjustment.pk).state == State.FINANCE_REVIEW


def test_two_people_approve_it_once(aili, baihe_unit, baihe, adjustment, approved):
    fill(aili, adjustment, BUDGET, "70000")
    seen = carry(adjustment, (aili, "submit"), (baihe_unit, "pass"))
    carry(seen, (baihe, "approve"))
    with pytest.raises(MovedOn):
        filing_move(person=baihe, filing_id=adjustment.pk, move="approve", seen=State.FINANCE_REVIEW)
    assert approved.revisions.filter(cause="adjusted").count() == 1


def test_its_reason_is_changed_while_it_is_open_by_who_saw_it(aili, chali, adjustment):
    told = {"filing_id": adjustment.pk, "why": "理由改写", "authority": ""}
    with pytest.raises(PermissionDenied):
        adjustment_explain(person=chali, seen=1, **told)
    assert adjustment_explain(person=aili, seen=1, **told).why == "理由改写"
    with pytest.raises(MovedOn):
        adjustment_explain(person=aili, seen=1, **told | {"why": "另一人的改写"})
    with pytest.raises(WhyMissing):
        adjustment_explain(person=aili, seen=2, **told | {"why": ""})


def test_one_that_finance_does_not_agree_to_is_given_up(aili, baihe_unit, baihe, adjustment, approved):
    fill(aili, adjustment, BUDGET, "70000")
    waiting = carry(adjustment, (aili, "submit"), (baihe_unit, "pass"))
    with pytest.raises(MovedOn):
        filing_discard(person=aili, filing_id=waiting.pk)
    carry(waiting, (baihe, "return_in_finance"), reason="不同意追加")
    filing_discard(person=aili, filing_id=waiting.pk)
    other = adjustment_begin(person=aili, plan_id=approved.pk, why="另行申请")
    with pytest.raises(AdjustmentOpen):
        filing_recover(person=aili, filing_id=waiting.pk)
    filing_discard(person=aili, filing_id=other.pk)
    assert filing_recover(person=aili, filing_id=waiting.pk).state == State.RETURNED
    assert not [*verify_county(approved.county_code)]


# ---- pages ----


def test_a_clerk_adjusts_a_plan_from_its_page(as_aili, as_baihe, aili, baihe_unit, baihe, approved):
    assert "申请目标调整" in as_aili.get(_url("filing", approved)).content.decode()
    assert "申请目标调整" not in as_baihe.get(_url("filing", approved)).content.decode()
    assert as_aili.post(_url("adjust", approved), {"why": ""}).status_code == 422
    response = as_aili.post(_url("adjust", approved), {"why": WHY, "authority": "云财预〔2025〕18号"})
    made = Filing.objects.get(kind=Kind.ADJUSTMENT)
    assert response["Location"] == _url("edit", made)
    assert "绩效目标调整" in as_aili.get(_url("edit", made)).content.decode()
    refused = as_aili.post(_url("move", made), {"move": "submit", "seen": "draft"})
    assert refused.status_code == 422 and "没有不同" in refused.content.decode()
    fill(aili, made, BUDGET, "70000")
    page = as_aili.get(_url("filing", made)).content.decode()
    assert WHY in page and "70,000.00" in page and "调整后的全文" in page
    plan = as_aili.get(_url("filing", approved)).content.decode()
    assert "正在调整" in plan and "申请目标调整" not in plan
    carry(made, (aili, "submit"), (baihe_unit, "pass"), (baihe, "approve"))
    plan = as_aili.get(_url("filing", approved)).content.decode()
    assert "批复的目标调整修改" in plan and _url("changes", made) in plan and "申请目标调整" in plan


def test_a_second_one_is_told(as_aili, adjustment, approved):
    assert "正在办理" in as_aili.get(_url("adjust", approved)).content.decode()
    response = as_aili.post(_url("adjust", approved), {"why": "再调"})
    assert response.status_code == 422 and "正在办理" in response.content.decode()


def test_lists_name_the_kind(as_aili, as_baihe, aili, baihe_unit, adjustment):
    assert "目标调整" in as_aili.get(reverse("filings:inbox")).content.decode()
    assert "目标调整" in as_aili.get(reverse("filings:list")).content.decode()
    fill(aili, adjustment, BUDGET, "70000")
    carry(adjustment, (aili, "submit"), (baihe_unit, "pass"))
    assert "目标调整" in as_baihe.get(reverse("review:queue")).content.decode()


def test_a_reviewer_sees_first_what_changes(as_baihe, aili, baihe_unit, adjustment):
    fill(aili, adjustment, BUDGET, "70000")
    carry(adjustment, (aili, "submit"), (baihe_unit, "pass"))
    url = reverse("review:filing", args=[adjustment.pk])
    page = as_baihe.get(url).content.decode()
    assert WHY in page and "70,000.00" in page and 'class="form-grid"' not in page
    assert 'class="form-grid"' in as_baihe.get(url, {"view": "form"}).content.decode()
    letter = as_baihe.get(reverse("review:letter", args=[adjustment.pk, "docx"]))
    assert letter.status_code == 200 and "目标调整" in _words(letter.content)


def test_it_is_printed_and_applied_for(as_baihe, aili, adjustment):
    fill(aili, adjustment, BUDGET, "70000")
    assert WHY in as_baihe.get(_url("changes", adjustment)).content.decode()
    words = _words(as_baihe.get(_url("application", adjustment, "docx")).content)
    for each in ("绩效目标调整申请表", WHY, "云财预〔2025〕18号", "70,000.00", "财政部门意见"):
        assert each in words
    assert as_baihe.get(_url("application", adjustment, "xlsx")).status_code == 404


def test_a_plan_has_no_page_of_changes(as_aili, approved):
    for name, more in (("changes", ()), ("application", ("docx",)), ("explain", ())):
        assert as_aili.get(_url(name, approved, *more)).status_code == 404


def test_its_reason_is_changed_on_a_page(as_aili, adjustment):
    sent = {"why": "理由改写", "authority": "", "version": "1"}
    assert as_aili.post(_url("explain", adjustment), sent).status_code == 302
    late = as_aili.post(_url("explain", adjustment), sent | {"why": "另一人"})
    assert late.status_code == 422 and Filing.objects.get(pk=adjustment.pk).why == "理由改写"


def test_the_story_tells_it_in_words(as_aili, aili, baihe_unit, baihe, adjustment, approved):
    fill(aili, adjustment, BUDGET, "70000")
    carry(adjustment, (aili, "submit"), (baihe_unit, "pass"), (baihe, "approve"))
    assert "按目标调整修改" in as_aili.get(_url("story", approved)).content.decode()
    assert "开始目标调整" in as_aili.get(_url("story", adjustment)).content.decode()


def test_pages_ask_the_database_no_more_for_more(
    as_aili, aili, baihe_unit, baihe, approved, django_assert_max_num_queries
):
    for number in range(3):
        made = adjustment_begin(person=aili, plan_id=approved.pk, why=f"第{number}次")
        fill(aili, made, BUDGET, str(70000 + number))
        carry(made, (aili, "submit"), (baihe_unit, "pass"), (baihe, "approve"))
    for name, filing in (("filing", approved), ("filing", made), ("changes", made)):
        with django_assert_max_num_queries(14):
            assert as_aili.get(_url(name, filing)).status_code == 200


def _words(data: bytes) -> str:
    import re

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return re.sub("<[^>]+>", "", parts.read("word/document.xml").decode())
