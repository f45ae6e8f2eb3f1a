"""A PDF of ours tells where its texts end and where blanks stand, and nobody sees how."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.documents import read_blocks
from jixiao.documents.pdf_marks import ENDS, MANNER, end_of, marks_of, more, side
from jixiao.documents.writing.fonts import font_folders
from jixiao.documents.writing.paper import Grid, Item, Line, Paper, Section
from jixiao.documents.writing.pdf import pdf_of
from tests.documents.writing.papers import cell, grid, value
from tests.documents.writing.pdf_pages import pages
from tests.documents.writing.test_pdf_read import boxes, cells, written

SIGNS = "绩效目标清淤河渠甲乙丙0123456789ABCxyz（）《》“”、，。；：—-·%&<>\"'/+…\u36c3😀 \u3000\t\n"


def texts(longest: int) -> st.SearchStrategy[str]:
    """Texts without blanks on the outside; a line has none either, and none of its rows of blanks is of two kinds."""
    word = st.text(alphabet=[sign for sign in SIGNS if not sign.isspace()], min_size=1, max_size=9)
    blank = st.sampled_from(["", "", " ", "  ", "\t", "\u3000", "\u3000\u3000", "\n", "\n\n", "\n\u3000\u3000"])
    return st.lists(st.tuples(word, blank), min_size=1, max_size=longest).map(
        lambda parts: "".join(part for pair in parts for part in pair).strip()
    )


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.lists(st.tuples(texts(12), st.integers(4, 20)), min_size=1, max_size=6))
def test_texts_of_cells_come_back_to_the_blank(rows: list[tuple[str, int]]) -> None:
    tables = [grid([[value(text, units), cell("乙", 42 - units)]]) for text, units in rows]
    found = [table.cells[0].text for table in written(*tables).tables()]
    assert found == [text for text, _ in rows]


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.lists(texts(40), min_size=1, max_size=6))
def test_paragraphs_come_back_to_the_blank(words: list[str]) -> None:
    found = written(*(Line(text=text) for text in words)).paragraphs()
    assert [one.text for one in found] == words


@pytest.mark.parametrize("size", [500, 1200, 2000])
def test_a_text_taller_than_a_page_comes_back(size: int) -> None:
    long = "".join(f"第{number}条，清淤 {number} 公里；" for number in range(size))[:size].strip()
    rows = [
        [cell("绩效指标", 6), cell("名称", 8), cell("偏差原因", 8), cell("说明", 20)],
        *([cell("^", 6), value(f"甲{n}", 8), value(long, 8), value("", 20)] for n in range(2)),
        [cell("^", 6), value("", 8), value("", 8), value(long, 20)],
    ]
    whole = grid(rows, head=(0, 1))
    (table,) = written(whole).tables()
    assert cells(table) == boxes(whole)


@pytest.mark.parametrize("before", range(8, 20, 2))
def test_merged_cells_over_a_page_break_come_back(before: int) -> None:
    levels = ["产出", "^", "^", "", "^", "^", "", "", "效益", "^", "^", "^", "^", "满意", "", "^", "^", "^"]
    rows = [
        [cell("绩效指标" if number == 0 else "^", 6), value(level, 8), value(["甲", "", ""][number % 3], 8)]
        for number, level in enumerate(levels)
    ]
    whole = grid(rows)
    (table,) = written(*[Line(text="行")] * before, whole).tables()
    assert cells(table) == boxes(whole)


@pytest.mark.parametrize("lines", range(12, 22, 3))
def test_two_tables_of_the_same_columns_stay_two_over_a_page_break(lines: int) -> None:
    one = grid([[cell("甲", 8), value("乙", 8)]] * 4)
    items: list[Item] = [*[Line(text="行")] * lines, one, one, one]
    assert [cells(table) for table in written(*items).tables()] == [boxes(one)] * 3


def _paper(whole: Grid) -> Paper:
    return Paper(title="样张", sections=(Section(items=(Line(text="总 则"), whole), numbered=False),))


def test_nothing_is_added_that_could_be_copied() -> None:
    (signs,) = pages(pdf_of(_paper(grid([[value("甲 乙", 8), value("", 8)]])), font_folders()))
    assert "".join(sign.text for sign in signs if not sign.text.isspace()) == "总则甲乙"


def test_without_the_keyword_the_marks_say_nothing() -> None:
    data = pdf_of(_paper(grid([[value("甲乙丙丁戊己庚辛。", 5), value("", 8)]])), font_folders())
    assert data.count(MANNER.encode()) >= 1
    (table,) = read_blocks(data.replace(MANNER.encode(), b"x" * len(MANNER)), "样张.pdf").tables()
    assert [one.text for one in table.cells] == ["甲乙丙丁戊己庚辛。", ""]


@pytest.mark.parametrize("blanks", [" ", "  ", "\t", "\n", "\u3000\u3000", "\n    ", *ENDS])
def test_a_mark_says_what_follows(blanks: str) -> None:
    for number in (0, 1):
        assert marks_of("甲乙", [16.0, 10.5 + more(blanks, number)]) == {1: blanks}


def test_a_row_of_blanks_without_a_mark_of_its_own_is_one() -> None:
    assert more("\xa0", 0) == more(" ", 0)
    assert more(" \t\n  ", 0) == more("\n", 0)


def test_a_row_of_closing_signs_bears_one_mark() -> None:
    size = 10.5 + more(ENDS[0], 0)
    assert marks_of("》。", [size, size]) == {1: ENDS[0]}
    assert marks_of("甲乙", [size, size]) == {0: ENDS[0], 1: ENDS[0]}


def test_only_squares_of_their_sizes_are_ends() -> None:
    assert [end_of(side(end), side(end)) for end in ENDS] == list(ENDS)
    assert end_of(side(ENDS[0]), 2.0) is None
