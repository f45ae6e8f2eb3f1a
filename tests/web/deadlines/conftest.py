"""What the tests of deadlines share: a fixed today, the county's dates around it, filings in the states of a review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

import pytest

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=timezone(timedelta(hours=8)))
COUNTY = "990128"


@pytest.fixture
def set_day(county) -> Callable:
    """Sets a date: `days` after today, of the county or of a unit."""
    from jixiao_web.deadlines.models import CountyDeadline

    def make(step: str, days: int, *, unit=None, year: int = 2026, kind: str = "plan", reason: str = "洪灾"):
        return CountyDeadline.objects.create(
            county_code=COUNTY, year=year, kind=kind, step=step, unit=unit, day=TODAY + timedelta(days=days),
            reason=reason if unit else "",
        )  # fmt: skip

    return make


@pytest.fixture(scope="session")
def small_plan(mended_plan):
    """A plan that is quick to check."""
    import msgspec

    return msgspec.structs.replace(mended_plan, projects=mended_plan.projects[:1], itemized_goals=())


@pytest.fixture
def filing_in(unit, aili, baihe_unit, baihe, small_plan) -> Callable:
    """Makes the plan of 爱丽's unit and moves it to a state."""
    from jixiao_web.filings.models import State
    from jixiao_web.filings.services import filing_begin, filing_move

    ways = {
        State.DRAFT: (),
        State.UNIT_REVIEW: (("submit", aili),),
        State.FINANCE_REVIEW: (("submit", aili), ("pass", baihe_unit)),
        State.APPROVED: (("submit", aili), ("pass", baihe_unit), ("approve", baihe)),
        State.RETURNED: (("submit", aili), ("return_in_unit", baihe_unit)),
    }

    def make(state: str = State.DRAFT, *, year: int = 2026, moved: datetime = NOW):
        from jixiao_web.filings.models import Filing, Revision

        filing = filing_begin(person=aili, unit=unit, year=year, document=small_plan)
        for move, person in ways[State(state)]:
            filing = filing_move(
                person=person, filing_id=filing.pk, move=move, seen=filing.state, reason="请改" * ("return" in move)
            )
        assert filing.state == state
        Filing.objects.filter(pk=filing.pk).update(changed_at=moved)
        Revision.objects.filter(filing=filing).update(created_at=moved)
        return Filing.objects.select_related("unit").get(pk=filing.pk)

    return make


@pytest.fixture
def reachable() -> Callable:
    """Gives a person an address of mail and a mode."""
    from jixiao_web.deadlines.models import Mode
    from jixiao_web.deadlines.own import wish_set

    def make(person, mode: str = "daily"):
        wish_set(person=person, mode=Mode(mode), address=f"{person.user.username}@yunhe.example")
        person.user.refresh_from_db()
        return person

    return make
