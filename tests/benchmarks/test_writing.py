"""The benchmark of writing: every writer makes the same tables, and the page keeps the parts that are not measured."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import msgspec
import openpyxl
import pytest

from benchmarks import content, write_page, writing
from benchmarks.__main__ import renewed
from benchmarks.goals import Results
from benchmarks.measure import Measured
from benchmarks.writing_peers import BARE, BY_CELL, BY_ROW, OFFICE, OURS, PAPER, SAME, WRITERS, paper, writer
from jixiao import api
from jixiao.documents import read_blocks
from jixiao.documents.blocks import Table
from jixiao.documents.writing.paper import Grid

PROJECTS = 2


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("writing") / "plan.json"
    document = api.read_bytes(write_page.html(content.plan(PROJECTS)), "plan.html")
    path.write_bytes(msgspec.json.encode(document))
    return path


def _tables(name: str, kind: str, model: Path) -> list[list[tuple[int, int, int, int, str]]]:
    blocks = read_blocks(writer(name, kind).ready(model)(), f"plan.{kind}")
    tables = [item for item in blocks.items if isinstance(item, Table)]
    return [[(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in table.cells] for table in tables]


@pytest.mark.parametrize(("name", "kind"), [(BY_ROW, "docx"), (BY_CELL, "docx"), (SAME, "xlsx")])
def test_peers_write_the_same_tables(model: Path, name: str, kind: str) -> None:
    ours = _tables(OURS[kind], kind, model)
    assert len(ours) >= PROJECTS
    assert _tables(name, kind, model) == ours


def test_without_looks_words_and_merges_are_those_of_the_paper(model: Path) -> None:
    boxes = [box for item in paper(model).items() if isinstance(item, Grid) for box in item.boxes]
    book = openpyxl.load_workbook(io.BytesIO(writer(BARE, "xlsx").ready(model)()))
    words = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {box.text for box in boxes if box.text} <= words
    merges = sum(len(sheet.merged_cells.ranges) for sheet in book)
    assert merges == sum(box.rows * box.columns > 1 for box in boxes) > 0


def test_a_worker_answers_with_time_and_what_can_be_read_back(model: Path) -> None:
    call = [sys.executable, "-m", "benchmarks.writing_worker", OURS["docx"], "docx", str(model), str(model)]
    answer = json.loads(subprocess.run(call, capture_output=True, check=True).stdout)
    assert answer["seen"] == PROJECTS
    assert answer["ms"] > 0 and answer["kb"] > 5


def test_every_writer_has_a_name_of_its_own() -> None:
    assert len({(one.name, one.kind) for one in WRITERS}) == len(WRITERS)


def test_the_section_has_ratios_sizes_and_verdicts() -> None:
    ours, peers = {"pdf": 40.0, "xlsx": 10.0}, {"pdf": (OFFICE, 160.0), "xlsx": (SAME, 90.0)}
    found = [Measured("paper", 5, PAPER, "ours", ms=10, runs=3, peak_mb=20)]
    for kind, (name, milliseconds) in peers.items():
        found.append(Measured(kind, 5, OURS[kind], "ours", ms=ours[kind], runs=3, peak_mb=20, seen=5, kb=30))
        found.append(Measured(kind, 5, name, "peer", ms=milliseconds, runs=1, peak_mb=40, seen=5, kb=60))
    found.append(Measured("docx", 5, BY_CELL, "peer", failure="left out: about 99 s expected"))
    text = writing.section(Results(found), load=None)
    assert "| xlsx: × faster than openpyxl, the same workbook | ≥ 5 | 5: 9.00 | met |" in text
    assert "| pdf: × faster than LibreOffice, its start included | ≥ 5 | 5: 4.00 | falls short |" in text
    assert f"| 5 | {OFFICE} | 160 ¹ | 32.0 | 4.00 | 60.0 | 40.0 | 5 |" in text
    assert f"| 5 | {BY_CELL} | left out: about 99 s expected | | | | | |" in text


def test_parts_that_are_not_measured_stay() -> None:
    whole = renewed("", {"reading": "# Speed\n", "checking": "## Checking\nold\n", "writing": "## Writing\nold\n"})
    fresh = renewed(whole, {"checking": "## Checking\nnew\n"})
    assert fresh == whole.replace("Checking\nold", "Checking\nnew")
    assert renewed(whole, {}) == whole
    assert renewed("# Speed\n", {"writing": "## Writing\n"}) == "# Speed\n\n<!-- part: writing -->\n## Writing\n"
