"""Word lists that rules look for, as data: one TOML a family of rules, a list of words under each name.

What a list is good for is said by the comment above it; what finding one of its words means is left to the rules.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib


@functools.cache
def _lists(family: str) -> dict[str, list[str]]:
    source = importlib.resources.files(__name__).joinpath(f"{family}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@functools.cache
def words(name: str) -> tuple[str, ...]:
    """The words of a list: `words("nam.time")` is the list `time` of `nam.toml`.

    Raises:
        KeyError: no such list.
    """
    family, _, key = name.partition(".")
    return tuple(_lists(family)[key])


@functools.cache
def any_of(*names: str) -> re.Pattern[str]:
    """A pattern that finds any word of the lists, the longest first."""
    everything = {word for name in names for word in words(name)}
    return re.compile("|".join(re.escape(word) for word in sorted(everything, key=lambda word: (-len(word), word))))
