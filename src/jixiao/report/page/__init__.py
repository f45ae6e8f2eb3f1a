"""A check's report as one HTML file: the document's own text and tables with the findings beside them.

Opens by double-click, asks nothing of any network, prints, and works without scripts; those only fold and filter.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterator, Sequence

from jixiao.checks import Report
from jixiao.documents import Blocks
from jixiao.language import language, text
from jixiao.model import Document
from jixiao.report.findings import total_words
from jixiao.report.page.markup import Html, escaped
from jixiao.report.page.sheet import sheet

Sheet = tuple[str, Report, Document, Blocks]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"


def page(sheets: Sequence[Sheet], unreadable: Sequence[str] = ()) -> str:
    """The whole file for one or several checked documents.

    Args:
        sheets: name, report, document and blocks of each.
        unreadable: a sentence for each file of the same call that could not be read.
    """
    return "".join(_parts(sheets, unreadable))


def _parts(sheets: Sequence[Sheet], unreadable: Sequence[str]) -> Iterator[Html]:
    title = escaped(sheets[0][0] if len(sheets) == 1 else text("page.many", count=len(sheets)))
    yield f'<!doctype html>\n<html lang="{"zh-CN" if language() == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield f"<title>{escaped(text('page.title'))} · {title}</title>\n<style>\n{_source('page.css')}</style>\n</head>\n"
    yield "<body>\n"
    if len(sheets) > 1 or unreadable:
        yield from _contents(sheets, unreadable)
    for number, (name, report, document, blocks) in enumerate(sheets, 1):
        yield from sheet(number, name, report, document, blocks)
    yield f"<footer>{escaped(text('page.footer'))}</footer>\n"
    yield f"<script>\n{_source('page.js')}</script>\n</body>\n</html>\n"


def _contents(sheets: Sequence[Sheet], unreadable: Sequence[str]) -> Iterator[Html]:
    yield f'<nav class="files" aria-label="{escaped(text("page.files"))}">\n'
    total = total_words([report.summary for _, report, _, _ in sheets], len(unreadable))
    yield f"<h1>{escaped(text('page.title'))}</h1>\n<p>{escaped(total)}</p>\n<ol>\n"
    for number, (name, report, _, _) in enumerate(sheets, 1):
        counts = escaped(text("page.counts", **{level: getattr(report.summary, level) for level in LEVEL_NAMES}))
        gravest = next((level for level in LEVEL_NAMES if getattr(report.summary, level)), "none")
        yield f'<li class="{gravest}"><a href="#d{number}">{escaped(name)}</a> <span>{counts}</span></li>\n'
    yield "</ol>\n"
    yield from (f'<p class="alarm">{escaped(words)}</p>\n' for words in unreadable)
    yield "</nav>\n"


LEVEL_NAMES = ("error", "warning", "hint")


def _source(name: str) -> str:
    return importlib.resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
