"""A server of our own on this machine, as `jixiao serve` starts it, and the commands of jixiao beside it."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).parents[3]
TOKEN = "t" * 32


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
        timeout=300,
    )


def county(settings: dict[str, str]) -> dict[str, Any]:
    """A county in the data folder, with sessions for its people."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.web.serving.county"],
        env=settings, cwd=ROOT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    found: dict[str, Any] = json.loads(made.stdout)
    return found


def children_of(process: int) -> list[int]:
    """The processes that a process started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            after_name = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if int(after_name[1]) == process:
                found.append(int(stat.parent.name))
    return found


def _form(written: Mapping[str, str], file: tuple[str, bytes] | None) -> tuple[bytes, str]:
    if file is None:
        return urlencode(written).encode(), "application/x-www-form-urlencoded"
    parts = [
        f'--{TOKEN}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{words}' for name, words in written.items()
    ]
    head = f'--{TOKEN}\r\nContent-Disposition: form-data; name="file"; filename="{file[0]}"\r\n\r\n'
    body = "".join(f"{part}\r\n" for part in (*parts, head)).removesuffix("\r\n").encode() + file[1]
    return body + f"\r\n--{TOKEN}--\r\n".encode(), f"multipart/form-data; boundary={TOKEN}"


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
        self.wait()

    def wait(self) -> None:
        """Wait until it answers."""
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
        return self.send(path, session, written)[0]

    def send(
        self, path: str, session: str, written: Mapping[str, str], file: tuple[str, bytes] | None = None
    ) -> tuple[int, str]:
        """Send a form, with a file or without; the answer's status and page."""
        body, content_type = _form(written, file)
        headers = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": content_type,
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request("POST", path, body=body, headers=headers)
            answer = connection.getresponse()
            assert "/login/" not in answer.getheader("Location", ""), "the session is not known"
            return answer.status, answer.read().decode("utf-8", "replace")

    def kill_workers(self) -> None:
        """Kill the processes that answer, and whatever else the server started; it has to start them anew."""
        for child in children_of(self.process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

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


class LightServer(Server):
    """The application behind a server that is killed and there again in no time: see `light.py`."""

    def __init__(self, settings: dict[str, str]) -> None:
        super().__init__(settings)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.web.serving.light", str(self.port)],
            env=settings, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._child = 0

    def start(self) -> None:
        """Have it answer."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write("start\n")
        self.process.stdin.flush()
        self._child = int(self.process.stdout.readline())

    def kill(self) -> None:
        """Kill the process that answers."""
        os.kill(self._child, signal.SIGKILL)

    def close(self) -> None:
        """End it for good."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=20)
