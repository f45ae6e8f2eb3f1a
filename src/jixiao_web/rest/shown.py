"""Rows and values as the API shows them. Values in, values out; no queries."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Person
from jixiao_web.audit.models import Entry
from jixiao_web.filings.due import Deadline
from jixiao_web.filings.history import Event
from jixiao_web.filings.models import Filing, Revision
from jixiao_web.filings.returning import returned_of
from jixiao_web.filings.selectors import may_edit, moves_for
from jixiao_web.rest import schemas, schemas_log
from jixiao_web.review.anchors import Places
from jixiao_web.review.selectors import Talk


def unit(each: Unit) -> schemas.UnitOut:
    """A unit."""
    return schemas.UnitOut(id=each.pk, county_code=each.county_code, code=each.code, name=each.name)


def _filing(each: Filing) -> dict[str, Any]:
    return {
        "id": each.pk,
        "unit": unit(each.unit),
        "kind": each.kind,
        "year": each.year,
        "period": each.period,
        "plan": each.plan_id,
        "state": each.state,
        "version": each.draft_version,
        "shape": each.shape,
        "projects": each.projects,
        "budget_yuan": f"{Decimal(each.budget_fen).scaleb(-2):f}",
        "errors": each.errors,
        "warnings": each.warnings,
        "reason": each.reason,
        "adjusts": each.adjusts_id,
        "created_at": each.created_at,
        "changed_at": each.changed_at,
        "changed_by": each.changed_by.username if each.changed_by else None,
    }


def filing(each: Filing) -> schemas.FilingOut:
    """A filing of a list; its unit and the one who changed it must have been read with it."""
    return schemas.FilingOut(**_filing(each))


def deadline(each: Deadline | None) -> schemas.DeadlineOut | None:
    """What must happen next, where that has a day."""
    if each is None:
        return None
    basis = each.basis.say() if each.basis else None
    return schemas.DeadlineOut(
        step=str(each.step), day=each.day, days_left=each.left, own=each.own, reason=each.reason, basis=basis
    )


def listed(each: Filing, due: Deadline | None) -> schemas.ListedOut:
    """A filing of a list with its deadline."""
    return schemas.ListedOut(**_filing(each), deadline=deadline(due))


def one_filing(each: Filing, person: Person, due: Deadline | None) -> schemas.OneFilingOut:
    """A filing with what a person may do with it."""
    returned = returned_of(each)
    return schemas.OneFilingOut(
        **_filing(each),
        deadline=deadline(due),
        may_edit=may_edit(person, each),
        moves=[name for name, _move in moves_for(person, each)],
        returned=returned.parts if returned else {},
    )


def revision(each: Revision) -> schemas.RevisionOut:
    """A revision without its content."""
    return schemas.RevisionOut(
        number=each.number,
        cause=each.cause,
        note=each.note,
        author=each.author.username if each.author else None,
        created_at=each.created_at,
        sha256=each.sha256,
    )


def talk(each: Talk, places: Places) -> schemas.CommentOut:
    """A comment with its answers."""
    own = each.comment
    return schemas.CommentOut(
        id=own.pk,
        path=places.of(own).path,
        quote=own.quote,
        text=own.text,
        author=own.author.username if own.author else None,
        created_at=own.created_at,
        resolved_at=own.resolved_at,
        mended_at=own.mended_at,
        answers=[
            schemas.AnswerOut(
                id=answer.pk,
                author=answer.author.username if answer.author else None,
                text=answer.text,
                created_at=answer.created_at,
            )
            for answer in each.answers
        ],
    )


def entry(each: Entry, words: str, about: str) -> schemas_log.EntryOut:
    """An entry of the log with its action and its object in words."""
    return schemas_log.EntryOut(**_entry(each, words, about))


def event(each: Event, words: str, about: str) -> schemas_log.EventOut:
    """An entry of a filing's story, with the place of the comment that it is about."""
    said = each.spoken
    told = _entry(each.entry, words, about) | {"detail": each.detail, "place": None, "path": None, "url": None}
    if said:
        told |= {"place": said.place, "path": None if said.is_gone else said.path, "url": said.address or None}
    return schemas_log.EventOut(**told)


def _entry(each: Entry, words: str, about: str) -> dict[str, Any]:
    same = ("number", "at", "actor", "action", "object_kind", "object_key", "detail", "hash_before", "hash")
    return {name: getattr(each, name) for name in same} | {"action_words": words, "about": about}
