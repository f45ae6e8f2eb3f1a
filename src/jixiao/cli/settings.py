"""Limits of reading from the environment: the core itself never looks there."""

from __future__ import annotations

from collections.abc import Mapping

from jixiao.documents.limits import DEFAULT, Limits
from jixiao.errors import UsageError
from jixiao.language import text

_MEGABYTE = 2**20

SETTINGS = {
    "JIXIAO_MAX_FILE_MB": ("file_bytes", _MEGABYTE),
    "JIXIAO_MAX_UNPACKED_MB": ("unpacked_bytes", _MEGABYTE),
    "JIXIAO_MAX_CELLS": ("cells", 1),
    "JIXIAO_MAX_PAGES": ("pages", 1),
    "JIXIAO_MAX_DEPTH": ("depth", 1),
}
"""Environment variable: the field of `Limits` that it sets, and by how much its number is multiplied."""


def limits_of(environment: Mapping[str, str]) -> Limits:
    """The limits in force: the default unless a variable says otherwise."""
    chosen = {}
    for variable, (field, factor) in SETTINGS.items():
        written = environment.get(variable, "").strip()
        if not written:
            continue
        if not (written.isascii() and written.isdigit() and int(written) > 0):
            raise UsageError(text("cli.wrong_setting", variable=variable, value=written))
        chosen[field] = int(written) * factor
    return Limits(**chosen) if chosen else DEFAULT
