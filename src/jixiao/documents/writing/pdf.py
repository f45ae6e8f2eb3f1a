"""A paper as PDF: tagged (PDF/UA-1), fonts embedded, text that can be read back. Set in process by typst.

Leaves how it looks on the page to `pdf_look.typ`, which gets everything as data, and the fonts to `fonts.py`.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from typing import Literal

import msgspec

from jixiao.documents.writing.fonts import FontFolders, Substitute, loaded, substitutes
from jixiao.documents.writing.paper import Paper
from jixiao.documents.writing.pdf_data import paper_data

_UNSHOWN = re.compile(r"error: .*? the text `\"(.+?)\"` could not be displayed")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class Printed(msgspec.Struct, frozen=True):
    """A PDF and what was not as wished.

    Attributes:
        substitutes: families that stand in for official ones.
        unshown: characters that no font has; they are drawn as boxes. Such a file cannot claim PDF/UA.
        tagged: false where the typesetter failed over the tags of this very paper.
    """

    data: bytes
    substitutes: tuple[Substitute, ...] = ()
    unshown: tuple[str, ...] = ()
    tagged: bool = True


def pdf_of(paper: Paper, fonts: FontFolders) -> bytes:
    """The paper as PDF; the same paper and fonts give the same bytes.

    Raises:
        MissingPart: no font with Chinese characters, or the extra `pdf` is not installed.
    """
    return printed(paper, fonts).data


def printed(paper: Paper, fonts: FontFolders) -> Printed:
    """As `pdf_of`, with what a person should be told about it."""
    instead = substitutes(fonts)
    data = msgspec.json.encode(paper_data(paper, fonts)).decode()
    try:
        return Printed(_compiled(data, fonts, "ua-1"), instead)
    except _NotAccessible as error:
        unshown, tagged = error.unshown, error.tagged
    return Printed(_compiled(data, fonts, "1.7", tagged), instead, unshown, tagged)


class _NotAccessible(Exception):
    """This paper cannot be PDF/UA: no font has some of its characters, or its tags are too much for the typesetter."""

    def __init__(self, unshown: tuple[str, ...] = (), tagged: bool = True) -> None:
        super().__init__(unshown, tagged)
        self.unshown = unshown
        self.tagged = tagged


def _compiled(data: str, fonts: FontFolders, standard: Literal["ua-1", "1.7"], tagged: bool = True) -> bytes:
    typefaces = loaded(fonts)
    import typst

    try:
        return typst.compile(
            _look(),
            font_paths=typefaces,
            sys_inputs={"paper": data},
            pdf_standards=standard,
            timestamp=0,
            pdf_tags=tagged,
        )
    except typst.TypstError as error:
        unshown = tuple(dict.fromkeys(map(_plain, _UNSHOWN.findall(error.diagnostic))))
        if standard == "ua-1" and unshown:
            raise _NotAccessible(unshown) from None
        raise
    except BaseException as error:
        # A failed assertion of the typesetter is no `Exception`; all that were seen lay in its tags.
        if tagged and type(error).__name__ == "PanicException":
            raise _NotAccessible(tagged=False) from error
        raise


def _plain(shown: str) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), shown)


@functools.cache
def _look() -> bytes:
    return importlib.resources.files(__package__).joinpath("pdf_look.typ").read_bytes()
