"""What a person enters into a cell of a form, and why it is refused."""

from __future__ import annotations

from typing import NamedTuple

from jixiao.errors import JixiaoError
from jixiao.language import text

_LONGEST_SHOWN = 40
"""Signs of refused words that the message repeats."""


class Entered(NamedTuple):
    """What stands in a cell now: the path of its value, its words, and the money unit of the form."""

    path: str
    text: str
    money_unit: str = "元"


class EntryRefused(JixiaoError):
    """The words of a cell are no value of its kind; the value stays.

    Attributes:
        reason: `amount`, `fen`, `percent`, `points`, `digits`, `choice` or `passage`.
    """

    def __init__(self, path: str, words: str, reason: str) -> None:
        self.path, self.words, self.reason = path, words, reason
        super().__init__(path, words, reason)

    def __str__(self) -> str:
        words = " ".join(self.words.split())
        shown = words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"
        return text(f"entered.{self.reason}", words=shown)
