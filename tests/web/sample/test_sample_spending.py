"""The sample county's spending: every watch rule asks, a reversal, a budget change, a list with faults for trying."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from jixiao.spending.watch import WATCH_RULES
from jixiao_web.accounts.models import User
from jixiao_web.accounts.policy import Person
from jixiao_web.audit.log import faults
from jixiao_web.sample.loading import COUNTY
from jixiao_web.sample.spending import FAULTY_UNIT, payments_of, spending_load
from jixiao_web.sample.years import Years
from jixiao_web.spending.books import books_of, findings_of
from jixiao_web.spending.importing import batch_try
from jixiao_web.spending.models import Batch, BudgetChange, Ledger, Payment
from jixiao_web.spending.totals import differences

from .test_sample_county import TODAY, county_there, loaded

__all__ = ["county_there", "loaded"]


@pytest.mark.django_db
def test_without_the_county_nothing_is_entered():
    """pytest-django makes a database only where a test of the session says that it wants one: this one does."""
    spending_load(COUNTY, {"baihe": None}, Years(TODAY))
    assert not Payment.objects.exists()


def test_every_ledger_of_past_years_is_nearly_spent_and_approved_in_february(county_there):
    for ledger in Ledger.objects.exclude(year=2025):
        assert 90 <= ledger.spent_fen * 100 // ledger.adjusted_fen <= 101, ledger
        assert ledger.approved_on.month == 2 and ledger.approved_on.year == ledger.year and ledger.approval
    assert date(2025, 11, 1) <= Payment.objects.latest("day").day <= TODAY
    assert not list(differences(COUNTY)) and not list(faults(COUNTY))


def test_every_watch_rule_asks_and_some_do_in_the_running_year(county_there):
    found = Counter(
        (finding.rule, ledger.year)
        for ledger in Ledger.objects.all()
        for finding in findings_of(books_of(ledger), COUNTY, TODAY)
    )
    assert {rule for rule, _ in found} == {each.id for each in WATCH_RULES}
    assert max(found.values()) == 1 and sum(year == 2025 for _, year in found) == 4


def test_it_has_a_reversal_and_a_budget_change(county_there):
    assert Payment.objects.filter(reverses__isnull=False).count() == 1
    assert BudgetChange.objects.filter(adjustment=None).count() == 1


def test_the_same_ledger_gets_the_same_payments(county_there):
    ledger = Ledger.objects.filter(year=2024).select_related("unit").first()
    assert payments_of(ledger, Years(TODAY)) == payments_of(ledger, Years(TODAY)) != []


def test_loading_again_enters_nothing(county_there):
    before = Payment.objects.count(), Batch.objects.count(), BudgetChange.objects.count()
    people = {user.username: Person.of(user) for user in User.objects.all()}
    spending_load(COUNTY, people, Years(TODAY))
    assert (Payment.objects.count(), Batch.objects.count(), BudgetChange.objects.count()) == before


def test_the_list_with_faults_has_new_known_and_refused_lines(county_there):
    person = Person.of(User.objects.get(username="zhengtan"))
    batch = Batch.objects.get(unit__code=FAULTY_UNIT, state=Batch.State.PROPOSED)
    tried = batch_try(person=person, batch=batch, today=TODAY)
    assert (tried.new, tried.known, tried.fen) == (4, 3, 101_480_00)
    assert {each.why for each in tried.refusals} == {
        "wrong_day", "wrong_amount", "no_project", "unknown_project", "other_year",
    }  # fmt: skip
