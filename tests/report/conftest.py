"""Documents for the tree: one as a township writes it, one with every field of the model filled."""

from __future__ import annotations

import itertools
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import inspect

from jixiao.model import Document

REAL = Path(__file__).parent / "plan.toml"


@pytest.fixture
def plan() -> Document:
    """A plan with two projects and the faults that real ones have."""
    return msgspec.convert(tomllib.loads(REAL.read_text(encoding="utf-8")), Document, strict=False)


@pytest.fixture
def full_document() -> Document:
    """Every field of the model filled: words with a mark of their own, numbers with a value of their own."""
    counter = itertools.count(1001)
    filled: Document = _fill(inspect.type_info(Document), counter)
    return filled


def _fill(kind: Any, counter: itertools.count[int]) -> Any:
    if isinstance(kind, inspect.StructType):
        return kind.cls(**{field.name: _fill(field.type, counter) for field in kind.fields})
    if isinstance(kind, inspect.UnionType):
        return _fill(next(k for k in kind.types if not isinstance(k, inspect.NoneType)), counter)
    if isinstance(kind, inspect.VarTupleType):
        return (_fill(kind.item_type, counter), _fill(kind.item_type, counter))
    if isinstance(kind, inspect.DictType):
        return {_fill(kind.key_type, counter): _fill(kind.value_type, counter)}
    if isinstance(kind, inspect.LiteralType):
        return kind.values[0]
    makers = {inspect.StrType: lambda n: f"词{n}", inspect.DecimalType: Decimal, inspect.IntType: int}
    if isinstance(kind, inspect.BoolType):
        return True
    return makers[type(kind)](next(counter))
