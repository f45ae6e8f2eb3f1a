"""A document of the model on an official form: which form, its pages, and what it has no place for.

Leaves the whole 绩效文本 of Hebei, of which a form is only a part, to `plan.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import UNSET
from msgspec.structs import replace

from jixiao.documents.writing.paper import Item, Line, Paper, Section
from jixiao.forms.description import Form, PictureLine, forms
from jixiao.forms.written.gaps import MARK, FormRefused, Gap
from jixiao.forms.written.goals import unit_text
from jixiao.forms.written.layout import Layout
from jixiao.forms.written.of_project import Holder
from jixiao.law.profiles import PROFILES
from jixiao.model import Department, Document, Project

_TITLE_LINE = 20
"""Characters of a title that stand on one line of an upright page."""

_LONGEST_NAME = 24
"""Characters of a section's name."""


def form_paper(document: Document, form: Form, *, marks: bool = False) -> Paper:
    """A document on one official form, one form a project, or one for the whole department or list.

    Raises:
        FormRefused: the form cannot hold the document as it is.
    """
    layout = Layout(form, marks)
    holders = holders_of(document, form, marks=marks)
    groups = [holders] if _lists_projects(form) else [[holder] for holder in holders]
    sections = tuple(
        Section(
            items=_items(form, group, layout),
            name=_name(form, group, number),
            landscape=form.landscape,
            may_close=not _lists_projects(form),
        )
        for number, group in enumerate(groups, 1)
    )
    refuse((*unknown_profile(document, marks=marks), *layout.gaps))
    title = sections[0].items[0]
    assert isinstance(title, Line)
    return Paper(title=title.text.replace("\n", ""), unit=document.unit.name or "", sections=sections)


def unknown_profile(document: Document, *, marks: bool) -> Iterator[Gap]:
    """A province that nobody knows cannot be written for."""
    if document.profile not in (None, *PROFILES) and not marks:
        yield Gap(path="profile", label=document.profile or "", reason="unknown_profile")


def refuse(gaps: Iterable[Gap]) -> None:
    """Raise what a form cannot hold, if there is anything."""
    if found := tuple(gaps):
        raise FormRefused(found)


def holders_of(document: Document, form: Form, *, marks: bool = False) -> list[Holder]:
    """What a form speaks of: every project, or the whole department.

    Args:
        marks: where there is none, an empty one is written for, unless the document says nothing at all.
    Raises:
        FormRefused: the document has no project, or no department-wide part.
    """
    is_blank = not (document.projects or document.department or document.unit.name)
    if form.wide:
        department = document.department
        if department is UNSET:
            if is_blank or not marks:
                raise FormRefused((Gap(path="department", label=form.zh, reason="no_department"),))
            department = Department()
        return [_holder(document, department, "department", form)]
    projects = document.projects
    if not projects:
        if is_blank or not marks:
            raise FormRefused((Gap(path="projects", label=form.zh, reason="no_projects"),))
        projects = (Project(ordinal=1),)
    return [_holder(document, project, f"projects[{number}]", form) for number, project in enumerate(projects)]


def _holder(document: Document, value: Project | Department, path: str, form: Form) -> Holder:
    return Holder(document, value, path, form.money_unit, form.numbered_goals, form.grouped_amounts, form.code_joint)


def default_form(document: Document) -> str:
    """The form of its kind and province that holds most of a document; the whole plan for a performance plan."""
    if document.kind == "performance_plan":
        return "hebei_plan"
    fitting = [form for form in forms() if form.kind == document.kind]
    own = [form for form in fitting if form.profile == document.profile]
    others = [form for form in fitting if form.profile is None] or list(forms())
    wanted = {slot for project in document.projects[:1] for slot in _telling(project)}
    if document.department is not UNSET:
        wanted |= {*_telling(document.department)}

    def worth(form: Form) -> tuple[int, int]:
        slots = {cell.slot for row in form.rows for cell in row.cells}
        half_empty = "mid.name" in slots and "mid.name" not in wanted
        return len(wanted & slots) - half_empty, -_FIRST.index(form.name) if form.name in _FIRST else -len(_FIRST)

    return max(own or others, key=worth).name


