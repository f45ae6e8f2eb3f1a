"""The large county's year: dates by which filings are due, and ledgers whose sums the dashboard shows.

The ledgers of one year, so that its dashboard is of as many projects as the whole county has; what the application
would have summed is summed by the application's own code.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from benchmarks.web_content import COUNTY, YEARS

YEAR = 2024
PROJECTS = 34
_STEPS = {"submit": 20, "unit_review": 25, "finance_review": 40, "congress": 60, "approve": 75, "publish": 90}
_PLANS = ('[[3, "25"], [6, "50"], [9, "75"], [12, "100"]]', '[[6, "40"], [10, "80"], [12, "100"]]')
_AT_ONCE = 100
_EXCEPTED = 60
"""Every so many units one has a date of its own."""


def dates() -> None:
    """The county's dates of all years with some exceptions, and the day on every filing."""
    from jixiao_web.accounts.models import Unit
    from jixiao_web.deadlines.keeping import dues_refresh_all
    from jixiao_web.deadlines.models import CountyDeadline

    units = [*Unit.objects.filter(county_code=COUNTY).order_by("code")]
    for year in YEARS:
        begin = date(year - 1, 11, 1)
        own = {"county_code": COUNTY, "year": year, "kind": "plan"}
        rows = [CountyDeadline(**own, step=step, day=begin + timedelta(days=at)) for step, at in _STEPS.items()]
        rows += [
            CountyDeadline(**own, step="finance_review", unit=unit, day=begin + timedelta(days=50), reason="机构调整")
            for unit in units[::_EXCEPTED]
        ]
        CountyDeadline.objects.bulk_create(rows)
    dues_refresh_all()


def ledgers() -> int:
    """Ledgers of a year with what was spent by months, what is late, marks, and the sums; returns how many."""
    from django.db import transaction

    from jixiao_web.filings.models import Filing

    plans = Filing.objects.filter(county_code=COUNTY, year=YEAR, kind="plan").select_related("unit").defer("draft")
    every = [*plans.order_by("unit_code")]
    for start in range(0, len(every), _AT_ONCE):
        with transaction.atomic():
            for plan in every[start : start + _AT_ONCE]:
                _of_plan(plan, random.Random(f"{plan.unit_code}ledgers"))
    return len(every) * PROJECTS


def _of_plan(plan: Any, chosen: random.Random) -> None:
    from jixiao_web.overview.summing import marks_summed, summary_refresh
    from jixiao_web.spending.models import Ledger, MonthTotal

    made = [*_of_unit(plan, chosen)]
    Ledger.objects.bulk_create(ledger for ledger, _ in made)
    MonthTotal.objects.bulk_create(
        MonthTotal(county_code=COUNTY, ledger=ledger, month=month, fen=fen)
        for ledger, months in made
        for month, fen in months.items()
    )
    _late_and_marked(plan, chosen)
    summary_refresh(COUNTY, plan.unit_id, YEAR, date.today())
    marks_summed(plan)


def _of_unit(plan: Any, chosen: random.Random) -> Iterator[tuple[Any, dict[int, int]]]:
    from jixiao_web.spending.models import Ledger

    for ordinal in range(1, PROJECTS + 1):
        budget = chosen.randrange(1, 5000) * 1_000_00
        months = {month: chosen.randrange(budget // 5 + 1) for month in chosen.sample(range(1, 13), 2)}
        code = f"990128{YEAR % 100}P00{plan.unit_code}0{ordinal:03}"
        yield (
            Ledger(
                county_code=COUNTY, unit=plan.unit, plan=plan, year=YEAR, ordinal=ordinal, key=code, code=code,
                name=f"第{ordinal}个项目", initial_fen=budget, adjusted_fen=budget, spent_fen=sum(months.values()),
                approved_on=date(YEAR, 2, 10), checkpoints=chosen.choice(_PLANS), watched_on=date.today(),
                errors=int(chosen.random() < 0.02), warnings=chosen.randrange(4) if chosen.random() < 0.1 else 0,
            ),
            months,
        )  # fmt: skip


def _late_and_marked(plan: Any, chosen: random.Random) -> None:
    """Safeguards, measures and corrective action, some late; the marks of a self-evaluation."""
    from jixiao_web.commitments.models import Commitment
    from jixiao_web.evaluation.models import Rectification, Result
    from jixiao_web.monitoring.models import Measure

    own = {"county_code": COUNTY, "unit": plan.unit, "year": YEAR}
    Commitment.objects.bulk_create(
        Commitment(
            **own, plan=plan, ordinal=n, text=f"第{n}项工作保障措施，每季度检查一次", starts_on=date(YEAR, 1, 1),
            due_on=date(YEAR, chosen.randrange(1, 13), 28) if chosen.random() < 0.1 else None,
        )
        for n in range(1, 4)
    )  # fmt: skip
    if chosen.random() < 0.1:
        due = date(YEAR, chosen.randrange(1, 13), 15)
        Measure.objects.create(
            county_code=COUNTY, filing=plan, path="projects[0]", about="第1个项目", words="加快支付", due=due,
            responsible="股长",
        )  # fmt: skip
        Rectification.objects.create(**own, problem="支出进度慢", demand="按月调度", due=due)
    Result.objects.bulk_create(
        Result(
            county_code=COUNTY,
            filing=plan,
            ordinal=n,
            key=f"{n}",
            name=f"第{n}个项目",
            total=chosen.randrange(7000, 10_000),
        )
        for n in range(1, PROJECTS + 1)
    )
