"""`python -m benchmarks [--sizes 5,50,500] [--kinds docx,pdf] [--parts writing] [--write]`: measure, print, keep."""

from __future__ import annotations

import argparse
import os
import re
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence

from benchmarks import checking, corpus, web, web_page, writing
from benchmarks.goals import Results
from benchmarks.measure import Measured, measure, measure_start
from benchmarks.report import page

PAGE = corpus.ROOT / "docs/reference/benchmark.md"
_PART = re.compile(r"^<!-- part: (\w+) -->\n", re.MULTILINE)


def main() -> None:
    """Measure part by part; parts that are not asked for stay on the page as they are."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="5,50,500", help="numbers of projects")
    parser.add_argument("--kinds", default=",".join(corpus.FORMATS), help="formats that are read")
    parser.add_argument("--parts", default=",".join(PARTS), help="parts of the page")
    parser.add_argument("--engines", default="sqlite,postgresql", help="databases of the part web")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the part web's county, 1 is 3,000 units")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(corpus.ROOT)} as well")
    options = parser.parse_args()
    sizes = sorted(int(size) for size in options.sizes.split(","))
    fresh = {part: PARTS[part](options, sizes) for part in options.parts.split(",")}
    if options.write:
        old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(renewed(old, fresh), encoding="utf-8", newline="\n")
    sys.stdout.write("\n".join(fresh.values()))


def renewed(old: str, fresh: Mapping[str, str]) -> str:
    """The page with some parts anew. The first part has no mark: the page begins with it."""
    first, *rest = _PART.split(old)
    known = {"reading": first, **dict(zip(rest[::2], rest[1::2], strict=True))}
    parts = {part: (fresh.get(part) or known.get(part, "")).rstrip("\n") for part in PARTS}
    marked = (
        words if part == "reading" else f"<!-- part: {part} -->\n{words}" for part, words in parts.items() if words
    )
    return "\n\n".join(marked) + "\n"


def _reading(options: Namespace, sizes: Sequence[int]) -> str:
    """Format by format, small documents first."""
    measured: list[Measured] = []
    for kind in options.kinds.split(","):
        for size in sizes:
            try:
                document = corpus.document(kind, size)
            except RuntimeError as error:
                _say(f"{kind}: {error}")
                break
            measured += measure(kind, size, document, measured, _say)
    return page(Results(measured), measure_start(), _load())


def _checking(_: Namespace, sizes: Sequence[int]) -> str:
    return "\n".join(checking.lines(checking.timings(tuple(sizes)))) + "\n"


def _writing(_: Namespace, sizes: Sequence[int]) -> str:
    return writing.section(writing.measured(sizes, _say), _load())


def _web(options: Namespace, _: Sequence[int]) -> str:
    runs = [web.measured_on(engine, options.scale, web.ROUNDS, _say) for engine in options.engines.split(",")]
    return web_page.section(runs, _load())


def _spending(options: Namespace, _: Sequence[int]) -> str:
    """Imports on every engine; needs what the part web needs."""
    from benchmarks import spending

    runs = [spending.measured_on(engine, options.scale, _say) for engine in options.engines.split(",")]
    return spending.section(runs, _load())


PARTS: dict[str, Callable[[Namespace, Sequence[int]], str]] = {
    "reading": _reading,
    "checking": _checking,
    "writing": _writing,
    "web": _web,
    "spending": _spending,
}


def _load() -> float | None:
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
