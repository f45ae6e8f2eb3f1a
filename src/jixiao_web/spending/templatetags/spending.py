"""Lights and states of imports by sign, word and colour, and yuan of the core as money."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from jixiao_web.common.templatetags.jixiao import MISSING, money
from jixiao_web.spending.models import Batch

register = template.Library()

LIGHTS = {"red": ("■", "红灯"), "yellow": ("▲", "黄灯"), "green": ("●", "绿灯"), "blue": ("◆", "蓝灯")}


@register.simple_tag
def light(value: str | None) -> SafeString:
    """A light by sign, word and colour: `{% light "red" %}`; a dash where it cannot be told."""
    if not value:
        return format_html('<span class="quiet">{}</span>', MISSING)
    sign, words = LIGHTS[value]
    return format_html(
        '<span class="light light-{}"><span class="sign" aria-hidden="true">{}</span>{}</span>',
        value,
        sign,
        gettext(words),
    )


@register.simple_tag
def lights(red: int | None, yellow: int | None, green: int | None, blue: int | None) -> SafeString:
    """How many there are of each light, by sign, word and colour, those that there are; a dash where there is none."""
    numbers = zip(LIGHTS, (red, yellow, green, blue), strict=True)
    told = [(light(name), number) for name, number in numbers if number]
    if not told:
        return light(None)
    return format_html_join(" ", '<span class="light-count">{} {}</span>', told)


STATES = {"proposed": "○", "loading": "◐", "loaded": "●", "dropped": "×"}
_STYLES = {"proposed": "draft", "loading": "unit_review", "loaded": "approved", "dropped": "off"}


@register.simple_tag
def batch_state(value: str) -> SafeString:
    """Where an import stands, by sign, word and colour."""
    return format_html(
        '<span class="state state-{}"><span class="sign" aria-hidden="true">{}</span>{}</span>',
        _STYLES[value],
        STATES[value],
        gettext(Batch.State(value).label),
    )


@register.simple_tag(takes_context=True)
def money_yuan(context: Context, yuan: Decimal | None) -> str:
    """Yuan of the core in the money unit that the person chose."""
    return MISSING if yuan is None else money(context, int(yuan.scaleb(2)))
