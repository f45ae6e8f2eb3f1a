"""All rules: found by walking the rule files, never listed by hand.

Leaves a user's own rules to `packs.py`.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from types import ModuleType

from jixiao.checks.rule import Rule
from jixiao.errors import UsageError
from jixiao.language import text


@functools.cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule of the catalogue by its id, families in the order of the catalogue."""
    package = importlib.import_module("jixiao.checks.rules")
    found: dict[str, Rule] = {}
    for module in _modules(package):
        for one in rules_of(module):
            found[one.id] = one
    return dict(sorted(found.items(), key=lambda entry: (FAMILIES.index(entry[0][:3]), entry[0])))


FAMILIES = "STR IDN AMT PLN GOL IND NAM VAL BAS WGT REP DEP TXT MTR EVA PUB FMT".split()


def rules_of(module: ModuleType) -> list[Rule]:
    """The rules that a module makes."""
    return [value for value in vars(module).values() if isinstance(value, Rule)]


def selected(rules: Mapping[str, Rule], select: Iterable[str], ignore: Iterable[str]) -> list[Rule]:
    """The rules of the ids or families of `select` (all where it names none) without those of `ignore`.

    Raises:
        UsageError: a name that is neither an id nor a family.
    """
    wanted, unwanted = list(select), list(ignore)
    families = {one.family for one in rules.values()}
    for name in (*wanted, *unwanted):
        if name not in rules and name not in families:
            raise UsageError(text("check.unknown_rule", name=name, known=" ".join(sorted(families))))
    return [
        one
        for one in rules.values()
        if (not wanted or one.id in wanted or one.family in wanted)
        and one.id not in unwanted
        and one.family not in unwanted
    ]


def _modules(package: ModuleType) -> Iterable[ModuleType]:
    for entry in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not entry.ispkg:
            yield importlib.import_module(entry.name)
