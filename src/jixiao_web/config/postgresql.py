"""PostgreSQL as the database: its address, as libpq reads it, made into Django's description."""

from __future__ import annotations

from typing import Any

_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
"""What Django names itself; every other word of an address is an option of libpq and handed on."""

_ASKED_BEFORE_PREPARED = 1
"""How often a connection has been asked for one of our own kept selects before the server keeps its plan."""

_SCHEMES = ("postgresql://", "postgres://")


def database(address: str) -> dict[str, Any]:
    """Django's description of a PostgreSQL database.

    Args:
        address: postgresql://user:password@host:port/name, with any options of libpq behind it: `?sslmode=require`, or
            the folder of a socket, `?host=/run/postgresql&port=5433`.
    Raises:
        ValueError: it is no such address; the words do not show its password.

    >>> told = database("postgresql://jixiao@/county?host=/run/postgresql&sslmode=disable")
    >>> told["HOST"], told["NAME"], told["OPTIONS"]
    ('/run/postgresql', 'county', {'pool': True, 'prepare_threshold': 1, 'sslmode': 'disable'})
    """
    parts = parts_of(address)
    options = {name: value for name, value in parts.items() if name not in _NAMES}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{ours: parts.get(theirs, "") for theirs, ours in _NAMES.items()},
        "OPTIONS": {"pool": True, "prepare_threshold": _ASKED_BEFORE_PREPARED, **options},
    }


def parts_of(address: str) -> dict[str, str]:
    """The parts of an address by libpq's names.

    Raises:
        ValueError: as `database`.
    """
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    if not address.startswith(_SCHEMES):
        raise ValueError("DATABASE: postgresql://user:password@host/name")
    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(address).items() if value is not None}
    except ProgrammingError as error:
        # libpq repeats the address, and with it the password, after a colon.
        raise ValueError(f"DATABASE: {str(error).partition(':')[0].strip()}") from None
    if not parts.get("dbname"):
        raise ValueError("DATABASE: no name, postgresql://user:password@host/name")
    return parts
