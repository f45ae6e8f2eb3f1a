"""Precision and recall of fields against what a person read: `python -m benchmarks.quality`.

A field is a value that is there (null and empty are not counted), known by its path; indicators are paired by name
within their project first, so that one lost row does not count every later row as wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.compare import as_json, content, differences
from benchmarks.corpus import ROOT
from jixiao import api

EXPECTED = ROOT / "tests/expected"
SAMPLES = ROOT.parent / "shared/samples"
Models = dict[str, tuple[dict[str, Any], dict[str, Any]]]
_COUNTED_NOWHERE = frozenset(("ordinal", "schema", "unread", "doubts"))


class Score(NamedTuple):
    """How many fields (and indicators) a person read, the reader gave, and are the same in both."""

    expected: int = 0
    found: int = 0
    right: int = 0
    indicators_expected: int = 0
    indicators_found: int = 0
    indicators_right: int = 0

    def plus(self, other: Score) -> Score:
        return Score(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def documents() -> Iterator[tuple[Path, Path]]:
    """Source and expected model of every layout, then of the whole sample."""
    for expected in sorted((EXPECTED / "layouts").glob("*.json")):
        yield SAMPLES / "layouts" / f"{expected.stem}.txt", expected
    yield SAMPLES / "gushu-2025.txt", EXPECTED / "gushu-2025.json"


def fields(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that is there, with its path; an indicator's path has its name instead of its number."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _COUNTED_NOWHERE:
                yield from fields(inner, f"{path}.{key}")
    elif isinstance(value, list):
        seen: Counter[str] = Counter()
        for index, inner in enumerate(value):
            key = str(index)
            if path.endswith("indicators"):
                name = str(inner["name"])
                key = f"{name}#{seen[name]}"
                seen[name] += 1
            yield from fields(inner, f"{path}[{key}]")
    elif value not in (None, ""):
        yield path, value


def ledger(model: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Entries of `unread` and `doubts`: an entry is one field, wherever it stands in its list."""
    for entry in model.get("unread", []):
        yield f"unread: {entry['reason']} {entry['text']}", True
    for entry in model.get("doubts", []):
        yield f"doubts: {entry['subject']} {entry['reason']}", True


def score(found: dict[str, Any], expected: dict[str, Any]) -> Score:
    """Compare two models, both without places."""
    sides = [Counter((*fields(model), *ledger(model))) for model in (found, expected)]
    rows = [_indicators(side) for side in sides]
    both = [rows[0][name] == fields_of for name, fields_of in rows[1].items() if name in rows[0]]
    return Score(
        sides[1].total(), sides[0].total(), (sides[0] & sides[1]).total(), len(rows[1]), len(rows[0]), sum(both)
    )


def _indicators(side: Counter[tuple[str, Any]]) -> dict[str, set[tuple[str, Any]]]:
    """The fields of each indicator, by the indicator's path."""
    found: dict[str, set[tuple[str, Any]]] = {}
    for path, value in side:
        head, mark, tail = path.rpartition("indicators[")
        if mark:
            name, _, field = tail.partition("].")
            found.setdefault(f"{head}{name}", set()).add((field, value))
    return found


def main() -> None:
    """Print a row a document, the sum of the layouts, and the sum of all; or each difference by its path."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--differences", action="store_true", help="print each difference instead of the table")
    models = {
        wanted.stem: (content(as_json(api.read(source))), content(json.loads(wanted.read_text(encoding="utf-8"))))
        for source, wanted in documents()
    }
    show = _differences if parser.parse_args().differences else _table
    sys.stdout.write("\n".join(show(models)) + "\n")


def _differences(models: Models) -> Iterator[str]:
    for name, (found, expected) in models.items():
        yield f"[{name}]"
        for path, words in differences(found, expected).items():
            yield f"{json.dumps(path, ensure_ascii=False)} = {json.dumps(words, ensure_ascii=False)}"


def _table(models: Models) -> Iterator[str]:
    scores = {name: score(found, expected) for name, (found, expected) in models.items()}
    yield "| document | fields | found | right | precision | recall | indicators whole |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for name, one in scores.items():
        yield _row(name, one)
    *layouts, sample = scores.values()
    of_layouts = reduce(Score.plus, layouts)
    yield _row("**the layouts**", of_layouts)
    yield _row("**all**", of_layouts.plus(sample))


def _row(name: str, one: Score) -> str:
    precision, recall = _percent(one.right, one.found), _percent(one.right, one.expected)
    whole = f"{one.indicators_right} of {one.indicators_expected}"
    return f"| {name} | {one.expected} | {one.found} | {one.right} | {precision} | {recall} | {whole} |"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


if __name__ == "__main__":
    main()
