"""How much work a call does, without a clock: machines are shared, so a test never compares seconds."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_HANG = 60.0
"""Seconds of the process's own computing after which a call that should return at once counts as one that hangs."""


def calls_of(do: Callable[[], object]) -> int:
    """Calls of functions, Python's and C's, that `do` makes: the same in every run, whatever else the machine does."""
    made = 0

    def counted(*_: object) -> None:
        nonlocal made
        made += 1

    sys.setprofile(counted)
    try:
        do()
    finally:
        sys.setprofile(None)
    return made


@contextmanager
def no_hang() -> Iterator[None]:
    """Raise TimeoutError in a body that computes on and on: for expressions that could go back without end."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"still at work after {_HANG:.0f} s of computing")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _HANG)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
