"""Where the words of a Word file lead: relationships for addresses, bookmarks for places."""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.documents.writing.docx_markup import run
from jixiao.documents.writing.paper import Link


class Links:
    """What the body names and the package must hold.

    Attributes:
        addresses: the ids of relationships by the outside address.
    """

    def __init__(self) -> None:
        self.addresses: dict[str, str] = {}
        self._places: dict[str, str] = {}
        self._marks = 0

    def mark(self, name: str, words: str) -> str:
        """Markup with a bookmark round it."""
        self._marks += 1
        return f'<w:bookmarkStart w:id="{self._marks}" w:name="{name}"/>{words}<w:bookmarkEnd w:id="{self._marks}"/>'

    def place(self, anchor: str, words: str) -> str:
        """Markup as the place that an anchor names."""
        return self.mark(self._place(anchor), words) if anchor else words

    def linked(self, to: str, words: str) -> str:
        """Markup that leads somewhere; as it is where that is nowhere."""
        if not to:
            return words
        if to.startswith("#"):
            return f'<w:hyperlink w:anchor="{self._place(to[1:])}" w:history="1">{words}</w:hyperlink>'
        key = self.addresses.setdefault(to, f"to{len(self.addresses) + 1}")
        return f'<w:hyperlink r:id="{key}" w:history="1">{words}</w:hyperlink>'

    def words(self, text: str, links: Iterable[Link], *, missing: bool = False) -> str:
        """Runs of a text, some of which lead somewhere."""
        parts, at = [], 0
        for link in links:
            parts.append(run(text[at : link.start], missing=missing))
            parts.append(self.linked(link.to, run(text[link.start : link.end], look="link")))
            at = link.end
        return "".join((*parts, run(text[at:], missing=missing)))

    def _place(self, anchor: str) -> str:
        """The name of a bookmark: Word takes 40 letters and digits, and hides those that begin so."""
        return self._places.setdefault(anchor, f"_Ref{len(self._places) + 1:09}")
