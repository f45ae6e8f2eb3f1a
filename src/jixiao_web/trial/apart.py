"""Reads and checks one file in a process of its own: bytes on standard input, one JSON object on standard output.

    python -m jixiao_web.trial.apart NAME LANGUAGE

Bounded as `filings/reading.py`. Checking is done here too: a file may be as hard to check as to read.
"""

from __future__ import annotations

import sys

import msgspec

from jixiao_web.filings.reading import Line, bound_memory


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a file: document, report and lines as JSON text, the page; or why nothing could be read."""

    document: str = ""
    report: str = ""
    page: str = ""
    lines: str = ""
    error: str = ""


def tried(data: bytes, name: str) -> Tried:
    """Read and check a file's content."""
    from jixiao import api
    from jixiao.errors import JixiaoError

    checker = api.Checker()
    try:
        if api.schema_in(data) is None:
            checked = checker.check_bytes(data, name)
            document = checked.document
        else:
            document = api.load(data, name)
            checked = checker.check_document(document)
        page = api.findings_page(name, checked)
    except JixiaoError as error:
        return Tried(error=str(error))
    lines = [
        Line((at.table, at.row, at.column, at.line, at.page), line.text)
        for line in api.text_lines(checked.blocks)
        for at in [line.at]
    ]
    return Tried(
        document=msgspec.json.encode(document).decode(),
        report=msgspec.json.encode(msgspec.structs.replace(checked.report, file=name)).decode(),
        page=page,
        lines=msgspec.json.encode(lines).decode(),
    )


def main() -> int:
    """Read standard input."""
    from jixiao.language import set_language

    bound_memory()
    name, language = sys.argv[1:3]
    set_language("en" if language == "en" else "zh")
    sys.stdout.buffer.write(msgspec.json.encode(tried(sys.stdin.buffer.read(), name)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
