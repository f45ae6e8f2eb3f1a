"""The files of imports: taken piece by piece, read once in a process of its own, kept as plain rows, never served.

The original is not kept: its hash and its rows are.
"""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from django.conf import settings
from django.utils.translation import gettext

from jixiao.api import language
from jixiao_web.filings.errors import NotReadable
from jixiao_web.spending.reading import Told


class Taken(NamedTuple):
    """A file that was taken: hash of the original, its name below the folder of uploads, its rows."""

    sha256: str
    stored: str
    rows: int


def upload_take(county_code: str, name: str, pieces: Iterable[bytes]) -> Taken:
    """Take a file; the same content is kept once a county.

    Raises:
        NotReadable: too large, damaged, protected, or not readable within the bounds of time and memory.
    """
    folder = Path(settings.MEDIA_ROOT) / "payments" / county_code
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".part-") as own:
        original, rows = Path(own) / "original", Path(own) / "rows"
        sha256 = _written(original, pieces)
        told = _read(original, rows, name)
        with rows.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(rows, folder / sha256)
    return Taken(sha256, f"payments/{county_code}/{sha256}", told.rows)


def _written(path: Path, pieces: Iterable[bytes]) -> str:
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        for piece in pieces:
            size += len(piece)
            if size > settings.UPLOAD_BYTES:
                most = settings.UPLOAD_BYTES // 2**20
                raise NotReadable(gettext("文件超过%(most)s MB，请按月份拆分后再上传。") % {"most": most})
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def _read(source: Path, target: Path, name: str) -> Told:
    command = [sys.executable, "-m", "jixiao_web.spending.reading", str(source), str(target), name, language()]
    try:
        done = subprocess.run(command, capture_output=True, timeout=settings.READ_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise NotReadable(gettext("读取这个文件用时过长，已停止。请按月份拆分，或者另存为 CSV 后再试。")) from None
    try:
        told = msgspec.json.decode(done.stdout, type=Told) if done.returncode == 0 else None
    except msgspec.DecodeError:
        told = None
    if told is None:
        raise NotReadable(gettext("读取这个文件时中断，文件可能已损坏。请打开后另存为 xlsx 或 CSV 再试。"))
    if told.error:
        raise NotReadable(told.error)
    return told


def rows_stored(stored: str) -> Iterator[list[str]]:
    """The rows of a file that was taken, one after another.

    Raises:
        NotReadable: it is gone, as after a restored backup without its uploads.
    """
    try:
        file = (Path(settings.MEDIA_ROOT) / stored).open(encoding="utf-8", newline="")
    except FileNotFoundError:
        raise NotReadable(gettext("上传的文件已不在服务器上，请重新上传同一个文件。")) from None
    with file:
        yield from csv.reader(file)


def upload_forget(stored: str) -> None:
    """Take a file away that no import needs."""
    (Path(settings.MEDIA_ROOT) / stored).unlink(missing_ok=True)
