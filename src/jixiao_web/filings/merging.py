"""A file that came back, merged into a draft: what the file says goes in, what its form has no place for stays."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec
from django.utils.translation import gettext

from jixiao import api
from jixiao.api import Entered
from jixiao.model import Department, Document, Unread
from jixiao_web.filings.cells import cells_of
from jixiao_web.filings.filled import WHOLE_PATH, is_report, whole_of
from jixiao_web.filings.matching import indicators_matched, projects_matched

_PROJECT, _ROW = re.compile(r"^projects\[(\d+)\]"), re.compile(r"indicators\[(\d+)\]")
_LONGEST = 60
"""Signs of a file's words that the page repeats."""
_TASK = re.compile(r"tasks\[(\d+)\]")


class Merged(NamedTuple):
    """What becomes of a draft, and what of the file does not go in: its place, its words, why."""

    document: Document
    lost: tuple[str, ...]


def merged(now: Document, back: Document) -> Merged:
    """The draft with what the file says; unit, year and kind are the draft's own.

    A workbook of project tables has no part one: goals and safeguards then stay as they are.
    """
    unread = tuple(_unread_words(each) for each in back.unread if (each.text or each.at.quote).strip() != api.GAP)
    if is_report(now):
        document, refused = _filled_in(now, back)
        return Merged(document, (*unread, *map(str, refused)))
    return Merged(_replaced(now, back), unread)


def _unread_words(each: Unread) -> str:
    """Where it stands and its words, which say enough; why it was not read, where it has none."""
    words = each.text or each.at.quote
    told = f"“{words[:_LONGEST]}”" if words else gettext("：") + api.text(f"tree.unread.{each.reason}")
    return f"{api.place_words(each.at)}{told}"


def strangeness_of(now: Document, back: Document) -> tuple[str, ...]:
    """What says that a file is not of this filing: another unit, another year."""
    told = []
    if (name := back.unit.name) and now.unit.name and name != now.unit.name:
        told.append(gettext("文件写的单位是“%(name)s”，不是本申报件的单位。") % {"name": name[:_LONGEST]})
    if back.year and now.year and back.year != now.year:
        told.append(gettext("文件写的年度是%(year)s年，不是本申报件的年度。") % {"year": back.year})
    return tuple(told)


def _replaced(now: Document, back: Document) -> Document:
    return msgspec.structs.replace(
        back,
        kind=now.kind,
        year=now.year,
        unit=now.unit,
        profile=now.profile,
        overall_goals=back.overall_goals or now.overall_goals,
        safeguards=back.safeguards or now.safeguards,
        projects=back.projects or now.projects,
    )


def _filled_in(now: Document, back: Document) -> tuple[Document, tuple[api.EntryRefused, ...]]:
    """A report with what the file says in the cells that people fill in; all else is the plan's and the books'."""
    places = _places(now, back)
    back = msgspec.structs.replace(back, kind=now.kind)
    given = cells_of(back)
    entered = []
    for path, cell in cells_of(now).items():
        place = places(path)
        if place in given and given[place].text and given[place].text != cell.text:
            entered.append(Entered(path, given[place].text))
    return api.enter(now, entered)


def _places(now: Document, back: Document):  # type: ignore[no-untyped-def]  # a function of one path
    """Tells where in the file the value of a cell stands: projects and rows are known by their names."""
    if whole := whole_of(now):
        return _places_in_whole(whole, whole_of(back))
    projects = {pair.before: pair.after for pair in projects_matched(now, back).pairs if pair.before is not None}
    rows = {
        number: {
            pair.before: pair.after
            for pair in indicators_matched(now.projects[number], back.projects[other]).pairs
            if pair.before is not None
        }
        for number, other in projects.items()
        if other is not None
    }

    def place(path: str) -> str:
        found = _PROJECT.match(path)
        number = int(found[1]) if found else -1
        if projects.get(number) is None:
            return ""
        path = _PROJECT.sub(f"projects[{projects[number]}]", path)
        row = _ROW.search(path)
        if row is None:
            return path
        other = rows[number].get(int(row[1]))
        return "" if other is None else _ROW.sub(f"indicators[{other}]", path, count=1)

    return place


def _places_in_whole(now: Department, back: Department | None):  # type: ignore[no-untyped-def]  # a function of one path
    """The same of a whole department: tasks and rows are known by their names, rows of money by their words."""
    rows = {pair.before: pair.after for pair in indicators_matched(now, back).pairs} if back else {}
    tasks = {task.name: number for number, task in enumerate(back.tasks)} if back else {}

    def place(path: str) -> str:
        if back is None:
            return ""
        if row := _ROW.search(path):
            other = rows.get(int(row[1]))
            return "" if other is None else f"{WHOLE_PATH}.indicators[{other}]{path[row.end() :]}"
        if task := _TASK.search(path):
            other = tasks.get(now.tasks[int(task[1])].name)
            return "" if other is None else f"{WHOLE_PATH}.tasks[{other}]{path[task.end() :]}"
        return path

    return place