_FIRST = (
    "national_project_target",
    "annual_project_target",
    "hebei_project_target",
    "national_self_evaluation",
    "department_target",
)
"""Where several forms would do as well."""
_ANYWHERE = ("说明", "备注")
"""Words that tell no form from another."""


def _telling(holder: Project | Department) -> Iterator[str]:
    """The slots that not every form has, of what a project or department states."""
    medium_term = getattr(holder, "medium_term", UNSET)
    indicators = holder.indicators
    told = {
        "code": bool(getattr(holder, "code", None)),
        "mid.name": medium_term is not UNSET and bool(medium_term.indicators),
        "mid.goals": medium_term is not UNSET and bool(medium_term.goals),
        "grade.优": any(each.grades for each in indicators),
        "target": any(each.target for each in indicators),
        "weight": any(each.weight is not None for each in indicators),
        "score": any(each.score is not None for each in indicators),
        "direction": any(each.direction for each in indicators),
        "basis": any(each.basis for each in indicators),
        "task.name": bool(getattr(holder, "tasks", ())),
        "exec.executed": bool(holder.execution and holder.execution.executed_yuan is not None),
    }
    yield from (slot for slot, is_told in told.items() if is_told)
    yield from (f"details.{word}" for word in holder.details or () if word not in _ANYWHERE)
    yield from (f"funds.part.{part.label}" for part in holder.funds.parts or ())
    execution = holder.execution
    yield from (f"exec.{part.label}.executed" for part in (execution.parts if execution else ()) or ())


def _lists_projects(form: Form) -> bool:
    """Whether the form is one list of all projects."""
    return any(cell.slot and cell.slot.startswith("project.") for row in form.rows for cell in row.cells)


def _items(form: Form, holders: Sequence[Holder], layout: Layout) -> tuple[Item, ...]:
    grids = layout.grids(holders)
    title = _title(form, holders[0], layout)
    above = [_line(line, holders[0], layout) for line in form.above]
    notes = [_line(line, holders[0], layout) for line in form.notes]
    return (title, *above, *grids, *notes, *remarks(layout))


def _title(form: Form, holder: Holder, layout: Layout) -> Line:
    """The title, a long one in two lines: the project's name, and what the form is."""
    line = _line(PictureLine(form.title, "title"), holder, layout, outline=1)
    _, name, rest = form.title.partition("{name}")
    if not name or len(line.text) <= _TITLE_LINE:
        return line
    return replace(line, text=f"{line.text.removesuffix(rest)}\n{rest}")


def remarks(layout: Layout) -> tuple[Line, ...]:
    """A line for each text that is too long, below the tables that it stands in."""
    lines = tuple(Line(text=f"{MARK}：{gap.say()}。", style="note", missing=True) for gap in layout.remarks)
    layout.remarks.clear()
    return lines


def _line(line: PictureLine, holder: Holder, layout: Layout, *, outline: int = 0) -> Line:
    """A printed line with its slots filled."""
    known = {
        "year": ("年度", "year", str(holder.document.year or "")),
        "unit": ("单位名称", "unit.name", unit_text(holder.document.unit, holder.code_joint)),
        "name": ("项目名称", f"{holder.path}.name", getattr(holder.value, "name", None) or ""),
    }
    asked = {slot: told for slot, told in known.items() if "{" + slot + "}" in line.text}
    words = {slot: words or layout.wanted(path, label) for slot, (label, path, words) in asked.items()}
    return Line(
        text=line.text.format_map(words),
        style=line.style,
        right=line.right,
        outline=outline,
        missing=any(not words for _, _, words in asked.values()),
        sources=tuple(path for _, path, _ in asked.values()),
    )


def _name(form: Form, holders: Sequence[Holder], number: int) -> str:
    name = getattr(holders[0].value, "name", None)
    return f"{number}.{name}"[:_LONGEST_NAME] if name and not _lists_projects(form) else form.zh
