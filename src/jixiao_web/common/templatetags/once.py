"""`{% once filing deadline %} … {% endonce %}`: a part of a page that is made once for the same values, or for none.

A row of a list costs more to put together than all that the database does for it, and most rows are the same from one
page to the next. The part is remembered in the process by every value that is handed to it, whole: a filing by all its
columns, and its unit with them; further by the language and the money unit of the person. So nothing has to be made
undone when something changes. What else a part shows must be handed to it, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.db.models import Model
from django.template import Context
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

MOST = 4000
"""Parts that are remembered of each place in a template; beyond, all are forgotten."""


class OnceNode(Node):
    """The part, with what was made of it by the values that it was made for."""

    def __init__(self, values: Iterable[FilterExpression], nodelist: NodeList) -> None:
        self.values = tuple(values)
        self.nodelist = nodelist
        self._made: dict[object, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """The part, made now or before."""
        person: Any = context.get("person")
        key = (
            get_language(),
            person.user.money_unit if person else "",
            *(frozen(value.resolve(context)) for value in self.values),
        )
        try:
            found = self._made.get(key)
        except TypeError:  # a value by which nothing can be remembered
            return self.nodelist.render(context)
        if found is None:
            found = self.nodelist.render(context)
            if len(self._made) >= MOST:
                self._made.clear()
            self._made[key] = found
        return found


_PLAIN = frozenset({str, SafeString, int, bool, float, type(None)})


def frozen(value: object) -> object:
    """A value by which something can be remembered: of a row of the database all that was read of it."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Model):
        read = {name: each for name, each in vars(value).items() if name != "_state" and not name.startswith("_pref")}
        return type(value), tuple(read), tuple(read.values()), *map(frozen, value._state.fields_cache.values())
    if isinstance(value, (list, tuple)):
        return tuple(map(frozen, value))
    return value


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:
    """Compile `{% once value … %}`."""
    _name, *values = token.split_contents()
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode([parser.compile_filter(value) for value in values], nodelist)
