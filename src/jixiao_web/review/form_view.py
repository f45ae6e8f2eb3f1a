"""The official form of a filing for reading, with the signs of findings and comments in its cells.

The cells are those of `filings.cells`; what is written into inputs is `filings`' own. Markup is made here and not in a
template: a form has some thousand cells, and a template would take most of the page's time for them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from jixiao import api
from jixiao.model import Document
from jixiao_web.filings.amounts import YUAN, grouped, sheets_in
from jixiao_web.filings.cells import Cell, Sheet, Spot, cells_of, sheets_of, stable
from jixiao_web.filings.filled import WHOLE_PATH, holders_of, is_report
from jixiao_web.trace.words import place_words

_NARRATIVE = re.compile(r"itemized_goals(?=\[)")
_LAST_STEP = re.compile(r"(?:\.[^.\[\]]+|\[[^\]]*\])$")


class Mark(NamedTuple):
    """A sign in a cell that leads to a finding or a comment beside the form."""

    kind: str
    sign: str
    words: str
    target: str


class Part(NamedTuple):
    """A part of the form: its heading, its anchor, its markup, and how many marks stand in it."""

    title: str
    anchor: str
    markup: SafeString
    marks: int


class Anchors:
    """Where the values of a form stand on the page: the id of an element by the path of a value."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._ids: dict[str, str] = {}

    def add(self, path: str) -> str:
        """The id of the element that shows the value at a path."""
        return self._ids.setdefault(path, f"c{len(self._ids) + 1}")

    def path_of(self, subject: str | None) -> str | None:
        """The path of the cell that shows a finding's subject, or a part of it, or what it is a part of."""
        path = self._stable(subject)
        while path:
            if path in self._ids:
                return path
            inner = next((known for known in self._ids if known.startswith((f"{path}.", f"{path}["))), None)
            if inner:
                return inner
            path = _LAST_STEP.sub("", path) if _LAST_STEP.search(path) else ""
        return None

    def id_of(self, path: str) -> str:
        """The id of a path that `path_of` gave."""
        return self._ids[path]

    def _stable(self, subject: str | None) -> str:
        """Part one tells the projects in their order: what is wrong there is mended in the project's table."""
        path = _NARRATIVE.sub("projects", subject or "")
        try:
            return stable(path, self._document)
        except IndexError:
            return path


