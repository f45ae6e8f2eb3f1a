"""What the outside may call: read documents into the model, check them, give the schemas.

Functions take values and return values; nothing here prints, asks or remembers.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from jixiao.documents import Blocks, read_blocks
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.documents.writing.paper import Line as Line
from jixiao.documents.writing.paper import Paper as Paper
from jixiao.documents.writing.paper import Section as Section
from jixiao.errors import UnreadableFile, UsageError
from jixiao.forms.assemble import assemble
from jixiao.forms.reader import read_draft
from jixiao.language import text
from jixiao.model import Document, Place
from jixiao.model.document import has_content
from jixiao.model.schema import schema_of
from jixiao.report.drafts import written as drafts

# What checking needs is imported when something is checked: reading must not pay for it.
if TYPE_CHECKING:
    from jixiao.checks import Dossier, Facts, Report, Rule
    from jixiao.documents.writing.paper import Entry
    from jixiao.forms.entered import Entered, EntryRefused
    from jixiao.law import Law
    from jixiao.scoring import ScoreReport

SCHEMAS = ("read", "check", "score")
SCORED_KINDS = ("self_evaluation", "department_self_evaluation")
WRITE_FORMATS = ("docx", "pdf", "xlsx", "html", "txt", "json")


def read_bytes(data: bytes, name: str, limits: Limits = DEFAULT) -> Document:
    """Read one file's content into the model.

    Args:
        data: the file's bytes; its kind is told by them.
        name: the file's name, for messages only.
        limits: bounds on size and depth.
    Raises:
        UnreadableFile: nothing at all could be read. Parts that could not are in the document's `unread`.
    """
    with _collector_at_rest():
        return assemble(read_draft(read_blocks(data, name, limits)))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No search for cycles meanwhile: reading makes next to none, and the search costs up to a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read(path: Path | str, limits: Limits = DEFAULT) -> Document:
    """Read one file into the model.

    Raises:
        UnreadableFile: the file is missing, may not be opened, or cannot be read.
    """
    path = Path(path)
    return read_bytes(_bytes_of(path, limits), path.name, limits)


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limits.file_bytes + 1)
    except FileNotFoundError:
        raise UnreadableFile(str(path), "missing") from None
    except OSError:
        raise UnreadableFile(str(path), "denied") from None


@dataclass(frozen=True, kw_only=True)
class CheckOptions:
    """How a document is to be checked.

    Attributes:
        profile: province whose rules apply; None tells it from the document.
        as_of: day whose rules apply; None is the last day of the document's budget year, the newest rules without one.
        select, ignore: ids or families of rules; an empty `select` is all.
        packs: files or folders with a user's own rules and values.
        previous: last year's document. against: the approved plan.
        approved: the file that was approved, for comparing what is published with it byte by byte.
        facts: what the caller knows beside the documents; None for nothing.
    """

    profile: str | None = None
    as_of: date | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    packs: Sequence[Path] = ()
    previous: Path | None = None
    against: Path | None = None
    approved: Path | None = None
    facts: Facts | None = None


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A document with what checking found in it."""

    report: Report
    document: Document
    blocks: Blocks


class Checker:
    """Checks documents, one after the other, by the same options; what they share is read once.

    Raises:
        UsageError: an unknown rule, profile or family, or a broken rule pack.
        UnreadableFile: the previous or the approved document cannot be read.
    """

    def __init__(self, options: CheckOptions | None = None, limits: Limits = DEFAULT) -> None:
        from jixiao.checks import all_rules, selected
        from jixiao.checks.packs import load_pack, merged
        from jixiao.law import Law

        self._options = options = options or CheckOptions()
        self._limits = limits
        packs = [load_pack(path) for path in options.packs]
        self._parameters = merged(pack.parameters for pack in packs)
        own = {rule.id: rule for pack in packs for rule in pack.rules}
        self._rules: list[Rule] = selected({**all_rules(), **own}, options.select, options.ignore)
        if options.profile:
            Law(options.profile)
        self._approved = _sha256(_bytes_of(options.approved, limits)) if options.approved else None
        self._previous = self._beside(options.previous)
        self._against = self._beside(options.against)

    def check(self, path: Path | str) -> Checked:
        """Check one file.

        Raises:
            UnreadableFile: the file is missing, may not be opened, or cannot be read.
        """
        path = Path(path)
        return self.check_bytes(_bytes_of(path, self._limits), path.name)

    def check_bytes(self, data: bytes, name: str) -> Checked:
        """Check one file's content; `name` is for messages only.

        Raises:
            UnreadableFile: nothing at all could be read.
        """
        from jixiao.checks import run

        with _collector_at_rest():
            dossier = self._dossier(data, name)
            dossier.facts = self._facts_of(data)
            dossier.previous, dossier.against = self._previous, self._against
            report = run(dossier, self._rules)
        assert dossier.blocks is not None
        return Checked(report=report, document=dossier.document, blocks=dossier.blocks)

    def check_document(self, document: Document) -> Checked:
        """Check a document that comes from no file: as it would be read from the paper that it is written on.

        Subjects of findings are paths in `document`. A document that no form can hold is checked without its texts.
        """
        from jixiao.checks import Dossier, Facts, run
        from jixiao.forms.written.blocks import blocks_of
        from jixiao.forms.written.gaps import FormRefused
        from jixiao.forms.written.writing import paper_of

        with _collector_at_rest():
            try:
                blocks = blocks_of(paper_of(document, marks=True))
                document = assemble(read_draft(blocks))
            except FormRefused:
                blocks = Blocks("text", ())
            law = law_of(document, self._options.profile, self._options.as_of, self._parameters)
            dossier = Dossier(document, law, blocks=blocks, facts=self._options.facts or Facts())
            dossier.previous, dossier.against = self._previous, self._against
            report = run(dossier, self._rules)
        return Checked(report=report, document=document, blocks=blocks)

    def _facts_of(self, data: bytes) -> Facts:
        from jixiao.checks import Facts

        facts = self._options.facts or Facts()
        if self._approved is None:
            return facts
        return msgspec.structs.replace(facts, file_sha256=_sha256(data), approved_sha256=self._approved)

    def _beside(self, path: Path | None) -> Dossier | None:
        if path is None:
            return None
        beside = self._dossier(_bytes_of(path, self._limits), str(path))
        if not has_content(beside.document):
            raise UnreadableFile(str(path), "unrelated")
        return beside

    def _dossier(self, data: bytes, name: str) -> Dossier:
        from jixiao.checks import Dossier
        from jixiao.documents.traits import traits_of

        blocks = read_blocks(data, name, self._limits)
        document = assemble(read_draft(blocks))
        return Dossier(
            document,
            law_of(document, self._options.profile, self._options.as_of, self._parameters),
            blocks=blocks,
            traits=lambda: traits_of(data, name, self._limits),
        )


