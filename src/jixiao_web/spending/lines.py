"""Lines of a list brought to their ledgers: which one, under which mark, or why not. Changes nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from django.utils.translation import gettext, gettext_noop

from jixiao import api
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.money import yuan_of
from jixiao_web.filings.selectors import reach
from jixiao_web.spending.marks import Seen, content_of, mark_of_line
from jixiao_web.spending.models import Ledger, Payment

WHY = {
    "no_day": gettext_noop("没有日期"),
    "wrong_day": gettext_noop("日期写法不对：%(words)s"),
    "no_amount": gettext_noop("没有金额，或者金额为0"),
    "wrong_amount": gettext_noop("金额写法不对：%(words)s"),
    "too_much": gettext_noop("金额过大，请核对单位：%(words)s"),
    "no_project": gettext_noop("没有项目编码和名称"),
    "unknown_project": gettext_noop("没有这个项目的支出台账：%(words)s"),
    "several_projects": gettext_noop("有多个同名项目，请写明项目编码或单位：%(words)s"),
    "other_year": gettext_noop("不在本预算年度内：%(words)s"),
    "future": gettext_noop("日期晚于今天：%(words)s"),
}
MOST_FEN = 10**14
"""1万亿元: no payment of a project is larger, and sums of it stay within what a database counts."""
_LONGEST = 60
_Item = TypeVar("_Item")


class Entry(NamedTuple):
    """A line that belongs to a ledger."""

    number: int
    ledger_id: uuid.UUID
    mark: bytes
    line: api.ExportedLine


class Refusal(NamedTuple):
    """A line that is no payment of any ledger: its number from 1, the key of `WHY`, the words that are wrong."""

    number: int
    why: str
    words: str

    def __str__(self) -> str:
        return gettext(WHY[self.why]) % {"words": self.words}


class Ledgers:
    """The ledgers of a year into which a person may enter payments, found by what a line says."""

    def __init__(self, person: Person, county_code: str, year: int, unit_id: uuid.UUID | None) -> None:
        mine = Ledger.objects.filter(reach(person, Action.ENTER_SPENDING), county_code=county_code, year=year)
        if unit_id:
            mine = mine.filter(unit_id=unit_id)
        self._by_code: dict[str, set[uuid.UUID]] = {}
        self._by_name: dict[str, set[uuid.UUID]] = {}
        self._of_unit: dict[str, set[uuid.UUID]] = {}
        told = mine.order_by().values_list("pk", "code", "name", "unit__code", "unit__name")
        for pk, code, name, unit_code, unit_name in told:
            self._by_code.setdefault(code, set()).add(pk)
            self._by_name.setdefault(_plain(name), set()).add(pk)
            for word in (unit_code, _plain(unit_name)):
                self._of_unit.setdefault(word, set()).add(pk)

    def find(self, line: api.ExportedLine) -> uuid.UUID | str:
        """The ledger of a line, or the key of `WHY`.

        By its code; where it has none that is known, by its name; where several bear it, by the line's unit.
        """
        found = self._by_code.get(line.project_code) if line.project_code else None
        if not found and line.project_name:
            found = self._by_name.get(_plain(line.project_name))
        if not found:
            return "unknown_project"
        if len(found) == 1:
            return next(iter(found))
        for word in (line.unit_code, _plain(line.unit_name)):
            if word and len(narrowed := found & self._of_unit.get(word, set())) == 1:
                return next(iter(narrowed))
        return "several_projects"


def _plain(name: str) -> str:
    return "".join(name.split()).replace("（", "(").replace("）", ")")


def entries_iter(
    rows: Iterable[Sequence[str]], columns: api.Columns, ledgers: Ledgers, year: int, today: date
) -> Iterator[Entry | Refusal]:
    """The lines of a file below its head, in order; those that say nothing are left out."""
    seen, head = Seen(), columns.row + 1
    for number, row in enumerate(rows, 1):
        if number <= head:
            continue
        line = api.exported_line(row, columns)
        if line is None:
            continue
        if not isinstance(line, api.ExportedLine):
            yield Refusal(number, line.why, line.words[:_LONGEST])
            continue
        why = _wrong(line, year, today)
        if why:
            yield Refusal(number, why, str(line.day) if why != "too_much" else f"{yuan_of(line.fen):,}")
            continue
        found = ledgers.find(line)
        if isinstance(found, str):
            yield Refusal(number, found, (line.project_code or line.project_name)[:_LONGEST])
            continue
        words = (line.voucher, line.payee, line.summary, line.kind)
        content = content_of(found, line.day.isoformat(), line.fen, words)
        yield Entry(number, found, mark_of_line(content, seen.count(content)), line)


def _wrong(line: api.ExportedLine, year: int, today: date) -> str:
    if line.day.year != year:
        return "other_year"
    if line.day > today:
        return "future"
    return "too_much" if abs(line.fen) > MOST_FEN else ""


def in_chunks(items: Iterable[_Item], size: int) -> Iterator[tuple[list[_Item], bool]]:
    """Items by so many at a time, and whether they are the last; one empty chunk where there are none."""
    chunk: list[_Item] = []
    for item in items:
        if len(chunk) == size:
            yield chunk, False
            chunk = []
        chunk.append(item)
    yield chunk, True


def known_marks(county_code: str, marks: Sequence[bytes]) -> set[bytes]:
    """Which of these marks stand in the books already."""
    found = Payment.objects.filter(county_code=county_code, mark__in=marks).order_by().values_list("mark", flat=True)
    return {bytes(mark) for mark in found}
