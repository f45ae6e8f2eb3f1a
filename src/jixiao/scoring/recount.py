"""A self-evaluation form computed anew, every mark held against the paper's own. Leaves printing to `jixiao.report`.

The actual values come in taken apart (`read_value`), for reading words is the business of `jixiao.forms`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Literal

import msgspec
from msgspec import UNSET

from jixiao.model import Department, Document, Execution, Indicator, Project, TargetValue
from jixiao.scoring.execution import execution_mark
from jixiao.scoring.marks import ZERO, Mark, Step
from jixiao.scoring.rows import row_mark
from jixiao.scoring.terms import Terms
from jixiao.scoring.totals import grade_of, total_of

ReadValue = Callable[[str], TargetValue]

Status = Literal[
    "same",
    "other_method",
    "differs",
    "outside_window",
    "above_weight",
    "below_zero",
    "not_judged",
    "doubtful",
    "no_mark",
]

DIFFERENT: frozenset[Status] = frozenset({"differs", "outside_window", "above_weight", "below_zero"})
"""What counts as a difference between the paper and the formulas; a value read with doubt never does."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A mark of the paper beside ours.

    Attributes:
        subject: path of the row in `read --json`.
        paper: the paper's own points.
        method: the formula that gives the paper's points, where it is another one than the place's.
    """

    subject: str
    name: str | None
    target: str | None
    actual: str | None
    mark: Mark
    paper: Decimal | None
    status: Status
    method: str | None = None

    @property
    def counted(self) -> Decimal | None:
        """The points that our total takes: ours, or the paper's where a person may choose and it chose rightly."""
        if self.paper is not None and self.status in ("same", "other_method"):
            return self.paper if self.mark.points is None or self.mark.window else self.mark.points
        return self.mark.points


class Sum(msgspec.Struct, frozen=True, kw_only=True):
    """A total of the paper beside ours; None where one of them is missing."""

    paper: Decimal | None
    ours: Decimal | None
    steps: tuple[Step, ...] = ()
    differs: bool = False


class Recount(msgspec.Struct, frozen=True, kw_only=True):
    """One project, or a whole department, computed anew.

    Attributes:
        execution: None where the form has no execution block, or does not score it there.
        weights: what the weights add up to (paper) and should (ours).
        added: the paper's total beside the sum of the paper's own marks.
        total: the paper's total beside the sum of ours.
        grade_paper, grade: the paper's grade, and that of our total; of the paper's where we have none.
    """

    subject: str
    name: str | None
    execution: Line | None
    rows: tuple[Line, ...]
    weights: Sum
    added: Sum
    total: Sum
    grade_paper: str | None
    grade: str | None

    @property
    def lines(self) -> tuple[Line, ...]:
        """The execution, then the rows."""
        return ((self.execution,) if self.execution else ()) + self.rows

    @property
    def grade_differs(self) -> bool:
        """Whether the form has another grade than its total."""
        return self.grade_paper is not None and self.grade is not None and self.grade_paper != self.grade

    @property
    def differences(self) -> int:
        """Marks, sums and grades on which paper and formulas differ."""
        sums = (self.weights, self.added, self.total)
        marks = sum(line.status in DIFFERENT for line in self.lines)
        return marks + sum(one.differs for one in sums) + self.grade_differs


def recount(document: Document, terms: Terms, read_value: ReadValue) -> tuple[Recount, ...]:
    """Every project of a self-evaluation, or its department, computed anew; those without weights and marks too."""
    doubts = frozenset() if document.doubts is UNSET else frozenset(doubt.subject for doubt in document.doubts)
    read = _Read(read_value, document.year, doubts)
    holders: list[tuple[str, Project | Department]] = [
        (f"projects[{position}]", project) for position, project in enumerate(document.projects)
    ]
    if document.department is not UNSET:
        holders.append(("department", document.department))
    return tuple(_holder(subject, holder, terms, read) for subject, holder in holders)


