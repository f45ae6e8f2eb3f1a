"""The card of a finding: level, rule, what is wrong, where, what to write instead, the law."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks import Finding
from jixiao.language import text
from jixiao.report.excerpt import Lines
from jixiao.report.findings import CRASH, citation_words
from jixiao.report.page.markup import Html, escaped
from jixiao.report.words import subject

_MOST_PLACES = 12


def level_name(level: str) -> str:
    """错误, 疑问, 提示."""
    return text(f"report.level.{level}")


def card(sheet: int, number: int, finding: Finding, lines: Lines) -> Html:
    """The card of finding `number` of document `sheet`."""
    return "".join(_parts(sheet, number, finding, lines))


def _parts(sheet: int, number: int, finding: Finding, lines: Lines) -> Iterator[Html]:
    family = finding.rule[:3]
    data = f'data-level="{finding.level}" data-family="{family}"'
    yield f'<div class="card {finding.level}" id="f{sheet}-{number}" {data}>'
    yield f'<p class="head"><code>{finding.rule}</code><span class="no">{number}</span> '
    yield f'<b>{escaped(level_name(finding.level))}</b> <span class="title">{escaped(finding.title)}</span></p>'
    more = escaped(text("page.more"))
    yield f'<p class="message" data-more="{more}">{escaped(finding.message)}</p>'
    yield '<div class="more">'
    if finding.rule == CRASH:
        yield f'<p class="where">{escaped(text("report.detail"))}{escaped(finding.found or "")}</p>'
    if finding.hint:
        yield f'<p class="hint"><b>{escaped(text("report.mend"))}</b>{escaped(finding.hint)}</p>'
    where = subject(finding.subject) if finding.subject else ""
    if where or finding.members:
        yield f'<p class="where">{escaped(_places(finding, where, lines))}</p>'
    if finding.citations:
        law = text("report.between").join(map(citation_words, finding.citations))
        yield f'<p class="law">{escaped(text("report.law"))}{escaped(law)}</p>'
    if finding.doubtful:
        yield f'<p class="law">{escaped(text("report.doubtful"))}</p>'
    yield "</div></div>\n"


def _places(finding: Finding, where: str, lines: Lines) -> str:
    if not finding.members:
        return where
    named = [lines.where(member.at) or subject(member.subject or "") for member in finding.members[:_MOST_PLACES]]
    more = len(finding.members) - len(named)
    words = text("rulebook.between").join(dict.fromkeys(named))
    if more:
        return text("page.places_more", places=words, count=more)
    return text("page.places", places=words)
