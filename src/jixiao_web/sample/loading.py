"""Putting the sample county into the database: through the services, so that log, revisions and lists are true.

Loading again adds what is missing as of the day of the first loading, and changes nothing that is there.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from jixiao_web.accounts.imports_accounts import COLUMNS as ACCOUNT_COLUMNS
from jixiao_web.accounts.imports_accounts import accounts_import, accounts_preview
from jixiao_web.accounts.imports_units import COLUMNS as UNIT_COLUMNS
from jixiao_web.accounts.imports_units import units_import, units_preview
from jixiao_web.accounts.models import Appointment, Region, Role, Unit, User
from jixiao_web.accounts.policy import Person
from jixiao_web.audit.log import log_append
from jixiao_web.audit.models import Entry
from jixiao_web.deadlines.models import CountyDeadline, Step
from jixiao_web.deadlines.services import dates_set, exception_set
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.filings.services import filing_begin, filing_move, review_begin
from jixiao_web.review.services import comment_add, comment_answer, sheet_save
from jixiao_web.review.sheet import terms_of
from jixiao_web.sample.adjustments import adjustments_load
from jixiao_web.sample.commitments import commitments_load
from jixiao_web.sample.evaluation import evaluations_load
from jixiao_web.sample.monitoring import monitoring_load
from jixiao_web.sample.overview import overview_load
from jixiao_web.sample.plans import county, plan_of
from jixiao_web.sample.spending import spending_load
from jixiao_web.sample.years import Years, workday

COUNTY = "990128"
PASSWORD = "yunhe-sample-2025"
"""The one password of all sample accounts: printed, for trying only."""

_TO_FINANCE = ("submit", "pass")
WAYS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "unit_review": ("submit",),
    "unit_review_begun": ("submit", "look"),
    "returned_in_unit": ("submit", "return_in_unit"),
    "finance_review": _TO_FINANCE,
    "commented": (*_TO_FINANCE, "comment", "grade_fair"),
    "graded": (*_TO_FINANCE, "grade_good"),
    "returned_in_finance": (*_TO_FINANCE, "comment", "return_in_finance"),
    "published": (*_TO_FINANCE, "grade_good", "approve", "publish"),
}
"""How far plans of the sample went, step by step: moves, and what a reviewer does besides."""

_REASONS = {
    "return_in_unit": "绩效目标只写了“完成绩效目标”，请按项目写明产出数量和效果后再报。",
    "return_in_finance": "资金构成与预算数不一致，成本指标的方向写反，请逐项核对后重新报送。",
}
_COMMENTS = (
    ("projects[0].indicators[0].target", "请附测算依据：与上年完成值相比，这个数量怎样得出？"),
    ("projects[0].spending_plan[?month=10].cumulative_percent", "10月底的累计比例请与用款计划核对。"),
)
_ANSWER = "已按上年台账核对，拟在下一稿中补充说明。"


def county_load(today: date | None = None) -> list[tuple[str, str, str, str]]:
    """Load the sample county, or what of it is missing.

    Args:
        today: the day around which its years lie; None for today. A county that was loaded keeps its day.

    Returns:
        The accounts for trying: log-in name, name, role, unit.
    """
    with transaction.atomic():  # somebody who ends it in the middle finds nothing half done the next time
        for region in county()["regions"]:
            Region.objects.get_or_create(
                code=region["code"], defaults={"name": region["name"], "parent_id": region.get("parent")}
            )
        years = Years(_day() or today or timezone.localdate())
        manager = _manager(years)
        _units(manager)
        _accounts(manager)
        _addresses()
        _dates(manager, years)
        people = _people()
        _plans(people, years)
        adjustments_load(COUNTY, people, years)
        spending_load(COUNTY, people, years)
        monitoring_load(COUNTY, people, years)
        commitments_load(COUNTY, people, years)
        evaluations_load(COUNTY, people, years)
        overview_load(COUNTY, years.today)
    return list(_shown())


def _day() -> date | None:
    """The day of which the county is that was loaded; None where none was."""
    told = Entry.objects.filter(county_code=COUNTY, action="sample_loaded").first()
    return date.fromisoformat(json.loads(told.detail).get("day") or told.at[:10]) if told else None


def _manager(years: Years) -> Person:
    """The administrator who brings in everybody else."""
    told = county()["people"][0]
    user, new = User.objects.get_or_create(
        username=told["username"], defaults={"full_name": told["full_name"], "password": make_password(PASSWORD)}
    )
    if new:
        Appointment.objects.create(county_code=COUNTY, user=user, role=told["role"])
        log_append(
            county_code=COUNTY,
            actor=user.username,
            action="sample_loaded",
            object_kind="county",
            object_key=COUNTY,
            detail={
                "day": years.today.isoformat(),
                "regions": [
                    [each["code"], each["name"], each.get("parent", "")]
                    for each in county()["regions"]
                    if each["code"].startswith(COUNTY)
                ],
            },
        )
    return Person.of(user)


def _units(manager: Person) -> None:
    known = set(Unit.objects.filter(county_code=COUNTY).values_list("code", flat=True))
    rows = [(each["code"], each["name"], "", "是") for each in county()["units"] if each["code"] not in known]
    if rows:
        text = _table(UNIT_COLUMNS, rows)
        units_import(person=manager, text=text, seen=units_preview(person=manager, text=text).digest)


def _accounts(manager: Person) -> None:
    known = set(User.objects.values_list("username", flat=True))
    rows = [(name, full, unit, Role(role).label) for name, full, role, unit in _appointments() if name not in known]
    if rows:
        text = _table(ACCOUNT_COLUMNS, rows)
        seen = accounts_preview(person=manager, text=text).digest
        accounts_import(person=manager, text=text, seen=seen, password=PASSWORD)
        User.objects.filter(username__in=[row[0] for row in rows]).update(must_change_password=False)


def _addresses() -> None:
    """Give everybody an address of mail that cannot exist: without a mail server mails go into files."""
    for name, *_rest in _appointments():
        User.objects.filter(username=name, email="").update(email=f"{name}@yunhe.example")


def _dates(manager: Person, years: Years) -> None:
    """The county's dates, where none are set; for the next year the extension of one unit besides."""
    for name in years.planned:
        year = years.named(name)
        if CountyDeadline.objects.filter(county_code=COUNTY, year=year).exists():
            continue
        days = _coming(years) if name == "next" else _settled(year)
        dates_set(person=manager, year=year, kind=Kind.PLAN, days=days, seen={})
        for each in county()["extensions"] if name == "next" else ():
            exception_set(
                person=manager, year=year, kind=Kind.PLAN, step=each["step"], reason=each["reason"],
                unit=Unit.objects.get(county_code=COUNTY, code=each["unit"]),
                day=years.today + timedelta(days=each["days"]),
            )  # fmt: skip


