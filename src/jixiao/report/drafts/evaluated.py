"""A self-evaluation as its report needs it: projects with their money, marks and rows, beside the approved plan.

Computes nothing itself: rates, marks, totals and grades are those of `jixiao.scoring`. Leaves the words to the drafts.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from msgspec import UNSET, Struct, UnsetType

from jixiao.checks.items import DepartmentItem, Places, ProjectItem, department_item, project_items
from jixiao.checks.pairs import indicator_pairs, project_pairs
from jixiao.forms.values import parse_target
from jixiao.law import Law
from jixiao.model import Department, Document, Indicator, Project, TargetValue
from jixiao.report.drafts.completion import Completion, completion_of
from jixiao.scoring import Line, Recount, Terms, budget_of, execution_rate, grade_of, recount, terms_of
from jixiao.scoring.marks import EXACT, two_places

PLAN = "plan:"
"""Before a path of the approved plan."""

_HUNDRED = Decimal(100)
NO_LEVEL = "绩效指标"

Item = ProjectItem | DepartmentItem


class Row(Struct, frozen=True):
    """An indicator: its path, its mark beside ours, how far it was reached, and the approved one."""

    path: str
    indicator: Indicator
    line: Line
    completion: Completion
    approved: Indicator | None
    approved_path: str | None

    @property
    def points(self) -> Decimal | None:
        """The form's own points; ours where it prints none and they leave no choice."""
        return self.line.counted if self.indicator.score is None else self.indicator.score

    @property
    def retargeted(self) -> bool:
        """Whether the approved target is another one."""
        return self.approved is not None and not _same(self.approved.target, self.indicator.target)


class Subject(Struct, frozen=True, dict=True):
    """A project, or the whole department, that was evaluated.

    Attributes:
        approved: the same in the plan, None where there is no plan or it has no such project.
        dropped: paths and names of approved indicators that were not evaluated.
    """

    path: str
    value: Project | Department
    recount: Recount
    rows: tuple[Row, ...]
    terms: Terms
    approved: Item | None = None
    dropped: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str | None:
        """The project's name; None for a department."""
        return self.value.name if isinstance(self.value, Project) else None

    @property
    def planned(self) -> Project | Department | None:
        """The approved project or department itself."""
        if isinstance(self.approved, ProjectItem):
            return self.approved.project
        return self.approved.department if self.approved else None

    @property
    def initial(self) -> Decimal | None:
        """年初预算数, yuan."""
        return self.value.execution.initial_yuan if self.value.execution else None

    @property
    def budget(self) -> Decimal | None:
        """全年预算数, yuan."""
        return budget_of(self.value.execution) if self.value.execution else None

    @property
    def budget_path(self) -> str:
        """Where 全年预算数 stands."""
        execution = self.value.execution
        name = "initial" if execution and execution.adjusted_yuan is None else "adjusted"
        return f"{self.path}.execution.{name}_yuan"

    @property
    def executed(self) -> Decimal | None:
        """全年执行数, yuan."""
        return self.value.execution.executed_yuan if self.value.execution else None

    @cached_property
    def rate(self) -> Decimal | None:
        """Execution rate in percent points, two places; None where a number is missing or the budget is 0."""
        return rate_percent(self.executed, self.budget)

    @cached_property
    def total(self) -> Decimal | None:
        """The form's total; where it prints none, the sum of its marks, if they are marks of all that there is."""
        if self.value.total_score is not None:
            return self.value.total_score
        weights, added = self.recount.weights, self.recount.added.ours
        if weights.paper is None or weights.differs:
            return None
        return self.recount.total.ours if added is None else added

    @property
    def total_paths(self) -> list[str]:
        """Where the total stands, or what it is the sum of."""
        if self.value.total_score is not None:
            return [f"{self.path}.total_score"]
        return [line.subject for line in self.recount.lines]

    @cached_property
    def grade(self) -> str | None:
        """The grade of the total."""
        return None if self.total is None else grade_of(self.total, self.terms)

    @cached_property
    def by_level(self) -> dict[str, tuple[Row, ...]]:
        """The rows by first level, in the order of the form."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.indicator.dimension or NO_LEVEL, []).append(row)
        return {level: tuple(rows) for level, rows in found.items()}

    def detail(self, *labels: str) -> tuple[str, str] | None:
        """A labelled cell of the form that has no field of its own: its path and words."""
        return next(_details(self.path, self.value.details, labels), None)

    def planned_detail(self, *labels: str) -> tuple[str, str] | None:
        """The same of the approved plan."""
        if self.approved is None or self.planned is None:
            return None
        return next(_details(PLAN + self.approved.subject, self.planned.details, labels), None)


def rate_percent(executed: Decimal | None, budget: Decimal | None) -> Decimal | None:
    """The execution rate in percent points, two places."""
    rate = None if executed is None or budget is None else execution_rate(executed, budget)
    return None if rate is None else two_places(EXACT.multiply(rate, _HUNDRED))


def subjects_of(document: Document, law: Law, plan: Document | None) -> tuple[Subject, ...]:
    """What was evaluated: the department first, then the projects, each beside what the plan says of it."""
    terms = terms_of(law)
    counted = {each.subject: each for each in recount(document, terms, lambda words: parse_target(words)[0])}
    return tuple(
        _subject(item, other, counted[item.subject], terms, document.year) for item, other in _pairs(document, plan)
    )


def unevaluated(document: Document, plan: Document | None) -> tuple[tuple[str, str], ...]:
    """Paths and names of approved projects that were not evaluated; of a department's own evaluation none is asked."""
    if plan is None or document.department is not UNSET:
        return ()
    pairs = project_pairs(project_items(document, Places(document)), project_items(plan, Places(plan)))
    return tuple((PLAN + pair.right.subject, pair.right.name) for pair in pairs if pair.left is None and pair.right)


