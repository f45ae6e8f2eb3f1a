"""The sheets of a Word file: paper, margins, page grid and page numbers of its sections, from `looks.toml`.

Lengths in twips (twentieths of a point), as WordprocessingML has them.
"""

from __future__ import annotations

import math

from jixiao.documents.writing.docx_markup import DECLARATION, NAMESPACES, escaped, run
from jixiao.documents.writing.looks import looks

_TWIPS_A_MM = 1440 / 25.4
_FRACTIONS = 4096
"""Parts of a point in which Word's page grid gives the space between characters."""

FOOTERS = ("odd", "even", "none")
"""Names of the footers' parts; their relationship is named alike."""

NUMBER_PITCH = 360
"""Height of the line with the page number."""


def twips(mm: float) -> int:
    """Millimetres in twips.

    >>> twips(25.4)
    1440
    """
    return round(mm * _TWIPS_A_MM)


def text_width(landscape: bool) -> int:
    """Width of the text."""
    return twips(looks().page_landscape.text_width if landscape else looks().page.text_width)


def section(*, landscape: bool, numbered: bool, start: int | None) -> str:
    """The properties of a section.

    Args:
        start: the number of its first page, null where it goes on.
    """
    page = looks().page
    field = looks().page_landscape if landscape else page
    width, height = (page.height, page.width) if landscape else (page.width, page.height)
    bottom = height - field.top - field.text_height
    odd, even = ("odd", "even") if numbered else ("none", "none")
    turned = ' w:orient="landscape"' if landscape else ""
    number = "" if start is None else f'<w:pgNumType w:start="{start}"/>'
    return (
        f'<w:sectPr><w:footerReference w:type="even" r:id="{even}"/><w:footerReference w:type="default" r:id="{odd}"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(field.top)}" w:right="{twips(width) - twips(field.left) - text_width(landscape)}"'
        f' w:bottom="{twips(bottom)}" w:left="{twips(field.left)}" w:header="{twips(field.top / 2)}"'
        f' w:footer="{_footer(bottom)}" w:gutter="0"/>{number}<w:cols w:space="425"/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{line_pitch()}" w:charSpace="{_character_space()}"/>'
        "</w:sectPr>"
    )


def line_pitch() -> int:
    """From line to line of the page grid: the largest whole one with which all lines stand on a page."""
    return int(looks().page.text_height * _TWIPS_A_MM) // looks().page.lines


def _character_space() -> int:
    """What the page grid adds to every character of body size, in 4096ths of a point: less than nothing."""
    page = looks().page
    points = text_width(landscape=False) / 20 / page.characters
    return math.floor((points - looks().styles["body"].size) * _FRACTIONS)


def letter_space() -> int:
    """The same in twips: what a style adds to every character in order to keep to the grid by itself."""
    return math.floor(text_width(landscape=False) / looks().page.characters - looks().styles["body"].size * 20)


def _footer(bottom: float) -> int:
    """From the paper's edge to the number's line so that its dash, half a line high, stands `below` the text."""
    return twips(bottom - looks().page_number.below) - NUMBER_PITCH // 2


def footers() -> dict[str, str]:
    """The footers by name, as parts."""
    number = looks().page_number
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    words = f"{run(number.left_dash)}{field}{run(number.right_dash)}"
    inner = round(number.size * 20)
    odd = f'<w:ind w:rightChars="100" w:right="{inner}"/><w:jc w:val="right"/>'
    even = f'<w:ind w:leftChars="100" w:left="{inner}"/>'
    begin = f'{DECLARATION}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="footer"/>'
    return {
        name: f"{begin}{place}</w:pPr>{shown}</w:p></w:ftr>"
        for name, place, shown in (("odd", odd, words), ("even", even, words), ("none", "", ""))
    }


def settings(language: str) -> str:
    """The settings of the whole file."""
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
        # A justified line that a break ends must not be drawn out to the margin.
        "<w:compat><w:balanceSingleByteDoubleByteWidth/><w:doNotExpandShiftReturn/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="{escaped(language)}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
