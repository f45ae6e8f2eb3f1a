"""Results of self-evaluations for lists, samples and next year's plan: written with the draft, in its transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from jixiao import api
from jixiao.model import Document
from jixiao_web.evaluation.levels import Level, levels_of
from jixiao_web.evaluation.marks import Marked, marks_of, terms_of
from jixiao_web.evaluation.models import LevelMark, Recheck, Result
from jixiao_web.evaluation.points import hundredths, points_of
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.filings.store import document_of

DEPARTMENT = "部门整体"
"""What the department as a whole is called among projects."""
_SHOWN = (
    "ordinal", "key", "name", "total", "ours", "grade", "rate", "rows", "full", "over", "lost", "troubles", "recheck",
    "recheck_grade",
)  # fmt: skip


FOLLOWERS: list[Callable[[Filing], None]] = []
"""What other parts keep of results: called when those of a filing were written, within the same transaction."""


def results_follow(filing: Filing, document: Document | None) -> None:
    """Bring the results of a self-evaluation to what its draft says; none of what is deleted."""
    if filing.kind == Kind.SELF_EVALUATION:
        results_write(filing, document)


def results_write(filing: Filing, document: Document | None = None) -> None:
    """Write the results anew where they differ; must be called within a transaction."""
    levels, rows = _told(filing, document)
    if not _levels_stand(filing, levels):
        LevelMark.objects.filter(county_code=filing.county_code, filing=filing).delete()
        LevelMark.objects.bulk_create(
            LevelMark(county_code=filing.county_code, year=filing.year, filing=filing, **each._asdict())
            for each in levels
        )
    if _stand(filing, rows):
        return
    Result.objects.filter(county_code=filing.county_code, filing=filing).delete()
    Result.objects.bulk_create(rows)
    for follow in FOLLOWERS:
        follow(filing)


def results_hold(filing: Filing, document: Document) -> bool:
    """Whether the results of a self-evaluation are what its draft and its re-check say; of a deleted one none are."""
    levels, rows = _told(filing, None if filing.deleted_at else document)
    return _levels_stand(filing, levels) and _stand(filing, rows)


def _told(filing: Filing, document: Document | None) -> tuple[Sequence[Level], Sequence[Result]]:
    if document is None:
        return (), ()
    every = marks_of(document)
    return [*levels_of(document, every, told_points(filing))], [*_rows(filing, document, every)]


def _stand(filing: Filing, rows: Sequence[Result]) -> bool:
    standing = Result.objects.filter(county_code=filing.county_code, filing=filing).values_list(*_SHOWN)
    return [*standing] == [tuple(getattr(row, name) for name in _SHOWN) for row in rows]


def _levels_stand(filing: Filing, levels: Sequence[Level]) -> bool:
    standing = LevelMark.objects.filter(county_code=filing.county_code, filing=filing)
    return {*standing.values_list(*Level._fields)} == {*levels}


def results_refresh(filing: Filing) -> None:
    """Write the results anew after something beside the draft changed."""
    results_write(filing, document_of(filing))


def told_points(filing: Filing) -> dict[str, Decimal]:
    """The re-checked points of a filing whose re-check is told, by path; nothing before."""
    recheck = Recheck.objects.filter(filing=filing, is_told=True).first()
    if recheck is None:
        return {}
    return {mark.path: points_of(mark.points) or Decimal(0) for mark in recheck.marks.all()}


def rechecked_total(marked: Marked, given: Mapping[str, Decimal], law: api.Law) -> Decimal | None:
    """The total of a project with re-checked marks in place of the unit's."""
    rows = (
        api.Weighed(row.weight, given.get(row.path, row.paper), row.applicable or row.path in given)
        for row in marked.rows
    )
    return api.points_total(rows, law)


def _rows(filing: Filing, document: Document, every: Sequence[Marked]) -> Iterable[Result]:
    law = terms_of(document).law
    told = Recheck.objects.filter(filing=filing, is_told=True).exists()
    given = told_points(filing) if told else {}
    seen: dict[str, int] = {}
    for marked in every:
        number = _number(marked.path)
        key = key_of(document, number)
        seen[key] = seen.get(key, 0) + 1
        rechecked = rechecked_total(marked, given, law) if told else None
        rows = marked.indicators
        yield Result(
            county_code=filing.county_code,
            filing=filing,
            ordinal=number,
            key=key if seen[key] == 1 else f"{key}#{number}",
            name=marked.name[:300] if number else DEPARTMENT,
            total=hundredths(marked.added),
            ours=hundredths(marked.ours),
            grade=api.grade_told(marked.added, law).name if marked.added is not None else "",
            rate=hundredths(marked.rate),
            rows=len(rows),
            full=sum(1 for row in rows if row.paper is not None and row.paper == row.weight),
            over=sum(1 for row in rows if row.over),
            lost=sum(1 for row in rows if row.paper is not None and row.weight is not None and row.paper < row.weight),
            troubles=len(marked.every),
            recheck=hundredths(rechecked),
            recheck_grade=api.grade_told(rechecked, law).name if rechecked is not None else "",
        )


def key_of(document: Document, number: int) -> str:
    """By what a project is found next year: its name, for its code changes with the year; empty for the department."""
    if not number:
        return ""
    project = document.projects[number - 1]
    return (project.name or project.code or str(number))[:290]


def _number(path: str) -> int:
    return int(path[len("projects[") : path.index("]")]) + 1 if path.startswith("projects[") else 0
