"""The story of a filing as programs read it, with what was said of it."""

from __future__ import annotations

from jixiao_web.filings import rows
from jixiao_web.review.services import comment_add, comment_delete

TARGET = "projects[0].indicators[1].target"


def _story(program, filing) -> list[dict]:
    return program.send("get", f"filings/{filing.pk}/story").json()["items"]


def test_a_comment_is_told_with_its_place_now(aili, baihe, filing, program_of) -> None:
    comment = comment_add(person=baihe, filing_id=filing.pk, path=TARGET, text="请写明口径")
    rows.row_add(person=aili, filing_id=filing.pk, path="projects[0].indicators", position=0, shape=0)
    told = {each["action"]: each for each in _story(program_of(aili, "read"), filing)}
    assert told["commented"]["place"].endswith(" · 指标值")
    assert told["commented"]["path"] == "projects[0].indicators[2].target"
    assert told["commented"]["url"].endswith(f"#comment-{comment.pk}")
    assert told["commented"]["action_words"] == "提出意见"
    assert [told["row_added"][name] for name in ("place", "path", "url")] == [None, None, None]


def test_what_its_author_took_back_is_told_without_its_words(aili, baihe, filing, program_of) -> None:
    comment = comment_add(person=baihe, filing_id=filing.pk, path=TARGET, text="写错了的话")
    comment_delete(person=baihe, comment_id=comment.pk)
    told = _story(program_of(aili, "read"), filing)
    assert [(each["action"], each["detail"], each["url"]) for each in told[:2]] == [
        ("comment_deleted", "{}", None),
        ("commented", "{}", None),
    ]
