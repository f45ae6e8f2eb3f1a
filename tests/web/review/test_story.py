"""The story of a filing tells what was said of it: at its place in time, of which cell, and where to read it."""

from __future__ import annotations

import csv
import io

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jixiao_web.filings import rows
from jixiao_web.filings.history import events_of
from jixiao_web.filings.services import filing_move
from jixiao_web.review.services import comment_add, comment_answer, comment_delete, comment_mend, comment_resolve

TARGET = "projects[0].indicators[1].target"
PLACE = "老年人日间照料站运转 · 指标值"


@pytest.fixture
def asked(filing, baihe):
    """A comment on a target, and the plan returned."""
    comment = comment_add(person=baihe, filing_id=filing.pk, path=TARGET, text="请写明口径")
    filing_move(person=baihe, filing_id=filing.pk, move="return_in_finance", seen=filing.state, reason="见审核意见")
    filing.refresh_from_db()
    return comment


def _lines(client, filing) -> list[list[str]]:
    page = lxml.html.fromstring(client.get(reverse("filings:story", args=[filing.pk])).content.decode())
    table = page.xpath("//section[h2='日志']//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table]


def test_comments_stand_at_their_place_in_time(as_aili, as_baihe, aili, baihe, filing, asked) -> None:
    comment_answer(person=aili, comment_id=asked.pk, text="已按统计口径改写")
    comment_mend(person=aili, comment_id=asked.pk, mended=True)
    comment_resolve(person=baihe, comment_id=asked.pk, resolved=True)
    comment_resolve(person=baihe, comment_id=asked.pk, resolved=False)
    told = _lines(as_aili, filing)
    assert [line[3] for line in told[:6]] == [
        *("重新打开意见", "办结意见", "标为已改", "答复意见", "财政退回", "提出意见"),
    ]
    assert [line[2] for line in told[:6]] == ["白鹤", "白鹤", "爱丽", "爱丽", "白鹤", "白鹤"]
    assert PLACE in told[5][4] and "请写明口径" in told[5][4]
    assert PLACE in told[3][4] and "已按统计口径改写" in told[3][4], "an answer stands where its comment stands"
    assert PLACE in told[0][4] and "请写明口径" in told[0][4], "what was opened again"
    assert told == _lines(as_baihe, filing)


def test_a_comment_links_to_where_it_can_be_read(as_aili, filing, asked) -> None:
    page = lxml.html.fromstring(as_aili.get(reverse("filings:story", args=[filing.pk])).content.decode())
    (link,) = page.xpath(f"//a[contains(., '{PLACE}')]/@href")
    address, _, anchor = link.partition("#")
    assert lxml.html.fromstring(as_aili.get(address).content.decode()).get_element_by_id(anchor) is not None


def test_a_comment_on_the_whole_and_on_a_deleted_row_say_so(as_aili, aili, baihe, filing, asked) -> None:
    comment_add(person=baihe, filing_id=filing.pk, path="", text="整体再核")
    rows.row_delete(person=aili, filing_id=filing.pk, path="projects[0].indicators", position=1, shape=0)
    told = {line[4] for line in _lines(as_aili, filing) if line[3] == "提出意见"}
    assert told == {"✎ 整份申报件整体再核", f"✎ {PLACE} （已删除的行）请写明口径"}


def test_what_its_author_took_back_is_told_without_its_words(as_aili, baihe, filing, asked) -> None:
    again = comment_add(person=baihe, filing_id=filing.pk, path=TARGET, text="写错了的话")
    comment_delete(person=baihe, comment_id=again.pk)
    told = _lines(as_aili, filing)
    assert [line[3] for line in told[:2]] == ["删除意见", "提出意见"]
    story = reverse("filings:story", args=[filing.pk])
    table = as_aili.get(reverse("filings:story_csv", args=[filing.pk])).content.decode()
    for words in (as_aili.get(story).content.decode(), table):
        assert "写错了的话" not in words and "请写明口径" in words


def test_the_log_of_a_filing_is_taken_away_whole_with_its_proof(as_aili, as_chali, filing, asked) -> None:
    address = reverse("filings:story_csv", args=[filing.pk])
    response = as_aili.get(address)
    assert response["Content-Disposition"].startswith("attachment")
    told = [*csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))]
    assert [line["action"] for line in told][-2:] == ["commented", "return_in_finance"], "the oldest first"
    assert told[-2]["place"] == PLACE and told[-2]["hash"] == told[-1]["hash_before"]
    assert as_chali.get(address).status_code == 404


def test_more_comments_need_no_more_queries(as_aili, baihe, filing, asked) -> None:
    told = []
    for number in range(6):
        with CaptureQueriesContext(connection) as queries:
            as_aili.get(reverse("filings:story", args=[filing.pk]))
        told.append(len(queries))
        comment_add(person=baihe, filing_id=filing.pk, path=TARGET, text=f"第{number}条")
    assert len({*told}) == 1


def test_the_newest_events_are_told_where_there_are_many(baihe, filing, asked) -> None:
    every = events_of(filing, most=None)
    assert [each.entry.number for each in events_of(filing, most=3)] == [each.entry.number for each in every[:3]]
