"""`make run` as a newcomer has it: it comes up with the sample county, tells who may log in, and ends when asked."""

from __future__ import annotations

import contextlib
import http.client
import os
import pty
import re
import select
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jixiao_web.serving.server import free_port
from tests.web.serving.running import ROOT, county, environment, run

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("make_run")]

# The environment is there: what runs these tests made it. `-o` has make not look whether it is the newest.
MAKE = ["make", "--no-print-directory", "-o", ".venv/stamps/runtime", "run"]
END = "按 Ctrl+C 结束"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder: the second start finds the county there."""
    return tmp_path_factory.mktemp("make-run") / "data"


@pytest.fixture
def place(data: Path) -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: words for name, words in environment(data, JIXIAO_PORT=str(port)).items() if "MAKE" not in name}
    del kept["JIXIAO_DATABASE"]
    return kept


def told_until_up(read: Callable[[], bytes]) -> str:
    """What it prints until it is up."""
    told, deadline = b"", time.monotonic() + 120
    while END not in told.decode("utf-8", "ignore"):
        assert time.monotonic() < deadline, told.decode("utf-8", "ignore")
        words = read()
        assert words, told.decode("utf-8", "ignore")
        told += words
    return told.decode()


def refuses(port: int) -> bool:
    """Whether nobody listens there any more."""
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return True
        time.sleep(0.1)
    return False


def logs_in(port: int, username: str, password: str) -> bool:
    """Whether somebody gets in by the form, as a browser sends it."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", "/account/login/")
        page = connection.getresponse()
        cookie, text = (page.getheader("Set-Cookie") or "").partition(";")[0], page.read().decode()
        (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', text))
        form = f"csrfmiddlewaretoken={token}&username={username}&password={password}"
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/account/login/", form, headers)
        return connection.getresponse().status == 302


def test_it_comes_up_tells_who_may_log_in_and_ends_by_a_signal(place: dict[str, str], data: Path) -> None:
    port = int(place["JIXIAO_PORT"])
    process = subprocess.Popen(
        MAKE, cwd=ROOT, env=place, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True, bufsize=0,
    )  # fmt: skip
    try:
        assert process.stdout
        told = told_until_up(lambda: process.stdout.read(4096))
        assert f"http://127.0.0.1:{port}/" in told
        for username in ("guanli", "baihe", "aili"):
            (line,) = (line for line in told.splitlines() if username in line.split()[2:3])
            assert logs_in(port, username, line.split()[-1])
        drain = threading.Thread(target=process.stdout.read)
        drain.start()
        process.terminate()
        process.wait(timeout=60)
        drain.join(timeout=60)
        process.stdout.close()
        assert refuses(port)
        assert (data / "jixiao.sqlite3").exists()
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def test_ctrl_c_ends_it_without_an_error(place: dict[str, str]) -> None:
    child, terminal = pty.fork()
    if not child:
        os.chdir(ROOT)
        os.execvpe(MAKE[0], MAKE, place)
    try:
        told_until_up(lambda: os.read(terminal, 4096) if select.select([terminal], [], [], 60)[0] else b"")
        os.write(terminal, b"\x03")
        rest, deadline = b"", time.monotonic() + 60
        ended = 0
        while not ended and time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                if select.select([terminal], [], [], 0.2)[0]:
                    rest += os.read(terminal, 4096)
            ended, status = os.waitpid(child, os.WNOHANG)
        assert ended and os.waitstatus_to_exitcode(status) == 0, rest.decode("utf-8", "ignore")
        assert b"Error" not in rest and b"Traceback" not in rest
        assert refuses(int(place["JIXIAO_PORT"]))
    finally:
        os.close(terminal)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)


def test_the_sample_stays_out_of_a_database_with_other_data(tmp_path: Path) -> None:
    place = environment(tmp_path / "data")
    county(place)
    refused = run(["serve", "--sample"], place)
    assert refused.returncode == 2 and "不能装入样例县" in refused.stderr


def test_the_next_free_port_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port("127.0.0.1", port) > port or port > 65_000
