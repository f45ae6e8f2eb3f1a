"""Brings cells that follow one another without row ends under the columns of a head.

Chooses, for a whole run of cells, the cheapest way to cut it into records and to give each cell its column; what a
record means is the caller's business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from jixiao.forms.stream_tokens import Token, is_amount, is_dash, is_number, is_operator, is_value, squeezed

WIDEST = 32
"""Columns; no form has so many, and the time to align grows with their square."""

_NEVER = 6.0
_AMID = 0.01
"""What a column left out amid a record costs beyond one at its end: cells that hold nothing are lost there first."""
_NUMBERED = re.compile(r"^指标\s*[0-9]{1,2}")
_YES_NO = re.compile(r"[是否√×☑□]+")
_DIRECTION = re.compile(r"(?:正|反|逆)向(?:指标)?")
_LIKELY = re.compile(r"确定能|有可能|(?:完全)?不可能|[123]|[√✓]")
_MONEY = ("initial", "adjusted", "executed", "budget", "fiscal", "other")
_POINTS = ("weight", "score", "coefficient")
_UNLESS_MONEY = ("weight", "score", "rate", "reason")
_TEXTS = ("name", "target", "actual", "description", "basis", "deviation_reason", "reason", "forecast")

_SKIP = {
    "name": 4.0,
    "target": 1.2,
    "actual": 1.2,
    "operator": 1.5,
    "unit": 0.8,
    "weight": 1.5,
    "score": 1.5,
    "rate": 0.6,
    "forecast": 1.0,
    "content": 1.0,
    "completion": 0.6,
    "budget": 0.9,
    "fiscal": 0.5,
    "other": 0.5,
    "deviation_reason": 0.3,
    "reason": 0.3,
    "initial": 0.9,
    "adjusted": 0.9,
    "executed": 0.9,
    "category": 0.0,
}


class _Step(NamedTuple):
    """The best way so far that ends with a token in a column; `back` is the column before, `action` what was done."""

    cost: float
    back: int
    action: str


def aligned(tokens: Sequence[Token], fields: Sequence[str], *, one: bool = False) -> list[dict[str, list[Token]]]:
    """The records that the tokens make: field → tokens. `one` where they can only be one record."""
    fields = fields[:WIDEST]
    content = list(tokens)
    while content and content[-1].empty:
        content.pop()
    if not content or not fields:
        return []
    rows = any(not each.fresh and not each.empty for each in content) and any(each.fresh for each in content[1:])
    grid = _grid(content, fields, rows, one)
    return _records(content, fields, grid)


def _grid(tokens: Sequence[Token], fields: Sequence[str], rows: bool, one: bool) -> list[dict[int, _Step]]:
    skips = [0.5 if one and field in _UNLESS_MONEY else _skip(field) for field in fields]
    width = len(fields)
    state: dict[int, _Step] = {-1: _Step(0.0, -1, "start")}
    grid: list[dict[int, _Step]] = []
    for each in tokens:
        following: dict[int, _Step] = {}
        fits = [_fit(each, field) for field in fields]
        for column, step in state.items():
            for target, cost, action in _moves(each, column, fields, fits, skips, rows, one):
                total = step.cost + cost
                if target not in following or total < following[target].cost:
                    following[target] = _Step(total, column, action)
        if not following:
            following = {column: _Step(step.cost + _NEVER, column, "ignore") for column, step in state.items()}
        grid.append(following)
        state = following
    grid[-1] = {
        column: step._replace(cost=step.cost + sum(skips[column + 1 : width])) for column, step in grid[-1].items()
    }
    return grid


def _moves(
    each: Token,
    column: int,
    fields: Sequence[str],
    fits: Sequence[float],
    skips: Sequence[float],
    rows: bool,
    one: bool,
) -> list[tuple[int, float, str]]:
    """Where a token may go after `column`: a later column, on in the same one, into a new record, or nowhere."""
    width = len(fields)
    moves: list[tuple[int, float, str]] = []
    broken = 1.0 if rows and each.fresh else 0.0
    gap = 0.0
    for target in range(column + 1, width):
        moves.append((target, gap + fits[target] + broken, "place"))
        gap += skips[target] + _AMID
    if each.empty:
        moves.append((column, 0.05 if column in (-1, width - 1) else 0.6, "ignore"))
        if column >= 0 and not one:
            moves.append((width - 1, sum(skips[column + 1 : width]) + 0.05, "ignore"))
        return moves
    if column >= 0 and fields[column] in _TEXTS and not is_number(each.text):
        moves.append((column, 1.0 + (0.8 if each.fresh else 0.0), "append"))
    if column >= 0 and not one:
        gap = sum(skips[column + 1 : width]) + (0.8 if rows and not each.fresh else 0.0)
        for target in range(width):
            moves.append((target, gap + fits[target], "new"))
            gap += skips[target]
    return moves


def _records(
    tokens: Sequence[Token], fields: Sequence[str], grid: list[dict[int, _Step]]
) -> list[dict[str, list[Token]]]:
    column = min(grid[-1], key=lambda key: grid[-1][key].cost)
    path: list[tuple[Token, int, str]] = []
    for index in range(len(tokens) - 1, -1, -1):
        step = grid[index][column]
        path.append((tokens[index], column, step.action))
        column = step.back
    records: list[dict[str, list[Token]]] = []
    for each, column, action in reversed(path):
        if action == "new" or (action != "ignore" and not records):
            records.append({})
        if action != "ignore" and not each.empty:
            records[-1].setdefault(fields[column], []).append(each)
    return [record for record in records if record]


def _skip(field: str) -> float:
    if field.startswith("details."):
        return 0.2
    return 1.0 if field.startswith(("grade.", "unit_target.")) else _SKIP.get(field, 0.3)


def _fit(each: Token, field: str) -> float:
    """What it costs to take a token for a field: 0 fits, 6 cannot be."""
    text = each.text
    if not text:
        return {"name": _NEVER, "target": 0.5, "actual": 0.5, "operator": 0.8, "unit": 0.3}.get(field, 0.1)
    numbered = _NUMBERED.match(text) is not None
    if field == "name":
        return (
            -1.0 if numbered else 5.0 if is_number(text) or is_operator(text) or is_dash(text) else 1.5 * is_value(text)
        )
    if numbered:
        return _NEVER
    if field == "category":
        return 0.8 if not is_value(text) and len(text) <= 12 else _NEVER
    if field in ("target", "actual", "initial_target", "forecast"):
        return 0.0 if is_value(text) else 0.5
    if field.startswith(("grade.", "unit_target.")):
        return 0.0 if is_value(text) else 1.0
    return _fit_of_kind(text, field)


def _fit_of_kind(text: str, field: str) -> float:
    flat = squeezed(text)
    if field in _MONEY:
        return 0.0 if is_amount(flat) else 0.1 if is_dash(flat) else _NEVER
    if field == "rate":
        return 0.0 if flat.endswith("%") else 0.5 if is_number(flat) or is_dash(flat) else _NEVER
    if field in _POINTS:
        return 0.0 if is_number(flat.rstrip("%分")) else 0.2 if is_dash(flat) else _NEVER
    if field == "operator":
        return 0.0 if is_operator(flat) else _NEVER
    if field == "unit":
        return 0.2 if len(flat) <= 8 and not any(sign.isdigit() for sign in flat) and not is_operator(flat) else 4.0
    if field == "direction":
        return 0.0 if _DIRECTION.fullmatch(flat) else _NEVER
    if field == "likelihood":
        return 0.0 if _LIKELY.fullmatch(flat) else 1.0
    if field == "core":
        return 0.0 if _YES_NO.fullmatch(flat) else _NEVER
    return 0.9 if is_value(flat) else 0.3
