"""Every action that the code logs has words on the screen."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import jixiao_web
from jixiao_web.filings.moves import MOVES
from jixiao_web.trace.words import ACTIONS, detail_words, place_words

HERE = Path(jixiao_web.__file__).parent


def logged() -> Iterator[tuple[str, str]]:
    """Every action that stands in a call of a function that logs, with its file."""
    for path in sorted(HERE.glob("**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func).strip("_") in WRITERS:
                for told in [*node.args, *(each.value for each in node.keywords if each.arg == "action")]:
                    yield from ((word, path.name) for word in _words(told))


WRITERS = {"log", "log_append", "own_log", "account_log"}


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _words(told: ast.expr) -> Iterator[str]:
    """A word, or both of a choice."""
    if isinstance(told, ast.IfExp):
        yield from _words(told.body)
        yield from _words(told.orelse)
    elif isinstance(told, ast.Constant) and isinstance(told.value, str):
        yield told.value


def test_every_action_has_words():
    found = dict(logged())
    assert len(found) > 20, "the calls are found"
    assert not {word: file for word, file in found.items() if word not in ACTIONS}
    assert not set(MOVES) - set(ACTIONS)


def test_details_leave_out_what_the_line_says_anyway():
    told = '{"username": "aili", "address": "10.0.0.9"}'
    assert detail_words(told, "aili") == "地址：10.0.0.9"
    assert detail_words(told, "guanli") == "账号：aili；地址：10.0.0.9"


def test_amounts_are_told_in_yuan():
    told = '{"fen": -123456789, "document": "云财预〔2025〕18号", "day": "2025-07-01"}'
    assert detail_words(told) == "金额：-1,234,567.89元；文号：云财预〔2025〕18号；日期：2025-07-01"


def test_cells_are_told_by_their_places_in_words():
    assert place_words("projects[1].funds.budget_yuan") == "项目 2 · 预算数"
    assert place_words("projects[0].indicators[3].target") == "项目 1 · 指标 4 · 指标值"
    assert (
        place_words("projects[0].spending_plan[?month=3].cumulative_percent") == "项目 1 · 支出计划（3月） · 累计进度"
    )
    assert place_words("safeguards[0].text") == "工作保障措施 1"
    assert place_words("projects[0].unheard_of") == "项目 1 · unheard_of"
    assert detail_words('{"cells": {"projects[1].purpose": "出行"}}') == "项目 2 · 资金用途 = 出行"
    assert place_words("department.indicators[2].deviation_reason") == "部门整体 · 指标 3 · 偏差原因"
    assert place_words("department.execution.parts[?label=基本支出].executed_yuan") == "部门整体 · 基本支出 · 执行数"
    assert place_words("projects[0].department") == "项目 1 · 主管部门"
