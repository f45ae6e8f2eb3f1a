"""What the reader set out to reach, judged on one run's results. Ratios only: absolute times are the machine's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from benchmarks.measure import Measured, Start

MODEL, BLOCKS, COMMAND = "jixiao model", "jixiao blocks", "jixiao read --json"
FLOORS = {"docx": "lxml parse", "pdf": "pdfium text", "xlsx": "calamine rows", "html": "selectolax text"}


class Goal(NamedTuple):
    """A goal, its bound, and what this run gives at each size (project count, ratio)."""

    words: str
    bound: float
    at_most: bool
    found: tuple[tuple[str, float], ...]

    def holds(self, value: float) -> bool:
        """Whether a value keeps to the bound."""
        return value <= self.bound if self.at_most else value >= self.bound


class Results:
    """The results of a run, looked up by format, size and name."""

    def __init__(self, measured: Sequence[Measured]) -> None:
        self.measured = measured
        self._by_key = {(one.kind, one.projects, one.name): one for one in measured}

    def get(self, kind: str, projects: int, name: str) -> Measured | None:
        return self._by_key.get((kind, projects, name))

    def sizes(self) -> list[int]:
        return sorted({one.projects for one in self.measured})

    def kinds(self) -> list[str]:
        return list(dict.fromkeys(one.kind for one in self.measured))

    def ratio(self, kind: str, projects: int, above: str, below: str) -> float | None:
        """Time of `above` as a multiple of the time of `below`."""
        upper, lower = self.get(kind, projects, above), self.get(kind, projects, below)
        return upper.ms / lower.ms if upper and lower and upper.ms and lower.ms else None

    def ratios(self, kind: str, above: str, below: str) -> tuple[tuple[str, float], ...]:
        """The ratio at every size that has both."""
        found = ((size, self.ratio(kind, size, above, below)) for size in self.sizes())
        return tuple((str(size), ratio) for size, ratio in found if ratio is not None)


def goals(results: Results, start: Start) -> list[Goal]:
    """All goals of the issue's section Speed."""
    ratio = results.ratios
    cells, rows = "python-docx, table.cell", "python-docx, row.cells"
    return [
        Goal("docx: file to model, × lxml's parse", 2, True, ratio("docx", MODEL, "lxml parse")),
        Goal("docx: ahead of kreuzberg (aim)", 1, False, ratio("docx", "kreuzberg", MODEL)),
        Goal("docx: × faster than python-docx by table.cell", 10, False, ratio("docx", cells, MODEL)),
        Goal("docx: × faster than python-docx by row.cells", 10, False, ratio("docx", rows, MODEL)),
        Goal("pdf: file to model, × pdfium's text", 4.5, True, ratio("pdf", MODEL, "pdfium text")),
        Goal("pdf: × faster than pdfplumber's tables", 10, False, ratio("pdf", "pdfplumber", MODEL)),
        Goal("doc: × faster than LibreOffice, its start included", 100, False, ratio("doc", "LibreOffice", MODEL)),
        *growth(results, dict.fromkeys(results.kinds(), MODEL)),
        Goal("docx: peak memory, MB, largest size", 150, True, tuple(_memory(results))),
        Goal("jixiao --version, × a bare Python", 3, True, (("start", start.version_ms / start.bare_ms),)),
    ]


def growth(results: Results, names: Mapping[str, str]) -> Iterator[Goal]:
    """Time a project of the largest size against that of the smallest, of one contender a format."""
    sizes = results.sizes()
    for kind, name in names.items():
        first, last = results.get(kind, sizes[0], name), results.get(kind, sizes[-1], name)
        if first and last and first.ms and last.ms and sizes[0] < sizes[-1]:
            found = (last.ms / last.projects) / (first.ms / first.projects)
            words = f"{kind}: time a project, {sizes[-1]} against {sizes[0]} projects"
            yield Goal(words, 1.3, True, ((f"{sizes[0]}→{sizes[-1]}", found),))


def _memory(results: Results) -> Iterator[tuple[str, float]]:
    largest = results.sizes()[-1]
    for name in (MODEL, COMMAND):
        one = results.get("docx", largest, name)
        if one and one.peak_mb:
            yield f"{name}, {largest}", one.peak_mb
