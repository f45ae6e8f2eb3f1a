"""How the server's workers end: at the first signal, whoever sends it, and whenever it comes.

A terminal and systemd signal the whole group, and the parent then signals its workers once more. granian's workers wait
in a lock for a handler to be run: at times the signal reaches another thread and the handler is never run, and a second
signal may break into the first. So they take signals out of the queue in a thread of their own. Leaves to granian how
requests that are open then are answered.
"""

from __future__ import annotations

import os
import signal
import threading

_ENDING = (signal.SIGINT, signal.SIGTERM)


def end_at_the_first() -> None:
    """Have the workers that this process will fork end at the first signal; to be called before they are."""
    if not hasattr(os, "register_at_fork"):
        return
    import granian._signals

    os.register_at_fork(after_in_child=_forget)
    # Each worker asks granian's module for the function when it starts: there is no other way to reach its handlers.
    granian._signals.set_sync_signals = _wait_aside


def _forget() -> None:
    """A process that has nothing to finish yet ends as any other does, not by what the fork left it."""
    for each in _ENDING:
        signal.signal(each, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)


def _wait_aside() -> object:
    from granian._granian import WorkerSignal

    event = WorkerSignal()
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)  # in this thread and in those that it will start

    def wait() -> None:
        signal.sigwait(_ENDING)
        event.set()

    threading.Thread(target=wait, name="ending", daemon=True).start()
    return event
