"""Many rows at once, by the way that each database is fastest at: COPY and arrays, or one prepared statement.

Every function must be called inside a transaction. Django's own bulk calls take five to ten times as long.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, models

from jixiao_web.common.models import new_key
from jixiao_web.spending.models import Ledger, MonthTotal


class Added(NamedTuple):
    """What entries add to a ledger: fen, how many, the newest day, fen by month."""

    ledger_id: uuid.UUID
    fen: int
    number: int
    newest: date
    months: dict[int, int]


def rows_insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of plain values.

    Raises:
        IntegrityError: a row breaks a constraint: none of them stands then.
    """
    table, names = model._meta.db_table, ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Django's cursor wraps what it knows, and does not know COPY: the errors are made Django's here.
            with connection.wrap_database_errors, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', [*map(_plain, rows)])


def ledgers_add(county_code: str, added: Sequence[Added]) -> None:
    """Add entries to ledgers and their months; ledgers are locked in the order of their keys, so that two never wait
    for each other in a ring."""
    added = sorted(added, key=lambda each: each.ledger_id)
    if not added:
        return
    months = [(each.ledger_id, month, fen) for each in added for month, fen in each.months.items()]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_LOCK, [[each.ledger_id for each in added]])
            told = [(each.ledger_id, each.fen, each.number, each.newest) for each in added]
            cursor.execute(_LEDGERS, [*map(list, zip(*told, strict=True))])
            cursor.execute(_MONTHS, [county_code, [new_key() for _ in months], *map(list, zip(*months, strict=True))])
            return
        cursor.executemany(
            _LEDGER, [(each.fen, each.number, str(each.newest), each.ledger_id.hex) for each in added]
        )  # fmt: skip
        cursor.executemany(
            _MONTH, [(new_key().hex, county_code, ledger.hex, month, fen) for ledger, month, fen in months]
        )


_LEDGER_TABLE, _MONTH_TABLE = Ledger._meta.db_table, MonthTotal._meta.db_table
_LOCK = f'SELECT id FROM "{_LEDGER_TABLE}" WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE'
_LEDGERS = (
    f'UPDATE "{_LEDGER_TABLE}" AS l SET spent_fen = l.spent_fen + a.fen, payments_count = l.payments_count + a.number, '
    "last_paid_on = GREATEST(l.last_paid_on, a.newest), watched_on = NULL "
    "FROM unnest(%s::uuid[], %s::bigint[], %s::int[], %s::date[]) AS a(id, fen, number, newest) WHERE l.id = a.id"
)
_MONTHS = (
    f'INSERT INTO "{_MONTH_TABLE}" AS m (id, county_code, ledger_id, month, fen) '
    "SELECT a.id, %s, a.ledger_id, a.month, a.fen "
    "FROM unnest(%s::uuid[], %s::uuid[], %s::int[], %s::bigint[]) AS a(id, ledger_id, month, fen) "
    "ON CONFLICT (county_code, ledger_id, month) DO UPDATE SET fen = m.fen + excluded.fen"
)
_LEDGER = (
    f'UPDATE "{_LEDGER_TABLE}" SET spent_fen = spent_fen + %s, payments_count = payments_count + %s, '
    "last_paid_on = MAX(COALESCE(last_paid_on, ''), %s), watched_on = NULL WHERE id = %s"
)
_MONTH = (
    f'INSERT INTO "{_MONTH_TABLE}" (id, county_code, ledger_id, month, fen) VALUES (%s, %s, %s, %s, %s) '
    "ON CONFLICT (county_code, ledger_id, month) DO UPDATE SET fen = fen + excluded.fen"
)


def _plain(row: Sequence[Any]) -> list[Any]:
    """A row as SQLite keeps it: keys as 32 signs, days and times as text."""
    return [
        value.hex if isinstance(value, uuid.UUID) else str(value) if hasattr(value, "isoformat") else value
        for value in row
    ]
