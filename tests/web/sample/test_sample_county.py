"""The sample county: loads, loads again without effect, shows every state, keeps an honest log.

It is loaded as of a day in the season of plans; other days are tried at the end.
"""

from __future__ import annotations

import io
from collections import Counter
from datetime import date

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command

from jixiao import api
from jixiao_web.accounts.models import Appointment, Region, Role, Unit, User
from jixiao_web.audit.log import faults
from jixiao_web.audit.models import Entry
from jixiao_web.filings.models import OPEN, REPORTS, Filing, Revision, State
from jixiao_web.review.models import Comment, ReviewSheet
from jixiao_web.sample import adjustments
from jixiao_web.sample.faults import FAULTS
from jixiao_web.sample.loading import COUNTY, PASSWORD, WAYS
from jixiao_web.sample.plans import county, plan_of
from jixiao_web.sample.years import Years

TODAY = date(2025, 11, 20)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The county, loaded once for this module, and what the command printed."""
    from django.db import transaction

    told = io.StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_sample_county", today=TODAY, stdout=told)
        yield told.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def county_there(loaded, django_db_blocker):
    with django_db_blocker.unblock():
        yield loaded


def rows() -> dict[str, int]:
    return {each.__name__: each.objects.count() for each in (Unit, User, Appointment, Filing, Revision, Entry, Comment)}


def test_it_has_units_people_and_plans_of_three_years(county_there):
    assert Region.objects.get(code=COUNTY).parent.parent.name == "云岚省"
    assert Unit.objects.filter(county_code=COUNTY).count() == 12
    assert set(Filing.objects.values_list("year", flat=True)) == {2023, 2024, 2025, 2026}
    assert Filing.objects.filter(kind="plan").count() == 47, "one is left for whoever drops a file in"
    assert not Filing.objects.filter(unit__code="471012", year=2026).exists()


def test_it_shows_every_state_and_every_role(county_there):
    shown = set(Filing.objects.filter(kind__in=["plan", "adjustment"]).values_list("state", flat=True))
    assert shown == set(State.values)
    assert set(Filing.objects.filter(kind="plan", year=2025).values_list("state", flat=True)) == {"published"}
    assert set(Appointment.objects.values_list("role", flat=True)) == set(Role.values)
    assert Filing.objects.filter(begun_in_review=True).exists()
    assert Comment.objects.filter(answers=None).exists() and ReviewSheet.objects.exists()


def test_its_accounts_work_with_the_one_password_that_was_printed(county_there, settings):
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    assert PASSWORD in county_there and "aili" in county_there
    assert authenticate(username="aili", password=PASSWORD) and authenticate(username="baihe", password=PASSWORD)
    assert not User.objects.filter(must_change_password=True).exists()


def test_loading_again_changes_nothing(county_there):
    before = rows()
    call_command("load_sample_county", stdout=io.StringIO())
    assert rows() == before


def test_its_log_and_revisions_are_true(county_there):
    assert not list(faults(COUNTY))
    told = Counter(Entry.objects.filter(object_kind="filing").values_list("action", flat=True))
    assert told["publish"] == Filing.objects.filter(state=State.PUBLISHED).count() == told["publish"]
    # A report that is being filled in has been saved since it was begun.
    for filing in Filing.objects.exclude(kind__in=REPORTS, state__in=OPEN).prefetch_related("revisions"):
        assert filing.revisions.last().content == filing.draft


def test_its_plans_have_faults_and_right_ones_have_no_error(county_there):
    plans = [(unit["code"], name, way) for unit in county()["units"] for name, way in unit["plans"].items()]
    faulty = {(code, Years(TODAY).named(name)) for code, name, way in plans if way[1:]}
    for filing in Filing.objects.exclude(kind__in=REPORTS).select_related("unit"):
        if (filing.unit.code, filing.year) in faulty:
            assert filing.errors + filing.warnings, filing
        else:
            assert not filing.errors, filing


def test_a_plan_is_the_same_every_time():
    unit = county()["units"][0]
    assert plan_of(unit, 2024) == plan_of(unit, 2024)
    assert plan_of(unit, 2024) != plan_of(unit, 2023)


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_found(fault):
    unit = county()["units"][0]

    def told(faults_committed):
        found = api.Checker().check_document(plan_of(unit, 2025, faults_committed)).report.findings
        return {(finding.rule, finding.subject, finding.message) for finding in found}

    assert told([fault]) - told([]), "a sample of a fault that no rule sees teaches nothing"


def test_every_way_and_fault_is_used():
    ways = {way[0] for unit in county()["units"] for way in unit["plans"].values()}
    told = {each["way"] for each in county()["adjustments"]}
    assert told <= set(adjustments._STEPS) and {"draft", "approved", "returned_in_finance"} <= told
    committed = {fault for unit in county()["units"] for way in unit["plans"].values() for fault in way[1:]}
    assert ways == set(WAYS) and committed == set(FAULTS)
