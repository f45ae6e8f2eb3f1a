"""`jixiao restore`: a backup into an empty data folder, and into an empty database where that is PostgreSQL.

All is unpacked and proved beside the folder first; only then does it take the folder's place.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from jixiao import __version__
from jixiao_web.serving import postgresql
from jixiao_web.serving.archive import DATABASE, TABLES, extract, opened
from jixiao_web.serving.errors import ServingError
from jixiao_web.serving.start import chosen_settings

_SQLITE = "jixiao.sqlite3"


def backup_restore(archive: Path, *, force: bool = False, now: datetime) -> Path | None:
    """Restore a backup into the data folder of the settings.

    Args:
        force: what stands there is moved aside, and a filled database is emptied.
        now: names what is moved aside.
    Returns:
        Where the earlier data folder lies now; None where there was none.
    Raises:
        ServingError: the archive is damaged or newer, or the data folder or the database is not empty.
    """
    # Not by Django's settings: they would make a key and a folder where there must be none.
    chosen = chosen_settings()
    folder, address = Path(chosen["DATA"]).expanduser().resolve(), chosen["DATABASE"]
    if not force and folder.exists() and any(folder.iterdir()):
        raise ServingError("not_empty", path=folder)
    with opened(archive) as (packed, manifest):
        _refuse_other(manifest, "postgresql" if address else "sqlite")
        if address and not force:
            postgresql.refuse_filled(address)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder.parent) as place:
            fresh = Path(place) / "data"
            fresh.mkdir(mode=0o700)
            extract(packed, manifest, fresh)
            tables = Path(place) / "tables"
            if address:
                (fresh / TABLES).rename(tables)
            else:
                _prove(fresh / DATABASE)
                (fresh / DATABASE).rename(fresh / _SQLITE)
            if address:
                os.environ["JIXIAO_DATA"] = str(fresh)  # Django makes nothing in a folder that is not in its place yet
                postgresql.load(tables, manifest)
            return _take_place(fresh, folder, now)


def _refuse_other(manifest: dict[str, Any], engine: str) -> None:
    if manifest["engine"] != engine:
        raise ServingError("other_engine", found=manifest["engine"], wanted=engine)
    if _numbers(manifest["version"]) > _numbers(__version__):
        raise ServingError("newer", found=manifest["version"], own=__version__)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _prove(database: Path) -> None:
    from jixiao_web.config.sqlite import use_current_library

    use_current_library()
    import sqlite3

    connection = sqlite3.connect(database)
    try:
        faults = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    except sqlite3.DatabaseError:
        faults = []
    finally:
        connection.close()
    if faults != ["ok"]:
        raise ServingError("damaged", name=database.name)


def _take_place(fresh: Path, folder: Path, now: datetime) -> Path | None:
    """Put the fresh folder in the place of the old one, which is moved aside unless it is empty."""
    aside = None
    if folder.exists() and any(folder.iterdir()):
        aside = folder.with_name(f"{folder.name}.before-{now:%Y%m%d-%H%M%S}")
        folder.rename(aside)
    try:
        if folder.exists():
            folder.rmdir()
        fresh.rename(folder)
    except OSError:
        # The folder is where another file system is mounted: it can be filled, not replaced.
        folder.mkdir(exist_ok=True)
        for path in fresh.iterdir():
            shutil.move(path, folder / path.name)
    return aside
