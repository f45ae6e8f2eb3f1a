"""A self-evaluation with every mark computed anew beside the paper's, for the EVA rules. Leaves judging to them."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import UNSET, Struct

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import DepartmentItem, GoalItem, IndicatorItem, Item, Part, ProjectItem
from jixiao.checks.once import once
from jixiao.forms.values import parse_target
from jixiao.model import Department, Execution, Project, TargetValue
from jixiao.scoring import Line, Recount, Terms, recount, terms_of
from jixiao.scoring.marks import plain

EVIDENCE = "佐证资料"

_NOTHING = re.compile(r"[\s\W_0]*(?:无|暂无|没有)?[\s\W_]*")


class Row(Struct, frozen=True):
    """An indicator with its mark computed anew."""

    item: IndicatorItem
    actual: TargetValue
    line: Line

    @property
    def owner(self) -> str:
        """How a message calls the project or department of the row."""
        return called(self.item.owner)

    @property
    def reason(self) -> str:
        """偏差原因 as written, empty where the cell is or holds but a dash."""
        words = (self.item.indicator.deviation_reason or "").strip()
        return "" if re.fullmatch(r"[\W_0]*", words) else words

    @property
    def evidence(self) -> str | None:
        """佐证资料 of the row, None where it names none."""
        details = self.item.indicator.details
        return None if details is UNSET else details.get(EVIDENCE)

    @property
    def is_words(self) -> bool:
        """Whether the target is qualitative."""
        return self.item.target is not None and self.item.target.operator == "定性"


class Form(Struct, frozen=True):
    """A project, or the whole department, with the words that a message needs for it."""

    item: ProjectItem | DepartmentItem

    @property
    def head(self) -> Item:
        """Where a reader looks for what is wrong with the whole: the project's name."""
        return self.item.field("name") if self.item.name else self.item

    @property
    def name(self) -> str:
        """How a message calls it."""
        return called(self.item)


class Evaluated(Form, frozen=True):
    """A form with its marks computed anew."""

    recount: Recount
    rows: tuple[Row, ...]

    @property
    def holder(self) -> Project | Department:
        """The project or department of the model."""
        return self.item.project if isinstance(self.item, ProjectItem) else self.item.department

    @property
    def execution(self) -> Execution | None:
        """预算执行情况, None where the form has no such block."""
        return self.holder.execution


def terms(dossier: Dossier) -> Terms:
    """The terms of scoring in force for the document."""
    return terms_of(dossier.law)


@once
def evaluations(dossier: Dossier) -> tuple[Evaluated, ...]:
    """Every project of the document, and its department, computed anew."""
    by_subject = {one.subject: one for one in recount(dossier.document, terms(dossier), _value)}
    return tuple(_evaluated(owner, by_subject[owner.subject]) for owner in dossier.forms)


def rows(dossier: Dossier) -> tuple[Row, ...]:
    """Every row of every evaluation."""
    return tuple(row for one in evaluations(dossier) for row in one.rows)


def called(owner: ProjectItem | GoalItem | DepartmentItem) -> str:
    """How a message calls an owner of indicators."""
    return owner.name or ("部门整体" if isinstance(owner, DepartmentItem) else "本项目")


def left_empty(item: IndicatorItem, name: str, beside: str) -> Part:
    """A value that is not there, shown where another one of its row stands."""
    return Part(f"{item.subject}.{name}", item.field(beside).at, item.places)


def says_something(words: object) -> bool:
    """Whether a cell holds more than a dash, a nought or 无."""
    return isinstance(words, str) and _NOTHING.fullmatch(words) is None


def points(value: Decimal | None) -> str:
    """Points without the zeros at their end."""
    return "—" if value is None else plain(value)


def _evaluated(owner: ProjectItem | DepartmentItem, found: Recount) -> Evaluated:
    pairs = zip(owner.indicators, found.rows, strict=True)
    return Evaluated(owner, found, tuple(Row(item, _value(item.indicator.actual or ""), line) for item, line in pairs))


def _value(words: str) -> TargetValue:
    return parse_target(words)[0]
