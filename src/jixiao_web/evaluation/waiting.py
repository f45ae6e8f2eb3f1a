"""What of corrective action waits for a person: for the unit to mend, for the finance bureau to verify."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.prepared import Prepared, Slot, among
from jixiao_web.evaluation.models import Rectification
from jixiao_web.evaluation.rectifying import OPEN, State
from jixiao_web.filings.tasks import MOST, Task


def rectifications_to_do(person: Person, since: date) -> Iterator[Task]:
    """For `filings.tasks`: what is reported waits for its verification, which no day is set for."""
    units, counties = person.units(Action.EDIT_FILING)
    reviewed = person.units(Action.REVIEW_IN_FINANCE)[1]
    if not units and not counties and not reviewed:
        return
    values = (since, *units, *counties, *reviewed)
    for each in _MENDS.rows(values, units=len(units), counties=len(counties)):
        reported = each.state == State.REPORTED
        what, day = (gettext("整改核实"), None) if reported else (gettext("自评整改"), each.due)
        url = reverse("evaluation:rectification", args=[each.pk])
        words = f"{each.project}{gettext('，')}{each.problem}" if each.project else each.problem
        yield Task(f"mend:{each.pk}", what, words, url, each.year, day, each.unit)


def _mends(since: Slot, *own: Slot, units: int, counties: int) -> QuerySet[Rectification]:
    ours = among("unit_id", own[:units]) | among("county_code", own[units : units + counties])
    theirs = among("county_code", own[units + counties :])
    found = Rectification.objects.filter(ours & Q(state__in=OPEN, due__gte=since) | theirs & Q(state=State.REPORTED))
    return found.select_related("unit").order_by("due", "pk")[:MOST]


_MENDS = Prepared(_mends)
