"""Widths and line breaks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.report.width import clean, display_width, pad, wrap

WORDS = st.text(alphabet="绩效指标，。（）“”≥90%ab c、；\t", max_size=80)


@given(words=WORDS, width=st.integers(min_value=4, max_value=60))
@settings(derandomize=True, max_examples=300)
def test_wrapping_keeps_every_letter_and_the_width(words: str, width: int) -> None:
    lines = wrap(words, width)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(display_width(line) <= width for line in lines)


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("", 10, [""]),
        ("加强支出管理，做好绩效自评。", 12, ["加强支出管", "理，做好绩效", "自评。"]),
        ("指标（百分比）不低于100%", 8, ["指标（百", "分比）不", "低于100%"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ],
)
def test_punctuation_stays_with_its_word(words: str, width: int, lines: list[str]) -> None:
    assert wrap(words, width) == lines


def test_padding_counts_columns() -> None:
    assert pad("编码", 6) == "编码  "
    assert display_width("e\u0301绩≥") == 4


def test_cleaning_joins_lines() -> None:
    assert clean(" 其中：财政    资金\n二行\u3000\x07 ") == "其中：财政 资金 二行"
