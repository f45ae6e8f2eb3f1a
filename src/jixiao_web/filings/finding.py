"""Finding filings by the words that a person writes: of their unit, or of one of their projects.

A word that few hold is looked up first, and the filings that hold it are read by their keys. Where all words are
common, the list is gone through in its order until a page is full: to count what they find would be to read everything.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Lower, StrIndex
from django.db.models.lookups import Exact, GreaterThan

from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.prepared import Prepared, Slot, among, one_of
from jixiao_web.filings.listing import COLUMNS, IN_ORDER, NARROWING, Listed, Reach, within
from jixiao_web.filings.models import Filing, ProjectRow

MOST_WORDS = 8
MOST_UNITS = 300
"""Units of which a word that they hold counts as rare."""
MOST_FOUND = 500
"""Filings that a search by common words lists."""
MOST_MATCHES = 3
"""Projects that are told of a filing that was found by its projects."""

FINDERS: list[Callable[[Person, str], set[uuid.UUID] | None]] = []
"""Who can tell at once which filings have a project that holds a word; None where many have."""


class Holding(NamedTuple):
    """What filings that hold some words are filtered by, and among which these are where some word is rare."""

    condition: Q
    keys: set[uuid.UUID] | None


class Match(NamedTuple):
    """A project by which a filing was found."""

    name: str
    code: str


class Found(Paginator):  # type: ignore[type-arg]  # takes no types when it runs
    """Pages of what holds some words; there are `more` than these where so many do that they are not counted."""

    more = False


def words_of(words: str) -> list[str]:
    """The single words."""
    return words.split()[:MOST_WORDS]


def holding(person: Person, words: Sequence[str]) -> Holding:
    """What filings that hold every one of some words are filtered by."""
    condition, keys = Q(), None
    for word in words:
        units = _units_with(person, word)
        by_project = next((found for finder in FINDERS if (found := finder(person, word)) is not None), None)
        if units is None or by_project is None:
            condition &= _held(_folded(word), _is_cased(word))
            continue
        own = by_project | {key for (key,) in (_OF_UNITS.rows(units) if units else ())}
        keys = own if keys is None else keys & own
    return Holding(condition if keys is None else condition & Q(pk__in=keys), keys)


def page_with_words(
    person: Person, words: Sequence[str], narrowing: Mapping[str, object], number: str | None, size: int
) -> Page[Listed]:
    """A page of the filings within a person's reach that hold every one of some words.

    Args:
        narrowing: values by `NARROWING`; empty ones narrow nothing.
    """
    held, reach = holding(person, words), Reach.of(person, Action.SEE_FILING)
    narrowed = {name: narrowing[name] for name in NARROWING if narrowing.get(name)}
    if held.keys is None:
        return _page_of_common(words, narrowed, reach, number, size)
    found = Filing.objects.filter(within(reach.units, reach.counties), held.condition, **narrowed)
    # In no order: in the list's, the database would go through all filings.
    rows = found.order_by().values_list("year", "unit_code", "pk")
    keys = [key for _, _, key in sorted(rows, key=lambda row: (-row[0], *row[1:]))]
    page = Found(keys, size).get_page(number)
    shown = {row[0]: Listed._make(row) for row in _BY_KEY.rows([*page.object_list])} if keys else {}
    page.object_list = [shown[key] for key in page.object_list if key in shown]
    return page


def _page_of_common(
    words: Sequence[str], narrowed: Mapping[str, object], reach: Reach, number: str | None, size: int
) -> Page[Listed]:
    """A page of what holds common words: nothing is read beyond it, so nobody knows how many there are."""
    last = MOST_FOUND // size
    at = min(int(number[:9]), last) if number and number.isdecimal() and int(number[:9]) else 1
    values = (*narrowed.values(), *map(_folded, words), *reach.units, *reach.counties)
    shape = {"narrowed": (*narrowed,), "cased": (*map(_is_cased, words),), "units": len(reach.units)}
    told = _COMMON.rows(values, **shape, start=(at - 1) * size, end=at * size + 1)
    if not told and at > 1:
        return _page_of_common(words, narrowed, reach, None, size)
    rows = [*map(Listed._make, told[:size])]
    paginator = Found(rows, size)
    paginator.count = (at - 1) * size + len(rows)
    paginator.more = len(told) > size
    paginator.num_pages = min(at + paginator.more, last)
    return Page(rows, at, paginator)


def projects_matching(keys: Sequence[uuid.UUID], words: Sequence[str]) -> dict[uuid.UUID, list[Match]]:
    """The projects by which filings of a list were found, in one query; few of each."""
    told: dict[uuid.UUID, list[Match]] = {}
    if keys and words:
        values = (*map(_folded, words), *keys)
        for key, name, code in _MATCHING.rows(values, cased=(*map(_is_cased, words),)):
            own = told.setdefault(key, [])
            if len(own) < MOST_MATCHES:
                own.append(Match(name, code))
    return told


def _is_cased(word: str) -> bool:
    return word.lower() != word.upper()


def _folded(word: str) -> str:
    return word.lower() if _is_cased(word) else word


def _has(field: str, word: str | Slot, is_cased: bool) -> Q:
    """Whether a field holds a word; where the word has no case, that of the field need not be folded."""
    text = Lower(field) if is_cased else F(field)
    return Q(GreaterThan(StrIndex(text, word if isinstance(word, Slot) else Value(word)), 0))


def _held(word: str | Slot, is_cased: bool) -> Q:
    """Whether a filing holds a word: its unit, or a project of it.

    A value is compared and not EXISTS: PostgreSQL would answer that once for all projects, and not for few filings.
    """
    projects = ProjectRow.objects.filter(
        _has("name", word, is_cased) | _has("code", word, is_cased), filing=OuterRef("pk")
    )
    of_project = Q(Exact(Subquery(projects.order_by().annotate(one=Value(1)).values("one")[:1]), Value(1)))
    return _has("unit__name", word, is_cased) | _has("unit__code", word, is_cased) | of_project


def _units_with(person: Person, word: str) -> list[uuid.UUID] | None:
    """The units within a person's reach that hold a word; None where these are too many."""
    found = _of_units(person, (word,), columns=("pk",), order=(), start=0, end=MOST_UNITS + 1)
    return [key for (key,) in found] if len(found) <= MOST_UNITS else None


