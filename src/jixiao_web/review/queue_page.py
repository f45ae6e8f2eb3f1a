"""The page of the county's queue: its rows read as values by prepared selects, and told as markup."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from html import escape
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.prepared import Prepared, Slot
from jixiao_web.filings.listing import COLUMNS, Listed, Pages
from jixiao_web.filings.models import Filing
from jixiao_web.filings.rowing import Cells
from jixiao_web.review.queue import PAGE, Wanted, chosen, ordered


class QueueShown(NamedTuple):
    """A page of the queue, its rows as markup, with the counts of all states and the years from last to first."""

    page: Page[Listed]
    counts: dict[str, int]
    years: list[int]
    rows: SafeString


def queue_shown(person: Person, wanted: Wanted, number: str) -> QueueShown:
    """A page of the queue of the counties in which this person may see it: five selects, whatever its length.

    Raises:
        PermissionDenied: this person sees no queue.
    """
    person.demand_somewhere(Action.SEE_QUEUE)
    counties, now = tuple(person.units(Action.SEE_QUEUE)[1]), timezone.now()
    counts = dict(_BY_STATE.rows(counties))
    since = now - timedelta(days=wanted.days) if wanted.days else None
    shape = {
        "order": wanted.order,
        "risk": wanted.risk,
        "words": wanted.words,
        "has_year": bool(wanted.year),
        "has_since": bool(since),
    }
    values = (wanted.state, *filter(None, (wanted.year, since)), *counties)
    found = (dict(_NUMBER.rows(values, **shape)) if wanted.is_filtered else counts).get(wanted.state, 0)
    pages = Pages(found, lambda start, end: [*map(Listed._make, _PAGE.rows(values, **shape, start=start, end=end))])
    page = Paginator(pages, PAGE).get_page(number)
    ends = [year for order in ("year", "-year") for (year,) in _YEARS.rows(counties, order=order)]
    years = [*range(ends[1], ends[0] - 1, -1)] if ends else []
    return QueueShown(page, counts, years, rows_markup(page.object_list, person.user.money_unit, now))


def rows_markup(rows: Iterable[Listed], unit: str, now: datetime) -> SafeString:
    """The rows of the queue's table."""
    cells = Cells("review:filing", unit, timezone.localdate(now))
    words = [escape(each) for each in (_("选择"), _("编码"), _("年度"), _("种类"))]
    words += [escape(each) for each in (_("错误"), _("疑点"), _("项目"), _("预算数"), _("天数"))]
    return mark_safe("".join(_row(row, cells, words, now) for row in rows))  # escaped below


def _row(row: Listed, cells: Cells, words: list[str], now: datetime) -> str:
    choose, code, year, kind, errors, warnings, projects, budget, days = words
    key, name = str(row.key), escape(row.unit_name)
    return f"""<tr>
<td class="pick"><label><input type="checkbox" name="filing" value="{key}"><span class="hidden-words">\
{choose} {name}</span></label></td>
<td class="code" data-label="{code}">{escape(row.unit_code)}</td>
<th scope="row"><a href="{cells.address(key)}">{name}</a></th>
<td class="code" data-label="{year}">{row.year}</td>
<td data-label="{kind}">{cells.called(row.kind, row.period)}</td>
<td class="nowrap">{cells.deadline(row.due_on)}</td>
<td class="num" data-label="{errors}">{_number(row.errors, "error", "✕")}</td>
<td class="num" data-label="{warnings}">{_number(row.warnings, "warning", "▲")}</td>
<td class="num" data-label="{projects}">{row.projects:,}</td>
<td class="num" data-label="{budget}">{cells.money(row.budget_fen)}</td>
<td class="num" data-label="{days}">{(now - row.changed_at).days:,}</td>
</tr>"""


def _number(number: int, level: str, sign: str) -> str:
    told = f'<span class="level-{level}"><span aria-hidden="true">{sign}</span> {number:,}</span>'
    return told if number else "0"


def _every(counties: tuple[Slot, ...]) -> QuerySet[Filing]:
    return Filing.objects.filter(county_code__in=counties)


def _by_state(*counties: Slot) -> QuerySet[Filing, Any]:
    """How many filings there are of each state."""
    return _every(counties).order_by().values_list("state").annotate(count=Count("pk"))


def _years(*counties: Slot, order: str) -> QuerySet[Filing, Any]:
    """The first or the last year of which there are filings; to ask for every one would be to read them all."""
    return _every(counties).order_by(order).values_list("year")[:1]


def _rows(
    state: Slot, *slots: Slot, order: str, risk: str, words: str, has_year: bool, has_since: bool
) -> QuerySet[Filing]:
    """What of the queue is wanted; slots: the year, the time since which it waits, the counties."""
    rest = [*slots]
    year = rest.pop(0) if has_year else None
    since = rest.pop(0) if has_since else None
    return chosen(_every(tuple(rest)), state=state, order=order, risk=risk, words=words, year=year, since=since)


def _page(*slots: Slot, start: int, end: int, **shape: Any) -> QuerySet[Filing, Any]:
    """A page: what is wanted is chosen and ordered in an index alone, by the keys."""
    keys = _rows(*slots, **shape).values("pk")[start:end]
    return ordered(Filing.objects.filter(pk__in=keys), shape["order"]).values_list(*COLUMNS)


def _counted(*slots: Slot, **shape: Any) -> QuerySet[Filing, Any]:
    return _rows(*slots, **shape).order_by().values_list("state").annotate(count=Count("pk"))


_BY_STATE: Prepared[Any] = Prepared(_by_state)
_YEARS: Prepared[Any] = Prepared(_years)
_PAGE: Prepared[Any] = Prepared(_page)
_NUMBER: Prepared[Any] = Prepared(_counted)
