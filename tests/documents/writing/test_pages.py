"""Estimates of lines, rows and pages."""

from __future__ import annotations

import pytest

from jixiao.documents.writing.pages import Fit, Pages, lines_of, pages_of
from jixiao.documents.writing.paper import Box, Contents, Grid, Item, Line, Paper, Section
from tests.documents.writing.papers import ABOVE, grid, hebei, value

BODY = Line(text="文" * 26)
"""One line of a page of 22."""


def pages(*items: Item, **section: bool) -> Pages:
    return pages_of(Paper(title="样张", sections=(Section(items=items, **section),)))


@pytest.mark.parametrize(
    ("text", "first", "lines"),
    [
        pytest.param("", 0, 1, id="nothing"),
        pytest.param("文" * 28, 0, 1, id="a full line"),
        pytest.param("文" * 28, 2, 2, id="an indent"),
        pytest.param("文" * 28 + "。", 0, 1, id="a full stop hangs"),
        pytest.param("文" * 28 + "）", 0, 2, id="a bracket does not"),
        pytest.param("文" * 27 + "（文", 0, 2, id="an opening bracket goes along"),
        pytest.param("1" * 56, 0, 1, id="digits are half as wide"),
        pytest.param("文" * 20 + "12345678901234567890", 0, 2, id="a number is not parted"),
        pytest.param("W" * 100, 0, 4, id="a word longer than a line is"),
        pytest.param("甲\n乙\n\n丙", 0, 4, id="breaks"),
    ],
)
def test_lines(text: str, first: float, lines: int) -> None:
    assert lines_of(text, 28, first) == lines


def test_a_page_holds_22_lines() -> None:
    assert pages(*[BODY] * 23).starts == ((1,) * 22 + (2,),)
    assert pages(*[BODY] * 16, landscape=True).starts == ((1,) * 15 + (2,),)


def test_a_heading_goes_along_with_what_follows() -> None:
    heading = Line(text="一、目标", style="heading1", outline=1)
    assert pages(*[BODY] * 21, heading, BODY).starts == ((1,) * 21 + (2, 2),)
    assert pages(*[BODY] * 20, heading, BODY).starts == ((1,) * 22,)


def test_a_paragraph_leaves_no_single_line_behind() -> None:
    five = Line(text="文" * 28 * 5)
    assert pages(*[BODY] * 21, five).starts[0][-1] == 2
    assert pages(*[BODY] * 20, five).starts[0][-1] == 1
    after = pages(*[BODY] * 18, five, *[BODY] * 21).starts[0]
    # Five lines do not fit in four, and one may not stand alone: two go over, and the next page has room for 20 more.
    assert (after[18], after[-2], after[-1]) == (1, 2, 3)


def test_a_line_may_begin_a_page_but_no_blank_one() -> None:
    new = Line(text="甲", new_page=True)
    assert pages(new, new).starts == ((1, 2),)


def test_numbers_run_through_numbered_sections() -> None:
    def section(count: int, numbered: bool) -> Section:
        return Section(items=(BODY,) * count, numbered=numbered)

    sections = (
        section(1, False),
        section(23, False),
        section(23, True),
        section(1, True),
        section(1, False),
        section(1, True),
    )
    assert pages_of(Paper(title="样张", sections=sections)).first == (1, 2, 1, 3, 4, 4)


def test_contents_take_their_room() -> None:
    lines = tuple(Line(text=f"第{number}章", style="part", outline=1) for number in range(30))
    found = pages_of(Paper(title="样张", sections=(Section(items=(Contents(), *lines), numbered=False),)))
    assert (found.starts[0][0], found.starts[0][1]) == (1, 2)


def test_a_cover_stands_in_the_middle() -> None:
    (above,) = pages(BODY, BODY, centred=True).above
    assert above == pytest.approx(10 * 28.99, abs=0.5)
    assert pages(BODY, BODY).above == pages(*[BODY] * 30, centred=True).above == (0.0,)


# ---- grids ----


def one_column(*texts: str, head: tuple[int, int] = (0, 0)) -> Grid:
    boxes = tuple(Box(row=row, column=0, text=text) for row, text in enumerate(texts))
    return Grid(boxes=boxes, height=len(texts), widths=(1.0,), head=head)


def test_rows_are_as_high_as_their_words() -> None:
    # 225 millimetres hold 32 rows of 7.
    assert pages(one_column(*"一" * 32), BODY).starts == ((1, 2),)
    assert pages(one_column(*"一" * 20), BODY).starts == ((1, 1),)
    assert pages(one_column(*["一\n二\n三"] * 20), BODY).starts == ((1, 2),)


