"""The input of a box that is to be filled in: a text field that grows, a number, or a choice.

Numbers stay texts: browsers would refuse or rewrite 1,200.00 in a number field.
"""

from __future__ import annotations

from jixiao.documents.writing.html_text import attribute, plain
from jixiao.documents.writing.paper import Box, Entry

_CHARACTERS_A_LINE = 40
"""Characters of a table's whole width, at the size of tables on upright A4."""


def entry_markup(entry: Entry, box: Box, share: float) -> str:
    """The input; a mark of a missing value is its placeholder and no value.

    Args:
        share: the box's share of the table's width.
    """
    text = "" if box.missing else box.text
    common = f' name="{attribute(entry.path)}" aria-label="{attribute(entry.label or entry.path)}"'
    common += " required" * entry.required
    if entry.choices:
        return f"<select{common}>{_options(entry.choices, text, box.text)}</select>"
    if entry.longest is not None:
        common += f' maxlength="{entry.longest}"'
    if box.missing:
        common += f' placeholder="{attribute(box.text)}"'
    if entry.kind in ("amount", "percent", "points") and "\n" not in text:
        return f'<input type="text" inputmode="decimal" autocomplete="off"{common} value="{attribute(text)}">'
    # The line end behind the tag belongs to the tag, so that one at the start of the text is kept.
    return f'<textarea rows="{_rows(text, share)}"{common}>\n{plain(text)}</textarea>'


def _options(choices: tuple[str, ...], text: str, shown: str) -> str:
    """The choices, before them nothing, behind them a text that is none of them: no value is lost by opening a file.

    Args:
        shown: what stands in the box: the text, or a mark that shows while nothing is chosen.
    """
    every = choices if not text or text in choices else (*choices, text)
    mark = " " if text else shown or " "
    chosen = " selected" * (not text)
    return f'<option value="" label="{attribute(mark)}"{chosen}></option>' + "".join(
        f"<option{' selected' * (choice == text)}>{plain(choice)}</option>" for choice in every
    )


def _rows(text: str, share: float) -> int:
    """Lines that the text takes, for browsers whose text fields do not grow."""
    line = max(int(share * _CHARACTERS_A_LINE), 1)
    return sum(max(-(-len(part) // line), 1) for part in text.split("\n"))
