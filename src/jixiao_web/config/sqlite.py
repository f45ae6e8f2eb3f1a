"""SQLite as the embedded database: a current library, write-ahead log, transactions that begin as writers.

Debian's own SQLite lies in the range of releases in which a reset of the write-ahead log can lose data; `pysqlite3`
brings a current one. A transaction that begins as a reader and writes later fails at once under load; begun as a writer
it waits its turn. Connections stay open: the last one that closes empties the log into the database and waits for the
disk, which made every request of a quiet server wait for it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any


def use_current_library() -> None:
    """Have Django use the SQLite that `pysqlite3` brings instead of the system's."""
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def database(path: Path) -> dict[str, Any]:
    """Django's description of a SQLite database."""
    use_current_library()
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON",
        },
    }
