"""Every setting of the server: its name in the environment, its default, what it does. The one list of them.

A setting stands in the environment as `JIXIAO_<NAME>` or in the file that `JIXIAO_CONFIG` names, as TOML under its name
in lower case; the environment goes first. Leaves what Django makes of them to `settings.py`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

PREFIX = "JIXIAO_"
CLOCK = "JIXIAO_OWN_CLOCK"
"""Set by `jixiao serve` for its processes: they send reminders by themselves. No setting."""


class Setting(NamedTuple):
    """A setting: its default as written, and its meaning."""

    default: str
    meaning: str


SETTINGS: dict[str, Setting] = {
    "DATA": Setting("jixiao-data", "folder of the database, the secret key and uploaded files"),
    "DATABASE": Setting(
        "",
        "address of a PostgreSQL database as libpq reads it, postgresql://user:password@host:port/name?sslmode=require;"
        " by a socket postgresql://user@/name?host=/run/postgresql&port=5432; empty for SQLite",
    ),
    "HOSTS": Setting("localhost,127.0.0.1,[::1]", "host names that the server answers to, parted by commas"),
    "ORIGINS": Setting("", "addresses with scheme that forms may come from behind a proxy, parted by commas"),
    "HTTPS": Setting("no", "yes where people reach the server by https: cookies are then sent by https only"),
    "DEBUG": Setting("no", "yes for developers: errors are shown to everyone"),
    "LANGUAGE": Setting("zh-hans", "language of those who have not chosen one: zh-hans or en"),
    "TIME_ZONE": Setting("Asia/Shanghai", "time zone of all times that are shown"),
    "EMAIL": Setting(
        "",
        "mail server, smtp://user:password@host:port, by port 587 with STARTTLS, or smtps://… with TLS from the start;"
        " empty writes mails into files below DATA",
    ),
    "EMAIL_FROM": Setting("jixiao@localhost", "sender of reminders"),
    "ADDRESS": Setting(
        "http://localhost:8000",
        "address by which people reach the server, for links in mails and feeds; unset, serve names its own",
    ),
    "REMIND_AT": Setting(
        "08:00", "time of day (HH:MM) from which the server sends reminders by itself; empty leaves it to jixiao remind"
    ),
    "UPLOAD_MB": Setting("20", "largest file that may be uploaded, megabytes"),
    "SESSION_HOURS": Setting("12", "longest time that somebody stays logged in, hours"),
    "SESSION_IDLE_MINUTES": Setting("60", "time without a request after which one is logged out, minutes"),
    "TOTP_ROLES": Setting(
        "",
        "roles that must log in with a second step, parted by commas: filler, unit_reviewer, finance_reviewer, "
        "administrator, auditor",
    ),
    "READ_SECONDS": Setting("60", "longest time that reading an uploaded file may take"),
}


def settings_of(environment: Mapping[str, str]) -> dict[str, str]:
    """The value of every setting.

    Raises:
        OSError, tomllib.TOMLDecodeError: the file of settings cannot be read.
        ValueError: it names a setting that is not known.
    """
    written = _file(environment.get(f"{PREFIX}CONFIG", ""))
    unknown = sorted(set(written) - {name.lower() for name in SETTINGS})
    if unknown:
        raise ValueError(f"unknown settings: {', '.join(unknown)}")
    return {
        name: environment.get(f"{PREFIX}{name}", str(written.get(name.lower(), setting.default)))
        for name, setting in SETTINGS.items()
    }


def _file(path: str) -> dict[str, Any]:
    return tomllib.loads(Path(path).read_text(encoding="utf-8")) if path else {}


def is_yes(value: str) -> bool:
    """Whether a setting says yes."""
    return value.strip().lower() in ("yes", "true", "1", "on")


def listed(value: str) -> list[str]:
    """A setting's values that commas part."""
    return [part.strip() for part in value.split(",") if part.strip()]
