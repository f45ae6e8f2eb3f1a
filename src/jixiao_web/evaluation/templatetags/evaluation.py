"""Points, grades and states of evaluation, as pages show them."""

from __future__ import annotations

import json
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.templatetags.jixiao import MISSING, percent
from jixiao_web.evaluation.models import Drawn
from jixiao_web.evaluation.points import points_of, written
from jixiao_web.evaluation.sampling import WORDS

register = template.Library()

_GRADES = {"优": ("●", "good"), "良": ("◕", "good"), "中": ("◑", "warning"), "差": ("✕", "error")}
_STATES = {"issued": ("○", "warning"), "reported": ("◑", "hint"), "verified": ("✓", "good"), "returned": ("↩", "error")}
GRADE_WORDS = {
    "优": gettext_noop("优"), "良": gettext_noop("良"), "中": gettext_noop("中"), "差": gettext_noop("差")
}  # fmt: skip


@register.filter
def points(value: Decimal | int | None) -> str:
    """Points: those of a model in hundredths, those of the core as they are; a dash where there are none."""
    found = points_of(value) if isinstance(value, int) else value
    return MISSING if found is None else written(found)


@register.filter
def share(value: int | None) -> str:
    """Percent points of a model, hundredths of them."""
    return percent(points_of(value))


@register.filter
def less(own: int | None, rechecked: int | None) -> str:
    """By how much a re-checked total differs: −2.5, +1; nothing where they are the same or one is missing."""
    if own is None or rechecked is None or own == rechecked:
        return ""
    gap = points_of(rechecked - own)
    return f"{'+' if rechecked > own else '−'}{written(abs(gap) if gap else None)}"


@register.simple_tag
def grade(name: str) -> SafeString:
    """A grade by sign, word and colour."""
    if name not in _GRADES:
        return SafeString(MISSING)
    sign, colour = _GRADES[name]
    return format_html(
        '<span class="grade grade-{}"><span class="sign" aria-hidden="true">{}</span>{}</span>',
        colour,
        sign,
        gettext(GRADE_WORDS[name]),
    )


@register.simple_tag
def mending(state: str, words: str) -> SafeString:
    """The state of corrective action by sign, word and colour."""
    sign, colour = _STATES[state]
    return format_html(
        '<span class="grade grade-{}"><span class="sign" aria-hidden="true">{}</span>{}</span>',
        colour,
        sign,
        gettext(words),
    )


@register.filter
def risks(row: Drawn) -> list[str]:
    """The risks of a drawn project in words."""
    return [gettext(WORDS[kind]) % values for kind, values in json.loads(row.risks)]


@register.filter
def sees_samples(person: Person) -> bool:
    """Whether a person sees the samples of a county."""
    return person.may_somewhere(Action.SEE_QUEUE)
