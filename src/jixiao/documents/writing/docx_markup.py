"""The words of a paper as WordprocessingML: characters, runs, paragraphs. Knows no styles and no pages.

Markup is written as text and never built as a tree: a table of a hundred thousand cells costs what joining costs.
Whoever calls keeps the order of elements that ECMA-376 asks for; a test holds every part against it.
"""

from __future__ import annotations

import re

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_MARKED = re.compile('[&<>"\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]')
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_AT_BREAKS = re.compile(r" *[\t\n]\s*")
_BREAKS = re.compile("([\t\n])")
_BREAK_MARKUP = {"\t": "<w:tab/>", "\n": "<w:br/>"}

_SHARED = re.compile("[\u00a1-\u2e7f\ue000-\uf8ff]")
"""Signs that are in Latin and in Chinese fonts (“ ” … — ≥ ①): Word takes the Latin ones unless a run asks."""

_HINT = '<w:rFonts w:hint="eastAsia"/>'
_BEGINS = {
    ("", False): "<w:r>",
    ("", True): f"<w:r><w:rPr>{_HINT}</w:rPr>",
    **{(look, False): f'<w:r><w:rPr><w:rStyle w:val="{look}"/></w:rPr>' for look in ("missing", "link")},
    **{(look, True): f'<w:r><w:rPr><w:rStyle w:val="{look}"/>{_HINT}</w:rPr>' for look in ("missing", "link")},
}
"""How a run begins: its look, whether it holds shared signs."""


def escaped(text: str) -> str:
    """Text as content or attribute; what XML 1.0 cannot hold becomes the replacement character, as in reading."""
    return _MARKED.sub(lambda sign: _REFERENCES.get(sign[0], "\ufffd"), text) if _MARKED.search(text) else text


def with_plain_ends(text: str) -> str:
    """Text whose lines all end as a paper's do, whatever machine it was typed on.

    >>> with_plain_ends("甲\\r\\n乙\\r丙")
    '甲\\n乙\\n丙'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def run(text: str, *, missing: bool = False, look: str = "") -> str:
    """Words of one look, `link` or none; `\\t` and `\\n` become a tab and a line break."""
    if not text:
        return ""
    begin = _BEGINS["missing" if missing else look, _SHARED.search(text) is not None]
    if "\n" not in text and "\t" not in text:
        return f'{begin}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
    parts = (
        _BREAK_MARKUP.get(part) or f'<w:t xml:space="preserve">{escaped(part)}</w:t>'
        for part in _BREAKS.split(text)
        if part
    )
    return f"{begin}{''.join(parts)}</w:r>"


def on_one_line(text: str) -> str:
    """Words of a heading as the contents give them: breaks are blanks there.

    >>> on_one_line("第一部分\\n部门整体绩效目标")
    '第一部分 部门整体绩效目标'
    """
    return _AT_BREAKS.sub(" ", text).strip()
