"""The review page of a filing: form, findings, comments, comparison, sheet, decision, letter."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec
import pytest

from jixiao_web.audit.models import Entry
from jixiao_web.filings.models import Filing, State
from jixiao_web.filings.services import filing_begin
from jixiao_web.filings.store import content_of
from jixiao_web.review.models import Comment, ReviewSheet
from jixiao_web.review.services import comment_add, sheet_save

GOALS = "projects[0].goals"


def address(filing: Filing, end: str = "") -> str:
    return f"/review/{filing.pk}/{end}"


def test_it_shows_form_and_findings_side_by_side(as_baihe, filing) -> None:
    page = as_baihe.get(address(filing)).content.decode()
    assert "老年人日间照料站运转" in page and "同义反复" in page
    cell = re.search(r'<td id="(c\d+)" data-path="projects\[0\]\.goals" class="[^"]*has-error', page)
    assert cell and f'href="#{cell[1]}"' in page
    every = set(re.findall(r' id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= every
    assert len(every) == len(re.findall(r' id="([^"]+)"', page)), "an id stands twice"
    assert " style=" not in page and "<script>" not in page


def test_opening_it_is_noted_once(as_baihe, filing) -> None:
    as_baihe.get(address(filing))
    as_baihe.get(address(filing))
    filing.refresh_from_db()
    assert filing.begun_in_review
    assert Entry.objects.filter(action="review_begun", object_key=str(filing.pk)).count() == 1


def test_who_only_looks_does_not_begin_the_review(as_auditor, as_aili, filing) -> None:
    assert as_auditor.get(address(filing)).status_code == as_aili.get(address(filing)).status_code == 200
    filing.refresh_from_db()
    assert not filing.begun_in_review


@pytest.mark.parametrize("end", ["", "opinions/", "opinions.docx"])
def test_it_refuses_a_stranger(as_chali, as_stranger, as_nobody, filing, end: str) -> None:
    assert as_chali.get(address(filing, end)).status_code == 403
    assert as_nobody.get(address(filing, end)).status_code == 403
    assert as_stranger.get(address(filing, end)).status_code == 302


@pytest.mark.parametrize("end", ["move/", "comment/", "sheet/"])
def test_it_lets_no_stranger_write(as_chali, as_stranger, filing, end: str) -> None:
    written = {"move": "approve", "seen": filing.state, "text": "x", "path": ""}
    assert as_chali.post(address(filing, end), written).status_code == 403
    assert as_stranger.post(address(filing, end), written).status_code == 302
    filing.refresh_from_db()
    assert filing.state == State.FINANCE_REVIEW and not Comment.objects.exists()


def test_the_number_of_its_queries_does_not_grow_with_comments(
    as_baihe, baihe, filing, django_assert_max_num_queries
) -> None:
    for number in range(30):
        comment_add(person=baihe, filing_id=filing.pk, path=GOALS, text=f"第{number}条")
    as_baihe.get(address(filing))
    with django_assert_max_num_queries(12):
        as_baihe.get(address(filing))


def test_the_unit_reviews_on_the_same_page_without_the_sheet(as_baihe_unit, filing_in) -> None:
    filing = filing_in(State.UNIT_REVIEW)
    page = as_baihe_unit.get(address(filing)).content.decode()
    assert "审核通过，报财政部门" in page and "绩效目标审核表" not in page and "其他单位同名项目" not in page
    filing.refresh_from_db()
    assert filing.begun_in_review
    answer = as_baihe_unit.post(address(filing, "move/"), {"move": "pass", "seen": "unit_review"})
    assert answer.status_code == 302
    filing.refresh_from_db()
    assert filing.state == State.FINANCE_REVIEW


def test_a_comment_stands_at_its_cell(as_baihe, as_aili, filing) -> None:
    answer = as_baihe.post(address(filing, "comment/"), {"path": GOALS, "text": "写明产出"}, follow=True)
    comment = Comment.objects.get()
    assert comment.path == GOALS and comment.quote.startswith("1.完成2025年绩效目标")
    page = answer.content.decode()
    assert f'href="#comment-{comment.pk}"' in page and "老年人日间照料站运转 · 绩效目标" in page
    as_aili.post(f"/review/comments/{comment.pk}/answer/", {"text": "已补充"})
    assert "已补充" in as_baihe.get(address(filing)).content.decode()
    as_baihe.post(f"/review/comments/{comment.pk}/resolve/", {"resolved": "yes"})
    comment.refresh_from_db()
    assert comment.resolved_at and "已办结" in as_aili.get(address(filing)).content.decode()
    as_baihe.post(f"/review/comments/{comment.pk}/resolve/", {"resolved": "no"})
    comment.refresh_from_db()
    assert comment.resolved_at is None
    told = Entry.objects.filter(object_kind="comment").order_by("number").values_list("action", flat=True)
    assert [*told] == ["commented", "answered", "resolved", "reopened"]


def test_the_filler_does_not_close_what_finance_says(as_aili, as_chali, baihe, filing) -> None:
    comment = comment_add(person=baihe, filing_id=filing.pk, path="", text="请重新测算")
    for client in (as_aili, as_chali):
        assert client.post(f"/review/comments/{comment.pk}/resolve/", {"resolved": "yes"}).status_code == 403
    assert as_chali.post(f"/review/comments/{comment.pk}/answer/", {"text": "x"}).status_code == 403


@pytest.mark.parametrize(
    ("path", "text", "told"), [("projects[99].name", "x", "没有这一栏"), ("", "  ", "请填写意见内容")]
)
def test_a_comment_on_nothing_or_without_words_is_told(as_baihe, filing, path: str, text: str, told: str) -> None:
    answer = as_baihe.post(address(filing, "comment/"), {"path": path, "text": text}, follow=True)
    assert told in answer.content.decode() and not Comment.objects.exists()


def test_nothing_more_is_said_of_an_approved_filing(as_baihe, filing_in) -> None:
    filing = filing_in(State.APPROVED)
    answer = as_baihe.post(address(filing, "comment/"), {"path": "", "text": "x"}, follow=True)
    assert "已经批复" in answer.content.decode() and 'id="say"' not in answer.content.decode()


def test_the_sheet_gives_the_grade(as_baihe, filing, points) -> None:
    written = {f"points-{number}": word for number, word in enumerate(points().values())}
    page = as_baihe.post(address(filing, "sheet/"), {**written, "opinion": "同意"}, follow=True).content.decode()
    sheet = ReviewSheet.objects.get()
    assert sheet.grade == "优" and "97.5 分 · 优" in page and "财预〔2015〕88号" in page
    assert Entry.objects.filter(action="graded").count() == 1


@pytest.mark.parametrize("wrong", ["", "10.5", "-1", "NaN", "九", "1e9", "5.55"])
def test_wrong_points_are_told_and_kept_on_the_page(as_baihe, filing, points, wrong: str) -> None:
    written = {f"points-{number}": word for number, word in enumerate(points().values())}
    answer = as_baihe.post(address(filing, "sheet/"), {**written, "points-0": wrong, "opinion": "先记下"})
    assert answer.status_code == 422 and not ReviewSheet.objects.exists()
    page = answer.content.decode()
    assert "“规范完整性”请填写0至10之间的分数，最多一位小数" in page and "先记下" in page


def test_a_poor_grade_is_not_approved_in_any_way(as_baihe, baihe, filing, poor_points) -> None:
    sheet_save(person=baihe, filing_id=filing.pk, points=poor_points, opinion="")
    assert "不能批复" in as_baihe.get(address(filing)).content.decode()
    answer = as_baihe.post(address(filing, "move/"), {"move": "approve", "seen": "finance_review"}, follow=True)
    assert "审核等次为“差”" in answer.content.decode()
    many = as_baihe.post(
        "/review/several/", {"move": "approve", "filing": [filing.pk], "confirmed": "yes"}, follow=True
    )
    assert "审核等次为“差”" in many.content.decode()
    filing.refresh_from_db()
    assert filing.state == State.FINANCE_REVIEW


def test_only_finance_grades_and_only_while_it_reviews(as_baihe, as_baihe_unit, filing_in, points) -> None:
    filing = filing_in(State.UNIT_REVIEW)
    written = {f"points-{number}": word for number, word in enumerate(points().values())}
    assert as_baihe_unit.post(address(filing, "sheet/"), written).status_code == 403
    assert as_baihe.post(address(filing, "sheet/"), written).status_code == 422
    assert not ReviewSheet.objects.exists()


def test_it_is_returned_with_a_reason_and_a_letter(as_baihe, as_aili, baihe, filing, poor_points) -> None:
    comment_add(person=baihe, filing_id=filing.pk, path=GOALS, text="写明产出")
    sheet_save(person=baihe, filing_id=filing.pk, points=poor_points, opinion="目标不具体")
    without = as_baihe.post(
        address(filing, "move/"), {"move": "return_in_finance", "seen": "finance_review"}, follow=True
    )
    assert "请写明退回理由" in without.content.decode()
    written = {"move": "return_in_finance", "seen": "finance_review", "reason": "绩效目标同义反复"}
    assert as_baihe.post(address(filing, "move/"), written).status_code == 302
    letter = as_aili.get(address(filing, "opinions/")).content.decode()
    for words in ("绩效目标同义反复", "写明产出", "等次为“差”", "目标不具体", "审核人：白鹤"):
        assert words in letter
    docx = as_aili.get(address(filing, "opinions.docx"))
    assert docx.content[:2] == b"PK" and "attachment" in docx["Content-Disposition"]
    assert as_aili.get(address(filing, "opinions.exe")).status_code == 404


def test_a_move_of_somebody_elses_is_refused(as_aili, as_auditor, filing) -> None:
    for client in (as_aili, as_auditor):
        assert client.post(address(filing, "move/"), {"move": "approve", "seen": "finance_review"}).status_code == 403
    assert as_aili.post(address(filing, "move/"), {"move": "submit", "seen": "finance_review"}).status_code == 404


def test_last_years_plan_stands_beside(as_baihe, filing, filing_in, plan) -> None:
    assert "没有上一年度的绩效文本" in as_baihe.get(address(filing, "?view=before")).content.decode()
    first = plan.projects[0]
    smaller = msgspec.structs.replace(
        first, funds=msgspec.structs.replace(first.funds, budget_yuan=first.funds.budget_yuan / 2)
    )
    filing_in(State.DRAFT, year=2024, document=msgspec.structs.replace(plan, projects=(smaller, *plan.projects[1:-1])))
    page = as_baihe.get(address(filing, "?view=before")).content.decode()
    assert "+100.00%" in page and "新增" in page and "30,000.00" in page and "7 / 7" in page


def test_who_copied_whom_is_seen(as_baihe, as_aili, filing, chali, other_unit, plan) -> None:
    filing_begin(person=chali, unit=other_unit, year=2025, document=plan)
    page = as_baihe.get(address(filing, "?view=elsewhere")).content.decode()
    assert other_unit.name in page and "7 / 7" in page and "最早" in page
    assert other_unit.name not in as_aili.get(address(filing, "?view=elsewhere")).content.decode()


def test_it_speaks_english(client_of, baihe, filing) -> None:
    baihe.user.language = "en"
    baihe.user.save()
    assert client_of(baihe).get(address(filing)).headers["Content-Language"] == "en"


def test_the_letter_is_chinese_on_an_english_screen(client_of, baihe, filing) -> None:
    chinese = _letter(client_of(baihe), filing)
    baihe.user.language = "en"
    baihe.user.save()
    assert "错误" in chinese and "修改建议" in chinese
    assert _letter(client_of(baihe), filing) == chinese


def _letter(client, filing: Filing) -> str:
    page = client.get(address(filing, "opinions/")).content.decode()
    return re.search(r"<article.*</article>", page, re.DOTALL)[0]


def test_of_two_rules_that_say_the_same_of_one_place_the_letter_tells_one(filing, baihe) -> None:
    from jixiao_web.filings.services import document_of
    from jixiao_web.review.opinions import opinions_of

    document = document_of(filing)
    point = msgspec.structs.replace(document.projects[0].spending_plan[2], cumulative_percent=Decimal(180))
    plan = (*document.projects[0].spending_plan[:2], point, *document.projects[0].spending_plan[3:])
    changed = msgspec.structs.replace(document.projects[0], spending_plan=plan)
    filing.draft = content_of(msgspec.structs.replace(document, projects=(changed, *document.projects[1:])))
    filing.save()
    told = [shown.finding.message for shown in opinions_of(filing, baihe).grave if "180%" in shown.finding.message]
    assert len(told) == len(set(told)) and any("超出0—100%" in message for message in told)
