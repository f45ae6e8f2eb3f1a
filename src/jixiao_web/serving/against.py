"""Whether the log of the running database goes on where that of a backup ended: nobody cut or rewrote its tail.

`verify.py` proves a log by itself; whoever can write to the database can cut the last entries off and set the recorded
end back, and the rest still holds. A backup that lies elsewhere is the witness. It may come from the other kind of
database.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jixiao_web.serving.archive import DATABASE, TABLES, extract_one, opened
from jixiao_web.serving.errors import ServingError
from jixiao_web.serving.faults import Fault

_TABLE = "audit_entry"
_COLUMNS = ("county_code", "number", "hash")


class Witness(NamedTuple):
    """An entry as the backup holds it."""

    county_code: str
    number: int
    hash: str


class Held(NamedTuple):
    """What the backup knew: how many entries; and where the running log does not hold them."""

    entries: int
    faults: tuple[Fault, ...]


def held_against(backup: Path) -> Held:
    """Hold the log of the running database against a backup's.

    Raises:
        ServingError: it is no backup, is damaged, or holds no log.
    """
    from jixiao_web.audit.models import Entry

    with tempfile.TemporaryDirectory(prefix="jixiao-against-") as folder:
        copy, columns = _unpacked(backup, Path(folder))
        last: dict[str, Witness] = {}
        entries = 0
        for witness in _witnesses(copy, columns):
            entries += 1
            known = last.get(witness.county_code)
            if known is None or known.number < witness.number:
                last[witness.county_code] = witness
        faults = []
        for code, witness in sorted(last.items()):
            own = Entry.objects.filter(county_code=code)
            found = own.filter(number=witness.number).values_list("hash", flat=True).first()
            if found != witness.hash:
                theirs = (each for each in _witnesses(copy, columns) if each.county_code == code)
                faults.append(_fault(witness, dict(own.values_list("number", "hash")), theirs))
    return Held(entries, tuple(faults))


def _fault(last: Witness, own: dict[int, str], theirs: Iterator[Witness]) -> Fault:
    """Where the running log parts from the backup's: an entry that is another one now, or the end that is missing."""
    other = min((each.number for each in theirs if own.get(each.number, each.hash) != each.hash), default=None)
    if other is not None:
        return Fault(last.county_code, other, "rewritten")
    return Fault(last.county_code, last.number, "cut", str(max(own, default=0)))


def _unpacked(backup: Path, folder: Path) -> tuple[Path, list[str]]:
    """The part of a backup that holds the log, and its columns where that part is a table of PostgreSQL."""
    with opened(backup) as (packed, manifest):
        columns: list[str] = manifest.get("tables", {}).get(_TABLE, [])
        name = f"{TABLES}{_TABLE}.copy" if columns else DATABASE
        if name not in manifest["files"]:
            raise ServingError("no_backup", path=backup)
        copy = folder / "log"
        extract_one(packed, name, manifest["files"][name], copy)
    return copy, columns


def _witnesses(copy: Path, columns: list[str]) -> Iterator[Witness]:
    return _of_table(copy, columns) if columns else _of_sqlite(copy)


def _of_sqlite(copy: Path) -> Iterator[Witness]:
    connection = sqlite3.connect(copy)  # only read: any release of SQLite does
    try:
        yield from map(Witness._make, connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM {_TABLE}"))
    except sqlite3.DatabaseError as error:
        raise ServingError("damaged", name=DATABASE) from error
    finally:
        connection.close()


def _of_table(copy: Path, columns: list[str]) -> Iterator[Witness]:
    """The rows of COPY's text form; of these columns no word needs an escape."""
    county, number, digest = map(columns.index, _COLUMNS)
    with copy.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            row = line.rstrip("\n").split("\t")
            yield Witness(row[county], int(row[number]), row[digest])
