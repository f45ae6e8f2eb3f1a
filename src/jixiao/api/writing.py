"""Documents on official forms, drafts for people, own templates.

Leaves what a person enters to `screens.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from jixiao.api.checking import Checker, law_of
from jixiao.api.reading import bytes_of_file, schema_in
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.documents.writing.paper import Paper
from jixiao.errors import UnreadableFile, UsageError
from jixiao.language import text
from jixiao.law.profiles import profile
from jixiao.model import Document
from jixiao.report.drafts import written as drafts

# What checking and writing need is imported when something is checked or written: reading must not pay for it.
if TYPE_CHECKING:
    from jixiao.checks import Report


WRITE_FORMATS = ("docx", "pdf", "xlsx", "html", "txt", "json")


@dataclass(frozen=True, kw_only=True)
class WriteOptions:
    """How a document is to be written.

    Attributes:
        form: name of the form; None takes the one of the document's kind and province.
        marks: a value that the form wants and the document lacks is marked 待填 instead of refused.
        day: date on the cover of a plan; no date stands there without it.
        period: months that a monitoring form covers (`1-7`), in place of the document's own.
        editable: an HTML page with inputs.
        fonts: folders with fonts, before those of the system (PDF).
    """

    form: str | None = None
    marks: bool = False
    day: date | None = None
    period: str | None = None
    editable: bool = False
    fonts: Sequence[Path] = ()


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file that was written.

    Attributes:
        left_out: what the document says and the form has no place for: path and words.
        substitutes: typefaces that stand in for official ones: the official name and what was used (PDF).
        missing: places that are marked 待填.
    """

    data: bytes
    left_out: tuple[tuple[str, str], ...] = ()
    substitutes: tuple[tuple[str, str], ...] = ()
    missing: int = 0


