"""The lists of a .docx file (numbering.xml): the number that Word puts before a paragraph.

How numbers look and count is `numbering`'s business; this module reads which list and level say what.
"""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.documents.docx_xml import WORD, attribute, is_on, number, small_part
from jixiao.documents.numbering import Counters, label

_LEVELS = 9
_OF_LISTS = ("abstractNum", "num", "abstractNumId", "numStyleLink", "styleLink", "lvlOverride", "startOverride", "lvl")
_OF_LEVELS = ("start", "numFmt", "lvlText", "isLgl", "pStyle")


class _Level:
    """One level of a list; `style` is the paragraph style that stands for it."""

    start = 0
    form = "decimal"
    pattern = ""
    legal = False
    style: str | None = None

    def add(self, tag: str, attributes: bytes) -> None:
        match tag:
            case "start":
                self.start = number(attributes) or 0
            case "numFmt" if attribute(attributes) != "custom":
                # A custom format stands beside the usual one that older programs show in its place.
                self.form = attribute(attributes) or "decimal"
            case "lvlText":
                self.pattern = attribute(attributes) or ""
            case "isLgl":
                self.legal = is_on(attributes)
            case "pStyle":
                self.style = attribute(attributes)


class _List:
    """Levels of a list. A list that paragraphs name (`num`) shares a definition, and may change levels of it.

    Attributes:
        definition: key of the shared definition. starts: levels that begin anew, and from where.
        takes_style: the levels are those of the definition that bears this style. bears_style: that style.
    """

    definition = ""
    takes_style: str | None = None
    bears_style: str | None = None

    def __init__(self) -> None:
        self.levels: dict[int, _Level] = {}
        self.starts: dict[int, int] = {}


class Lists:
    """All lists of one document, with their running counts."""

    def __init__(self, markup: Iterable[bytes], name: str) -> None:
        self._definitions: dict[str, _List] = {}
        self._lists: dict[str, _List] = {}
        self._counters = Counters()
        self._read(small_part(markup, name, WORD, _OF_LISTS + _OF_LEVELS))
        bearers = {one.bears_style: one for one in self._definitions.values() if one.bears_style}
        for one in self._definitions.values():
            if one.takes_style in bearers:
                one.levels = bearers[one.takes_style].levels

    def _read(self, tags: Iterable[tuple[str, bytes]]) -> None:
        current, level, at = _List(), _Level(), 0
        for tag, attributes in tags:
            match tag:
                case "abstractNum":
                    current = self._definitions[attribute(attributes, b"abstractNumId") or ""] = _List()
                case "num":
                    current = self._lists[attribute(attributes, b"numId") or ""] = _List()
                case "abstractNumId":
                    current.definition = attribute(attributes) or ""
                case "numStyleLink":
                    current.takes_style = attribute(attributes)
                case "styleLink":
                    current.bears_style = attribute(attributes)
                case "lvlOverride":
                    at = number(attributes, b"ilvl") or 0
                case "startOverride":
                    current.starts[at] = number(attributes) or 0
                case "lvl":
                    level = current.levels[number(attributes, b"ilvl") or 0] = _Level()
                case _:
                    level.add(tag, attributes)

    def label(self, key: str, level: int | None, style: str | None) -> str:
        """Count a paragraph and give its number, empty for a bullet or an unknown list.

        Args:
            level: from 0; null leaves it to the level that stands for the paragraph's style.
        """
        found = self._lists.get(key)
        definition = self._definitions.get(found.definition) if found else None
        if found is None or definition is None:
            return ""
        levels = definition.levels | found.levels
        if level is None:
            level = next((at for at, one in levels.items() if style is not None and one.style == style), 0)
        if level not in levels or level >= _LEVELS:
            return ""
        down = [levels.get(at, _Level()) for at in range(level + 1)]
        values = self._counters.advance(
            found.definition,
            level,
            [found.starts.get(at, one.start) for at, one in enumerate(down)],
            key if level in found.starts else None,
        )
        return label(down[-1].pattern, values, [one.form for one in down], legal=down[-1].legal)
