"""Everything that changes a filing but its rows. Every service is one transaction: right, state, change, log entry.

A move compares and sets: it takes effect only in the state that the person saw. Reading files is `intake.py`'s, adding
and moving rows `rows.py`'s.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec
from django.db import IntegrityError, transaction

from jixiao import api
from jixiao.api import Entered
from jixiao.model import Document
from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.provinces import profile_for
from jixiao_web.filings.adjusting import adjustment_take_effect
from jixiao_web.filings.amounts import cells_in
from jixiao_web.filings.carrying import begun_from, confirmed, numbers_in, open_in, text_of
from jixiao_web.filings.checking import check
from jixiao_web.filings.drafts import draft_of
from jixiao_web.filings.errors import (
    AlreadyThere,
    MovedOn,
    NotConfirmed,
    NothingThere,
    PartLocked,
    ReasonMissing,
    ReviewBegun,
)
from jixiao_web.filings.merging import merged
from jixiao_web.filings.models import REPORTS, Filing, Kind, RowChange, Source, State
from jixiao_web.filings.moves import GUARDS, LISTENERS, MOVES
from jixiao_web.filings.returning import has_reason, is_locked, reason_of, returned_after
from jixiao_web.filings.selectors import last_settled
from jixiao_web.filings.shape import rebased
from jixiao_web.filings.store import (
    document_of as document_of,  # others read drafts by it
)
from jixiao_web.filings.store import (
    locked,
    log,
    open_filing,
    plan_text,
    project,
    put,
    put_changed,
    revise,
    sha256_of,
)


class CellEdit(NamedTuple):
    """A cell as a person left it: its path, its words now, and the words that stood there when the page was made."""

    path: str
    text: str
    was: str


class Conflict(NamedTuple):
    """A cell that somebody else changed meanwhile: what stands there, and what was not taken over.

    Attributes:
        path: where the cell stands now; empty where somebody took its row away.
    """

    path: str
    stands: str
    refused: str


class Saved(NamedTuple):
    """A save: the filing after it, the words that are no values, and the cells that somebody else changed.

    Attributes:
        refused: path, why, and the words.
    """

    filing: Filing
    refused: tuple[tuple[str, str, str], ...]
    conflicts: tuple[Conflict, ...]


class Original(NamedTuple):
    """The file that a draft was read from: what its reader noted and its own lines, both as JSON text."""

    name: str
    sha256: str
    reading: str
    lines: str


def original_sha256(original: Original | Source) -> str:
    """What the log keeps of a file that was read: a hash of its own hash, its text and what was noted of it."""
    told = (original.name, original.sha256, original.reading, original.lines)
    return sha256_of("\x1f".join(told))


def filing_begin(
    *,
    person: Person,
    unit: Unit,
    year: int,
    document: Document | None = None,
    cause: str = "begun",
    original: Original | None = None,
    carried: str = "",
    right: Action = Action.EDIT_FILING,
) -> Filing:
    """Begin a unit's plan of a year: blank, from a document that was read, or from last year's.

    Args:
        carried: numbers that come from last year's plan, see `carrying.py`.
        right: by which right; the finance bureau takes in the files of many units by one of its own.
    Raises:
        PermissionDenied: not this person's unit.
        AlreadyThere: the unit has a plan of that year.
    """
    person.demand(right, unit)
    own = owned(document or Document(kind="performance_plan"), unit, year)
    check(own)
    try:
        with transaction.atomic():
            filing = Filing(county_code=unit.county_code, unit=unit, year=year, kind=Kind.PLAN, carried=carried)
            put(filing, own, person)
            filing.save(force_insert=True)
            project(filing, own)
            if original:
                Source.objects.create(county_code=filing.county_code, filing=filing, **original._asdict())
            revise(filing, person, cause)
            told = {"file": original.name, "original": original_sha256(original)} if original else {}
            log(filing, person, cause, year=year, **told)
    except IntegrityError:
        raise AlreadyThere from None
    return filing


def owned(document: Document, unit: Unit, year: int) -> Document:
    """A document as that of a unit and year, whatever it says itself."""
    own = msgspec.structs.replace(document.unit, code=unit.code, name=unit.name)
    profile = document.profile or profile_for(unit.county_code)
    return msgspec.structs.replace(document, year=year, unit=own, profile=profile)


def filing_carry_over(*, person: Person, unit: Unit, year: int) -> Filing:
    """Begin a unit's plan with the last approved or published one before that year: its numbers are to be confirmed.

    Raises:
        PermissionDenied, AlreadyThere: as `filing_begin`. NothingThere: there is no such plan.
    """
    person.demand(Action.EDIT_FILING, unit)
    last = last_settled(unit, year)
    if last is None:
        raise NothingThere
    document = begun_from(document_of(last))
    carried = text_of(numbers_in(document))
    return filing_begin(person=person, unit=unit, year=year, document=document, cause="carried", carried=carried)


def carried_confirm(*, person: Person, filing_id: uuid.UUID, path: str) -> int:
    """Confirm the carried numbers at a path or below it; returns how many.

    Raises:
        PermissionDenied, MovedOn: as `draft_save`.
    """
    with transaction.atomic():
        filing = open_filing(filing_id, person)
        filing.carried, number = confirmed(filing, path)
        if number:
            filing.changed_by = person.user
            filing.save()
            log(filing, person, "confirmed", path=path, number=number)
    return number


def draft_save(
    *, person: Person, filing_id: uuid.UUID, edits: Iterable[CellEdit], money_unit: str, shape: int | None = None
) -> Saved:
    """Save cells of a draft. A cell that somebody else changed meanwhile is not overwritten but told.

    Args:
        shape: by which shape of the draft the paths are counted; None for the one now.
    Raises:
        PermissionDenied: not this person's to fill in.
        MovedOn: the filing is not open any more.
    """
    edits = tuple(edits)
    seen = Filing.objects.select_related("unit", "plan").filter(pk=filing_id).first()
    if seen is None:
        raise MovedOn
    person.demand(Action.EDIT_FILING, seen.unit)
    # Checking costs most of a save and remembers what it found: done before the lock it keeps nobody waiting.
    check(_edited(seen, edits, money_unit, shape).document, plan_text(seen))
    with transaction.atomic():
        filing = open_filing(filing_id, person)
        edited = _edited(filing, edits, money_unit, shape)
        if edited.document != edited.before:
            put_changed(filing, edited.document, person)
            log(filing, person, "saved", cells=edited.taken)
    return Saved(filing, edited.refused, edited.conflicts)


class _Edited(NamedTuple):
    """A draft before and with a person's edits: words taken over by path, words that are no values, conflicts."""

    before: Document
    document: Document
    taken: dict[str, str]
    refused: tuple[tuple[str, str, str], ...]
    conflicts: tuple[Conflict, ...]


