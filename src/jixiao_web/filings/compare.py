"""What changed between two versions of a plan, by meaning: projects and rows are known by what they are, not where.

Values in, values out. Which row is which, `matching.py` finds.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

import msgspec
from django.utils.translation import gettext as _

from jixiao import api
from jixiao.api import language
from jixiao.model import Document
from jixiao.model.indicator import Indicator
from jixiao.model.project import Project
from jixiao_web.common.money import fen_of
from jixiao_web.filings.cells import Cell, cells_of
from jixiao_web.filings.filled import WHOLE_PATH, holders_of, whole_of
from jixiao_web.filings.matching import (
    Matched,
    goals_matched,
    indicators_matched,
    projects_matched,
    safeguards_matched,
)

_PROJECT = re.compile(r"projects\[(\d+)\]\.(?!indicators\[)(.*)")
_ROW = re.compile(r"(projects\[\d+\]\.indicators|overall_goals|safeguards)\[(\d+)\]\.(.*)")
_FIRST = re.compile(r"^第\d+行·")

Kind = Literal["changed", "added", "removed", "moved"]


class Change(NamedTuple):
    """A value, or a row as a whole, that differs.

    Attributes:
        path: in the later version, or in the earlier one where it was taken away. where: project and indicator in
            words. row: the indicator alone. form: kind of the cell: text, amount, percent …
    """

    path: str
    where: str
    label: str
    before: str
    after: str
    kind: Kind
    row: str = ""
    form: str = "text"


class Group(NamedTuple):
    """What changed in one project, or in part one.

    Attributes:
        title: the project's name now; empty for part one. was: its name before, where that was another.
        number: of the project in the later version, or in the earlier one where it was taken away.
        moved: from which to which place, where the project itself changed places.
    """

    title: str
    kind: Kind
    number: int
    changes: tuple[Change, ...]
    was: str = ""
    moved: tuple[int, int] | None = None


class Compared(NamedTuple):
    """Two versions held against each other; amounts in fen, in the sum of all projects."""

    groups: tuple[Group, ...]
    projects: tuple[int, int]
    budget_fen: tuple[int, int]

    @property
    def number(self) -> int:
        """How many values and rows differ."""
        return sum(len(group.changes) or 1 for group in self.groups)

    @property
    def more_fen(self) -> int:
        """By how much the budget grew."""
        return self.budget_fen[1] - self.budget_fen[0]


@functools.lru_cache(maxsize=32)
def _compared(before: str, after: str, _language: str) -> Compared:
    return compared(api.load(before.encode(), ""), api.load(after.encode(), ""))


def contents_compared(before: str, after: str) -> Compared:
    """Two versions by their JSON text; what was compared a moment ago is not compared again."""
    return _compared(before, after, language())


def compared(before: Document, after: Document) -> Compared:
    """Two versions, grouped by project: part one first, then the projects of the later version, then those taken away.

    A project or row that only stands elsewhere has moved; one that was renamed is still itself.
    """
    return Compared(
        tuple(_groups(_Sides(before, after))),
        (len(holders_of(before)), len(holders_of(after))),
        (_budget_fen(before), _budget_fen(after)),
    )


class _Sides:
    """Both versions with their cells, by project and by row."""

    def __init__(self, before: Document, after: Document) -> None:
        self.before, self.after = _with_whole(before), _with_whole(after)
        self.old, self.new = _Cells(before), _Cells(after)


def _with_whole(document: Document) -> Document:
    """A document with the whole department, where it tells of it, as its only project."""
    whole = whole_of(document)
    if whole is None:
        return document
    return msgspec.structs.replace(
        document, projects=(Project(ordinal=1, name=_("部门整体"), indicators=whole.indicators),)
    )


class _Cells:
    """The cells of a version: of projects by number and field, of rows by list, number and field, others by path."""

    def __init__(self, document: Document) -> None:
        self.projects: dict[int, dict[str, Cell]] = {}
        self.rows: dict[str, dict[int, dict[str, Cell]]] = {}
        self.others: dict[str, Cell] = {}
        passages: Counter[str] = Counter()
        for path, cell in cells_of(document).items():
            known = path.replace(WHOLE_PATH, "projects[0]", 1) if path.startswith(WHOLE_PATH) else path
            if found := _PROJECT.fullmatch(known):
                self.projects.setdefault(int(found[1]), {})[found[2]] = cell
            elif found := _ROW.fullmatch(known):
                self.rows.setdefault(found[1], {}).setdefault(int(found[2]), {})[found[3]] = cell
            elif path.startswith("passages["):  # known by what they are: their numbers change with any other sentence
                self.others[f"{cell.label} {passages[cell.label]}"] = cell
                passages[cell.label] += 1
            else:
                self.others[path] = cell


def _groups(sides: _Sides) -> Iterator[Group]:
    part_one = (
        *_list_changes(sides, "overall_goals", goals_matched(sides.before, sides.after), _("总体绩效目标")),
        *_list_changes(sides, "safeguards", safeguards_matched(sides.before, sides.after), _("工作保障措施")),
        *_cells_changed(sides.old.others, sides.new.others, "", ""),
    )
    if part_one:
        yield Group("", "changed", 0, part_one)
    matched = projects_matched(sides.before, sides.after)
    for old, new in matched.pairs:
        if new is None:
            assert old is not None
            name = _name(sides.before, old)
            yield Group(name, "removed", old + 1, tuple(_whole(sides.old, sides.before, old, "removed")))
        elif old is None:
            yield Group(_name(sides.after, new), "added", new + 1, tuple(_whole(sides.new, sides.after, new, "added")))
        else:
            group = _both(sides, old, new, new in matched.moved)
            if group.changes or group.moved:
                yield group


def _both(sides: _Sides, old: int, new: int, has_moved: bool) -> Group:
    name, was = _name(sides.after, new), _name(sides.before, old)
    before, after = sides.old.projects.get(old, {}), sides.new.projects.get(new, {})
    told = [*_cells_changed(before, after, name, "")]
    rows = indicators_matched(sides.before.projects[old], sides.after.projects[new])
    old_rows = sides.old.rows.get(f"projects[{old}].indicators", {})
    new_rows = sides.new.rows.get(f"projects[{new}].indicators", {})
    own, other = sides.after.projects[new].indicators, sides.before.projects[old].indicators
    path = f"projects[{new}].indicators"
    for row_before, row_after in rows.pairs:
        if row_after is None:
            assert row_before is not None
            told.append(_row_whole(f"{path}[{row_before}]", name, other[row_before], "removed"))
        elif row_before is None:
            told.append(_row_whole(f"{path}[{row_after}]", name, own[row_after], "added"))
        else:
            row = own[row_after].name or other[row_before].name or ""
            told += _cells_changed(old_rows.get(row_before, {}), new_rows.get(row_after, {}), name, row)
            if row_after in rows.moved:
                first, then = (_("第%(number)s行") % {"number": place + 1} for place in (row_before, row_after))
                told.append(Change(f"{path}[{row_after}]", _where(name, row), _("指标顺序"), first, then, "moved", row))
    moved = (old + 1, new + 1) if has_moved else None
    return Group(name, "changed", new + 1, tuple(told), was if was != name else "", moved)


def _cells_changed(before: dict[str, Cell], after: dict[str, Cell], name: str, row: str) -> Iterator[Change]:
    for field, cell in after.items():
        was = before[field].text if field in before else ""
        if was != cell.text:
            kind: Kind = "changed" if was and cell.text else "added" if cell.text else "removed"
            yield Change(cell.path, _where(name, row), _label(cell), was, cell.text, kind, row, cell.kind)
    for field, cell in before.items():
        if field not in after and cell.text:
            yield Change(cell.path, _where(name, row), _label(cell), cell.text, "", "removed", row, cell.kind)


def _list_changes(sides: _Sides, path: str, matched: Matched, title: str) -> Iterator[Change]:
    """The changes of a list of part one."""
    old, new = sides.old.rows.get(path, {}), sides.new.rows.get(path, {})
    for before, after in matched.pairs:
        if before is not None and after is not None:
            yield from _cells_changed(old.get(before, {}), new.get(after, {}), "", _numbered(title, after))
            if after in matched.moved:
                first, then = (_("第%(number)s条") % {"number": place + 1} for place in (before, after))
                yield Change(f"{path}[{after}]", "", title, first, then, "moved", _numbered(title, after))
            continue
        place = after if after is not None else before
        assert place is not None
        words = "\n".join(cell.text for cell in (new if before is None else old).get(place, {}).values() if cell.text)
        if words:
            kind: Kind = "added" if before is None else "removed"
            told = ("", words) if before is None else (words, "")
            yield Change(f"{path}[{place}]", "", title, *told, kind, _numbered(title, place))


def _numbered(title: str, place: int) -> str:
    return _("%(title)s%(number)s") % {"title": title, "number": place + 1}


def _whole(cells: _Cells, document: Document, number: int, kind: Kind) -> Iterator[Change]:
    """A project that came or went, all that it says."""
    name = _name(document, number)
    for cell in cells.projects.get(number, {}).values():
        if cell.text:
            words = ("", cell.text) if kind == "added" else (cell.text, "")
            yield Change(cell.path, name, _label(cell), *words, kind, "", cell.kind)
    for row, indicator in enumerate(document.projects[number].indicators):
        if indicator.name or indicator.target:
            yield _row_whole(f"projects[{number}].indicators[{row}]", name, indicator, kind)


def _row_whole(path: str, name: str, indicator: Indicator, kind: Kind) -> Change:
    """An indicator that came or went, in one line."""
    target = indicator.target.text if indicator.target else ""
    words = " ".join(filter(None, [indicator.category, indicator.name, target])) or _("（空行）")
    label = _("新增指标") if kind == "added" else _("取消指标")
    told = ("", words) if kind == "added" else (words, "")
    return Change(path, _where(name, indicator.name or ""), label, *told, kind, indicator.name or "")


def _where(name: str, row: str) -> str:
    return f"{name} · {row}" if name and row else name or row


def _name(document: Document, number: int) -> str:
    return document.projects[number].name or f"{number + 1}."


def _label(cell: Cell) -> str:
    """What a cell is, without its row; an amount without the block that it stands in."""
    if cell.kind == "amount":
        return cell.label.rpartition("·")[2]
    return re.sub(r"^(总体绩效目标|工作保障措施)\d+·?", "", _FIRST.sub("", cell.label)) or _("内容")


def _budget_fen(document: Document) -> int:
    if (whole := whole_of(document)) and whole.execution:
        return fen_of(whole.execution.adjusted_yuan)
    return fen_of(sum((project.funds.budget_yuan or Decimal(0) for project in document.projects), Decimal(0)))


# ---- words within a value ----


class Piece(NamedTuple):
    """A part of a value: whether both versions have it."""

    same: bool
    words: str


_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|\s+|.", re.DOTALL)
_LONGEST = 4000


def pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both versions of a value in parts that stand in both and parts that do not; wholly different values are one part.

    >>> [piece.words for piece in pieces("≥45人", "≥50人")[1] if not piece.same]
    ['50']
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    whole = ((Piece(False, before),), (Piece(False, after),))
    if not before or not after or len(before) + len(after) > _LONGEST:
        return whole
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.4:
        return whole
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    codes = matcher.get_opcodes()
    for place, (tag, a, b, c, d) in enumerate(codes):
        inner = 0 < place < len(codes) - 1
        # One character in common between two changes says nothing: it only breaks the words up.
        same = tag == "equal" and not (inner and b - a == 1 and len(old[a]) == 1)
        _add(sides[0], same, "".join(old[a:b]))
        _add(sides[1], same, "".join(new[c:d]))
    return tuple(sides[0]), tuple(sides[1])


def _add(told: list[Piece], same: bool, words: str) -> None:
    if told and told[-1].same == same:
        told[-1] = Piece(same, told[-1].words + words)
    elif words:
        told.append(Piece(same, words))


def number_of(words: str) -> Decimal | None:
    """The number that a cell's words are, without separators and a percent sign."""
    try:
        return Decimal(words.replace(",", "").rstrip("%"))
    except InvalidOperation:
        return None
