"""Numbers of automatic lists, as Word shows them."""

from __future__ import annotations

import pytest

from jixiao.documents.numbering import Counters, chinese, formatted, label, numbered


@pytest.mark.parametrize(
    ("value", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "一百"), (101, "一百零一")]
    + [
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (9999, "九千九百九十九"),
        (0, "0"),
        (10_000, "10000"),
    ],
)
def test_chinese_counting(value: int, words: str) -> None:
    assert chinese(value) == words
    assert formatted(value, "chineseCountingThousand") == words


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (12, "decimal", "12"),
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (5000, "upperRoman", "5000"),
        (1, "upperLetter", "A"),
        (28, "lowerLetter", "bb"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "decimalEnclosedParen", "⑵"),
        (2, "decimalEnclosedFullstop", "⒉"),
        (2, "ideographEnclosedCircle", "㊁"),
        (2, "ideographTraditional", "乙"),
        (13, "ideographZodiac", "子"),
        (21, "ideographDigital", "二一"),
        (21, "chineseLegalSimplified", "贰拾壹"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (5, "bullet", ""),
        (5, "none", ""),
        (5, "of a future Word", "5"),
        (0, "upperLetter", "0"),
    ],
)
def test_formats(value: int, form: str, text: str) -> None:
    assert formatted(value, form) == text


def test_labels_of_several_levels() -> None:
    assert label("%1.%2.%3", [2, 3, 4], ["decimal", "decimal", "decimal"]) == "2.3.4"
    assert label("第%1章", [3], ["chineseCounting"]) == "第三章"
    assert label("%1.%2", [2, 3], ["chineseCounting", "decimal"], legal=True) == "2.3"
    assert label("\uf0b7", [1], ["bullet"]) == ""
    assert label("", [1], ["none"]) == ""


def test_a_blank_only_where_the_sign_does_not_part() -> None:
    assert numbered("（一）", "甲") == "（一）甲"
    assert numbered("1.", "5吨") == "1. 5吨"


def test_deeper_levels_begin_anew() -> None:
    counters = Counters()
    starts = [1, 1, 1]
    counted = [counters.advance("a", level, starts) for level in (0, 1, 1, 2, 0, 1, 2)]
    assert counted == [[1], [1, 1], [1, 2], [1, 2, 1], [2], [2, 1], [2, 1, 1]]


def test_lists_do_not_disturb_each_other() -> None:
    counters = Counters()
    assert counters.advance("a", 0, [1]) == [1]
    assert counters.advance("b", 0, [5]) == [5]
    assert counters.advance("a", 0, [1]) == [2]


def test_a_level_entered_without_its_upper_ones() -> None:
    assert Counters().advance("a", 2, [1, 1, 3]) == [1, 1, 3]


def test_an_instance_begins_anew_once() -> None:
    counters = Counters()
    counters.advance("a", 0, [1])
    assert counters.advance("a", 0, [1], restart="x") == [1]
    assert counters.advance("a", 0, [1], restart="x") == [2]
