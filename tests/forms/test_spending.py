"""A spending plan told in prose: every checkpoint says where it stands, and long texts are read at once."""

from __future__ import annotations

import pytest

from jixiao.documents.blocks import Paragraph
from jixiao.forms.prose import JoinedText
from jixiao.forms.spending import spending_plan_in
from tests.work import no_hang


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("资金支出进度为3月底0%、6月底40%、12月底100%。", {3: "0%", 6: "40%", 12: "100%"}),
        ("资金支出计划：三月底约２５％，上半年百分之五十。", {3: "２５％", 6: "百分之五十"}),
        ("资金支出计划：25%（3月底）、50%（6月底）。", {3: "25%", 6: "50%"}),
    ],
)
def test_a_checkpoint_quotes_the_words_of_its_percent(text: str, quotes: dict[int, str]) -> None:
    plan = spending_plan_in(JoinedText([Paragraph("1.项目", 7), Paragraph(text, 8)]))
    assert {month: found.at.quote for month, found in plan.points.items()} == quotes
    assert {found.at.line for found in plan.points.values()} == {8}
    assert not plan.unread


def test_a_passage_that_does_not_match_is_left_at_its_place() -> None:
    plan = spending_plan_in(JoinedText([Paragraph("1.项目。资金支出进度3月底25%、6月底全部支出。设置指标", 7)]))
    (unread,) = plan.unread
    assert (unread.reason, unread.at.line) == ("not_separable", 7)
    assert unread.text == unread.at.quote == "资金支出进度3月底25%、6月底全部支出"
    assert not plan.points


@pytest.mark.parametrize("words", ["资金支出进度", "资金支出进度甲", "3月底、", "3月底达到支出", "1,", "资金"])
def test_a_long_text_does_not_hang_the_reader(words: str) -> None:
    with no_hang():
        spending_plan_in(JoinedText([Paragraph(words * 10_000, 1)]))
