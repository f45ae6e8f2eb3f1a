"""The styles of a .docx file: which are headings, contents lines or hidden, and which number their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from jixiao.documents.blocks import Role
from jixiao.documents.docx_xml import WORD, attribute, is_on, number, small_part

_TAGS = ("style", "name", "basedOn", "outlineLvl", "vanish", "numId", "ilvl")
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*[1-9](?:\s|$)|(?:sub)?title$|(?:副)?标题$", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录)\s*(?:[1-9](?:\s|$)|heading|标题|$)", re.IGNORECASE)
_BODY_LEVEL = 9


class Style(msgspec.Struct, frozen=True):
    """What a style says of its paragraphs or runs, with what it inherits.

    Attributes:
        list: the list that numbers its paragraphs, null for none. level: level in that list, null if the list says.
    """

    role: Role = "body"
    hidden: bool = False
    list: str | None = None
    level: int | None = None


class _Definition:
    """A style as written; null is what it leaves to the style that it is based on."""

    name = ""
    base: str | None = None
    outline: int | None = None
    hidden: bool | None = None
    list: str | None = None
    level: int | None = None

    def add(self, tag: str, attributes: bytes) -> None:
        match tag:
            case "name":
                self.name = attribute(attributes) or ""
            case "basedOn":
                self.base = attribute(attributes)
            case "outlineLvl":
                self.outline = number(attributes)
            case "vanish":
                self.hidden = is_on(attributes)
            case "numId":
                self.list = attribute(attributes)
            case "ilvl":
                self.level = number(attributes)


PLAIN = Style()


class Styles:
    """Styles by their ids."""

    def __init__(self, markup: Iterable[bytes], name: str) -> None:
        self._definitions: dict[str, _Definition] = {}
        self._resolved: dict[str, Style] = {}
        definition = _Definition()
        default: str | None = None
        for tag, attributes in small_part(markup, name, WORD, _TAGS):
            if tag != "style":
                definition.add(tag, attributes)
                continue
            key = attribute(attributes, b"styleId") or ""
            self._definitions[key] = definition = _Definition()
            if attribute(attributes, b"type") == "paragraph" and attribute(attributes, b"default") in ("1", "true"):
                default = key
        self.default = PLAIN if default is None else self.style(default)

    def style(self, key: str) -> Style:
        """The style of an id; an unknown id is taken for a name, as writers without a style sheet use it."""
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    def _resolve(self, key: str) -> Style:
        chain: dict[str, _Definition] = {}
        at: str | None = key
        while at is not None and at in self._definitions and at not in chain:
            chain[at] = self._definitions[at]
            at = chain[at].base
        inherited = list(chain.values())
        return Style(
            role=_role(
                [definition.name for definition in inherited] or [key],
                next((style.outline for style in inherited if style.outline is not None), None),
            ),
            hidden=next((style.hidden for style in inherited if style.hidden is not None), False),
            list=next((style.list for style in inherited if style.list is not None), None),
            level=next((style.level for style in inherited if style.level is not None), None),
        )


def _role(names: list[str], outline: int | None) -> Role:
    if _CONTENTS_NAME.match(names[0]):
        return "contents"
    if outline is not None:
        return "heading" if outline < _BODY_LEVEL else "body"
    return "heading" if any(map(_HEADING_NAME.match, names)) else "body"
