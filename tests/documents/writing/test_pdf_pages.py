"""The pages as GB/T 9704 wants them, measured: the grid of lines and characters, page numbers, contents, tables."""

from __future__ import annotations

import pytest

from jixiao.documents.writing.fonts import font_folders
from jixiao.documents.writing.looks import looks
from jixiao.documents.writing.paper import Box, Contents, Grid, Item, Line, Paper, Section
from jixiao.documents.writing.pdf import pdf_of
from tests.documents.writing.papers import cell, flat, grid, hebei, value
from tests.documents.writing.pdf_pages import MILLIMETRE, Sign, colours, lines, pages

PAGE = looks().page
LYING = looks().page_landscape
TEXT = "全县各乡镇按照预算安排逐项落实绩效目标确保资金用在实处"
assert len(TEXT) == 27
NEAR = 0.6
"""Points: less than a quarter of a millimetre, which no eye sees."""


def set_pages(*items: Item, **section: bool) -> list[list[Sign]]:
    return pages(pdf_of(Paper(title="样张", sections=(Section(items=items, **section),)), font_folders()))


def body(signs: list[Sign]) -> list[tuple[float, str]]:
    """The lines without the page number."""
    return [line for line in lines(signs) if not line[1].startswith("—")]


def numbers(found: list[list[Sign]]) -> list[str]:
    """The page numbers, empty where there is none."""
    return [
        "".join(words for _, words in lines(signs) if words.startswith("— ")).strip("— ") for signs in found
    ]  # fmt: skip


def test_a_page_has_22_lines_at_an_even_pitch() -> None:
    first, second = set_pages(*[Line(text=TEXT[:20]) for _ in range(40)])
    bases = [base for base, _ in body(first)]
    assert len(bases) == PAGE.lines
    assert len(body(second)) == 40 - PAGE.lines
    steps = [after - before for before, after in zip(bases, bases[1:], strict=False)]
    assert all(step == pytest.approx(PAGE.line_pitch, abs=0.11) for step in steps)
    middle = (bases[0] + bases[-1]) / 2 - 0.38 * 16
    assert middle == pytest.approx((PAGE.top + PAGE.text_height / 2) * MILLIMETRE, abs=NEAR)


def test_rare_fonts_do_not_move_the_lines() -> None:
    (plain,) = set_pages(*[Line(text=TEXT[:20]) for _ in range(22)])
    (odd,) = set_pages(*[Line(text="表情😀한글Ж" if number % 2 else TEXT[:20]) for number in range(22)])
    assert [base for base, _ in body(odd)] == [base for base, _ in body(plain)]


@pytest.mark.parametrize(("line", "indent"), [(Line(text=TEXT * 4, style="opening"), 0), (Line(text=TEXT * 4), 2)])
def test_a_line_has_28_characters(line: Line, indent: int) -> None:
    (signs,) = set_pages(line)
    found = body(signs)
    assert [len(words) for _, words in found][:3] == [28 - indent, 28, 28]
    full = [sign.left for sign in signs if round(sign.base, 1) == found[1][0]]
    assert full[0] == pytest.approx(PAGE.left * MILLIMETRE, abs=NEAR)
    assert full[-1] + 16 == pytest.approx((PAGE.left + PAGE.text_width) * MILLIMETRE, abs=NEAR + 0.3)


def test_numbers_stand_outside_below_the_text() -> None:
    data = set_pages(*[Line(text=TEXT[:20]) for _ in range(50)])
    assert numbers(data) == ["1", "2", "3"]
    for number, signs in enumerate(data, 1):
        own = [sign for sign in signs if sign.base > (PAGE.top + PAGE.text_height) * MILLIMETRE]
        middle = own[0].base - 0.38 * 14
        below = (PAGE.top + PAGE.text_height + looks().page_number.below) * MILLIMETRE
        assert middle == pytest.approx(below, abs=MILLIMETRE)  # fonts set their dashes higher or lower
        if number % 2:
            assert own[-1].left + 28 == pytest.approx((PAGE.left + PAGE.text_width) * MILLIMETRE, abs=MILLIMETRE)
        else:
            assert own[0].left - 14 == pytest.approx(PAGE.left * MILLIMETRE, abs=MILLIMETRE)