class FormView:
    """The form of one document, made in two steps: where its values stand, then its markup with marks."""

    def __init__(self, document: Document, unit: str = YUAN) -> None:
        self._document = document
        self._sheets = sheets_in(sheets_of(document), unit)
        self._lines = [*_lines_of(document)]
        self.cells: dict[str, Cell] = cells_of(document)
        self.anchors = Anchors(document)
        for sheet in (sheet for sheets in self._sheets for sheet in sheets):
            for spot in sheet.spots:
                if spot.cell:
                    self.anchors.add(spot.cell.path)
        for line in self._lines:
            if line.sources and not _of_projects(line):
                self.anchors.add(line.sources[0])

    def label_of(self, path: str) -> str:
        """What a value is, in words: the project, and the cell's own label."""
        cell = self.cells.get(path)
        project = re.match(r"projects\[(\d+)\]", path)
        words = [self._project_name(int(project[1]))] if project else []
        goal = re.match(r"overall_goals\[(\d+)\]", path)
        if cell:
            words.append(cell.label)
        elif goal:
            words.append(f"总体绩效目标{int(goal[1]) + 1}")
        return " · ".join(words) or place_words(path)

    def _project_name(self, index: int) -> str:
        projects = self._document.projects
        return (projects[index].name if index < len(projects) else None) or f"项目{index + 1}"

    def parts(self, marks: Mapping[str, Iterable[Mark]], say: str = "") -> list[Part]:
        """The parts of the form with marks by the paths of values; `say` is where a comment on a cell is written."""
        kept: defaultdict[str, list[Mark]] = defaultdict(list)
        for path, each in marks.items():
            kept[path].extend(each)
        parts = [Part(gettext("部门整体绩效目标"), "part-one", self._part_one(kept), _count(kept, ""))]
        if is_report(self._document):
            parts = []
        for index, (path, sheets) in enumerate(zip(holders_of(self._document), self._sheets, strict=True)):
            name = gettext("部门整体") if path == WHOLE_PATH else self._project_name(index)
            markup = mark_safe("".join(self._table(sheet, kept, say, name) for sheet in sheets))
            parts.append(Part(name, f"project-{index + 1}", markup, _count(kept, path)))
        return parts

    def _part_one(self, marks: Mapping[str, list[Mark]]) -> SafeString:
        shown: list[Any] = []
        told: list[Any] = []
        for line in self._lines:
            (told if _of_projects(line) else shown).append(line)
            if _of_projects(line) and len(told) == 1:
                shown.append(None)  # where the narrative stands, which is folded away
        own = "".join(self._told(told) if line is None else self._line(line, marks) for line in shown)
        return mark_safe(f'<div class="form-lines">{own}</div>')

    @staticmethod
    def _told(lines: list[Any]) -> str:
        words = "".join(f"<p>{escape(line.text)}</p>" for line in lines)
        return f"<details><summary>{escape(gettext('分项绩效目标（由项目表生成）'))}</summary>{words}</details>"

    def _line(self, line: Any, marks: Mapping[str, list[Mark]]) -> str:
        path = line.sources[0] if line.sources else ""
        own = [mark for known, each in marks.items() if path and self._stands_in(known, path) for mark in each]
        anchor = f' id="{self.anchors.id_of(path)}"' if path in self.anchors._ids else ""
        names = ["heading"] * line.style.startswith("heading") + [_worst(own)] * bool(own)
        look = f' class="{" ".join(names)}"' if names else ""
        return f"<p{anchor}{look}>{escape(line.text)}{_signs(own)}</p>"

    @staticmethod
    def _stands_in(path: str, line: str) -> bool:
        return path == line or path.startswith((f"{line}.", f"{line}["))

    def _table(self, sheet: Sheet, marks: Mapping[str, list[Mark]], say: str, about: str) -> str:
        columns = "".join(f'<col width="{width * 100:.2f}%">' for width in sheet.widths)
        rows: defaultdict[int, list[str]] = defaultdict(list)
        filled = {spot.row for spot in sheet.spots if spot.role == "value"}
        for spot in sheet.spots:
            rows[spot.row].append(self._cell(spot, marks, say, spot.row in filled))
        body = "".join(f"<tr>{''.join(rows[number])}</tr>" for number in range(sheet.height))
        return (
            f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(about)}">'
            f'<table class="form-grid"><colgroup>{columns}</colgroup><tbody>{body}</tbody></table></div>'
        )

    def _cell(self, spot: Spot, marks: Mapping[str, list[Mark]], say: str, names_row: bool) -> str:
        spans = f' rowspan="{spot.rows}"' * (spot.rows > 1) + f' colspan="{spot.columns}"' * (spot.columns > 1)
        names = [spot.align] * (spot.align != "centre") + ["bare"] * (not spot.frame)
        read = grouped(spot.text) if "amount" in (spot.settled, spot.cell and spot.cell.kind) else spot.text
        if spot.cell is None:
            look = f' class="{" ".join(names)}"' if names else ""
            if spot.role == "label" and spot.text:
                return f'<th scope="{"row" if names_row else "col"}"{look}{spans}>{_text(spot.text)}</th>'
            return f"<td{look}{spans}>{_text(read)}</td>"
        path, own = spot.cell.path, marks.get(spot.cell.path, [])
        names += [_worst(own)] if own else []
        names += ["amount"] if spot.cell.kind in ("amount", "percent", "points") else []
        words = f'<span class="missing">{escape(gettext("未填"))}</span>' if spot.missing else _text(read)
        talk = (
            f'<a class="say" href="{escape(say)}{quote(path)}#say" tabindex="-1" aria-hidden="true">＋</a>'
            if say
            else ""
        )
        look = f' class="{" ".join(filter(None, names))}"'
        where = f' id="{self.anchors.id_of(path)}" data-path="{escape(path)}"'
        return f"<td{where}{look}{spans}>{words}{_signs(own)}{talk}</td>"


def _lines_of(document: Document) -> Iterator[Any]:
    """The lines of part one, without cover and contents."""
    sections = api.form_paper(document).sections
    for section in sections[: len(sections) - len(holders_of(document))]:
        if not section.centred:
            yield from (item for item in section.items if hasattr(item, "style") and item.style in ("body", "heading1"))


def _of_projects(line: Any) -> bool:
    """A line of the narrative of projects: it says again what their tables say."""
    return any(source.startswith("projects[") for source in line.sources)


def _count(marks: Mapping[str, list[Mark]], start: str) -> int:
    return sum(
        len(each) for path, each in marks.items() if (path.startswith(start) if start else "projects[" not in path)
    )


def _text(words: str) -> str:
    return escape(words).replace("\n", "<br>")


def _worst(marks: Iterable[Mark]) -> str:
    """The class of a cell by its gravest mark."""
    kinds = {mark.kind for mark in marks}
    return next((f"has-{kind}" for kind in ("error", "warning", "comment", "hint") if kind in kinds), "")


def _signs(marks: Iterable[Mark]) -> str:
    signs = [
        format_html(
            '<a class="mark mark-{}" href="#{}"><span aria-hidden="true">{}</span>'
            '<span class="hidden-words">{}</span></a>',
            mark.kind,
            mark.target,
            mark.sign,
            mark.words,
        )
        for mark in marks
    ]
    return f'<span class="marks">{"".join(signs)}</span>' if signs else ""
