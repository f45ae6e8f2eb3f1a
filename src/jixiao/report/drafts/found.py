"""The findings of a check as a notice needs them: by gravity and rule, with places, words and acts as it prints them.

Leaves the sentences round them to `rectification.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from jixiao.checks import Finding, Report
from jixiao.checks.finding import LevelName
from jixiao.language import text
from jixiao.law.acts import Citation, acts
from jixiao.model import Place
from jixiao.report.excerpt import excerpt
from jixiao.report.findings import CRASH, citation_words
from jixiao.report.words import place, subject

GRAVEST: tuple[LevelName, ...] = ("error", "warning", "hint")

_LEGAL = ("law", "regulation")
_QUOTE = 60
"""Columns of a quotation."""


class Found(Struct, frozen=True):
    """A finding with its path in the report, and its number in the annexed list."""

    path: str
    number: int
    finding: Finding

    @property
    def quote(self) -> str:
        """The words of the document, cut round what is wrong."""
        at = self.finding.at
        whole = at.quote.strip()
        shown = excerpt(whole, whole, self.finding.found, _QUOTE).line().strip()
        return shown.rstrip("。；") or shown

    def places(self, most: int) -> tuple[list[str], int]:
        """Where it stands: as many places as are named, and how many there are."""
        members = self.finding.members or (self.finding,)
        named = [*dict.fromkeys(filter(None, (where(member.at, member.subject) for member in members)))]
        return named[:most], len(named)

    def acts(self) -> list[str]:
        """The clauses that it leans on; those that nobody has compared with the published text say so."""
        return [citation_words(cited) for cited in self.finding.citations]


def where(at: Place, path: str | None) -> str:
    """A place in words; the path's words where the paper has no place for it."""
    return place(at) or (subject(path) if path else "")


def by_level(report: Report) -> dict[LevelName, list[Found]]:
    """The findings of each level, gravest first; our own crashes are no one's to mend."""
    kept = [(number, finding) for number, finding in enumerate(report.findings) if finding.rule != CRASH]
    kept.sort(key=lambda each: GRAVEST.index(each[1].level))
    found = [Found(f"findings[{number}]", listed, finding) for listed, (number, finding) in enumerate(kept, 1)]
    levels = {level: [one for one in found if one.finding.level == level] for level in GRAVEST}
    return {level: ones for level, ones in levels.items() if ones}


def by_rule(found: Iterable[Found]) -> list[list[Found]]:
    """The findings of each rule, in the order of the first of them."""
    rules: dict[str, list[Found]] = {}
    for one in found:
        rules.setdefault(one.finding.rule, []).append(one)
    return [*rules.values()]


def acts_of(found: Sequence[Found]) -> Iterator[str]:
    """Every law and regulation that findings lean on, by name and number, in the order of `acts.toml`."""
    cited = {cited.act for one in found for cited in one.finding.citations}
    for key, act in acts().items():
        if act.kind in _LEGAL and (act.number or act.title.zh) in cited:
            name = Citation(key).name.zh
            yield name if act.verified else text("report.unverified", name=name)
