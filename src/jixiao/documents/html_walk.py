"""The walk over an HTML page in reading order: elements to paragraphs and tables.

An own loop instead of recursion: pages nest as deep as they like.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from jixiao.documents.blocks import Paragraph, Role, Table
from jixiao.documents.encoding import INVISIBLE
from jixiao.documents.html_grid import Grid, OpenCell
from jixiao.documents.html_marks import Marks
from jixiao.documents.limits import Limits
from jixiao.documents.symbol_fonts import sign
from jixiao.errors import LimitExceeded
from jixiao.language import text as message

_BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "legend", "li", "main",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LEFT_OUT = frozenset((
    "-comment", "script", "style", "noscript", "template", "head", "title", "xml", "nav", "aside", "iframe", "object",
    "noframes", "button", "svg", "math", "audio", "video", "canvas", "map", "datalist", "rp", "rt",
))  # fmt: skip
_PREFORMATTED = frozenset(("pre", "textarea", "xmp", "listing"))
_WITH_STATE = _PREFORMATTED | {"table", "li", "ol", "ul"}
_TYPED = frozenset(("", "text", "number", "date", "month", "tel", "email", "search", "url"))
_SPECIAL = re.compile(rf"\s|{INVISIBLE.pattern}")
_WIDE = "[\u2e80-\u9fff\uff00-\uffef]"
_LINE_END = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n][ \t\r\n]*(?={_WIDE})")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BREAK = re.compile(r" ?\v ?")


def _plain(text: str, wraps_at_blanks: bool) -> str:
    """Text as a browser shows it: blanks and line ends of the source collapse.

    Word and many editors end the lines of the source between any two wide characters; there a line end is nothing.
    """
    if not _SPECIAL.search(text):
        return text
    text = INVISIBLE.sub("", text)
    if not wraps_at_blanks:
        text = _LINE_END.sub("", text)
    return _BREAK.sub("\n", _BLANKS.sub(" ", text)).replace("\xa0", " ").strip()


def _as_it_is(text: str) -> str:
    """Text of a page that shows all blanks; line ends between elements are no text."""
    text = INVISIBLE.sub("", text).replace("\v", "\n").strip("\n")
    return "" if text.isspace() else text


class Walk:
    """Collects the blocks of one or more pages.

    Attributes:
        items: the blocks so far, in reading order.
        deleted: first words of text that tracked changes have deleted, or null.
    """

    def __init__(self, name: str, limits: Limits) -> None:
        self.items: list[Paragraph | Table] = []
        self.deleted: str | None = None
        self._name = name
        self._limits = limits
        self._words: list[str] = []
        self._prefix = ""
        self._role: Role = "body"
        self._paragraphs = self._tables = self._cells = self._preformatted = 0
        self._grids: list[Grid | None] = []
        self._cell: OpenCell | None = None
        self._counters: list[int | None] = []

    def read(self, body: LexborNode, marks: Marks) -> None:
        """Adds the blocks of a page."""
        self._marks = marks
        words = self._words
        path: list[tuple[LexborNode, str]] = []
        node: LexborNode | None = body
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                if self._preformatted:
                    self._add_lines(node.text_content or "")
                else:
                    words.append(node.text_content or "")
            elif self._enter(node, tag):
                child = node.first_child
                if child is not None:
                    path.append((node, tag))
                    node = child
                    continue
                self._leave(node, tag)
            node = node.next if path else None
            while node is None and path:
                above, tag = path.pop()
                self._leave(above, tag)
                node = above.next if path else None
        self._end_paragraph()

    def _add_lines(self, text: str) -> None:
        if self._marks.keeps_blanks:
            self._words.append(text.replace("\n", "\v"))
            return
        first, *others = text.split("\n")
        self._words.append(first)
        for line in others:
            self._end_paragraph()
            self._words.append(line)

    def _enter(self, node: LexborNode, tag: str) -> bool:
        """Begins an element; whether its content is to be read."""
        marks = self._marks
        if tag in _LEFT_OUT or (marks.left_out and node.mem_id in marks.left_out):
            return False
        if tag in ("td", "th"):
            self._start_cell(node)
        elif tag == "tr":
            if self._grids and self._grids[-1] is not None:
                self._grids[-1].start_row()
        elif tag == "br":
            self._words.append("\v")
        elif tag == "table":
            self._start_table(node)
        elif tag in _BLOCKS:
            if self._words:
                self._end_paragraph()
            self._start_block(node, tag)
        elif tag in ("del", "input", "option"):
            return self._enter_rare(node, tag)
        elif marks.sign_fonts and (font := marks.sign_fonts.get(node.mem_id)):
            self._words += (sign(font, ord(letter)) for letter in node.text())
            return False
        return True

    def _start_block(self, node: LexborNode, tag: str) -> None:
        if tag in _HEADINGS:
            self._role = "heading"
        elif self._marks.roles:
            self._role = self._marks.roles.get(node.mem_id, self._role)
        if tag == "ol":
            start = node.attributes.get("start") or ""
            self._counters.append(int(start) if re.fullmatch(r"\d{1,6}", start) else 1)
        elif tag == "ul":
            self._counters.append(None)
        elif tag == "li" and self._counters and self._counters[-1] is not None:
            self._prefix = f"{self._counters[-1]}."
            self._counters[-1] += 1
        self._preformatted += tag in _PREFORMATTED

    def _enter_rare(self, node: LexborNode, tag: str) -> bool:
        """Deleted text, and what a form that was saved after filling it in shows in its boxes."""
        attributes = node.attributes
        if tag == "del":
            self.deleted = self.deleted or _plain(node.text(), self._marks.wraps_at_blanks) or None
            return False
        if tag == "option":
            return "selected" in attributes
        kind = (attributes.get("type") or "").lower()
        if kind in ("checkbox", "radio"):
            self._words.append("☑" if "checked" in attributes else "□")
        elif kind in _TYPED:
            self._words.append(attributes.get("value") or "")
        return False

    def _leave(self, node: LexborNode, tag: str) -> None:
        if tag not in _BLOCKS:
            return
        if self._words:
            self._end_paragraph()
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in _WITH_STATE:
            self._end_block(tag)
        if self._role != "body" and (tag in _HEADINGS or node.mem_id in self._marks.roles):
            self._role = "body"

    def _end_block(self, tag: str) -> None:
        if tag == "table":
            self._end_table()
        elif tag == "li":
            self._prefix = ""
        elif tag in _PREFORMATTED:
            self._preformatted -= 1
        else:
            self._counters.pop()

    def _end_paragraph(self) -> None:
        marks, words = self._marks, "".join(self._words)
        text = _as_it_is(words) if marks.keeps_blanks else _plain(words, marks.wraps_at_blanks)
        self._words.clear()
        if not text:
            return
        if self._prefix:
            text, self._prefix = self._prefix + text, ""
        self._paragraphs += 1
        if self._cell is not None:
            self._cell.paragraphs.append(text)
        else:
            self.items.append(Paragraph(text, self._paragraphs, None, self._role))

    def _start_table(self, node: LexborNode) -> None:
        self._end_paragraph()
        holder = self._holder()
        if holder is None and node.mem_id in self._marks.layout:
            self._grids.append(None)
            return
        self._tables += 1
        self._grids.append(Grid(self._tables, self._cell, holder.number if holder else None))

    def _holder(self) -> Grid | None:
        """The table in whose cell the walk is, tables of layout aside."""
        return next((grid for grid in reversed(self._grids) if grid is not None), None)

    def _start_cell(self, node: LexborNode) -> None:
        if self._words:
            self._end_paragraph()
        grid = self._grids[-1] if self._grids else None
        if grid is None:
            return
        self._count_cells(1)
        spans = self._marks.spans
        rows, columns = spans.get(node.mem_id, (1, 1)) if spans else (1, 1)
        self._cell = grid.start_cell(rows, columns, self._paragraphs + 1)

    def _end_cell(self) -> None:
        grid = self._grids[-1] if self._grids else None
        if grid is not None and self._cell is not None:
            # An empty cell counts as a paragraph, as it does in Word.
            self._paragraphs += not self._cell.paragraphs
            self._cell = grid.outer

    def _end_table(self) -> None:
        grid = self._grids.pop()
        if grid is None:
            return
        self._count_cells(grid.area() - len(grid.cells))
        holder = self._holder()
        found = [grid.finish(), *grid.inner] if grid.cells else grid.inner
        if holder is None:
            self.items += found
        else:
            holder.inner += found

    def _count_cells(self, more: int) -> None:
        self._cells += more
        if self._cells > self._limits.cells:
            raise LimitExceeded(
                self._name,
                what=message("limits.cells"),
                found=self._cells,
                limit=self._limits.cells,
                setting="JIXIAO_MAX_CELLS",
            )
