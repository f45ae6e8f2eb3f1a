"""The seven heads of safeguards that the form wants: which of them a text is about, which a plan lacks, how one opens.

The heads, the words that tell them and their openings are dated data of the core.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from jixiao import api
from jixiao.model import Document


class Head(NamedTuple):
    """A head: its name, its usual title, the words that tell it, and a text to begin with."""

    name: str
    title: str
    signs: tuple[str, ...]
    opening: str


@cache
def heads_of(year: int) -> tuple[Head, ...]:
    """The heads in force for plans of a year."""
    law = api.law_of(Document(), "hebei", date(year, 1, 1))
    names = law.words("department.safeguard_heads")
    titles = law.words("department.safeguard_titles")
    signs = law.words("department.safeguard_signs")
    openings = law.words("department.safeguard_openings")
    rows = zip(names, titles, signs, openings, strict=True)
    return tuple(Head(name, title, tuple(told.split("|")), opening) for name, title, told, opening in rows)


def head_of(text: str, year: int) -> str:
    """The head that a safeguard is about, by the words that stand in it first; empty where it is about none."""
    found = [(text.find(sign), head.name) for head in heads_of(year) for sign in head.signs if sign in text]
    return min(found)[1] if found else ""


def heads_lacking(texts: Iterable[str], year: int) -> tuple[Head, ...]:
    """The heads that none of a plan's safeguards speaks of."""
    said = "\n".join(texts)
    return tuple(head for head in heads_of(year) if not any(sign in said for sign in head.signs))
