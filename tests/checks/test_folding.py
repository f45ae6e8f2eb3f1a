"""Findings that one mend would cure are one: what `folded` puts together and what it keeps apart."""

from __future__ import annotations

from typing import Any

from jixiao.checks.folding import folded, quoted
from jixiao.checks.items import Part, Places
from jixiao.checks.outcome import Draft, found
from jixiao.checks.rule import Level
from jixiao.language import Words
from jixiao.model import Document, Place

OTHER = Words("另一种", "another kind")


def draft(word: str, **more: Any) -> Draft:
    return found(Part(word, Place(), Places(Document())), found=word, **more)


def test_findings_of_one_message_and_level_have_one_cause() -> None:
    one, two = folded([draft("促进发展"), draft("保障稳定")])
    assert one.cause == two.cause is not None
    assert one.holes["quoted"] == two.holes["quoted"] == "“促进发展”“保障稳定”"


def test_other_messages_levels_and_causes_stay_apart() -> None:
    drafts = folded([draft("甲"), draft("乙", message=OTHER), draft("丙", level=Level.HINT), draft("丁", cause="own")])
    assert len({one.cause for one in drafts}) == 4
    assert [one.holes["quoted"] for one in drafts] == ["“甲”", "“乙”", "“丙”", "“丁”"]


def test_another_hole_is_quoted_where_it_is_named() -> None:
    (one,) = folded([draft("用于", name="用于河道清理")], "name")
    assert one.holes["quoted"] == "“用于河道清理”"


def test_three_different_words_are_quoted_and_long_ones_cut() -> None:
    assert quoted(["甲", "甲", "乙", "丙", "丁"]) == "“甲”“乙”“丙”"
    assert quoted(["字" * 40]) == f"“{'字' * 29}…”"
