"""Importing units and regions from tables: what it would change, line by line, and doing what is good of it.

Both are trees of codes with names. A table may bring superiors and what stands below them in any order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from jixiao_web.accounts.imports import Preview, table_import
from jixiao_web.accounts.models import Region, Unit
from jixiao_web.accounts.policy import Person
from jixiao_web.accounts.selectors import managed_county
from jixiao_web.accounts.tables import Line, lines_of

COLUMNS = ("代码", "名称", "上级代码", "启用")
REGION_COLUMNS = COLUMNS[:3]
MOST = 20_000
_UNIT_CODE = re.compile(r"[0-9A-Za-z]{1,12}")
_REGION_CODE = re.compile(r"[0-9]{6}(?:[0-9]{3}){0,2}")
_ACTIVE = {"": True, "是": True, "1": True, "启用": True, "否": False, "0": False, "停用": False}


class Cell(NamedTuple):
    """A value that a line changes: its column, what stands, what would stand."""

    column: str
    was: str
    now: str


class Change(NamedTuple):
    """What a line would do: `new`, `changed`, `same` or `refused` with the reason."""

    line: int
    kind: str
    code: str
    name: str
    parent: str
    active: bool
    cells: tuple[Cell, ...] = ()
    reason: str = ""

    @property
    def told(self) -> list[Any]:
        """All that it would write."""
        return [self.code, self.name, self.parent, self.active]


class Sort(NamedTuple):
    """What is imported.

    Attributes:
        columns: that are read. most_name: letters of a name. in_county: the rows that a county's table may name.
        new: a row that is not there yet. fault: why a county may not write a code; empty where it may.
    """

    kind: str
    columns: tuple[str, ...]
    most_name: int
    in_county: Callable[[str], QuerySet[Any]]
    new: Callable[[str, str], Any]
    fault: Callable[[str, str], str]


def _unit_fault(county: str, code: str) -> str:
    return "" if _UNIT_CODE.fullmatch(code) else gettext("代码应为1至12位数字或字母。")


def _region_fault(county: str, code: str) -> str:
    if not _REGION_CODE.fullmatch(code):
        return gettext("地区代码应为6、9或12位数字。")
    if not code.startswith(county) and code not in _above(county):
        return gettext("只能导入本县、本县以上和本县以下的地区。")
    return ""


def _above(county: str) -> tuple[str, str]:
    """The codes of a county's province and city, by GB/T 2260."""
    return f"{county[:2]}0000", f"{county[:4]}00"


def _regions(county: str) -> QuerySet[Region]:
    return Region.objects.filter(Q(code__startswith=county) | Q(code__in=_above(county)))


UNITS = Sort(
    "units", COLUMNS, 120, lambda county: Unit.objects.filter(county_code=county),
    lambda county, code: Unit(county_code=county, code=code), _unit_fault,
)  # fmt: skip
REGIONS = Sort("regions", REGION_COLUMNS, 60, _regions, lambda county, code: Region(code=code), _region_fault)


def units_preview(*, person: Person, text: str) -> Preview[Change]:
    """What a table of units would change in the person's county: `tree_preview`."""
    return tree_preview(person=person, text=text, sort=UNITS)


def units_import(*, person: Person, text: str, seen: str) -> Preview[Change]:
    """Do what is good of a table of units: `tree_import`."""
    return tree_import(person=person, text=text, seen=seen, sort=UNITS)


def tree_preview(*, person: Person, text: str, sort: Sort) -> Preview[Change]:
    """What a table would change in the person's county; changes nothing.

    Raises:
        PermissionDenied: the person manages no county.
        FileRefused: the table cannot be read.
    """
    county = managed_county(person)
    stand = {each.code: each for each in sort.in_county(county).select_related("parent")}
    changes = [_judged(sort, county, line, stand) for line in lines_of(text, COLUMNS[:2], MOST)]
    return Preview(tuple(_without_orphans(list(_without_doubles(changes)), stand)))


def tree_import(*, person: Person, text: str, seen: str, sort: Sort) -> Preview[Change]:
    """Do what is good of a table, as `table_import`."""

    def put(county: str, preview: Preview[Change]) -> Preview[Change]:
        _put(sort, county, preview)
        return preview

    def detail(preview: Preview[Change]) -> dict[str, Any]:
        return {
            "new": [each.told for each in preview.of("new")],
            "changed": {each.code: [list(cell) for cell in each.cells] for each in preview.of("changed")},
            "refused": len(preview.of("refused")),
        }

    return table_import(
        person=person, seen=seen, kind=sort.kind, put=put, detail=detail,
        preview_of=lambda: tree_preview(person=person, text=text, sort=sort),
    )  # fmt: skip


