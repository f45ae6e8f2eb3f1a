"""How often a token may ask, and how often an address may fail: counted for all processes of the server.

Every process counts by itself and tells the shared cache by tens, so that a request costs no write of its own; the
limit may be passed by that much.
"""

from __future__ import annotations

import hashlib
import threading
import time

from django.core.cache import cache

A_MINUTE = 300
"""Requests of a token within a minute; some cost more than one."""
FAILED_A_MINUTE = 60
"""Requests without a working token from one address within a minute."""
_BATCH = 10
_MOST_KNOWN = 2_000

_lock = threading.Lock()
_known: dict[str, tuple[int, int, int]] = {}


def is_within(kind: str, name: str, most: int, cost: int = 1) -> bool:
    """Count a request; False where there were too many this minute."""
    minute = _minute()
    key = f"rest:{kind}:{hashlib.sha256(name.encode()).hexdigest()[:40]}:{minute}"
    with _lock:
        if len(_known) > _MOST_KNOWN:
            _known.clear()
        since, shared, own = _known.get(key, (minute, 0, 0))
        own += cost
        told, own = (own, 0) if own >= _BATCH else (0, own)
        _known[key] = (since, shared, own)
    if told:
        cache.add(key, 0, 120)
        try:
            shared = cache.incr(key, told)
        except ValueError:  # it was thrown out meanwhile
            shared += told
        with _lock:
            _known[key] = (since, shared, _known.get(key, (since, 0, 0))[2])
    return shared + own <= most


def _minute() -> int:
    return int(time.time() // 60)


def seconds_left() -> int:
    """Until the next minute begins."""
    return 60 - int(time.time() % 60)
