"""Paths of the model in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jixiao.language import messages
from jixiao.report.words import subject

CASES = Path("tests/checks/rules")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("projects[0].indicators[2].target", "项目1 指标3 指标值"),
        ("projects[1].execution.forecast_yuan", "项目2 预算执行 全年预计执行数"),
        ("department.tasks[1].content", "部门整体 任务2 主要内容"),
        ("passages[3]", "正文"),
    ],
)
def test_a_path_is_told_in_words(path: str, words: str) -> None:
    assert subject(path) == words


def test_every_field_that_a_case_of_a_rule_names_has_words() -> None:
    paths = {path for case in CASES.rglob("*.toml") for path in _subjects(case.read_text(encoding="utf-8"))}
    named = {name for path in paths for name in re.findall(r"[a-z_]+", path)}
    assert len(named) > 20
    assert named - set(messages()["tree"]["field"]) == set()


def _subjects(case: str) -> list[str]:
    return re.findall(r'^subject = "(.*)"', case, re.MULTILINE)
