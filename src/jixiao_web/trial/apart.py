"""Reads and checks one file in a process of its own: bytes on standard input, one JSON object on standard output.

    python -m jixiao_web.trial.apart NAME LANGUAGE

Bounded as `filings/reading.py`. Checking is done here too: a file may be as hard to check as to read.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import msgspec

from jixiao_web.filings.reading import Line, bound_memory

if TYPE_CHECKING:
    from jixiao import api


ENOUGH_SECONDS = 15
"""Checking that takes longer is not done again for the other language: it would not end within the bounds."""


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a file: document, report and lines as JSON text, the page; or why nothing could be read.

    Attributes:
        report_other, page_other: the same in the other language; empty where telling it took too long.
    """

    document: str = ""
    report: str = ""
    page: str = ""
    report_other: str = ""
    page_other: str = ""
    lines: str = ""
    error: str = ""


def tried(data: bytes, name: str) -> Tried:
    """Read and check a file's content."""
    from jixiao import api
    from jixiao.api import LANGUAGES, JixiaoError, language, set_language

    begun, own = time.monotonic(), language()
    try:
        checked = _checked(data, name)
        report, page = _told(checked, name)
        report_other = page_other = ""
        if time.monotonic() - begun < ENOUGH_SECONDS:
            set_language(next(each for each in LANGUAGES if each != own))
            report_other, page_other = _told(_checked(data, name), name)
    except JixiaoError as error:
        return Tried(error=str(error))
    finally:
        set_language(own)
    lines = [
        Line((at.table, at.row, at.column, at.line, at.page), line.text)
        for line in api.text_lines(checked.blocks)
        for at in [line.at]
    ]
    return Tried(
        document=msgspec.json.encode(checked.document).decode(),
        report=report,
        page=page,
        report_other=report_other,
        page_other=page_other,
        lines=msgspec.json.encode(lines).decode(),
    )


def _checked(data: bytes, name: str) -> api.Checked:
    from jixiao import api

    if api.schema_in(data) is None:
        return api.Checker().check_bytes(data, name)
    return api.Checker().check_document(api.load(data, name))


def _told(checked: api.Checked, name: str) -> tuple[str, str]:
    """The report as JSON text and as a page, in the language in force."""
    from jixiao import api

    report = msgspec.json.encode(msgspec.structs.replace(checked.report, file=name)).decode()
    return report, api.findings_page(name, checked)


def main() -> int:
    """Read standard input."""
    from jixiao.api import set_language

    bound_memory()
    name, language = sys.argv[1:3]
    set_language("en" if language == "en" else "zh")
    sys.stdout.buffer.write(msgspec.json.encode(tried(sys.stdin.buffer.read(), name)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
