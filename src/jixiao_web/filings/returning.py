"""Which parts of a filing were returned, where not the whole was: the others are locked until finance decides again.

A return keeps the parts by their paths with a reason each, as JSON text. The list of projects keeps its order while
parts are locked, so that a project's number stays its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from jixiao.model import Document
from jixiao_web.filings.errors import NotReturnable, PartLocked
from jixiao_web.filings.filled import is_report
from jixiao_web.filings.models import Filing, State

PART_ONE = "part_one"
"""Overall goals and safeguards."""
RETURNING = ("return_in_unit", "return_in_finance")


class Returned(NamedTuple):
    """The parts that were returned, each with its reason; `move` tells who did."""

    move: str
    parts: dict[str, str]

    def holds(self, path: str) -> bool:
        """Whether a value, a row or a project may be changed: whatever belongs to a returned part."""
        return _part_of(path) in self.parts


def returned_of(filing: Filing) -> Returned | None:
    """What was returned of a filing; None where nothing is locked."""
    return msgspec.json.decode(filing.returned, type=Returned) if filing.returned else None


def parts_of(document: Document) -> dict[str, str]:
    """The parts that can be returned, by their paths, with the projects' names; part one has none."""
    names = {f"projects[{number}]": project.name or "" for number, project in enumerate(document.projects)}
    return names if is_report(document) else {PART_ONE: "", **names}


class ReturnedShown(NamedTuple):
    """What was returned, as pages tell it: the parts with their names and reasons; whether part one is among them."""

    parts: tuple[tuple[str, str, str], ...]
    has_part_one: bool

    def reason(self, path: str) -> str:
        """Why a part was returned."""
        return next((why for own, _name, why in self.parts if own == path), "")


def returned_shown(filing: Filing, document: Document) -> ReturnedShown | None:
    """What was returned of a filing, in words; None where nothing is locked."""
    returned = returned_of(filing)
    if returned is None:
        return None
    names = parts_of(document)
    told = tuple((path, names.get(path, ""), why) for path, why in returned.parts.items())
    return ReturnedShown(told, PART_ONE in returned.parts)


def returnable(filing: Filing, parts: Mapping[str, str]) -> list[tuple[str, str]]:
    """The parts among which a reviewer chooses now: paths and names; none where finance has chosen before."""
    before = returned_of(filing)
    if filing.state not in (State.UNIT_REVIEW, State.FINANCE_REVIEW):
        return []
    if filing.state == State.UNIT_REVIEW and before and before.move == "return_in_finance":
        return []
    return list(parts.items())


def is_locked(filing: Filing, path: str) -> bool:
    """Whether a value may not be changed, since another part was returned."""
    returned = returned_of(filing)
    return returned is not None and not returned.holds(path)


def demand_unlocked(filing: Filing, before: Document, after: Document) -> None:
    """Refuse a change that reaches beyond the returned parts.

    Raises:
        PartLocked: it does.
    """
    returned = returned_of(filing)
    if returned is None or before == after:
        return
    own, now = _contents(before), _contents(after)
    if own.keys() != now.keys() or any(own[path] != now[path] for path in own if path not in returned.parts):
        raise PartLocked


def returned_after(filing: Filing, move: str, parts: Mapping[str, str], document: Document) -> str:
    """What of a filing is returned after a move, as JSON text. What finance has locked only finance unlocks.

    Raises:
        NotReturnable: a part that is not there.
    """
    before = returned_of(filing)
    if any(path not in parts_of(document) for path in parts):
        raise NotReturnable
    if move == "approve" or (move == "pass" and before and before.move == "return_in_unit"):
        return ""
    if move not in RETURNING or (move == "return_in_unit" and before and before.move == "return_in_finance"):
        return filing.returned
    told = {path: parts[path].strip() for path in parts_of(document) if path in parts}
    return msgspec.json.encode(Returned(move, told)).decode() if told else ""


def reason_of(reason: str, parts: Mapping[str, str], document: Document) -> str:
    """The reason of a return in words: of the whole, then of each part on a line of its own."""
    names = parts_of(document)
    lines = []
    for path in (each for each in names if each in parts):
        what = "总体绩效目标和工作保障措施" if path == PART_ONE else f"项目“{names[path]}”"
        lines.append(f"{what}：{parts[path].strip() or '见上'}")
    return "\n".join(filter(None, [reason.strip(), *lines]))


def has_reason(reason: str, parts: Mapping[str, str]) -> bool:
    """Whether everything that is returned is returned for a reason."""
    return bool(reason.strip()) or (bool(parts) and all(words.strip() for words in parts.values()))


def _part_of(path: str) -> str:
    return path[: path.index("]") + 1] if path.startswith("projects[") else PART_ONE


def _contents(document: Document) -> dict[str, object]:
    projects = {f"projects[{number}]": project for number, project in enumerate(document.projects)}
    return {PART_ONE: (document.overall_goals, document.safeguards), **projects}
