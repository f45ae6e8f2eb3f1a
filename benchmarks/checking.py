"""Checking against reading: the sample, then 5, 50 and 500 projects; and the slowest rules.

Both are timed in turn in one process, so that the ratio does not depend on the machine. `python -m benchmarks.checking`
prints the section alone.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import corpus
from jixiao import api
from jixiao.checks import Dossier, all_rules, run
from jixiao.documents import read_blocks
from jixiao.documents.traits import traits_of
from jixiao.forms.assemble import assemble
from jixiao.forms.reader import read_draft

ROUNDS = 9
SLOWEST = 10
SAMPLE = corpus.ROOT.parent / "shared/samples/gushu-2025.txt"


class Timing(NamedTuple):
    """Medians of one document, milliseconds; `rules` by id."""

    name: str
    projects: int
    read_ms: float
    check_ms: float
    rules: dict[str, float]


def timings(sizes: tuple[int, ...] = (5, 50, 500)) -> list[Timing]:
    """The sample first, then the benchmark's own Word files."""
    documents = [("the sample", SAMPLE)] + [(f"docx, {size}", corpus.document("docx", size)) for size in sizes]
    return [_timing(name, path) for name, path in documents]


def _timing(name: str, path: Path) -> Timing:
    data = path.read_bytes()
    blocks = read_blocks(data, path.name)
    document = assemble(read_draft(blocks))
    law, rules = api.law_of(document), list(all_rules().values())

    def dossier() -> Dossier:
        return Dossier(document, law, blocks=blocks, traits=lambda: traits_of(data, path.name))

    rounds = ROUNDS if len(document.projects) < 100 else 3
    read, check = [], []
    for _ in range(rounds):
        read.append(_milliseconds(lambda: api.read_bytes(data, path.name)))
        check.append(_milliseconds(lambda: run(dossier(), rules)))
    ready = dossier()
    run(ready, rules)
    own = {
        rule.id: statistics.median(_milliseconds(lambda rule=rule: run(ready, [rule])) for _ in range(rounds))
        for rule in rules
    }
    return Timing(name, len(document.projects), statistics.median(read), statistics.median(check), own)


def _milliseconds(work: Callable[[], object]) -> float:
    """How long it takes, without the search for cycles, which `jixiao.api` puts to rest for both."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        work()
        return (time.perf_counter() - start) * 1000
    finally:
        gc.enable()


def lines(measured: list[Timing]) -> Iterator[str]:
    """The section of the benchmark's page."""
    yield "## Checking\n\nAll rules on a document already read; reach: at most half of the reading of the sample.\n"
    yield "| document | projects | reading ms | checking ms | ratio | checking, ms a project |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for one in measured:
        yield (
            f"| {one.name} | {one.projects} | {one.read_ms:.1f} | {one.check_ms:.1f} "
            f"| {one.check_ms / one.read_ms:.2f} | {one.check_ms / one.projects:.2f} |"
        )
    largest = measured[-1]
    yield f"\nThe slowest rules at {largest.projects} projects (everything that rules share is worked out before):\n"
    yield "| rule | ms | ms in the sample |\n| --- | ---: | ---: |"
    for rule_id, ms in sorted(largest.rules.items(), key=lambda entry: -entry[1])[:SLOWEST]:
        yield f"| {rule_id} | {ms:.1f} | {measured[0].rules[rule_id]:.2f} |"


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines(timings())) + "\n")