def _pairs(document: Document, plan: Document | None) -> Iterator[tuple[Item, Item | None]]:
    whole = department_item(document, Places(document))
    if whole:
        yield whole, department_item(plan, Places(plan)) if plan else None
    projects = project_items(document, Places(document))
    planned = project_items(plan, Places(plan)) if plan else ()
    found = {pair.left.subject: pair.right for pair in project_pairs(projects, planned) if pair.left}
    yield from ((project, found.get(project.subject)) for project in projects)


def _subject(item: Item, approved: Item | None, counted: Recount, terms: Terms, year: int | None) -> Subject:
    pairs = indicator_pairs(item.indicators, approved.indicators) if approved else ()
    found = {pair.left.subject: pair.right for pair in pairs if pair.left}
    rows = []
    for one, line in zip(item.indicators, counted.rows, strict=True):
        other = found.get(one.subject)
        completion = completion_of(one.indicator, terms, year)
        path = PLAN + other.subject if other else None
        rows.append(Row(one.subject, one.indicator, line, completion, other.indicator if other else None, path))
    return Subject(
        path=item.subject,
        value=item.project if isinstance(item, ProjectItem) else item.department,
        recount=counted,
        rows=tuple(rows),
        terms=terms,
        approved=approved,
        dropped=tuple((PLAN + p.right.subject, p.right.name) for p in pairs if p.left is None and p.right),
    )


def _same(one: TargetValue | None, other: TargetValue | None) -> bool:
    """Whether two targets promise the same; what is written without a number by its words."""
    if one is None or other is None:
        return one is other
    if one.amount is None or other.amount is None:
        return "".join(one.text.split()) == "".join(other.text.split())
    parts = ((each.operator, each.amount, each.unit, each.upper, each.dates) for each in (one, other))
    return len(set(parts)) == 1


def _details(path: str, details: dict[str, str] | UnsetType, labels: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for label in labels:
        if details is not UNSET and details.get(label, "").strip():
            yield f"{path}.details.{label}", details[label]
