"""The tree as a person sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from jixiao.language import set_language
from jixiao.model import Document
from jixiao.report.node import Canvas
from jixiao.report.totals import Totals, totals_of
from jixiao.report.tree import grand_total, tree
from jixiao.report.width import display_width

HERE = Path(__file__).parent
PLAIN = Canvas(width=80)


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    set_language(request.param)
    yield request.param
    set_language("zh")


def test_a_plan_looks_as_agreed(plan: Document, language: str, golden: Callable[[Path, str], None]) -> None:
    golden(HERE / f"plan.{language}.txt", "\n".join(tree(plan, PLAIN)) + "\n")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(plan: Document, full_document: Document, width: int) -> None:
    for document in (plan, full_document):
        for line in tree(document, Canvas(width=width)):
            assert display_width(line) <= width


def test_what_is_open_comes_before_all_else(plan: Document) -> None:
    lines = [*tree(plan, Canvas(width=120))]
    headings = [line for line in lines if line and not line.startswith(("├", "└", "│", " ", "═"))]
    assert [heading[:4] for heading in headings[1:]] == [
        "未能读出",
        "读出但存",
        "总体绩效",
        "分项绩效",
        "工作保障",
        "预算项目",
        "合计：项",
    ]


def test_colours_only_where_wanted(plan: Document) -> None:
    plain = [*tree(plan, PLAIN)]
    coloured = [*tree(plan, Canvas(width=80, colour=True))]
    assert not any("\x1b" in line for line in plain)
    assert any("\x1b[31m" in line for line in coloured)
    assert [re.sub(r"\x1b\[\d+m", "", line) for line in coloured] == plain


# Left out on purpose: places of what was read, what the title says in words, numbers that the raw words beside them
# hold, and the years named in a purpose that is shown whole.
NOT_SHOWN = {"at", "schema", "kind", "profile", "subject", "reason", "years", "direction"}
SHOWN_AS_WORDS = {"TargetValue": {"text"}}


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, msgspec.Struct):
        wanted = SHOWN_AS_WORDS.get(type(value).__name__, set(value.__struct_fields__) - NOT_SHOWN)
        for name in wanted:
            yield from _values(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _values(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from (key, item)
    elif isinstance(value, Decimal):
        yield f"{value:,f}"
    elif isinstance(value, str):
        yield value


def test_nothing_of_the_model_is_missing(full_document: Document) -> None:
    shown = "".join(tree(full_document, Canvas(width=200)))
    plain = shown.replace(",", "")
    missing = [value for value in _values(full_document) if value.replace(",", "") not in plain]
    assert missing == []


def test_nothing_can_steer_the_terminal() -> None:
    project = {"ordinal": 1, "name": "a\x1b[2Jb\r\u202ec\n", "at": {}}
    document = msgspec.convert({"projects": [project], "file": "\x1b]0;x\x07.docx"}, Document)
    lines = [*tree(document, PLAIN)]
    assert not any(re.search(r"[\x00-\x1f\x7f\u202a-\u202e]", line) for line in lines)
    assert any("1. a[2Jb c" in line for line in lines)


def test_an_empty_document_is_told_as_such() -> None:
    assert [*tree(Document(), PLAIN)] == [
        "（文中未写单位名称）　未能认出的文本",
        "═" * 80,
        "",
        "合计：项目 0 个，指标 0 条",
    ]


def test_totals_are_exact_and_say_what_they_leave_out(plan: Document) -> None:
    totals = totals_of(plan)
    assert (totals.projects, totals.indicators, totals.budget_yuan, totals.without_budget) == (2, 4, Decimal(22000), 1)
    assert [*tree(plan, Canvas(width=200))][-1] == (
        "合计：项目 2 个，指标 4 条，预算 22,000 元，另有 1 个项目未填预算数，未能读出 1 处，存疑 1 处"
    )


def test_a_plan_without_tables_is_counted_by_part_one(plan: Document) -> None:
    totals = totals_of(msgspec.structs.replace(plan, projects=()))
    assert (totals.projects, totals.indicators, totals.budget_yuan) == (1, 1, Decimal(22000))


def test_several_files_are_summed(plan: Document) -> None:
    both = totals_of(plan) + totals_of(plan)
    assert both.budget_yuan == Decimal(44000)
    assert [*grand_total(both, 3, Canvas(width=200))][-1].endswith("另有 3 份文件无法读取")
    assert [*grand_total(Totals(), 0, PLAIN)][-1] == "共读取 0 份文件：项目 0 个，指标 0 条"
