"""What of monitoring waits for a person beside reports: measures and rounds until they are closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.prepared import Prepared, Slot, among
from jixiao_web.filings.models import OPEN, Filing, Kind
from jixiao_web.filings.tasks import MOST, Task
from jixiao_web.monitoring.models import Measure, Round


def measures_to_close(person: Person, since: date) -> Iterator[Task]:
    """For `filings.tasks`: the unit's own people do what a measure says; what is suspended is the finance bureau's."""
    units, counties = person.units(Action.EDIT_FILING)
    reviewed = person.units(Action.REVIEW_IN_FINANCE)[1]
    if not units and not counties and not reviewed:
        return
    values = (since, *units, *counties, *reviewed)
    for each in _MEASURES.rows(values, units=len(units), counties=len(counties)):
        url, filing = reverse("monitoring:measure", args=[each.pk]), each.filing
        words = f"{each.about}{gettext('，')}{each.words}"
        yield Task(f"measure:{each.pk}", gettext("监控整改措施"), words, url, filing.year, each.due, filing.unit)


def rounds_to_close(person: Person, since: date) -> Iterator[Task]:
    """For `filings.tasks`: the rounds that the finance bureau has open, with how many reports are still wanted."""
    counties = person.units(Action.OPEN_ROUND)[1]
    rounds = _ROUNDS.rows((since, *counties)) if counties else []
    if not rounds:
        return
    asked = Filing.objects.filter(county_code__in=counties, kind=Kind.MONITORING, state__in=OPEN)
    asked = asked.filter(year__in={each.year for each in rounds}).order_by()
    told = asked.values_list("county_code", "year", "period").annotate(number=Count("pk"))
    missing = {tuple(key): number for *key, number in told}
    for each in rounds:
        number = missing.get((each.county_code, each.year, each.period), 0)
        still = ngettext("%(number)s 个单位未报", "%(number)s 个单位未报", number) % {"number": number}
        words = f"{each.title}{gettext('，')}{still}" if number else each.title
        url = reverse("monitoring:round", args=[each.pk])
        yield Task(f"round:{each.pk}", gettext("监控轮次"), words, url, each.year, each.due)


def _measures(since: Slot, *own: Slot, units: int, counties: int) -> QuerySet[Measure]:
    ours = among("filing__unit_id", own[:units]) | among("county_code", own[units : units + counties])
    theirs = among("county_code", own[units + counties :])
    suspended = Q(what=Measure.What.SUSPEND)
    found = Measure.objects.filter(ours & ~suspended | theirs & suspended, closed_at=None, due__gte=since)
    return found.select_related("filing__unit").defer("filing__draft").order_by("due", "pk")[:MOST]


def _rounds(since: Slot, *counties: Slot) -> QuerySet[Round]:
    return Round.objects.filter(among("county_code", counties), closed_at=None, due__gte=since)[:MOST]


_MEASURES, _ROUNDS = Prepared(_measures), Prepared(_rounds)
