"""The performance report's last sections: marks and grade, problems, measures.

All of it stands in the form; what it does not say is asked for, never advised.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from jixiao.documents.writing.paper import Item, Line
from jixiao.report.drafts.completion import MISSED
from jixiao.report.drafts.evaluated import Row, Subject
from jixiao.report.drafts.report_about import SAY, Report, target_of, title_of
from jixiao.report.drafts.report_goals import actual_of, each_subject, label_of, reason_of, unspent, verdict_of
from jixiao.report.drafts.sentences import flat, named, second_level, wan
from jixiao.report.drafts.tables import Align, table_of
from jixiao.scoring import Line as Marked
from jixiao.scoring.marks import ZERO, plain
from jixiao.scoring.recount import DIFFERENT
from jixiao.units import years_of

_CLAUSE = re.compile(r"[。；;\n]")


def score(report: Report) -> Iterator[Item]:
    """五、自评得分和结论: of one subject with the parts of its score, of several a table before each."""
    subjects = report.subjects
    if len(subjects) > 1:
        yield second_level(1, SAY.text("about.all"))
        yield from _grades(report)
        yield from _table(
            "score.all_heads",
            [(str(number), title_of(s), _weight(s), _points(s.total), s.grade) for number, s in enumerate(subjects, 1)],
            (8, 50, 14, 14, 14),
            [subject.path for subject in subjects],
            title="score.all_table",
        )
    yield from each_subject(subjects, _score, first=2)


def _grades(report: Report) -> Iterator[Line]:
    grades = Counter(subject.grade for subject in report.subjects if subject.grade)
    if grades.total() < len(report.subjects):
        yield SAY.want("want.score", [s.path for s in report.subjects if not s.grade])
    if len(grades) == 1 and grades.total() == len(report.subjects):
        sources = [path for subject in report.subjects for path in subject.total_paths]
        yield SAY.line("score.one_grade", sources, count=grades.total(), grade=next(iter(grades)))
    elif grades:
        names = report.subjects[0].terms.grade_names
        told = [SAY.text("score.grade", grade=name, count=grades[name]) for name in names if grades[name]]
        sources = [path for subject in report.subjects if subject.grade for path in subject.total_paths]
        key = "score.grades" if grades.total() == len(report.subjects) else "score.some_grades"
        yield SAY.line(key, sources, count=grades.total(), grades="、".join(told))


def _table(
    heads: str,
    rows: list[tuple[str | None, ...]],
    widths: tuple[int, ...],
    sources: list[str],
    title: str = "score.table",
) -> Iterator[Item]:
    yield Line(text=SAY.text(title), style="table_line", right=SAY.text("score.unit"), sources=tuple(sources))
    aligns: tuple[Align, ...] = ("left", "right", "right")
    if len(widths) > len(aligns):
        aligns = ("centre", *aligns, "centre")
    yield table_of(SAY.text(heads).split("|"), rows, widths, aligns)


def _score(subject: Subject) -> Iterator[Item]:
    path = subject.path
    if subject.total is None:
        yield SAY.want("want.score", [path])
    else:
        holes = {"points": plain(subject.total), "grade": subject.grade}
        key = "score.summed" if subject.value.total_score is None else "score.total"
        yield SAY.line(key, subject.total_paths, **holes)
    parts = [*_parts(subject)]
    if parts:
        rows: list[tuple[str | None, ...]] = [
            (name, _points(weight), _points(points)) for name, weight, points in parts
        ]
        rows.append((SAY.text("score.sum"), _weight(subject), _points(subject.total)))
        yield from _table("score.heads", rows, (50, 25, 25), [line.subject for line in subject.recount.lines])
    conclusion = subject.detail("评价结论", "自评结论")
    if conclusion:
        yield SAY.line("score.conclusion", conclusion[:1], words=flat(conclusion[1]))
    yield from _to_settle(subject)


def _parts(subject: Subject) -> Iterator[tuple[str, Decimal | None, Decimal | None]]:
    """The execution and each first level: weight and points; None where a row has none."""
    execution = subject.recount.execution
    if execution:
        points = execution.counted if execution.paper is None else execution.paper
        yield SAY.text("score.execution_name"), execution.mark.weight, points
    for level, rows in subject.by_level.items():
        counted = [row for row in rows if row.line.mark.applicable]
        if any(row.indicator.weight is not None for row in rows):
            yield level, _sum([row.indicator.weight for row in counted]), _sum([row.points for row in counted])


def _sum(values: list[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, ZERO) if len(known) == len(values) else None


def _weight(subject: Subject) -> str | None:
    return _points(subject.recount.weights.paper)


def _points(points: Decimal | None) -> str | None:
    return None if points is None else plain(points)


def _to_settle(subject: Subject) -> Iterator[Line]:
    """What the form contradicts itself in: a person settles it before the report goes out."""
    recount, path = subject.recount, subject.path
    for line in recount.lines:
        if line.status in DIFFERENT and line.paper is not None:
            yield _differing(line)
    weights, added = recount.weights, recount.added
    if weights.differs and weights.paper is not None and weights.ours is not None:
        holes = {"paper": plain(weights.paper), "ours": plain(weights.ours)}
        yield SAY.want("want.differing_weights", [f"{path}.indicators"], **holes)
    if added.differs and added.paper is not None and added.ours is not None:
        holes = {"paper": plain(added.paper), "ours": plain(added.ours)}
        yield SAY.want("want.differing_total", [f"{path}.total_score", f"{path}.indicators"], **holes)
    written = subject.value.grade
    if written and subject.grade and written != subject.grade:
        yield SAY.want("want.differing_grade", [f"{path}.grade"], paper=written, ours=subject.grade)


def _differing(line: Marked) -> Line:
    assert line.paper is not None
    name = named(line.name) or SAY.text("score.execution_name")
    holes = {"name": name, "paper": plain(line.paper)}
    window, mark = line.mark.window, line.mark
    if mark.weight is not None and line.status == "above_weight":
        return SAY.want("want.differing_weight", [line.subject], weight=plain(mark.weight), **holes)
    if window is not None:
        lowest, highest = plain(window.lowest), plain(window.highest)
        return SAY.want("want.differing_window", [line.subject], lowest=lowest, highest=highest, **holes)
    ours = "—" if mark.points is None else plain(mark.points)
    return SAY.want("want.differing", [line.subject], ours=ours, **holes)


def problems(report: Report) -> Iterator[Item]:
    """六、存在的问题: those that the form names, and what it shows to have been missed."""
    yield from each_subject(report.subjects, _problems, last=("problems.other_title", SAY.want("want.problems")))


def _problems(subject: Subject) -> Iterator[Line]:
    written = subject.detail("存在问题", "存在的问题", "主要问题")
    if written and reason_of(written[1]):
        yield SAY.line("problems.written", written[:1], words=flat(written[1]))
    left = unspent(subject)
    money = f"{subject.path}.execution"
    if left and subject.rate is not None:
        key = "problems.execution" if left > ZERO else "problems.beyond"
        yield SAY.line(key, [money], rate=plain(subject.rate), by=wan(abs(left)))
    wrong = [row for row in subject.rows if row.completion.kind in MISSED or row.line.mark.over]
    for row in wrong:
        holes = {"label": label_of(row), "target": target_of(row.indicator), "actual": actual_of(row)}
        key = "problems.short" if row.completion.kind in MISSED else "problems.far"
        yield SAY.line(key, [row.path], verdict=verdict_of(row), **holes)
    told = subject.rows and all(row.completion.kind not in ("open", "empty") for row in subject.rows)
    if not wrong and told:
        whole = left is not None and not left
        if whole or left is None:
            sources = [f"{subject.path}.indicators", *([money] if whole else [])]
            yield SAY.line("problems.none" if whole else "problems.none_rows", sources)


def measures(report: Report) -> Iterator[Item]:
    """七、改进措施和建议: those that the form tells; where it tells none for what was missed, a mark."""
    year = report.document.year
    advice = ("measures.advice_title", SAY.want("want.advice"))
    yield from each_subject(report.subjects, lambda subject: _measures(subject, year), last=advice)


def _measures(subject: Subject, year: int | None) -> Iterator[Line]:
    written = subject.detail("改进措施", "整改措施", "下一步改进措施")
    if written and not reason_of(written[1]):
        written = None
    if written:
        yield SAY.line("measures.written", written[:1], words=flat(written[1]))
    execution = subject.value.execution
    left = unspent(subject)
    if execution and left:
        told = measures_in(reason_of(execution.deviation_reason), year)
        path = f"{subject.path}.execution"
        if told:
            yield SAY.line("measures.of_money", [f"{path}.deviation_reason"], words=told)
        elif left > ZERO and not written:
            yield SAY.want("want.money_measure", [path])
    for row in subject.rows:
        yield from _measure(row, year, wanted=not written)


def _measure(row: Row, year: int | None, *, wanted: bool) -> Iterator[Line]:
    if row.completion.kind not in MISSED:
        return
    told = measures_in(reason_of(row.indicator.deviation_reason), year)
    name = named(row.indicator.name)
    if told:
        yield SAY.line("measures.of_row", [f"{row.path}.deviation_reason"], name=name, words=told)
    elif wanted:
        yield SAY.want("want.measure", [row.path], name=name)


def measures_in(reason: str, year: int | None) -> str:
    """The clauses of a reason that tell what will be done: by their words, or by a year after that of the form.

    >>> measures_in("2名托养员离职，少上门264人次；2025年储备4名候补托养员", 2024)
    '2025年储备4名候补托养员'
    """
    clauses = [clause.strip() for clause in _CLAUSE.split(reason)]
    signs = re.compile(SAY.text("measures.signs"))
    later = [any(named > year for named in years_of(clause)) if year else False for clause in clauses]
    told = [clause for clause, is_later in zip(clauses, later, strict=True) if is_later or signs.search(clause)]
    return "；".join(told)
