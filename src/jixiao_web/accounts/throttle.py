"""How often somebody may try a password or a code: counted for the account and the address, shared by all processes.

A try takes one of a few slots for a quarter of an hour; taking one is a single insert, so that many tries at once count
as many. A log-in that succeeds gives its slots back.
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

SECONDS = 15 * 60
OF_ACCOUNT = 5
OF_ADDRESS = 40


def try_begin(username: str, address: str, kind: str = "account") -> bool:
    """Take a slot for an account and one for an address; False where none is free. `kind`: of passwords or codes."""
    return _take(_slots(kind, username, OF_ACCOUNT)) and _take(_slots("address", address, OF_ADDRESS))


def try_succeeded(username: str, address: str, kind: str = "account") -> None:
    """Forget the account's tries, and one of the address's."""
    cache.delete_many(_slots(kind, username, OF_ACCOUNT))
    taken = cache.get_many(_slots("address", address, OF_ADDRESS))
    for slot in list(taken)[:1]:
        cache.delete(slot)


def address_of(request: HttpRequest) -> str:
    """The address that a request came from; behind a proxy that is trusted, the one that the proxy saw."""
    if settings.SECURE_PROXY_SSL_HEADER and (told := request.headers.get("X-Forwarded-For")):
        return told.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _slots(kind: str, name: str, number: int) -> list[str]:
    key = hashlib.sha256(name.strip().lower().encode()).hexdigest()[:40]
    return [f"try:{kind}:{key}:{n}" for n in range(number)]


def _take(slots: list[str]) -> bool:
    taken = cache.get_many(slots)
    return any(cache.add(slot, 1, SECONDS) for slot in slots if slot not in taken)
