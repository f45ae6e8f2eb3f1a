"""A backup as one file: a zip with the database, the uploads, the secret key and a manifest with the hash of each.

Leaves to `backup.py` and `restore.py` what goes in and where it comes out.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from jixiao_web.serving.errors import ServingError

SCHEMA = "jixiao/backup/1"
MANIFEST = "manifest.json"
KEY = "secret.key"
DATABASE = "database.sqlite3"
TABLES = "tables/"
UPLOADS = "uploads/"
JOBS = "jobs/"
_CHUNK = 2**20


class Writer:
    """An archive that is being written."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._zip = file
        self.hashes: dict[str, str] = {}

    @contextmanager
    def member(self, name: str) -> Iterator[_Hashing]:
        """A member to write into."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        with self._zip.open(info, "w", force_zip64=True) as target:
            hashing = _Hashing(target)
            yield hashing
        self.hashes[name] = hashing.digest.hexdigest()

    def add(self, name: str, path: Path) -> None:
        """A file as a member; one that is taken away meanwhile is left out."""
        try:
            with path.open("rb") as source, self.member(name) as target:
                while chunk := source.read(_CHUNK):
                    target.write(chunk)
        except FileNotFoundError:
            return

    def finish(self, manifest: dict[str, Any]) -> None:
        """The manifest, last: an archive without one is none."""
        whole = {"schema": SCHEMA, **manifest, "files": self.hashes}
        with self.member(MANIFEST) as target:
            target.write(json.dumps(whole, ensure_ascii=False, indent=1).encode())


class _Hashing:
    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self.digest = hashlib.sha256()

    def write(self, data: bytes | memoryview) -> None:
        self._target.write(data)
        self.digest.update(data)


@contextmanager
def written(out: Path) -> Iterator[Writer]:
    """An archive that is in its place whole or not at all; only its owner may read it, for it holds the secret key."""
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "w+b") as file:
            with zipfile.ZipFile(file, "w") as packed:
                yield Writer(packed)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, out)
        _sync_folder(out.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    """An archive with its manifest.

    Raises:
        ServingError: it cannot be read, or is no backup.
    """
    try:
        packed = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise ServingError("no_file", path=path) from None
    except (OSError, zipfile.BadZipFile) as error:
        raise ServingError("no_backup", path=path) from error
    with packed:
        yield packed, _manifest(packed, path)


def _manifest(packed: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(packed.read(MANIFEST))
        ours = manifest.get("schema") == SCHEMA and all(_is_ours(name) for name in manifest["files"])
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, zlib.error) as error:
        raise ServingError("no_backup", path=path) from error
    if not ours:
        raise ServingError("no_backup", path=path)
    return manifest


def _is_ours(name: str) -> bool:
    """Whether a member lies where a backup has its members: no archive writes outside its folder."""
    parts = PurePosixPath(name).parts
    known = name in (KEY, DATABASE) or name.startswith((TABLES, UPLOADS, JOBS))
    return known and not {"..", "/", ""} & set(parts) and "\\" not in name and ":" not in name


def extract(packed: zipfile.ZipFile, manifest: dict[str, Any], folder: Path) -> None:
    """All members into a folder, each held against its hash.

    Raises:
        ServingError: one of them is missing or damaged.
    """
    for name, expected in manifest["files"].items():
        extract_one(packed, name, expected, folder / name)


def extract_one(packed: zipfile.ZipFile, name: str, expected: str, target: Path) -> None:
    """A member into a file, held against its hash.

    Raises:
        ServingError: it is missing or damaged.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    try:
        with packed.open(name) as source, target.open("wb") as file:
            while chunk := source.read(_CHUNK):
                file.write(chunk)
                digest.update(chunk)
            file.flush()
            os.fsync(file.fileno())
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ServingError("damaged", name=name) from error
    if digest.hexdigest() != expected:
        raise ServingError("damaged", name=name)
    target.chmod(0o600)
