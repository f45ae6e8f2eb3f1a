"""A server that is killed while payments are imported and typed in: no entry lost, none twice, totals equal them.

The worker loads imports with common lines, stopped and begun again by people, beside somebody who types;
JIXIAO_IMPORT_KILLS says how often all of it is killed.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.postgresql import postgresql
from tests.web.serving.running import ROOT, Server, county, environment, run
from tests.web.serving.test_kill import Rows, postgresql_rows, sqlite_rows

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("JIXIAO_IMPORT_KILLS", "8"))
_SEED = 20250918
_SHORTEST_LIFE, _LONGEST_LIFE = 0.1, 2.0


class Loader(threading.Thread):
    """Somebody who has one import after the other loaded: begins it, and again where it ended before."""

    def __init__(self, server: Server, session: str, batches: list[str]) -> None:
        super().__init__(daemon=True)
        self.server, self.session, self.batches = server, session, batches
        self.wrong: list[int] = []

    def run(self) -> None:
        for batch in self.batches:
            try:
                status = self.server.post(f"/spending/import/{batch}/load/", self.session, good_only="yes")
            except (OSError, http.client.HTTPException):
                return
            if status != 302:
                self.wrong.append(status)


class Payer(threading.Thread):
    """Somebody who types payments; what got no answer is sent again after the restart, as browsers do."""

    def __init__(self, server: Server, session: str, ledger: str, unsure: str) -> None:
        super().__init__(daemon=True)
        self.server, self.session, self.ledger, self.unsure = server, session, ledger, unsure
        self.said: list[str] = []
        self.wrong: list[int] = []
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.is_set():
            key = self.unsure or str(uuid.uuid4())
            allowed = (302, 422) if self.unsure else (302,)  # 422: it stands already
            self.unsure = key
            try:
                status = self.server.post(
                    f"/spending/{self.ledger}/pay/", self.session, key=key, day="2025-03-01", fen="0.07", summary=key
                )
            except (OSError, http.client.HTTPException):
                return
            if status not in allowed:
                self.wrong.append(status)
                return
            self.said.append(key)
            self.unsure = ""


@pytest.fixture(
    params=[pytest.param(name, marks=pytest.mark.xdist_group(f"kill-{name}")) for name in ("sqlite", "postgresql")]
)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[dict[str, str], Rows]]:
    """The environment of a server, and a way to ask its database."""
    data = tmp_path / "data"
    if request.param == "sqlite":
        yield environment(data), sqlite_rows(data)
        return
    with postgresql() as address:
        yield environment(data, address), postgresql_rows(address)


def test_a_kill_loses_no_payment_and_enters_none_twice(place: tuple[dict[str, str], Rows]) -> None:
    settings, rows = place
    made = county(settings) | _spending(settings)
    chance, said, unsure = random.Random(_SEED), list[str](), ""
    for kill in range(KILLS + 1):
        server = Server(settings, "--workers", "2")
        server.start()
        session = made["finance"]
        loaders = [Loader(server, session, made["batches"]), Loader(server, session, made["batches"][::-1])]
        payer = Payer(server, session, made["ledgers"][0], unsure)
        abandon(settings)
        for each in (*loaders, payer):
            each.start()
        if kill < KILLS:
            time.sleep(chance.uniform(_SHORTEST_LIFE, _LONGEST_LIFE))
            server.kill()
        else:  # the last time they may come to an end
            for each in loaders:
                each.join(timeout=120)
            until(settings, len(made["batches"]))
        payer.ended.set()
        for each in (*loaders, payer):
            each.join(timeout=60)
            assert not each.is_alive()
            assert each.wrong == [], server.output()
        said, unsure = said + payer.said, payer.unsure
        if kill == KILLS:
            server.stop()
        _proved(rows, said, unsure, kill)
        proof = run(["audit", "verify"], settings)
        assert proof.returncode == 0, f"kill {kill}: {proof.stderr}"
    assert len(said) >= KILLS // 2
    _whole(rows, made["lines"])


def _proved(rows: Rows, said: list[str], unsure: str, kill: int) -> None:
    """What was typed and acknowledged stands once; of what got no answer, nothing or one."""
    typed = [words for (words,) in rows("SELECT summary FROM spending_payment WHERE batch_id IS NULL")]
    assert len(typed) == len(set(typed)), f"kill {kill}"
    assert set(said) <= set(typed) <= {*said, unsure}, f"kill {kill}"
    ((progress, entered),) = rows(
        "SELECT COALESCE(SUM(new), 0), (SELECT COUNT(*) FROM spending_payment WHERE batch_id IS NOT NULL) "
        "FROM spending_batch"
    )
    assert progress == entered, f"kill {kill}: an import says what it entered"


def _whole(rows: Rows, lines: int) -> None:
    """Every line of every list stands once."""
    ((number, fen),) = rows("SELECT COUNT(*), SUM(fen) FROM spending_payment WHERE batch_id IS NOT NULL")
    assert (number, fen) == (lines, sum((n + 1) * 100 + 1 for n in range(lines)))
    assert {state for (state,) in rows("SELECT state FROM spending_batch")} == {"loaded"}


def _spending(settings: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.serving.spending_county"],
        env=settings, cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def abandon(settings: dict[str, str]) -> None:
    """As if the half minute were over in which the claim of a killed worker counts as alive."""
    assert _asked(settings, "forget") == {}


def until(settings: dict[str, str], wanted: int) -> None:
    """Wait until so many imports are loaded."""
    deadline = time.monotonic() + 180
    while (told := _asked(settings, "loads"))["loaded"] < wanted and time.monotonic() < deadline:
        time.sleep(0.5)
    assert told["loaded"] == wanted, told


def _asked(settings: dict[str, str], *words: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.jobs.asking", *words],
        env=settings, cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