def _edited(filing: Filing, edits: Iterable[CellEdit], money_unit: str, shape: int | None) -> _Edited:
    """The draft of a filing as some edits would leave it."""
    draft = draft_of(filing)
    document, cells_now = draft.document, draft.cells
    changes = () if shape is None else tuple(filing.row_changes.filter(number__gt=shape))
    shown = {path: _one_line_end(cell.text) for path, cell in cells_in(cells_now, money_unit).items()}
    cells, conflicts = _parted(edits, shown, changes)
    locked_cells = [cell for cell in cells if is_locked(filing, cell.path)] if filing.returned else []
    open_cells = [cell for cell in cells if cell not in locked_cells]
    changed, errors = api.enter(document, [Entered(cell.path, cell.text, money_unit) for cell in open_cells])
    refused = (
        *((error.path, str(error), error.words) for error in errors),
        *((cell.path, str(PartLocked()), cell.text) for cell in locked_cells),
    )
    failed = {path for path, _, _ in refused}
    taken = {cell.path: cell.text for cell in cells if cell.path not in failed}
    return _Edited(document, changed, taken, refused, conflicts)


def _parted(
    edits: Iterable[CellEdit], shown: dict[str, str], changes: tuple[RowChange, ...]
) -> tuple[list[CellEdit], tuple[Conflict, ...]]:
    """The cells that this person changed, under their paths now, and those that somebody else changed too."""
    cells: list[CellEdit] = []
    conflicts: list[Conflict] = []
    for edit in edits:
        text, was = _one_line_end(edit.text), _one_line_end(edit.was)
        if text == was:
            continue
        path = rebased(edit.path, changes)
        if path is None or path not in shown:
            conflicts.append(Conflict("", "", text))
        elif shown[path] not in (was, text):
            conflicts.append(Conflict(path, shown[path], text))
        elif shown[path] != text:
            cells.append(CellEdit(path, text, was))
    return cells, tuple(conflicts)


