"""Threads that read documents at once, from the very first on: a process that crashes takes every request with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "src/jixiao/samples/qingshi-2025-mended.json"
RACE = """
import sys, threading
sys.setswitchinterval(1e-7)
from jixiao.model.load import document_of_json
data, begin = open(sys.argv[1], "rb").read(), threading.Barrier(6)
def read():
    begin.wait()
    document_of_json(data, "x")
threads = [threading.Thread(target=read) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


@pytest.mark.parametrize("time", range(8))
def test_threads_may_read_at_once(time: int) -> None:
    """Without the model known beforehand every second run crashed."""
    done = subprocess.run([sys.executable, "-c", RACE, str(SAMPLE)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
