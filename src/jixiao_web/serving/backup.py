"""`jixiao backup`: everything that a server knows in one archive, while it goes on serving.

The database first, the files after it: whatever the copied rows name was there before them. Files of long work go with
it, so that what was going on goes on after `jixiao restore`, and what it made can be had.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jixiao import __version__
from jixiao_web.serving import postgresql
from jixiao_web.serving.archive import DATABASE, JOBS, KEY, UPLOADS, Writer, written
from jixiao_web.serving.errors import ServingError
from jixiao_web.serving.start import set_up_existing


def backup_make(out: Path, *, force: bool = False) -> int:
    """Back the server up; its size in bytes.

    Raises:
        ServingError: the file is there already, its folder is not, or there is nothing to back up.
    """
    if out.is_dir() or not out.parent.is_dir():
        raise ServingError("no_folder", path=out)
    if out.exists() and not force:
        raise ServingError("exists", path=out)
    set_up_existing()
    from django.conf import settings
    from django.db import connection

    manifest: dict[str, Any] = {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": __version__,
        "engine": connection.vendor,
    }
    with written(out) as archive:
        if connection.vendor == "postgresql":
            manifest |= postgresql.dump(archive)
        else:
            _copy_sqlite(archive, Path(str(settings.DATABASES["default"]["NAME"])), settings.DATA)
        archive.add(KEY, settings.DATA / "secret.key")
        _add_files(archive, UPLOADS, Path(settings.MEDIA_ROOT))
        _add_files(archive, JOBS, settings.DATA / "jobs")
        archive.finish(manifest)
    return out.stat().st_size


def _copy_sqlite(archive: Writer, database: Path, folder: Path) -> None:
    """A copy by SQLite's own online backup: of one moment, while others write on."""
    import sqlite3  # the one that Django's settings put in the place of the system's

    with tempfile.TemporaryDirectory(prefix=".backup-", dir=folder) as place:
        copy = Path(place) / DATABASE
        source, target = sqlite3.connect(str(database), timeout=60), sqlite3.connect(str(copy))
        try:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
            faults = [row[0] for row in target.execute("PRAGMA quick_check")]
        finally:
            source.close()
            target.close()
        if faults != ["ok"]:
            raise ServingError("damaged", name=database.name)
        archive.add(DATABASE, copy)


def _add_files(archive: Writer, name: str, folder: Path) -> None:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        own = path.relative_to(folder)
        if path.is_file() and not path.is_symlink() and not any(part.startswith(".part-") for part in own.parts):
            archive.add(name + own.as_posix(), path)
