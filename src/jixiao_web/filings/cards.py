"""What parts of the application above this one show on its pages: a template of theirs with what it tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from jixiao_web.accounts.policy import Person
from jixiao_web.filings.models import Filing


class Card(NamedTuple):
    """A part of a page: a template, and what it knows as `card`."""

    template: str
    told: Any


OF_FILING: list[Callable[[Person, Filing], Card | None]] = []
"""Beside a filing's form on the pages for reading and reviewing; the person may see the filing."""
OF_START: list[Callable[[Person], Card | None]] = []
"""Above the form with which a plan is begun."""
LINKS: list[Callable[[Filing], tuple[str, str] | None]] = []
"""Pages about a draft, linked where it is filled in: words in the page's language, and the address."""


def cards_of(person: Person, filing: Filing) -> list[Card]:
    """The cards of a filing."""
    return [card for maker in OF_FILING if (card := maker(person, filing))]


def cards_of_start(person: Person) -> list[Card]:
    """The cards of the page on which a plan is begun."""
    return [card for maker in OF_START if (card := maker(person))]


def links_of(filing: Filing) -> list[tuple[str, str]]:
    """The links of the page on which a filing is filled in."""
    return [link for maker in LINKS if (link := maker(filing))]
