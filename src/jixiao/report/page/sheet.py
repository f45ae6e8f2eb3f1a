"""One document of the page: its heading and summary, the list of findings, the text with the cards beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import UNSET

from jixiao.checks import Finding, Report
from jixiao.documents import Blocks
from jixiao.documents.blocks import Paragraph
from jixiao.language import text
from jixiao.model import Document, Place
from jixiao.model.place import Key
from jixiao.report.excerpt import Lines
from jixiao.report.findings import MOST_NOT_CHECKED, clean_words, more_not_checked, profile_name
from jixiao.report.page.card import card, level_name
from jixiao.report.page.markup import GRAVEST, Html, Mark, escaped
from jixiao.report.page.paper import paragraph, table
from jixiao.report.rulebook import family_name


def sheet(number: int, name: str, report: Report, document: Document, blocks: Blocks) -> Iterator[Html]:
    """A document's section of the page."""
    lines = Lines(blocks)
    order = _in_document_order(report.findings, lines)
    yield f'<article id="d{number}">\n'
    yield from _heading(name, report, document)
    yield from _not_checked(report, lines)
    yield from _filters(order)
    yield from _list(number, order, lines) if order else _clean(report)
    yield from _text(number, order, blocks, lines)
    yield from _rules(report)
    yield "</article>\n"


def _in_document_order(findings: Sequence[Finding], lines: Lines) -> list[Finding]:
    """The findings as one meets them while reading; those of no place first."""
    nowhere = (-1, -1)
    return sorted(findings, key=lambda f: (lines.position(f.at) or nowhere, GRAVEST.index(f.level), f.rule))


def _heading(name: str, report: Report, document: Document) -> Iterator[Html]:
    summary = report.summary
    year = "" if document.year is None else text("tree.year", year=document.year)
    unit = document.unit.name or text("tree.no_unit")
    kind = text(f"tree.kind.{document.kind}")
    if document.period is not UNSET:
        kind = text("tree.period", kind=kind, period=document.period)
    yield f'<header>\n<p class="file">{escaped(name)}</p>\n<h2>{escaped(unit)}</h2>\n'
    yield f'<p class="kind">{escaped(year + kind)}</p>\n<ul class="counts">\n'
    for level in GRAVEST:
        count = getattr(summary, level)
        yield f'<li class="{level}"><b>{count}</b> {escaped(level_name(level))}</li>\n'
    yield f'<li class="open"><b>{summary.not_checked}</b> {escaped(text("page.not_checked"))}</li>\n</ul>\n'
    by = text("page.by", profile=profile_name(summary.profile), passed=summary.passed, skipped=summary.not_applicable)
    yield f'<p class="by">{escaped(by)}</p>\n'
    if not summary.complete:
        yield f'<p class="alarm">{escaped(text("page.incomplete"))}</p>\n'
    yield "</header>\n"


def _not_checked(report: Report, lines: Lines) -> Iterator[Html]:
    entries = report.not_checked
    if not entries:
        return
    yield f'<section class="unread">\n<h3>{escaped(text("report.not_checked", count=len(entries)))}</h3>\n<ul>\n'
    for entry in entries[:MOST_NOT_CHECKED]:
        reason = text(f"tree.unread.{entry.reason}")
        yield f"<li><b>{escaped(lines.where(entry.at))}</b> {escaped(reason)} <q>{escaped(entry.text)}</q></li>\n"
    yield from (f"<li>{escaped(words)}</li>\n" for words in more_not_checked(report))
    yield "</ul>\n</section>\n"


def _filters(findings: Sequence[Finding]) -> Iterator[Html]:
    if not findings:
        return
    families = Counter(finding.rule[:3] for finding in findings)
    yield f'<div class="filters" role="group" aria-label="{escaped(text("page.filter"))}">\n'
    for level in GRAVEST:
        if any(finding.level == level for finding in findings):
            name = escaped(level_name(level))
            yield f'<button type="button" data-level="{level}" aria-pressed="true">{name}</button>\n'
    yield f'<label>{escaped(text("page.family"))} <select>\n<option value="">{escaped(text("page.all"))}</option>\n'
    for family, count in families.items():
        words = f"{family} {family_name(family)} ({count})"
        yield f'<option value="{family}">{escaped(words)}</option>\n'
    unfold = escaped(text("page.unfold"))
    yield f'</select></label>\n<button type="button" data-fold aria-pressed="false">{unfold}</button>\n</div>\n'


def _list(sheet_number: int, findings: Sequence[Finding], lines: Lines) -> Iterator[Html]:
    yield f'<details class="list">\n<summary>{escaped(text("page.list", count=len(findings)))}</summary>\n<ol>\n'
    numbered = sorted(enumerate(findings, 1), key=lambda entry: (GRAVEST.index(entry[1].level), entry[0]))
    for number, finding in numbered:
        data = f'data-level="{finding.level}" data-family="{finding.rule[:3]}"'
        link = f'<a href="#f{sheet_number}-{number}">{escaped(finding.message)}</a>'
        where = f"<span>{escaped(lines.where(finding.at))}</span>"
        yield f'<li value="{number}" class="{finding.level}" {data}>{link} {where}</li>\n'
    yield "</ol>\n</details>\n"


def _clean(report: Report) -> Iterator[Html]:
    style = "clean" if report.summary.passed else "alarm"
    yield f'<p class="{style}">{escaped(clean_words(report))}</p>\n'


def _text(sheet_number: int, findings: Sequence[Finding], blocks: Blocks, lines: Lines) -> Iterator[Html]:
    marks = _marks(sheet_number, findings)
    cards: dict[int, list[Html]] = defaultdict(list)
    for number, finding in enumerate(findings, 1):
        block, _ = lines.position(finding.at) or (-1, -1)
        cards[block].append(card(sheet_number, number, finding, lines))
    yield '<section class="paper">\n'
    if cards[-1]:
        heading = f"<h3>{escaped(text('page.whole'))}</h3>"
        yield f'<div class="row whole">{heading}<aside>{"".join(cards[-1])}</aside></div>\n'
    for position, item in enumerate(blocks.items):
        body = paragraph(item, marks) if isinstance(item, Paragraph) else table(item, marks)
        if body:
            beside = f"<aside>{''.join(cards[position])}</aside>" if cards[position] else ""
            yield f'<div class="row"><div class="block">{body}</div>{beside}</div>\n'
    yield "</section>\n"


def _marks(sheet_number: int, findings: Sequence[Finding]) -> dict[Key, list[tuple[Place, str | None, Mark]]]:
    """What is marked in each paragraph or cell: the place, the very words, the mark without its bounds."""
    found: dict[Key, list[tuple[Place, str | None, Mark]]] = defaultdict(list)
    for number, finding in enumerate(findings, 1):
        for spot in finding.members or (finding,):
            found[spot.at.key].append((spot.at, spot.found, Mark(0, 0, number, finding.level, sheet_number)))
    return found


def _rules(report: Report) -> Iterator[Html]:
    if not report.not_applicable:
        return
    heading = escaped(text("page.skipped", count=len(report.not_applicable)))
    yield f'<details class="skipped">\n<summary>{heading}</summary>\n<ul>\n'
    by_reason: dict[str, list[str]] = defaultdict(list)
    for entry in report.not_applicable:
        by_reason[entry.reason].append(entry.rule)
    for reason, rules in by_reason.items():
        yield f"<li>{escaped(reason)}：<span>{escaped('、'.join(rules))}</span></li>\n"
    yield "</ul>\n</details>\n"
