"""How the text of a .docx file looks: fonts, sizes, alignment and hiding, resolved through defaults, styles and theme.

What stands in the text is left to `traits_docx`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
from lxml import etree

from jixiao.documents.docx_xml import WORD
from jixiao.documents.traits import Alignment

W = f"{{{WORD}}}"
_STYLE, _SIZE, _VANISH, _FONTS, _VALUE = (W + name for name in ("rStyle", "sz", "vanish", "rFonts", "val"))
_EAST_ASIAN, _EAST_ASIAN_THEME = W + "eastAsia", W + "eastAsiaTheme"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DEFAULT_PT = Decimal(10)
"""What Word takes where neither the run nor a style nor the defaults give a size."""

_ALIGNMENTS: dict[str, Alignment] = {"center": "center", "right": "right", "end": "right"}
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFF = ("0", "false", "off")
_WITHOUT = ((b"<w:tcPr>", b"</w:tcPr>"), (b'<w:style w:type="table"', b"</w:style>"))


class Looks(msgspec.Struct, frozen=True):
    """Properties that a style, the defaults or a run set; null is what they leave to the one below."""

    font: str | None = None
    size_pt: Decimal | None = None
    alignment: Alignment | None = None
    is_hidden: bool | None = None
    outline: int | None = None

    def over(self, below: Looks) -> Looks:
        """These properties, completed by those below."""
        return _completed(self, below)


@functools.lru_cache(maxsize=1024)
def _completed(looks: Looks, below: Looks) -> Looks:
    return Looks(*(getattr(below, name) if (own := getattr(looks, name)) is None else own for name in _NAMES))


_NAMES = Looks.__struct_fields__
PLAIN = Looks()


def tree_of(markup: bytes) -> Any:
    """The tree of checked markup, its namespace made the usual one."""
    markup = _bare(markup.replace(_STRICT, WORD.encode()))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    return etree.fromstring(markup, parser)


def _bare(markup: bytes) -> bytes:
    """The markup without what no fact is drawn from, since a tree of it would cost twice as much.

    Borders of cells, the looks of paragraph marks and styles of tables are half of a Word file. Left as it is where a
    `<` may begin something else than a tag, or where a change (all have an author) or hidden text may stand in them.
    """
    if (b"!" in markup and b"<!" in markup) or b":author=" in markup or b"vanish" in markup:
        return markup
    for start, end in _WITHOUT:
        head, *parts = markup.split(start)
        markup = head + b"".join([part.partition(end)[2] for part in parts])
    *parts, tail = markup.split(b"</w:rPr></w:pPr>")
    if not all(b"<w:rPr>" in part for part in parts):
        return markup
    return b"</w:pPr>".join([*(part[: part.rindex(b"<w:rPr>")] for part in parts), tail])


def _children(element: Any) -> dict[str, Any]:
    """The children by their names, the first of each: one walk costs less than a search for every name."""
    return {} if element is None else {child.tag: child for child in reversed(element)}


def _value(element: Any) -> str | None:
    return None if element is None else element.get(_VALUE)


def value(element: Any, name: str, attribute: str = "val") -> str | None:
    """An attribute of the child of that name, null where there is none."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(W + attribute)


def is_on(element: Any, name: str) -> bool | None:
    """Whether a property is set, null where it is not written."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(W + "val") not in _OFF


def number(written: str | None) -> int | None:
    """A whole number, also below 0; null for anything else."""
    digits = (written or "").removeprefix("-")
    return int(written or "") if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


class Theme:
    """The fonts that a theme names for Chinese text."""

    def __init__(self, tree: Any) -> None:
        self._fonts: dict[str, str | None] = {}
        for kind in ("major", "minor"):
            fonts = None if tree is None else next(tree.iter(f"{DRAWING}{kind}Font"), None)
            self._fonts[kind] = None if fonts is None else _chinese(fonts)

    def font(self, key: str) -> str | None:
        """The font behind a key such as `minorEastAsia`."""
        return self._fonts.get(key[:5])


def _chinese(fonts: Any) -> str | None:
    east_asian = fonts.find(f"{DRAWING}ea")
    named = "" if east_asian is None else east_asian.get("typeface") or ""
    for font in fonts.iter(f"{DRAWING}font"):
        if not named and font.get("script") == "Hans":
            named = font.get("typeface") or ""
    return named or None


class StyleSheet:
    """The styles of a file by their ids, each resolved down to the defaults.

    Args:
        tree, theme_tree: styles.xml and theme1.xml, null where the file has none.
    """

    def __init__(self, tree: Any, theme_tree: Any) -> None:
        self._theme = Theme(theme_tree)
        self._elements: dict[str, Any] = {}
        self._resolved: dict[str, Looks] = {}
        self.defaults = PLAIN
        self._usual: str | None = None
        self.hides = tree is not None and next(tree.iter(W + "vanish"), None) is not None
        if tree is None:
            return
        for style in tree.iter(W + "style"):
            key = style.get(W + "styleId") or ""
            self._elements[key] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
                self._usual = key
        written = tree.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.defaults = self.looks(None, written)

    def name(self, key: str | None) -> str:
        """The name of a style as the office program shows it."""
        return value(self._elements.get(key or ""), "name") or key or ""

    def paragraph(self, key: str | None) -> Looks:
        """What the style of a paragraph says, over the defaults."""
        return self._style(key or self._usual or "").over(self.defaults)

    def character(self, key: str | None) -> Looks:
        """What a character style itself says."""
        return self._style(key) if key else PLAIN

    def looks(self, paragraph: Any, run: Any) -> Looks:
        """What a `pPr` and an `rPr` element set themselves."""
        aligned = None if paragraph is None else value(paragraph, "jc")
        return msgspec.structs.replace(
            self._letters(_children(run)),
            alignment=None if aligned is None else _ALIGNMENTS.get(aligned, "left"),
            outline=None if paragraph is None else number(value(paragraph, "outlineLvl")),
        )

    def run(self, own: Any, paragraph: Looks) -> Looks:
        """How a run with this `rPr` element looks in a paragraph; null for a run without one."""
        if own is None:
            return paragraph
        found = _children(own)
        styled = self.character(_value(found.get(_STYLE)))
        return self._letters(found).over(styled).over(paragraph)

    def _letters(self, found: dict[str, Any]) -> Looks:
        size, hidden = number(_value(found.get(_SIZE))), found.get(_VANISH)
        return Looks(
            font=self.font(found.get(_FONTS)),
            size_pt=None if size is None else Decimal(size) / 2,
            is_hidden=None if hidden is None else hidden.get(_VALUE) not in _OFF,
        )

    def font(self, fonts: Any) -> str | None:
        """The East Asian font that an `rFonts` element names."""
        if fonts is None:
            return None
        key = fonts.get(_EAST_ASIAN_THEME)
        return (self._theme.font(key) if key else None) or fonts.get(_EAST_ASIAN)

    def _style(self, key: str) -> Looks:
        if key not in self._resolved:
            found = PLAIN
            for element in self._chain(key):
                found = found.over(self.looks(element.find(W + "pPr"), element.find(W + "rPr")))
            self._resolved[key] = found
        return self._resolved[key]

    def _chain(self, key: str | None) -> Iterator[Any]:
        seen: set[str] = set()
        while key and key in self._elements and key not in seen:
            seen.add(key)
            yield self._elements[key]
            key = value(self._elements[key], "basedOn")
