"""The units that the tables name: a code and a name on one line. Leaves whether they agree to the rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.rules.idn.township import is_township
from jixiao.checks.rules.txt.joined import everything
from jixiao.checks.texts import Text

_UNIT = re.compile(
    r"\s*(?P<code>[0-9]{6})\s?[-—]?\s?(?P<name>[\u4e00-\u9fff（）()]{4,40}?)(?=\s*$|\s{2,}|\t|\s*(?:金额)?单位[:：])"
)
_CODE = re.compile("[0-9]{6}")
_LONGEST = 80
_HEAD_UNIT = "001"
"""How the code of a department's own office ends; units with other numbers are below it."""


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


def own_unit(dossier: Dossier, units: Sequence[Unit]) -> Unit | None:
    """The unit that alone should stand on the tables; none in the text of a department that has units below it.

    A township is one unit, and so is one that has not the department's first number; its tables are those that bear
    the title's name, else most of them.
    """
    named = plain(dossier.document.unit.name or "")
    titled = next((unit for unit in units if named and plain(unit.name).removesuffix("本级") == named), None)
    if titled and not titled.code.endswith(_HEAD_UNIT):
        return titled
    if not is_township(dossier.document.unit):
        return None
    usual = Counter(unit.code for unit in units).most_common(1)
    return next((unit for unit in units if 2 * usual[0][1] > len(units) and unit.code == usual[0][0]), None)
