"""What of commitments waits for a person: those of the own unit that are late or come next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.commitments.models import Commitment
from jixiao_web.common.prepared import Prepared, Slot, among
from jixiao_web.filings.tasks import MOST, Task


def commitments_to_keep(person: Person, since: date) -> Iterator[Task]:
    """For `filings.tasks`: its owner's where it has one, else everybody's who keeps the unit's commitments."""
    units, counties = person.units(Action.KEEP_COMMITMENTS)
    if not units and not counties:
        return
    for each in _COMMITMENTS.rows((person.user.pk, since, *units, *counties), units=len(units)):
        url = reverse("commitments:commitment", args=[each.pk])
        yield Task(f"commitment:{each.pk}", gettext("保障措施"), each.text, url, each.year, each.due_on, each.unit)


def _commitments(user: Slot, since: Slot, *own: Slot, units: int) -> QuerySet[Commitment]:
    reached = among("unit_id", own[:units]) | among("county_code", own[units:])
    mine = Q(owner=None) | Q(owner=user) | Q(owner__is_active=False)
    found = Commitment.objects.filter(reached, mine, in_plan=True, due_on__gte=since)
    return found.select_related("unit").order_by("due_on", "pk")[:MOST]


_COMMITMENTS = Prepared(_commitments)
