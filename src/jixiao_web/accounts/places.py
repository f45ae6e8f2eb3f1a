"""Where a person may go from every page, by right. What no address stands for yet is left out."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from jixiao_web.accounts.policy import Action, Person


class Place(NamedTuple):
    """An entry of the bar: its words in the page's language, and where it leads."""

    title: str
    url: str


_PLACES: tuple[tuple[str, Promise, Action | None], ...] = (
    ("filings:inbox", gettext_lazy("待办"), Action.SEE_FILING),
    ("filings:list", gettext_lazy("申报件"), Action.SEE_FILING),
    ("trial:start", pgettext_lazy("place", "试读检查"), None),
    ("jobs:jobs", pgettext_lazy("place", "批量办理"), Action.SEE_FILING),
    ("review:queue", gettext_lazy("队列"), Action.SEE_QUEUE),
    ("deadlines:calendar", gettext_lazy("日历"), Action.SEE_FILING),
    ("spending:ledgers", gettext_lazy("支出"), Action.SEE_FILING),
    ("overview:overview", gettext_lazy("总览"), Action.SEE_FILING),
    ("commitments:commitments", pgettext_lazy("place", "目标与措施"), Action.SEE_FILING),
    ("monitoring:rounds", gettext_lazy("监控"), Action.SEE_FILING),
    ("evaluation:results", gettext_lazy("自评"), Action.SEE_FILING),
    ("accounts:units", pgettext_lazy("many", "单位"), Action.MANAGE),
    ("accounts:accounts", pgettext_lazy("many", "账号"), Action.MANAGE),
    ("trace:log", gettext_lazy("日志"), Action.SEE_LOG),
)


def places_of(person: Person | None) -> tuple[Place, ...]:
    """The places of the bar for this person; none for a stranger."""
    if person is None:
        return ()
    allowed = frozenset(action for _name, _title, action in _PLACES if action and person.may_somewhere(action))
    return _told(allowed, get_language())


@cache
def _told(allowed: frozenset[Action], _language: str | None) -> tuple[Place, ...]:
    """The places that some rights open, in the page's language."""
    return tuple(
        Place(str(title), url)
        for name, title, action in _PLACES
        if (action is None or action in allowed) and (url := _url(name)) is not None
    )


def _url(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
