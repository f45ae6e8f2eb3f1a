"""The words of a paragraph in WordprocessingML: which of what its runs hold is text, and which is not.

Field codes, hidden runs and prompts of empty content controls are no text. Paragraphs and tables are left to
`docx_tables` and `docx_walk`, which build on this.
"""

from __future__ import annotations

from jixiao.documents.blocks import Paragraph
from jixiao.documents.docx_flow import Grid
from jixiao.documents.docx_styles import Styles
from jixiao.documents.docx_xml import attribute, is_on, unescaped
from jixiao.documents.symbol_fonts import sign
from jixiao.model.document import Note
from jixiao.model.place import Place

_MOST_QUOTED = 200


class OpenParagraph:
    """A paragraph while its runs come in.

    Attributes:
        outer: the paragraph whose text box it stands in; null only for what stands in for a paragraph outside of any.
        runs_on: its mark was deleted. after: what its text boxes hold.
    """

    style: str | None = None
    list: str | None = None
    level: int | None = None
    outline: int | None = None
    is_hidden = False
    is_contents = False
    is_changed = False
    runs_on = False

    def __init__(self, line: int, outer: OpenParagraph | None) -> None:
        self.line = line
        self.outer = outer
        self.parts: list[str] = []
        self.after: list[Paragraph | Grid] = []


class _Field:
    """A complex field: its code is no text, its result is."""

    def __init__(self) -> None:
        self.code = ""
        self.in_code = True

    def is_contents(self) -> bool:
        return _makes_contents(self.code)


class _Control:
    """A content control (`w:sdt`)."""

    is_contents = False
    is_prompt = False


class Runs:
    """What is open inside a paragraph, and the handlers of the tags found there."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.paragraph = OpenParagraph(0, None)
        self.keeps_blanks = False
        self.fields: list[_Field] = []
        self._controls: list[_Control] = []
        self.is_hidden = self._is_silent = False
        self._hidden: Place | None = None
        self._hidden_words = ""

    def hidden_note(self) -> tuple[Note, ...]:
        """One note for all hidden words of the part, at the place of the first."""
        return (Note(kind="hidden_text", text=self._hidden_words, at=self._hidden),) if self._hidden else ()

    def begin_run(self, _: bytes, __: bytes) -> None:
        if self.is_hidden is not self.paragraph.is_hidden:
            self.hide(self.paragraph.is_hidden)

    def run_style(self, attributes: bytes, _: bytes) -> None:
        if self.styles.style(attribute(attributes) or "").hidden:
            self.hide(True)

    def vanish(self, attributes: bytes, _: bytes) -> None:
        self.hide(is_on(attributes))

    def text(self, attributes: bytes, raw: bytes) -> None:
        if not self.keeps_blanks and b"preserve" not in attributes:
            raw = raw.strip(b" \t\r\n")
        if b"\n" in raw:
            raw = raw.replace(b"\n", b" ")
        self._say(unescaped(raw))

    def tab(self, attributes: bytes, _: bytes) -> None:
        # A tab stop among a paragraph's properties has the same name, and a position.
        if b"pos" not in attributes:
            self._say("\t")

    def line_break(self, _: bytes, __: bytes) -> None:
        self._say("\n")

    def hyphen(self, _: bytes, __: bytes) -> None:
        self._say("-")

    def fraction_bar(self, _: bytes, __: bytes) -> None:
        self._say("/")

    def symbol(self, attributes: bytes, _: bytes) -> None:
        code = attribute(attributes, b"char") or ""
        try:
            self._say(sign(attribute(attributes, b"font") or "", int(code, 16)))
        except ValueError:
            self._say(code)

    def field_mark(self, attributes: bytes, _: bytes) -> None:
        kind = attribute(attributes, b"fldCharType")
        if kind == "begin" and self.paragraph.outer is not None:
            self.fields.append(_Field())
        elif self.fields and kind == "separate":
            self.fields[-1].in_code = False
        elif self.fields and kind == "end":
            self.paragraph.is_contents |= self.fields.pop().is_contents()
        self._hush()

    def field_code(self, _: bytes, raw: bytes) -> None:
        if self.fields and self.fields[-1].in_code:
            self.fields[-1].code += unescaped(raw)[:_MOST_QUOTED]

    def simple_field(self, attributes: bytes, _: bytes) -> None:
        self.paragraph.is_contents |= _makes_contents(attribute(attributes, b"instr") or "")

    def end_field_codes(self) -> None:
        """Take what follows for text again: a code that lost its end must not swallow the document."""
        for field in self.fields:
            field.in_code = False
            self.paragraph.is_contents |= field.is_contents()
        self._hush()

    def begin_control(self, _: bytes, __: bytes) -> None:
        self._controls.append(_Control())

    def end_control(self, _: bytes, __: bytes) -> None:
        del self._controls[-1:]
        self._hush()

    def gallery(self, attributes: bytes, _: bytes) -> None:
        if self._controls:
            self._controls[-1].is_contents = attribute(attributes) == "Table of Contents"

    def prompt(self, attributes: bytes, _: bytes) -> None:
        if self._controls:
            self._controls[-1].is_prompt = is_on(attributes)
            self._hush()

    def is_in_contents(self) -> bool:
        """Whether the paragraph stands in a contents list, as far as fields and controls tell."""
        return self.paragraph.is_contents or (
            bool(self._controls) and any(control.is_contents for control in self._controls)
        )

    def hide(self, is_hidden: bool) -> None:
        """Take what follows for hidden, or for text again."""
        self.is_hidden = is_hidden
        self._hush()

    def note_hidden(self, line: int, words: str) -> None:
        """Remember words that Word does not show."""
        if not words.strip():
            return
        if self._hidden is None:
            self._hidden = Place(line=line, quote=words[:_MOST_QUOTED])
        self._hidden_words = (self._hidden_words + words)[:_MOST_QUOTED]

    def _say(self, words: str) -> None:
        if not self._is_silent:
            self.paragraph.parts.append(words)
        elif self.is_hidden:
            self.note_hidden(self.paragraph.line, words)

    def _hush(self) -> None:
        self._is_silent = (
            self.is_hidden
            or any(field.in_code for field in self.fields)
            or any(control.is_prompt for control in self._controls)
        )


def _makes_contents(code: str) -> bool:
    return code.lstrip().startswith("TOC")