@pytest.mark.parametrize(
    ("rows", "head", "broken"),
    [
        pytest.param(10, (0, 1), False, id="short"),
        pytest.param(33, (0, 1), True, id="long"),
        pytest.param(31, (5, 6), False, id="head within, short"),
        pytest.param(33, (5, 6), True, id="head within, long"),
        pytest.param(32, (5, 6), True, id="so near that it may"),
    ],
)
def test_whether_a_head_is_wanted_again(rows: int, head: tuple[int, int], broken: bool) -> None:
    assert pages(one_column(*"一" * rows, head=head)).fits[0, 0].broken is broken


def test_heads_and_merged_rows_stay_together() -> None:
    rows = [[value("甲", 1), value("一", 1)], [value("乙", 1), value("二", 1)], [value(ABOVE, 1), value("三", 1)]]
    assert pages(grid(rows, head=(0, 1))).fits[0, 0].kept == (True, True, False)


def test_a_page_may_end_above_a_head_within() -> None:
    def fit(above: int) -> Fit:
        return pages(one_column(*"一" * (above + 20), head=(above, above + 1))).fits[0, 0]

    assert [fit(above).parted for above in (1, 20, 29, 30, 31)] == [False, False, False, True, True]
    assert [fit(above).kept[above - 1] for above in (20, 31)] == [True, False]


def test_a_line_without_frame_stays_with_the_table_below_it() -> None:
    rows = [[value("单位：元", 1)[:4] + (False,)], *([value("甲", 1)] for _ in range(20))]
    assert pages(grid(rows)).fits[0, 0].kept == (True, *[False] * 20)


def test_a_high_merged_cell_may_break_but_not_within_its_words() -> None:
    rows = [[value("甲\n乙", 1), value("一", 1)], *([value(ABOVE, 1), value("二", 1)] for _ in range(20))]
    assert pages(grid(rows)).fits[0, 0].kept == (True, *[False] * 20)


def test_a_row_higher_than_a_page_goes_on() -> None:
    found = pages(one_column("头", "\n".join("文" * 60), head=(0, 1)), BODY)
    assert (found.starts, found.fits[0, 0].broken) == (((1, 3),), True)


def test_columns_without_room_end_nothing() -> None:
    boxes = (Box(row=0, column=0, text="甲乙丙"), Box(row=0, column=1))
    assert pages(Grid(boxes=boxes, height=1, widths=(0.001, 0.999)), BODY).starts == ((1, 1),)


def test_a_heading_goes_along_with_the_head_of_a_table() -> None:
    heading = Line(text="一、目标", style="heading1", outline=1)
    table = one_column(*"一" * 10, head=(0, 3))
    assert pages(*[BODY] * 19, heading, table).starts[0][-2:] == (2, 2)
    assert pages(*[BODY] * 17, heading, table).starts[0][-2:] == (1, 1)


def test_estimates_are_linear_enough_for_many_projects() -> None:
    (*_, tables) = pages_of(hebei(30)).starts
    assert list(tables) == sorted(tables)
    assert len(set(tables)) >= 30


def closing(rows: int, *, may_close: bool = True) -> tuple[bool, int]:
    """Whether the rows of a table stand closer, and how many pages it and the line below it take."""
    items = (one_column(*"一" * rows, head=(0, 1)), BODY)
    found = pages_of(Paper(title="样张", sections=(Section(items=items, may_close=may_close),)))
    return found.fits[0, 0].close, found.starts[0][-1]


@pytest.mark.parametrize(
    ("rows", "close", "page"),
    [
        pytest.param(20, False, 1, id="room enough"),
        pytest.param(30, True, 1, id="so full that a little more would spill"),
        pytest.param(34, True, 1, id="a last row would spill"),
        pytest.param(50, False, 2, id="nothing saved"),
    ],
)
def test_rows_stand_closer_where_that_saves_a_page(rows: int, close: bool, page: int) -> None:
    assert closing(rows) == (close, page)
    assert not closing(rows, may_close=False)[0]


def test_rows_of_a_merged_cell_part_at_a_page_but_two_stay_together() -> None:
    def kept(merged: int) -> tuple[bool, ...]:
        rows = [[value("甲" if row == 0 else ABOVE, 1), value("一", 1)] for row in range(merged)]
        return pages(grid(rows)).fits[0, 0].kept

    assert kept(2) == (True, False)
    assert not any(kept(8))
