"""The files of a job: what was handed in, what was read of it, what was made. Each appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from pathlib import Path

from django.conf import settings


def folder_of(job_id: uuid.UUID) -> Path:
    """A job's folder, whether it is there or not."""
    return Path(settings.DATA) / "jobs" / str(job_id)


def made(job_id: uuid.UUID) -> Path:
    """A job's folder, which is there."""
    folder = folder_of(job_id)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def put(job_id: uuid.UUID, name: str, data: bytes) -> Path:
    """Put a file there."""
    folder = made(job_id)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".part-")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.replace(temporary, folder / name)
    return folder / name


def take(job_id: uuid.UUID, name: str) -> bytes | None:
    """A file's content; None where it is gone."""
    try:
        return (folder_of(job_id) / name).read_bytes()
    except FileNotFoundError:
        return None


def drop(job_id: uuid.UUID, name: str) -> None:
    """Take a file away."""
    (folder_of(job_id) / name).unlink(missing_ok=True)


def clear(job_id: uuid.UUID) -> None:
    """Take all away."""
    shutil.rmtree(folder_of(job_id), ignore_errors=True)
