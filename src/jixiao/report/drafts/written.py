"""Drafts by their names: what each is written from, and its sentences as JSON with the paths of their data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from jixiao.documents.writing.paper import Grid, Line, Paper
from jixiao.errors import UnreadableFile, UsageError
from jixiao.language import text
from jixiao.model import Document
from jixiao.model.load import fault_of

# The command line asks for the names alone, of every document that it writes.
if TYPE_CHECKING:
    from jixiao.checks import Report
    from jixiao.law import Law

DRAFTS = {"performance_report": "绩效自评报告", "rectification_notice": "整改通知书"}
"""Every draft with its Chinese name."""

_EVALUATIONS = ("self_evaluation", "department_self_evaluation")
_PLANS = ("performance_plan", "project_targets", "department_targets")


@dataclass(frozen=True, kw_only=True)
class DraftOptions:
    """How a draft is to be written; what is None is marked 待填.

    Attributes:
        plan: the approved plan, for a performance report.
        unit, issuer: addressee, instead of the document's, and author of a notice.
        deadline: by when the unit must mend. day: of the signature.
        editable: an HTML page with inputs. fonts: folders with fonts, before those of the system (PDF).
    """

    plan: Document | None = None
    unit: str | None = None
    issuer: str | None = None
    deadline: date | None = None
    day: date | None = None
    editable: bool = False
    fonts: Sequence[Path] = ()


def draft_of(form: str | None) -> str | None:
    """The key of the draft of a name in either language; None for any other form."""
    return next((key for key, zh in DRAFTS.items() if form in (key, zh)), None)


def report_paper(document: Document, law: Law, options: DraftOptions) -> Paper:
    """The performance report.

    Raises:
        UsageError: the document is no self-evaluation, or the plan is none.
        FormRefused: the annexed form cannot hold the document.
    """
    from jixiao.report.drafts.performance_report import performance_report

    if document.kind not in _EVALUATIONS:
        raise UsageError(text("write.wants_self_evaluation", kind=text(f"tree.kind.{document.kind}")))
    if options.plan is not None and options.plan.kind not in _PLANS:
        raise UsageError(text("write.wants_plan", kind=text(f"tree.kind.{options.plan.kind}")))
    return performance_report(document, law, options.plan, options.day)


def notice_paper(report: Report, document: Document | None, options: DraftOptions) -> Paper:
    """The rectification notice.

    Raises:
        UsageError: nothing was found.
    """
    from jixiao.report.drafts.rectification import rectification_notice

    if not report.findings:
        raise UsageError(text("write.nothing_found"))
    return rectification_notice(
        report, document, unit=options.unit, issuer=options.issuer, deadline=options.deadline, day=options.day
    )


def report_of_json(data: bytes, name: str) -> Report:
    """A check's report from JSON as `jixiao check --format json` prints it; `name` is for messages.

    Raises:
        UnreadableFile: it is broken, or several reports in one file.
    """
    from jixiao.checks import Report

    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=Report)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(name, "broken_report", why=fault_of(error)) from None


def marks_in(paper: Paper) -> int:
    """How many lines and boxes still want something."""
    lines = sum(item.missing for item in paper.items() if isinstance(item, Line))
    return lines + sum(box.missing for item in paper.items() if isinstance(item, Grid) for box in item.boxes)


def sentences_json(paper: Paper) -> bytes:
    """Every line of a draft with the paths of the values that it tells."""
    lines = [item for item in paper.items() if isinstance(item, Line)]
    told: dict[str, Any] = {
        "schema": "jixiao/draft/1",
        "title": paper.title,
        "lines": [{"text": line.text, "missing": line.missing, "sources": line.sources} for line in lines],
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"