def compare(mark: Mark, paper: Decimal | None, tolerance: Decimal) -> tuple[Status, str | None]:
    """Whether the paper's points are ours, and by which other formula where they are lawful in another place."""
    if paper is None:
        return "no_mark", None
    if paper < 0:
        return "below_zero", None
    if mark.weight is not None and paper > mark.weight:
        return "above_weight", None
    if mark.points is not None and abs(paper - mark.points) <= tolerance:
        return "same", None
    if mark.window is not None and mark.window.holds(paper, tolerance):
        return "same", None
    if mark.points is None:
        return ("outside_window" if mark.window else "not_judged"), None
    other = next((name for name, points in mark.others.items() if abs(paper - points) <= tolerance), None)
    return ("other_method", other) if other else ("differs", None)


class _Read(msgspec.Struct, frozen=True):
    """What of the document's reading a row needs to know."""

    value: ReadValue
    year: int | None
    doubts: frozenset[str]


def _holder(subject: str, holder: Project | Department, terms: Terms, read: _Read) -> Recount:
    rows = tuple(
        _row(f"{subject}.indicators[{position}]", indicator, terms, read)
        for position, indicator in enumerate(holder.indicators)
    )
    execution = _execution(f"{subject}.execution", holder.execution, terms, read)
    lines = ((execution,) if execution else ()) + rows
    total = _total(lines, holder.total_score, terms)
    reached = total.ours if total.ours is not None else holder.total_score
    return Recount(
        subject=subject,
        name=getattr(holder, "name", None),
        execution=execution,
        rows=rows,
        weights=_weights(rows, execution, terms),
        added=_added(lines, holder.total_score, terms),
        total=total,
        grade_paper=holder.grade,
        grade=None if reached is None else grade_of(reached, terms),
    )


def _row(subject: str, indicator: Indicator, terms: Terms, read: _Read) -> Line:
    actual = read.value(indicator.actual) if indicator.actual else None
    target = indicator.target.text if indicator.target else None
    mark = row_mark(indicator, actual, terms, read.year)
    written = (indicator.name, target, indicator.actual)
    return _line(subject, written, mark, indicator.score, terms, read)


def _execution(subject: str, execution: Execution | None, terms: Terms, read: _Read) -> Line | None:
    # A form that prints neither points nor weight in its money block scores the rate elsewhere, or not at all.
    if execution is None or (execution.weight is None and execution.score is None):
        return None
    rate = None if execution.rate_percent is None else f"{execution.rate_percent:f}%"
    return _line(subject, (None, None, rate), execution_mark(execution, terms), execution.score, terms, read)


def _line(
    subject: str,
    written: tuple[str | None, str | None, str | None],
    mark: Mark,
    paper: Decimal | None,
    terms: Terms,
    read: _Read,
) -> Line:
    status, method = compare(mark, paper, terms.tolerance_others)
    if status in DIFFERENT and any(doubt == subject or doubt.startswith(f"{subject}.") for doubt in read.doubts):
        status = "doubtful"
    name, target, actual = written
    return Line(
        subject=subject,
        name=name,
        target=target,
        actual=actual,
        mark=mark,
        paper=paper,
        status=status,
        method=method,
    )


def _weights(rows: tuple[Line, ...], execution: Line | None, terms: Terms) -> Sum:
    weights = [line.mark.weight for line in (*rows, *([execution] if execution else []))]
    known = [weight for weight in weights if weight is not None]
    if not rows or len(known) < len(weights):
        return Sum(paper=None, ours=terms.total_points)
    paper = sum(known, ZERO)
    # A form without an execution block leaves its points to another sheet.
    without = terms.total_points - terms.execution_points
    ours = without if paper == without and execution is None else terms.total_points
    return Sum(paper=paper, ours=ours, differs=paper != ours)


def _added(lines: Iterable[Line], paper: Decimal | None, terms: Terms) -> Sum:
    marks = [line.paper for line in lines if line.mark.applicable]
    if not marks or any(mark is None for mark in marks):
        return Sum(paper=paper, ours=None)
    ours = sum((mark for mark in marks if mark is not None), ZERO)
    return Sum(paper=paper, ours=ours, differs=_apart(paper, ours, terms))


def _total(lines: Iterable[Line], paper: Decimal | None, terms: Terms) -> Sum:
    ours, steps = total_of(((line.mark, line.counted) for line in lines), terms)
    return Sum(paper=paper, ours=ours, steps=steps, differs=_apart(paper, ours, terms))


def _apart(paper: Decimal | None, ours: Decimal | None, terms: Terms) -> bool:
    return paper is not None and ours is not None and abs(paper - ours) > terms.tolerance_others
