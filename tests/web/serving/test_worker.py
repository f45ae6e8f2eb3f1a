"""The worker beside the server."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest

from jixiao_web.serving import worker

SAYS = "import pathlib, signal; pathlib.Path({!r}).write_text(str(signal.SIGINT in signal.pthread_sigmask(0, ())))"


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="a platform without masks of signals")
def test_ctrl_c_waits_while_it_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "told"
    monkeypatch.setattr(worker, "COMMAND", (sys.executable, "-c", SAYS.format(str(told))))
    with worker.worker_beside():
        deadline = time.monotonic() + 30
        while not (told.exists() and told.read_text()):
            assert time.monotonic() < deadline
            time.sleep(0.05)
    assert told.read_text() == "True"
    assert signal.SIGINT not in signal.pthread_sigmask(0, ())