def units_named(person: Person, words: Sequence[str], start: int, end: int) -> list[tuple[str, str]]:
    """Codes and names of some units within a person's reach that hold every one of some words, by code."""
    return _of_units(person, words, columns=("code", "name"), order=("code",), start=start, end=end)


def _of_units(person: Person, words: Sequence[str], **shape: object) -> list[tuple[Any, ...]]:
    reach = Reach.of(person, Action.SEE_FILING)
    values = (*map(_folded, words), *reach.units, *reach.counties)
    return _UNITS.rows(values, cased=(*map(_is_cased, words),), units=len(reach.units), **shape)


def _units(
    *slots: Slot,
    cased: tuple[bool, ...],
    units: int,
    columns: tuple[str, ...],
    order: tuple[str, ...],
    start: int,
    end: int,
) -> QuerySet[Unit, tuple[Any, ...]]:
    own = slots[len(cased) :]
    found = Unit.objects.filter(among("pk", own[:units]) | among("county_code", own[units:]))
    for word, is_cased in zip(slots, cased, strict=False):
        found = found.filter(_has("name", word, is_cased) | _has("code", word, is_cased))
    return found.order_by(*order).values_list(*columns)[start:end]


def _common(
    *slots: Slot, narrowed: tuple[str, ...], cased: tuple[bool, ...], units: int, start: int, end: int
) -> QuerySet[Filing, tuple[object, ...]]:
    words, own = slots[len(narrowed) :][: len(cased)], slots[len(narrowed) + len(cased) :]
    found = Filing.objects.filter(within(own[:units], own[units:]), **dict(zip(narrowed, slots, strict=False)))
    for word, is_cased in zip(words, cased, strict=True):
        found = found.filter(_held(word, is_cased))
    return found.order_by(*IN_ORDER).values_list(*COLUMNS)[start:end]


def _of_units_filed(*units: Slot) -> QuerySet[Filing, tuple[uuid.UUID]]:
    return Filing.objects.filter(one_of("unit_id", units)).order_by().values_list("pk")


def _by_key(*keys: Slot) -> QuerySet[Filing, tuple[object, ...]]:
    return Filing.objects.filter(one_of("pk", keys)).order_by().values_list(*COLUMNS)


def _matching(*slots: Slot, cased: tuple[bool, ...]) -> QuerySet[ProjectRow, tuple[uuid.UUID, str, str]]:
    hit = Q()
    for word, is_cased in zip(slots, cased, strict=False):
        hit |= _has("name", word, is_cased) | _has("code", word, is_cased)
    found = ProjectRow.objects.filter(hit, one_of("filing_id", slots[len(cased) :]))
    return found.order_by("filing_id", "ordinal").values_list("filing_id", "name", "code")


_UNITS, _COMMON, _BY_KEY, _MATCHING = Prepared(_units), Prepared(_common), Prepared(_by_key), Prepared(_matching)
_OF_UNITS = Prepared(_of_units_filed)
