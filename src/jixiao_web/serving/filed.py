"""A filing held against what the log says of it: its state, draft and owner, and every revision with its words."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao_web.serving.faults import Fault

if TYPE_CHECKING:
    from jixiao_web.audit.models import Entry
    from jixiao_web.filings.models import Filing, Revision

_REPLACED = "before_replacing"
"""The cause of a revision that no entry tells of: it keeps what an entry told of earlier."""
_KEEPING = {"begun", "carried", "imported", "workbook", "report_begun", "adjustment_begun", "in_force", "adjusted"}
"""Actions beside the moves after which a revision stands."""


class Step(NamedTuple):
    """A revision, as the log tells of it or as it stands."""

    action: str
    actor: str
    words: str
    sha256: str


class FilingTold:
    """What the log says of a filing: the last entry with its state and its draft's hash, and every revision."""

    def __init__(self) -> None:
        self.number, self.state, self.sha256, self.reason = 0, "", "", ""
        self.returned: str | None = None
        self.why: tuple[str, str] | None = None
        self.is_deleted = False
        self.begun: dict[str, Any] = {}
        self.hashes: set[str] = set()
        self.steps: list[Step] = []

    def take(self, entry: Entry, detail: dict[str, Any], moves: set[str]) -> None:
        """Take the next entry in."""
        if "state" not in detail or "sha256" not in detail:
            return
        self.begun = self.begun or {"action": entry.action, **detail}
        self.number, self.state, self.sha256 = entry.number, detail["state"], detail["sha256"]
        self.hashes.add(detail["sha256"])
        if entry.action in moves:
            self.reason, self.returned = str(detail.get("reason", "")), detail.get("returned")
        if "authority" in detail:
            self.why = (str(detail.get("note", "")), detail["authority"])
        if entry.action in ("discarded", "recovered"):
            self.is_deleted = entry.action == "discarded"
        if entry.action in moves or entry.action in _KEEPING:
            words = str(detail.get("reason") or detail.get("note") or "")
            self.steps.append(Step(entry.action, entry.actor, words, detail["sha256"]))


def told_of(code: str, key: str | None = None) -> dict[str, FilingTold]:
    """What the log of a county says of its filings, or of one of them."""
    from jixiao_web.audit.models import Entry
    from jixiao_web.filings.moves import MOVES

    entries = Entry.objects.filter(county_code=code, object_kind="filing").order_by("number")
    if key:
        entries = entries.filter(object_key=key)
    told: dict[str, FilingTold] = {}
    moves = set(MOVES)
    for entry in entries.only("number", "actor", "action", "object_key", "detail").iterator(chunk_size=2000):
        try:
            detail = json.loads(entry.detail)
        except ValueError:
            continue  # the chain's faults tell it
        told.setdefault(entry.object_key, FilingTold()).take(entry, detail, moves)
    return told


def faults_of_filing(code: str, filing_id: uuid.UUID, told: FilingTold | None) -> Iterator[Fault]:
    """Everything of a filing that is not as the log tells it."""
    from jixiao_web.filings.models import Filing

    filing = Filing.every.select_related("unit").get(pk=filing_id)
    name = f"{filing.year} {filing.unit.code}"
    if told is None:
        yield Fault(code, 0, "unlogged", name)
        return
    ends = (filing.state, filing.reason, filing.deleted_at is not None)
    if ends != (told.state, told.reason, told.is_deleted) or told.returned not in (None, filing.returned):
        yield Fault(code, told.number, "state", name)
    if _sha256(filing.draft) != told.sha256 or told.why not in (None, (filing.why, filing.authority)):
        yield Fault(code, told.number, "draft", name)
    yield from _of_revisions(code, filing, told, name)


def _of_revisions(code: str, filing: Filing, told: FilingTold, name: str) -> Iterator[Fault]:
    number, stands = 0, list[tuple[int, Step]]()
    revisions = filing.revisions.select_related("author").order_by("number")
    for revision in revisions.iterator(chunk_size=50):
        number += 1
        if revision.number != number:
            yield Fault(code, number, "revision_missing", name)
            number = revision.number
        if number == 1 and not _is_owner(filing, revision, told):
            yield Fault(code, told.number, "owner", name)
        if _sha256(revision.content) != revision.sha256 or revision.sha256 not in told.hashes:
            yield Fault(code, number, "revision", name)
        elif revision.cause != _REPLACED:
            actor = revision.author.username if revision.author else ""
            stands.append((number, Step(revision.cause, actor, revision.note, revision.sha256)))
        else:
            stands.append((number, Step(_REPLACED, "", "", "")))
    yield from _of_steps(code, number, stands, told, name)


def _of_steps(code: str, last: int, stands: list[tuple[int, Step]], told: FilingTold, name: str) -> Iterator[Fault]:
    """Whether the revisions are those that the log tells of, in its order and with its words."""
    kept = [(number, step) for number, step in stands if step.action != _REPLACED]
    if len(stands) == last and Counter(step.action for _, step in kept) != Counter(each.action for each in told.steps):
        yield Fault(code, last + 1, "revision_missing", name)
    elif len(kept) == len(told.steps):
        for (number, step), each in zip(kept, told.steps, strict=True):
            if step != each:
                yield Fault(code, number, "revision_told", name)


def _is_owner(filing: Filing, first: Revision, told: FilingTold) -> bool:
    """Whether a filing is still that of the unit, year and plan with which it was begun."""
    try:
        content = json.loads(first.content)
        year, unit = content["year"], content["unit"]["code"]
    except (ValueError, KeyError, TypeError):
        return True  # the hash tells it
    plan = filing.adjusts_id or filing.plan_id
    own = (filing.year, filing.unit.code, str(plan or ""), filing.period)
    return own == (year, unit, told.begun.get("plan", ""), told.begun.get("period", ""))


def _sha256(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
