"""What reviewers say of a filing, as the pages for filling in tell it; another part of the application keeps it.

That part puts its `Talking` into `TALKING` when Django starts, as guards of moves are put into `moves.GUARDS`.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from jixiao_web.accounts.policy import Person
from jixiao_web.filings.cells import Cell
from jixiao_web.filings.models import Filing


class Said(NamedTuple):
    """An answer: who, when, what."""

    author: str
    at: datetime
    text: str


class Talk(NamedTuple):
    """An open comment with its answers, where it stands now.

    Attributes:
        key: of the comment. path: of the cell now; empty for the filing as a whole, and where its row is gone.
        is_gone: its row was deleted. place: what the value was, in words, when the comment was made.
        quote: the words that stood there then. is_changed: others stand there now.
        is_mended: the filler says that it is done.
    """

    key: str
    path: str
    is_gone: bool
    place: str
    quote: str
    is_changed: bool
    author: str
    at: datetime
    text: str
    answers: tuple[Said, ...]
    is_mended: bool


class Spoken(NamedTuple):
    """A comment or an answer of any time, as the story of a filing tells it.

    Attributes:
        place: what the value is, in words; empty for the filing as a whole. path: of the cell now, as in `Talk`.
        is_gone: its row was deleted. text: what was said; nothing where its author took it back.
        address: of the comment on its page; empty where its author took it back.
    """

    place: str
    path: str
    is_gone: bool
    text: str
    address: str

    @property
    def is_taken_back(self) -> bool:
        """Whether its author took it back."""
        return not self.address


class Talking(Protocol):
    """The keeper of comments."""

    def spoken(self, filing: Filing) -> Mapping[str, Spoken]:
        """Everything that was ever said of a filing, by the key under which the log tells of it."""

    def open_talks(self, filing: Filing, cells: Mapping[str, Cell]) -> Sequence[Talk]:
        """The comments on a filing that nobody has closed."""

    def answer(self, *, person: Person, filing_id: uuid.UUID, key: str, text: str) -> None:
        """Answer one."""

    def mend(self, *, person: Person, filing_id: uuid.UUID, key: str, mended: bool) -> None:
        """Say that what one asks for is done, or not done yet."""


TALKING: list[Talking] = []
"""The keepers of comments."""


def open_talks(filing: Filing, cells: Mapping[str, Cell]) -> list[Talk]:
    """The open comments on a filing, in the order in which they were made."""
    return [talk for keeper in TALKING for talk in keeper.open_talks(filing, cells)]


def spoken(filing: Filing) -> dict[str, Spoken]:
    """Everything that was ever said of a filing, by key."""
    return {key: said for keeper in TALKING for key, said in keeper.spoken(filing).items()}


def by_cell(talks: Sequence[Talk]) -> dict[str, list[Talk]]:
    """Comments by the cell at which they stand."""
    cells: dict[str, list[Talk]] = {}
    for talk in talks:
        if talk.path:
            cells.setdefault(talk.path, []).append(talk)
    return cells
