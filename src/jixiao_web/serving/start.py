"""Django made ready for a command, and the database brought to the state that the code wants."""

from __future__ import annotations

import os
from datetime import time
from pathlib import Path

from jixiao_web.config.environment import settings_of
from jixiao_web.config.postgresql import parts_of
from jixiao_web.serving.errors import ServingError

SETTINGS = "jixiao_web.config.settings"


def chosen_settings() -> dict[str, str]:
    """The settings of the server.

    Raises:
        ServingError: the file of settings cannot be read or names one that is not known, or the database's address is
            none.
    """
    try:
        chosen = settings_of(os.environ)
        if chosen["DATABASE"]:
            parts_of(chosen["DATABASE"])
        if chosen["REMIND_AT"].strip():
            time.fromisoformat(chosen["REMIND_AT"].strip().rjust(5, "0"))
    except (OSError, ValueError) as error:
        raise ServingError("wrong_settings", why=error) from None
    return chosen


def set_up() -> None:
    """Have Django read its settings and know its applications.

    Raises:
        ServingError: as `chosen_settings`.
    """
    import django

    chosen_settings()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()


def set_up_existing() -> None:
    """The same for a server that has run before: a wrong setting must not make a new, empty one.

    Raises:
        ServingError: there is no database of a server.
    """
    chosen = chosen_settings()
    database = Path(chosen["DATA"]).expanduser().resolve() / "jixiao.sqlite3"
    if not chosen["DATABASE"] and not database.exists():
        raise ServingError("no_database", path=database)
    set_up()
    from django.db import connection

    if "audit_entry" not in connection.introspection.table_names():
        raise ServingError("no_database", path=database)


def demand_migrated() -> None:
    """Refuse a database that an earlier version left, or a later one.

    Raises:
        ServingError: it is in another state than the code wants.
    """
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if behind or set(executor.loader.applied_migrations) - set(executor.loader.graph.nodes):
        raise ServingError("not_migrated")


def migrate() -> None:
    """Bring the database to the state that the code wants."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def let_go() -> None:
    """Close every connection and its pool: none may be shared with a process that is forked off."""
    from django.db import connections

    for connection in connections.all():
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool and connection.vendor == "postgresql" and connection.settings_dict["OPTIONS"].get("pool"):
            close_pool()
