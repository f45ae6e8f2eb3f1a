"""Files made by the usual programs for the tests of what files tell of themselves."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from jixiao.documents.traits import FileTraits, traits_of


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def told(data: bytes) -> FileTraits:
    return traits_of(data, "a")


def written(words: str, font: str, size: float, to: Any, alignment: WD_ALIGN_PARAGRAPH | None = None) -> Any:
    one = to.add_paragraph()
    one.alignment = alignment
    letters = one.add_run(words)
    letters.font.size = Pt(size)
    letters._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return one


def official_paper() -> Any:
    """A paper set as the standard wants it."""
    paper = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    written("青石镇2025年绩效文本", "方正小标宋简体", 22, paper, WD_ALIGN_PARAGRAPH.CENTER)
    written("一、总体绩效目标", "黑体", 16, paper)
    written("（一）基层治理", "楷体", 16, paper)
    written("全年排查安全隐患一百二十处，整改完毕。", "仿宋_GB2312", 16, paper)
    written("及时。", "宋体", 16, paper)
    return paper
