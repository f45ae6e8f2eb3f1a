"""Fills the database of a server with a large county: `python -m benchmarks.web_load SCALE`, settings by environment.

Straight into the tables, as fast as the database takes it; what the application would have projected is projected by
the application's own code. Prints what clients need as JSON.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

UNITS, PROJECTS, INDICATORS = 3000, 11, 10
PASSWORD = "benchmark-password-2025"
_BATCH = 100
_STATES = {
    2023: ("published",) * 9 + ("approved",),
    2024: ("published",) * 5 + ("approved",) * 5,
    2025: ("draft", "draft", "returned", "unit_review", "unit_review", *("finance_review",) * 4, "approved"),
}


def main(scale: float) -> None:
    """Load it."""
    from jixiao_web.serving.start import migrate, set_up

    set_up()
    migrate()
    from django.db import connection, transaction

    from benchmarks import web_year
    from jixiao_web.accounts.models import Region

    Region.objects.get_or_create(code="990128", defaults={"name": "云河县"})
    units = _units(max(int(UNITS * scale), 10))
    people = _people()
    numbers = {"units": len(units), "filings": 0, "projects": 0, "indicators": 0}
    _index(connection, is_there=False)
    for start in range(0, len(units), _BATCH):
        with transaction.atomic():
            _filings(units[start : start + _BATCH], people, numbers)
        print(numbers, file=sys.stderr, flush=True)
    _index(connection, is_there=True)
    web_year.dates()
    numbers["ledgers"] = web_year.ledgers()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_gram (search_gram) VALUES ('optimize')")
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
    print(json.dumps(numbers | {"own": _own(people["filler"]), "sample": _sample()}))


def _units(number: int) -> list[Any]:
    from benchmarks.web_content import COUNTY, unit_names
    from jixiao_web.accounts.models import Unit

    rows = [Unit(county_code=COUNTY, code=f"{400_001 + n}", name=name) for n, name in enumerate(unit_names(number))]
    return Unit.objects.bulk_create(rows, batch_size=2000)


def _people() -> dict[str, Any]:
    """A reviewer of the county, and somebody who will fill in."""
    from benchmarks.web_content import COUNTY
    from jixiao_web.accounts.models import Appointment, User

    told = {name: User.objects.create_user(name, password=PASSWORD, full_name=name) for name in ("finance", "filler")}
    Appointment.objects.create(county_code=COUNTY, user=told["finance"], role="finance_reviewer")
    return told


def _filings(units: Iterable[Any], people: dict[str, Any], numbers: dict[str, int]) -> None:
    from django.utils import timezone

    from benchmarks.web_content import COUNTY, plans
    from jixiao_web.filings.models import Filing, ProjectRow, Revision
    from jixiao_web.filings.store import content_of, sha256_of
    from jixiao_web.search.index import New, rows_put
    from jixiao_web.search.projecting import rows_of

    filings, rows, words = [], [], []
    now = timezone.now()
    for unit in units:
        for year, document in plans(unit.code, unit.name, PROJECTS, INDICATORS):
            chosen = random.Random(f"{unit.code}{year}state")
            filing = Filing(
                county_code=COUNTY, unit=unit, unit_code=unit.code, year=year, draft=content_of(document),
                projects=len(document.projects), state=chosen.choice(_STATES[year]),
                errors=chosen.randint(0, 3), warnings=chosen.randint(0, 5), changed_by=people["filler"],
                budget_fen=sum(int((each.funds.budget_yuan or 0) * 100) for each in document.projects),
                changed_at=now - timedelta(minutes=chosen.randint(0, 60 * 24 * 30)),
            )  # fmt: skip
            filings.append(filing)
            rows += [
                ProjectRow(
                    county_code=COUNTY, filing=filing, ordinal=each.ordinal, code=each.code, name=each.name,
                    budget_fen=int((each.funds.budget_yuan or 0) * 100), indicators=len(each.indicators),
                )
                for each in document.projects
            ]  # fmt: skip
            words += [
                New(COUNTY, filing.pk, unit.pk, year, kind, path, text)
                for path, (kind, text) in rows_of(document).items()
            ]
            numbers["filings"] += 1
            numbers["projects"] += len(document.projects)
            numbers["indicators"] += sum(len(each.indicators) for each in document.projects)
    Filing.objects.bulk_create(filings, batch_size=100)
    ProjectRow.objects.bulk_create(rows, batch_size=500)
    Revision.objects.bulk_create(
        Revision(
            county_code=COUNTY, filing=each, number=1, content=each.draft, sha256=sha256_of(each.draft),
            cause="imported",
        )
        for each in filings[::10]
    )  # fmt: skip
    _log(filings)
    rows_put(words)


def _log(filings: Iterable[Any]) -> None:
    """An entry for each, chained."""
    from jixiao_web.audit.log import BEGINNING, hash_of
    from jixiao_web.audit.models import Entry, Head

    entries = []
    first = next(iter(filings))
    head, _ = Head.objects.get_or_create(county_code=first.county_code, defaults={"hash": BEGINNING})
    for filing in filings:
        entry = Entry(
            county_code=filing.county_code, number=head.number + 1, at="2025-01-01T00:00:00.000000+00:00",
            actor="filler", action="imported", object_kind="filing", object_key=str(filing.pk), detail="{}",
            hash_before=head.hash,
        )  # fmt: skip
        entry.hash = hash_of(entry)
        head.number, head.hash = entry.number, entry.hash
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=500)
    head.save()


def _index(connection: Any, *, is_there: bool) -> None:
    """PostgreSQL makes an index of a full table much faster than it keeps one."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        if is_there:
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute("CREATE INDEX search_row_grams ON search_row USING gin (grams) WITH (fastupdate = off)")
        else:
            cursor.execute("DROP INDEX search_row_grams")


def _own(filler: Any) -> str:
    """An open plan of ten projects, which the filler is to fill in."""
    from jixiao_web.accounts.models import Appointment
    from jixiao_web.filings.models import Filing

    filing = Filing.objects.filter(projects=10, year=2025).order_by("unit_code")[:1].get()
    Filing.objects.filter(pk=filing.pk).update(state="draft")
    Appointment.objects.create(county_code=filing.county_code, user=filler, role="filler", unit_id=filing.unit_id)
    return str(filing.pk)


def _sample() -> list[str]:
    """Filings of ten projects that finance looks at."""
    from jixiao_web.filings.models import Filing

    found = Filing.objects.filter(projects=10, year=2025, state="finance_review").order_by("unit_code")
    return [str(key) for key in found.values_list("pk", flat=True)[:40]]


if __name__ == "__main__":
    main(float(sys.argv[1]))
