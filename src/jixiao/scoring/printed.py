"""The printed shape of a recomputed self-evaluation: what `jixiao score --json` prints. Stable words of the outside."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from jixiao.law import Law
from jixiao.model import Document
from jixiao.scoring.marks import Step
from jixiao.scoring.recount import DIFFERENT, Line, Recount, Status, Sum
from jixiao.scoring.terms import Terms


class Working(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the working: its kind, the numbers in it, and the line in the language of the call."""

    step: str
    values: dict[str, str]
    words: str


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """The points from which a person chooses; `closed` is false where `highest` itself is not among them."""

    lowest: Decimal
    highest: Decimal
    closed: bool


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One mark: the paper's, ours, and how ours came about.

    Attributes:
        subject: path of the row in `read --json`.
        paper, ours: points; null where the paper has none, or where none can be computed.
        range: what a person may choose, null where the formula alone decides.
        method: the other place's formula that gives the paper's points, else null.
        reason: why nothing could be computed, else null.
        over: the actual value is so far above the target that a reason is wanted.
    """

    subject: str
    name: str | None
    target: str | None
    actual: str | None
    weight: Decimal | None
    paper: Decimal | None
    ours: Decimal | None
    range: Range | None
    status: Status
    method: str | None
    reason: str | None
    applicable: bool
    over: bool
    working: tuple[Working, ...]


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """A sum of the paper beside ours; null where it is missing or cannot be computed."""

    paper: Decimal | None
    ours: Decimal | None
    differs: bool
    working: tuple[Working, ...]


class Grades(msgspec.Struct, frozen=True, kw_only=True):
    """The paper's grade beside ours."""

    paper: str | None
    ours: str | None
    differs: bool


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """A project, or the whole department.

    Attributes:
        added: the paper's total beside the sum of the paper's own marks. total: beside the sum of ours.
    """

    subject: str
    name: str | None
    execution: Row | None
    rows: tuple[Row, ...]
    weights: Compared
    added: Compared
    total: Compared
    grade: Grades


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Marks that were compared, differences (sums and grades among them), marks that could not be compared."""

    judged: int
    differences: int
    open: int


class ScoreReport(msgspec.Struct, frozen=True, kw_only=True):
    """A self-evaluation recomputed.

    Attributes:
        profile, as_of: the terms of which province and day were applied; `as_of` is null for the newest.
        tolerance: by how many points a mark may differ.
    """

    schema: Literal["jixiao/score/1"]
    file: str | None
    kind: str
    year: int | None
    unit: str | None
    profile: str
    as_of: str | None
    tolerance: Decimal
    evaluations: tuple[Evaluation, ...]
    summary: Tally


def score_report(document: Document, recounts: tuple[Recount, ...], law: Law, terms: Terms) -> ScoreReport:
    """The report on one document."""
    lines = [line for recount in recounts for line in recount.lines]
    return ScoreReport(
        schema="jixiao/score/1",
        file=None,
        kind=document.kind,
        year=document.year,
        unit=document.unit.name,
        profile=law.profile,
        as_of=law.as_of.isoformat() if law.as_of else None,
        tolerance=terms.tolerance_others,
        evaluations=tuple(map(_evaluation, recounts)),
        summary=Tally(
            judged=sum(line.status in DIFFERENT or line.status in ("same", "other_method") for line in lines),
            differences=sum(recount.differences for recount in recounts),
            open=sum(line.status in ("not_judged", "doubtful") for line in lines),
        ),
    )


def _evaluation(recount: Recount) -> Evaluation:
    return Evaluation(
        subject=recount.subject,
        name=recount.name,
        execution=_row(recount.execution) if recount.execution else None,
        rows=tuple(map(_row, recount.rows)),
        weights=_sum(recount.weights),
        added=_sum(recount.added),
        total=_sum(recount.total),
        grade=Grades(paper=recount.grade_paper, ours=recount.grade, differs=recount.grade_differs),
    )


def _row(line: Line) -> Row:
    mark = line.mark
    window = mark.window
    return Row(
        subject=line.subject,
        name=line.name,
        target=line.target,
        actual=line.actual,
        weight=mark.weight,
        paper=line.paper,
        ours=mark.points,
        range=Range(lowest=window.lowest, highest=window.highest, closed=window.closed) if window else None,
        status=line.status,
        method=line.method,
        reason=mark.reason,
        applicable=mark.applicable,
        over=mark.over,
        working=_working(mark.steps),
    )


def _sum(one: Sum) -> Compared:
    return Compared(paper=one.paper, ours=one.ours, differs=one.differs, working=_working(one.steps))


def _working(steps: tuple[Step, ...]) -> tuple[Working, ...]:
    return tuple(Working(step=step.kind, values=step.values, words=step.say()) for step in steps)
