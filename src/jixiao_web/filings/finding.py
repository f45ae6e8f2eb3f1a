"""Finding filings by the words that a person writes: of their unit, or of one of their projects.

A word that few hold is looked up first, and the filings that hold it are read by their keys. Where all words are
common, the list is gone through in its order until a page is full: to count what they find would be to read everything.
Then no more is asked of a filing than must be: its projects are read only for a word that many projects hold, and its
unit is not read at all, but looked for by its code among the units that hold the word.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat, Lower, StrIndex
from django.db.models.lookups import Exact, GreaterThan, In

from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.prepared import Prepared, Slot, among, one_of
from jixiao_web.filings.listing import COLUMNS, IN_ORDER, NARROWING, Listed, Reach, within
from jixiao_web.filings.models import Filing, ProjectRow

Key = TypeVar("Key")

MOST_WORDS = 8
MOST_UNITS = 300
"""Units of which a word that they hold counts as rare."""
MOST_FOUND = 500
"""Filings that a search by common words lists."""
NOTHING = uuid.UUID(int=0)
"""The key of nothing."""
MOST_MATCHES = 3
"""Projects that are told of a filing that was found by its projects."""

FINDERS: list[Callable[[Person, str], set[uuid.UUID] | None]] = []
"""Who can tell at once which filings have a project that holds a word; None where many have."""


class Word(NamedTuple):
    """A word that is common, as it is looked for.

    Attributes:
        text: folded where it has case. of_unit: some units hold it. filings: those of which a project does; None where
            these are many.
    """

    text: str
    is_cased: bool
    of_unit: bool
    filings: set[uuid.UUID] | None


class Holding(NamedTuple):
    """What filings within somebody's reach that hold some words are found by.

    Attributes:
        words: that are common. keys: of the filings that hold all others; None where there are no others.
    """

    reach: Reach
    words: tuple[Word, ...]
    keys: set[uuid.UUID] | None

    @property
    def condition(self) -> Q:
        """What filings are filtered by."""
        condition = Q() if self.keys is None else Q(pk__in=self.keys)
        for word in self.words:
            shape = _Shape(word.is_cased, word.of_unit, None if word.filings is None else len(word.filings))
            by_project = None if word.filings is None else Q(pk__in=word.filings)
            condition &= _held(Value(word.text), shape, _reached(self.reach.units, self.reach.counties), by_project)
        return condition


class _Shape(NamedTuple):
    """What decides how a common word is looked for; of `filings` as many as there are slots for."""

    is_cased: bool
    of_unit: bool
    filings: int | None


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
    """What filings that hold every one of some words are found by."""
    common, keys = [], None
    for word in words:
        units = _units_with(person, word)
        by_project = next((found for finder in FINDERS if (found := finder(person, word)) is not None), None)
        if units is None or by_project is None:
            common.append(Word(_folded(word), _is_cased(word), units != [], by_project))
            continue
        own = by_project | {key for (key,) in (_OF_UNITS.rows(filled(units, NOTHING)) if units else ())}
        keys = own if keys is None else keys & own
    return Holding(Reach.of(person, Action.SEE_FILING), tuple(common), keys)


def page_with_words(
    person: Person, words: Sequence[str], narrowing: Mapping[str, object], number: str | None, size: int
) -> Page[Listed]:
    """A page of the filings within a person's reach that hold every one of some words.

    Args:
        narrowing: values by `NARROWING`; empty ones narrow nothing.
    """
    held = holding(person, words)
    narrowed = {name: narrowing[name] for name in NARROWING if narrowing.get(name)}
    if held.keys is None:
        return _page_of_common(held, narrowed, number, size)
    rows = _read(_KEYS, held, narrowed, keys=filled(held.keys, NOTHING)) if held.keys else []
    keys = [key for _, _, key in sorted(rows, key=lambda row: (-row[0], *row[1:]))]
    page = Found(keys, size).get_page(number)
    listed = [*page.object_list]
    shown = {row[0]: Listed._make(row) for row in _BY_KEY.rows(filled(listed, NOTHING))} if keys else {}
    page.object_list = [shown[key] for key in listed if key in shown]
    return page


def _page_of_common(held: Holding, narrowed: Mapping[str, object], number: str | None, size: int) -> Page[Listed]:
    """A page of what holds common words: nothing is read beyond it, so nobody knows how many there are."""
    last = MOST_FOUND // size
    at = min(int(number[:9]), last) if number and number.isdecimal() and int(number[:9]) else 1
    told = _read(_COMMON, held, narrowed, start=(at - 1) * size, end=at * size + 1)
    if not told and at > 1:
        return _page_of_common(held, narrowed, None, size)
    rows = [*map(Listed._make, told[:size])]
    paginator = Found(rows, size)
    paginator.count = (at - 1) * size + len(rows)
    paginator.more = len(told) > size
    paginator.num_pages = min(at + paginator.more, last)
    return Page(rows, at, paginator)


def _read(
    select: Prepared[Any], held: Holding, narrowed: Mapping[str, object], keys: Sequence[uuid.UUID] = (), **shape: int
) -> list[Any]:
    """The rows of one of the selects that take `_Slots`."""
    values, shapes = [*narrowed.values(), *held.reach.units, *held.reach.counties, *keys], []
    for word in held.words:
        filings = None if word.filings is None else filled(word.filings, NOTHING)
        values += [word.text, *(filings or ())]
        shapes.append(_Shape(word.is_cased, word.of_unit, None if filings is None else len(filings)))
    numbers = {"units": len(held.reach.units), "counties": len(held.reach.counties), "keys": len(keys)}
    return select.rows(values, narrowed=(*narrowed,), words=(*shapes,), **numbers, **shape)


def filled(keys: Collection[Key], nothing: Key) -> list[Key]:
    """Keys with others behind them that nothing has: so few selects need be prepared for any number of keys."""
    return [*keys, *[nothing] * ((1 << max(len(keys) - 1, 0).bit_length()) - len(keys))]


def projects_matching(keys: Sequence[uuid.UUID], words: Sequence[str]) -> dict[uuid.UUID, list[Match]]:
    """The projects by which filings of a list were found, in one query; few of each."""
    told: dict[uuid.UUID, list[Match]] = {}
    if keys and words:
        values = (*map(_folded, words), *filled(keys, NOTHING))
        for key, name, code in _MATCHING.rows(values, cased=(*map(_is_cased, words),)):
            own = told.setdefault(key, [])
            if len(own) < MOST_MATCHES:
                own.append(Match(name, code))
    return told


def _is_cased(word: str) -> bool:
    return word.lower() != word.upper()


def _folded(word: str) -> str:
    return word.lower() if _is_cased(word) else word


def _has(field: str, word: Slot | Value, is_cased: bool) -> Q:
    """Whether a field holds a word; where the word has no case, that of the field need not be folded."""
    text = Lower(field) if is_cased else F(field)
    return Q(GreaterThan(StrIndex(text, word), 0))


def _held(word: Slot | Value, shape: _Shape, reached: Q, by_project: Q | None) -> Q:
    """Whether a filing holds a common word: its unit, or a project of it.

    A value is compared and not EXISTS: PostgreSQL would answer that once for all projects, and not for few filings.
    Units are looked up by codes, which lie in the index of the list, with the county, within which they are unique.
    """
    held = by_project
    if held is None:
        projects = ProjectRow.objects.filter(
            _has("name", word, shape.is_cased) | _has("code", word, shape.is_cased), filing=OuterRef("pk")
        )
        held = Q(Exact(Subquery(projects.order_by().annotate(one=Value(1)).values("one")[:1]), Value(1)))
    if shape.of_unit:
        units = Unit.objects.filter(
            reached, _has("name", word, shape.is_cased) | _has("code", word, shape.is_cased)
        ).order_by()
        held |= Q(In(Concat("county_code", "unit_code"), units.values_list(Concat("county_code", "code")).query))
    return held


def _reached(units: Iterable[uuid.UUID | Slot], counties: Iterable[str | Slot]) -> Q:
    """The units that are some themselves, or of some counties."""
    return among("pk", units) | among("county_code", counties)


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
    found = Unit.objects.filter(_reached(own[:units], own[units:]))
    for word, is_cased in zip(slots, cased, strict=False):
        found = found.filter(_has("name", word, is_cased) | _has("code", word, is_cased))
    return found.order_by(*order).values_list(*columns)[start:end]


def _seen(
    slots: Sequence[Slot],
    narrowed: tuple[str, ...],
    words: tuple[_Shape, ...],
    units: int,
    counties: int,
    keys: int,
) -> QuerySet[Filing]:
    """The filings that hold common words; slots: what they are narrowed by, units, counties, keys, words."""
    left = iter(slots)
    narrowing = dict(zip(narrowed, islice(left, len(narrowed)), strict=True))
    own, of_counties, single = ([*islice(left, number)] for number in (units, counties, keys))
    if single:  # of a plain column, SQLite would go through a county's index instead of some keys
        reached = among("unit_id", own)
        reached |= one_of(Concat("county_code", Value("")), of_counties) if of_counties else Q()
        found = Filing.objects.filter(reached, one_of("pk", single), **narrowing)
    else:
        found = Filing.objects.filter(within(own, of_counties), **narrowing)
    for shape in words:
        word = next(left)
        by_project = None if shape.filings is None else one_of("pk", islice(left, shape.filings))
        found = found.filter(_held(word, shape, _reached(own, of_counties), by_project))
    return found


def _common(*slots: Slot, start: int, end: int, **shape: Any) -> QuerySet[Filing, tuple[object, ...]]:
    """A page: what is passed over is looked at in the index of the list as far as that goes, and not joined."""
    keys = _seen(slots, **shape).order_by(*IN_ORDER).values("pk")[start:end]
    return Filing.objects.filter(pk__in=keys).order_by(*IN_ORDER).values_list(*COLUMNS)


def _keys(*slots: Slot, **shape: Any) -> QuerySet[Filing, tuple[int, str, uuid.UUID]]:
    """In no order: in the list's, the database would go through all filings."""
    return _seen(slots, **shape).order_by().values_list("year", "unit_code", "pk")


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
_OF_UNITS, _KEYS = Prepared(_of_units_filed), Prepared(_keys)
