"""Dated values as `parameters/*.toml` declare them: each once, with its meaning, unit, kind and source.

Leaves what provinces set otherwise to `profiles.py`, and choosing a value by its date to `law.py`.
"""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

import msgspec

from jixiao.errors import UsageError
from jixiao.language import text
from jixiao.law.acts import Citation, Wording, cite

ParameterKind = Literal["decimal", "decimals", "integers", "words", "text", "flag"]
Setting = Decimal | tuple[Decimal, ...] | tuple[int, ...] | tuple[str, ...] | str | bool

OWN_RULES = "own-rules"
"""The act that a value of a rule pack leans on where it names none."""


class Value(msgspec.Struct, frozen=True):
    """A value, in force from its day until a later one takes its place."""

    start: date
    setting: Setting
    source: Citation


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """What a value is: its key, its meaning, its unit, and the values that hold where no profile says otherwise.

    Attributes:
        key: file and name, `spending_plan.checkpoint_months`.
        kind: `decimal` a number, `decimals` and `integers` lists of numbers, `words` a list of words, `text` a choice
            or a pattern, `flag` yes or no.
        values: the oldest first; empty where only provinces have set one.
        by_profile: the values of each province that has its own, the oldest first; filled by `parameters()` alone.
    """

    key: str
    description: Wording
    unit: str
    kind: ParameterKind
    values: tuple[Value, ...]
    by_profile: Mapping[str, tuple[Value, ...]] = {}


class _Source(msgspec.Struct, forbid_unknown_fields=True):
    act: str
    clause: str | None = None


class _Dated(msgspec.Struct, forbid_unknown_fields=True):
    value: str | bool | list[int | str]
    start: date = msgspec.field(name="from")
    source: _Source = msgspec.field(default_factory=lambda: _Source(OWN_RULES))


class _Declaration(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    description: Wording | None = None
    unit: str | None = None
    kind: ParameterKind | None = None
    values: list[_Dated] = []


def parameter(key: str) -> Parameter | None:
    """The parameter of this key; None where none is declared. Reads the one file that it stands in."""
    topic, _, name = key.partition(".")
    return declared_in(topic).get(name)


def topics() -> list[str]:
    """Names of all files of parameters."""
    folder = importlib.resources.files(__package__).joinpath("parameters")
    return sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))


def declared(key: str, table: object, known: Parameter | None) -> Parameter:
    """A parameter from its table; what the table leaves out is taken from the one already known.

    Raises:
        UsageError: the table has not the shape of a parameter, a value is not of its kind, or a source is not known.
    """
    try:
        found = msgspec.convert(table, _Declaration)
    except msgspec.ValidationError as problem:
        raise UsageError(text("law.shape", key=key, problem=problem)) from problem
    description = found.description or (known and known.description)
    unit = found.unit or (known and known.unit)
    kind = found.kind or (known and known.kind)
    if not description or not unit or not kind:
        raise UsageError(text("law.undeclared", key=key))
    if known and (kind, unit) != (known.kind, known.unit):
        raise UsageError(text("law.redeclared", key=key, kind=known.kind, unit=known.unit))
    values = sorted((_value(key, entry, kind) for entry in found.values), key=lambda value: value.start)
    return Parameter(key=key, description=description, unit=unit, kind=kind, values=tuple(values))


def plain(key: str, value: object, known: Parameter) -> Parameter:
    """A known parameter with one value of a rule pack that stands there without date: it holds at all times.

    Raises:
        UsageError: the value is not of the parameter's kind.
    """
    entries = [*value] if isinstance(value, list | tuple) else value
    return declared(key, {"values": [{"from": date.min, "value": entries}]}, known)


@functools.cache
def declared_in(name: str) -> Mapping[str, Parameter]:
    """The parameters of one file by their names in it; empty where there is no such file."""
    source = importlib.resources.files(__package__).joinpath("parameters", f"{name}.toml")
    if not name.isidentifier() or not source.is_file():
        return {}
    tables = tomllib.loads(source.read_text(encoding="utf-8"))
    return {entry: declared(f"{name}.{entry}", table, None) for entry, table in tables.items()}


def _value(key: str, entry: _Dated, kind: ParameterKind) -> Value:
    try:
        citation = cite(entry.source.act, entry.source.clause)
    except LookupError as problem:
        raise UsageError(text("law.unknown_source", key=key, problem=problem.args[0])) from problem
    setting = _setting(entry.value, kind)
    if setting is None:
        raise UsageError(text("law.wrong_value", key=key, value=entry.value, kind=kind))
    return Value(entry.start, setting, citation)


def _setting(value: str | bool | list[int | str], kind: ParameterKind) -> Setting | None:
    """The value as its kind; None where it is not of it."""
    if isinstance(value, bool):
        return value if kind == "flag" else None
    if isinstance(value, str):
        return value if kind == "text" else _decimal(value) if kind == "decimal" else None
    if kind == "words":
        words = tuple(item for item in value if isinstance(item, str))
        return words if words and len(words) == len(value) else None
    if kind == "integers":
        whole = tuple(item for item in value if isinstance(item, int))
        return whole if whole and len(whole) == len(value) else None
    numbers = tuple(number for item in value if isinstance(item, str) and (number := _decimal(item)) is not None)
    return numbers if kind == "decimals" and numbers and len(numbers) == len(value) else None


def _decimal(written: str) -> Decimal | None:
    try:
        number = Decimal(written)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
