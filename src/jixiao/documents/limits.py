"""Bounds on time and memory while reading, each a documented setting.

A limit that bites raises `LimitExceeded`, which names the setting; none is silent.
"""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a file is read at the most.

    Attributes:
        file_bytes: size of the file itself (`JIXIAO_MAX_FILE_MB`).
        unpacked_bytes: size of the parts of a zip container, unpacked, together (`JIXIAO_MAX_UNPACKED_MB`).
        cells: cells of all tables together, after merged cells are taken as one (`JIXIAO_MAX_CELLS`).
        pages: pages of a PDF (`JIXIAO_MAX_PAGES`).
        depth: nesting of tables and XML elements (`JIXIAO_MAX_DEPTH`).
    """

    file_bytes: int = 200 * 2**20
    unpacked_bytes: int = 1024 * 2**20
    cells: int = 1_000_000
    pages: int = 5_000
    depth: int = 200


DEFAULT = Limits()
