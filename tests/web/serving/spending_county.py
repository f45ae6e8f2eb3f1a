"""Ledgers and lists of payments for the county of `county.py`: `python -m tests.web.serving.spending_county`.

Prints the ledgers, a session of the finance bureau, and imports that were taken and wait to be loaded.
"""

from __future__ import annotations

import json

LINES, SHARED = 12_000, 4_000


def main() -> None:
    """Make them; `county.py` has run."""
    from jixiao_web.serving.start import set_up

    set_up()
    from django.db import transaction

    from jixiao_web.accounts.models import User
    from jixiao_web.accounts.policy import Person
    from jixiao_web.filings.models import Filing
    from jixiao_web.spending.importing import batch_take
    from jixiao_web.spending.models import Ledger
    from jixiao_web.spending.opening import ledgers_open
    from tests.web.serving.county import COUNTY

    finance = Person.of(User.objects.get(username="baihe"))
    with transaction.atomic():
        for filing in Filing.objects.all():
            ledgers_open(filing, finance)
    ledgers = list(Ledger.objects.order_by("unit__code", "ordinal"))
    codes = [f"{ledger.unit.code},{ledger.name}" for ledger in ledgers]
    batches = []
    for number in range(3):
        wanted = range(number * (LINES - SHARED), number * (LINES - SHARED) + LINES)
        lines = [f"2025-{1 + n % 9:02}-{1 + n % 28:02},记-{n},{codes[n % len(codes)]},{n + 1}.01" for n in wanted]
        if number % 2:
            lines.reverse()
        text = "\n".join(["日期,凭证号,单位编码,项目名称,金额", *lines])
        batch = batch_take(
            person=finance, county_code=COUNTY, unit=None, year=2025, name=f"{number}.csv", pieces=[text.encode()]
        )
        batches.append(str(batch.pk))
    told = {"ledgers": [str(each.pk) for each in ledgers if each.unit.code == "470000"], "batches": batches}
    print(json.dumps(told | {"lines": 3 * LINES - 2 * SHARED}))


if __name__ == "__main__":
    main()
