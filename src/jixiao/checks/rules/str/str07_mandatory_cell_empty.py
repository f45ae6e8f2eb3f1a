"""STR07: a cell that the form demands is empty. Leaves goals to GOL01 and 其他资金 to AMT06."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import UNSET

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem, Item, Part, ProjectItem
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_PROJECTS
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.str.cells import labelled
from jixiao.language import Words
from jixiao.law import cite

ROW = Words("{owner}中“{row}”一行的{cell}未填写。", "In {owner} the row “{row}” has no {cell}.")
LABELS = {"项目名称": "name", "项目编码": "code", "预算数": "funds.budget_yuan", "年度资金总额": "funds.budget_yuan"}
FORM = {"name": "项目名称", "funds.budget_yuan": "预算数", "purpose": "资金用途"}
"""Cells of a form with a spending plan."""


@rule(
    id="STR07",
    level=Level.ERROR,
    title=Words("绩效目标表必填项未填写", "Mandatory cell of a target table empty"),
    citations=[cite("caiyu-2015-88", "22"), cite("integration-standard", "绩效指标")],
    message=Words("{owner}的{cell}未填写。", "{owner} has no {cell}."),
    hint=Words("请补填{cell}；绩效目标表的必填项不得为空。", "Fill in {cell}; mandatory cells must not be empty."),
    kinds=PLANS,
)
def mandatory_cell_empty(dossier: Dossier) -> Outcome:
    """Every mandatory cell of a target table is filled in: name, code, budget, purpose; name and value of an indicator.

    A cell is empty only where the form has a place for it: its label stands there, or other rows of the same project
    have that column filled. An empty description or basis in such a column is a warning. Projects that were not read
    wholly are not judged, nor forms whose values stand in several columns (villages, grade bands).
    """
    whole = [project for project in dossier.projects if project.whole]
    findings = list(_labels(dossier, {project.subject: project for project in whole}))
    known = {draft.spot.subject for draft in findings}
    for project in whole:
        findings += [draft for draft in _form(project) if draft.spot.subject not in known]
        findings += _rows(project.indicators, _named(project))
    department = dossier.department
    if department and department.whole and department.indicators:
        findings += _rows(department.indicators, _named(department))
        return judged(len(whole) + 1, findings, without=NO_PROJECTS)
    return judged(whole, findings, without=NO_PROJECTS)


def _named(owner: Item) -> str:
    return f"项目“{owner.name}”" if isinstance(owner, ProjectItem) and owner.name else "绩效目标表"


def _labels(dossier: Dossier, projects: dict[str, ProjectItem]) -> Iterator[Draft]:
    """Labels whose cell is empty, where the model has no value from elsewhere either."""
    for cell in labelled(dossier, LABELS):
        project = projects.get(cell.subject.partition(".")[0])
        if project is None or cell.value is None or cell.value.strip():
            continue
        if _value(project, cell.subject.partition(".")[2]) is None:
            spot = Part(cell.subject, cell.at, dossier.places)
            yield found(spot, found=cell.at.quote, owner=_named(project), cell=cell.label)


def _form(project: ProjectItem) -> Iterator[Draft]:
    if project.checkpoints:
        for field, label in FORM.items():
            if _value(project, field) is None:
                yield found(project.field(field), owner=_named(project), cell=label)


def _value(project: ProjectItem, field: str) -> object:
    value: object = project.project
    for name in field.split("."):
        value = getattr(value, name)
    return value


def _rows(indicators: tuple[IndicatorItem, ...], owner: str) -> Iterator[Draft]:
    """Rows that lack what other rows of the same list have in a column of its own."""
    rows = [item for item in indicators if item.at.row is not None]
    for field, label, level in (
        ("target", "指标值", None),
        ("name", "三级指标名称", None),
        ("description", "绩效指标描述", Level.WARNING),
        ("basis", "指标值确定依据", Level.WARNING),
    ):
        filled = [item for item in rows if getattr(item.indicator, field)]
        if not filled or len(filled) == len(rows):
            continue
        columns = {item.field(field).at.column for item in filled}
        if len(columns) != 1 or columns & _other_columns(filled, field):
            continue
        for item in rows:
            if getattr(item.indicator, field) or not (item.name or item.target) or _several_values(item):
                continue
            row = item.name or item.indicator.description or item.category
            spot = item.field(field)
            yield found(spot, level=level, message=ROW, owner=owner, row=row, cell=label)


def _other_columns(rows: list[IndicatorItem], field: str) -> set[int | None]:
    """Columns in which the rows' names or values stand."""
    others = [other for other in ("name", "target") if other != field]
    return {row.field(other).at.column for row in rows for other in others if getattr(row.indicator, other)}


def _several_values(item: IndicatorItem) -> bool:
    indicator = item.indicator
    return indicator.grades is not UNSET or indicator.unit_targets is not UNSET
