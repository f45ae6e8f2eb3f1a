"""Rows of long lists as markup.

Strings are built here and not in templates, as in `sheet.py`: a page of a list has hundreds of cells. What repeats from
row to row is made once; everything that a person wrote is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from html import escape
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jixiao_web.common.templatetags.jixiao import level, money_text, state, urgency
from jixiao_web.filings.due import NEVER, Deadline
from jixiao_web.filings.finding import Match
from jixiao_web.filings.listing import Listed
from jixiao_web.filings.models import Filing, ProjectRow, State

_NO_KEY = UUID(int=0)


class Cells:
    """Cells of one page's rows.

    Args:
        route: the name of the address to which rows lead. unit: the money unit.
    """

    def __init__(self, route: str, unit: str, today: date) -> None:
        self._before_key, _key, self._after_key = reverse(route, args=[_NO_KEY]).partition(str(_NO_KEY))
        self._language, self._zone, self._unit = get_language(), get_current_timezone(), unit
        self.called = cache(lambda kind, period: escape(Filing(kind=kind, period=period).called))
        self.deadline = cache(lambda day: _deadline(day, today))

    def address(self, key: str) -> str:
        """Where a filing's row leads."""
        return f"{self._before_key}{key}{self._after_key}"

    def money(self, fen: int) -> str:
        """An amount."""
        return money_text(fen, self._unit)

    def moment(self, at: datetime) -> str:
        """A day and time."""
        return f"{at.astimezone(self._zone):%Y-%m-%d %H:%M}"

    def state(self, value: str) -> str:
        """A state by sign, word and colour."""
        return _state(value, self._language)

    def levels(self, errors: int, warnings: int) -> str:
        """How many errors and doubts there are."""
        return _levels(errors, warnings, self._language)


def list_markup(
    rows: Iterable[Listed], projects: Mapping[UUID, Sequence[Match | ProjectRow]], unit: str, today: date
) -> SafeString:
    """The rows of the list of all filings; projects: those by which each was found."""
    cells, own = Cells("filings:filing", unit, today), _Labels.now()
    return mark_safe("".join(_list_row(row, projects.get(row.key, ()), cells, own) for row in rows))  # escaped below


class _Labels(NamedTuple):
    """The words of the columns, for rows that stand as blocks on a narrow screen."""

    choose: str
    year: str
    projects: str
    budget: str

    @classmethod
    def now(cls) -> _Labels:
        """In the page's language."""
        return cls(*map(escape, (_("选择"), _("年度"), _("项目"), _("预算"))))


def _list_row(row: Listed, projects: Sequence[Match | ProjectRow], cells: Cells, own: _Labels) -> str:
    key, called = str(row.key), cells.called(row.kind, row.period)
    name, code = escape(row.unit_name), escape(row.unit_code)
    found = "".join(
        f'<br><span class="small">{escape(each.name)} <span class="quiet code">{escape(each.code)}</span></span>'
        for each in projects
    )
    return f"""<tr>
<td class="pick"><label><input type="checkbox" name="filing" value="{key}"><span class="hidden-words">\
{own.choose} {name} {row.year} {called}</span></label></td>
<td class="code" data-label="{own.year}">{row.year}</td>
<th scope="row"><a href="{cells.address(key)}">{name}</a> \
<a class="quiet code" href="?unit={code}">{code}</a>{found}</th>
<td>{called}</td>
<td>{cells.state(row.state)}</td>
<td class="nowrap">{cells.deadline(row.due_on)}</td>
<td class="num" data-label="{own.projects}">{row.projects:,}</td>
<td class="num" data-label="{own.budget}">{cells.money(row.budget_fen)}</td>
<td class="nowrap">{cells.levels(row.errors, row.warnings)}</td>
<td class="nowrap small quiet">{cells.moment(row.changed_at)}</td>
</tr>"""


@cache
def _state(value: str, _language: str | None) -> str:
    return state(value, State(value).label)


@lru_cache(1024)
def _levels(errors: int, warnings: int, _language: str | None) -> str:
    told = [level(name, number) for name, number in (("error", errors), ("warning", warnings)) if number]
    return " ".join(told) or f'<span class="quiet wide-only">{escape(_("无"))}</span>'


def deadline_markup(deadline: Deadline) -> SafeString:
    """A deadline by sign, word and colour, with its day."""
    why = f' title="{escape(deadline.reason)}"' if deadline.reason else ""
    told = urgency(deadline.level, deadline.words)
    return mark_safe(f'{told} <time class="quiet code" datetime="{deadline.day}"{why}>{deadline.day}</time>')  # escaped


def _deadline(day: date | None, today: date) -> str:
    return "" if day is None or day == NEVER else deadline_markup(Deadline("", day, (day - today).days))
