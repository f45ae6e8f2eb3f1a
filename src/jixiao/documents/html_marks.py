"""What must be known of an HTML page before it is read in order: what is hidden, chrome, layout, a heading, a span.

Found by selectors in one go each, which is many times faster than asking every element for its attributes.
"""

from __future__ import annotations

import re
from collections import defaultdict

from selectolax.lexbor import LexborHTMLParser, LexborNode

from jixiao.documents.blocks import Role

_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_OUTLINE = re.compile(r"mso-outline-level\s*:\s*\d", re.IGNORECASE)
_SIGN_FONT = re.compile(r"(?:font-family\s*:\s*|^)[\"']?(wingdings 2|wingdings|symbol)\b", re.IGNORECASE)
_LIST_BOXES = frozenset(("ul", "ol", "dl", "table", "tbody", "tr", "td", "div", "section", "p"))
_LINKS = 3
_LINK_SHARE = 0.6
_CLIMB = 8
_MOST_BOXES = 2_000


class Marks:
    """Elements of one page by their identity.

    Attributes:
        left_out: hidden elements and the chrome of a site.
        hidden_text: the first words that a reader of the page does not see, or null.
        roles: headings and lines of contents lists that Word marks by style.
        spans: rows and columns of merged cells, 0 rows for "to the end".
        layout: tables that only arrange the page.
        sign_fonts: elements in a symbol font.
        wraps_at_blanks: whether every line end of the source stands for a blank, between wide characters too.
        keeps_blanks: whether the page shows all blanks of its words, as pages written by this project do.
    """

    def __init__(self, page: LexborHTMLParser) -> None:
        self.left_out: set[int] = set()
        self.hidden_text: str | None = None
        self.roles: dict[int, Role] = {}
        self.sign_fonts: dict[int, str] = {}
        self.wraps_at_blanks = bool(page.css('meta[content^="LibreOffice"],meta[content^="OpenOffice"]'))
        self.keeps_blanks = bool(page.css('head > meta[name="generator"][content="jixiao"]'))
        self._mark_styles(page)
        self._mark_chrome(page)
        self.spans = {
            cell.mem_id: (_number(cell, "rowspan"), _number(cell, "colspan"))
            for cell in page.css("[rowspan],[colspan]")
        }
        self.layout = {table.mem_id for table in _holding_tables(page) if _is_layout(table)}

    def _mark_styles(self, page: LexborHTMLParser) -> None:
        for node in page.css('[hidden],[style*="display" i],[style*="visibility" i],[style*="mso-hide" i]'):
            attributes = node.attributes
            if "hidden" in attributes or _HIDING.search(attributes.get("style") or ""):
                self._hide(node)
        for node in page.css('[style*="mso-outline-level" i]'):
            if _OUTLINE.search(node.attributes.get("style") or ""):
                self.roles[node.mem_id] = "heading"
        for node in page.css('[class*="MsoToc"]'):
            self.roles[node.mem_id] = "contents"
        for node in page.css('[style*="Wingdings" i],[style*="Symbol" i],[face*="Wingdings" i],[face="Symbol" i]'):
            font = _SIGN_FONT.search(node.attributes.get("face") or node.attributes.get("style") or "")
            if font:
                self.sign_fonts[node.mem_id] = font[1]

    def _hide(self, node: LexborNode) -> None:
        self.left_out.add(node.mem_id)
        if self.hidden_text is None and node.tag not in ("input", "script", "style", "template"):
            self.hidden_text = " ".join(node.text().split()) or None

    def _mark_chrome(self, page: LexborHTMLParser) -> None:
        """Menus and banners, and page headers of an office program; the header of an article is no banner."""
        kept = {node.mem_id for node in page.css("article header,article footer,main header,main footer")}
        banners = page.css('header,footer,div[title="header"],div[title="footer"]')
        self.left_out |= {node.mem_id for node in banners if node.mem_id not in kept}
        links: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        boxes: dict[int, LexborNode] = {}
        for link in page.css("a[href]"):
            if (link.attributes.get("href") or "#").startswith("#"):
                continue
            length, box = len(link.text().strip()), link.parent
            for _ in range(_CLIMB):
                if box is None or box.tag in ("body", "html"):
                    break
                if box.tag in _LIST_BOXES:
                    boxes[box.mem_id] = box
                    links[box.mem_id][0] += 1
                    links[box.mem_id][1] += length
                box = box.parent
        crowded = [key for key, (count, _) in links.items() if count >= _LINKS]
        for key in crowded if len(crowded) <= _MOST_BOXES else ():
            words = sum(map(len, boxes[key].text().split()))
            if links[key][1] >= _LINK_SHARE * words:
                self.left_out.add(key)


def _number(node: LexborNode, attribute: str) -> int:
    """A span as browsers read it: 1 where it is no number."""
    digits = re.match(r"\s*\+?(\d{1,9})", node.attributes.get(attribute) or "")
    return int(digits[1]) if digits else 1


def _holding_tables(page: LexborHTMLParser) -> list[LexborNode]:
    """Tables that hold another table."""
    found: dict[int, LexborNode] = {}
    for inner in page.css("table table"):
        box = inner.parent
        while box is not None and box.tag != "table":
            box = box.parent
        if box is not None:
            found[box.mem_id] = box
    return list(found.values())


def _is_layout(table: LexborNode) -> bool:
    """A table of data has rows with words of its own in several cells; a layout has one box beside or below another."""
    rows = 0
    for part in table.iter():
        for row in part.iter() if part.tag in ("tbody", "thead", "tfoot") else ():
            cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
            rows += sum(_has_own_words(cell) for cell in cells) > 1
            if rows > 1:
                return False
    return True


def _has_own_words(cell: LexborNode) -> bool:
    boxes = [cell]
    while boxes:
        for child in boxes.pop().iter(include_text=True):
            if child.tag == "-text":
                if (child.text_content or "").strip():
                    return True
            elif child.tag not in ("table", "script", "style"):
                boxes.append(child)
    return False