def test_cover_and_contents_bear_no_number_and_the_rest_counts_on() -> None:
    sections = tuple(
        Section(items=(Line(text="页"),), numbered=bare == "n") for bare in ("", "", "n", "n", "", "n", "n")
    )
    found = pages(pdf_of(Paper(title="样张", sections=sections), font_folders()))
    assert numbers(found) == ["", "", "1", "2", "", "3", "4"]


def test_on_a_lying_page_the_number_stays_on_its_place_of_the_sheet() -> None:
    found = set_pages(*[Line(text=TEXT) for _ in range(20)], landscape=True)
    for number, signs in enumerate(found, 1):
        own = [sign for sign in signs if sign.turn == 1]
        assert "".join(sign.text for sign in own) == f"— {number} —"
        assert own[0].left < LYING.left * MILLIMETRE - 12
        if number % 2:
            assert own[-1].base + 28 == pytest.approx((LYING.top + LYING.text_height) * MILLIMETRE, abs=MILLIMETRE)
        else:
            assert own[0].base - 14 == pytest.approx(LYING.top * MILLIMETRE, abs=MILLIMETRE)


def test_contents_name_the_pages() -> None:
    found = pages(pdf_of(hebei(3), font_folders()))
    entries = [words for _, words in lines(found[1])]
    (place,) = [
        number for number, signs in enumerate(found[2:], 1) if "三、工作保障措施" in (w for _, w in lines(signs))
    ]
    (entry,) = [words for words in entries if words.startswith("三、工作保障措施")]
    assert entry.replace(" ", "").endswith(f".{place}")
    assert entry.count(".") > 20


def test_a_title_too_long_for_its_line_still_has_leaders() -> None:
    for length in range(24, 36):
        paper = Paper(
            title="样张",
            sections=(Section(items=(Contents(), Line(text="题" * length, style="title", outline=1))),),
        )
        entry = "".join(words for _, words in body(pages(pdf_of(paper, font_folders()))[0])[1:3])
        assert "题...." in entry.replace(" ", ""), length


def test_headings_do_not_stand_alone_at_the_foot() -> None:
    filler = [Line(text=TEXT[:20]) for _ in range(21)]
    first, second = set_pages(*filler, Line(text="一、标题", style="heading1", outline=1), Line(text=TEXT))
    assert len(body(first)) == 21
    assert body(second)[0][1] == "一、标题"


def test_a_head_stands_on_every_page_that_its_rows_reach() -> None:
    found = pages(pdf_of(flat(), font_folders()))
    assert len(found) > 3
    assert all(any("三级指标" in words for _, words in lines(signs)) for signs in found)


def test_no_row_is_cut_that_fits_on_a_page() -> None:
    rows = [[cell(str(number), 2), value("甲乙丙丁" * 30 + "末", 4), value(f"行{number}", 4)] for number in range(40)]
    for signs in set_pages(grid(rows)):
        words = "".join(text for _, text in body(signs))
        assert words.count("末") == words.count("行") > 0


def test_a_row_taller_than_a_page_goes_on_and_loses_nothing() -> None:
    long = "".join(f"第{number}条内容很长。" for number in range(700))
    found = set_pages(grid([[cell("甲", 2), value(long, 8)], [cell("乙", 2), value("完", 8)]]))
    assert len(found) > 2
    words = "".join(text for signs in found for _, text in body(signs)).replace("甲", "")
    assert words == long + "乙完"
    assert max(sign.base for sign in found[0] if sign.text != "—") < (PAGE.top + PAGE.text_height + 12) * MILLIMETRE


def test_a_word_too_long_for_its_place_is_broken_within_it() -> None:
    code = "ABCDEFGHIJ0123456789" * 6
    (signs,) = set_pages(Line(text=code), grid([[cell("编码", 8), value(code, 2)]]))
    right = (PAGE.left + PAGE.text_width) * MILLIMETRE
    assert all(sign.left < right for sign in signs)
    assert "".join(sign.text for sign in signs if sign.text.isascii() and sign.text.isalnum()).count("J0") == 12


def test_missing_marks_are_coloured() -> None:
    box = Box(row=0, column=0, text="待填", role="value", missing=True)
    paper = Paper(
        title="样张",
        sections=(Section(items=(Line(text="待填", missing=True), Grid(boxes=(box,), height=1, widths=(1.0,)))),),
    )
    *words, number = colours(pdf_of(paper, font_folders()))
    assert set(words) == {looks().table.missing.colour} != {number}
