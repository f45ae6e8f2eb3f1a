"""The inbox: what a person has to move on, by state, the most urgent first; of many the first are shown."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.prepared import Prepared, Slot
from jixiao_web.filings.listing import COLUMNS, Listed, within
from jixiao_web.filings.models import UNPUBLISHED, Filing, State
from jixiao_web.filings.moves import MOVES
from jixiao_web.filings.rowing import Cells

MOST = 20
"""Filings of a state that the inbox lists; the others are in the queue, or in the list."""
WAY = (State.RETURNED, State.DRAFT, State.UNIT_REVIEW, State.FINANCE_REVIEW, State.APPROVED)
"""States in which a filing waits for somebody; approved, only what is to be published."""
MOST_URGENT = ("due_on", "-errors", "-warnings", "-budget_fen", "changed_at", "pk")


class Row(NamedTuple):
    """A filing that waits, and why it was returned where it was."""

    filing: Listed
    reason: str


class Waiting(NamedTuple):
    """Filings of one state that wait for a person: how many, and the first of them.

    Attributes:
        in_queue: the person sees them all in the county's queue, else in the list.
    """

    state: State
    number: int
    rows: tuple[Row, ...]
    in_queue: bool


def filings_waiting_for(person: Person) -> list[Waiting]:
    """What a person has to move on, by state, the most urgent first."""
    in_queue, told = person.may_somewhere(Action.SEE_QUEUE), []
    for state in WAY:
        units, counties = _within(person, state)
        values, number = (state.value, *units, *counties), len(units)
        shape = {"units": number, "is_last": state == State.APPROVED}
        found = _FIRST.rows(values, **shape) if units or counties else []
        if found:
            every = _NUMBER.rows(values, **shape)[0][0]
            rows = tuple(Row(Listed._make(values), str(reason or "")) for *values, reason in found)
            told.append(Waiting(state, every, rows, in_queue))
    return sorted(told, key=lambda waiting: waiting.rows[0].filing.due_on or date.min)


def waiting_for(person: Person) -> Q:
    """The filings that a person has to move on."""
    waits = Q(pk__in=[])
    for state in WAY:
        units, counties = _within(person, state)
        reached = Q(unit__in=units) | Q(county_code__in=counties)
        waits |= Q(state=state) & reached & _waits(is_last=state == State.APPROVED)
    return waits


def _within(person: Person, state: State) -> tuple[tuple[UUID, ...], tuple[str, ...]]:
    """The single units and the counties within which a person moves on what is in a state."""
    rights = {move.action for name, move in MOVES.items() if state in move.before and name != "withdraw"}
    reached = [person.units(right) for right in rights]
    units = {unit for own, _counties in reached for unit in own}
    counties = {county for _units, own in reached for county in own}
    return tuple(sorted(units)), tuple(sorted(counties))


def _waits(is_last: bool) -> Q:
    """What still waits in a state: in the last one, before publication, only what is published."""
    return ~Q(kind__in=UNPUBLISHED) if is_last else Q()


def _of(state: Slot, own: tuple[Slot, ...], units: int, is_last: bool) -> QuerySet[Filing]:
    return Filing.objects.filter(_waits(is_last), within(own[:units], own[units:]), state=state)


def _first(state: Slot, *own: Slot, units: int, is_last: bool) -> QuerySet[Filing, tuple[object, ...]]:
    return _of(state, own, units, is_last).order_by(*MOST_URGENT).values_list(*COLUMNS, "reason")[:MOST]


def _number(state: Slot, *own: Slot, units: int, is_last: bool) -> QuerySet[Filing, tuple[int]]:
    return _of(state, own, units, is_last).order_by().values("state").annotate(all=Count("pk")).values_list("all")


_FIRST, _NUMBER = Prepared(_first), Prepared(_number)


def waiting_markup(rows: tuple[Row, ...], unit: str, today: date) -> SafeString:
    """Filings that wait as rows of a table."""
    cells = Cells("filings:filing", unit, today)
    return mark_safe("".join(_row(row.filing, row.reason, cells) for row in rows))  # escaped below


def _row(row: Listed, reason: str, cells: Cells) -> str:
    why = ""
    if row.state == State.RETURNED and reason:
        why = f'<br><span class="small">{_("退回理由")}{_("：")}{escape(Truncator(reason).chars(60))}</span>'
    return f"""<tr>
<td class="code" data-label="{_("年度")}">{row.year}</td>
<th scope="row"><a href="{cells.address(str(row.key))}">{escape(row.unit_name)}</a> \
<span class="quiet code">{escape(row.unit_code)}</span>{why}</th>
<td>{cells.called(row.kind, row.period)}</td>
<td class="nowrap">{cells.deadline(row.due_on)}</td>
<td class="num" data-label="{_("项目")}">{row.projects:,}</td>
<td class="num" data-label="{_("预算")}">{cells.money(row.budget_fen)}</td>
<td class="nowrap">{cells.levels(row.errors, row.warnings)}</td>
<td class="nowrap small quiet">{cells.moment(row.changed_at)}</td>
</tr>"""
