"""The findings of a draft as lists, pages and counts tell them.

A draft is checked on paper with marks (待填) where values are still wanted. That a mark is no value is said at its
cell, and is no finding.
"""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

import msgspec

from jixiao import api
from jixiao.api import JixiaoError, language
from jixiao.model import Document

_MARK = api.GAP
_OF_MARKS = "STR11"


class Checked(NamedTuple):
    """Findings of a draft, gravest first, and the draft as it reads back from its paper: what subjects are paths of."""

    findings: tuple[Any, ...]
    document: Document


class Laid:
    """A draft and its form as paper, each made when it is first asked for. Shared: nobody changes it."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @functools.cached_property
    def document(self) -> Document:
        """The model."""
        return api.load(self._content, "")

    @functools.cached_property
    def paper(self) -> api.Paper | None:
        """Its form; None where no form can hold it."""
        try:
            return api.form_paper(self.document)
        except JixiaoError:
            return None


@functools.lru_cache(maxsize=4)
def laid(content: bytes, _language: str) -> Laid:
    """A draft by its JSON text: to check it and to show it, it is laid out once."""
    return Laid(content)


def check(document: Document, plan: str = "") -> Checked:
    """Check a draft; what was found in the same words a moment ago is not looked for again.

    Args:
        plan: the approved plan that a report is on, as JSON text: the rules hold the report against it.
    """
    return _checked(msgspec.json.encode(document), plan, language())


@functools.lru_cache(maxsize=64)
def _checked(content: bytes, plan: str, spoken: str) -> Checked:
    """Check a draft by its JSON text: nothing else decides what is found, but the language how it is said."""
    own = laid(content, spoken)
    document = own.document
    against = api.load(plan.encode(), "") if plan else None
    checked = api.Checker().check_document(document, against=against, paper=own.paper)
    empty = _empty(document)
    kept = (each for each in checked.report.findings if not _is_of_marks(each) and not _speaks_only_of(each, empty))
    return Checked(tuple(kept), checked.document)


def _empty(document: Document) -> tuple[str, ...]:
    """The rows and projects in which nothing stands yet: what they lack is said at their cells."""
    found = []
    for number, project in enumerate(document.projects):
        path = f"projects[{number}]"
        if not (project.name or project.goals or project.funds.budget_yuan is not None):
            found += [path, f"itemized_goals[{number}]"]
        found += [
            f"{path}.indicators[{row}]" for row, each in enumerate(project.indicators) if not (each.name or each.target)
        ]
    return tuple(found)


def _speaks_only_of(finding: Any, paths: tuple[str, ...]) -> bool:
    """Whether every place of a finding lies in one of some paths."""
    places = [each.subject or "" for each in (finding.members or (finding,))]
    return all(any(place == path or place.startswith((f"{path}.", f"{path}[")) for path in paths) for place in places)


def _is_of_marks(finding: Any) -> bool:
    found = {member.found for member in finding.members} or {finding.found}
    return bool(finding.rule == _OF_MARKS and found == {_MARK})
