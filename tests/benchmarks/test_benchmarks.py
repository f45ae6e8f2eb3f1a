"""The benchmark measures what it says: whole documents, every project seen, verdicts by the bounds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import content, write_page, write_sheet, write_word
from benchmarks.compare import as_json, differences
from benchmarks.compare import content as content_of
from benchmarks.goals import MODEL, Results, goals
from benchmarks.measure import Measured, Start
from benchmarks.paper import Grid
from benchmarks.quality import Score, score
from benchmarks.report import page
from jixiao import api

PLAN = content.plan(3)


def test_no_two_texts_are_alike() -> None:
    grids = [item for item in content.plan(40) if isinstance(item, Grid)]
    names = [cell.text for grid in grids for cell in grid.cells if cell.row > 7 and cell.column == 2]
    assert len(names) == len(set(names)) == 40 * content.INDICATORS
    assert len({content.name(number) for number in range(1820)}) == 1820


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (21, "二十一"), (101, "一百零一"), (110, "一百一十"), (500, "五百")]
)
def test_numerals(number: int, words: str) -> None:
    assert content.numeral(number) == words


def test_what_is_measured_is_the_whole_document() -> None:
    data = {"docx": write_word.write(PLAN), "xlsx": write_sheet.write(PLAN), "html": write_page.html(PLAN)}
    models = {kind: content_of(as_json(api.read_bytes(found, f"plan.{kind}"))) for kind, found in data.items()}
    assert [len(project["indicators"]) for project in models["docx"]["projects"]] == [content.INDICATORS] * 3
    assert [goal["project_name"] for goal in models["docx"]["itemized_goals"]] == [content.name(n) for n in range(3)]
    assert models["docx"]["unread"] == []
    assert differences(models["xlsx"], models["docx"]) == {}
    assert differences(models["html"], models["docx"]) == {}


def test_a_worker_answers_with_time_and_what_it_saw(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(write_page.text(PLAN))
    call = [sys.executable, "-m", "benchmarks.worker", MODEL, str(path)]
    answered = subprocess.run(call, input="run\nrun\n", capture_output=True, text=True, check=True)
    _, first, second = map(json.loads, answered.stdout.splitlines())
    assert first["seen"] == 3
    assert second["ms"] > 0


def test_verdicts_follow_the_bounds() -> None:
    measured = [
        Measured("docx", 5, MODEL, "ours", ms=30, runs=7, peak_mb=40, seen=5),
        Measured("docx", 5, "lxml parse", "floor", ms=10, runs=7, peak_mb=40, seen=5),
        Measured("docx", 5, "kreuzberg", "peer", ms=60, runs=1, peak_mb=40, seen=4),
        Measured("docx", 5, "markitdown", "peer", failure="it broke off"),
    ]
    results = Results(measured)
    verdicts = {goal.words: [goal.holds(value) for _, value in goal.found] for goal in goals(results, Start(10, 31))}
    assert verdicts["docx: file to model, × lxml's parse"] == [False]
    assert verdicts["docx: ahead of kreuzberg (aim)"] == [True]
    assert verdicts["jixiao --version, × a bare Python"] == [False]
    assert verdicts["pdf: file to model, × pdfium's text"] == []
    text = page(results, Start(10, 31), load=None)
    assert "| docx: file to model, × lxml's parse | ≤ 2 | 5: 3.00 | falls short |" in text
    assert "| 5 | kreuzberg | 60.0 ¹ | 6.00 | 2.00 | 40.0 | 4 |" in text
    assert "| 5 | markitdown | it broke off |" in text


def test_a_lost_indicator_counts_once() -> None:
    rows = [{"name": name, "target": {"text": name * 2}} for name in "abc"]
    expected = {"projects": [{"ordinal": 1, "indicators": rows}], "unread": [], "year": None}
    found = {"projects": [{"ordinal": 1, "indicators": rows[1:]}], "unread": [{"reason": "no_slot", "text": "a"}]}
    assert score(found, expected) == Score(6, 5, 4, 3, 2, 2)
