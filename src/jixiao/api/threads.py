"""Making the process ready for threads that read and check at once."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import msgspec


def ready_for_threads() -> None:
    """Have msgspec know every type that is loaded by now; to be called before the threads begin.

    It learns a type when it first reads one, and makes it known before it has learnt all of it: a second thread that
    reads the same type meanwhile crashes the process (msgspec 0.22).
    """
    for each in _below(msgspec.Struct):
        with contextlib.suppress(TypeError):  # types that are only written
            msgspec.json.Decoder(each)


def _below(base: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    each: type[msgspec.Struct]
    for each in base.__subclasses__():
        yield each
        yield from _below(each)
