"""The words for the places of a template, from a document of the model. Knows which values are missing and which told.

Slots are filled by `of_project.py` and `of_row.py`, names are `places.py`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import UNSET

from jixiao.documents.limits import DEFAULT, Limits
from jixiao.documents.numbering import chinese
from jixiao.documents.writing.template import Template
from jixiao.documents.writing.template_fill import Repeat
from jixiao.documents.writing.template_places import Place
from jixiao.forms.written.filled import Filled, amount_filled, percent_filled, text_filled
from jixiao.forms.written.gaps import MARK, FormRefused, Gap, GapReason
from jixiao.forms.written.goals import unit_text
from jixiao.forms.written.narrative_project import lines_of_project
from jixiao.forms.written.of_project import Holder
from jixiao.forms.written.of_row import Row
from jixiao.forms.written.places import (
    MONEY_UNITS,
    OF_LEVEL,
    Known,
    TemplateRefused,
    known,
    level_of,
    list_of,
    may_be_empty,
    steps,
    told,
    wrong_names,
)
from jixiao.model import Department, Document, OverallGoal, Project

_NO_MEMBERS: dict[str, tuple[str, str, GapReason]] = {
    "项目": ("projects", "项目", "no_projects"),
    "部门整体": ("department", "部门整体", "no_department"),
    "指标": ("{holder}.indicators", "绩效指标", "no_rows"),
    "年度主要任务": ("{holder}.tasks", "年度主要任务", "missing"),
    "总体绩效目标": ("overall_goals", "总体绩效目标", "missing"),
    "工作保障措施": ("safeguards", "工作保障措施", "missing"),
    "分项绩效目标": ("projects", "分项绩效目标", "no_projects"),
}


class FilledTemplate(msgspec.Struct, frozen=True):
    """A filled template.

    Attributes:
        told: paths of the values in it. missing: how many values are marked as wanted.
    """

    data: bytes
    told: frozenset[str]
    missing: int


def fill_template(
    document: Document, data: bytes, name: str, *, marks: bool = False, limits: Limits = DEFAULT
) -> FilledTemplate:
    """A unit's own .docx with the values of a document at its places.

    Args:
        name: of the template, for messages.
        marks: a value that the document lacks is marked 待填 instead of refused.
    Raises:
        UnreadableFile: no .docx, protected, or without a place.
        TemplateRefused: a place has no known name, or stands where it cannot be filled.
        FormRefused: the document lacks values.
    """
    template = Template(data, name, limits)
    if wrong := [*wrong_names(template.places), *map(told, template.faults)]:
        raise TemplateRefused(name, wrong)
    ledger = Ledger(marks)
    filled = template.filled(Here(ledger, document))
    if filled.faults:
        raise TemplateRefused(name, [told(fault) for fault in filled.faults])
    if ledger.gaps and not marks:
        raise FormRefused(tuple(ledger.gaps))
    return FilledTemplate(filled.data, frozenset(ledger.told), len(ledger.gaps))


@dataclass
class Ledger:
    """What the places told of the document, and what it lacks for them."""

    marks: bool = False
    told: set[str] = field(default_factory=set)
    gaps: dict[Gap, None] = field(default_factory=dict)

    def lacks(self, gap: Gap) -> str:
        self.gaps[gap] = None
        return MARK


@dataclass(frozen=True, slots=True)
class Here:
    """What places speak of at one spot: the document, a member of one of its lists, or the lack of any.

    Attributes:
        path: the lists that this is a member of. number: among the members, from 1; 0 where there are none.
        empty: the list that has no members.
        line: for a list of texts: the words, and the paths of the values in them.
    """

    ledger: Ledger
    document: Document
    path: tuple[str, ...] = ()
    holder: Holder | None = None
    row: Row | None = None
    line: tuple[str, tuple[str, ...]] | None = None
    number: int = 0
    empty: str = ""

    def repeat(self, name: str) -> Repeat:
        """How a list repeats."""
        found = list_of(name.partition(OF_LEVEL)[0])
        return found.repeats if found else "block"

    def lists_of(self, place: Place) -> tuple[str, ...]:
        """The lists that a place or a block runs over."""
        found = list_of(place.name) if place.mark else known(place.name)
        if found is None or found.lists[-1:] != ("指标",):
            return found.lists if found else ()
        entered = next((name for name in self.path if name.startswith("指标")), None)
        level = level_of(place)
        return (*found.lists[:-1], entered or (f"指标{OF_LEVEL}{level}" if level else "指标"))

    def each(self, name: str, place: Place) -> Sequence[Here]:
        """The members of a list, one that stands for their lack where there are none."""
        members = self._members(name)
        if not members and not (place.mark and (may_be_empty(place) or level_of(place))):
            return [replace(self, path=self._path(name), number=0, empty=self.empty or name)]
        return [replace(member, number=number) for number, member in enumerate(members, 1)]

    def _members(self, name: str) -> list[Here]:
        document = self.document
        if name == "项目" and document.projects:
            return [self._held(project, f"projects[{n}]") for n, project in enumerate(document.projects)]
        if name in ("项目", "部门整体"):
            return [] if document.department is UNSET else [self._held(document.department, "department")]
        path = self._path(name)
        if name == "总体绩效目标":
            goals = [(_goal(goal), f"overall_goals[{n}]") for n, goal in enumerate(document.overall_goals)]
            return [replace(self, path=path, line=(words, (at,))) for words, at in goals]
        if name == "工作保障措施":
            measures = [(each.text, f"safeguards[{n}]") for n, each in enumerate(document.safeguards)]
            return [replace(self, path=path, line=(words, (at,))) for words, at in measures]
        if self.holder is None:
            return []
        holder = self.holder
        if name == "分项绩效目标":
            if not isinstance(holder.value, Project):
                return []
            lines = lines_of_project(holder.value, self.number, holder.path)
            return [replace(self, path=path, line=(line.text, line.sources)) for line in lines]
        if name.startswith("指标"):
            level = name.partition(OF_LEVEL)[2]
            rows = [
                Row(holder, f"{holder.path}.indicators[{n}]", indicator)
                for n, indicator in enumerate(holder.value.indicators)
                if not level or level in (indicator.dimension, indicator.category)
            ]
        else:
            tasks = holder.value.tasks if isinstance(holder.value, Department) else ()
            rows = [Row(holder, f"{holder.path}.tasks[{n}]", task=task) for n, task in enumerate(tasks)]
        return [replace(self, path=path, row=row) for row in rows]

    def _path(self, name: str) -> tuple[str, ...]:
        """The lists entered, one more among them; who speaks of the whole department speaks of no single project."""
        return (*self.path, name, "项目") if name == "部门整体" else (*self.path, name)

    def _held(self, value: Project | Department, path: str) -> Here:
        return replace(
            self,
            path=self._path("部门整体" if path == "department" else "项目"),
            holder=Holder(self.document, value, path, "元"),
        )

    def text(self, place: Place) -> str:
        """The words for a place; a mark where the document has none and the place wants some."""
        name = known(place.name)
        assert name is not None, "names are checked before"
        filled = self._filled(name, next((unit for unit in MONEY_UNITS if unit in place.remarks), "元"))
        if filled and filled.text:
            self.ledger.told |= {filled.path}
            return filled.text
        if name.table == "members" or may_be_empty(place) or (filled is None and level_of(place)):
            return ""
        if filled is None:
            path, label, reason = _NO_MEMBERS[self.empty]
            path = path.replace("{holder}", self.holder.path if self.holder else "projects[0]")
            return self.ledger.lacks(Gap(path=path, label=label, reason=reason))
        return self.ledger.lacks(Gap(path=filled.path, label=place.typed, reason="missing"))

    def _filled(self, name: Known, money_unit: str) -> Filled | None:
        """The value of a name; None where there is no member that it could be of."""
        if name.table == "documents":
            return self._of_document(name, money_unit)
        if name.table == "members":
            word = chinese(self.number) if name.slot == "chinese" else str(self.number)
            return Filled(word if self.number else "", "")
        if name.table == "texts":
            if self.line is None:
                return None
            self.ledger.told |= set(self.line[1])
            return Filled(self.line[0], "")
        if self.holder is None:
            return None
        holder = replace(self.holder, money_unit=money_unit)
        if name.table == "holders":
            return holder.fill(name.slot)
        if self.row is None:
            return None
        row = self.row._replace(holder=holder)
        if name.table == "tasks":
            return row.fill(f"task.{name.slot}")
        return row._replace(splits=True).fill("target") if name.slot == "number" else row.fill(name.slot)

    def _of_document(self, name: Known, money_unit: str) -> Filled:
        document = self.document
        if name.slot == "unit":
            return text_filled(unit_text(document.unit), "unit")
        if name.slot == "count":
            return Filled(str(len(document.projects)), "")
        if name.slot == "total":
            budgets = [project.funds.budget_yuan for project in document.projects]
            known_ones = [budget for budget in budgets if budget is not None]
            all_known = known_ones and len(known_ones) == len(budgets)
            total = sum(known_ones, Decimal(0)) if all_known else None
            return amount_filled(total, "projects[].funds.budget_yuan", money_unit)
        return _at(document, name.slot, money_unit)


def _goal(goal: OverallGoal) -> str:
    """A goal in one text: its heading, a full stop, and what follows it."""
    stop = "" if goal.heading.endswith(("！", "？")) and not goal.text else "。"
    return f"{goal.heading.strip()}{stop}{goal.text.strip()}"


def _at(document: Document, path: str, money_unit: str) -> Filled:
    """The value at a path of the model, as the papers print it; nothing where the document has none there."""
    value: Any = document
    for number, word in steps(path):
        if number:
            value = value[int(number)] if isinstance(value, tuple) and int(number) < len(value) else None
        else:
            value = value.get(word) if isinstance(value, dict) else getattr(value, word, None)
    if not isinstance(value, (str, int, Decimal)):
        return Filled("", path)
    if isinstance(value, Decimal) and path.endswith("_yuan"):
        return amount_filled(value, path, money_unit)
    if isinstance(value, Decimal) and path.endswith("_percent"):
        return percent_filled(value, path)
    return Filled(str(value), path)
