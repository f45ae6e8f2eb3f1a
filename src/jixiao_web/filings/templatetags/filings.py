"""Words of the log and of changes, for templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from jixiao_web.filings.cards import links_of
from jixiao_web.filings.compare import Change, Group
from jixiao_web.filings.models import Filing
from jixiao_web.filings.saying import KINDS, difference_in_money, difference_of, head_of, share_of, sides_of
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


@register.simple_tag(takes_context=True)
def change_told(context: Context, change: Change) -> dict[str, object]:
    """A change as pages tell it: both sides marked, its sign, by how much it differs."""
    unit = _unit(context)
    before, after = sides_of(change, unit)
    return {"before": before, "after": after, "sign": KINDS[change.kind], "more": difference_of(change, unit)}


@register.simple_tag(takes_context=True)
def more_money(context: Context, before_fen: int, more_fen: int) -> str:
    """By how much an amount grew, in the reader's money unit and in percent."""
    share = share_of(before_fen, more_fen)
    return difference_in_money(more_fen, _unit(context)) + (f"（{share}）" if share and more_fen else "")


@register.filter
def became(group: Group) -> str:
    """What became of a project as a whole."""
    return head_of(group)


def _unit(context: Context) -> str:
    person: Any = context.get("person")
    return person.user.money_unit if person else "元"


@register.simple_tag
def links_about(filing: Filing) -> list[tuple[str, str]]:
    """Pages that other parts have about a draft."""
    return links_of(filing)


@register.simple_tag
def goals_head(filing: Filing) -> str:
    """The line above the overall goals, as the official form has it: it is Chinese in every language of the screen."""
    return f"{filing.year}年总体绩效目标"
