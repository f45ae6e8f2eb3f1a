"""Selects that are put together once: they say what their query sets say, for every value and shape."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jixiao_web.accounts.models import Appointment, Session, Unit
from jixiao_web.common.prepared import Prepared, among


@pytest.fixture
def units(unit) -> list[Unit]:
    """The fixture's unit, and three below it."""
    made = [
        Unit.objects.create(county_code=unit.county_code, code=f"48{n:04}", name=f"第{n}所", parent=unit)
        for n in range(3)
    ]
    return [unit, *made]


def test_models_come_with_what_is_read_along(units):
    select = Prepared(lambda county: Unit.objects.filter(county_code=county).select_related("parent"))
    with CaptureQueriesContext(connection) as queries:
        found = select.rows((units[0].county_code,))
        assert found == units and [each.parent for each in found] == [None, *units[:1] * 3]
        assert [vars(each)["id"] for each in found] == [each.pk for each in units]
    assert len(queries) == 1
    found[1].name = "改名"
    found[1].save()
    assert Unit.objects.get(pk=found[1].pk).name == "改名"


def test_what_is_deferred_is_read_when_it_is_asked_for(units):
    found = Prepared(lambda key: Unit.objects.filter(pk=key).defer("name")).rows((units[1].pk,))[0]
    assert found.get_deferred_fields() == {"name"} and found.name == "第0所"


def test_it_is_put_together_once_for_a_shape_and_asks_by_the_values(units):
    made = []

    def select(*slots, by_name):
        made.append(by_name)
        return (
            Unit.objects.filter(among("pk", slots)).order_by("name" if by_name else "-code").values_list("pk", "code")
        )

    prepared = Prepared(select)
    for own in (units[1:3], units[2:4]):
        keys = [each.pk for each in own]
        assert prepared.rows(keys, by_name=True) == [(each.pk, each.code) for each in own]
        assert prepared.rows(keys, by_name=False) == [(each.pk, each.code) for each in reversed(own)]
    assert made == [True, False]
    assert prepared.rows([units[1].pk], by_name=True) == [(units[1].pk, units[1].code)] and len(made) == 3


def test_moments_and_truths_come_as_the_fields_give_them(as_aili, aili):
    now = timezone.now()
    select = Prepared(lambda since: Session.objects.filter(seen_at__gt=since).values_list("seen_at", "user__is_active"))
    kept = Session.objects.get()
    assert select.rows((now - timedelta(hours=1),)) == [(kept.seen_at, True)] and kept.seen_at.tzinfo is not None
    assert select.rows((now + timedelta(hours=1),)) == []


def test_nothing_is_asked_for_where_nothing_can_be_found(units):
    select = Prepared(lambda *keys: Unit.objects.filter(among("pk", keys)))
    with CaptureQueriesContext(connection) as queries:
        assert select.rows(()) == []
    assert not queries.captured_queries


def test_words_are_values_and_never_part_of_the_select(units):
    select = Prepared(lambda name: Unit.objects.filter(Q(name=name) | Q(code=name)))
    for word in ("第1所", "'; DROP TABLE accounts_unit; --", "%s", "%", "100%"):
        assert select.rows((word,)) == [each for each in units if word in (each.name, each.code)]


def test_rights_that_are_taken_away_hold_with_the_next_request(as_baihe, baihe):
    assert as_baihe.get("/review/").status_code == 200
    Appointment.objects.filter(user=baihe.user).delete()
    assert as_baihe.get("/review/").status_code == 403


def test_postgresql_keeps_the_plan(units):
    select = Prepared(lambda name: Unit.objects.filter(name=name).values_list("code"))
    for number in (0, 1, 2, 0):
        assert select.rows((f"第{number}所",)) == [(f"48{number:04}",)]
    if connection.vendor == "postgresql":  # SQLite keeps it by the text
        told = "SELECT sum(generic_plans + custom_plans) FROM pg_prepared_statements WHERE statement LIKE %s"
        with connection.cursor() as cursor:
            cursor.execute(told, ['SELECT "accounts_unit"."code"%'])
            assert cursor.fetchone()[0] >= 3
