"""`python -m benchmarks [--sizes 5,50,500] [--kinds docx,pdf] [--write]`: measure, print the page, keep it."""

from __future__ import annotations

import argparse
import os
import sys

from benchmarks import checking, corpus
from benchmarks.goals import Results
from benchmarks.measure import Measured, measure, measure_start
from benchmarks.report import page

PAGE = corpus.ROOT / "docs/reference/benchmark.md"


def main() -> None:
    """Measure format by format, small documents first."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="5,50,500", help="numbers of projects")
    parser.add_argument("--kinds", default=",".join(corpus.FORMATS), help="formats")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(corpus.ROOT)} as well")
    options = parser.parse_args()
    sizes = sorted(int(size) for size in options.sizes.split(","))
    measured: list[Measured] = []
    for kind in options.kinds.split(","):
        for size in sizes:
            try:
                document = corpus.document(kind, size)
            except RuntimeError as error:
                _say(f"{kind}: {error}")
                break
            measured += measure(kind, size, document, measured, _say)
    start = measure_start()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    checks = "\n".join(checking.lines(checking.timings(tuple(sizes))))
    text = f"{page(Results(measured), start, load)}\n{checks}\n"
    if options.write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(text)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