def _sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def law_of(
    document: Document,
    profile: str | None = None,
    as_of: date | None = None,
    parameters: Mapping[str, Mapping[str, Any]] | None = None,
) -> Law:
    """The dated values that a document is held against: of its province, on the last day of its budget year.

    A self-evaluation is written, and scored, in the year after.

    Args:
        profile, as_of: instead of what the document says.
        parameters: a user's own values, which go before all others.
    """
    from jixiao.law import Law, profile_of

    later = document.kind in SCORED_KINDS
    day = as_of or (date(document.year + later, 12, 31) if document.year else None)
    return Law(profile or profile_of(document), day, parameters or {})


def score(document: Document, profile: str | None = None, as_of: date | None = None) -> ScoreReport:
    """Recompute a self-evaluation of `SCORED_KINDS` and hold every mark of it against ours.

    Args:
        profile: province whose terms apply; None tells it from the document.
        as_of: day whose terms apply; None is the last day of the year in which it was scored.
    Raises:
        UsageError: no such profile.
        NotInForce: no terms are in force at that day.
    """
    from jixiao.forms.values import parse_target
    from jixiao.scoring import recount, score_report, terms_of

    law = law_of(document, profile, as_of)
    terms = terms_of(law)
    return score_report(document, recount(document, terms, lambda words: parse_target(words)[0]), law, terms)


@dataclass(frozen=True, kw_only=True)
class WriteOptions:
    """How a document is to be written.

    Attributes:
        form: name of the form; None takes the one of the document's kind and province.
        marks: a value that the form wants and the document lacks is marked 待填 instead of refused.
        editable: an HTML page with inputs.
        fonts: folders with fonts, before those of the system (PDF).
    """

    form: str | None = None
    marks: bool = False
    editable: bool = False
    fonts: Sequence[Path] = ()


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file that was written.

    Attributes:
        left_out: what the document says and the form has no place for: path and words.
        substitutes: typefaces that stand in for official ones: the official name and what was used (PDF).
        missing: places of a draft that are marked 待填.
    """

    data: bytes
    left_out: tuple[tuple[str, str], ...] = ()
    substitutes: tuple[tuple[str, str], ...] = ()
    missing: int = 0


def load(data: bytes, name: str, limits: Limits = DEFAULT) -> Document:
    """A document from JSON as `read` prints it, or from any file that `read` reads.

    Raises:
        UnreadableFile: neither; or JSON that is no document.
    """
    from jixiao.model.load import document_of_json

    schema = _schema_in(data)
    if schema is None:
        return read_bytes(data, name, limits)
    if schema.startswith("jixiao/") and schema != "jixiao/document/1":
        raise UnreadableFile(name, "other_schema", schema=schema)
    return document_of_json(data, name)


def _schema_in(data: bytes) -> str | None:
    """What a JSON object calls itself, empty where it does not say; None for what is no JSON object."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return None
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=dict[str, Any]).get("schema") or ""
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""