def write(document: Document, file_format: str, options: WriteOptions | None = None) -> Written:
    """Write a document on an official form.

    Args:
        file_format: one of `WRITE_FORMATS`.
    Raises:
        UsageError: no such format or form.
        FormRefused: the form cannot hold the document; it says what and where.
        MissingPart: a PDF needs a package or fonts that are not there.
    """
    from jixiao.documents.writing import bytes_of
    from jixiao.forms.written.writing import left_out, paper_of

    options = options or WriteOptions()
    known_format(file_format)
    if file_format == "json":
        return Written(data=msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n")
    if options.period:
        document = msgspec.structs.replace(document, period=options.period)
    paper = paper_of(document, options.form, marks=options.marks, day=options.day)
    made = bytes_of(paper, file_format, editable=options.editable, fonts=options.fonts)
    left = tuple(left_out(document, paper))
    return Written(data=made.data, left_out=left, substitutes=made.substitutes, missing=drafts.marks_in(paper))


def write_template(
    document: Document, template: Path, name: str, *, marks: bool = False, limits: Limits = DEFAULT
) -> Written:
    """Fill the named places of a unit's own .docx with the values of a document.

    Args:
        name: of the template, for messages. marks: as in `WriteOptions`.
    Raises:
        UnreadableFile: the template is no .docx, is protected, or has no place.
        TemplateRefused: places of it mean nothing, or stand where they cannot be filled.
        FormRefused: the document lacks values; it says what and where.
    """
    from jixiao.forms.written.place_values import fill_template
    from jixiao.forms.written.writing import untold

    filled = fill_template(document, bytes_of_file(template, limits), name, marks=marks, limits=limits)
    return Written(data=filled.data, left_out=tuple(untold(document, filled.told)), missing=filled.missing)


def load_report(source: Path | bytes, name: str, limits: Limits = DEFAULT) -> tuple[Report, Document | None]:
    """A check's report from JSON as `check` prints it; any other file is checked, and its document comes with it.

    Raises:
        UnreadableFile: neither can be had of it.
    """
    data = source if isinstance(source, bytes) else bytes_of_file(source, limits)
    schema = schema_in(data)
    if schema is None:
        checked = Checker(limits=limits).check_bytes(data, name)
        return msgspec.structs.replace(checked.report, file=name), checked.document
    if schema.startswith("jixiao/") and schema != "jixiao/report/1":
        raise UnreadableFile(name, "no_report")
    return drafts.report_of_json(data, name), None


def write_report(document: Document, file_format: str, options: drafts.DraftOptions | None = None) -> Written:
    """Write the performance report (绩效自评报告) of a self-evaluation.

    Raises: as `write`; UsageError for a document or a plan of another kind.
    """
    options = options or drafts.DraftOptions()
    return _draft_written(drafts.report_paper(document, law_of(document), options), file_format, options)


def write_notice(
    report: Report, file_format: str, options: drafts.DraftOptions | None = None, document: Document | None = None
) -> Written:
    """Write the rectification notice (整改通知书) on a check's report; the document names the unit.

    Raises: as `write`; UsageError where nothing was found.
    """
    options = options or drafts.DraftOptions()
    return _draft_written(drafts.notice_paper(report, document, options), file_format, options)


def _draft_written(paper: Paper, file_format: str, options: drafts.DraftOptions) -> Written:
    from jixiao.documents.writing import bytes_of

    if file_format == "json":
        return Written(data=drafts.sentences_json(paper), missing=drafts.marks_in(paper))
    known_format(file_format)
    made = bytes_of(paper, file_format, editable=options.editable, fonts=options.fonts)
    return Written(data=made.data, substitutes=made.substitutes, missing=drafts.marks_in(paper))


def known_format(file_format: str, known: Sequence[str] = WRITE_FORMATS) -> None:
    """Refuse a format that is none of the known ones.

    Raises:
        UsageError: it is none.
    """
    if file_format not in known:
        raise UsageError(text("write.unknown_format", name=file_format, known=" | ".join(known)))


def form_paper(document: Document, form: str | None = None) -> Paper:
    """The official form that holds a document, as lines and grids; what it wants and the document lacks is marked 待填.

    Raises:
        UsageError: no such form.
        FormRefused: the form has nothing to hold the document.
    """
    from jixiao.forms.written.writing import paper_of

    return paper_of(document, form, marks=True)


def write_paper(paper: Paper, file_format: str, fonts: Sequence[Path] = ()) -> Written:
    """Write a paper that the caller has made of lines and grids; `file_format` is one of `WRITE_FORMATS` but json.

    Raises:
        UsageError: no such format.
        MissingPart: a PDF needs a package or fonts that are not there.
    """
    from jixiao.documents.writing import bytes_of

    known_format(file_format, [each for each in WRITE_FORMATS if each != "json"])
    made = bytes_of(paper, file_format, fonts=fonts)
    return Written(data=made.data, substitutes=made.substitutes)


def form_of(document: Document, name: str | None = None) -> str:
    """The short name of the form that `write` takes: of the one named in either language, or of the document's own.

    Raises:
        UsageError: no such form.
    """
    from jixiao.forms.written.writing import form_of as chosen

    return chosen(document, name)


class SuitableForm(NamedTuple):
    """A form that a plan can be written on; `province` in words, empty where the whole country uses it."""

    name: str
    zh: str
    profile: str
    province: str


def forms_for_plan() -> tuple[SuitableForm, ...]:
    """Every form whose every wanted value a performance plan has: those of targets, of projects, not of results.

    Forms for a whole department, for monitoring and for evaluations ask for what a plan does not say.
    """
    from jixiao.forms.description import forms
    from jixiao.forms.written.writing import PLAN, form_names

    plan = SuitableForm(PLAN, form_names()[PLAN], "hebei", profile("hebei").name.zh)
    fitting = [form for form in forms() if form.kind == "project_targets" and not form.wide]
    return plan, *(
        SuitableForm(form.name, form.zh, form.profile or "", profile(form.profile).name.zh if form.profile else "")
        for form in fitting
    )


def form_names() -> dict[str, str]:
    """Every official form that can be written, by its short name, with its official one."""
    from jixiao.forms.written.writing import form_names as names

    return names()


def form_money_unit(document: Document, name: str | None = None) -> str:
    """In which unit a form's amounts stand, 元 or 万元: of the one named, or of the document's own.

    Raises:
        UsageError: no such form.
    """
    from jixiao.forms.description import forms

    chosen = form_of(document, name)
    return next((form.money_unit for form in forms() if form.name == chosen), "元")


def forms_for(document: Document) -> tuple[SuitableForm, ...]:
    """Every form that a document can be written on, by its kind."""
    from jixiao.forms.description import forms

    if document.kind not in ("monitoring_report", "self_evaluation", "department_self_evaluation"):
        return forms_for_plan()
    return tuple(
        SuitableForm(form.name, form.zh, form.profile or "", profile(form.profile).name.zh if form.profile else "")
        for form in forms()
        if form.kind == document.kind
    )
