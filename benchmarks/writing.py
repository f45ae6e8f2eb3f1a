"""Writing, measured: every writer on papers of 5, 50 and 500 projects, and the section of the page on it.

Who writes is the business of `writing_peers`. `python -m benchmarks --parts writing --write` measures this part alone.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks import corpus
from benchmarks.goals import Goal, Results, growth
from benchmarks.measure import ONCE_ABOVE_MS, Measured, left_out
from benchmarks.report import goal_rows, machine, ms, number
from benchmarks.writing_peers import BARE, BY_CELL, BY_ROW, COMMAND, OFFICE, OURS, PAPER, SAME, WRITERS, Writer
from jixiao import api

ROUNDS = 3
_SMALL = 1
_NAMES = {"paper": PAPER, **OURS}
_PACKAGES = "jixiao XlsxWriter typst python-docx openpyxl".split()
_TITLES = {"paper": "Before any format"}
_HEAD = """## Writing

How fast the model becomes a file on the official form (the plan of Hebei, the same invented content), beside what one
would use instead.

{machine}"""
_READING = """
- One process a run, warmed by a small paper of other words; medians of {rounds} runs, the writers in turn. ¹ marks what
  took over {once} s and was run once.
- *Paper to …* is the writer alone, *model to paper* goes before it; *jixiao write* is the command from start to exit,
  with the reading of the JSON and the looking for fonts.
- python-docx gets the same lines, grids, texts and merges, but sets no looks; cells by `table.cell` as in its
  documentation, or each row's cells taken once. *openpyxl, the same workbook* builds jixiao's own workbook anew: the
  same values, merges, looks, sizes and drop-down lists; *words and merges only* is a workbook without any looks, less
  than a form.
- LibreOffice converts jixiao's Word file to PDF, its start included, its profile made before.
- *Projects read back* counts the projects whose code stands in what jixiao reads from the file.
"""


def measured(sizes: Sequence[int], say: Callable[[str], None]) -> Results:
    """All writers, small papers first."""
    found: list[Measured] = []
    small = _model(_SMALL)
    for size in sizes:
        model = _model(size)
        runs: dict[Writer, list[dict[str, float]]] = {}
        for writer in WRITERS:
            if not writer.is_there():
                say(f"writing: {writer.name} is not installed")
            elif reason := left_out(writer.name, writer.kind, size, found):
                found.append(Measured(writer.kind, size, writer.name, writer.role, failure=reason))
            else:
                runs[writer] = []
        for _ in range(ROUNDS):
            for writer, done in list(runs.items()):
                if done and done[0]["ms"] > ONCE_ABOVE_MS:
                    continue
                try:
                    done.append(_run(writer, model, small))
                    say(f"writing {size}: {writer.name}, {writer.kind}: {done[-1]['ms']:.0f} ms")
                except subprocess.CalledProcessError:
                    found.append(Measured(writer.kind, size, writer.name, writer.role, failure="it broke off"))
                    del runs[writer]
        found += [_result(writer, size, done) for writer, done in runs.items()]
    order = [(writer.kind, writer.name) for writer in WRITERS]
    return Results(sorted(found, key=lambda one: (one.projects, order.index((one.kind, one.name)))))


def _model(size: int) -> Path:
    """The model of the measured document, as JSON; written anew, since reading may have changed."""
    path = corpus.document("docx", size).with_suffix(".json")
    path.write_bytes(msgspec.json.encode(api.read(path.with_suffix(".docx"))))
    return path


def _run(writer: Writer, model: Path, small: Path) -> dict[str, float]:
    call = [sys.executable, "-m", "benchmarks.writing_worker", writer.name, writer.kind, str(model), str(small)]
    printed = subprocess.run(call, cwd=corpus.ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    answer: dict[str, float] = json.loads(printed)
    return answer


def _result(writer: Writer, size: int, runs: list[dict[str, float]]) -> Measured:
    first = runs[0]
    return Measured(
        writer.kind,
        size,
        writer.name,
        writer.role,
        ms=statistics.median(run["ms"] for run in runs),
        runs=len(runs),
        peak_mb=first["peak_mb"],
        seen=int(first["seen"]) if "seen" in first else None,
        kb=first.get("kb"),
    )


def goals(results: Results) -> list[Goal]:
    """The demands on writing. Ratios only."""
    ratios = results.ratios
    return [
        Goal("docx: × faster than python-docx by table.cell", 5, False, ratios("docx", BY_CELL, OURS["docx"])),
        Goal("docx: × faster than python-docx by row.cells", 5, False, ratios("docx", BY_ROW, OURS["docx"])),
        Goal("xlsx: × faster than openpyxl, the same workbook", 5, False, ratios("xlsx", SAME, OURS["xlsx"])),
        Goal("xlsx: × faster than openpyxl without looks (aim)", 5, False, ratios("xlsx", BARE, OURS["xlsx"])),
        Goal("pdf: × faster than LibreOffice, its start included", 5, False, ratios("pdf", OFFICE, OURS["pdf"])),
        Goal("pdf: the whole command × faster than LibreOffice (aim)", 5, False, ratios("pdf", OFFICE, COMMAND)),
        *growth(results, _NAMES),
    ]


def section(results: Results, load: float | None) -> str:
    """The section of the benchmark's page."""
    parts = [_HEAD.format(machine=machine(load, _PACKAGES)), *goal_rows(goals(results)), ""]
    for kind in results.kinds():
        parts += [f"### {_TITLES.get(kind, kind)}\n", *_rows(results, kind), ""]
    return "\n".join(parts) + _READING.format(rounds=ROUNDS, once=ONCE_ABOVE_MS // 1000)


def _rows(results: Results, kind: str) -> Iterator[str]:
    yield "| projects | writer | ms | ms a project | × jixiao | KB | peak MB | projects read back |"
    yield "|--:|---|--:|--:|--:|--:|--:|--:|"
    for one in results.measured:
        if one.kind != kind:
            continue
        if one.ms is None:
            yield f"| {one.projects} | {one.name} | {one.failure} | | | | | |"
            continue
        ratio = number(results.ratio(kind, one.projects, one.name, _NAMES[kind]))
        seen = "–" if one.seen is None else one.seen
        yield (
            f"| {one.projects} | {one.name} | {ms(one)} | {number(one.ms / one.projects)} | {ratio} "
            f"| {number(one.kb)} | {number(one.peak_mb)} | {seen} |"
        )
