"""Asking a server's database itself, past the application."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Rows = Callable[[str], list[tuple[Any, ...]]]


def sqlite_rows(data: Path) -> Rows:
    """Asks SQLite."""
    import pysqlite3

    def rows(sql: str) -> list[tuple[Any, ...]]:
        connection = pysqlite3.connect(data / "jixiao.sqlite3", timeout=20)
        try:
            return [*connection.execute(sql)]
        finally:
            connection.close()

    return rows


def postgresql_rows(address: str) -> Rows:
    """Asks PostgreSQL, once it has noticed that those are gone who were killed: until then it may still commit."""
    import psycopg

    others = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"

    def rows(sql: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(address, autocommit=True) as connection:
            for _ in range(200):
                if connection.execute(others).fetchone() == (0,):
                    break
                time.sleep(0.02)
            return [*connection.execute(sql)]

    return rows
