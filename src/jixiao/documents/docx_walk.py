"""The walk through a WordprocessingML part: from tags in file order to paragraphs and tables.

One handler a tag. Each kind of thing that can be open (paragraph, flow, row, table) links to the one outside it:
whatever nests in whatever, well-formed markup closes what it opened, and an end without its begin, which only comes
where `docx_xml` is about to refuse the file, is passed over. Looks and layout are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from jixiao.documents.blocks import Paragraph, Role
from jixiao.documents.docx_flow import Flow
from jixiao.documents.docx_runs import OpenParagraph
from jixiao.documents.docx_styles import Style, Styles
from jixiao.documents.docx_tables import Tables
from jixiao.documents.docx_xml import (
    COMPATIBILITY,
    MATH,
    OFFICE,
    WORD,
    Scanner,
    attribute,
    number,
)
from jixiao.documents.limits import Limits
from jixiao.documents.numbering import numbered
from jixiao.errors import DamagedFile
from jixiao.model.document import Note, Unread
from jixiao.model.place import Place


class Walk(Tables):
    """One part on its way to paragraphs and tables.

    Args:
        number_of: counts a paragraph of a list (id, level, style) and gives its number.
        footnote: paragraphs of a note at the foot, by kind (`footnote`, `endnote`) and id.
    """

    def __init__(
        self,
        name: str,
        limits: Limits,
        styles: Styles,
        number_of: Callable[[str, int | None, str | None], str],
        footnote: Callable[[str, str], Sequence[str]],
    ) -> None:
        super().__init__(name, limits, styles)
        self._number_of, self._footnote = number_of, footnote
        self.own_footnotes: dict[str, list[str]] = {}
        self.unread: list[Unread] = []
        self.has_pictures = self._has_root = False
        self._boxes_hidden: list[bool] = []
        self._alternatives: list[bool] = []
        self._waiting: list[str] = []
        self._change: Note | None = None

    def run(self, pieces: Iterable[bytes]) -> None:
        """Walk through the whole part.

        Raises:
            DamagedFile: it is no part of a Word file.
        """
        scanner = Scanner(_HANDLERS)
        handlers: dict[bytes, _Handler] = {}
        left_out, depth = b"", 0
        for piece in pieces:
            tags = scanner.tags(piece)
            if len(handlers) < len(scanner.names):
                handlers = {written: _HANDLERS[space][local] for written, (space, local) in scanner.names.items()}
            for name, attributes, text in tags:
                if left_out:
                    if name == left_out:
                        depth += attributes[-1:] != b"/"
                    elif name[1:] == left_out:
                        depth -= 1
                        left_out = left_out if depth else b""
                elif handlers[name](self, attributes, text):
                    if attributes[-1:] != b"/":
                        left_out, depth = name, 1
                elif attributes and attributes[-1:] == b"/" and (end := handlers.get(b"/" + name)):
                    end(self, b"", b"")
        if not self._has_root:
            raise DamagedFile(self.name)
        self.body.close()

    def notes(self) -> tuple[Note, ...]:
        """What a reader should know: changes taken as accepted, hidden words left out."""
        return ((self._change,) if self._change else ()) + self.hidden_note()

    # ---- the part ----

    def _root(self, attributes: bytes, _: bytes) -> None:
        self._has_root = True
        self.keeps_blanks = b"preserve" in attributes

    def _leave_out(self, _: bytes, __: bytes) -> bool:
        return True

    def _end(self, _: bytes, __: bytes) -> None:
        """Only has to be seen: the end of what was left out."""

    def _unread_part(self, attributes: bytes, _: bytes) -> None:
        words = attribute(attributes, b"ProgID") or attribute(attributes, b"id") or ""
        self.unread.append(Unread(at=Place(line=self.line or None), reason="unreadable_part", text=words))

    def _picture(self, _: bytes, __: bytes) -> None:
        self.has_pictures = True

    def _begin_footnote(self, attributes: bytes, _: bytes) -> None:
        self.flow = Flow(self.flow)
        self.own_footnotes[attribute(attributes, b"id") or ""] = []

    def _end_footnote(self, _: bytes, __: bytes) -> None:
        flow = self.leave_flow()
        words = next(reversed(self.own_footnotes.values()), [])
        for item in flow.items if flow else ():
            words += [item.text] if isinstance(item, Paragraph) else [cell.text for cell in item.cells if cell.text]

    def _footnote_mark(self, attributes: bytes, _: bytes) -> None:
        self._waiting += self._footnote("footnote", attribute(attributes, b"id") or "")

    def _endnote_mark(self, attributes: bytes, _: bytes) -> None:
        self._waiting += self._footnote("endnote", attribute(attributes, b"id") or "")

    def _place_footnotes(self, flow: Flow) -> None:
        flow.add([Paragraph(words, self.line) for words in self._waiting])
        self._waiting.clear()

    def end_table(self, attributes: bytes, text: bytes) -> None:
        super().end_table(attributes, text)
        if self._waiting and not self.depth:
            self._place_footnotes(self.flow)

    # ---- paragraphs ----

    def _begin_paragraph(self, _: bytes, __: bytes) -> None:
        self.line += 1
        self.paragraph = OpenParagraph(self.line, self.paragraph)
        if self.is_hidden:
            self.hide(False)

    def _end_paragraph(self, _: bytes, __: bytes) -> None:
        paragraph, flow = self.paragraph, self.flow
        if paragraph.outer is None:
            return
        if self.fields:
            self.end_field_codes()
        text = "".join(paragraph.parts)
        if paragraph.is_changed:
            self._note_change(paragraph.line, text)
        if paragraph.runs_on:
            flow.carry(text, paragraph.line)
        else:
            text, line = flow.joined(text, paragraph.line)
            style = self.styles.default if paragraph.style is None else self.styles.style(paragraph.style)
            if paragraph.list or style.list:
                text = self._numbered(text, paragraph, style)
            if text and not text.isspace():
                flow.items.append(Paragraph(text.strip("\r\n"), line, role=self._role(paragraph, style)))
        self.paragraph = paragraph.outer
        if paragraph.after:
            flow.add(paragraph.after)
        if self._waiting and not self.depth:
            self._place_footnotes(flow)

    def _role(self, paragraph: OpenParagraph, style: Style) -> Role:
        if style.role == "contents" or self.is_in_contents():
            return "contents"
        if paragraph.outline is not None:
            return "heading" if paragraph.outline < 9 else "body"
        return style.role

    def _numbered(self, text: str, paragraph: OpenParagraph, style: Style) -> str:
        level = style.level if paragraph.level is None else paragraph.level
        if level is None and paragraph.list is not None:
            level = 0
        label = self._number_of(paragraph.list or style.list or "", level, paragraph.style)
        return (numbered(label, text) if text else label) if label else text

    def _paragraph_style(self, attributes: bytes, _: bytes) -> None:
        self.paragraph.style = style = attribute(attributes) or ""
        self.paragraph.is_hidden = self.styles.style(style).hidden

    def _outline(self, attributes: bytes, _: bytes) -> None:
        self.paragraph.outline = number(attributes)

    def _list(self, attributes: bytes, _: bytes) -> None:
        self.paragraph.list = attribute(attributes)

    def _list_level(self, attributes: bytes, _: bytes) -> None:
        self.paragraph.level = number(attributes)

    # ---- alternatives, text boxes, changes ----

    def _begin_alternatives(self, _: bytes, __: bytes) -> None:
        self._alternatives.append(False)

    def _end_alternatives(self, _: bytes, __: bytes) -> None:
        del self._alternatives[-1:]

    def _alternative(self, _: bytes, __: bytes) -> bool:
        """Leave out every alternative but the first: they all say the same."""
        if not self._alternatives:
            return False
        is_second, self._alternatives[-1] = self._alternatives[-1], True
        return is_second

    def _begin_box(self, _: bytes, __: bytes) -> None:
        self.flow = Flow(self.flow, self.line + 1)
        self._boxes_hidden.append(self.is_hidden)
        self.hide(False)

    def _end_box(self, _: bytes, __: bytes) -> None:
        box = self.leave_flow()
        self.hide(self._boxes_hidden[-1:] == [True])
        del self._boxes_hidden[-1:]
        if box is None:
            return
        if self.paragraph.outer is None:
            self.flow.add(box.items)
        else:
            self.paragraph.after += box.items

    def _inserted(self, _: bytes, __: bytes) -> None:
        self._mark_change()

    def _deleted(self, attributes: bytes, _: bytes) -> bool:
        """Deleted runs are left out; as an empty element it is a property, of a row or of a paragraph's mark."""
        self._mark_change()
        if attributes[-1:] == b"/":
            if self.row is not None and not self.row.has_begun:
                self.row.removed = True
            else:
                self.paragraph.runs_on = True
        return True

    def _deleted_cell(self, _: bytes, __: bytes) -> None:
        self._mark_change()
        self.flow.removed = True

    def _mark_change(self) -> None:
        if self.paragraph.outer is None:
            self._note_change(self.line + 1, "")
        else:
            self.paragraph.is_changed = True

    def _note_change(self, line: int, words: str) -> None:
        if self._change is None:
            self._change = Note(kind="tracked_changes", text=words, at=Place(line=line, quote=words))


