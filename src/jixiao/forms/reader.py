"""Blocks → draft: walks a document from top to bottom and hands each part to the reader that knows it.

Narrative to `narrative.py`, tables to `grid.py`, running form text without cells to `stream.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from jixiao.documents.blocks import Blocks, Paragraph, Table
from jixiao.forms import narrative
from jixiao.forms.draft import DocumentDraft, Found, ProjectDraft
from jixiao.forms.glued import unglued
from jixiao.forms.grid import read_table
from jixiao.forms.headlines import HeadLine, filer_of, head_line_of
from jixiao.forms.lexicon import dimension_of, label_of, simplified
from jixiao.forms.match import best_form, labels_in
from jixiao.forms.parts import Heading, Section, heading_of
from jixiao.forms.prose import JoinedText, indicators_in
from jixiao.forms.records import RecordReader
from jixiao.forms.sheetlines import parted
from jixiao.forms.titles import annex_lines, is_boilerplate, names_unit, title_of, year_line_of
from jixiao.model import Place, Unread
from jixiao.units import years_of

_COVER = re.compile(
    r"^(?P<name>.{0,40}?)(?P<year>20[0-9]{2})年(?:度)?(?:部门|单位)?(?:预算)?(?:绩效|整体绩效)(?:文本|目标文本)"
)

_FORM_WORD = re.compile(r"指\s*标|项\s*目\s*名\s*称|预\s*算|绩\s*效")
_LINES_BELOW_TITLE = 2
_BESIDE_NAME = frozenset({"target", "actual", "score"})
"""Fields right of an indicator's name; a row that has one did not break off before its value."""

_SECTIONS: dict[Section, Callable[[Sequence[Paragraph], DocumentDraft], None]] = {
    "overall": narrative.read_overall,
    "itemized": narrative.read_itemized,
    "safeguards": narrative.read_safeguards,
}


def read_draft(blocks: Blocks) -> DocumentDraft:
    """Everything that the document says, as far as any reader knows it; the rest is in passages and unread."""
    reader = _Reader(blocks)
    reader.read()
    return reader.draft


def _is_cover(paragraph: Paragraph) -> bool:
    """Whether a paragraph tells, as a cover does, that a plan follows."""
    return _COVER.search(_flat(paragraph.text)) is not None


