"""Writing the log and proving it. Every writer is inside the transaction of the event that it tells."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from jixiao_web.audit.models import Entry, Head

BEGINNING = "0" * 64
_token: ContextVar[str] = ContextVar("jixiao_token", default="")


@dataclass(frozen=True)
class Fault:
    """A place at which the log does not hold: the number of the entry, and why."""

    county_code: str
    number: int
    reason: str


@contextmanager
def token_kept() -> Iterator[None]:
    """What `token_tell` tells holds within this only: one request of a program."""
    before = _token.set("")
    try:
        yield
    finally:
        _token.reset(before)


def token_tell(prefix: str) -> None:
    """Have every entry name the token by which its event comes; its person stands as the actor."""
    _token.set(prefix)


def log_append(
    *,
    county_code: str,
    actor: str,
    action: str,
    object_kind: str,
    object_key: str,
    detail: dict[str, Any] | None = None,
) -> Entry:
    """Add an event to a county's log; must be called inside the transaction of the event."""
    assert transaction.get_connection().in_atomic_block, "an event and its entry stand or fall together"
    Head.objects.get_or_create(county_code=county_code, defaults={"hash": BEGINNING})
    head = Head.objects.select_for_update().get(county_code=county_code)
    told = {**(detail or {}), **({"token": _token.get()} if _token.get() else {})}
    entry = Entry(
        county_code=county_code,
        number=head.number + 1,
        at=timezone.now().isoformat(timespec="microseconds"),
        actor=actor,
        action=action,
        object_kind=object_kind,
        object_key=object_key,
        detail=json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        hash_before=head.hash,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    head.number, head.hash = entry.number, entry.hash
    head.save()
    return entry


def hash_of(entry: Entry) -> str:
    """The hash that an entry must bear."""
    told = [
        entry.hash_before, entry.county_code, entry.number, entry.at, entry.actor, entry.action, entry.object_kind,
        entry.object_key, entry.detail,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def faults(county_code: str) -> Iterator[Fault]:
    """Every place at which a county's log was changed behind the application's back; entries may be added meanwhile."""
    before, number = BEGINNING, 0
    every = Entry.objects.filter(county_code=county_code).order_by("number")
    while True:
        reached = number
        for entry in every.filter(number__gt=reached).iterator(chunk_size=2000):
            number += 1
            if entry.number != number:
                yield Fault(county_code, number, "missing")
                number = entry.number
            if entry.hash_before != before:
                yield Fault(county_code, entry.number, "chain")
            if entry.hash != hash_of(entry):
                yield Fault(county_code, entry.number, "content")
            before = entry.hash
        head = Head.objects.filter(county_code=county_code).first()
        if head is None or head.number <= number or reached == number:
            break
    if head is None and number:
        yield Fault(county_code, number, "no_head")
    elif head and (head.number, head.hash) != (number, before):
        yield Fault(county_code, head.number, "end")
