"""The performance report's first two sections: what was evaluated, and how. Leaves money, goals and marks to others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import UNSET, Struct

from jixiao.documents.writing.paper import Item, Line
from jixiao.forms.written.amounts import amount_text
from jixiao.forms.written.narrative_words import target_text
from jixiao.law import cite
from jixiao.model import Department, Document, FundPart, Indicator, Project
from jixiao.report.drafts.evaluated import NO_LEVEL, PLAN, Subject, rate_percent, unevaluated
from jixiao.report.drafts.sentences import Sentences, flat, named, second_level, told, wan
from jixiao.report.drafts.tables import Align, table_of
from jixiao.scoring.marks import ZERO, plain
from jixiao.scoring.recount import DIFFERENT

SAY = Sentences("performance_report")

_PROJECT = "项目"
_WIDTHS = (5, 24, 11, 11, 11, 9, 9, 7)
_ALIGNS: tuple[Align, ...] = ("centre", "left", "right", "right", "right", "right", "right", "centre")


class Report(Struct, frozen=True):
    """What a performance report is written from.

    Attributes:
        year: the year in words, or its mark.
    """

    document: Document
    plan: Document | None
    subjects: tuple[Subject, ...]
    year: str

    @property
    def wide(self) -> bool:
        """Whether it is of a whole department."""
        return self.document.kind == "department_self_evaluation"


def title_of(subject: Subject) -> str:
    """How a heading names a project, or the department."""
    if isinstance(subject.value, Department):
        return SAY.text("about.whole")
    return " ".join((subject.name or "").split()) or SAY.text("about.nameless")


def target_of(indicator: Indicator) -> str:
    """指标值 as a sentence prints it; a dash where none stands."""
    words = indicator.target.text if indicator.target else ""
    return target_text(flat(words)) if words.strip() else "—"


def about(report: Report) -> Iterator[Item]:
    """一、项目基本情况: of one subject aspect by aspect, of several a table and each in turn."""
    subjects = report.subjects
    if len(subjects) == 1:
        for number, (title, lines) in enumerate(_aspects(subjects[0], report), 1):
            yield second_level(number, SAY.text(title))
            yield from lines
        return
    yield second_level(1, SAY.text("about.all"))
    yield from _all(report)
    for number, subject in enumerate(subjects, 2):
        yield second_level(number, title_of(subject))
        for _, lines in _aspects(subject, report):
            yield from lines


def _aspects(subject: Subject, report: Report) -> Iterator[tuple[str, Iterable[Line]]]:
    yield "about.department_set_up" if report.wide else "about.set_up", _set_up(subject, report)
    yield "about.funds", _funds(subject)
    yield "about.aims", _aims(subject)


def _set_up(subject: Subject, report: Report) -> Iterator[Line]:
    value, path = subject.value, subject.path
    if isinstance(value, Department):
        yield SAY.want("want.department", [path])
        if tasks := [flat(task.name) for task in value.tasks if task.name]:
            yield SAY.line("about.tasks", [f"{path}.tasks"], count=len(tasks), tasks="、".join(tasks))
        return
    yield from _named(value, subject)
    if report.plan and not subject.approved:
        yield SAY.line("about.not_planned", [f"{path}.name", f"{PLAN}projects"])
        yield SAY.want("want.not_planned", [f"{path}.name"])
    labels = ("立项依据", "项目立项依据", "政策依据", "设立依据")
    yield from _told(subject, "about.basis", labels, wanted="want.basis")
    planned = subject.planned
    if value.purpose:
        yield SAY.line("about.purpose", [f"{path}.purpose"], words=flat(value.purpose))
    elif isinstance(planned, Project) and planned.purpose and subject.approved:
        source = f"{PLAN}{subject.approved.subject}.purpose"
        yield SAY.line("about.purpose", [source], words=flat(planned.purpose))
    else:
        yield SAY.want("want.purpose", [path])
    yield from _told(subject, "about.content", ("项目实施内容及过程概述", "项目内容", "主要内容"))


def _named(project: Project, subject: Subject) -> Iterator[Line]:
    path = subject.path
    name = named(project.name)
    if not name:
        yield SAY.want("want.name", [f"{path}.name"])
    carried_out_by = subject.detail("实施单位", "项目单位") or ("", None)
    clauses, sources = [], [f"{path}.name"]
    for key, source, value in (
        ("about.coded", f"{path}.code", project.code),
        ("about.department", f"{path}.department", project.department),
        ("about.carried_out_by", *carried_out_by),
    ):
        if value and value.strip():
            clauses.append(SAY.text(key, name=flat(value)))
            sources.append(source)
    called = SAY.text("about.called_project" if name.endswith(_PROJECT) else "about.called", name=name) if name else ""
    if clauses:
        yield told(f"{called}{'，'.join(clauses)}。", sources)
    elif name:
        yield SAY.line("about.only_called", sources, called=called)


def _told(subject: Subject, key: str, labels: tuple[str, ...], wanted: str = "") -> Iterator[Line]:
    """What a labelled cell of the form, or else of the plan, tells; or the mark of what is wanted."""
    found = subject.detail(*labels) or subject.planned_detail(*labels)
    if found:
        yield SAY.line(key, found[:1], words=flat(found[1]))
    elif wanted:
        yield SAY.want(wanted, [subject.path])


def _funds(subject: Subject) -> Iterator[Line]:
    path = f"{subject.path}.execution"
    initial, budget = subject.initial, subject.budget
    if budget is None:
        yield SAY.want("want.funds", [subject.path])
    elif initial is None:
        yield SAY.line("money.budget", [subject.budget_path], budget=wan(budget))
        yield SAY.want("want.initial", [path])
    elif initial == budget:
        yield SAY.line("money.same", [f"{path}.initial_yuan", subject.budget_path], initial=wan(initial))
    else:
        sources = [f"{path}.initial_yuan", subject.budget_path]
        yield SAY.line("money.initial", sources, initial=wan(initial), budget=wan(budget))
        key = "money.more" if budget > initial else "money.less"
        yield SAY.line(key, sources, by=wan(abs(budget - initial)))
        yield SAY.want("want.adjusted", sources)
    yield from _sources_of_money(subject)
    yield from _beside_plan(subject, initial)


def _sources_of_money(subject: Subject) -> Iterator[Line]:
    execution = subject.value.execution
    rows = execution.parts if execution and execution.parts is not UNSET else ()
    funds = subject.value.funds.parts
    parts = [FundPart(label=row.label, yuan=row.adjusted_yuan) for row in rows if row.adjusted_yuan is not None]
    source = f"{subject.path}.execution.parts"
    if not parts and funds is not UNSET:
        parts, source = [*funds], f"{subject.path}.funds.parts"
    told = [SAY.text("money.of_part", label=flat(part.label), amount=wan(part.yuan)) for part in parts if part.yuan]
    if told:
        yield SAY.line("money.parts", [source], parts="、".join(told))


def _beside_plan(subject: Subject, initial: Decimal | None) -> Iterator[Line]:
    planned = subject.planned.funds.budget_yuan if subject.planned else None
    if planned is None or initial is None or subject.approved is None:
        return
    sources = [f"{PLAN}{subject.approved.subject}.funds.budget_yuan", f"{subject.path}.execution.initial_yuan"]
    if planned == initial:
        yield SAY.line("money.as_planned", sources)
        return
    yield SAY.line("money.unlike_plan", sources, planned=wan(planned), initial=wan(initial))
    yield SAY.want("want.unlike_plan", sources)


def _aims(subject: Subject) -> Iterator[Line]:
    goals, source = subject.value.goals, f"{subject.path}.goals"
    if not goals and subject.planned and subject.approved:
        goals, source = subject.planned.goals, f"{PLAN}{subject.approved.subject}.goals"
    if not goals:
        yield SAY.want("want.aims", [source])
    elif len(goals) == 1:
        yield SAY.line("about.goal", [source], goal=flat(goals[0]))
    else:
        listed = "；".join(f"{number}.{flat(goal)}" for number, goal in enumerate(goals, 1))
        yield SAY.line("about.goals", [source], count=len(goals), goals=listed)
    yield from _rows_set(subject)
    yield from _rows_beside_plan(subject)


def _rows_set(subject: Subject) -> Iterator[Line]:
    source, levels = [f"{subject.path}.indicators"], subject.by_level
    if not levels:
        yield SAY.want("want.rows", source)
    elif {*levels} == {NO_LEVEL}:
        yield SAY.line("about.rows_only", source, count=len(subject.rows))
    elif len(levels) == 1:
        yield SAY.line("about.rows_of_one", source, count=len(subject.rows), level=next(iter(levels)))
    else:
        parts = [SAY.text("about.of_level", level=level, count=len(rows)) for level, rows in levels.items()]
        yield SAY.line("about.rows", source, count=len(subject.rows), parts="、".join(parts))


def _rows_beside_plan(subject: Subject) -> Iterator[Line]:
    if subject.approved is None or not (subject.rows or subject.dropped):
        return
    sources = [f"{subject.path}.indicators", f"{PLAN}{subject.approved.subject}.indicators"]
    added = [row for row in subject.rows if row.approved is None]
    changed = [row for row in subject.rows if row.retargeted]
    if not (subject.dropped or added or changed):
        yield SAY.line("about.as_planned", sources, count=len(subject.rows))
        return
    if subject.dropped:
        names = "、".join(f"“{named(name)}”" for _, name in subject.dropped)
        yield SAY.line("about.dropped", [path for path, _ in subject.dropped], names=names)
    if added:
        names = "、".join(f"“{named(row.indicator.name)}”" for row in added)
        yield SAY.line("about.added", [row.path for row in added], names=names)
    for row in changed:
        old, new = (target_of(each) if each else "—" for each in (row.approved, row.indicator))
        places = [f"{row.approved_path}.target", f"{row.path}.target"]
        yield SAY.line("about.retargeted", places, name=named(row.indicator.name), old=old, new=new)
    yield SAY.want("want.changed", sources)


def _all(report: Report) -> Iterator[Item]:
    subjects = report.subjects
    budgets, spent = [s.budget for s in subjects], [s.executed for s in subjects]
    budget, executed = _sum(budgets), _sum(spent)
    rate = rate_percent(executed, budget)
    sources = [f"{subject.path}.execution" for subject in subjects if subject.value.execution]
    if budget is None or executed is None or rate is None:
        yield SAY.line("all.count", ["projects", "year"], year=report.year, count=len(subjects))
    else:
        holes = {"budget": wan(budget), "executed": wan(executed), "rate": plain(rate)}
        yield SAY.line("all.sums", ["projects", "year", *sources], year=report.year, count=len(subjects), **holes)
    table, unit = SAY.text("all.table"), SAY.text("all.unit")
    yield Line(text=table, style="table_line", right=unit, sources=tuple(sources))
    rows = [_row(number, subject) for number, subject in enumerate(subjects, 1)]
    initial = _sum([subject.initial for subject in subjects])
    shown = "—" if rate is None else f"{plain(rate)}%"
    rows.append(("", SAY.text("all.sum"), _cell(initial), _cell(budget), _cell(executed), shown, "", ""))
    yield table_of(SAY.text("all.heads").split("|"), rows, _WIDTHS, _ALIGNS)


def _row(number: int, subject: Subject) -> tuple[str | None, ...]:
    money = (_cell(subject.initial), _cell(subject.budget), _cell(subject.executed))
    rate = f"{plain(subject.rate)}%" if subject.rate is not None else "—" if subject.budget == ZERO else None
    total = None if subject.total is None else plain(subject.total)
    return (str(number), title_of(subject), *money, rate, total, subject.grade)


def _cell(yuan: Decimal | None) -> str | None:
    return None if yuan is None else amount_text(yuan, "万元")


def _sum(values: list[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, ZERO) if known and len(known) == len(values) else None


def work(report: Report) -> Iterator[Line]:
    """二、绩效自评工作开展情况: the scope and the way of scoring; how the work went, no value says."""
    yield second_level(1, SAY.text("work.scope_title"))
    rows = sum(len(subject.rows) for subject in report.subjects)
    budget = _sum([subject.budget for subject in report.subjects])
    paths = [subject.path for subject in report.subjects]
    if budget is None:
        scope = "work.department" if report.wide else "work.projects"
        yield SAY.line(scope, paths, count=len(paths), rows=rows)
    else:
        scope = "work.department_money" if report.wide else "work.projects_money"
        yield SAY.line(scope, paths, count=len(paths), rows=rows, budget=wan(budget))
    if left_out := unevaluated(report.document, report.plan):
        names = "、".join(f"“{named(name)}”" for _, name in left_out)
        yield SAY.line("work.unevaluated", [path for path, _ in left_out], names=names)
        yield SAY.want("want.unevaluated", [path for path, _ in left_out])
    yield second_level(2, SAY.text("work.way_title"))
    act = cite("caiyu-2020-10", "16")
    yield SAY.line("work.way", act=act.name.zh, what=act.what.zh)
    lines = [line for subject in report.subjects for line in subject.recount.lines]
    same = sum(line.status in ("same", "other_method") for line in lines)
    judged = same + sum(line.status in DIFFERENT for line in lines)
    if judged:
        key = "work.recounted" if judged == same else "work.recounted_apart"
        yield SAY.line(key, [line.subject for line in lines], judged=judged, same=same, other=judged - same)
    yield second_level(3, SAY.text("work.process_title"))
    yield SAY.want("want.process")