class _Reader:
    """State of the walk: the section of the narrative, paragraphs in hand, the project that tables go on with."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self.draft = DocumentDraft(unread=list(blocks.unread), notes=list(blocks.notes))
        self.heading: Heading | None = None
        self.run: list[Paragraph] = []
        self.covered = False
        self.project: ProjectDraft | None = None
        self.ahead: list[tuple[HeadLine, Paragraph]] = []
        self.money_unit: str | None = None
        self.unended: RecordReader | None = None

    @property
    def section(self) -> Section | None:
        """The section that the walk is in."""
        return self.heading.section if self.heading else None

    def read(self) -> None:
        for item in unglued(parted(self.blocks)):
            if isinstance(item, Table):
                self._table(item)
            elif item.role != "contents":
                self._paragraph(item)
        self._flush()
        self._cut_end()
        self.draft.projects = [project for project in self.draft.projects if not project.empty]

    def _cut_end(self) -> None:
        """A last row that breaks off before its value, at the very end of the document, is no indicator."""
        last = self.blocks.items[-1] if self.blocks.items else None
        if self.section == "overall" and self.draft.overall_goals and not self.draft.projects:
            goal = self.draft.overall_goals[-1]
            if goal.at.quote.endswith(("…", "...")):
                self.draft.overall_goals.pop()
                self.draft.unread.append(Unread(at=goal.at, reason="truncated", text=goal.at.quote))
            return
        if not isinstance(last, Table) or self.project is None or len(self.project.indicators) < 2:
            return
        *whole, record = self.project.indicators
        has_target = [other for other in whole if "target" in other.fields]
        if record.fields.keys() & _BESIDE_NAME or len(has_target) < len(whole) or record.at.table != last.number:
            return
        values = max((other.fields["target"].at.column or 0 for other in whole), default=0)
        if any(found.at.row == record.at.row and (found.at.column or 0) > values for found in record.fields.values()):
            return
        fields = {
            name: found
            for name, found in record.fields.items()
            if found.at.row == record.at.row and not (name == "dimension" and dimension_of(found.text))
        }
        self.project.indicators.pop()
        heads = {name: f"{name.partition('.')[2]}：" if "." in name else "" for name in fields}
        text = " ".join(heads[name] + found.text for name, found in fields.items())
        self.draft.unread.append(Unread(at=[*fields.values()][-1].at, reason="truncated", text=text))

    def _paragraph(self, paragraph: Paragraph) -> None:
        over = self.heading if self.section in _SECTIONS else None
        in_plan = "narrative" in self.draft.slots or self.covered
        if heading := heading_of(paragraph.text, over, (each.text for each in self.run), in_plan=in_plan):
            self._flush()
            self.heading, section = heading, heading.section
            if heading.own:
                self.draft.passages.append(Found(paragraph.text.strip(), paragraph.place()))
            if heading.usual and (section in _SECTIONS or (section and "部分" in paragraph.text)):
                self.draft.slots.setdefault("narrative", Found(paragraph.text, paragraph.place()))
            if years := years_of(paragraph.text):
                self.draft.slots.setdefault("year", Found(str(years[0]), paragraph.place()))
            return
        if paragraph.role == "heading" and self.section not in _SECTIONS:
            self._flush()
            self.project = None
        self.run.append(paragraph)
        self.covered = self.covered or _is_cover(paragraph)

    def _table(self, table: Table) -> None:
        unended = None if any(paragraph.text.strip() for paragraph in self.run) else self.unended
        ahead = self._head_lines()
        self._flush()
        names = any(line.begins_project for line, _ in ahead)
        if names or self.project is None or self._begins_project(table):
            self.project = self._new_project(table, ahead)
        for line, paragraph in ahead:
            text = paragraph.text.strip()
            self.draft.passages += line.keep(text, paragraph.place(text), self.project)
        self.money_unit = self.project.money_unit
        self.project, self.unended = read_table(table, self.draft, self.project, unended)

    def _begins_project(self, table: Table) -> bool:
        """Whether a table without a title over it opens another project: it names one."""
        for cell in table.cells[:12]:
            label = label_of(cell.text)
            if label and label.name in ("项目名称", "项目编码", "单位名称"):
                return not (self.project and self.project.empty)
        return False

    def _new_project(self, table: Table, ahead: Sequence[tuple[HeadLine, Paragraph]]) -> ProjectDraft:
        titled = next((paragraph for line, paragraph in ahead if line.title), None)
        at = titled.place(titled.text.strip()) if titled else Place(table=table.number)
        if not titled and table.cells:
            at = table.place(next((cell for cell in table.cells if cell.text), table.cells[0]))
        project = ProjectDraft(at=at, money_unit=self.money_unit)
        self.draft.projects.append(project)
        return project

    # the paragraphs in hand

    def _head_lines(self) -> list[tuple[HeadLine, Paragraph]]:
        """Take the lines at the end of the run that belong to the table below.

        A line or two of other words may part the title from them; those stay in the run.
        """
        taken: dict[int, HeadLine] = {}
        annexes = annex_lines([paragraph.text for paragraph in self.run])
        passed = 0
        has_title = False
        for number in range(len(self.run) - 1, -1, -1):
            line = None if number in annexes else head_line_of(self.run[number].text)
            if line is None and self.run[number].text.strip():
                passed += 1
                if passed > _LINES_BELOW_TITLE or self.section in _SECTIONS:
                    break
            elif line and (not passed or (line.title and not has_title)):
                taken[number] = line
                has_title = has_title or line.title is not None
                passed = 0 if line.title else passed
        ahead = [(taken[number], self.run[number]) for number in sorted(taken)]
        self.run = [paragraph for number, paragraph in enumerate(self.run) if number not in taken]
        self.covered = any(map(_is_cover, self.run))
        return ahead

    def _flush(self) -> None:
        run, self.run, self.covered = self.run, [], False
        run = [paragraph for paragraph in run if paragraph.text.strip()] if self.section in _SECTIONS else run
        if not any(paragraph.text.strip() for paragraph in run):
            return
        if self.section in _SECTIONS:
            _SECTIONS[self.section](run, self.draft)
        elif self.section == "projects" and narrative.tells_projects(run):
            narrative.read_itemized([paragraph for paragraph in run if paragraph.text.strip()], self.draft)
        elif not self._prose(run) and not self._form(run):
            self._passages(run)

    def _prose(self, run: Sequence[Paragraph]) -> bool:
        """Indicators in running sentences, two at least, and no head of a list among them."""
        lines = [paragraph for paragraph in run if paragraph.text.strip() and not is_boilerplate(paragraph.text)]
        joined = JoinedText(lines)
        if not lines or "三级指标" in "".join(joined.text.split()):
            return False
        indicators = indicators_in(joined)
        if len(indicators) < 2:
            return False
        self.draft.projects.append(ProjectDraft(at=lines[0].place(), indicators=indicators))
        return True

    def _form(self, run: list[Paragraph]) -> bool:
        """A form as running text without cells."""
        while run and run[0].role == "heading" and not title_of(run[0].text):
            self._passages([run.pop(0)])
        if not any(_FORM_WORD.search(simplified(paragraph.text)) for paragraph in run):
            return False
        from jixiao.forms.stream import is_form_text, read_stream, stretches  # late: few documents lost their cells

        found = stretches(run)
        if not is_form_text(found):
            return False
        before = len(self.draft.projects)
        read_stream(found, self.draft)
        labels = labels_in("\n".join(paragraph.text for paragraph in run))
        for project in self.draft.projects[before:]:
            title = project.slots.get("title")
            form = best_form(labels, (title.text,) if title else ())
            project.form = form.name if form else None
            project.wide = project.wide or bool(form and form.wide)
        for paragraph in run:
            if year := year_line_of(paragraph.text):
                self.draft.slots.setdefault("year", Found(str(year), paragraph.place()))
        self.project = self.draft.projects[-1] if self.draft.projects else None
        return True

    def _passages(self, run: Sequence[Paragraph]) -> None:
        for paragraph in run:
            text = paragraph.text.strip()
            flat = _flat(text)
            if cover := _COVER.match(simplified(flat)):
                place = paragraph.place(text)
                self.draft.slots.setdefault("year", Found(cover["year"], place))
                self.draft.slots.setdefault("narrative", Found(text, place))
                if cover["name"]:
                    self.draft.slots.setdefault("unit", Found(flat[: cover.end("name")], place))
                elif self.draft.passages and names_unit(self.draft.passages[-1].text):
                    self.draft.slots.setdefault("unit", self.draft.passages[-1])
            if unit := filer_of(text):
                self.draft.slots.setdefault("filer", Found(unit, paragraph.place(text)))
            if text and not is_boilerplate(text):
                self.draft.passages.append(Found(text, paragraph.place(text)))


def _flat(text: str) -> str:
    """A text in plain form, without blanks and without the number that a site put before it."""
    return re.sub(r"^[0-9]{1,2}、", "", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
