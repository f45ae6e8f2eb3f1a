"""Words taken apart and marked."""

from __future__ import annotations

import pytest

from jixiao_web.search.grams import folded, grams_of, holds, marked, wanted_of


def test_folding_keeps_every_character_in_its_place():
    text = "ＱＳＺ４７（İß）≥95％"
    assert len(folded(text)) == len(text)
    assert folded(text).startswith("qsz47(")


@pytest.mark.parametrize("words", ["青", "青石", "石镇道", "qsz47", "QSZ", "47", "5年", "a1b2", "95%", "（石", "ＱＳ"])
def test_whatever_stands_in_a_text_is_among_its_grams(words):
    text = "云河县青石镇道路A1B2，QSZ4710062；≥95%，2025年（石）"
    wanted = wanted_of(words)
    assert wanted is not None and holds(text, wanted.words)
    grams = grams_of(text)
    assert set(wanted.grams) <= grams
    assert all(any(gram.startswith(each) for gram in grams) for each in wanted.beginnings)


@pytest.mark.parametrize(("words", "is_exact"), [("青石", True), ("青", True), ("青石镇", False), ("青石 石镇", True)])
def test_it_knows_when_grams_say_all(words, is_exact):
    assert wanted_of(words).is_exact is is_exact


@pytest.mark.parametrize("words", ["", " ", "%", "（）", "_"])
def test_nothing_is_looked_for_where_there_is_nothing(words):
    assert wanted_of(words) is None


def test_marks_are_escaped_and_do_not_overlap():
    assert marked("<b>石石石</b>", ("石石",), None) == "&lt;b&gt;<mark>石石</mark>石&lt;/b&gt;"
    assert marked("ＱＳＺ4", ("qsz",)) == "<mark>ＱＳＺ</mark>4"


def test_long_texts_are_cut_around_the_hit():
    words = marked("前" * 300 + "石" + "后" * 300, ("石",))
    assert words.startswith("…前") and words.endswith("后…") and "<mark>石</mark>" in words and len(words) < 200
