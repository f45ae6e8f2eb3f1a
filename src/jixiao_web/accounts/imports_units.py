"""Importing units from a table: what it would change, line by line, and doing what is good of it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext

from jixiao_web.accounts.errors import ChangedMeanwhile
from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Person
from jixiao_web.accounts.selectors import managed_county
from jixiao_web.accounts.tables import Line, lines_of
from jixiao_web.audit.log import log_append

COLUMNS = ("代码", "名称", "上级代码", "启用")
MOST = 20_000
_CODE = re.compile(r"[0-9A-Za-z]{1,12}")
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


class Preview(NamedTuple):
    """What a table would do, and its digest: two previews of one digest do the same."""

    changes: tuple[Change, ...]
    digest: str

    def of(self, kind: str) -> list[Change]:
        """The changes of a kind."""
        return [change for change in self.changes if change.kind == kind]

    @property
    def new(self) -> list[Change]:
        """Lines about units that are not there yet."""
        return self.of("new")

    @property
    def changed(self) -> list[Change]:
        """Lines that change a unit."""
        return self.of("changed")

    @property
    def same(self) -> list[Change]:
        """Lines that say what stands already."""
        return self.of("same")

    @property
    def refused(self) -> list[Change]:
        """Lines that are not accepted."""
        return self.of("refused")

    @property
    def good(self) -> int:
        """How many lines would change something."""
        return len(self.new) + len(self.changed)


def units_preview(*, person: Person, text: str) -> Preview:
    """What a table of units would change in the person's county; changes nothing.

    Raises:
        PermissionDenied: the person manages no county.
        FileRefused: the table cannot be read.
    """
    county = managed_county(person)
    stand = {unit.code: unit for unit in Unit.objects.filter(county_code=county).select_related("parent")}
    changes = [_judged(line, stand) for line in lines_of(text, COLUMNS[:2], MOST)]
    changes = list(_without_doubles(changes))
    changes = _without_orphans(changes, stand)
    told = json.dumps([change[1:6] for change in changes if change.kind in ("new", "changed")])
    return Preview(tuple(changes), hashlib.sha256(told.encode()).hexdigest())


def units_import(*, person: Person, text: str, seen: str) -> Preview:
    """Do what is good of a table of units.

    Args:
        seen: the digest of the preview that the person saw.
    Raises:
        ChangedMeanwhile: the table would do something else now; and as `units_preview`.
    """
    with transaction.atomic():
        preview = units_preview(person=person, text=text)
        if preview.digest != seen:
            raise ChangedMeanwhile
        county = managed_county(person)
        _put(county, preview)
        log_append(
            county_code=county,
            actor=person.user.username,
            action="units_imported",
            object_kind="units",
            object_key=county,
            detail={
                "new": [[each.code, each.name, each.parent, each.active] for each in preview.new],
                "changed": {each.code: [list(cell) for cell in each.cells] for each in preview.changed},
                "refused": len(preview.refused),
            },
        )
    return preview


def _judged(line: Line, stand: dict[str, Unit]) -> Change:
    values = line.values
    code, name, parent = values["代码"], values.get("名称", ""), values.get("上级代码", "")
    active = _ACTIVE.get(values.get("启用", ""))
    found = Change(line.number, "new", code, name, parent, active is not False)
    reason = _fault(code, name, parent, active)
    if reason:
        return found._replace(kind="refused", reason=reason)
    unit = stand.get(code)
    if unit is None:
        return found
    cells = tuple(_cells(found, unit, values))
    was = found._replace(parent=_parent(unit) if "上级代码" not in values else parent)
    was = was._replace(active=unit.active if "启用" not in values else was.active)
    return was._replace(kind="changed" if cells else "same", cells=cells)


def _fault(code: str, name: str, parent: str, active: bool | None) -> str:
    if not _CODE.fullmatch(code):
        return gettext("代码应为1至12位数字或字母。")
    if not name or len(name) > 120:
        return gettext("名称应为1至120个字。")
    if parent == code:
        return gettext("单位不能是自己的上级。")
    if active is None:
        return gettext("“启用”应填是或否。")
    return ""


def _cells(found: Change, unit: Unit, values: dict[str, str]) -> Iterator[Cell]:
    if found.name != unit.name:
        yield Cell("名称", unit.name, found.name)
    if "上级代码" in values and found.parent != _parent(unit):
        yield Cell("上级代码", _parent(unit), found.parent)
    if "启用" in values and found.active != unit.active:
        yield Cell("启用", "是" if unit.active else "否", "是" if found.active else "否")


def _parent(unit: Unit) -> str:
    return unit.parent.code if unit.parent else ""


def _without_doubles(changes: list[Change]) -> Iterator[Change]:
    first: dict[str, int] = {}
    for change in changes:
        if change.kind != "refused" and change.code in first:
            reason = gettext("代码与第%(line)s行重复。") % {"line": first[change.code]}
            yield change._replace(kind="refused", reason=reason, cells=())
        else:
            first.setdefault(change.code, change.line)
            yield change


def _without_orphans(changes: list[Change], stand: dict[str, Unit]) -> list[Change]:
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


def _put(county: str, preview: Preview) -> None:
    """New units know their keys before they are written, so that superiors may stand in the same table."""
    stand = {unit.code: unit for unit in Unit.objects.filter(county_code=county)}
    new = [Unit(county_code=county, code=each.code) for each in preview.new]
    stand |= {unit.code: unit for unit in new}
    for change in [*preview.new, *preview.changed]:
        unit = stand[change.code]
        unit.name, unit.active = change.name, change.active
        unit.parent = stand[change.parent] if change.parent else None
    Unit.objects.bulk_create(new, batch_size=2000)
    changed = [stand[each.code] for each in preview.changed]
    Unit.objects.bulk_update(changed, ["name", "active", "parent"], batch_size=500)