def _settled(year: int) -> dict[str, date]:
    """The dates of a year whose plans are settled."""
    told = county()["dates"]["settled"].items()
    days = {step: date.fromisoformat(f"{year - (words > '06')}-{words}") for step, words in told}
    return {step: workday(day) for step, day in days.items()}


def _coming(years: Years) -> dict[str, date]:
    """The dates of the next year: around today, then the congress in January, and what follows from it."""
    days = {step: years.today + timedelta(days=number) for step, number in county()["dates"]["next"].items()}
    congress = max(_settled(years.named("next"))[Step.CONGRESS], years.today + timedelta(days=16))
    later = {Step.CONGRESS: 0, Step.APPROVE: 18, Step.PUBLISH: 35}
    return days | {step.value: congress + timedelta(days=number) for step, number in later.items()}


def _appointments() -> Iterator[tuple[str, str, str, str]]:
    """Every sample person: log-in name, name, role, the unit's code."""
    for each in county()["people"]:
        yield each["username"], each["full_name"], each["role"], ""
    for unit in county()["units"]:
        yield *unit["filler"], Role.FILLER, unit["code"]
        yield *unit["reviewer"], Role.UNIT_REVIEWER, unit["code"]


def _shown() -> Iterator[tuple[str, str, str, str]]:
    names = {unit["code"]: unit["name"] for unit in county()["units"]}
    for name, full, role, unit in _appointments():
        yield name, full, Role(role).label, names.get(unit, "全县")


def _people() -> dict[str, Person]:
    users = User.objects.filter(appointments__county_code=COUNTY).distinct()
    return {user.username: Person.of(user) for user in users}


def _plans(people: dict[str, Person], years: Years) -> None:
    """Begin the plans that are missing and take each as far as it went."""
    units = {unit.code: unit for unit in Unit.objects.filter(county_code=COUNTY)}
    filed = set(Filing.every.filter(county_code=COUNTY).values_list("unit__code", "year"))
    for name in years.planned:
        for told in county()["units"]:
            way = told["plans"].get(name)
            if way and (told["code"], years.named(name)) not in filed:
                _plan(told, units[told["code"]], name, years, people)


def _plan(told: dict[str, Any], unit: Unit, name: str, years: Years, people: dict[str, Person]) -> None:
    """Begin a plan and let people take it as far as it went; all of it or nothing."""
    filler, reviewer, finance = people[told["filler"][0]], people[told["reviewer"][0]], people["baihe"]
    year, way = years.named(name), told["plans"][name]
    with transaction.atomic():
        filing = filing_begin(person=filler, unit=unit, year=year, document=plan_of(told, year, way[1:], years))
        for step in WAYS[way[0]]:
            if step == "look":
                review_begin(person=reviewer, filing_id=filing.pk)
            elif step == "comment":
                _comment(filing, finance, filler)
            elif step.startswith("grade"):
                _grade(filing, finance, lost=0 if step == "grade_good" else 12)
            else:
                actor = {"submit": filler, "pass": reviewer, "return_in_unit": reviewer}.get(step, finance)
                reason = _REASONS.get(step, "")
                filing = filing_move(person=actor, filing_id=filing.pk, move=step, seen=filing.state, reason=reason)


def _comment(filing: Filing, finance: Person, filler: Person) -> None:
    for path, text in _COMMENTS:
        comment = comment_add(person=finance, filing_id=filing.pk, path=path, text=text)
    comment_answer(person=filler, comment_id=comment.pk, text=_ANSWER)


def _grade(filing: Filing, finance: Person, lost: int) -> None:
    """Fill in the review sheet: full points, less some at its first items."""
    points = {}
    for item in terms_of(filing.year).items:
        taken = min(lost, int(item.most) // 2)
        points[item.name] = str(item.most - taken)
        lost -= taken
    sheet_save(person=finance, filing_id=filing.pk, points=points, opinion="")


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
