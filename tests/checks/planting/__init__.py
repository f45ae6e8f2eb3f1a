"""Planters: each puts one rule's fault at a random place of a clean document. The runner is `test_planting.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from jixiao.checks import Facts
from jixiao.documents.traits import FileTraits
from jixiao.model import Document


@dataclass(frozen=True)
class Planted:
    """A document with a fault, and where it must be found.

    Attributes:
        subjects: the finding's subject, or one of its members', begins with one of these.
        previous, against, traits, facts: what lies beside, where the fault is in comparing with it.
    """

    document: Document
    subjects: tuple[str, ...]
    previous: Document | None = None
    against: Document | None = None
    traits: FileTraits | None = None
    facts: Facts | None = None


Planter = Callable[[Random, Document], Planted | None]

PLANTERS: dict[str, Planter] = {}


def plants(rule_id: str) -> Callable[[Planter], Planter]:
    """Register the planter of a rule."""

    def registered(planter: Planter) -> Planter:
        assert rule_id not in PLANTERS, rule_id
        PLANTERS[rule_id] = planter
        return planter

    return registered


def changed(value: Any, path: str, new: Any) -> Any:
    """A copy of a struct with the value at a dotted path (`projects[0].funds.budget_yuan`) replaced."""
    import msgspec

    head, _, rest = path.partition(".")
    name, _, index = head.partition("[")
    old = getattr(value, name)
    if index:
        number = int(index.rstrip("]"))
        item = changed(old[number], rest, new) if rest else new
        return msgspec.structs.replace(value, **{name: (*old[:number], item, *old[number + 1 :])})
    return msgspec.structs.replace(value, **{name: changed(old, rest, new) if rest else new})


__all__ = ["PLANTERS", "Planted", "Planter", "changed", "plants"]
