"""The sample county's spending: every watch rule once, a reversal, a budget change, a list with faults for trying."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from jixiao.spending.watch import WATCH_RULES
from jixiao_web.accounts.models import Unit, User
from jixiao_web.accounts.policy import Person
from jixiao_web.audit.log import faults
from jixiao_web.sample.loading import COUNTY
from jixiao_web.sample.spending import FAULTY, LAST_DAY, payments_of, spending_load
from jixiao_web.spending.books import books_of, findings_of
from jixiao_web.spending.importing import batch_take, batch_try
from jixiao_web.spending.models import Batch, BudgetChange, Ledger, Payment
from jixiao_web.spending.totals import differences

from .test_sample_county import county_there, loaded

__all__ = ["county_there", "loaded"]


@pytest.mark.django_db
def test_without_the_county_nothing_is_entered():
    """pytest-django makes a database only where a test of the session says that it wants one: this one does."""
    spending_load(COUNTY, {"baihe": None})
    assert not Payment.objects.exists()


def test_every_ledger_of_past_years_is_nearly_spent_and_approved_in_february(county_there):
    for ledger in Ledger.objects.exclude(year=2025):
        assert 90 <= ledger.spent_fen * 100 // ledger.adjusted_fen <= 101, ledger
        assert ledger.approved_on.month == 2 and ledger.approved_on.year == ledger.year and ledger.approval
    assert Payment.objects.latest("day").day <= LAST_DAY
    assert not list(differences(COUNTY)) and not list(faults(COUNTY))


def test_every_watch_rule_asks_once(county_there):
    found = Counter(
        finding.rule for ledger in Ledger.objects.all() for finding in findings_of(books_of(ledger), LAST_DAY)
    )
    assert found == {each.id: 1 for each in WATCH_RULES}


def test_it_has_a_reversal_and_a_budget_change(county_there):
    assert Payment.objects.filter(reverses__isnull=False).count() == 1
    assert BudgetChange.objects.filter(adjustment=None).count() == 1


def test_the_same_ledger_gets_the_same_payments(county_there):
    ledger = Ledger.objects.filter(year=2024).select_related("unit").first()
    assert payments_of(ledger, date(2024, 12, 31)) == payments_of(ledger, date(2024, 12, 31)) != []


def test_loading_again_enters_nothing(county_there):
    before = Payment.objects.count(), Batch.objects.count(), BudgetChange.objects.count()
    people = {user.username: Person.of(user) for user in User.objects.all()}
    spending_load(COUNTY, people)
    assert (Payment.objects.count(), Batch.objects.count(), BudgetChange.objects.count()) == before


@pytest.mark.parametrize("username", ["zhengtan"])
def test_the_list_with_faults_has_new_known_and_refused_lines(county_there, username):
    person = Person.of(User.objects.get(username=username))
    batch = batch_take(
        person=person,
        county_code=COUNTY,
        unit=Unit.objects.get(code="205001"),
        year=2025,
        name=FAULTY.name,
        pieces=[FAULTY.read_bytes()],
    )
    tried = batch_try(person=person, batch=batch, today=date(2025, 9, 30))
    assert (tried.new, tried.known, tried.fen) == (4, 3, 101_480_00)
    assert {each.why for each in tried.refusals} == {
        "wrong_day", "wrong_amount", "no_project", "unknown_project", "other_year",
    }  # fmt: skip
