"""Likeness of texts, and what belongs together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.checks.alike import alike, matched, plain

WORDS = st.text(alphabet="河渠清理长度公里、 （）()", max_size=12)


def test_plain_words_are_without_blanks_and_marks() -> None:
    assert plain("“ 残疾人（补助）”　Ａ") == "残疾人补助a"


@given(WORDS, WORDS)
@settings(derandomize=True, deadline=None)
def test_likeness_is_symmetric_and_of_1(one: str, other: str) -> None:
    assert 0 <= alike(one, other) == alike(other, one) <= 1
    assert alike(one, one) == (1 if one else 0)


def _matched(left: list[str], right: list[str]) -> list[tuple[str | None, str | None]]:
    return matched(left, right, [(plain, plain)], (str, str), 0.4)


def test_matching_is_by_content_never_by_position() -> None:
    assert _matched(["河渠清理", "人大工作站"], ["乡镇人大工作站", "河渠清理"]) == [
        ("河渠清理", "河渠清理"),
        ("人大工作站", "乡镇人大工作站"),
    ]
    assert _matched(["甲乙丙"], ["丁戊己"]) == [("甲乙丙", None), (None, "丁戊己")]
    assert _matched(["河渠清理"], []) == [("河渠清理", None)]


@given(st.lists(WORDS, max_size=8, unique=True), st.lists(WORDS, max_size=8, unique=True))
@settings(derandomize=True, deadline=None)
def test_everything_is_matched_once_or_left(left: list[str], right: list[str]) -> None:
    pairs = _matched(left, right)
    assert [one for one, _ in pairs if one is not None] == left
    assert sorted(other for _, other in pairs if other is not None) == sorted(right)
