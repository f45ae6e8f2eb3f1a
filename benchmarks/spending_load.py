"""The processes of the part spending: `python -m benchmarks.spending_load make|bulk|load FOLDER ENTRIES` print JSON.

`make` fills a database with ledgers and writes a list of payments; `bulk` has the database itself take the very rows,
and takes them out again; `load` imports the list as a person does, and proves the totals.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

COUNTY, YEAR, UNITS, PROJECTS = "990128", 2024, 100, 50
TODAY = date(2025, 1, 10)
_AT_ONCE = 50_000
_HEADS = ("支付日期", "支付凭证号", "项目编码", "项目名称", "收款人全称", "用途", "支付金额", "资金性质", "支付方式")


def main(work: str, folder: Path, entries: int) -> None:
    """Do one of the three."""
    from jixiao_web.serving.start import migrate, set_up

    set_up()
    if work == "make":
        migrate()
    print(json.dumps({"make": _make, "bulk": _bulk, "load": _load}[work](folder, entries)))


def _make(folder: Path, entries: int) -> dict[str, Any]:
    from jixiao_web.accounts.models import Appointment, Region, Unit, User
    from jixiao_web.filings.models import Filing
    from jixiao_web.spending.models import Ledger

    Region.objects.create(code=COUNTY, name="云河县")
    user = User.objects.create(username="finance", full_name="finance")
    Appointment.objects.create(county_code=COUNTY, user=user, role="finance_reviewer")
    units = Unit.objects.bulk_create(
        Unit(county_code=COUNTY, code=f"{400_001 + n}", name=f"云河县第{n}单位") for n in range(UNITS)
    )
    plans = Filing.objects.bulk_create(
        Filing(county_code=COUNTY, unit=unit, unit_code=unit.code, year=YEAR, draft="{}", state="approved")
        for unit in units
    )
    Ledger.objects.bulk_create(
        Ledger(
            county_code=COUNTY, unit=plan.unit, plan=plan, year=YEAR, ordinal=n, key=_code(plan.unit.code, n),
            code=_code(plan.unit.code, n), name=f"项目{n}", initial_fen=10**10, adjusted_fen=10**10,
            approved_on=date(YEAR, 2, 10), checkpoints='[[3, "25"], [6, "50"], [10, "80"], [12, "100"]]',
        )
        for plan in plans
        for n in range(PROJECTS)
    )  # fmt: skip
    _analyzed()
    path = folder / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADS)
        writer.writerows(_lines(entries))
    return {"ledgers": Ledger.objects.count(), "megabytes": path.stat().st_size / 2**20}


def _code(unit: str, number: int) -> str:
    return f"990128{YEAR % 100}P00{unit}0{number:03}"


def _lines(entries: int) -> Iterator[tuple[str, ...]]:
    """Payments by day, of projects as they come, as a county's treasury lists them."""
    chosen = random.Random(entries)
    for number in range(entries):
        day = date(YEAR, 2, 15) + timedelta(days=number * 320 // entries)
        project = chosen.randrange(PROJECTS)
        unit = f"{400_001 + chosen.randrange(UNITS)}"
        amount = f"{chosen.randrange(100, 10**7) / 100:,.2f}"
        yield (
            day.isoformat(), f"支-{number:07}", _code(unit, project), f"项目{project}",
            f"云河县第{chosen.randrange(3000)}商行", f"{day.month}月材料和劳务费", amount,
            "一般公共预算", "直接支付",
        )  # fmt: skip


def _bulk(folder: Path, entries: int) -> dict[str, Any]:
    """The rows that an import makes, made beforehand, into the same table with all its indexes, in one transaction."""
    from django.db import connection, transaction

    from jixiao_web.spending.importing import _COLUMNS

    table = "spending_payment"
    names = ", ".join(_COLUMNS)
    took = 0.0
    with transaction.atomic(), connection.cursor() as cursor:
        rows: list[tuple[Any, ...]] = []
        for row in _rows(folder, is_text=connection.vendor == "sqlite"):
            rows.append(row)
            if len(rows) == _AT_ONCE:
                took += _put(cursor, table, names, rows)
                rows = []
        took += _put(cursor, table, names, rows)
        start = time.monotonic()
    took += time.monotonic() - start  # the commit
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0] == entries
        cursor.execute(f"DELETE FROM {table}")
        cursor.execute(f"VACUUM FULL {table}" if connection.vendor == "postgresql" else "VACUUM")
    _analyzed()
    return {"seconds": took}


def _put(cursor: Any, table: str, names: str, rows: list[tuple[Any, ...]]) -> float:
    from django.db import connection

    start = time.monotonic()
    if rows and connection.vendor == "postgresql":
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    elif rows:
        # The driver's own cursor: Django's would rewrite the statement's marks for every call.
        raw = connection.connection.cursor()
        raw.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(rows[0]))})", rows)
    return time.monotonic() - start


def _rows(folder: Path, *, is_text: bool) -> Iterator[tuple[Any, ...]]:
    from django.utils import timezone

    from jixiao_web.accounts.models import User
    from jixiao_web.common.models import new_key
    from jixiao_web.spending.marks import content_of
    from jixiao_web.spending.models import Ledger

    ledgers = dict(Ledger.objects.values_list("code", "pk"))
    user, now = User.objects.get().pk, timezone.now()

    def plain(value: Any) -> Any:
        return value.hex if hasattr(value, "hex") and not isinstance(value, bytes) else value

    with (folder / "list.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file), 1):
            if number == 1:
                continue
            day, voucher, code, _, payee, use, amount, source, kind = row
            fen = int(amount.replace(",", "").replace(".", ""))
            ledger = ledgers[code]
            mark = content_of(ledger, day, fen, (voucher, payee, use, kind))
            key = new_key()
            made = (
                key, COUNTY, ledger, day if is_text else date.fromisoformat(day), fen, kind, source, payee, voucher,
                use, mark, None, number, user, str(now) if is_text else now,
            )  # fmt: skip
            yield tuple(plain(value) for value in made) if is_text else made


def _load(folder: Path, entries: int) -> dict[str, Any]:
    from jixiao_web.accounts.models import User
    from jixiao_web.accounts.policy import Person
    from jixiao_web.spending.importing import batch_load, batch_take, batch_try
    from jixiao_web.spending.totals import differences
    from jixiao_web.spending.watching import ledgers_refresh

    person = Person.of(User.objects.get())
    before = _peak(resource.RUSAGE_SELF)
    start = time.monotonic()
    with (folder / "list.csv").open("rb") as file:
        pieces = iter(lambda: file.read(65_536), b"")
        batch = batch_take(person=person, county_code=COUNTY, unit=None, year=YEAR, name="list.csv", pieces=pieces)
    took = {"take": time.monotonic() - start}
    start = time.monotonic()
    tried = batch_try(person=person, batch=batch, today=TODAY)
    took["try"] = time.monotonic() - start
    start = time.monotonic()
    done = batch_load(person=person, batch_id=batch.pk, good_only=True, today=TODAY)
    took["load"] = time.monotonic() - start
    peak = {"peak_mb": _peak(resource.RUSAGE_SELF), "reader_mb": _peak(resource.RUSAGE_CHILDREN), "before_mb": before}
    assert (tried.new, done.new, done.known, done.refused) == (entries, entries, 0, 0)
    assert not list(differences(COUNTY)), "totals equal entries"
    start = time.monotonic()
    ledgers_refresh(TODAY)
    return took | peak | {"watch": time.monotonic() - start}


def _peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


def _analyzed() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
