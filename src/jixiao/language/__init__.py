"""Screen words in two languages: proper Chinese first, English by a switch.

All wording lies in `messages.toml`, one key with a `zh` and an `en` text and named holes. The language is process-wide
state, set once by the command line (`--lang`, or the environment variable JIXIAO_LANG); the model never depends on it.
"""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from typing import Any

LANGUAGES = ("zh", "en")

_current = "zh"


def set_language(language: str) -> None:
    """Choose the language of everything that is printed from now on: `zh` or `en`."""
    global _current
    if language not in LANGUAGES:
        raise ValueError(f"language is one of {LANGUAGES}, not {language!r}")
    _current = language


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
    return str(entry[_current]).format(**holes)
