"""The index of grams on SQLite and on PostgreSQL: which rows have all of some grams, the newest first.

SQLite has a table of FTS5 beside the rows, PostgreSQL a column of them. Both hold grams and tags as they are given and
know nothing else: neither takes words apart itself. What is in reach or of a year is found by tags, since these can be
looked up with the grams at once; every gram bears its row's kind, so that words of a million indicators do not stand in
the way of those of few projects. A text that has all grams of some words need not have the words; where
that is so, `found` reads the text. Both say the same, which is tested.
"""

from __future__ import annotations

import functools
import time
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.backends.signals import connection_created

from jixiao_web.search.grams import Wanted, folded, grams_of

TABLE = "search_row"
_FOLD = "lower(translate(text, {}, {}))"
_WIDE = "".join(map(chr, range(0xFF01, 0xFF5F)))
_NARROW = "".join(map(chr, range(0x21, 0x7F)))


class New(NamedTuple):
    """A row to be written."""

    county_code: str
    filing_id: uuid.UUID
    unit_id: uuid.UUID
    year: int
    kind: int
    path: str
    text: str


class Among(NamedTuple):
    """Among which rows is looked: a kind, and the units and counties in somebody's reach; of one year or of all."""

    kind: int
    units: frozenset[uuid.UUID]
    counties: frozenset[str]
    year: int | None = None


def prepare() -> None:
    """Have every connection know what searching needs."""
    connection_created.connect(_teach, dispatch_uid="jixiao_web.search")


def _teach(connection: Any, **_: object) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function("jixiao_fold", 1, folded, deterministic=True)


def _tags(row: New) -> tuple[str, ...]:
    return f"_c{row.county_code}k{row.kind}", f"_u{row.unit_id.hex}k{row.kind}", f"_y{row.year}"


def _token(gram: str) -> str:
    """A gram as SQLite's tokenizer leaves it alone: it would make its own of rare characters."""
    return gram if gram.startswith("_") else gram[0] + "".join(f"{ord(character):05x}" for character in gram[1:])


# ---- writing ----


def rows_put(rows: Sequence[New]) -> None:
    """Write rows, the last first: what is written last is found first."""
    told = [(row, [*(f"{row.kind}{gram}" for gram in grams_of(row.text)), *_tags(row)]) for row in reversed(rows)]
    if not told:
        return
    (_put_postgresql if connection.vendor == "postgresql" else _put_sqlite)(told)


def _put_sqlite(rows: Sequence[tuple[New, list[str]]]) -> None:
    with connection.cursor() as cursor:
        for row, grams in rows:
            cursor.execute(
                f"INSERT INTO {TABLE} (county_code, filing_id, kind, path, text) VALUES (%s, %s, %s, %s, %s)",
                [row.county_code, row.filing_id.hex, row.kind, row.path, row.text],
            )
            # REPLACE: a number may come again where rows were taken away without the trigger.
            cursor.execute(
                "INSERT OR REPLACE INTO search_gram (rowid, grams) VALUES (%s, %s)",
                [cursor.lastrowid, " ".join(map(_token, grams))],
            )


def _put_postgresql(rows: Sequence[tuple[New, list[str]]]) -> None:
    """By COPY, which reads grams as they are written in a tsvector: they hold nothing that must be quoted."""
    columns = "county_code, filing_id, kind, path, text, grams"
    with connection.cursor() as cursor, cursor.copy(f"COPY {TABLE} ({columns}) FROM STDIN") as copy:
        for row, grams in rows:
            words = " ".join(f"'{gram}'" for gram in grams)
            copy.write_row((row.county_code, row.filing_id, row.kind, row.path, row.text, words))


# ---- finding ----


def found(wanted: Wanted, among: Among, most: int, before: int | None = None) -> list[int]:
    """The numbers of rows that hold every word, the newest first; with `before` only of those with smaller numbers."""
    if not among.units and not among.counties:
        return []
    if among.counties and is_common(wanted, among.kind):  # what a single unit has does not lie among a county's newest
        newest = _looked_up(wanted, among, most, before, newest=True)
        if len(newest) == most:
            return newest
    return _looked_up(wanted, among, most, before)


