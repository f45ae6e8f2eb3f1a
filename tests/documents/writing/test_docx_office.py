"""Word files in an office program: LibreOffice opens them and agrees on the pages."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from benchmarks import office
from jixiao.documents.writing.docx import docx_of
from jixiao.documents.writing.pages import pages_of
from jixiao.documents.writing.paper import Line, Paper
from tests.documents.writing.papers import flat, hebei, odd

pytestmark = pytest.mark.slow
Printed = list[tuple[int | None, str]]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """The pages of the samples as LibreOffice prints them: the number at the foot and the words without blanks."""
    folder = tmp_path_factory.mktemp("office")
    sources = []
    for name, paper in PAPERS.items():
        sources.append(folder / f"{name}.docx")
        sources[-1].write_bytes(docx_of(paper))
    return {path.stem: _pages(path) for path in office.convert(sources, "pdf", folder)}


PAPERS: dict[str, Paper] = {"hebei": hebei(), "many": hebei(9), "flat": flat(), "odd": odd()}


def _pages(path: Path) -> Printed:
    document = pypdfium2.PdfDocument(path)
    found: Printed = []
    for page in document:
        words = re.sub(r"\s", "", page.get_textpage().get_text_range())
        number = re.search(r"—(\d+)—", words)
        found.append((int(number[1]) if number else None, words))
    document.close()
    return found


def test_cover_and_contents_have_no_number_and_the_rest_counts_from_one(printed: dict[str, Printed]) -> None:
    numbers = [number for number, _ in printed["hebei"]]
    assert numbers[:2] == [None, None]
    assert numbers[2:] == list(range(1, len(numbers) - 1))


@pytest.mark.parametrize(("name", "share"), [("hebei", 1.0), ("many", 0.85), ("flat", 1.0), ("odd", 1.0)])
def test_the_contents_name_the_pages_that_are_printed(printed: dict[str, Printed], name: str, share: float) -> None:
    paper = PAPERS[name]
    right = []
    at = 0
    for section, starts in zip(paper.sections, pages_of(paper).starts, strict=True):
        for item, page in zip(section.items, starts, strict=True):
            if not isinstance(item, Line) or not item.outline:
                continue
            words = re.sub(r"\s", "", item.text)
            at = next(i for i, (number, text) in enumerate(printed[name]) if i >= at and number and words in text)
            right.append(printed[name][at][0] == page)
    assert sum(right) >= share * len(right)


def test_heads_stand_again_on_every_page(printed: dict[str, Printed]) -> None:
    assert len(printed["flat"]) > 3
    assert all("指标值" in words and "年度预算" in words for _, words in printed["flat"])
    tables = [words for _, words in printed["hebei"] if "隐患整改率" in words and "第一部分" not in words][1:]
    assert len(tables) > 2


def test_odd_words_are_printed(printed: dict[str, Printed]) -> None:
    words = "".join(text for _, text in printed["odd"])
    for wanted in ("<b>与&amp;", "㛃", "𠮷", "]]>收尾", "第四行"):
        assert wanted in words
