"""The performance report's sections on money spent and goals reached. Leaves points and grades to `report_score.py`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from msgspec import UNSET

from jixiao.documents.writing.paper import Item, Line
from jixiao.model import Department, Execution
from jixiao.report.drafts.completion import MISSED, REACHED, Kind
from jixiao.report.drafts.evaluated import Row, Subject
from jixiao.report.drafts.report_about import SAY, target_of, title_of
from jixiao.report.drafts.sentences import flat, named, second_level, third_level, wan
from jixiao.scoring.marks import EXACT, ZERO, plain

_NO_REASON = re.compile(r"(?:暂?无|没有|[—\-–/\s。.])*")
_DIGIT = re.compile(r"[0-9]")


def each_subject(
    subjects: Sequence[Subject],
    write: Callable[[Subject], Iterator[Item]],
    first: int = 1,
    last: tuple[str, Line] | None = None,
) -> Iterator[Item]:
    """What is written of each subject, under its name where there are several; nothing under no heading.

    Args:
        first: number of the first heading.
        last: a line of all of them together, with the key of its heading.
    """
    number = first
    for subject in subjects:
        items = [*write(subject)]
        if items and len(subjects) > 1:
            yield second_level(number, title_of(subject))
            number += 1
        yield from items
    if last:
        if number > first:
            yield second_level(number, SAY.text(last[0]))
        yield last[1]


def reason_of(words: object) -> str:
    """A reason as a part of a sentence; empty where the cell says nothing (无, —)."""
    return flat(words) if isinstance(words, str) and not _NO_REASON.fullmatch(words) else ""


def money(subject: Subject) -> Iterator[Line]:
    """The execution of the budget, with the reason for what was not spent."""
    execution, path = subject.value.execution, f"{subject.path}.execution"
    budget, executed = subject.budget, subject.executed
    if execution is None or budget is None or executed is None:
        if execution is not None and execution.rate_percent is not None:
            yield SAY.line("money.only_rate", [f"{path}.rate_percent"], rate=plain(execution.rate_percent))
        yield SAY.want("want.executed", [path])
    else:
        yield from _executed(subject, execution, budget, executed)
    if isinstance(subject.value, Department):
        yield from _tasks_of_money(subject, subject.value)


def _executed(subject: Subject, execution: Execution, budget: Decimal, executed: Decimal) -> Iterator[Line]:
    path = f"{subject.path}.execution"
    sources = [subject.budget_path, f"{path}.executed_yuan"]
    if subject.rate is None:
        yield SAY.line("money.no_budget", sources, executed=wan(executed))
        return
    key = "money.left" if executed < budget else "money.beyond" if executed > budget else "money.executed"
    holes = {"budget": wan(budget), "executed": wan(executed), "rate": plain(subject.rate)}
    yield SAY.line(key, sources, by=wan(abs(budget - executed)), **holes)
    yield from _executed_parts(execution, path)
    written = execution.rate_percent
    if written is not None and _rounded_like(subject.rate, written) != written:
        holes = {"paper": plain(written), "ours": plain(subject.rate)}
        yield SAY.want("want.differing_rate", [f"{path}.rate_percent", *sources], **holes)
    reason = reason_of(execution.deviation_reason)
    if reason:
        yield SAY.line("money.reason", [f"{path}.deviation_reason"], words=reason)
    elif executed != budget:
        yield SAY.want("want.money_reason" if executed < budget else "want.beyond_reason", sources)


def _rounded_like(rate: Decimal, written: Decimal) -> Decimal:
    """Our rate with as many decimals as the written one; never more than it has."""
    exponent = max(written.as_tuple().exponent, rate.as_tuple().exponent)
    return rate.quantize(Decimal((0, (1,), int(exponent))), ROUND_HALF_UP, EXACT)


def _executed_parts(execution: Execution, path: str) -> Iterator[Line]:
    parts = [
        SAY.text("money.of_executed_part", label=flat(row.label), budget=wan(budget), executed=wan(row.executed_yuan))
        for row in execution.parts or ()
        if row.executed_yuan is not None
        and (budget := row.initial_yuan if row.adjusted_yuan is None else row.adjusted_yuan) is not None
        and (budget or row.executed_yuan)
    ]
    if parts:
        yield SAY.line("money.executed_parts", [f"{path}.parts"], parts="；".join(parts))


def _tasks_of_money(subject: Subject, department: Department) -> Iterator[Line]:
    tasks = [
        SAY.text(
            "money.task", name=flat(task.name or ""), budget=wan(task.budget_yuan), executed=wan(task.executed_yuan)
        )
        for task in department.tasks
        if task.budget_yuan is not None and isinstance(task.executed_yuan, Decimal)
    ]
    if tasks:
        yield SAY.line("money.tasks", [f"{subject.path}.tasks"], tasks="；".join(tasks))


def goals_of_one(subject: Subject) -> Iterator[Item]:
    """The goals of the only subject: the outcome, then the indicators under a heading each first level."""
    yield second_level(1, SAY.text("goals.outcome_title"))
    yield from _outcome(subject)
    for number, (level, rows) in enumerate(subject.by_level.items(), 2):
        yield second_level(number, SAY.text("goals.level_title", level=level))
        yield from _level(level, rows)


def goals_of_many(subject: Subject) -> Iterator[Item]:
    """The goals of one subject of several: as of one, its headings a level lower."""
    yield third_level(1, SAY.text("goals.outcome_title"))
    yield from _outcome(subject)
    for number, (level, rows) in enumerate(subject.by_level.items(), 2):
        yield third_level(number, SAY.text("goals.level_title", level=level))
        yield from _level(level, rows)


def _outcome(subject: Subject) -> Iterator[Line]:
    value, path = subject.value, subject.path
    if value.outcome is not UNSET and value.outcome.strip():
        yield SAY.line("goals.outcome", [f"{path}.outcome"], words=flat(value.outcome))
    else:
        yield SAY.want("want.outcome", [path])
    tasks = [
        SAY.text("goals.task", name=named(task.name), completion=flat(task.completion))
        for task in (value.tasks if isinstance(value, Department) else ())
        if task.completion is not UNSET and task.completion.strip()
    ]
    if tasks:
        yield SAY.line("goals.tasks", [f"{path}.tasks"], tasks="；".join(tasks))
    if subject.rows:
        parts = _counts(subject.rows)
        yield SAY.line("goals.counted", [f"{path}.indicators"], count=len(subject.rows), parts=parts)


def _counts(rows: Sequence[Row]) -> str:
    """How many rows were reached, missed and left open."""
    kinds = Counter(row.completion.kind for row in rows)
    done = sum(kinds[kind] for kind in REACHED)
    words = [SAY.text("goals.all_done" if done == len(rows) else "goals.done", count=done)] if done else []
    if words and kinds["over"]:
        words[0] += SAY.text("goals.done_over", count=kinds["over"])
    rest: tuple[Kind, ...] = ("short", "partly", "left_out", "open", "empty")
    words += [SAY.text("goals.of", kind=SAY.text(f"kind.{kind}"), count=kinds[kind]) for kind in rest if kinds[kind]]
    return "、".join(words)


def _level(level: str, rows: Sequence[Row]) -> Iterator[Line]:
    told = "；".join(row_text(row) for row in rows)
    yield SAY.line(
        "goals.level", [row.path for row in rows], level=level, count=len(rows), parts=_counts(rows), rows=told
    )
    for row in rows:
        yield from _reason(row)


def _reason(row: Row) -> Iterator[Line]:
    """Why a row is not as planned; the mark of what is wanted where the form does not say."""
    name, kind = named(row.indicator.name), row.completion.kind
    reason = reason_of(row.indicator.deviation_reason)
    if reason:
        source = f"{row.path}.deviation_reason"
        yield SAY.line("goals.reason", [source, row.path], name=name, verdict=verdict_of(row), words=reason)
    elif kind in MISSED:
        yield SAY.want("want.reason", [row.path], name=name, verdict=SAY.text(f"kind.{kind}"))
    elif row.line.mark.over:
        yield SAY.want("want.far_reason", [row.path], name=name)
    if kind in ("empty", "open"):
        yield SAY.want("want.actual" if kind == "empty" else "want.open", [row.path], name=name)


def row_text(row: Row) -> str:
    """A row in one clause: what was promised, what was reached, what that makes."""
    indicator = row.indicator
    holes = {"label": label_of(row), "actual": actual_of(row), "verdict": verdict_of(row)}
    if indicator.target is None or not indicator.target.text:
        return SAY.text("goals.row_without_target", **holes)
    return SAY.text("goals.row", target=target_of(indicator), **holes)


def actual_of(row: Row) -> str:
    """What was reached: a number as such, words in quotation marks."""
    actual = flat(row.indicator.actual or "")
    if not actual:
        return SAY.text("goals.no_actual")
    return SAY.text("goals.actual" if _DIGIT.search(actual) else "goals.actual_words", actual=actual)


def label_of(row: Row) -> str:
    """Second level and name: 数量指标“清理河渠长度”."""
    category, name = row.indicator.category, named(row.indicator.name)
    if category:
        return SAY.text("goals.label", category=category, name=name)
    return SAY.text("goals.label_without_category", name=name)


def verdict_of(row: Row) -> str:
    """What became of a row: 超额完成（超出6人次）."""
    completion = row.completion
    kind: str = completion.kind
    if kind == "short" and completion.gap:
        kind = "short_above" if completion.above else "short_below"
    return SAY.text(f"verdict.{kind}", gap=completion.gap)


def unspent(subject: Subject) -> Decimal | None:
    """What was left of the budget, negative where more was spent; None where that is unknown."""
    if subject.budget is None or subject.executed is None or subject.budget <= ZERO:
        return None
    return subject.budget - subject.executed
