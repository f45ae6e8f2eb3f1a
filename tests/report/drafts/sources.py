"""The values behind a sentence of a draft, by its paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Any

import msgspec

from jixiao.documents.writing.paper import Line

_STEP = re.compile(r"([^.\[\]]+)|\[([0-9]+)\]")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_ACT = re.compile(r"《[^》]*》(?:（[^）]*号）)?(?:第[^，；。]{1,6}条)?")
_WAN = Decimal(10_000)


def value_at(told: dict[str, Any], path: str) -> Any:
    """The value at a path of `read --json`, or of a report; behind `plan:` that of the plan.

    Raises:
        KeyError, IndexError, TypeError: there is none.
    """
    prefix, _, rest = path.rpartition(":")
    value = told[prefix]
    head, details, label = rest.partition(".details.")
    for name, number in _STEP.findall(head):
        value = value[name] if name else value[int(number)]
    return value["details"][label] if details else value


def plain_values(**structs: msgspec.Struct | None) -> dict[str, Any]:
    """The documents of a draft by the prefix of their paths; the draft's own is `own`."""
    return {
        "" if name == "own" else name: msgspec.to_builtins(struct, builtin_types=(Decimal,))
        for name, struct in structs.items()
        if struct is not None
    }


def numbers_in(words: str) -> list[Decimal]:
    """The numbers of a sentence, but those of the acts that it names."""
    return [Decimal(number) for number in _NUMBER.findall(_ACT.sub("", words))]


def leaves(value: Any) -> Iterator[Any]:
    """Every single value below a value, and the length of every list."""
    if isinstance(value, dict):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, (list, tuple)):
        yield Decimal(len(value))
        for part in value:
            yield from leaves(part)
    elif value is not None:
        yield value


def known_numbers(values: list[Any]) -> set[Decimal]:
    """The numbers that stand in values, also as 万元, and what two of them differ by."""
    found: set[Decimal] = set()
    for leaf in (leaf for value in values for leaf in leaves(value)):
        found |= {leaf} if isinstance(leaf, Decimal) else set(map(Decimal, _NUMBER.findall(str(leaf))))
    found |= {abs(one - other) for one, other in combinations(found, 2)} if len(found) < 60 else set()
    return found | {number / _WAN for number in found}


def lacking(line: Line, told: dict[str, Any], computed: set[Decimal]) -> set[Decimal]:
    """The numbers of a line that neither stand at its paths nor were computed."""
    return {*numbers_in(line.text)} - known_numbers([value_at(told, path) for path in line.sources]) - computed
