"""Runs many damaged files in a worker process: a crash or hang of one file is a row of the result, not the end."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

ROOT = Path(__file__).parents[2]
SECONDS = 30.0
"""Wall time for one file: a hang, not a slow machine, is what it tells."""


class Row(NamedTuple):
    """What became of the damaged file of a number."""

    number: int
    seconds: float
    outcome: str

    @property
    def is_fault(self) -> bool:
        return self.outcome.startswith(("CRASH", "HANG", "DIED"))


def run(start: int, count: int) -> Iterator[Row]:
    """The rows of the numbers from `start` on, in order."""
    end = start + count
    while start < end:
        for row in _work(start, end - start):
            yield row
            start = row.number + 1


def _work(start: int, count: int) -> Iterator[Row]:
    """Rows of one worker until it is done, hangs or dies."""
    call = [sys.executable, "-m", "tests.fuzz.worker", str(start), str(count)]
    with subprocess.Popen(
        call, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as worker:
        lines: queue.Queue[str | None] = queue.Queue()
        assert worker.stdout is not None
        threading.Thread(target=_pass_on, args=(worker.stdout, lines), daemon=True).start()
        for number in range(start, start + count):
            try:
                line = lines.get(timeout=SECONDS)
            except queue.Empty:
                worker.kill()
                yield Row(number, SECONDS, "HANG")
                return
            if line is None:
                yield Row(number, 0.0, f"DIED with status {worker.wait()}")
                return
            said, seconds, outcome = line.rstrip("\n").split("\t", 2)
            yield Row(int(said), float(seconds), outcome)


def _pass_on(stream: IO[str], lines: queue.Queue[str | None]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(None)
