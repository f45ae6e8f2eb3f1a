"""A list's records → indicators of the model: levels in standard words, values taken apart, places and doubts kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

import msgspec
from msgspec import UNSET, UnsetType

from jixiao.forms.draft import Found, RecordDraft
from jixiao.forms.ledger import DASHES, Ledger
from jixiao.forms.lexicon import category_of, dimension_of, dimension_of_category
from jixiao.forms.values import parse_target
from jixiao.forms.values_words import COLUMN, NOTHING
from jixiao.model import Direction, GradeBands, Indicator, TargetValue, UnitTarget
from jixiao.model.document import UnreadReason
from jixiao.units import narrow

_NUMBERED = re.compile(r"^指标\s*[0-9]{1,2}\s*[:：、.．]?\s*(?=\S)")
_OUTLINE = re.compile(r"^[0-9]{1,2}(?:\.[0-9]{1,2}){1,2}\s*(?=[\u4e00-\u9fff])")
_TICKED = re.compile(r"[√✓✔☑■●]|^是$|^[1-9]$")
_COMMON = frozenset(
    "dimension category name description target operator unit basis weight actual score deviation_reason".split()
)
_FIELD_NAMES = {
    "coefficient": "coefficient_percent",
    "operator": "target",
    "unit": "target",
}
_YES = {"是": True, "否": False}
_Told = TypeVar("_Told")


def indicators_of(records: Sequence[RecordDraft], path: str, ledger: Ledger) -> tuple[Indicator, ...]:
    """The indicators that records make, in their order; `path` is the list's path in the model."""
    told = (record.fields.get("target") for record in records)
    beside_empty: UnreadReason = "no_slot" if any(found and found.at.row is not None for found in told) else "no_value"
    return tuple(_indicator(record, f"{path}[{at}]", ledger, beside_empty) for at, record in enumerate(records))


def _indicator(record: RecordDraft, path: str, ledger: Ledger, beside_empty: UnreadReason) -> Indicator:
    fields = record.fields
    dimension, dimension_text = _level(fields.get("dimension"), f"{path}.dimension", ledger, first=True)
    category, category_text = _level(fields.get("category"), f"{path}.category", ledger, first=False)
    if dimension is None and category is not None:
        dimension = dimension_of_category(category)
    name = ledger.keep(f"{path}.name", fields.get("name"))
    for slot, reason, found in record.doubts:
        ledger.doubt(f"{path}.{_FIELD_NAMES.get(slot, slot)}" if slot else path, reason, found)
    target = _target(fields.get("target"), record, f"{path}.target", ledger)
    initial = fields.get("initial_target")
    before = _target(initial, record, f"{path}.initial_target", ledger) if initial else None
    _leave_beside_target(fields, target or before, ledger, beside_empty)
    rare = {} if fields.keys() <= _COMMON else _rare(fields, path, ledger)

    def told(read: Callable[[str, Found], _Told | None], field: str) -> _Told | None:
        return read(f"{path}.{field}", fields[field]) if field in fields else None

    return Indicator(
        dimension=dimension,
        category=category,
        name=_NUMBERED.sub("", name) if name else None,
        description=told(ledger.keep, "description"),
        target=target,
        basis=told(ledger.keep, "basis"),
        weight=told(ledger.points, "weight"),
        actual=told(ledger.keep, "actual"),
        score=told(ledger.points, "score"),
        deviation_reason=told(ledger.keep, "deviation_reason"),
        dimension_text=dimension_text,
        category_text=category_text,
        initial_target=before or UNSET,
        at=record.at,
        **rare,
    )


def _rare(fields: dict[str, Found], path: str, ledger: Ledger) -> dict[str, Any]:
    """What few forms have."""
    coefficient = ledger.percent(f"{path}.coefficient_percent", fields.get("coefficient"))
    return {
        "direction": _direction(fields.get("direction"), f"{path}.direction", ledger),
        "grades": _grades(fields, path, ledger),
        "unit_targets": _unit_targets(fields, path, ledger),
        "forecast": ledger.keep(f"{path}.forecast", fields.get("forecast")) or UNSET,
        "likelihood": _likelihood(fields, path, ledger),
        "coefficient_percent": UNSET if coefficient is None else coefficient,
        "core": _core(fields.get("core"), f"{path}.core", ledger),
        "details": _details(fields, path, ledger),
    }


