"""Screen words in two languages: proper Chinese first, English by a switch.

Wording lies in `messages.toml`, one key with a `zh` and an `en` text and named holes; only a rule carries its own, as
`Words`. The language is one context variable, set once by the command line (`--lang`, or the environment variable
JIXIAO_LANG) or for each request of a server; the model never depends on it.
"""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from contextvars import ContextVar
from typing import Any, NamedTuple

LANGUAGES = ("zh", "en")

_current = ContextVar("language", default="zh")


class Words(NamedTuple):
    """A sentence in both languages; named holes in braces stand in both.

    >>> Words("共{count}处", "{count} places").say(count=3)
    '共3处'
    """

    zh: str
    en: str

    def say(self, **holes: object) -> str:
        """The sentence in the language in force, its holes filled."""
        return (self.zh if _current.get() == "zh" else self.en).format_map(holes)


def set_language(language: str) -> None:
    """Choose the language of everything that is printed from now on: `zh` or `en`."""
    if language not in LANGUAGES:
        raise ValueError(f"language is one of {LANGUAGES}, not {language!r}")
    _current.set(language)


def language() -> str:
    """The language in force."""
    return _current.get()


@functools.cache
def messages() -> dict[str, Any]:
    """All messages as nested tables, as they stand in `messages.toml`."""
    source = importlib.resources.files(__name__).joinpath("messages.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def text(key: str, /, **holes: object) -> str:
    """The message under a dotted key in the language in force, its named holes filled.

    Raises:
        KeyError: no such message; a guard test keeps every used key present.
    """
    entry: Any = messages()
    for part in key.split("."):
        entry = entry[part]
    return str(entry[_current.get()]).format(**holes)
