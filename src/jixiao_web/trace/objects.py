"""What the log's entries are about: how the parts above name their objects to it. Knows no part above itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple


class Named(NamedTuple):
    """An object in words, and the address of its page where it has one."""

    words: str
    address: str = ""


class Namer(NamedTuple):
    """How objects of a kind are named.

    Attributes:
        named: names by keys, in a number of queries that does not grow with them.
        of_unit: the keys, as text, of the objects of units whose name holds some words or whose code begins with them.
    """

    named: Callable[[Iterable[str]], Mapping[str, Named]]
    of_unit: Callable[[str, str], Iterable[object]]


_NAMERS: dict[str, Namer] = {}


def namer_add(kind: str, namer: Namer) -> None:
    """Have objects of a kind named by the part that owns them."""
    _NAMERS[kind] = namer


def names_of(objects: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Named]:
    """The names of objects, by kind and key; those that nobody can name are left out."""
    keys: dict[str, list[str]] = {}
    for kind, key in objects:
        keys.setdefault(kind, []).append(key)
    return {
        (kind, key): name
        for kind, each in keys.items()
        if kind in _NAMERS
        for key, name in _NAMERS[kind].named(each).items()
    }


def keys_of_unit(county_code: str, words: str) -> dict[str, list[str]]:
    """The keys of all objects of some units, by kind."""
    return {kind: [str(key) for key in namer.of_unit(county_code, words)] for kind, namer in _NAMERS.items()}
