"""Streams of the container of the old office programs ([MS-CFB]), with the one check that olefile leaves out."""

from __future__ import annotations

import olefile


def stream(container: olefile.OleFileIO, name: str) -> bytes:
    """The bytes of a stream.

    Raises:
        ValueError: its sectors go in a circle, which would repeat them instead of the lost ones.
        OSError: there is no such stream, or its sectors lie outside the file.
    """
    content = bytes(container.openstream(name).read())
    for entry in container.direntries:
        is_it = entry is not None and entry.entry_type == olefile.STGTY_STREAM and entry.name.lower() == name.lower()
        if is_it and len(content) >= container.mini_stream_cutoff_size:
            _check_chain(container.fat, entry.isectStart, -(-len(content) // container.sector_size))
    return content


def _check_chain(table: list[int], sector: int, count: int) -> None:
    seen = set()
    for _ in range(count):
        if sector in seen:
            raise ValueError("sectors go in a circle")
        seen.add(sector)
        sector = table[sector]