def _looked_up(wanted: Wanted, among: Among, most: int, before: int | None, *, newest: bool = False) -> list[int]:
    """As `found`; of PostgreSQL's rows only of the newest of their kind where these are wanted."""
    is_sqlite = connection.vendor == "sqlite"
    # A text that was found by all its grams and whose words must be read is read where it lies.
    source, number = ("search_gram", "search_gram.rowid") if is_sqlite else (TABLE, f"{TABLE}.id")
    where, values = [_matches()], list[str | int]([_query(wanted, among)])
    if not wanted.is_exact:
        if is_sqlite:
            source += f" CROSS JOIN {TABLE} ON {TABLE}.id = search_gram.rowid"
        for word in wanted.words:
            text = "text" if _is_plain(word) else "jixiao_fold(text)" if is_sqlite else _folding()
            where.append(f"instr({text}, %s) > 0" if is_sqlite else f"strpos({text}, %s) > 0")
            values.append(word)
    order = f"{number} DESC"
    if newest:
        # Their index is gone through until there are enough: nothing is asked of rows before LIMIT has counted them.
        # Of a single kind in the order of numbers, PostgreSQL would go through the rows of all kinds.
        last = _LAST if before is None else before
        source = (
            f"(SELECT kind, id, grams, text FROM {TABLE} WHERE (kind, id) < ({among.kind:d}, {last:d})"
            f" AND kind >= {among.kind:d} ORDER BY kind DESC, id DESC LIMIT {_NEWEST}) AS newest"
        )
        number, order = "id", "kind DESC, id DESC"
    elif before is not None:
        where.append(f"{number} < %s")
        values.append(before)
    sql = f"SELECT {number} FROM {source} WHERE {' AND '.join(where)} ORDER BY {order} LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, most])
        return [row[0] for row in cursor.fetchall()]


_NEWEST = 12_000
_LAST = 2**63 - 1
_COMMON = 0.01
"""Share of the rows of a kind from which a gram is common: then the newest of them are looked through first."""
_SECONDS = 600


def is_common(wanted: Wanted, kind: int) -> bool:
    """Whether words stand in many rows of a kind for all that PostgreSQL knows; SQLite does not care.

    It takes grams for independent, which those of one word are not: it expects a handful of rows, and fetches and sorts
    ten thousand where the newest hundred lie at hand.
    """
    if connection.vendor != "postgresql":
        return False
    if not wanted.grams:
        return True  # single characters are
    grams, kinds = _shares(int(time.monotonic() // _SECONDS))
    return min(grams.get(f"{kind}{gram}", 0.0) for gram in wanted.grams) >= _COMMON * kinds.get(str(kind), 1.0)


@functools.lru_cache(maxsize=1)
def _shares(_age: int) -> tuple[dict[str, float], dict[str, float]]:
    """In what share of the rows the most common grams stand, and which share every kind has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname, coalesce(most_common_elems, most_common_vals)::text::text[],"
            " coalesce(most_common_elem_freqs, most_common_freqs) FROM pg_stats"
            " WHERE schemaname = current_schema() AND tablename = %s AND attname IN ('grams', 'kind')",
            [TABLE],
        )
        told = {name: dict(zip(values or (), shares or (), strict=False)) for name, values, shares in cursor.fetchall()}
    return told.get("grams", {}), told.get("kind", {})


def _is_plain(word: str) -> bool:
    """Whether nothing else folds into a word: it can be looked for in texts as they are, which is much faster."""
    return all(not character.isascii() and character == character.upper() for character in word)


def _folding() -> str:
    quoted = (f"'{each.replace(chr(39), chr(39) * 2).replace('%', '%%')}'" for each in (_WIDE, _NARROW))
    return _FOLD.format(*quoted)


def _matches() -> str:
    return "search_gram MATCH %s" if connection.vendor == "sqlite" else "grams @@ %s::tsquery"


def _query(wanted: Wanted, among: Among) -> str:
    """What is looked up, in the words of FTS5 or of tsquery, which differ in their signs alone."""
    is_sqlite = connection.vendor == "sqlite"
    say, both, either = (_said_sqlite, " AND ", " OR ") if is_sqlite else (_said_postgresql, " & ", " | ")
    reach = [f"_c{county}k{among.kind}" for county in sorted(among.counties)]
    reach += [f"_u{unit.hex}k{among.kind}" for unit in sorted(among.units)]
    parts = [f"({either.join(say(tag, False) for tag in reach)})"]
    parts += [say(f"_y{among.year}", False)] * (among.year is not None)
    parts += [say(f"{among.kind}{gram}", False) for gram in wanted.grams]
    parts += [say(f"{among.kind}{character}", True) for character in wanted.beginnings]
    return both.join(parts)


def _said_sqlite(gram: str, is_beginning: bool) -> str:
    return f'"{_token(gram)}"{"*" * is_beginning}'


def _said_postgresql(gram: str, is_beginning: bool) -> str:
    return f"'{gram}'{':*' * is_beginning}"  # letters, digits and tags only: nothing to be quoted


def forget_all() -> None:
    """Take every row away."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM search_gram")
        cursor.execute(f"DELETE FROM {TABLE}")


def counted(rows: Iterable[object], most: int) -> tuple[int, bool]:
    """How many rows there are, up to a most, and whether there are more."""
    number = sum(1 for _ in rows)
    return min(number, most), number > most
