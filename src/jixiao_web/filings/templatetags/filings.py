"""Words of the log, for templates."""

from __future__ import annotations

from django import template

from jixiao_web.filings.told import action_words

register = template.Library()


@register.filter
def action(name: str) -> str:
    """An action or cause in the page's language."""
    return action_words(name)


@register.filter
def words(text: str) -> list[str]:
    """Words parted by blanks."""
    return text.split()
