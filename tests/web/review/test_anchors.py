"""Comments follow their rows, tell what stood there, and can be answered, mended and taken back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from jixiao_web.audit.models import Entry
from jixiao_web.filings import rows
from jixiao_web.filings.models import Filing
from jixiao_web.filings.services import CellEdit, draft_replace, draft_save, filing_move
from jixiao_web.filings.store import document_of
from jixiao_web.review.models import Comment
from jixiao_web.review.services import comment_add, comment_answer, comment_delete

TARGET = "projects[0].indicators[1].target"
BUDGET = "projects[1].funds.budget_yuan"


@pytest.fixture
def returned(filing, baihe):
    """A returned plan with a comment on a target of the first project."""
    comment_add(person=baihe, filing_id=filing.pk, path=TARGET, text="请写明口径")
    return filing_move(
        person=baihe, filing_id=filing.pk, move="return_in_finance", seen=filing.state, reason="见审核意见"
    )


def _talk(filing: Filing):
    from jixiao_web.filings.drafts import draft_of
    from jixiao_web.filings.talking import open_talks

    filing.refresh_from_db()
    return open_talks(filing, draft_of(filing).cells)[0]


def _where(filing: Filing) -> str | None:
    talk = _talk(filing)
    return None if talk.is_gone else talk.path


def test_it_moves_with_its_row(aili, returned) -> None:
    who = {"person": aili, "filing_id": returned.pk, "path": "projects[0].indicators"}
    rows.row_add(**who, position=0, shape=0)
    assert _where(returned) == "projects[0].indicators[2].target"
    rows.row_move(**who, position=2, to=0, shape=1)
    assert _where(returned) == "projects[0].indicators[0].target"
    rows.row_add(person=aili, filing_id=returned.pk, path="projects", position=0, shape=2)
    assert _where(returned) == "projects[1].indicators[0].target"


def test_where_its_row_is_deleted_it_tells_what_stood_there(as_baihe, as_aili, aili, returned) -> None:
    who = {"person": aili, "filing_id": returned.pk}
    rows.row_delete(**who, path="projects[0].indicators", position=1, shape=0)
    assert _where(returned) is None
    for page in (as_baihe.get(f"/review/{returned.pk}/"), as_aili.get(reverse("filings:edit", args=[returned.pk]))):
        words = page.content.decode()
        assert "已删除的行" in words and "老年人日间照料站运转 · 指标值" in words
        assert Comment.objects.get().quote in words and "当时为" in words
    rows.row_restore(**who)
    assert _where(returned) == TARGET, "the row that came back has its comment again"


def test_a_row_that_comes_back_later_has_its_comment_again(aili, returned) -> None:
    who = {"person": aili, "filing_id": returned.pk}
    rows.row_delete(**who, path="projects[0].indicators", position=1, shape=0)
    rows.row_add(**who, path="projects[0].indicators", position=0, shape=1)
    rows.row_delete(**who, path="projects", position=1, shape=2)
    assert _where(returned) is None
    rows.row_restore(**who, number=1)
    assert _where(returned) == "projects[0].indicators[2].target"


def test_a_row_that_is_put_in_the_place_of_a_deleted_one_has_not_its_comment(aili, returned) -> None:
    who = {"person": aili, "filing_id": returned.pk, "path": "projects[0].indicators"}
    rows.row_delete(**who, position=1, shape=0)
    rows.row_add(**who, position=1, shape=1)
    assert _where(returned) is None


def test_what_stood_there_is_told_once_it_changed(as_baihe, aili, returned) -> None:
    assert not _talk(returned).is_changed
    was = Comment.objects.get().quote
    draft_save(person=aili, filing_id=returned.pk, edits=[CellEdit(TARGET, "≥45人", was)], money_unit="元")
    assert _talk(returned).is_changed
    page = as_baihe.get(f"/review/{returned.pk}/").content.decode()
    assert f"当时为：{was}" in page and '现为：<span class="now">≥45人' in page


def test_a_file_put_in_the_drafts_place_keeps_comments_on_what_is_still_there(aili, returned) -> None:
    document = document_of(returned)
    draft_replace(
        person=aili, filing_id=returned.pk, document=document, version=returned.draft_version, cause="workbook"
    )
    assert _where(returned) == TARGET
    returned.refresh_from_db()
    from jixiao import api

    draft_replace(
        person=aili,
        filing_id=returned.pk,
        document=api.without_row(document, "projects", 0),
        version=returned.draft_version,
        cause="workbook",
    )
    assert _where(returned) is None


def test_the_filler_answers_and_marks_it_as_mended_at_the_cell(as_aili, as_baihe, returned) -> None:
    address = reverse("filings:edit", args=[returned.pk])
    page = as_aili.get(address).content.decode()
    key = str(Comment.objects.get().pk)
    assert "1 条审核意见未办结" in page and 'href="#c-projects-0-indicators-1-target"' in page
    holder = page.index('id="n-projects-0-indicators-1-dimension"')
    assert holder < page.index(f'id="t-{key}"') < page.index('id="n-projects-0-indicators-2-dimension"')
    sent = {"shape": "0", "do": f"mend:{key}", f"answer:{key}": "已写明"}
    assert as_aili.post(address, sent).headers["Location"].endswith(f"#t-{key}")
    assert "1 条已改" in as_aili.get(address).content.decode()
    told = as_baihe.get(f"/review/{returned.pk}/").content.decode()
    assert "已写明" in told and "填报人已改" in told
    as_aili.post(address, {"shape": "0", "do": f"unmend:{key}"})
    assert Comment.objects.get(pk=key).mended_at is None
    actions = Entry.objects.filter(object_kind="comment").order_by("number").values_list("action", flat=True)
    assert [*actions] == ["commented", "answered", "mended", "not_mended"]


def test_the_filings_own_page_lists_them(as_aili, as_baihe, returned) -> None:
    key = Comment.objects.get().pk
    assert f"/edit/#t-{key}" in as_aili.get(reverse("filings:filing", args=[returned.pk])).content.decode()
    assert f"#comment-{key}" in as_baihe.get(reverse("filings:filing", args=[returned.pk])).content.decode()


def test_nobody_marks_it_as_mended_but_who_fills_in_and_only_then(as_aili, as_baihe, as_chali, baihe, filing) -> None:
    comment = comment_add(person=baihe, filing_id=filing.pk, path="", text="请重新测算")
    address = f"/review/comments/{comment.pk}/mend/"
    assert as_baihe.post(address, {"mended": "yes"}).status_code == 403
    assert as_chali.post(address, {"mended": "yes"}).status_code == 403
    assert "不能标为已改" in as_aili.post(address, {"mended": "yes"}, follow=True).content.decode()
    comment.refresh_from_db()
    assert comment.mended_at is None


def test_ones_own_comment_is_taken_back_and_put_back(as_baihe, as_aili, baihe, filing) -> None:
    comment = comment_add(person=baihe, filing_id=filing.pk, path=BUDGET, text="写错了的话")
    address = f"/review/comments/{comment.pk}/delete/"
    assert as_aili.post(address, {"deleted": "yes"}).status_code == 403
    page = as_baihe.post(address, {"deleted": "yes"}, follow=True).content.decode()
    assert "撤销删除" in page and not Comment.objects.exists()
    assert "写错了的话" not in as_aili.get(f"/review/{filing.pk}/").content.decode()
    assert as_aili.post(address, {"deleted": "no"}).status_code == 403 and not Comment.objects.exists()
    as_baihe.post(address, {"deleted": "no"})
    assert Comment.objects.get() == comment
    actions = Entry.objects.filter(object_kind="comment").order_by("number").values_list("action", flat=True)
    assert [*actions] == ["commented", "comment_deleted", "comment_restored"]


def test_what_somebody_answered_is_not_taken_back(as_baihe, aili, baihe, filing) -> None:
    comment = comment_add(person=baihe, filing_id=filing.pk, path="", text="请重新测算")
    comment_answer(person=aili, comment_id=comment.pk, text="已重新测算")
    page = as_baihe.post(f"/review/comments/{comment.pk}/delete/", {"deleted": "yes"}, follow=True)
    assert "已有答复" in page.content.decode() and Comment.objects.filter(pk=comment.pk).exists()


def test_a_comment_that_was_taken_back_is_not_answered(as_aili, baihe, filing) -> None:
    comment = comment_add(person=baihe, filing_id=filing.pk, path="", text="请重新测算")
    comment_delete(person=baihe, comment_id=comment.pk)
    page = as_aili.post(f"/review/comments/{comment.pk}/answer/", {"text": "好"}, follow=True)
    assert "已经不在" in page.content.decode() and Comment.every.count() == 1


@pytest.mark.parametrize("key", ["", "x", "0190c000-0000-7000-8000-000000000000"])
def test_a_forged_answer_breaks_nothing(as_aili, returned, key: str) -> None:
    sent = {"shape": "0", "do": f"answer:{key}", f"answer:{key}": "x"}
    page = as_aili.post(reverse("filings:edit", args=[returned.pk]), sent, follow=True)
    assert page.status_code == 200 and Comment.objects.count() == 1


def test_what_is_said_is_never_markup(as_aili, baihe, filing, returned) -> None:
    bad = '"><script>alert(1)</script>'
    Comment.objects.update(text=bad, quote=bad, place=bad)
    for name in ("edit", "filing"):
        assert b"<script>alert" not in as_aili.get(reverse(f"filings:{name}", args=[returned.pk])).content


def test_the_number_of_queries_does_not_grow_with_comments(
    as_aili, baihe, filing, returned, django_assert_max_num_queries
) -> None:
    made = Comment.objects.get()
    for _ in range(20):
        Comment.objects.create(
            county_code=made.county_code, filing=filing, path=TARGET, quote="x", text="y", author=baihe.user
        )
    as_aili.get(reverse("filings:edit", args=[returned.pk]))
    with django_assert_max_num_queries(12):
        as_aili.get(reverse("filings:edit", args=[returned.pk]))
