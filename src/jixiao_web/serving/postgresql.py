"""A PostgreSQL database in a backup: every table by COPY in one snapshot, and back into the same state of migrations.

COPY's text form is exact for every type, and goes through Django's own driver: no program of PostgreSQL is needed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jixiao_web.serving.archive import TABLES, Writer
from jixiao_web.serving.errors import ServingError
from jixiao_web.serving.start import set_up

_END = ".copy"
_CHUNK = 2**20


def dump(archive: Writer) -> dict[str, Any]:
    """Every table into an archive, all of one moment; what the manifest must know of them."""
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            tables = {name: _columns(cursor, name) for name in _tables()}
            cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
            migrations = [list(row) for row in cursor.fetchall()]
        for name, columns in tables.items():
            _copy_out(archive, name, columns)
    return {"tables": tables, "migrations": migrations}


def _copy_out(archive: Writer, name: str, columns: list[str]) -> None:
    from django.db import connection

    sql = f"COPY {_named(name, columns)} TO STDOUT"
    with archive.member(f"{TABLES}{name}{_END}") as target, connection.connection.cursor().copy(sql) as copy:
        for chunk in copy:
            target.write(chunk)


def _copy_in(path: Path, name: str, columns: list[str]) -> None:
    from django.db import connection

    sql = f"COPY {_named(name, columns)} FROM STDIN"
    with path.open("rb") as file, connection.connection.cursor().copy(sql) as copy:
        while chunk := file.read(_CHUNK):
            copy.write(chunk)


def refuse_filled(address: str) -> None:
    """Refuse a database that holds tables of a server.

    Raises:
        ServingError: it does, or cannot be reached.
    """
    import psycopg

    try:
        with psycopg.connect(address, connect_timeout=10) as connection:
            found = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
    except psycopg.OperationalError as error:
        raise ServingError("no_connection", why=str(error).strip().splitlines()[0]) from None
    if found and found[0] is not None:
        raise ServingError("database_filled")


def load(folder: Path, manifest: dict[str, Any]) -> None:
    """Put the tables of a backup into the database, whose own rows give way, in one transaction."""
    set_up()
    from django.db import connection, transaction

    _migrate_to(manifest["migrations"])
    tables: dict[str, list[str]] = manifest["tables"]
    with transaction.atomic():
        with connection.cursor() as cursor:
            every = ", ".join(_quoted(name) for name in tables)
            cursor.execute(f"TRUNCATE {every} CASCADE")
        for name, columns in tables.items():
            _copy_in(folder / f"{name}{_END}", name, columns)
        with connection.cursor() as cursor:
            for name, columns in tables.items():
                for column in columns:
                    _count_on(cursor, name, column)


def _migrate_to(applied: list[list[str]]) -> None:
    """Bring the database to the very state of the backup's; serving takes it on from there."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, name in applied if (app, name) in executor.loader.graph.nodes}
    if len(wanted) != len(applied) or set(executor.loader.applied_migrations) - wanted:
        raise ServingError("other_state")
    nodes = executor.loader.graph.node_map
    last = [
        key
        for key in wanted
        if not any(child.key in wanted and child.key[0] == key[0] for child in nodes[key].children)
    ]
    executor.migrate(sorted(last))


def _tables() -> list[str]:
    from django.db import connection

    return sorted({*connection.introspection.django_table_names(only_existing=True), "django_migrations"})


def _columns(cursor: Any, table: str) -> list[str]:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = %s"
        " AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    return [row[0] for row in cursor.fetchall()]


def _count_on(cursor: Any, table: str, column: str) -> None:
    """Have a column that numbers itself go on after the highest number."""
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [_quoted(table), column])
    sequence = cursor.fetchone()[0]
    if sequence:
        highest = f"(SELECT COALESCE(MAX({_quoted(column)}), 0) + 1 FROM {_quoted(table)})"
        cursor.execute(f"SELECT setval(%s, {highest}, false)", [sequence])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _named(table: str, columns: list[str]) -> str:
    return f"{_quoted(table)} ({', '.join(_quoted(column) for column in columns)})"
