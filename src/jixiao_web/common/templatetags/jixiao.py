"""Money, percents and the signs of states and levels, as all pages show them; words come from the caller."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

register = template.Library()

MISSING = "—"
_HUNDREDTH = Decimal("0.01")
STATE_SIGNS = {
    "draft": "○",
    "unit_review": "◔",
    "finance_review": "◑",
    "returned": "↩",
    "approved": "✓",
    "published": "●",
}
LEVELS = {"error": ("✕", "错误"), "warning": ("▲", "疑点"), "hint": ("·", "提示")}


@register.simple_tag(takes_context=True)
def money(context: Context, fen: int | None) -> str:
    """Fen in the money unit that the person chose: never rounded, a dash where nothing is known."""
    return money_text(fen, _unit(context))


@register.simple_tag(takes_context=True)
def money_unit(context: Context) -> str:
    """The money unit that the person chose, in the page's language."""
    return gettext(_unit(context))


@register.simple_tag(takes_context=True)
def money_head(context: Context) -> str:
    """The money unit behind the words of a column's head."""
    return gettext("（%(unit)s）") % {"unit": gettext(_unit(context))}


def money_text(fen: int | None, unit: str) -> str:
    """Fen as text in 元 or 万元 with thousands separators and at least two decimals.

    >>> money_text(6_000_000, "元"), money_text(6_000_000, "万元"), money_text(123_456, "万元")
    ('60,000.00', '6.00', '0.123456')
    """
    if fen is None:
        return MISSING
    amount = Decimal(fen).scaleb(-6 if unit == "万元" else -2)
    whole, _, decimals = f"{amount:,f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


@register.filter
def percent(points: Decimal | None) -> str:
    """Percent points as text with two decimals, as forms and reports have them: 25 is 25.00%.

    Fewer would round a second time what forms and roll-ups keep to two.
    """
    return MISSING if points is None else f"{points.quantize(_HUNDREDTH, ROUND_HALF_UP):,f}%"


@register.simple_tag
def state(value: str, words: str) -> SafeString:
    """The state of a filing by sign, word and colour: `{% state filing.state filing.get_state_display %}`."""
    return format_html(
        '<span class="state state-{}"><span class="sign" aria-hidden="true">{}</span>{}</span>',
        value,
        STATE_SIGNS.get(value, "○"),
        pgettext("state", words),
    )


@register.simple_tag
def level(value: str, number: int | None = None) -> SafeString:
    """The level of a finding, or how many findings have it: `{% level "error" filing.errors %}`."""
    sign, words = LEVELS[value]
    return format_html(
        '<span class="level level-{}"><span class="sign" aria-hidden="true">{}</span>{}{}</span>',
        value,
        sign,
        gettext(words),
        "" if number is None else f" {number:,}",
    )


@register.simple_tag
def urgency(value: str, words: str) -> SafeString:
    """How urgent something is by sign, word and colour: `{% urgency deadline.level deadline.words %}`."""
    return format_html(
        '<span class="level level-{}"><span class="sign" aria-hidden="true">{}</span>{}</span>',
        value,
        LEVELS[value][0],
        words,
    )


def _unit(context: Context) -> str:
    person: Any = context.get("person")
    return person.user.money_unit if person else "元"
