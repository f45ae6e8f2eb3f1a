"""复核: marks beside a unit's own, with reasons; told to the unit when it is finished.

First by its department, whose reviewer has the self-evaluation in unit review, then by the finance bureau, which finds
the department's marks there and goes on with them; the log keeps both.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from jixiao import api
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.log import log_append
from jixiao_web.evaluation.errors import ChangedMeanwhile, NotHandedIn, NotOfReports, ReasonWanted, WrongPoints
from jixiao_web.evaluation.marks import Marked, Row, marks_of, terms_of
from jixiao_web.evaluation.models import Recheck, RecheckMark
from jixiao_web.evaluation.points import hundredths, points_of, read, written
from jixiao_web.evaluation.results import DEPARTMENT, rechecked_total, results_refresh
from jixiao_web.filings.filled import WHOLE_PATH
from jixiao_web.filings.models import SETTLED, Filing, Kind, State
from jixiao_web.filings.store import document_of, locked

WITH_FINANCE = (State.FINANCE_REVIEW, *SETTLED)
"""States of a self-evaluation that has reached the finance bureau."""

RECHECKED = (State.UNIT_REVIEW, *WITH_FINANCE)
"""States in which a self-evaluation is re-checked."""


def right_to_recheck(filing: Filing) -> Action:
    """The right by which a self-evaluation is re-checked now."""
    return Action.REVIEW_IN_UNIT if filing.state == State.UNIT_REVIEW else Action.REVIEW_IN_FINANCE


def may_recheck(person: Person, filing: Filing) -> bool:
    """Whether a person may re-check a self-evaluation now."""
    return filing.state in RECHECKED and person.may(right_to_recheck(filing), filing.unit)


class Given(NamedTuple):
    """A re-checked mark as written: points and why; empty points leave the unit's mark."""

    points: str
    reason: str


class Line(NamedTuple):
    """A row with the unit's mark and the re-checked one; `less` by how much that is less."""

    row: Row
    points: str
    reason: str
    less: Decimal | None


class Compared(NamedTuple):
    """A project with both totals and grades; `gap` is remarked where it is wide."""

    marked: Marked
    lines: tuple[Line, ...]
    own: Decimal | None
    own_grade: api.GradeTold | None
    total: Decimal | None
    grade: api.GradeTold | None
    is_wide: bool

    @property
    def less(self) -> Decimal | None:
        """By how much the re-checked total is less."""
        return None if self.own is None or self.total is None else self.own - self.total


def compared_of(filing: Filing, given: Mapping[str, Given] | None = None) -> tuple[Compared, ...]:
    """Every project with the unit's and the re-checked marks.

    Args:
        given: what somebody wrote instead of what is kept.
    """
    document = document_of(filing)
    law = terms_of(document).law
    wide = law.decimal("self_evaluation.review_gap_points")
    kept = given if given is not None else kept_of(filing)
    points = {path: found for path, each in kept.items() if (found := read(each.points)) is not None}
    told = []
    for marked in marks_of(document):
        total = rechecked_total(marked, points, law)
        less = None if total is None or marked.added is None else abs(marked.added - total)
        told.append(
            Compared(
                marked,
                tuple(_line(row, kept.get(row.path), points.get(row.path)) for row in marked.rows),
                marked.added,
                marked.grade if marked.added is not None else None,
                total,
                None if total is None else api.grade_told(total, law),
                less is not None and less >= wide,
            )
        )
    return tuple(told)


def kept_of(filing: Filing) -> dict[str, Given]:
    """The re-checked marks that are kept, by path."""
    marks = RecheckMark.objects.filter(recheck__filing=filing)
    return {mark.path: Given(written(points_of(mark.points)), mark.reason) for mark in marks}


def _line(row: Row, given: Given | None, points: Decimal | None) -> Line:
    less = None if points is None or row.paper is None else row.paper - points
    return Line(row, given.points if given else "", given.reason if given else "", less)


