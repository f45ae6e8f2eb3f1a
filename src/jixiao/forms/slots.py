"""What a standard label stands for: slot of a project, heading of a block, column of a list. The table is `slots.toml`.

Which word is which standard label is the lexicon's business.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from typing import Any

EXECUTION_AMOUNTS = frozenset({"initial", "adjusted", "executed", "forecast", "rate"})
"""Fields of an execution block that hold amounts, or their share."""

UNIT_SLOTS = {"filer": "填报单位", "unit_line": "单位", "office": "单位名称", "unit": "实施单位", "carrier": "项目单位"}
"""Slots that name a unit, the one that speaks for the document first, with their words in details; `unit_line` is the
line over a table that holds a code and a name, or `单位：` with one."""

CARRIERS = ("unit", "carrier")
"""Those of them that say who carries one project out, not whose document it is."""


@functools.cache
def _tables() -> dict[str, Any]:
    source = importlib.resources.files(__package__).joinpath("slots.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@functools.cache
def headings() -> frozenset[str]:
    """Standard labels that may stand over a block without a value."""
    return frozenset(_tables()["headings"]["words"])


@functools.cache
def beside_money() -> frozenset[str]:
    """Standard labels of columns of a money block that hold no amount of the year."""
    return frozenset(_tables()["beside_money"]["words"])


@functools.cache
def fund_rows() -> frozenset[str]:
    """Standard labels of money rows that are kept as parts."""
    return frozenset(_tables()["fund_rows"]["words"])


def is_fund_part(label: str, written: str) -> bool:
    """Whether a money row is kept as a part of the budget."""
    table = _tables()["fund_rows"]
    return label in table["words"] or as_written(written) in table["written"]


def ends_list(label: str) -> bool:
    """Whether a label ends a list of indicators rather than being the name of one."""
    return label in _tables()["list_end"]["words"]


def finer_columns(label: str) -> tuple[str, ...]:
    """The finer heads that may stand below a column head."""
    return tuple(_tables()["groups"].get(label, ()))


def execution_field(label: str) -> str | None:
    """The field that a column of an execution block fills."""
    field: str | None = _tables()["execution"].get(label)
    return field


def task_field(label: str) -> str | None:
    """The field that a column of a list of tasks fills."""
    field: str | None = _tables()["task"].get(label)
    return field


def cost_field(word: str) -> str | None:
    """The field that a column of a cost table fills, by the head's plain words."""
    field: str | None = _tables()["cost"].get(word)
    return field


def indicator_field(label: str) -> str | None:
    """The field that a single column of a list of indicators fills."""
    field: str | None = _tables()["indicator"].get(label)
    return field


def indicator_fields(labels: Sequence[str]) -> list[str | None]:
    """The fields that the columns of a head fill; None for a column that is no label of such a list.

    Where the head has both the first and the adjusted target, the adjusted one is the target.

    >>> indicator_fields(["三级指标", "指标值", "调整指标值"])
    ['name', 'initial_target', 'target']
    """
    fields = [indicator_field(label) for label in labels]
    if "adjusted_target" not in fields:
        return fields
    swapped = {"target": "initial_target", "adjusted_target": "target"} if "target" in fields else {}
    return [
        swapped.get(field, "target" if field == "adjusted_target" else field) if field else None for field in fields
    ]


def slot_of(label: str, written: str) -> str:
    """The slot that the value beside a label fills; `written` names it where it has no field of its own."""
    slot: str | None = _tables()["pairs"].get(label)
    return slot or f"details.{as_written(written)}"


def as_written(text: str) -> str:
    """A label's words without blanks, brackets with their content, colons and 其中."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    text = re.sub(r"\([^()]*\)", "", text).strip(":;,。")
    return re.sub(r"^(?:其中:?|[0-9]{1,2}[、.]|[一二三四五六七八九十]{1,3}、)+(?=.)", "", text)
