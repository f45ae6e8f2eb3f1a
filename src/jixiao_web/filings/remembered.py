"""What was made of drafts, kept in files below DATA so that all processes find it, and after a restart too.

A filing that somebody opened is opened again by others, and its findings and its paper are the same as long as its
draft, the language and the program are. Nothing is lost with these files: what is missing is made anew. They are left
out of backups.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import tempfile
import time
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from django.conf import settings

import jixiao
import jixiao_web

Kept = TypeVar("Kept")
_DAYS = 30
_SWEEP_EVERY = 500
_written = 0


def key_of(*told: str) -> str:
    """The name under which something is kept: by the program, and by all that decides it."""
    return hashlib.sha256("\0".join((_program(), *told)).encode()).hexdigest()


@functools.lru_cache(maxsize=1)
def _program() -> str:
    """The program as it is now: rules and forms are files of it."""
    parts = []
    for package in (jixiao, jixiao_web):
        for path in sorted(Path(str(package.__file__)).parent.rglob("*")):
            if path.suffix in (".py", ".toml", ".mo"):
                about = path.stat()
                parts.append(f"{path} {about.st_mtime_ns} {about.st_size}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def remembered(key: str, kind: type[Kept]) -> Kept | None:
    """What is kept under a name, or nothing."""
    try:
        return msgspec.json.decode(_path(key).read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError):
        return None


def remember(key: str, value: Any) -> None:
    """Keep something; where it cannot be written it is not kept."""
    global _written
    path = _path(key)
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(value))
        os.replace(name, path)
    _written += 1
    if _written % _SWEEP_EVERY == 0:
        sweep(time.time() - _DAYS * 24 * 60 * 60)


def sweep(before: float) -> None:
    """Delete what was written before a time."""
    for path in _folder().glob("*/*"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < before:
                path.unlink()


def _folder() -> Path:
    return Path(settings.DATA) / "remembered"


def _path(key: str) -> Path:
    return _folder() / key[:2] / key[2:]