_Handler = Callable[[Walk, bytes, bytes], bool | None]
"""Takes the tag's attributes and the text behind it; true leaves out all up to the end of the element."""

_CHANGED = ("rPr", "pPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "numbering")
_PAIRS: dict[str, tuple[_Handler, _Handler]] = {
    "p": (Walk._begin_paragraph, Walk._end_paragraph),
    "tc": (Walk.begin_cell, Walk.end_cell),
    "tr": (Walk.begin_row, Walk.end_row),
    "tbl": (Walk.begin_table, Walk.end_table),
    "sdt": (Walk.begin_control, Walk.end_control),
    "txbxContent": (Walk._begin_box, Walk._end_box),
    "footnote": (Walk._begin_footnote, Walk._end_footnote),
    "endnote": (Walk._begin_footnote, Walk._end_footnote),
    "del": (Walk._deleted, Walk._end),
    "moveFrom": (Walk._deleted, Walk._end),
    "rt": (Walk._leave_out, Walk._end),
    **{f"{kind}Change": (Walk._leave_out, Walk._end) for kind in _CHANGED},
}
_SINGLE: dict[str, _Handler] = {
    "r": Walk.begin_run,
    "t": Walk.text,
    "gridSpan": Walk.span,
    "vMerge": Walk.merged_down,
    "hMerge": Walk.merged_across,
    "pStyle": Walk._paragraph_style,
    "numId": Walk._list,
    "ilvl": Walk._list_level,
    "outlineLvl": Walk._outline,
    "rStyle": Walk.run_style,
    "vanish": Walk.vanish,
    "tab": Walk.tab,
    "ptab": Walk.tab,
    "br": Walk.line_break,
    "cr": Walk.line_break,
    "noBreakHyphen": Walk.hyphen,
    "sym": Walk.symbol,
    "fldChar": Walk.field_mark,
    "instrText": Walk.field_code,
    "fldSimple": Walk.simple_field,
    "gridBefore": Walk.columns_before,
    "hidden": Walk.hidden_row,
    "ins": Walk._inserted,
    "moveTo": Walk._inserted,
    "cellIns": Walk._inserted,
    "cellDel": Walk._deleted_cell,
    "docPartGallery": Walk.gallery,
    "showingPlcHdr": Walk.prompt,
    "footnoteReference": Walk._footnote_mark,
    "endnoteReference": Walk._endnote_mark,
    "drawing": Walk._picture,
    "pict": Walk._picture,
    "altChunk": Walk._unread_part,
    "subDoc": Walk._unread_part,
    **dict.fromkeys(("document", "footnotes", "endnotes"), Walk._root),
}
_HANDLERS: dict[str, dict[str, _Handler]] = {
    WORD: {
        **_SINGLE,
        **{name: begin for name, (begin, _) in _PAIRS.items()},
        **{f"/{name}": end for name, (_, end) in _PAIRS.items()},
    },
    MATH: {"t": Walk.text, "den": Walk.fraction_bar},
    OFFICE: {"OLEObject": Walk._unread_part},
    COMPATIBILITY: {
        "AlternateContent": Walk._begin_alternatives,
        "/AlternateContent": Walk._end_alternatives,
        "Choice": Walk._alternative,
        "/Choice": Walk._end,
        "Fallback": Walk._alternative,
        "/Fallback": Walk._end,
    },
}
