"""What the tests of `jixiao audit verify` share: changes behind its back, logs of before, what is found."""

from __future__ import annotations

import json

from django.db import connection

from jixiao_web.audit.log import BEGINNING, hash_of
from jixiao_web.audit.models import Entry, Head
from jixiao_web.serving.verify import verify_county

COUNTY = "990128"


def run(sql: str, *values: object) -> None:
    """Change rows past the application."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        assert cursor.rowcount > 0


def log_of_before(*names: str) -> None:
    """Make the log one of before: its entries lose words that they have only of late, their chain is made anew."""
    hash_before = BEGINNING
    for entry in Entry.objects.filter(county_code=COUNTY).order_by("number"):
        told = {name: words for name, words in json.loads(entry.detail).items() if name not in names}
        entry.detail = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        entry.hash_before = hash_before
        entry.hash = hash_before = hash_of(entry)
        entry.save()
    Head.objects.filter(county_code=COUNTY).update(hash=hash_before)


def reasons() -> set[str]:
    """The reasons of all faults of the county."""
    return {fault.reason for fault in verify_county(COUNTY)}
