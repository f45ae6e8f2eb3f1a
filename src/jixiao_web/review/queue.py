"""The county's queue: which filings wait for finance, worst first. Reads the projection of `Filing`, never a draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple, cast
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.prepared import Slot
from jixiao_web.filings.due import Deadline, by_deadline, deadlines_of
from jixiao_web.filings.models import Filing, State
from jixiao_web.filings.selectors import LISTED

PAGE = 50

ORDERS: dict[str, tuple[str, ...]] = {
    "risk": ("-errors", "-warnings", "-budget_fen", "changed_at"),
    "deadline": ("-errors", "-warnings", "-budget_fen", "changed_at"),
    "budget": ("-budget_fen", "-errors"),
    "waiting": ("changed_at", "-errors"),
    "unit": ("unit__code", "-year"),
}
"""Ways to order the queue, by their names in addresses; by deadline these come after it."""

RISKS: dict[str, Q] = {
    "errors": Q(errors__gt=0),
    "warnings": Q(errors=0, warnings__gt=0),
    "clean": Q(errors=0, warnings=0),
}
"""Parts of the queue by what checking found."""


class Wanted(NamedTuple):
    """What of the queue a person wants to see."""

    state: str
    order: str
    risk: str
    year: int | None
    words: str
    days: int | None

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Wanted:
        """From the words of an address; what means nothing is left out."""
        state, order, risk = asked.get("state", ""), asked.get("order", ""), asked.get("risk", "")
        return cls(
            state=state if state in State.values else State.FINANCE_REVIEW.value,
            order=order if order in ORDERS else "risk",
            risk=risk if risk in RISKS else "",
            year=_number(asked.get("year", "")),
            words=asked.get("words", "").strip()[:60],
            days=_number(asked.get("days", "")),
        )

    @property
    def is_filtered(self) -> bool:
        """Whether it is narrowed to less than a state."""
        return any((self.risk, self.year, self.words, self.days))

    def address(self, **changed: object) -> str:
        """The words of an address for the same with something changed."""
        return urlencode({name: value for name, value in {**self._asdict(), **changed}.items() if value})


class Row(NamedTuple):
    """A filing in the queue, for how many days it has waited, and its deadline where it has one."""

    filing: Filing
    days: int
    deadline: Deadline | None


class Queue(NamedTuple):
    """A page of the queue with the counts of all states."""

    page: Page[Row]
    counts: dict[str, int]
    years: list[int]


def _number(words: str) -> int | None:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 5 else None


def queue_of(person: Person, wanted: Wanted, number: str | int = 1) -> Queue:
    """The queue of the counties in which this person may see it: eight queries at most, whatever its length.

    Raises:
        PermissionDenied: this person sees no queue.
    """
    person.demand_somewhere(Action.SEE_QUEUE)
    counties = person.units(Action.SEE_QUEUE)[1]
    every = Filing.objects.filter(county_code__in=counties)
    counted = every.order_by().values_list("state").annotate(count=Count("pk"))
    now = timezone.now()
    since = now - timedelta(days=wanted.days) if wanted.days else None
    told = {name: getattr(wanted, name) for name in ("state", "order", "risk", "year", "words")}
    found = chosen(every, since=since, **told).select_related("unit").only(*LISTED)
    page = Paginator(found, PAGE).get_page(number)
    filings = [*page.object_list]
    deadlines = deadlines_of(filings, timezone.localdate(now))
    shown = cast(Page[Row], page)
    shown.object_list = [Row(each, (now - each.changed_at).days, deadlines.get(each.pk)) for each in filings]
    years = [*every.order_by("-year").values_list("year", flat=True).distinct()]
    return Queue(shown, dict(counted), years)


def chosen(
    every: QuerySet[Filing],
    *,
    state: str | Slot,
    order: str,
    risk: str = "",
    words: str = "",
    year: int | Slot | None = None,
    since: datetime | Slot | None = None,
) -> QuerySet[Filing]:
    """What of the queue is wanted, in its order; `since`: not changed since then."""
    found = every.filter(state=state)
    if risk:
        found = found.filter(RISKS[risk])
    if year:
        found = found.filter(year=year)
    if words:
        found = found.filter(Q(unit__name__icontains=words) | Q(unit__code__startswith=words))
    if since:
        found = found.filter(changed_at__lte=since)
    return ordered(found, order)


def ordered(found: QuerySet[Filing], order: str) -> QuerySet[Filing]:
    """Filings in an order of `ORDERS`."""
    named = (*ORDERS[order], "pk")
    return by_deadline(found, named) if order == "deadline" else found.order_by(*named)
