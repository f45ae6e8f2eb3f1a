"""A server that is killed while people write: what was acknowledged stands, nothing stands by half, no request that is
repeated takes effect twice, and the log proves it.

JIXIAO_KILLS says how often for each database.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.web.postgresql import postgresql
from tests.web.serving.rows import Rows, postgresql_rows, sqlite_rows
from tests.web.serving.running import LightServer, Server, county, environment, run
from tests.web.serving.writers import PURPOSE, Writer, everybody

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("JIXIAO_KILLS", "100"))
_OF_GRANIAN = KILLS // 12
"""Rounds in which `jixiao serve` itself is killed, twice each: its workers first, then all of it."""
_SEED = 20250603
_LIVES = (0.02, 0.5)
_WAITED_EVERY = 4
_VERIFIED_EVERY = 20


class Place:
    """A server's environment, its database past the application, a county in it and people who write."""

    def __init__(self, settings: dict[str, str], rows: Rows) -> None:
        self.settings, self.rows = settings, rows
        made = county(settings)
        self.units = made["units"]
        self.people = everybody(made)
        self.chance = random.Random(_SEED)
        self.kills = 0

    def live(self, server: Server, kill: Callable[[], None]) -> None:
        """Have everybody write for a while, then kill the server under them, and look at what stands."""
        lives = [writer.begin(server) for writer in self.people.values()]
        self._let_live()
        kill()
        for life in lives:
            life.end()
        self.kills += 1
        assert {name: writer.wrong for name, writer in self.people.items() if writer.wrong} == {}
        self.look()
        if self.kills % _VERIFIED_EVERY == 0:
            self.verify()

    def _let_live(self) -> None:
        """Any short while; now and then until somebody in turn was answered: some requests take longer than that."""
        if self.kills % _WAITED_EVERY == 0:
            writer = list(self.people.values())[self.kills // _WAITED_EVERY % len(self.people)]
            before, deadline = len(writer.acknowledged), time.monotonic() + 30
            while len(writer.acknowledged) == before and not writer.wrong and time.monotonic() < deadline:
                time.sleep(0.01)
        time.sleep(self.chance.uniform(*_LIVES))

    def look(self) -> None:
        """Whether everything stands that was acknowledged, and nothing but that and what is pending."""
        at = f"kill {self.kills}"
        filings = {key.replace("-", ""): rest for key, *rest in self.rows(_FILINGS)}
        draft, projects, _state = filings[self.units[0]["filing"].replace("-", "")]
        document = json.loads(draft)
        assert PURPOSE == "projects[0].purpose"
        assert document["projects"][0]["purpose"] in self.people["saver"].may, at
        assert len(document["projects"]) == projects, at
        assert filings[self.units[1]["filing"].replace("-", "")][2] in self.people["mover"].may, at
        self._look_at_comments(at)
        self._look_at_plans(at)
        self._look_at_accounts(at)

    def _look_at_comments(self, at: str) -> None:
        speaker = self.people["speaker"]
        comments = Counter(text for (text,) in self.rows("SELECT text FROM review_comment"))
        assert set(comments.values()) <= {1}, at
        assert set(speaker.acknowledged) <= set(comments) <= set(speaker.acknowledged) | speaker.may, at

    def _look_at_plans(self, at: str) -> None:
        """A plan that was begun has its file, its rows and its first revision; one that was not has nothing."""
        beginner = self.people["beginner"]
        begun = {str(year): rest for year, *rest in self.rows(_BEGUN)}
        assert set(beginner.acknowledged) <= set(begun) <= set(beginner.acknowledged) | beginner.may, at
        assert all(
            sources == revisions == 1 and rows == projects for sources, revisions, rows, projects in begun.values()
        ), at

    def _look_at_accounts(self, at: str) -> None:
        """Both accounts of a table with their posts, or neither."""
        importer = self.people["importer"]
        posts = Counter(name[:-2] for (name,) in self.rows(_POSTS) if name.startswith("p"))
        accounts = Counter(name[:-2] for (name,) in self.rows("SELECT username FROM accounts_user") if name[:1] == "p")
        assert posts == accounts and set(accounts.values()) <= {2}, at
        assert set(importer.acknowledged) <= set(accounts) <= set(importer.acknowledged) | importer.may, at

    def verify(self) -> None:
        """Have the log proved as people do it; besides, no request was told there twice."""
        proof = run(["audit", "verify"], self.settings)
        assert proof.returncode == 0, f"kill {self.kills}: {proof.stderr}"
        entries = [detail for (detail,) in self.rows("SELECT detail FROM audit_entry")]
        for name in ("saver", "speaker"):
            told = Counter(word for detail in entries for word in self.people[name].acknowledged if word in detail)
            assert set(told.values()) <= {1} and set(told) == set(self.people[name].acknowledged), name


_FILINGS = "SELECT CAST(id AS TEXT), draft, projects, state FROM filings_filing"
_BEGUN = """
    SELECT year, (SELECT count(*) FROM filings_source WHERE filing_id = filing.id),
        (SELECT count(*) FROM filings_revision WHERE filing_id = filing.id),
        (SELECT count(*) FROM filings_projectrow WHERE filing_id = filing.id), projects
    FROM filings_filing AS filing WHERE year > 2025
"""
_POSTS = """
    SELECT username FROM accounts_appointment JOIN accounts_user ON accounts_user.id = accounts_appointment.user_id
"""


@pytest.fixture(
    params=[pytest.param(name, marks=pytest.mark.xdist_group(f"kill-{name}")) for name in ("sqlite", "postgresql")]
)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    data = tmp_path / "data"
    if request.param == "sqlite":
        yield Place(environment(data), sqlite_rows(data))
        return
    with postgresql() as address:
        yield Place(environment(data, address), postgresql_rows(address))


def test_a_kill_loses_nothing_and_doubles_nothing(place: Place) -> None:
    with contextlib.closing(LightServer(place.settings)) as light:
        for _ in range(KILLS - 2 * _OF_GRANIAN):
            light.start()
            place.live(light, light.kill)
    for _ in range(_OF_GRANIAN):
        server = Server(place.settings)
        server.start()
        try:
            place.live(server, server.kill_workers)
            server.wait()
            place.live(server, server.kill)
        finally:
            server.kill()
    place.verify()
    done = {name: len(writer.acknowledged) for name, writer in place.people.items()}
    print("kills:", place.kills, "acknowledged:", done)
    assert place.kills == KILLS
    assert all(_enough(writer) for writer in place.people.values()), done


def _enough(writer: Writer) -> bool:
    """Whether kills met enough of somebody's requests."""
    return len(writer.acknowledged) >= KILLS // _WAITED_EVERY // 5
