"""Rights by name: to a unit's things, in a whole county, somewhere at all. One never stands in for another."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from jixiao_web.accounts.models import OF_UNIT, Appointment, Role
from jixiao_web.accounts.policy import POLICY, Action, Person

pytestmark = pytest.mark.django_db

FAR = "990129"


@pytest.mark.parametrize("role", OF_UNIT)
def test_who_belongs_to_one_unit_has_no_right_in_its_county(aili, unit, role):
    aili.user.appointments.all().delete()
    Appointment.objects.create(county_code=unit.county_code, user=aili.user, role=role, unit=unit)
    person = Person.of(aili.user)
    for action in Action:
        assert not person.may_in_county(action, unit.county_code), action
        assert person.may(action, unit) is person.may_somewhere(action) is (action in POLICY[Role(role)])
        with pytest.raises(PermissionDenied):
            person.demand_in_county(action, unit.county_code)


def test_a_right_in_a_county_holds_for_its_units_and_for_no_other_county(baihe, unit):
    assert baihe.may_in_county(Action.OPEN_ROUND, unit.county_code) and baihe.may(Action.OPEN_ROUND, unit)
    assert not baihe.may_in_county(Action.OPEN_ROUND, FAR)
    unit.county_code = FAR
    assert not baihe.may(Action.OPEN_ROUND, unit)


def test_a_right_to_a_unit_is_never_asked_without_one(aili):
    with pytest.raises((TypeError, AttributeError)):
        aili.may(Action.ENTER_SPENDING, None)
    with pytest.raises(TypeError):
        aili.demand(Action.ENTER_SPENDING)
