"""Asks a server for pages as a browser does that keeps its connection, and times the answers. Knows no page."""

from __future__ import annotations

import http.client
import re
import statistics
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

_HEADERS = {"Accept-Encoding": "identity", "User-Agent": "benchmark"}
_FORM = "application/x-www-form-urlencoded"


class Ask(NamedTuple):
    """A request: of which server, as whom, and what is written where something is."""

    port: int
    path: str
    cookie: str = ""
    written: Mapping[str, str] | None = None
    token: str = ""


class Case(NamedTuple):
    """A page that is measured: its name, and the request of every turn."""

    name: str
    ask: Callable[[int], Ask]


class Times(NamedTuple):
    """What the answers of a case took, milliseconds; `cpu_ms` of it the server's processes worked, where that is known.

    What the servers work is the same however busy the machine is with other things; what an answer takes is not.
    """

    ms: tuple[float, ...]
    cpu_ms: tuple[float, ...] = ()

    @property
    def cpu(self) -> float | None:
        """The median of what the server worked."""
        return statistics.median(self.cpu_ms) if self.cpu_ms else None

    @property
    def p50(self) -> float:
        """The median."""
        return statistics.median(self.ms)

    @property
    def p95(self) -> float:
        """What nineteen of twenty keep to."""
        return sorted(self.ms)[min(int(len(self.ms) * 0.95), len(self.ms) - 1)]


class Browser:
    """Connections that stay open, one a server."""

    def __init__(self) -> None:
        self._open: dict[int, http.client.HTTPConnection] = {}

    def send(self, ask: Ask) -> tuple[float, int, bytes, list[str]]:
        """Ask; milliseconds, status, the answer, the cookies that it sets."""
        headers = dict(_HEADERS)
        if ask.cookie:
            headers["Cookie"] = ask.cookie
        if ask.written is not None:
            headers |= {"Content-Type": _FORM, "X-CSRFToken": ask.token}
        body = None if ask.written is None else urlencode(ask.written)
        connection = self._open.setdefault(ask.port, http.client.HTTPConnection("127.0.0.1", ask.port, timeout=60))
        start = time.perf_counter()
        try:
            connection.request("GET" if body is None else "POST", ask.path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        except (http.client.HTTPException, OSError):
            connection.close()
            raise
        took = (time.perf_counter() - start) * 1000
        return took, answer.status, content, answer.headers.get_all("Set-Cookie") or []

    def close(self) -> None:
        """Close them."""
        for connection in self._open.values():
            connection.close()


def logged_in(port: int, username: str, password: str) -> tuple[str, str]:
    """Log in as a person does; the cookies to send, and the token for forms."""
    with closing(Browser()) as browser:
        cookies = _cookies(browser.send(Ask(port, "/account/login/"))[3])
        token = cookies["csrftoken"]
        written = {"username": username, "password": password, "csrfmiddlewaretoken": token}
        took = browser.send(Ask(port, "/account/login/", _line(cookies), written, token))
        if took[1] != 302:
            raise RuntimeError(f"{username} cannot log in: {took[1]}")
        cookies |= _cookies(took[3])
    return _line(cookies), cookies["csrftoken"]


def _cookies(lines: Sequence[str]) -> dict[str, str]:
    return dict(line.partition(";")[0].split("=", 1) for line in lines)


def _line(cookies: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def measured(
    cases: Sequence[Case], rounds: int, users: int, warm: int = 5, meter: Callable[[], int | None] | None = None
) -> dict[str, Times]:
    """Every case in turn, by some users at once; what a turn is asked for differs from user to user.

    Args:
        meter: tells for how many nanoseconds the servers have worked so far; for a single user only.
    """
    times: dict[str, list[float]] = {case.name: [] for case in cases}
    worked: dict[str, list[float]] = {case.name: [] for case in cases}
    failures: list[str] = []
    lock = threading.Lock()

    def use(user: int) -> None:
        with closing(Browser()) as browser:
            for number in range(warm + rounds):
                for case in cases:
                    before = meter() if meter else None
                    took, status, content, _ = browser.send(case.ask(number * users + user))
                    after = meter() if meter else None
                    with lock:
                        if number >= warm:
                            times[case.name].append(took)
                        if number >= warm and before is not None and after is not None:
                            worked[case.name].append((after - before) / 1e6)
                        if status not in (200, 302):
                            failures.append(f"{case.name}: {status} {_words(content)}")

    threads = [threading.Thread(target=use, args=(user,)) for user in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(failures[0])
    return {name: Times(tuple(each), tuple(worked[name])) for name, each in times.items() if each}


def worked_by(processes: Sequence[int]) -> int | None:
    """For how many nanoseconds some processes have worked; None where the system does not tell."""
    try:
        tasks = (task for process in processes for task in Path(f"/proc/{process}/task").iterdir())
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks)
    except OSError:
        return None


def _words(content: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode(errors="replace")).split())[:300]
