"""What the log of a county says, entry by entry, and looking through a county for what is not as the log tells it.

A finder looks through a county in a few queries. A suspect is looked at again while nobody can add to the log, for what
changed while we read is no fault.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jixiao_web.serving.faults import Fault

Finder = Callable[[str], Iterator[Fault]]


class Said(NamedTuple):
    """An entry of the log."""

    number: int
    action: str
    actor: str
    key: str
    detail: dict[str, Any]


class Row(NamedTuple):
    """A row as it stands: its key, the name of what it belongs to, its words under the names that the log has."""

    key: str
    name: str
    words: dict[str, Any]


def faults_found(code: str, finders: Iterable[Finder]) -> Iterator[Fault]:
    """Everything in a county that the finders find."""
    from django.db import transaction

    from jixiao_web.audit.models import Head

    for find in finders:
        if any(True for _ in find(code)):
            with transaction.atomic():
                Head.objects.select_for_update().filter(county_code=code).first()
                found = list(find(code))
            yield from found


def said_of(code: str, kind: str, *actions: str) -> Iterator[Said]:
    """What a county's log says of a kind of objects, of some actions or of all, in its order."""
    from jixiao_web.audit.models import Entry

    entries = Entry.objects.filter(county_code=code, object_kind=kind).order_by("number")
    if actions:
        entries = entries.filter(action__in=actions)
    rows = entries.values_list("number", "action", "actor", "object_key", "detail")
    for number, action, actor, key, detail in rows.iterator(chunk_size=2000):
        try:
            yield Said(number, action, actor, key, json.loads(detail))
        except ValueError:
            continue  # the chain's faults tell it


def by_key(told: Iterable[Said]) -> dict[str, list[Said]]:
    """Entries by the object that they tell of."""
    found: dict[str, list[Said]] = {}
    for said in told:
        found.setdefault(said.key, []).append(said)
    return found


def rows_held(
    code: str, reason: str, rows: Iterable[Row], told: Iterable[Said], older: Sequence[str]
) -> Iterator[Fault]:
    """Rows held against the entries by which each was made.

    Entries of before do not name their row (`row`): those are held against the rest by the words that they have.

    Args:
        reason: of a row whose words are others. older: the words that entries of before have.
    """
    standing, before = {row.key: row for row in rows}, list[Said]()
    for said in told:
        key = said.detail.get("row")
        if key is None:
            before.append(said)
            continue
        row = standing.pop(key, None)
        if row is None:
            yield Fault(code, said.number, "gone", said.key)
        elif _picked(row.words, row.words) != _picked(_words_of(said), row.words):
            yield Fault(code, said.number, reason, row.name)
    left = Counter(_picked(_words_of(said), older) for said in before)
    for row in standing.values():
        words = _picked(row.words, older)
        left[words] -= 1
        if left[words] < 0:
            yield Fault(code, 0, reason if before else "unlogged", row.name)
    if any(count > 0 for count in left.values()) and len(standing) < len(before):
        yield Fault(code, before[-1].number, "gone", before[-1].key)


def _words_of(said: Said) -> dict[str, Any]:
    return {**said.detail, "actor": said.actor, "key": said.key}


def _picked(words: Mapping[str, Any], names: Iterable[str]) -> tuple[Any, ...]:
    """Words under some names; what is empty is not told."""
    return tuple("" if words.get(name) is None else words[name] for name in names)
