"""The whole 部门预算绩效文本 of Hebei: cover, contents, part one as narrative, part two with a table a project."""

from __future__ import annotations

from datetime import date

from jixiao.documents.writing.paper import Contents, Line, Paper, Section
from jixiao.forms.description import Form
from jixiao.forms.written.gaps import MARK
from jixiao.forms.written.layout import Layout
from jixiao.forms.written.narrative import cover_of, narrative_of
from jixiao.forms.written.of_project import Holder
from jixiao.forms.written.papers import holders_of, refuse, unknown_profile
from jixiao.model import Document

_PART_TWO = (
    Line(text="第二部分", style="part", outline=1),
    Line(text="预算项目绩效目标", style="part"),
)


def plan_paper(document: Document, form: Form, *, marks: bool = False, day: date | None = None) -> Paper:
    """The plan, its projects on `form`; `day` stands on the cover.

    Raises:
        FormRefused: the unit, the year, the overall goals or the safeguards are not known, or a project lacks what
            the form demands.
    """
    layout = Layout(form, marks)
    unit = document.unit.name or layout.wanted("unit.name", "单位名称")
    year = document.year or layout.wanted("year", "年度")
    for path, label in (("overall_goals", "总体绩效目标"), ("safeguards", "工作保障措施")):
        if not getattr(document, path):
            layout.wanted(path, label)
    cover = Section(items=(*_marked(document), *cover_of(document, day)), name="封面", numbered=False, centred=True)
    contents = Section(items=(Contents(),), name="目录", numbered=False)
    narrative = Section(items=narrative_of(document), name="第一部分")
    part_two = Section(items=_PART_TWO, name="第二部分", centred=True)
    projects = tuple(
        _project(number, holder, layout) for number, holder in enumerate(holders_of(document, form, marks=marks), 1)
    )
    refuse((*unknown_profile(document, marks=marks), *layout.gaps))
    return Paper(
        title=f"{unit}{year}年部门预算绩效文本",
        unit=document.unit.name or "",
        sections=(cover, contents, narrative, part_two, *projects),
    )


def _project(number: int, holder: Holder, layout: Layout) -> Section:
    """A project's table under its name."""
    name = getattr(holder.value, "name", None)
    title = Line(text=f"{number}.{name or MARK}绩效目标表", style="heading1", outline=2, missing=not name)
    return Section(items=(title, *layout.grids([holder])), name=f"{number}.{name or MARK}")


def _marked(document: Document) -> tuple[Line, ...]:
    """Lines that ask for what the cover does not know."""
    return tuple(
        Line(text=f"（{MARK}{label}）", style="cover_unit", missing=True)
        for label, value in (("单位名称", document.unit.name), ("年度", document.year))
        if not value
    )
