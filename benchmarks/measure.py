"""Runs the contenders in turn (A B A B) and keeps medians. Knows no report."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, NamedTuple

from benchmarks.corpus import ROOT
from benchmarks.peers import CONTENDERS, Contender, jixiao_command

ROUNDS = 7
ONCE_ABOVE_MS = 8_000
LEFT_OUT_ABOVE_MS = 60_000


class Measured(NamedTuple):
    """What one contender took on one document.

    Attributes:
        ms: median of `runs`, or why there is none in `failure`.
        peak_mb: of its process after one document, interpreter and imports included.
        seen: how many of the projects its result names.
        kb: size of the file that was written.
    """

    kind: str
    projects: int
    name: str
    role: str
    ms: float | None = None
    runs: int = 0
    peak_mb: float | None = None
    seen: int | None = None
    failure: str | None = None
    kb: float | None = None


class _Worker:
    """A contender's process, ready to run."""

    def __init__(self, contender: Contender, document: Path) -> None:
        self.contender = contender
        call = [sys.executable, "-m", "benchmarks.worker", contender.name, str(document)]
        self.process = subprocess.Popen(call, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.times: list[float] = []
        self.first: dict[str, Any] = {}
        self.failure: str | None = None

    def __enter__(self) -> _Worker:
        _line(self.process.stdout)
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.stdin and self.process.poll() is None:
            self.process.stdin.close()
        self.process.wait(timeout=30)

    def run(self) -> None:
        """One reading. The first is not timed unless it is so slow that it stays the only one."""
        if self.process.stdin is None:
            raise RuntimeError("a worker without input")
        try:
            self.process.stdin.write("run\n")
            self.process.stdin.flush()
        except OSError:
            raise RuntimeError("it broke off") from None
        answer = _line(self.process.stdout)
        if self.first:
            self.times.append(answer["ms"])
        else:
            self.first = answer
            if answer["ms"] > ONCE_ABOVE_MS:
                self.times.append(answer["ms"])

    def is_done(self) -> bool:
        return self.failure is not None or len(self.times) >= (1 if self.first["ms"] > ONCE_ABOVE_MS else ROUNDS)


def _line(stream: IO[str] | None) -> dict[str, Any]:
    line = stream.readline() if stream else ""
    if not line:
        raise RuntimeError("it broke off")
    answer: dict[str, Any] = json.loads(line)
    return answer


def measure(
    kind: str, projects: int, document: Path, before: Iterable[Measured], say: Callable[[str], None]
) -> list[Measured]:
    """Every contender of this format on this document; `before` are the results of smaller documents."""
    results: list[Measured] = []
    workers: list[_Worker] = []
    with ExitStack() as stack:
        for contender in CONTENDERS:
            if kind not in contender.kinds:
                continue
            blank = Measured(kind, projects, contender.name, contender.role)
            if not contender.is_there():
                say(f"{kind} {projects}: {contender.name} is not installed")
                continue
            reason = left_out(contender.name, kind, projects, before)
            if reason:
                results.append(blank._replace(failure=reason))
                continue
            worker = _Worker(contender, document)
            try:
                stack.enter_context(worker)
                worker.run()
                workers.append(worker)
            except RuntimeError as error:
                results.append(blank._replace(failure=str(error)))
            say(f"{kind} {projects}: {contender.name}")
        waiting = [worker for worker in workers if not worker.is_done()]
        while waiting:
            for worker in waiting:
                try:
                    worker.run()
                except RuntimeError as error:
                    worker.failure = str(error)
            waiting = [worker for worker in waiting if not worker.is_done()]
        results += [_result(worker, kind, projects) for worker in workers]
    order = [contender.name for contender in CONTENDERS]
    return sorted(results, key=lambda one: order.index(one.name))


def left_out(name: str, kind: str, projects: int, before: Iterable[Measured]) -> str | None:
    """Why it is not measured: the next smaller document tells that this one would take too long."""
    smaller = [one for one in before if (one.kind, one.name) == (kind, name) and one.projects < projects]
    nearest = max(smaller, key=lambda one: one.projects, default=None)
    if nearest is None:
        return None
    if nearest.ms is None:
        return nearest.failure
    expected = nearest.ms * projects / nearest.projects
    if expected <= LEFT_OUT_ABOVE_MS:
        return None
    return f"left out: about {expected / 1000:.0f} s expected"


def _result(worker: _Worker, kind: str, projects: int) -> Measured:
    name, role = worker.contender.name, worker.contender.role
    first = worker.first
    if worker.failure:
        return Measured(kind, projects, name, role, failure=worker.failure)
    median = statistics.median(worker.times)
    return Measured(kind, projects, name, role, median, len(worker.times), first["peak_mb"], first["seen"])


class Start(NamedTuple):
    """Milliseconds from call to exit, medians."""

    bare_ms: float
    version_ms: float


def measure_start(rounds: int = 21) -> Start:
    """`jixiao --version` against a Python that does nothing, in turn."""
    calls = {"bare": [sys.executable, "-c", "pass"], "version": [*jixiao_command(), "--version"]}
    times: dict[str, list[float]] = {"bare": [], "version": []}
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.perf_counter()
            subprocess.run(call, check=True, capture_output=True)
            times[name].append((time.perf_counter() - start) * 1000)
    return Start(statistics.median(times["bare"]), statistics.median(times["version"]))
