"""Values that a person enters into the cells of a form, put into the model: the opposite way of `written/`.

A cell is known by its path in the model (`paper.Entry.path`). Leaves to the caller who may enter what, and when.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, cast

import msgspec

from jixiao.forms.entry import Entered, EntryRefused
from jixiao.forms.goal_items import items_of
from jixiao.forms.lexicon import category_of, dimension_of
from jixiao.forms.values import parse_points, parse_target, split_code_and_name
from jixiao.forms.written.gaps import MARK
from jixiao.forms.written.narrative import printed_passages
from jixiao.model import Document
from jixiao.units import MoneyUnit, percent_points_of, yuan_of

_STEP = re.compile(
    r"(?P<name>[^.\[\]]+)|\[(?P<index>[0-9]+)\]|\[\?month=(?P<month>[0-9]{1,2})\]|"
    r"\[\?label=(?P<label>[^\]]+)\]"
)
_POINTS = ("weight", "score", "total_score", "coefficient_percent")
_PASSAGE = re.compile(r"passages\[(?P<number>[0-9]+)\]\.text")
_SENTENCE_ENDS = tuple("。！？；：:")
_ALWAYS = ("heading", "text")
"""Fields that are empty words where nothing is entered, not null."""
_BEFORE_POINT, _BEHIND_POINT = 16, 10
"""Digits that a number may have: with more it is a slip, and no form or spreadsheet holds it exactly."""


def enter(document: Document, cells: Iterable[Entered]) -> tuple[Document, tuple[EntryRefused, ...]]:
    """The document with the values of some cells replaced; an empty cell takes its value away.

    Returns:
        The new document, and the cells that were refused: their values stay as they were.
    Raises:
        LookupError: a path leads nowhere in the document.
    """
    raw = _open(document)
    refused: list[EntryRefused] = []
    for cell in cells:
        try:
            _put(raw, cell)
        except EntryRefused as error:
            refused.append(error)
    _drop_empty_parts(raw)
    return msgspec.convert(raw, type=Document), tuple(refused)


def with_row(document: Document, path: str, position: int) -> Document:
    """The document with an empty row put into a list (`projects[0].indicators`) before `position`."""
    return _with_list(document, path, lambda rows: rows.insert(position, {}))


def without_row(document: Document, path: str, position: int) -> Document:
    """The document without a row of a list."""
    return _with_list(document, path, lambda rows: rows.pop(position))


def with_row_moved(document: Document, path: str, position: int, to: int) -> Document:
    """The document with a row of a list at another position."""
    return _with_list(document, path, lambda rows: rows.insert(to, rows.pop(position)))


def _open(document: Document) -> dict[str, Any]:
    """The document as values that can be changed."""
    raw: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(document))
    return raw


_EMPTY_ROWS: dict[str, dict[str, Any]] = {
    "projects": {"ordinal": 0},
    "overall_goals": {"ordinal": 0, "heading": "", "text": ""},
    "safeguards": {"ordinal": 0, "text": ""},
}


def _with_list(document: Document, path: str, change: Callable[[list[Any]], object]) -> Document:
    raw = _open(document)
    holder, last = _holder(raw, path)
    rows = list(holder.get(last) or [])
    change(rows)
    empty = _EMPTY_ROWS.get(last, {})
    holder[last] = [{**empty, **row} | ({"ordinal": n} if empty else {}) for n, row in enumerate(rows, 1)]
    return msgspec.convert(raw, type=Document)


def _put(raw: dict[str, Any], cell: Entered) -> None:
    words = cell.text.strip()
    words = "" if words == MARK else words
    if cell.path == "unit":
        code, name = split_code_and_name(words)
        raw["unit"] = {"code": code, "name": name or None}
        return
    if passage := _PASSAGE.fullmatch(cell.path):
        _put_passage(raw, cell, int(passage["number"]), words)
        return
    holder, last = _holder(raw, cell.path)
    if last in ("dimension", "category"):
        _put_level(holder, last, words)
    elif words:
        holder[last] = _value(cell, last, words)
    elif last in _ALWAYS:
        holder[last] = ""
    elif last == "goals":
        holder[last] = []
    elif last == "cumulative_percent":
        holder[last] = None  # a point of the plan keeps its month, and the places of those after it
    else:
        holder.pop(last, None)


def _put_passage(raw: dict[str, Any], cell: Entered, number: int, words: str) -> None:
    """A sentence of part one: it ends as one, and must stay what part one prints; one after the last is a new one."""
    passages = raw.setdefault("passages", [])
    if number > len(passages):
        raise LookupError(cell.path)
    if words and not words.endswith(_SENTENCE_ENDS):
        words += "。"
    before = list(passages)
    passages[number : number + 1] = [{**(passages[number] if number < len(passages) else {}), "text": words}]
    if words and number not in printed_passages(msgspec.convert(raw, type=Document)):
        raw["passages"] = before
        raise EntryRefused(cell.path, cell.text, "passage")


def _put_level(holder: dict[str, Any], last: str, words: str) -> None:
    level = dimension_of(words) if last == "dimension" else category_of(words)
    holder[last] = level.name if level else words or None
    holder.pop(f"{last}_text", None)
    if level and level.written != level.name:
        holder[f"{last}_text"] = level.written


def _value(cell: Entered, last: str, words: str) -> Any:
    if last.endswith("yuan"):
        return _amount(cell, yuan_of(words, cast(MoneyUnit, cell.money_unit)))
    if last in _POINTS:
        return _number(cell, parse_points(words), "points")
    if last.endswith("_percent"):
        return _number(cell, percent_points_of(words), "percent")
    if last in ("target", "initial_target"):
        target = parse_target(words)[0]
        for number in filter(None, (target.amount, target.upper or None)):
            _number(cell, number, "digits")
        return msgspec.to_builtins(target)
    if last == "goals":
        return list(items_of(words))
    if last == "core":
        return _chosen(cell, {"是": True, "否": False}, words)
    if last == "direction":
        return _chosen(cell, {"正向": "正向", "反向": "反向"}, words[:2])
    return words


def _amount(cell: Entered, yuan: Decimal | None) -> str:
    told = _number(cell, yuan, "amount")
    if yuan != round(yuan or Decimal(0), 2):
        raise EntryRefused(cell.path, cell.text, "fen")
    return told


def _number(cell: Entered, number: Decimal | None, kind: str) -> str:
    if number is None:
        raise EntryRefused(cell.path, cell.text, kind)
    if number.adjusted() >= _BEFORE_POINT or int(number.as_tuple().exponent) < -_BEHIND_POINT:
        raise EntryRefused(cell.path, cell.text, "digits")
    return str(number)


def _chosen(cell: Entered, choices: dict[str, Any], words: str) -> Any:
    if words not in choices:
        raise EntryRefused(cell.path, cell.text, "choice")
    return choices[words]


def _holder(raw: Any, path: str) -> tuple[dict[str, Any], str]:
    """The values among which the last name of a path stands, made where optional parts are missing."""
    head, found, word = path.partition(".details.")
    steps = [*_STEP.finditer(head)] if found else [*_STEP.finditer(path)][:-1]
    at = raw
    for number, step in enumerate(steps):
        after = steps[number + 1] if number + 1 < len(steps) else None
        at = _step(at, step, makes_list=bool(after and not after["name"]))
    if found:
        at = _child(at, "details")
    last = word if found else [*_STEP.finditer(path)][-1]["name"]
    if not isinstance(at, dict) or not last:
        raise LookupError(path)
    return at, last


def _step(at: Any, step: re.Match[str], *, makes_list: bool) -> Any:
    if step["name"]:
        return at.setdefault(step["name"], []) if makes_list else _child(at, step["name"])
    if step["index"]:
        return at[int(step["index"])]
    if step["label"]:
        part = next((part for part in at if part["label"] == step["label"]), None)
        if part is None:
            part = {"label": step["label"]}
            at.append(part)
        return part
    month = int(step["month"])
    point = next((point for point in at if point["month"] == month), None)
    if point is None:
        point = {"month": month, "cumulative_percent": None}
        at.append(point)
        at.sort(key=lambda each: each["month"])
    return point


def _drop_empty_parts(raw: dict[str, Any]) -> None:
    """Rows of money that hold nothing but their name are no rows."""
    for holder in [*raw.get("projects", []), raw.get("department") or {}]:
        for block in (holder.get("funds"), holder.get("execution"), (holder.get("medium_term") or {}).get("funds")):
            parts = [part for part in (block or {}).get("parts") or [] if set(part) - {"label"}]
            if block and parts:
                block["parts"] = parts
            elif block:
                block.pop("parts", None)


def _child(at: dict[str, Any], name: str) -> Any:
    if at.get(name) is None:
        at[name] = {}
    return at[name]
