"""A check's report as text for the terminal: what was not checked on top, findings by gravity, the summary below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from jixiao.checks import Finding, Report
from jixiao.checks.finding import Cited, Member, Summary
from jixiao.language import Words, text
from jixiao.law import profile
from jixiao.model import Document, Place
from jixiao.report.excerpt import Lines, excerpt
from jixiao.report.node import Canvas, Style, draw
from jixiao.report.tree import title_lines
from jixiao.report.tree_ledger import unread_node
from jixiao.report.width import clean, display_width, wrap
from jixiao.report.words import subject

CRASH = "SYS01"
MOST_PLACES = 4
"""Places of one finding that the text names; the remainder is counted."""

MOST_NOT_CHECKED = 20
"""Places that could not be read, as they are named on top; the remainder is counted."""

LEVEL_STYLES: dict[str, Style] = {"error": "bad", "warning": "doubtful", "hint": "value"}
_INDENT = "   "


def report_lines(report: Report, document: Document, lines: Lines, canvas: Canvas) -> Iterator[str]:
    """The lines of one file's report; `lines` gives the whole line that a place lies in."""
    yield from title_lines(document, canvas)
    if report.not_checked:
        yield ""
        yield canvas.paint(text("report.not_checked", count=len(report.not_checked)), "bad")
        yield from draw([unread_node(entry, lines.where) for entry in report.not_checked[:MOST_NOT_CHECKED]], canvas)
        yield from (canvas.paint(line, "bad") for line in more_not_checked(report))
    for finding in report.findings:
        yield ""
        yield from _finding(finding, lines, canvas)
    yield ""
    yield from _summary(report, canvas)


def more_not_checked(report: Report) -> Iterator[str]:
    """How many places more could not be read than are named."""
    more = len(report.not_checked) - MOST_NOT_CHECKED
    if more > 0:
        yield text("report.more_not_checked", count=more)


def _finding(finding: Finding, whole: Lines, canvas: Canvas) -> Iterator[str]:
    style = LEVEL_STYLES[finding.level]
    level = text(f"report.level.{finding.level}")
    head = f"{level}  {finding.rule}  "
    lines = wrap(clean(finding.title), canvas.width - display_width(head))
    yield canvas.paint(level, style) + canvas.paint(f"  {finding.rule}  ", "faint") + canvas.paint(lines[0], "strong")
    yield from (canvas.paint(_INDENT + line, "strong") for line in lines[1:])
    yield from _places(finding, whole, canvas)
    yield from _paragraph("", finding.message, "plain", canvas)
    if finding.rule == CRASH:
        yield from _paragraph(text("report.detail"), finding.found or "", "faint", canvas)
    yield from _paragraph(text("report.mend"), finding.hint, "plain", canvas)
    if finding.citations:
        yield from _paragraph(text("report.law"), _law(finding), "faint", canvas)
    if finding.doubtful:
        yield from _paragraph("", text("report.doubtful"), "faint", canvas)


def _places(finding: Finding, whole: Lines, canvas: Canvas) -> Iterator[str]:
    shown = {(member.subject, member.at, _marked(member)): member for member in finding.members or (finding,)}
    members = [*shown.values()]
    for member in members[:MOST_PLACES]:
        where = _where(member.subject, whole.where(member.at))
        if where:
            yield from (canvas.paint(line, "faint") for line in _indented(where, canvas))
        if member.at.quote:
            yield from _quoted(whole, member.at, member.found, LEVEL_STYLES[finding.level], canvas)
    if len(members) > MOST_PLACES:
        yield canvas.paint(_INDENT + text("report.more_places", count=len(members) - MOST_PLACES), "faint")


def _marked(member: Finding | Member) -> str | None:
    """The words that the marker stands under; None where they are not among those of the place."""
    return member.found if member.found and member.found in member.at.quote else None


def _where(path: str | None, where: str) -> str:
    words = subject(path) if path else ""
    return text("tree.subject_at", subject=words, place=where) if words and where else words or where


def _quoted(whole: Lines, at: Place, found: str | None, style: Style, canvas: Canvas) -> Iterator[str]:
    guide = _INDENT + "│ "
    shown = excerpt(whole.of(at), at.quote, found, canvas.width - display_width(guide))
    painted = shown.before + canvas.paint(shown.words, style) + shown.after
    yield canvas.paint(guide, "faint") + painted
    if shown.words:
        yield canvas.paint(guide, "faint") + canvas.paint(shown.marker(), style)


def _law(finding: Finding) -> str:
    return text("report.between").join(map(citation_words, finding.citations))


def citation_words(cited: Cited) -> str:
    """An act and its clause in words; says so where nobody has compared it with the published text."""
    return cited.name if cited.verified else text("report.unverified", name=cited.name)


def _paragraph(label: str, words: str, style: Style, canvas: Canvas) -> Iterator[str]:
    if words:
        yield from (canvas.paint(line, style) for line in _indented(label + words, canvas))


def _indented(words: str, canvas: Canvas) -> Iterator[str]:
    return (_INDENT + line for line in wrap(clean(words), canvas.width - len(_INDENT)))


def _summary(report: Report, canvas: Canvas) -> Iterator[str]:
    summary = report.summary
    yield canvas.paint("─" * canvas.width, "faint")
    counts = msgspec.structs.asdict(summary) | {
        "findings": len(report.findings) + summary.omitted,
        "profile": profile_name(summary.profile),
    }
    if report.findings:
        yield canvas.paint(text("report.summary.found", **counts), "strong")
    else:
        yield canvas.paint(clean_words(report), "strong")
    yield from wrap(text("report.summary.rules", **counts), canvas.width)
    if summary.omitted:
        yield canvas.paint(text("report.summary.omitted", count=summary.omitted), "bad")
    if any(finding.rule == CRASH for finding in report.findings):
        yield canvas.paint(text("report.summary.incomplete"), "bad")


def clean_words(report: Report) -> str:
    """The sentence for a report without findings: a document that no rule judged is not called clean."""
    return text("report.summary.clean") if report.summary.passed else text("report.summary.nothing")


def profile_name(key: str) -> str:
    """A province in words, 河北."""
    name = profile(key).name
    return Words(name.zh, name.en).say()


def total_lines(summaries: Sequence[Summary], failures: int, canvas: Canvas) -> Iterator[str]:
    """The last lines after several files, of which `failures` could not be read."""
    yield canvas.paint("═" * canvas.width, "faint")
    yield from (canvas.paint(line, "strong") for line in wrap(total_words(summaries, failures), canvas.width))


def total_words(summaries: Sequence[Summary], failures: int) -> str:
    """How many files were checked, what was found in them together, and how many could not be read."""
    counts = {name: sum(getattr(summary, name) for summary in summaries) for name in ("error", "warning", "hint")}
    return text("report.total", files=len(summaries), failures=failures, **counts)
