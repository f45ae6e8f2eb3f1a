"""Long lists of filings: pages read as values by prepared selects, not as models."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple, TypeVar, overload

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.prepared import Prepared, Slot, among
from jixiao_web.filings.models import Filing

NARROWING = ("year", "state", "unit_code")
"""By what a list is narrowed besides words; values of these are the first slots of its selects."""
IN_ORDER = ("-year", "unit_code", "pk")


Row = TypeVar("Row")


class Listed(NamedTuple):
    """A filing as a list shows it, in the order of `COLUMNS`."""

    key: uuid.UUID
    kind: str
    period: str
    year: int
    state: str
    projects: int
    budget_fen: int
    errors: int
    warnings: int
    changed_at: datetime
    due_on: date | None
    unit_code: str
    unit_name: str

    @classmethod
    def of(cls, filing: Filing) -> Listed:
        """A filing that was read as a model."""
        told = (getattr(filing, name) for name in COLUMNS[1:-2])
        return cls._make((filing.pk, *told, filing.unit.code, filing.unit.name))


COLUMNS = (
    *("pk", "kind", "period", "year", "state", "projects", "budget_fen", "errors", "warnings", "changed_at", "due_on"),
    *("unit__code", "unit__name"),
)


class Reach(NamedTuple):
    """Where a person sees filings: single units, and whole counties."""

    units: tuple[uuid.UUID, ...]
    counties: tuple[str, ...]

    @classmethod
    def of(cls, person: Person, action: Action) -> Reach:
        """Of a person, for an action."""
        units, counties = person.units(action)
        return cls(tuple(units), tuple(counties))


def within(units: Iterable[uuid.UUID | Slot], counties: Collection[str | Slot]) -> Q:
    """The filings of some units and counties; the values may be slots."""
    return among("unit_id", units) | Q(county_code__in=counties)


class Pages(Sequence[Row]):
    """Rows that are so many, of which a page is read when it is taken: what a `Paginator` leafs through."""

    def __init__(self, number: int, read: Callable[[int, int], list[Row]]) -> None:
        self._number, self._read = number, read

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, part: int) -> Row: ...
    @overload
    def __getitem__(self, part: slice) -> list[Row]: ...
    def __getitem__(self, part: int | slice) -> Row | list[Row]:
        if isinstance(part, slice):
            return self._read(*part.indices(self._number)[:2])
        return self._read(part, part + 1)[0]


def page_listed(
    person: Person, narrowing: Mapping[str, object], number: str | None, size: int
) -> tuple[Page[Listed], list[int]]:
    """A page of the filings that a person may see, and the years of all of them.

    Args:
        narrowing: values by `NARROWING`; empty ones narrow nothing.
    """
    reach = Reach.of(person, Action.SEE_FILING)
    own, units = (*reach.units, *reach.counties), len(reach.units)
    by_year = dict(_BY_YEAR.rows(own, units=units))
    narrowed = tuple(name for name in NARROWING if narrowing.get(name))
    values = (*(narrowing[name] for name in narrowed), *own)
    if not narrowed:
        count = sum(by_year.values())
    else:
        count = sum(each for _, each in _BY_YEAR.rows(values, units=units, narrowed=narrowed))
    pages = Pages(
        count,
        lambda start, end: [
            *map(Listed._make, _PAGE.rows(values, units=units, narrowed=narrowed, start=start, end=end))
        ],
    )
    return Paginator(pages, size).get_page(number), list(by_year)


def _seen(slots: tuple[Slot, ...], units: int, narrowed: tuple[str, ...]) -> QuerySet[Filing]:
    """The filings of which the list consists; slots: what it is narrowed by, units, counties."""
    own = slots[len(narrowed) :]
    return Filing.objects.filter(within(own[:units], own[units:]), **dict(zip(narrowed, slots, strict=False)))


def _by_year(*slots: Slot, units: int, narrowed: tuple[str, ...] = ()) -> QuerySet[Filing, tuple[int, int]]:
    """How many there are of each year, the newest first."""
    return _seen(slots, units, narrowed).order_by("-year").values_list("year").annotate(number=Count("year"))


def _page(
    *slots: Slot, units: int, narrowed: tuple[str, ...], start: int, end: int
) -> QuerySet[Filing, tuple[object, ...]]:
    """A page: the pages before it are passed over in the index alone, by the keys."""
    keys = _seen(slots, units, narrowed).order_by(*IN_ORDER).values("pk")[start:end]
    return Filing.objects.filter(pk__in=keys).order_by(*IN_ORDER).values_list(*COLUMNS)


_BY_YEAR, _PAGE = Prepared(_by_year), Prepared(_page)
