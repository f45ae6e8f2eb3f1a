"""Findings at the cells that they speak of: beside the very cell, at the project's head, or for the whole filing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from jixiao import api
from jixiao.model import Document
from jixiao_web.filings.cells import Cell, stable
from jixiao_web.filings.checking import Checked
from jixiao_web.filings.filled import WHOLE_PATH, holders_of

_NARRATIVE = re.compile(r"itemized_goals\[(?P<number>\d+)\](?P<rest>.*)")
_ROW = re.compile(
    r"(projects\[\d+\]\.(?:indicators\[\d+\]|spending_plan|funds)|overall_goals\[\d+\]|safeguards\[\d+\]"
    r"|department\.(?:indicators|tasks)\[\d+\])"
)
_PROJECT = re.compile(rf"projects\[\d+\]|{WHOLE_PATH}")
_INDICATOR = re.compile(r"projects\[(?P<project>\d+)\]\.indicators\[\d+\]")
_FIRST = (".name", ".budget_yuan", ".heading", ".text")


class Note(NamedTuple):
    """A finding at one place.

    Attributes:
        title: the kind of finding in few words, for the further places of a folded one.
        level: error, warning or hint. acts: the regulations, in words. proposal: the cell's words with the finding
            mended, empty where nothing can be proposed. is_first: the place at which the finding is told in full.
        home: path of the cell or project at which it is told in full; empty for the whole filing.
    """

    rule: str
    level: str
    title: str
    message: str
    hint: str
    acts: tuple[str, ...]
    proposal: str
    is_first: bool
    home: str


class Notes(NamedTuple):
    """All notes: by cell, by project (`projects[0]`), and of the whole filing."""

    cells: Mapping[str, list[Note]]
    projects: Mapping[str, list[Note]]
    whole: list[Note]

    def told(self) -> Iterator[Note]:
        """Every finding once, in the order of the form's parts."""
        for notes in (*self.cells.values(), *self.projects.values(), self.whole):
            yield from (note for note in notes if note.is_first)


def notes_of(checked: Checked, document: Document, cells: Mapping[str, Cell]) -> Notes:
    """The findings of a draft at the cells of its form."""
    home = _Home(checked.document, document, cells)
    by_cell: defaultdict[str, list[Note]] = defaultdict(list)
    by_project: defaultdict[str, list[Note]] = defaultdict(list)
    whole: list[Note] = []
    for finding in checked.findings:
        homes = dict.fromkeys(home.of(each.subject, each.found) for each in (finding.members or (finding,)))
        first = next(iter(homes))
        for place in homes:
            words = cells[place].text if place in cells else ""
            note = Note(
                finding.rule,
                finding.level,
                finding.title,
                finding.message,
                finding.hint,
                tuple(cited.name for cited in finding.citations),
                _proposal(finding, place, words, home),
                place == first,
                first,
            )
            holder = by_cell[place] if place in cells else by_project[place] if place else whole
            if not any(_is_same(note, other) for other in holder):
                holder.append(note)
    ordered = {path: by_cell[path] for path in cells if path in by_cell}
    return Notes(ordered, dict(sorted(by_project.items())), whole)


def _is_same(one: Note, other: Note) -> bool:
    return (one.rule, one.message) == (other.rule, other.message)


def _proposal(finding: Any, place: str, words: str, home: _Home) -> str:
    """A cell's words with every place of the finding in it mended; empty where one of them cannot be."""
    members = [each for each in finding.members if home.of(each.subject, each.found) == place] or [finding]
    text = words
    for found, expected in dict.fromkeys((each.found, each.expected) for each in members):
        mended = api.mended(finding.rule, text, found, expected)
        if mended is None:
            return ""
        text = mended
    return text


class _Home:
    """Where subjects are at home: the read document's paths, told in cells of the draft's form."""

    def __init__(self, read: Document, draft: Document, cells: Mapping[str, Cell]) -> None:
        self._read, self._draft, self._cells = read, draft, cells
        self._firsts = _firsts(cells)

    def of(self, subject: str | None, found_words: str | None = None) -> str:
        """The path of the cell, else of the project, else nothing."""
        path = self._in_tables(subject or "", found_words or "")
        found = _INDICATOR.match(path)
        if found and not self._is_alike(int(found["project"])):
            path = f"projects[{found['project']}]"
        try:
            path = stable(path, self._read)
        except IndexError:
            return ""
        whole = path
        while path:
            if f"{path}.cumulative_percent" in self._cells:
                return f"{path}.cumulative_percent"
            if path in self._cells:
                return path
            path = path[: max(path.rfind("."), path.rfind("["))] if re.search(r"[.\[]", path) else ""
        row = _ROW.match(whole)
        if row and row[1] in self._firsts:
            return self._holding(row[1], found_words) or self._firsts[row[1]]
        project = _PROJECT.match(whole)
        return project[0] if project and self._has(project[0]) else ""

    def _has(self, project: str) -> bool:
        return project in holders_of(self._draft)

    def _holding(self, row: str, words: str | None) -> str | None:
        """The only cell of a goal in which the words stand."""
        within = [] if not words or row.startswith("projects") else [f"{row}.heading", f"{row}.text"]
        holding = [path for path in within if path in self._cells and words in self._cells[path].text]  # type: ignore[operator]  # words are not empty here
        return holding[0] if len(holding) == 1 else None

    def _in_tables(self, subject: str, words: str) -> str:
        """A subject of the narrative as the same of the tables: the narrative is told from them."""
        found = _NARRATIVE.match(subject)
        if not found:
            return subject
        number, rest = int(found["number"]), found["rest"]
        told = self._read.itemized_goals[number] if number < len(self._read.itemized_goals) else None
        named = [n for n, each in enumerate(self._read.projects) if told and each.name == told.project_name]
        place = named[0] if len(named) == 1 else number
        if rest.startswith(".purpose") and place < len(self._draft.projects):
            rest = rest if words in (self._draft.projects[place].purpose or "") else ".goals"
        return f"projects[{place}]{rest.replace('.budget_yuan', '.funds.budget_yuan')}"

    def _is_alike(self, project: int) -> bool:
        """Whether a project reads back with as many rows as it has: only then are rows known by their number."""
        if max(project, 0) >= min(len(self._read.projects), len(self._draft.projects)):
            return False
        return len(self._read.projects[project].indicators) == len(self._draft.projects[project].indicators)


def _firsts(cells: Iterable[str]) -> dict[str, str]:
    """The cell that stands for a row or block."""
    firsts: dict[str, str] = {}
    for path in cells:
        row = _ROW.match(path)
        if row and (row[1] not in firsts or path.endswith(_FIRST) and not firsts[row[1]].endswith(_FIRST)):
            firsts[row[1]] = path
    return firsts
