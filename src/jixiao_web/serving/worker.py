"""The process that does long work beside the server: started with it, started again when it dies, ended with it.

What it does is `jobs`' affair. It lives in the server's group of processes, so that what kills the server kills it too.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

COMMAND = (sys.executable, "-m", "jixiao_web.jobs.worker", "--watch")
_SECONDS_TO_STOP = 25
_SHORTEST_LIFE = 10
_LONGEST_PAUSE = 60

_starting = threading.Lock()
"""Held while a worker is started. `Popen` waits until nobody holds its pipe any more: a server process that is forked
off just then would hold it for ever."""


@contextlib.contextmanager
def worker_beside() -> Iterator[None]:
    """Have a worker while the block runs."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(
            before=_starting.acquire, after_in_parent=_starting.release, after_in_child=_starting.release
        )
    keeper = _Keeper()
    try:
        yield
    finally:
        keeper.stop()


class _Keeper:
    """Keeps one worker alive; one that dies at once again and again is started ever more rarely."""

    def __init__(self) -> None:
        self._ended = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._keep, name="worker", daemon=True)
        self._thread.start()

    def _keep(self) -> None:
        if hasattr(signal, "pthread_sigmask"):  # a terminal's Ctrl+C waits until the worker has somebody to take it
            signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
        pause = 1
        while not self._ended.is_set():
            begun = time.monotonic()
            with _starting, self._lock:
                if self._ended.is_set():
                    return
                process = self._process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE)
            with process:
                process.wait()
            pause = 1 if time.monotonic() - begun > _SHORTEST_LIFE else min(pause * 2, _LONGEST_PAUSE)
            self._ended.wait(pause)

    def stop(self) -> None:
        """Ask the worker to end after the step in hand; wait for it, not for ever."""
        with self._lock:
            self._ended.set()
            process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=_SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
        self._thread.join()
