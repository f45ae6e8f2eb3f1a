"""A paper as the plain data that `pdf_look.typ` sets: looks in points, sections of lines and grids.

Leaves the cells of grids to `pdf_cells.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.documents.pdf_marks import MANNER
from jixiao.documents.writing.fonts import FontFolders, Typeface, substitutes, typefaces
from jixiao.documents.writing.headings import in_lines
from jixiao.documents.writing.looks import Looks, Page, StyleLook, TableLook, looks, table_look
from jixiao.documents.writing.pages import pages_of
from jixiao.documents.writing.paper import APART, Chart, Contents, Grid, Line, Paper, is_apart
from jixiao.documents.writing.pdf_cells import MILLIMETRE, Data, grid_data
from jixiao.documents.writing.pdf_words import Words, linked_words, set_words
from jixiao.language import messages

ABOVE_BASELINE = 0.38
"""Of the size: how high the middle of a Chinese character stands above its baseline."""

HEAVIER = 0.03
"""Of the size: how much thicker strokes get where a face has no bold one."""

STICKY = {"part", "title", "under_title", "heading1", "heading2", "heading3", "table_line", "contents_title"}
"""Styles of lines that do not stand alone at the foot of a page."""

BETWEEN_GRIDS = 6
"""Points between two grids, without which they would be one table."""

SLACK = 0.008
"""Points by which characters are set closer than the grid wants, so that rounding costs no character a line."""


def paper_data(paper: Paper, fonts: FontFolders) -> Data:
    """All that the typesetter needs."""
    look = looks()
    faces = typefaces(fonts)
    lang, _, region = paper.language.partition("-")
    return {
        "title": paper.title,
        "author": paper.unit,
        "description": _declared(fonts),
        "keywords": [MANNER],
        "lang": lang,
        "region": region.lower() or None,
        "upright": _page(look.page, look.page.width, look.page.height),
        "lying": _page(look.page_landscape, look.page.height, look.page.width),
        "number": {
            "font": _font(faces[look.page_number.family]),
            "size": look.page_number.size,
            "below": look.page_number.below,
            "left_dash": look.page_number.left_dash,
            "right_dash": look.page_number.right_dash,
        },
        "styles": {name: _style(name, style, look, faces[style.family]) for name, style in look.styles.items()},
        "table": _table(look, faces),
        "link": f"#{look.link.colour}",
        "sections": list(_sections(paper, look)),
    }


def _declared(fonts: FontFolders) -> str:
    instead = "；".join(map(str, substitutes(fonts)))
    sentence: str = messages()["writing"]["substitutes"]["zh"]
    return sentence.format(substitutes=instead) if instead else ""


def _page(page: Page, width: float, height: float) -> Data:
    return {
        "width": width,
        "height": height,
        "top": page.top,
        "left": page.left,
        "right": width - page.left - page.text_width,
        "bottom": height - page.top - page.text_height,
    }


def _style(name: str, style: StyleLook, look: Looks, face: Typeface) -> Data:
    character = look.page.text_width * MILLIMETRE / look.page.characters
    bold = style.bold or face.bold
    # Only the size that the grid was made for is stretched to it.
    tracking = character - style.size - SLACK if round(character) == style.size else 0.0
    return {
        "font": _font(face),
        "size": style.size,
        "weight": "bold" if bold and face.has_bold else "regular",
        "stroke": style.size * HEAVIER if bold and not face.has_bold else 0,
        "tracking": tracking,
        "align": style.align,
        "indent": style.indent * (style.size + tracking),
        "right_indent": style.right_indent * (style.size + tracking),
        "before": style.before,
        "after": style.after,
        "sticky": name in STICKY,
        **_edges(style.size, style.pitch or look.page.line_pitch),
    }


def _font(face: Typeface) -> Data:
    return {"names": face.names, "latin": face.latin}


def _edges(size: float, pitch: float) -> dict[str, float]:
    """The upper and lower edge of a line about its baseline, so that characters stand in the middle of it."""
    return {
        "top_edge": pitch / 2 + ABOVE_BASELINE * size,
        "bottom_edge": pitch / 2 - ABOVE_BASELINE * size,
    }


def _table(look: Looks, faces: dict[str, Typeface]) -> Data:
    table = look.table
    return {
        "size": table.size,
        "pitch": table.pitch,
        "line": table.line,
        "padding": table.padding,
        "padding_above": _padding_above(table_look(close=False)),
        "close_padding_above": _padding_above(table_look(close=True)),
        "label": _font(faces[table.label.family]),
        "value": _font(faces[table.value.family]),
        "missing": f"#{table.missing.colour}",
        **_edges(table.size, table.pitch),
    }


def _padding_above(table: TableLook) -> float:
    return max(table.padding_above * MILLIMETRE, (table.row_height * MILLIMETRE - table.pitch) / 2)


def _sections(paper: Paper, look: Looks) -> Iterator[Data]:
    """The sections; numbers of pages begin with 1 at the first numbered one and run on over those that have none."""
    numbered = [index for index, section in enumerate(paper.sections) if section.numbered]
    outline = 0
    fits = pages_of(paper).fits if any(section.may_close for section in paper.sections) else {}
    for index, section in enumerate(paper.sections):
        items: list[Data] = []
        page = look.page_landscape if section.landscape else look.page
        for at, (before, item) in enumerate(zip((None, *section.items), section.items, strict=False)):
            if isinstance(item, Line):
                # Levels that leave one out are not allowed in accessible files.
                level = min(item.outline, outline + 1)
                outline = level or outline
                items.append(_line(item, level, page, look) | {"above": APART if is_apart(before, item) else 0})
            elif isinstance(item, Grid):
                above = BETWEEN_GRIDS if isinstance(before, Grid) else 0
                close = section.may_close and fits[index, at].close
                items.append(grid_data(item, page, look, close=close) | {"above": above, "close": close})
            elif isinstance(item, Chart):
                items.append({"kind": "chart", "svg": item.svg, "alt": item.alt, "height": item.height})
            else:
                items.append(_contents(item))
        yield {
            "landscape": section.landscape,
            "numbered": section.numbered,
            "centred": section.centred,
            "items": items,
            "begins_numbers": index in numbered[:1],
            "resumes_after": _last_before(index, numbered),
            "ends_numbers": index in numbered and index + 1 not in numbered,
        }


def _last_before(index: int, numbered: list[int]) -> int | None:
    """The section whose page numbers this one goes on with, where others stand between."""
    if index not in numbered[1:] or index - 1 in numbered:
        return None
    return max(other for other in numbered if other < index)


def _contents(contents: Contents) -> Data:
    return {"kind": "contents", "title": _line_data(set_words(contents.title), "contents_title")}


def _line(line: Line, level: int, page: Page, look: Looks) -> Data:
    style = look.styles[line.style]
    width = page.text_width * MILLIMETRE - (style.indent + style.right_indent) * style.size
    text = line.text if line.links else in_lines(line.text, line.style, page.text_width)
    data = _line_data(set_words(text, width / style.size), line.style)
    right = set_words(line.right) if line.right else []
    if line.links:
        data |= {"text": [], "linked": linked_words(line.text, line.links, width / style.size)}
    more = {"right": right, "level": level, "new_page": line.new_page, "missing": line.missing, "anchor": line.anchor}
    return data | more


def _line_data(words: Words, style: str) -> Data:
    return {
        "kind": "line",
        "text": words,
        "linked": [],
        "above": 0,
        "anchor": "",
        "style": style,
        "right": [],
        "level": 0,
        "new_page": False,
        "missing": False,
    }