def _judged(sort: Sort, county: str, line: Line, stand: dict[str, Any]) -> Change:
    values = {column: words for column, words in line.values.items() if column in sort.columns}
    code, name, parent = values["代码"], values.get("名称", ""), values.get("上级代码", "")
    active = _ACTIVE.get(values.get("启用", ""))
    found = Change(line.number, "new", code, name, parent, active is not False)
    reason = sort.fault(county, code) or _fault(sort, found, active)
    if reason:
        return found._replace(kind="refused", reason=reason)
    row = stand.get(code)
    if row is None:
        return found
    cells = tuple(_cells(found, row, values))
    if cells and isinstance(row, Region) and not code.startswith(county):
        return found._replace(kind="refused", reason=gettext("上级地区已经登记，不能由本县修改。"))
    was = found._replace(parent=_parent(row) if "上级代码" not in values else parent)
    was = was._replace(active=row.active if "启用" not in values and isinstance(row, Unit) else was.active)
    return was._replace(kind="changed" if cells else "same", cells=cells)


def _fault(sort: Sort, found: Change, active: bool | None) -> str:
    if not found.name or len(found.name) > sort.most_name:
        return gettext("名称应为1至%(most)s个字。") % {"most": sort.most_name}
    if found.parent == found.code:
        return gettext("上级不能是自己。")
    if active is None:
        return gettext("“启用”应填是或否。")
    return ""


def _cells(found: Change, row: Any, values: dict[str, str]) -> Iterator[Cell]:
    if found.name != row.name:
        yield Cell("名称", row.name, found.name)
    if "上级代码" in values and found.parent != _parent(row):
        yield Cell("上级代码", _parent(row), found.parent)
    if "启用" in values and found.active != row.active:
        yield Cell("启用", "是" if row.active else "否", "是" if found.active else "否")


def _parent(row: Any) -> str:
    return row.parent.code if row.parent else ""


def _without_doubles(changes: list[Change]) -> Iterator[Change]:
    first: dict[str, int] = {}
    for change in changes:
        if change.kind != "refused" and change.code in first:
            reason = gettext("代码与第%(line)s行重复。") % {"line": first[change.code]}
            yield change._replace(kind="refused", reason=reason, cells=())
        else:
            first.setdefault(change.code, change.line)
            yield change


def _without_orphans(changes: list[Change], stand: dict[str, Any]) -> list[Change]:
    """Refuse lines whose superior is missing or leads back to the line itself; again, until none is left."""
    while True:
        above = {code: _parent(unit) for code, unit in stand.items()}
        above |= {each.code: each.parent for each in changes if each.kind != "refused"}
        judged = [each if each.kind == "refused" else _with_superior(each, above) for each in changes]
        if judged == changes:
            return changes
        changes = judged


def _with_superior(change: Change, above: dict[str, str]) -> Change:
    seen, at = {change.code}, change.parent
    while at:
        if at not in above:
            reason = gettext("上级代码%(code)s不存在，或者那一行没有被接受。") % {"code": at}
            return change._replace(kind="refused", reason=reason, cells=())
        if at in seen:
            reason = gettext("上级关系成环：%(code)s。") % {"code": at}
            return change._replace(kind="refused", reason=reason, cells=())
        seen.add(at)
        at = above[at]
    return change


def _put(sort: Sort, county: str, preview: Preview[Change]) -> None:
    """New rows know their keys before they are written, so that superiors may stand in the same table."""
    stand = {each.code: each for each in sort.in_county(county)}
    new = [sort.new(county, each.code) for each in preview.of("new")]
    stand |= {each.code: each for each in new}
    with_active = "启用" in sort.columns
    for change in preview.of("new", "changed"):
        row = stand[change.code]
        row.name, row.parent = change.name, stand[change.parent] if change.parent else None
        if with_active:
            row.active = change.active
    rows = sort.in_county(county).model._default_manager
    rows.bulk_create(new, batch_size=2000)
    changed = [stand[each.code] for each in preview.of("changed")]
    rows.bulk_update(changed, ["name", "parent", *["active"] * with_active], batch_size=500)