def load_file(path: Path, name: str, limits: Limits = DEFAULT) -> Document:
    """As `load`, from a file; `name` is for messages."""
    return load(_bytes_of(path, limits), name, limits)


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
    _known(file_format)
    if file_format == "json":
        return Written(data=msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n")
    paper = paper_of(document, options.form, marks=options.marks)
    made = bytes_of(paper, file_format, editable=options.editable, fonts=options.fonts)
    return Written(data=made.data, left_out=tuple(left_out(document, paper)), substitutes=made.substitutes)


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

    filled = fill_template(document, _bytes_of(template, limits), name, marks=marks, limits=limits)
    return Written(data=filled.data, left_out=tuple(untold(document, filled.told)), missing=filled.missing)


def load_report(source: Path | bytes, name: str, limits: Limits = DEFAULT) -> tuple[Report, Document | None]:
    """A check's report from JSON as `check` prints it; any other file is checked, and its document comes with it.

    Raises:
        UnreadableFile: neither can be had of it.
    """
    data = source if isinstance(source, bytes) else _bytes_of(source, limits)
    schema = _schema_in(data)
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
    return _draft(drafts.report_paper(document, law_of(document), options), file_format, options)


def write_notice(
    report: Report, file_format: str, options: drafts.DraftOptions | None = None, document: Document | None = None
) -> Written:
    """Write the rectification notice (整改通知书) on a check's report; the document names the unit.

    Raises: as `write`; UsageError where nothing was found.
    """
    options = options or drafts.DraftOptions()
    return _draft(drafts.notice_paper(report, document, options), file_format, options)


def _draft(paper: Paper, file_format: str, options: drafts.DraftOptions) -> Written:
    from jixiao.documents.writing import bytes_of

    if file_format == "json":
        return Written(data=drafts.sentences_json(paper), missing=drafts.marks_in(paper))
    _known(file_format)
    made = bytes_of(paper, file_format, editable=options.editable, fonts=options.fonts)
    return Written(data=made.data, substitutes=made.substitutes, missing=drafts.marks_in(paper))


def _known(file_format: str) -> None:
    if file_format not in WRITE_FORMATS:
        raise UsageError(text("write.unknown_format", name=file_format, known=" | ".join(WRITE_FORMATS)))


def cells_of(document: Document, form: str | None = None) -> dict[str, Entry]:
    """Every value that a person may enter on a document's form, by its path, with the words shown now.

    Raises:
        UsageError: no such form.
        FormRefused: the form has nothing to hold the document.
    """
    from jixiao.forms.written.writing import cells_of as cells

    return {cell.path: cell for cell in cells(document, form)}


def enter(document: Document, cells: Iterable[Entered]) -> tuple[Document, tuple[EntryRefused, ...]]:
    """The document with the values of some cells replaced, and the cells whose words are no value of their kind.

    Raises:
        LookupError: a path leads nowhere in the document.
    """
    from jixiao.forms.entered import enter as put

    return put(document, cells)


def schema(name: str = "read") -> dict[str, Any]:
    """The JSON Schema (2020-12) of what a command prints: `read`, `check`, `score`.

    Raises:
        UsageError: no such schema.
    """
    if name not in SCHEMAS:
        raise UsageError(name)
    if name == "check":
        from jixiao.checks.finding import Report

        return schema_of(Report, "jixiao/report/1")
    if name == "score":
        from jixiao.scoring import ScoreReport

        return schema_of(ScoreReport, "jixiao/score/1")
    return schema_of(Document, "jixiao/document/1")


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

    if file_format not in WRITE_FORMATS or file_format == "json":
        raise UsageError(text("write.unknown_format", name=file_format, known=" | ".join(WRITE_FORMATS[:-1])))
    made = bytes_of(paper, file_format, fonts=fonts)
    return Written(data=made.data, substitutes=made.substitutes)


class TextLine(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph or cell of a file as it stands there: its place, counted from 1, and its words."""

    at: Place
    text: str


def read_beside(data: bytes, name: str, limits: Limits = DEFAULT) -> tuple[Document, tuple[TextLine, ...]]:
    """As `load`, with the file's own text, so that both can be shown beside each other; JSON has none.

    Raises:
        UnreadableFile: as `load`.
    """
    from jixiao.documents.blocks import Paragraph

    if _schema_in(data) is not None:
        return load(data, name, limits), ()
    with _collector_at_rest():
        blocks = read_blocks(data, name, limits)
        document = assemble(read_draft(blocks))
    lines: list[TextLine] = []
    for item in blocks.items:
        if isinstance(item, Paragraph):
            lines.append(TextLine(at=item.place(quote=""), text=item.text))
        else:
            lines += [TextLine(at=item.place(cell, quote=""), text=cell.text) for cell in item.cells]
    return document, tuple(line for line in lines if line.text.strip())


def with_row(document: Document, path: str, position: int) -> Document:
    """The document with an empty row put into a list (`projects[0].indicators`) before `position`."""
    from jixiao.forms.entered import with_row as put

    return put(document, path, position)


def without_row(document: Document, path: str, position: int) -> Document:
    """The document without a row of a list."""
    from jixiao.forms.entered import without_row as take

    return take(document, path, position)


def with_row_moved(document: Document, path: str, position: int, to: int) -> Document:
    """The document with a row of a list at another position."""
    from jixiao.forms.entered import with_row_moved as move

    return move(document, path, position, to)


def form_names() -> dict[str, str]:
    """Every official form that can be written, by its short name, with its official one."""
    from jixiao.forms.written.writing import form_names as names

    return names()
