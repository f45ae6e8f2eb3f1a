"""绩效自评报告: the annual performance report of a self-evaluation, beside the approved plan where there is one.

Outline after 财预〔2020〕10号, annex 3. Leaves each section to its module, the annexed form to `jixiao.forms`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from jixiao.documents.writing.paper import Item, Line, Paper, Section
from jixiao.forms.description import forms
from jixiao.forms.written.papers import default_form, form_paper
from jixiao.law import Law, cite
from jixiao.model import Document
from jixiao.report.drafts.evaluated import subjects_of
from jixiao.report.drafts.report_about import SAY, Report, about, work
from jixiao.report.drafts.report_goals import each_subject, goals_of_many, goals_of_one, money
from jixiao.report.drafts.report_score import measures, problems, score
from jixiao.report.drafts.sentences import day_text, first_level, told

ZH = "绩效自评报告"

_ACTS = ("budget-law", "caiyu-2020-10")


def performance_report(document: Document, law: Law, plan: Document | None = None, day: date | None = None) -> Paper:
    """The report on a self-evaluation.

    Args:
        law: whose terms score it.
        plan: the approved plan, to be compared with.
        day: of the signature; None leaves a mark.
    Raises:
        FormRefused: the annexed form cannot hold the document.
    """
    year = SAY.text("title.year", year=document.year) if document.year else SAY.mark("want.year")
    report = Report(document, plan, subjects_of(document, law, plan), year)
    title = SAY.text("title.department" if report.wide else "title.projects", year=year)
    unit = document.unit.name or ""
    heading = replace(told(f"{unit or SAY.mark('want.unit')}\n{title}", ["unit.name", "year"]), style="title")
    body = Section(items=(heading, *_body(report), *_close(report, day)), name=ZH)
    annex = _annex(document) if report.subjects else ()
    return Paper(title=f"{unit}{title}" if document.year else ZH, unit=unit, sections=(body, *annex))


def _body(report: Report) -> Iterator[Item]:
    document, wide = report.document, report.wide
    unit = document.unit.name or SAY.mark("want.unit")
    holes = {"unit": unit, "year": report.year}
    if not report.subjects:
        yield SAY.line("opening.none", ["unit.name", "year", "projects"], **holes)
        yield SAY.want("want.projects", ["projects"])
        return
    what = SAY.text("opening.department" if wide else "opening.projects")
    acts = "和".join(cite(key).name.zh for key in _ACTS)
    yield SAY.line("opening.basis", ["unit.name", "year", "kind"], acts=acts, what=what, **holes)
    if document.unread:
        yield SAY.want("want.unread", ["unread"], count=len(document.unread))
    if document.doubts:
        yield SAY.want("want.doubts", ["doubts"], count=len(document.doubts))
    goals = goals_of_one if len(report.subjects) == 1 else goals_of_many
    for number, (heading, items) in enumerate(
        (
            ("heading.about_department" if wide else "heading.about_projects", about(report)),
            ("heading.work", work(report)),
            ("heading.money", _money(report)),
            ("heading.goals", each_subject(report.subjects, goals)),
            ("heading.score", score(report)),
            ("heading.problems", problems(report)),
            ("heading.measures", measures(report)),
        ),
        1,
    ):
        yield first_level(number, SAY.text(heading))
        yield from items


def _money(report: Report) -> Iterator[Item]:
    yield from each_subject(report.subjects, money, last=("money.managed_title", SAY.want("want.managed")))


def _close(report: Report, day: date | None) -> Iterator[Line]:
    yield Line(text="")
    if report.subjects:
        yield SAY.line("close.annex", ["kind"], form=_form_name(report.document))
        yield Line(text="")
    unit = report.document.unit.name
    if unit:
        yield Line(text=unit, style="signature", sources=("unit.name",))
    else:
        yield replace(SAY.want("want.unit", ["unit.name"]), style="signature")
    yield Line(text=day_text(day), style="signature") if day else replace(SAY.want("want.date"), style="signature")


def _form_name(document: Document) -> str:
    chosen = default_form(document)
    return next(form.zh for form in forms() if form.name == chosen)


def _annex(document: Document) -> tuple[Section, ...]:
    """The filled form itself, on pages of its own."""
    chosen = default_form(document)
    paper = form_paper(document, next(form for form in forms() if form.name == chosen), marks=True)
    first, *rest = paper.sections
    label = Line(text=SAY.text("close.annex_title"), style="opening")
    return (replace(first, items=(label, *first.items)), *rest)
