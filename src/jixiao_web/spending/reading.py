"""Reads a list of payments in a process of its own and writes its rows down plainly; tells how many, or why it cannot.

    python -m jixiao_web.spending.reading FROM TO NAME LANGUAGE

Knows nothing of Django. What it writes is UTF-8, comma-separated, a record for every row of the original, cells without
blanks around them, no longer than any column of ours: whoever reads it meets no file that somebody made.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import msgspec

MOST_COLUMNS, LONGEST_CELL = 200, 600


class Told(msgspec.Struct, frozen=True):
    """How many rows there are, or why the file cannot be read."""

    rows: int = 0
    error: str = ""


def written(source: Path, target: Path, name: str) -> Told:
    """Write the rows of a file down."""
    from jixiao import api
    from jixiao.api import JixiaoError

    rows = 0
    with target.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file)
        try:
            for row in api.table_rows(source, name):
                writer.writerow([cell[:LONGEST_CELL].replace("\0", "") for cell in row[:MOST_COLUMNS]])
                rows += 1
        except JixiaoError as error:
            return Told(error=str(error))
    return Told(rows)


def main() -> int:
    """Read a file."""
    from jixiao.api import set_language
    from jixiao_web.filings.reading import bound_memory

    bound_memory()
    source, target, name, language = sys.argv[1:5]
    set_language("en" if language == "en" else "zh")
    sys.stdout.buffer.write(msgspec.json.encode(written(Path(source), Path(target), name)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
