"""`jixiao audit verify --against`: a log whose end was cut off or rewritten by somebody who knew how is found out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.postgresql import postgresql
from tests.web.serving.running import county, environment, run

pytestmark = pytest.mark.xdist_group("serving")

COLUMNS = ("hash_before", "county_code", "number", "at", "actor", "action", "object_kind", "object_key", "detail")


class Place:
    """A server's environment, its database past the application, and a backup of it with its log at some entry."""

    def __init__(self, settings: dict[str, str], folder: Path) -> None:
        self.settings, self.backup = settings, folder / "backup.zip"
        county(settings)
        made = run(["backup", str(self.backup)], settings)
        assert made.returncode == 0, made.stderr
        self.number = len(self.ask("SELECT number FROM audit_entry"))

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Ask the database or change it."""
        if self.settings["JIXIAO_DATABASE"]:
            import psycopg

            with psycopg.connect(self.settings["JIXIAO_DATABASE"]) as connection:
                cursor = connection.execute(sql.replace("?", "%s"), values)
                return [*cursor] if cursor.description else []
        import pysqlite3

        connection = pysqlite3.connect(Path(self.settings["JIXIAO_DATA"]) / "jixiao.sqlite3")
        try:
            rows = [*connection.execute(sql, values)]
            connection.commit()
            return rows
        finally:
            connection.close()

    def append(self, action: str) -> None:
        """An entry as the application makes one, of a thing that is no filing."""
        ((number, before),) = self.ask("SELECT number, hash FROM audit_head")
        told = (before, "990128", number + 1, "2025-06-03T00:00:00+00:00", "guanli", action, "county", "990128", "{}")
        digest = hashlib.sha256(json.dumps([*told], ensure_ascii=False).encode()).hexdigest()
        names, places = ", ".join((*COLUMNS, "hash")), ", ".join("?" * 10)
        self.ask(f"INSERT INTO audit_entry ({names}) VALUES ({places})", *told, digest)
        self.ask("UPDATE audit_head SET number = ?, hash = ?", number + 1, digest)

    def cut(self, count: int) -> None:
        """Take the last entries away and set the recorded end back, so that the log by itself still holds."""
        last = self.number - count
        self.ask("DELETE FROM audit_entry WHERE number > ?", last)
        ((digest,),) = self.ask("SELECT hash FROM audit_entry WHERE number = ?", last)
        self.ask("UPDATE audit_head SET number = ?, hash = ?", last, digest)

    def verify(self, *words: str) -> Any:
        """The proof."""
        return run(["audit", "verify", *words], self.settings)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "sqlite":
        yield Place(environment(tmp_path / "data"), tmp_path)
        return
    with postgresql(durable=False) as address:
        yield Place(environment(tmp_path / "data", address), tmp_path)


def test_a_log_that_goes_on_holds(place: Place) -> None:
    place.append("evaluations_opened")
    proof = place.verify("--against", str(place.backup))
    assert proof.returncode == 0, proof.stderr
    assert f"备份时的 {place.number} 条都在" in proof.stdout


def test_an_end_that_was_cut_off_or_rewritten_is_told(place: Place) -> None:
    place.append("evaluations_opened")  # an entry after the backup …
    place.cut(0)  # … is taken away again: only a later backup could tell
    assert place.verify("--against", str(place.backup)).returncode == 0
    # An entry that tells of no filing stands at the end now, and goes: the log by itself still holds.
    place.append("password_reset")
    place.number += 1
    later = place.backup.with_name("later.zip")
    assert run(["backup", str(later)], place.settings).returncode == 0
    place.cut(1)
    assert place.verify().returncode == 0, "by itself the log still holds: the test tampers as somebody who knows how"
    told = place.verify("--against", str(later))
    assert told.returncode == 1 and f"现在只有 {place.number - 1} 条：末尾被删除" in told.stderr
    place.append("account_locked")
    assert place.verify().returncode == 0
    told = place.verify("--against", str(later))
    assert told.returncode == 1 and f"第 {place.number} 条：与备份中的不同" in told.stderr


def test_what_is_no_backup_is_told(place: Place, tmp_path: Path) -> None:
    (tmp_path / "words.zip").write_text("words")
    for name, words in (("words.zip", "不是 jixiao 的备份文件"), ("nothing.zip", "没有这个文件")):
        told = place.verify("--against", str(tmp_path / name))
        assert told.returncode == 2 and words in told.stderr and "Traceback" not in told.stderr
