"""Models compared as the JSON that `jixiao read --json` prints: what counts, and where two differ."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from jixiao.model import Document

OF_THE_FILE = frozenset(("at", "passages", "notes"))
_LEDGERS = {"doubts": ("subject", "reason"), "unread": ("reason", "text")}
_GONE = object()


def as_json(document: Document) -> Any:
    """The model as plain JSON values."""
    return json.loads(msgspec.json.encode(document))


def content(value: Any) -> Any:
    """A model without what belongs to the file and not to its words: places, passages, notes."""
    if isinstance(value, dict):
        return {key: content(inner) for key, inner in value.items() if key not in OF_THE_FILE}
    return [content(inner) for inner in value] if isinstance(value, list) else value


def differences(found: Any, expected: Any, path: str = "") -> dict[str, str]:
    """What differs, by path: `found ≠ expected`.

    The entries of `unread` and `doubts` are compared each as one, so that a further entry does not move the others;
    text and order of doubts have no meaning.
    """
    if isinstance(found, dict) and isinstance(expected, dict):
        differing: dict[str, str] = {}
        for key in {**expected, **found}:
            below = f"{path}.{key}" if path else key
            if below in _LEDGERS:
                differing |= _entries(below, found.get(key, []), expected.get(key, []))
            else:
                differing |= differences(found.get(key, _GONE), expected.get(key, _GONE), below)
        return differing
    if isinstance(found, list) and isinstance(expected, list):
        differing = {}
        for index in range(max(len(found), len(expected))):
            mine, theirs = (values[index] if index < len(values) else _GONE for values in (found, expected))
            differing |= differences(mine, theirs, f"{path}[{index}]")
        return differing
    return {} if found == expected else {path: f"{_short(found)} ≠ {_short(expected)}"}


def _entries(ledger: str, found: list[dict[str, str]], expected: list[dict[str, str]]) -> dict[str, str]:
    keys = _LEDGERS[ledger]
    mine, theirs = (
        [f"{ledger}: {' '.join(entry[key] for key in keys)}" for entry in side] for side in (found, expected)
    )
    raised, missing = Counter(mine) - Counter(theirs), Counter(theirs) - Counter(mine)
    differing = {**dict.fromkeys(raised, "listed ≠ not listed"), **dict.fromkeys(missing, "not listed ≠ listed")}
    if not differing and ledger == "unread" and mine != theirs:
        differing["unread: order"] = f"{_short(mine)} ≠ {_short(theirs)}"
    return differing


def _short(value: Any) -> str:
    if value is _GONE:
        return "nothing"
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= 160 else words[:160] + "…"


def places(value: Any) -> Iterator[dict[str, Any]]:
    """Every place that stands anywhere in a model."""
    if isinstance(value, dict):
        if "quote" in value and "line" in value:
            yield value
        else:
            for inner in value.values():
                yield from places(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from places(inner)
