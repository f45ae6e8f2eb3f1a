"""What a person finds: units, projects, indicators and texts within reach, the newest first, each with its place."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import FilteredRelation, Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.prepared import Prepared, Slot, among, one_of
from jixiao_web.filings.finding import filled, units_named
from jixiao_web.filings.listing import Reach
from jixiao_web.filings.models import REPORTS, SETTLED, Filing, ProjectRow
from jixiao_web.filings.sheet import place_of
from jixiao_web.search import index
from jixiao_web.search.grams import Wanted, marked, wanted_of
from jixiao_web.search.index import Among
from jixiao_web.search.models import Kind, Row

PAGE = 30
FEW = 5
"""Hits of each kind that are shown where all kinds are."""
MOST_COUNTED = 50
_MOST_LISTED = 300
_ENOUGH = 60
"""Rows of which it is seen that words are as common as the database takes them for."""
KINDS = {"unit": None, "project": Kind.PROJECT, "indicator": Kind.INDICATOR, "text": Kind.TEXT}
"""Kinds of hits by their names in addresses, in the order of the page."""
_PROJECT = re.compile(r"projects\[(\d+)\]")
_LIST = re.compile(r"(overall_goals|safeguards)\[(\d+)\]")


class Asked(NamedTuple):
    """What a person asks for; `before`, of one kind only, is the number of the last hit of the page before."""

    words: str = ""
    kind: str = ""
    year: int | None = None
    before: int | None = None

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Asked:
        """From the words of an address; what means nothing is left out."""
        kind = asked.get("kind", "")
        return cls(
            words=asked.get("q", "")[:100].strip(),
            kind=kind if kind in KINDS else "",
            year=_number(asked.get("year", ""), 4),
            before=_number(asked.get("before", ""), 18) if kind in KINDS else None,
        )

    def address(self, **changed: object) -> str:
        """The words of an address for the same with something changed."""
        told = {"q": self.words, "kind": self.kind, "year": self.year, **changed}
        return urlencode({name: value for name, value in told.items() if value})

    def address_wide(self) -> str:
        """The words of an address for the same words without any condition."""
        return urlencode({"q": self.words})


class Hit(NamedTuple):
    """Something found: its name and other words with what was looked for marked, where it stands, where that is."""

    name: SafeString
    words: SafeString
    place: str
    address: str


class Group(NamedTuple):
    """The hits of a kind.

    Attributes:
        number: how many there are, up to a most; `more`: there are more than that. older: where the next page begins.
    """

    kind: str
    number: int
    more: bool
    hits: Sequence[Hit]
    older: int | None = None


def _number(words: str, longest: int) -> int | None:
    return int(words) if words.isascii() and words.isdigit() and len(words) <= longest else None


def found(person: Person, asked: Asked) -> list[Group] | None:
    """What a person finds, kind by kind; None where the words hold nothing to look for."""
    wanted = wanted_of(asked.words)
    if wanted is None:
        return None
    numbers = {name: _numbers(person, wanted, asked, name, kind) for name, kind in KINDS.items() if kind}
    shown = {name: _shown(asked, name, ids) for name, ids in numbers.items()}
    hits = _hits(person, wanted, [number for ids in shown.values() for number in ids])
    groups = [_units(person, wanted, asked)]
    for name, ids in numbers.items():
        own = [hits[number] for number in shown[name] if number in hits]
        older = ids[PAGE - 1] if asked.kind == name and len(ids) > PAGE else None
        groups.append(Group(name, min(len(ids), MOST_COUNTED), len(ids) > MOST_COUNTED, own, older))
    return groups


def _among(person: Person, kind: int, year: int | None = None) -> Among:
    units, counties = person.units(Action.SEE_FILING)
    return Among(int(kind), frozenset(units), frozenset(counties), year)


def _numbers(person: Person, wanted: Wanted, asked: Asked, name: str, kind: int) -> list[int]:
    before = asked.before if asked.kind == name else None
    return index.found(wanted, _among(person, kind, asked.year), MOST_COUNTED + 1, before)


def _shown(asked: Asked, name: str, numbers: list[int]) -> list[int]:
    if not asked.kind:
        return numbers[:FEW]
    return numbers[:PAGE] if asked.kind == name else []


def _hits(person: Person, wanted: Wanted, numbers: Sequence[int]) -> dict[int, Hit]:
    """The rows of some numbers as hits: two queries, however many."""
    if not numbers:
        return {}
    reach = Reach.of(person, Action.SEE_FILING)  # the tags said so; the tables say it once more
    shape = {"units": len(reach.units), "counties": len(reach.counties)}
    rows = _ROWS.rows((*reach.units, *reach.counties, *numbers), **shape)
    names = _project_names((county, filing, _PROJECT.match(path)) for _, filing, county, path, *_rest in rows)
    told = {}
    for number, filing, _county, path, text, year, unit, kind, period in rows:
        project = _PROJECT.match(path)
        inside = [names.get((filing, int(project[1]) + 1), "")] if project and project[0] != path else []
        place = " › ".join([f"{year} {unit}{_report(kind, period)}", *filter(None, inside), _part(path)])
        name, _sep, rest = text.partition("\n")
        address = f"{reverse('filings:filing', args=[filing])}#{place_of(path)}"
        marks = [marked(each, wanted.words, around) for each, around in ((name, 40), (rest.replace("\n", " · "), 30))]
        told[number] = Hit(marks[0], marks[1], place, address)
    return told


def _report(kind: str, period: str) -> str:
    """What a report is, behind its unit; nothing for a plan."""
    return f" {Filing(kind=kind, period=period).called}" if kind in REPORTS else ""


def _project_names(
    rows: Iterable[tuple[str, uuid.UUID, re.Match[str] | None]],
) -> dict[tuple[uuid.UUID, int], str]:
    wanted = {(county, filing, int(project[1]) + 1) for county, filing, project in rows if project}
    if not wanted:
        return {}
    counties, filings, ordinals = map(sorted, map(set, zip(*wanted, strict=True)))
    found = _NAMES.rows((*counties, *filings, *ordinals), counties=len(counties), filings=len(filings))
    return {(filing, number): name for filing, number, name in found}


def _part(path: str) -> str:
    """A place of the form in words."""
    if listed := _LIST.match(path):
        words = gettext("总体绩效目标") if listed[1] == "overall_goals" else gettext("工作保障措施")
        return f"{words} {int(listed[2]) + 1}"
    if path.endswith(".purpose"):
        return gettext("资金用途")
    if path.endswith(".goals"):
        return gettext("绩效目标")
    row = re.search(r"indicators\[(\d+)\]$", path)
    return f"{gettext('指标')} {int(row[1]) + 1}" if row else f"{pgettext('one', '项目')} {int(path[9:-1]) + 1}"


def _units(person: Person, wanted: Wanted, asked: Asked) -> Group:
    """Units by name and code: there are so few that they are read one by one."""
    after = asked.before if asked.kind == "unit" and asked.before else 0
    rows = units_named(person, wanted.words, after, after + MOST_COUNTED + 1)
    shown = rows[:PAGE] if asked.kind == "unit" else [] if asked.kind else rows[:FEW]
    hits = []
    for code, name in shown:
        query = urlencode({key: value for key, value in (("unit", code), ("year", asked.year)) if value})
        address = f"{reverse('filings:list')}?{query}"
        hits.append(Hit(marked(name, wanted.words), marked(code, wanted.words), "", address))
    older = after + PAGE if asked.kind == "unit" and len(rows) > PAGE else None
    return Group("unit", min(len(rows), MOST_COUNTED), len(rows) > MOST_COUNTED, hits, older)


def filings_with(person: Person, words: str) -> set[uuid.UUID] | None:
    """The filings within a person's reach of which a project holds some words; None where these are many.

    An adjustment in force is found for its plan, which says the same.
    """
    wanted = wanted_of(words)
    if wanted is None:
        return None
    among = _among(person, Kind.PROJECT)
    if among.counties and index.is_common(wanted, Kind.PROJECT) and len(index.found(wanted, among, _ENOUGH)) == _ENOUGH:
        return None
    numbers = index.found(wanted, among, _MOST_LISTED + 1)
    if len(numbers) > _MOST_LISTED:
        return None
    if not numbers:
        return set()
    return {key for found in _FILINGS.rows(filled(numbers, 0)) for key in found if key}


def _rows(*slots: Slot, units: int, counties: int) -> QuerySet[Row, tuple[Any, ...]]:
    reached = among("filing__unit_id", slots[:units]) | among("county_code", slots[units : units + counties])
    found = Row.objects.filter(reached, one_of("pk", slots[units + counties :]), filing__deleted_at=None)
    return found.order_by().values_list(
        *("pk", "filing_id", "county_code", "path", "text"),
        *("filing__year", "filing__unit__name", "filing__kind", "filing__period"),
    )


def _names(*slots: Slot, counties: int, filings: int) -> QuerySet[ProjectRow, tuple[uuid.UUID, int, str]]:
    own, numbers = slots[counties : counties + filings], slots[counties + filings :]
    found = ProjectRow.objects.filter(
        one_of("county_code", slots[:counties]), one_of("filing_id", own), one_of("ordinal", numbers)
    )
    return found.order_by().values_list("filing_id", "ordinal", "name")


def _filings(*numbers: Slot) -> QuerySet[Row, tuple[uuid.UUID, uuid.UUID | None]]:
    """The filings of some rows, each with every adjustment of it that is in force."""
    in_force = Q(filing__adjustments__state__in=SETTLED, filing__adjustments__deleted_at=None)
    found = Row.objects.alias(in_force=FilteredRelation("filing__adjustments", condition=in_force))
    return found.filter(one_of("pk", numbers)).order_by().values_list("filing_id", "in_force__pk")


_ROWS, _NAMES = Prepared(_rows), Prepared(_names)
_FILINGS = Prepared(_filings)
