"""Which province a document is of, told from itself.

Leaves the choice of a form to the reader, whose word comes first, and an option of the caller to the caller.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import UNSET

from jixiao.law.profiles import PROFILES, profile
from jixiao.model import Document

_CODE = re.compile(r"([1-9][0-9])[0-9]{6}[A-Z][0-9A-Z]{12}")


def profile_of(document: Document) -> str:
    """The profile of a document: by its form, else its project codes, its unit's name, its words, else `national`.

    The body's words count only where they name a single province: who writes of another place writes of two.
    """
    if document.profile in PROFILES:
        return document.profile
    by_code = Counter(key for code in _codes(document) for key in _with_division(code))
    if by_code:
        return by_code.most_common(1)[0][0]
    for texts in ([document.unit.name or ""], [project.department or "" for project in document.projects]):
        for text in texts:
            named = _named([text])
            if len(named) == 1:
                return named.pop()
    named = _named(_body(document))
    return named.pop() if len(named) == 1 else "national"


def _codes(document: Document) -> Iterator[str]:
    for project in document.projects:
        found = _CODE.fullmatch(project.code or "")
        if found:
            yield found[1]


def _with_division(division: str) -> list[str]:
    return [key for key in PROFILES if profile(key).division == division]


def _named(texts: Iterable[str]) -> set[str]:
    together = "\n".join(texts)
    return {key for key in PROFILES if any(name in together for name in profile(key).names)}


def _body(document: Document) -> Iterator[str]:
    """The paragraphs and the labelled cells in which a document says where it belongs."""
    for passage in () if document.passages is UNSET else document.passages:
        yield passage.text
    for project in document.projects:
        if project.details is not UNSET:
            yield from project.details.values()
    yield from (f"{goal.heading}{goal.text}" for goal in document.overall_goals)