def _level(found: Found | None, path: str, ledger: Ledger, *, first: bool) -> tuple[str | None, str | UnsetType]:
    """The standard words of a first- or second-level cell, and its own words where they differ."""
    text = ledger.keep(path, found)
    if text is None:
        return None, UNSET
    text = _OUTLINE.sub("", text) if "." in text else text
    level = dimension_of(text) if first else category_of(text)
    if level is None:
        return "".join(text.split()), UNSET
    return level.name, UNSET if level.written == level.name else level.written


def _target(found: Found | None, record: RecordDraft, path: str, ledger: Ledger) -> TargetValue | None:
    operator, unit = record.text("operator"), record.text("unit")
    if found is None and not operator:
        return None
    at = found.at if found else record.fields["operator"].at
    text = found.text if found else ""
    target, doubt = parse_target(record.text("target_read") or text, operator or None, unit or None)
    if "target_read" in record.fields:
        target = msgspec.structs.replace(target, text=text)
    if not target.text:
        return None
    ledger.places[path] = at
    if doubt:
        ledger.doubt(path, doubt, Found(target.text, at))
    return target


def _leave_beside_target(
    fields: dict[str, Found], target: TargetValue | None, ledger: Ledger, beside_empty: UnreadReason
) -> None:
    """List what stands in the columns of sign and unit and is neither: the target does not have it.

    Args:
        beside_empty: the reason where there is no target. In a table whose other rows have one, nothing was lost.
    """
    reason: UnreadReason = beside_empty if target is None else "no_value"
    sign, unit = fields.get("operator"), fields.get("unit")
    if sign and (target is None or narrow(sign.text) not in COLUMN) and sign.text not in NOTHING:
        ledger.leave(sign, reason)
    if unit and unit.text not in NOTHING and (target is None or not (target.unit or unit.text in target.text)):
        ledger.leave(unit, reason)


def _direction(found: Found | None, path: str, ledger: Ledger) -> Direction | None:
    text = ledger.keep(path, found)
    if text and text[:2] in ("正向", "反向"):
        return cast(Direction, text[:2])
    if found:
        ledger.leave(found)
    return None


def _core(found: Found | None, path: str, ledger: Ledger) -> bool | UnsetType:
    text = ledger.keep(path, found)
    if found and text not in _YES:
        ledger.leave(found)
    return _YES.get(text or "", UNSET)


def _grades(fields: dict[str, Found], path: str, ledger: Ledger) -> GradeBands | UnsetType:
    names = {"excellent": "优", "good": "良", "fair": "中", "poor": "差"}
    texts = {name: ledger.keep(f"{path}.grades.{name}", fields.get(f"grade.{word}")) for name, word in names.items()}
    return GradeBands(**texts) if any(texts.values()) else UNSET


def _unit_targets(fields: dict[str, Found], path: str, ledger: Ledger) -> tuple[UnitTarget, ...] | UnsetType:
    targets: list[UnitTarget] = []
    for name, found in fields.items():
        if name.startswith("unit_target."):
            target, _ = parse_target(found.text, None, None)
            if not target.text:
                continue
            ledger.places[f"{path}.unit_targets[{len(targets)}]"] = found.at
            targets.append(UnitTarget(name=name[12:], target=target))
    return tuple(targets) or UNSET


def _likelihood(fields: dict[str, Found], path: str, ledger: Ledger) -> str | UnsetType:
    """完成目标可能性: its own cell, or the head of the column that is ticked."""
    if text := ledger.keep(f"{path}.likelihood", fields.get("likelihood")):
        return text
    for name, found in fields.items():
        if name.startswith(("likelihood.", "details.")) and _TICKED.search(found.text.strip()):
            word = name.partition(".")[2]
            if word in ("确定能", "有可能", "完全不可能"):
                ledger.places[f"{path}.likelihood"] = found.at
                return word
    return UNSET


def _details(fields: dict[str, Found], path: str, ledger: Ledger) -> dict[str, str] | UnsetType:
    details: dict[str, str] = {}
    for name, found in fields.items():
        kind, _, word = name.partition(".")
        if kind not in ("details", "reason") and name not in ("remark", "group"):
            continue
        if word in ("确定能", "有可能", "完全不可能"):
            continue
        if not found.text.strip(DASHES):
            continue
        word = word or ("备注" if name == "remark" else "绩效指标")
        if text := ledger.keep(f"{path}.details.{word}", found):
            details[word] = text
    return details or UNSET
