"""A recomputed self-evaluation for a terminal: the paper's marks beside ours, with the working.

Leaves computing to `jixiao.scoring`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.language import text
from jixiao.report.node import Canvas, Node, Style, draw
from jixiao.report.width import clean, wrap
from jixiao.scoring.marks import plain
from jixiao.scoring.printed import Compared, Evaluation, Row, ScoreReport, Tally

_STYLES: dict[str, Style] = {"same": "plain", "other_method": "plain", "no_mark": "faint"}
_OPEN = ("not_judged", "doubtful")


def score_text(report: ScoreReport, canvas: Canvas) -> Iterator[str]:
    """The lines: title, every project row by row, sums and grade, and what came of it."""
    yield from _title(report, canvas)
    for ordinal, evaluation in enumerate(report.evaluations, 1):
        yield ""
        name = evaluation.name or text("score.department" if evaluation.subject == "department" else "score.no_name")
        heading = text("score.heading", ordinal=ordinal, name=clean(name))
        for line in wrap(heading, canvas.width):
            yield canvas.paint(line, "strong")
        yield from draw([*_branches(evaluation)], canvas)
    yield ""
    yield from _verdict(report, canvas)


def score_total(summaries: Sequence[Tally], failures: int, canvas: Canvas) -> Iterator[str]:
    """The last lines after several files; `failures` could not be recomputed and are in no count."""
    words = text(
        "score.grand_total",
        files=len(summaries),
        judged=sum(summary.judged for summary in summaries),
        differing=sum(summary.differences > 0 for summary in summaries),
        count=sum(summary.differences for summary in summaries),
        failures=failures,
    )
    yield canvas.paint("═" * canvas.width, "faint")
    for line in wrap(words, canvas.width):
        yield canvas.paint(line, "strong")


def _title(report: ScoreReport, canvas: Canvas) -> Iterator[str]:
    if report.file is not None:
        yield canvas.paint(clean(report.file), "faint")
    year = "" if report.year is None else text("tree.year", year=report.year)
    kind = text(f"tree.kind.{report.kind}")
    unit = clean(report.unit or text("tree.no_unit"))
    for line in wrap(text("tree.title", unit=unit, year=year, kind=kind), canvas.width):
        yield canvas.paint(line, "strong")
    yield canvas.paint("═" * canvas.width, "faint")


def _branches(evaluation: Evaluation) -> Iterator[Node]:
    rows = [_row(row) for row in ([evaluation.execution] if evaluation.execution else []) + [*evaluation.rows]]
    if rows:
        yield Node(text=text("score.rows"), style="strong", children=tuple(rows))
    sums = [*_sums(evaluation)]
    if sums:
        yield Node(text=text("score.sums"), style="strong", children=tuple(sums))


def _row(row: Row) -> Node:
    is_execution = row.subject.endswith(".execution")
    name = text("score.execution") if is_execution else row.name or text("tree.no_name")
    if row.weight is not None:
        name = text("score.weighed", name=name, weight=plain(row.weight))
    return Node(
        text=name,
        right=_marks(row),
        style=_STYLES.get(row.status, "doubtful" if row.status in _OPEN else "bad"),
        notes=(*_written(row), *_working(row)),
    )


def _marks(row: Row) -> str:
    paper = _points(row.paper)
    if not row.applicable and row.ours is None:
        return text("score.row_left_out")
    if row.ours is not None:
        return text("score.row", paper=paper, ours=plain(row.ours))
    if row.range is not None and row.reason is None:
        lowest, highest = plain(row.range.lowest), plain(row.range.highest)
        return text("score.row_window", paper=paper, lowest=lowest, highest=highest)
    return text("score.row_unknown", paper=paper)


def _written(row: Row) -> Iterator[str]:
    if row.target is not None:
        yield text("score.values", target=row.target, actual=row.actual or text("score.nothing"))
    elif row.actual is not None and row.subject.endswith(".execution"):
        yield text("score.rate_written", actual=row.actual)


def _working(row: Row) -> Iterator[str]:
    status = text(f"score.status.{row.status}", **_method(row))
    first, *rest = [working.words for working in row.working] or [""]
    yield text("score.verdict", status=status, working=first)
    yield from rest


def _method(row: Row) -> dict[str, str]:
    return {"method": text(f"score.method.{row.method}")} if row.method else {}


def _sums(evaluation: Evaluation) -> Iterator[Node]:
    for name, one in (("weights", evaluation.weights), ("added", evaluation.added), ("total", evaluation.total)):
        if one.ours is not None and (one.paper is not None or name == "total"):
            yield _sum(name, one)
    grade = evaluation.grade
    if grade.paper is not None and grade.ours is not None:
        words = text("score.grade_words", paper=grade.paper, ours=grade.ours)
        yield Node(label=text("score.grade"), text=words, style="bad" if grade.differs else "plain")


def _sum(name: str, one: Compared) -> Node:
    if one.paper is None:
        words = text("score.total_alone", ours=_points(one.ours))
    else:
        words = text(f"score.sum.{name}", paper=_points(one.paper), ours=_points(one.ours))
    return Node(
        label=text(f"score.label.{name}"),
        text=words,
        style="bad" if one.differs else "plain",
        notes=tuple(working.words for working in one.working),
    )


def _verdict(report: ScoreReport, canvas: Canvas) -> Iterator[str]:
    summary = report.summary
    if not summary.judged and not summary.differences:
        words = [text("score.nothing_judged")]
    elif summary.differences:
        words = [text("score.disagrees", judged=summary.judged, count=summary.differences)]
    else:
        words = [text("score.agrees", judged=summary.judged)]
    if summary.open:
        words.append(text("score.open", count=summary.open))
    for sentence in words:
        for line in wrap(sentence, canvas.width):
            yield canvas.paint(line, "strong")
    for line in wrap(text("score.tolerance", points=plain(report.tolerance)), canvas.width):
        yield canvas.paint(line, "faint")


def _points(points: Decimal | None) -> str:
    return text("score.nothing") if points is None else plain(points)
