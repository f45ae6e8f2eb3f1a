"""The units that the tables name: a code and a name on one line. Leaves whether they agree to the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jixiao.checks.dossier import Dossier
from jixiao.checks.rules.txt.joined import everything
from jixiao.checks.texts import Text

_UNIT = re.compile(
    r"\s*(?P<code>[0-9]{6})\s?[-—]?\s?(?P<name>[\u4e00-\u9fff（）()]{4,40}?)(?=\s*$|\s{2,}|\t|\s*(?:金额)?单位[:：])"
)
_CODE = re.compile("[0-9]{6}")
_LONGEST = 80


class Unit(NamedTuple):
    """A unit as a table names it."""

    text: Text
    written: str
    code: str
    name: str


def units_named(dossier: Dossier) -> Iterator[Unit]:
    """Lines and cells such as 471012某某镇人民政府本级, contents lists left out."""
    for text in everything(dossier).holding(_CODE):
        if len(text.words) <= _LONGEST:
            match = _UNIT.match(text.words)
            if match:
                yield Unit(text, match[0].strip(), match["code"], match["name"])