def _one_line_end(words: str) -> str:
    """Words as the model has them: browsers send `\\r\\n`, and nobody sees blanks at the end."""
    return words.replace("\r\n", "\n").strip()


def draft_replace(
    *, person: Person, filing_id: uuid.UUID, document: Document, version: int, cause: str, note: str = ""
) -> Filing:
    """Put another document in a draft's place, whole; what stood there stays as a revision.

    Args:
        version: the `draft_version` that the person saw.
    Raises:
        PermissionDenied: not this person's to fill in.
        MovedOn: the draft changed meanwhile, or is not open any more.
    """
    stands = Filing.objects.select_related("plan").get(pk=filing_id)
    if stands.kind in REPORTS:
        document = merged(document_of(stands), document).document
    check(document, plan_text(stands))
    with transaction.atomic():
        filing = open_filing(filing_id, person)
        if filing.draft_version != version:
            raise MovedOn
        revise(filing, person, "before_replacing")
        put_changed(filing, document, person, shape=RowChange(kind="replaced"))
        revise(filing, person, cause, note)
        log(filing, person, cause, note=note)
    return filing


def filing_move(
    *,
    person: Person,
    filing_id: uuid.UUID,
    move: str,
    seen: str,
    reason: str = "",
    parts: Mapping[str, str] | None = None,
) -> Filing:
    """Move a filing on, or back.

    Args:
        move: a key of `MOVES`. seen: the state in which the person saw the filing.
        parts: what is returned where not the whole is: paths as `returning.parts_of` tells them, a reason each.
    Raises:
        PermissionDenied: not this person's to move.
        MovedOn: it is in another state by now.
        ReasonMissing, ReviewBegun, NotReturnable: see there; and what `GUARDS` raise.
    """
    wanted, parts = MOVES[move], parts or {}
    with transaction.atomic():
        filing = locked(filing_id)
        person.demand(wanted.action, filing.unit)
        if filing.state != seen or filing.state not in wanted.before:
            raise MovedOn
        if wanted.needs_reason and not has_reason(reason, parts):
            raise ReasonMissing
        if move == "submit" and open_in(filing):
            raise NotConfirmed
        if move == "withdraw" and filing.begun_in_review:
            raise ReviewBegun
        for guard in GUARDS:
            guard(filing, move)
        document = document_of(filing)
        words = reason_of(reason, parts, document)
        filing.returned = returned_after(filing, move, parts, document)
        filing.state = wanted.after
        filing.reason = words
        filing.begun_in_review = False
        filing.changed_by = person.user
        filing.save()
        revise(filing, person, move, words)
        told = {"parts": dict(parts)} if parts else {}
        log(filing, person, move, before=seen, after=filing.state, reason=words, returned=filing.returned, **told)
        if move == "approve" and filing.kind == Kind.ADJUSTMENT:
            adjustment_take_effect(filing, person)
        for listener in LISTENERS:
            listener(filing, move, person)
    return filing


REVIEWED_BY = {State.UNIT_REVIEW: Action.REVIEW_IN_UNIT, State.FINANCE_REVIEW: Action.REVIEW_IN_FINANCE}
"""The states in which a filing is reviewed, and the right to do it."""


def review_begin(*, person: Person, filing_id: uuid.UUID) -> None:
    """Note that a reviewer has opened a filing, once in each review; nothing where no review is due.

    Raises:
        PermissionDenied: not this person's to review.
    """
    with transaction.atomic():
        filing = locked(filing_id)
        right = REVIEWED_BY.get(State(filing.state))
        if right is None:
            return
        person.demand(right, filing.unit)
        # An update, not a save: `changed_at` tells for how long the filing has waited in its state.
        if Filing.objects.filter(pk=filing.pk, begun_in_review=False).update(begun_in_review=True):
            log(filing, person, "review_begun")
