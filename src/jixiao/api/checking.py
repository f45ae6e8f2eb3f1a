"""Documents checked against the rules and recomputed.

Leaves reading the file to `reading.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from jixiao.api.reading import bytes_of_file, collector_at_rest
from jixiao.documents import Blocks, read_blocks
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.errors import UnreadableFile
from jixiao.forms.assemble import assemble
from jixiao.forms.reader import read_draft
from jixiao.model import Document
from jixiao.model.document import has_content

# What checking and writing need is imported when something is checked or written: reading must not pay for it.
if TYPE_CHECKING:
    from jixiao.checks import Dossier, Facts, Report, Rule
    from jixiao.documents.writing.paper import Paper
    from jixiao.law import Law
    from jixiao.scoring import ScoreReport


SCORED_KINDS = ("self_evaluation", "department_self_evaluation")


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
        self._approved = _sha256(bytes_of_file(options.approved, limits)) if options.approved else None
        self._previous = self._beside(options.previous)
        self._against = self._beside(options.against)

    def check(self, path: Path | str) -> Checked:
        """Check one file.

        Raises:
            UnreadableFile: the file is missing, may not be opened, or cannot be read.
        """
        path = Path(path)
        return self.check_bytes(bytes_of_file(path, self._limits), path.name)

    def check_bytes(self, data: bytes, name: str) -> Checked:
        """Check one file's content; `name` is for messages only.

        Raises:
            UnreadableFile: nothing at all could be read.
        """
        from jixiao.checks import run

        with collector_at_rest():
            dossier = self._dossier(data, name)
            dossier.facts = self._facts_of(data)
            dossier.previous, dossier.against = self._previous, self._against
            report = run(dossier, self._rules)
        assert dossier.blocks is not None
        return Checked(report=report, document=dossier.document, blocks=dossier.blocks)

    def check_document(
        self, document: Document, *, against: Document | None = None, paper: Paper | None = None
    ) -> Checked:
        """Check a document that comes from no file: as it would be read from the paper that it is written on.

        Args:
            against: the approved plan; None for the one of the options.
            paper: its `form_paper`, where that is at hand.

        Subjects of findings are paths in `document`. A document that no form can hold is checked without its texts.
        """
        from jixiao.checks import Dossier, Facts, run
        from jixiao.forms.written.blocks import blocks_of
        from jixiao.forms.written.gaps import FormRefused
        from jixiao.forms.written.writing import paper_of

        with collector_at_rest():
            try:
                blocks = blocks_of(paper or paper_of(document, marks=True))
                document = _with_untold(assemble(read_draft(blocks)), document)
            except FormRefused:
                blocks = Blocks("text", ())
            law = law_of(document, self._options.profile, self._options.as_of, self._parameters)
            dossier = Dossier(document, law, blocks=blocks, facts=self._options.facts or Facts(), is_typed=True)
            dossier.previous, dossier.against = self._previous, self._against
            if against is not None:
                dossier.against = Dossier(against, law)
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
        beside = self._dossier(bytes_of_file(path, self._limits), str(path))
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


def _with_untold(read: Document, given: Document) -> Document:
    """A document with what its form has no cell for and rules go by: its province, a report's adjusted budgets."""
    read = msgspec.structs.replace(read, profile=given.profile or read.profile)
    if read.kind != "monitoring_report" or len(read.projects) != len(given.projects):
        return read
    projects = list(read.projects)
    for number, (project, known) in enumerate(zip(read.projects, given.projects, strict=True)):
        adjusted = known.execution.adjusted_yuan if known.execution else None
        if adjusted is not None and project.execution and project.execution.adjusted_yuan is None:
            execution = msgspec.structs.replace(project.execution, adjusted_yuan=adjusted)
            projects[number] = msgspec.structs.replace(project, execution=execution)
    return msgspec.structs.replace(read, projects=tuple(projects))


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


def mended(rule: str, words: str, found: str | None, expected: str | None) -> str | None:
    """The words of a value with a finding of it mended, as `checks.fixes` does; None where nothing is safe."""
    from jixiao.checks import mended as fixed

    return fixed(rule, words, found, expected)


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
