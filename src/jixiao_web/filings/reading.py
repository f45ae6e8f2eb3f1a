"""Reads one file in a process of its own: bytes on standard input, one JSON object on standard output.

    python -m jixiao_web.filings.reading NAME LANGUAGE

Knows nothing of Django: whatever a file does to this process, the server goes on. The memory that it may take is
bounded where the system can bound it; its time is bounded by `intake.py`, which started it.
"""

from __future__ import annotations

import sys

import msgspec

MEMORY_BYTES = 2 * 2**30


class Line(msgspec.Struct, frozen=True):
    """A paragraph or cell of the original: its place as `table, row, column, line, page`, and its words."""

    place: tuple[int | None, ...]
    text: str


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a file: the document as JSON text, and the original's lines; or why it cannot be read."""

    document: str = ""
    lines: tuple[Line, ...] = ()
    error: str = ""


def read(data: bytes, name: str) -> Read:
    """Read a file's content."""
    from jixiao import api
    from jixiao.api import JixiaoError

    try:
        document, lines = api.read_beside(data, name)
    except JixiaoError as error:
        return Read(error=str(error))
    told = tuple(Line((at.table, at.row, at.column, at.line, at.page), line.text) for line in lines for at in [line.at])
    return Read(document=msgspec.json.encode(document).decode(), lines=told)


def bound_memory() -> None:
    """Let this process take no more memory than a file deserves."""
    try:
        import resource
    except ImportError:  # Windows has no such bound
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def main() -> int:
    """Read standard input."""
    from jixiao.api import set_language

    bound_memory()
    name, language = sys.argv[1:3]
    set_language("en" if language == "en" else "zh")
    sys.stdout.buffer.write(msgspec.json.encode(read(sys.stdin.buffer.read(), name)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
