"""Faults of form: in what the file tells of itself, and in numbers, dates and annex lines of the text."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from msgspec.structs import replace

from jixiao.documents.traits import (
    BodyLettering,
    FileTraits,
    Headline,
    PageNumber,
    Section,
    TableTraits,
    UnitLine,
)
from jixiao.model import Document, Place
from tests.checks.planting import Planted, plants
from tests.checks.planting.pub import with_passage

A4 = Section(width_mm=Decimal(210), height_mm=Decimal(297))


def _section(**values: object) -> FileTraits:
    return FileTraits(kind="docx", sections=(replace(A4, **values),))


@plants("FMT01")
def _paper(random: Random, document: Document) -> Planted | None:
    fault = random.choice(({"width_mm": Decimal("215.9")}, {"top_mm": Decimal(20)}, {"left_mm": Decimal("31.8")}))
    return Planted(document, ("",), traits=_section(**fault))


@plants("FMT02")
def _letters(random: Random, document: Document) -> Planted | None:
    body = BodyLettering(
        font=random.choice(("宋体", "微软雅黑", "黑体")), size_pt=Decimal(16), share=Decimal(1), characters=900
    )
    heading = Headline(role="heading", level=1, font="宋体", size_pt=Decimal(16), at=Place(line=3))
    good = BodyLettering(font="仿宋", size_pt=Decimal(16), share=Decimal(1), characters=900)
    traits = random.choice(
        (
            FileTraits(kind="docx", body=(body,), headlines=()),
            FileTraits(kind="docx", body=(good,), headlines=(heading,)),
        )
    )
    return Planted(document, ("",), traits=traits)


@plants("FMT03")
def _grid(random: Random, document: Document) -> Planted | None:
    return Planted(document, ("",), traits=_section(lines=random.choice((30, 40, 44)), characters=28))


@plants("FMT04")
def _number(random: Random, document: Document) -> Planted | None:
    number = PageNumber(
        where="footer", alignment=random.choice(("left", "center", "right")), has_dashes=False, size_pt=Decimal(9)
    )
    return Planted(document, ("",), traits=FileTraits(kind="docx", page_numbers=(number,)))


@plants("FMT05")
def _brackets(random: Random, document: Document) -> Planted | None:
    year = document.year or 2024
    left, right = random.choice(("[]", "（）", "()", "【】"))
    planted, path = with_passage(document, f"本文依据清财预{left}{year}{right}{random.randint(1, 90)}号编制。")
    return Planted(planted, (path,))


@plants("FMT06")
def _zeros(random: Random, document: Document) -> Planted | None:
    year = document.year or 2024
    words = random.choice((f"{year}年0{random.randint(1, 9)}月15日", f"{year}年3月0{random.randint(1, 9)}日"))
    planted, path = with_passage(document, f"{words}经办公会研究。")
    return Planted(planted, (path,))


@plants("FMT07")
def _annex(random: Random, document: Document) -> Planted | None:
    planted, path = with_passage(document, f"附件：资金测算表{random.choice('。；，')}")
    return Planted(planted, (path,))


@plants("FMT08")
def _table(random: Random, document: Document) -> Planted | None:
    rows = random.choice((5, 40))
    unit = UnitLine(alignment="left", at=Place(line=2, quote="单位：元")) if rows < 23 else None
    table = TableTraits(number=1, rows=rows, repeats_head=False, unit_line=unit, at=Place(table=1, row=1))
    return Planted(document, ("",), traits=FileTraits(kind="docx", tables=(table,)))


@plants("FMT09")
def _font(random: Random, document: Document) -> Planted | None:
    traits = random.choice(
        (
            FileTraits(kind="docx", fonts=("方正小标宋简体",), embedded_fonts=()),
            FileTraits(kind="pdf", fonts=("STSong-Light",), embedded_fonts=()),
        )
    )
    return Planted(document, ("",), traits=traits)