def recheck_save(
    *, person: Person, filing_id: uuid.UUID, given: Mapping[str, Given], opinion: str, version: int, is_told: bool
) -> Recheck:
    """Keep the re-checked marks of a self-evaluation; the unit sees them when they are told.

    Args:
        version: of the re-check that the person saw, 0 where there was none.
    Raises:
        PermissionDenied: another re-checks it now. NotOfReports, NotHandedIn: nothing to re-check.
        ChangedMeanwhile: somebody else saved. WrongPoints, ReasonWanted: a mark that cannot stand.
    """
    with transaction.atomic():
        filing = locked(filing_id)
        person.demand(right_to_recheck(filing), filing.unit)
        if filing.kind != Kind.SELF_EVALUATION:
            raise NotOfReports
        if filing.state not in RECHECKED:
            raise NotHandedIn
        recheck = Recheck.objects.filter(filing=filing).first()
        if (recheck.version if recheck else 0) != version:
            raise ChangedMeanwhile
        rows = {row.path: row for marked in marks_of(document_of(filing)) for row in marked.rows}
        marks = _marks(given, rows)
        recheck = recheck or Recheck(county_code=filing.county_code, filing=filing, version=0)
        recheck.opinion, recheck.is_told = opinion.strip(), is_told
        recheck.made_by, recheck.version = person.user, recheck.version + 1
        recheck.save()
        recheck.marks.all().delete()
        for mark in marks:
            mark.county_code, mark.recheck = filing.county_code, recheck
        RecheckMark.objects.bulk_create(marks)
        results_refresh(filing)
        _log(filing, person, marks, rows, recheck)
    return recheck


def _marks(given: Mapping[str, Given], rows: Mapping[str, Row]) -> list[RecheckMark]:
    marks = []
    for path, each in given.items():
        row = rows.get(path)
        if row is None or not each.points.strip():
            continue
        points = read(each.points)
        most = row.weight if row.weight is not None else Decimal(0)
        if points is None or not 0 <= points <= most:
            raise WrongPoints(row.name, written(most))
        if points != row.paper and not each.reason.strip():
            raise ReasonWanted(row.name)
        marks.append(RecheckMark(path=path, points=hundredths(points) or 0, reason=each.reason.strip()))
    return marks


def _log(filing: Filing, person: Person, marks: list[RecheckMark], rows: Mapping[str, Row], recheck: Recheck) -> None:
    differing = {
        mark.path: f"{written(rows[mark.path].paper)} → {written(points_of(mark.points))}"
        for mark in marks
        if points_of(mark.points) != rows[mark.path].paper
    }
    log_append(
        county_code=filing.county_code,
        actor=person.user.username,
        action="recheck_told" if recheck.is_told else "rechecked",
        object_kind="filing",
        object_key=str(filing.pk),
        detail={
            "cells": differing,
            "opinion": recheck.opinion,
            "marks": {mark.path: [mark.points, mark.reason] for mark in marks},
        },
    )


def recheck_of(filing: Filing) -> Recheck | None:
    """The re-check of a filing."""
    return Recheck.objects.filter(filing=filing).select_related("made_by").first()


def opinion_lines(filing: Filing) -> tuple[str, list[str]] | None:
    """What the letter of opinions says of a re-check that is told: a head and its paragraphs, in Chinese."""
    recheck = recheck_of(filing) if filing.kind == Kind.SELF_EVALUATION else None
    if recheck is None or not recheck.is_told:
        return None
    lines = [recheck.opinion] if recheck.opinion else []
    for compared in compared_of(filing):
        lines.append(_sums(compared))
        lines += [
            f"{line.row.name}：自评{written(line.row.paper)}分，复核{line.points}分。{line.reason}"
            for line in compared.lines
            if line.less
        ]
    return "复核意见", lines


def _sums(compared: Compared) -> str:
    own, grade = compared.own_grade, compared.grade
    name = DEPARTMENT if compared.marked.path == WHOLE_PATH else compared.marked.name
    return (
        f"“{name}”自评{written(compared.own)}分（{own.name if own else '—'}），"
        f"复核{written(compared.total)}分（{grade.name if grade else '—'}）。"
    )
