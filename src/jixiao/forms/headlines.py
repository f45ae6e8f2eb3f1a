"""Lines over a table that belong to it: who files it, for which year and months, in which money unit.

Titles are `titles.py`'s; which table a line belongs to is `reader.py`'s.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from jixiao.forms.draft import Found, ProjectDraft
from jixiao.forms.inline import InlinePart, inline_parts
from jixiao.forms.lexicon import label_of, plain, remembered
from jixiao.forms.slots import ends_list, slot_of
from jixiao.forms.titles import Title, is_boilerplate, title_of, unit_line_of, year_line_of
from jixiao.model import Place

_LONGEST = 120
_LONGEST_BOILERPLATE = 20
_UNIT_AT_END = re.compile(
    r"[\s|]*(?P<unit>[(（【\[]?\s*(?:(?:金额|资金|货币|计量)\s*)?单\s*位\s*[:：]?\s*(?:人民币)?(?:亿元|万元|千元|元)\s*[)）】\]]?)\s*$"
)
_PERIOD = re.compile(
    r"\(?(?:(?P<year>20[0-9]{2})年度?)?(?P<from>[0-9]{1,2})月?[-—–~至到]{1,2}(?P<to>[0-9]{1,2})月份?\)?"
)
_PAPER_SLOTS = frozenset({"title", "year", "period"})
_OWN_SLOTS = frozenset({"name", "code", "unit", "office", "filer", "department"})
_NAME = re.compile(r"[^。；;，,！？:：|]{4,40}")
_CALLED = re.compile(
    r"\s*(?P<label>[^:：]{2,12})[:：]\s*(?P<unit>(?=(?:.*[\u4e00-\u9fff]){4})[^。；;，,！？:：|]{4,40})"
)
_BRACKETED = re.compile(r"[(（][^:：()（）]{2,12}[:：][^()（）]+[)）]")
_UNIT_WORDS = frozenset({"单位", "部门", "单位全称", "部门单位", "单位部门", "部门/单位", "单位/部门"})
_SEAL = re.compile(r"\s*[(（](?:盖章|公章|签章|签字|章)[)）]\s*$")


class HeadLine(NamedTuple):
    """What a line over a table says.

    Attributes:
        title: the form's title. year, period: of a line that holds nothing else. money_unit: 元, 万元 …
        pairs: labels with their values. unit: the name of a unit that stands alone or behind 单位：.
    """

    title: Title | None = None
    year: int | None = None
    period: str | None = None
    money_unit: str | None = None
    pairs: tuple[InlinePart, ...] = ()
    unit: str | None = None

    @property
    def begins_project(self) -> bool:
        """Whether the line stands over another project: a title, or a project's name."""
        if self.title and not self.title.continues:
            return True
        return any(slot_of(part.label.name, part.written) == "name" for part in self.pairs)

    def keep(self, text: str, at: Place, project: ProjectDraft) -> list[Found]:
        """Put what the line says into the project of the table below; returns what the project holds otherwise."""
        project.money_unit = self.money_unit or project.money_unit
        project.wide = project.wide or bool(self.title and self.title.wide)
        found = [("title", text if self.title else None), ("period", self.period), ("unit_line", self.unit)]
        found += [("year", str(self.year) if self.year else None)]
        found += [(slot_of(part.label.name, part.written), part.value) for part in self.pairs]
        values = [(slot, Found(value, at)) for slot, value in found if value]
        return [value for slot, value in values if not project.put(slot, value) and slot not in _PAPER_SLOTS]


@remembered(_LONGEST)
def head_line_of(text: str) -> HeadLine | None:
    """What a line says of the table below it; None where it is no such line.

    >>> line = head_line_of("901001云河县水务局      单位：元")
    >>> line.unit, line.money_unit
    ('901001云河县水务局', '元')
    """
    text = text.strip()
    text = text[1:-1].strip() if _BRACKETED.fullmatch(text) else text
    if title := title_of(text):
        return HeadLine(title=title)
    if label_of(text):
        return None
    end = _UNIT_AT_END.search(text)
    money_unit = unit_line_of(end["unit"]) if end else None
    rest = text[: end.start()].strip() if end and money_unit else text
    if title := title_of(rest):
        return HeadLine(title=title, money_unit=money_unit)
    if year := year_line_of(rest):
        return HeadLine(year=year, money_unit=money_unit)
    if period := _PERIOD.fullmatch("".join(unicodedata.normalize("NFKC", rest).split())):
        year = int(period["year"]) if period["year"] else None
        return HeadLine(year=year, period=f"{int(period['from'])}-{int(period['to'])}", money_unit=money_unit)
    pairs = tuple(part._replace(value=_SEAL.sub("", part.value)) for part in inline_parts(rest))
    if pairs and all(slot_of(part.label.name, "") in _OWN_SLOTS or ends_list(part.label.name) for part in pairs):
        return HeadLine(money_unit=money_unit, pairs=pairs)
    if (called := _CALLED.fullmatch(rest)) and plain(called["label"]) in _UNIT_WORDS:
        return HeadLine(money_unit=money_unit, unit=_SEAL.sub("", called["unit"].strip()))
    if money_unit and not rest:
        return HeadLine(money_unit=money_unit)
    if money_unit and _NAME.fullmatch(rest):
        return HeadLine(money_unit=money_unit, unit=_SEAL.sub("", rest))
    if is_boilerplate(rest) and len(rest) <= _LONGEST_BOILERPLATE:
        return HeadLine(money_unit=money_unit)
    return None


def filer_of(text: str) -> str | None:
    """The unit that a line names as the document's own, where it says nothing else but in which money unit.

    >>> filer_of("编制单位（盖章）：云河县水务局")
    '云河县水务局'
    """
    line = head_line_of(text)
    if line is None or len(line.pairs) > 1:
        return None
    named = [part.value for part in line.pairs if slot_of(part.label.name, "") in ("filer", "office")]
    return next(iter(named), None if line.pairs or ":" not in text.replace("：", ":") else line.unit)
