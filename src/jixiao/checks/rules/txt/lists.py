"""Numbered lists of paragraphs: items of one kind that follow one another. Leaves judging to the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from jixiao.checks.dossier import Dossier
from jixiao.checks.once import once
from jixiao.checks.texts import Text

_NUMBER = re.compile(
    r"\s*(?:(?P<arabic>[0-9]{1,2}(?P<sign>[、.．]))(?![0-9])|(?P<bracketed>[（(][0-9]{1,2}[）)])"
    r"|(?P<enclosed>[（(][一二三四五六七八九十]{1,3}[）)])|(?P<chinese>[一二三四五六七八九十]{1,3}、)"
    r"|(?P<said>[一二三四五六七八九十]{1,3}是))"
)

_IN_FORM = re.compile(r"projects\[[0-9]+\]\.|department")
"""Values of a form, whose cells some files hold as lines: their numbers are often the form's own."""


class ListItem(Struct, frozen=True):
    """A paragraph with a number: its kind, the number as written, the sign after an Arabic one (、 or .)."""

    text: Text
    kind: str
    number: str
    sign: str | None


@once
def lists(dossier: Dossier) -> list[list[ListItem]]:
    """The lists of a document: paragraphs with numbers of one kind, nothing between them."""
    runs = groupby(_items(dossier), key=lambda item: item.kind if item else None)
    return [[item for item in run if item] for kind, run in runs if kind]


def _items(dossier: Dossier) -> Iterator[ListItem | None]:
    """Every paragraph outside tables as an item; None where it has no number or a table comes between."""
    for text in dossier.texts:
        is_prose = text.role not in ("cell", "contents") and not _IN_FORM.match(text.subject)
        match = _NUMBER.match(text.words) if is_prose else None
        if match is None:
            yield None
        else:
            kind = next(name for name, number in match.groupdict().items() if number and name != "sign")
            yield ListItem(text, kind, match[kind], match["sign"])
