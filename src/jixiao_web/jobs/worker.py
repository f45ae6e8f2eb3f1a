"""The process that does long work beside the server: `python -m jixiao_web.jobs.worker`.

Ends after the step in hand when it is asked to, and with `--watch` when the server that started it is gone.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
import uuid
from collections.abc import Callable

_log = logging.getLogger(__name__)
_IDLE_SECONDS = 1.0
_UPKEEP_SECONDS = 600
_SECONDS_TO_END = 20


def main() -> int:
    """Work until asked to end."""
    import django

    ended = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: ended.set())
    if hasattr(signal, "pthread_sigmask"):  # the server keeps it blocked until here
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT,))
    if "--watch" in sys.argv:
        threading.Thread(target=_end_with_parent, args=(ended,), daemon=True).start()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jixiao_web.config.settings")
    django.setup()
    work(ended)
    return 0


def work(ended: threading.Event) -> None:
    """Claim jobs and do them."""
    from django.db import DatabaseError, close_old_connections

    from jixiao_web.jobs import queue

    name, upkeep_at = uuid.uuid4().hex, 0.0
    while not ended.is_set():
        close_old_connections()
        try:
            if time.monotonic() >= upkeep_at:
                queue.remove_old()
                upkeep_at = time.monotonic() + _UPKEEP_SECONDS
            busy = work_once(name, ended.is_set) or any(do() for do in queue.BESIDE)
        except DatabaseError:  # away, or busy: it comes back
            _log.exception("The database does not answer")
            busy = False
        if not busy:
            ended.wait(_IDLE_SECONDS)


def work_once(name: str, is_ended: Callable[[], bool] = lambda: False) -> bool:
    """Claim one job and work on it; False where none waits."""
    from jixiao_web.jobs import queue
    from jixiao_web.jobs.work import do

    job = queue.claim(name)
    if job is None:
        return False
    over = threading.Event()
    beating = threading.Thread(target=_keep_alive, args=(job, over), daemon=True)
    beating.start()
    try:
        do(job, is_ended)
    finally:
        over.set()
        beating.join()
    if is_ended():
        queue.release(job)
    return True


def _keep_alive(job, over: threading.Event) -> None:  # type: ignore[no-untyped-def]  # models cannot be imported yet
    from django.db import DatabaseError, connection

    from jixiao_web.jobs import queue

    while not over.wait(queue.BEAT_SECONDS):
        try:
            queue.beat(job)
        except DatabaseError:
            _log.warning("A claim could not be kept alive this time")
        finally:
            connection.close()


def _end_with_parent(ended: threading.Event) -> None:
    """The server's other processes hold the pipe too: where a process can see its parent change, that tells sooner."""
    parent = os.getppid()
    if os.name == "nt":
        while os.read(0, 1024):
            pass
    else:
        while os.getppid() == parent:
            time.sleep(0.5)
    ended.set()
    time.sleep(_SECONDS_TO_END)
    os._exit(1)


if __name__ == "__main__":
    raise SystemExit(main())
