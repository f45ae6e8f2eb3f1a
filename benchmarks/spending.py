"""A million payments imported, beside the database's own bulk load of the same rows, and the section of the page on it.

`python -m benchmarks --parts spending --write` measures this part alone; `--scale 0.05` with few entries, to try.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.corpus import ROOT
from benchmarks.report import machine
from benchmarks.web import _database, _environment

ENTRIES = 1_000_000
REACH = 5
"""An import may take this many times the database's own bulk load."""


class Run(NamedTuple):
    """What was measured on a database."""

    engine: str
    entries: int
    made: dict[str, Any]
    bulk: float
    took: dict[str, float]

    @property
    def whole(self) -> float:
        """Seconds from the file to entries that count: taking and loading it."""
        return self.took["take"] + self.took["load"]


def measured_on(engine: str, scale: float, say: Callable[[str], None]) -> Run:
    """Make the county and its list, have the database load it, import it."""
    entries = max(int(ENTRIES * scale), 1000)
    with tempfile.TemporaryDirectory(prefix="jixiao-benchmark-") as name, _database(engine) as address:
        folder = Path(name)
        settings = _environment(folder / "data", address) | {"JIXIAO_UPLOAD_MB": "1000", "JIXIAO_READ_SECONDS": "600"}
        told = {work: _done(work, folder, entries, settings) for work in ("make", "bulk", "load")}
    run = Run(engine, entries, told["make"], told["bulk"]["seconds"], told["load"])
    times = run.whole / run.bulk
    say(f"spending {engine}: bulk {run.bulk:.1f} s, import {run.whole:.1f} s = {times:.1f} x, {run.took}")
    return run


def _done(work: str, folder: Path, entries: int, settings: dict[str, str]) -> dict[str, Any]:
    call = [sys.executable, "-m", "benchmarks.spending_load", work, str(folder), str(entries)]
    found: dict[str, Any] = json.loads(
        subprocess.run(call, env=settings, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    )
    return found


def section(runs: Sequence[Run], load: float | None) -> str:
    """The part of the page."""
    return "\n".join(_lines(runs, load)) + "\n"


def _lines(runs: Sequence[Run], load: float | None) -> Iterator[str]:
    yield "## Spending\n"
    yield machine(load, ["jixiao", "django", "psycopg", "pysqlite3"])
    yield (
        f"A list of {runs[0].entries:,} payments ({runs[0].made['megabytes']:.0f} MB of CSV, by day) of "
        f"{runs[0].made['ledgers']:,} projects is imported as a person does it. *Bulk load* is the database taking the "
        "very rows, made beforehand, into the same table with all its indexes, in one transaction: `executemany` of "
        "the driver, `COPY`. *Import* is taking the file (hash, reading in its own process, rows kept) and loading it "
        "(columns, ledgers, marks, what is known, entries, roll-ups of projects and months, log), 5,000 lines a "
        "transaction. The *dry run* and the *watch rules* over all projects afterwards, which the server's clock does, "
        "stand beside it. Totals are proved equal to the entries.\n"
    )
    yield "| database | bulk load s | import s | × bulk load | goal | taking s | entries/s | dry run s | watch s |"
    yield "|---|--:|--:|--:|---|--:|--:|--:|--:|"
    for run in runs:
        times = run.whole / run.bulk
        yield (
            f"| {run.engine} | {run.bulk:.1f} | {run.whole:.1f} | {times:.1f} | "
            f"≤ {REACH}: {'met' if times <= REACH else 'falls short'} | {run.took['take']:.1f} | "
            f"{run.entries / run.whole:,.0f} | {run.took['try']:.1f} | {run.took['watch']:.1f} |"
        )
    yield ""
    yield "| database | importing process, peak MB | of it before the import MB | reading process, peak MB |"
    yield "|---|--:|--:|--:|"
    for run in runs:
        took = run.took
        yield f"| {run.engine} | {took['peak_mb']:.0f} | {took['before_mb']:.0f} | {took['reader_mb']:.0f} |"
