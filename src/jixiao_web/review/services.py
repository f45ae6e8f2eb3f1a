"""Everything that a review writes: comments with answers, the sheet, moves of many; each with its entry in the log.

Moving a single filing is `filings.services.filing_move`; the grade has its say there by a guard (`apps.py`).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.log import log_append
from jixiao_web.filings.cells import cells_of
from jixiao_web.filings.errors import FilingError
from jixiao_web.filings.models import OPEN, SETTLED, Filing, State
from jixiao_web.filings.services import document_of, filing_move
from jixiao_web.filings.store import locked
from jixiao_web.review.anchors import place_of
from jixiao_web.review.errors import (
    AlreadyAnswered,
    Closed,
    CommentGone,
    GradeForbids,
    NothingWritten,
    NotToMend,
    NotUnderReview,
    NowhereToStand,
)
from jixiao_web.review.models import Comment, ReviewSheet
from jixiao_web.review.sheet import ZERO, points_from, points_json, points_of, terms_of


class NotMoved(NamedTuple):
    """A filing that could not be moved with the others, and why: in words, and as which error."""

    filing: Filing
    reason: str
    kind: type[FilingError]


class Moved(NamedTuple):
    """What became of a move of many."""

    moved: tuple[Filing, ...]
    left: tuple[NotMoved, ...]


GRADED: list[Callable[[Filing], None]] = []
"""What other parts do when finance has graded a filing: within the transaction of the grade, the filing locked."""


def comment_add(*, person: Person, filing_id: uuid.UUID, path: str, text: str) -> Comment:
    """Say something of a value of a filing, or of the filing as a whole where the path is empty.

    Said once more with the same words, as by a form that was sent twice, it is the comment that stands there already.

    Raises:
        PermissionDenied: not this person's to comment.
        NothingWritten, Closed, NowhereToStand: see there.
    """
    if not text.strip():
        raise NothingWritten
    with transaction.atomic():
        filing = _open(person, filing_id)
        cells = cells_of(document_of(filing)) if path else {}
        cell = cells.get(path)
        if path and cell is None:
            raise NowhereToStand
        words = {"path": path, "shape": filing.shape, "text": text.strip(), "author": person.user}
        if said := Comment.objects.filter(filing=filing, answers=None, resolved_at=None, **words).first():
            return said
        comment = Comment(
            county_code=filing.county_code,
            filing=filing,
            place=place_of(cells, path),
            quote=cell.text if cell else "",
            **words,
        )
        comment.save(force_insert=True)
        _log(person, comment, "commented", path=path, text=comment.text, place=comment.place, quote=comment.quote)
    return comment


def comment_answer(*, person: Person, comment_id: uuid.UUID, text: str) -> Comment:
    """Answer a comment; an answer to an answer stands under the comment that began the talk.

    Raises:
        PermissionDenied, NothingWritten, Closed: as `comment_add`.
    """
    if not text.strip():
        raise NothingWritten
    with transaction.atomic():
        asked = _standing(comment_id)
        filing = _open(person, asked.filing_id)
        asked = _standing(comment_id)  # under the filing's lock: nobody takes back what is being answered
        last = Comment.objects.filter(answers_id=asked.answers_id or asked.pk).order_by("created_at").last()
        if last and (last.author_id, last.text) == (person.user.pk, text.strip()):
            return last  # sent twice
        answer = Comment(
            county_code=filing.county_code,
            filing=filing,
            path=asked.path,
            shape=asked.shape,
            text=text.strip(),
            author=person.user,
            answers_id=asked.answers_id or asked.pk,
        )
        answer.save(force_insert=True)
        _log(person, answer, "answered", answers=str(answer.answers_id), text=answer.text)
    return answer


def comment_resolve(*, person: Person, comment_id: uuid.UUID, resolved: bool) -> Comment:
    """Close a comment, or open it again.

    Raises:
        PermissionDenied: neither its author nor a reviewer of finance.
        Closed: see there.
    """
    with transaction.atomic():
        comment = _standing(comment_id, answers=None)
        filing = _open(person, comment.filing_id)
        comment = _standing(comment_id, answers=None)
        if comment.author_id != person.user.pk and not person.may(Action.REVIEW_IN_FINANCE, filing.unit):
            raise PermissionDenied("close the comment of somebody else")
        if (comment.resolved_at is not None) != resolved:
            comment.resolved_at = timezone.now() if resolved else None
            comment.resolved_by = person.user if resolved else None
            comment.save()
            _log(person, comment, "resolved" if resolved else "reopened")
    return comment


def comment_mend(*, person: Person, comment_id: uuid.UUID, mended: bool) -> Comment:
    """Say, as the one who fills in, that what a comment asks for is done, or is not done yet.

    Raises:
        PermissionDenied: not this person's to fill in.
        Closed, CommentGone, NotToMend: see there.
    """
    with transaction.atomic():
        comment = _standing(comment_id, answers=None)
        filing = _open(person, comment.filing_id)
        person.demand(Action.EDIT_FILING, filing.unit)
        if filing.state not in OPEN:
            raise NotToMend
        comment = _standing(comment_id, answers=None)
        if (comment.mended_at is not None) != mended:
            comment.mended_at = timezone.now() if mended else None
            comment.mended_by = person.user if mended else None
            comment.save()
            _log(person, comment, "mended" if mended else "not_mended")
    return comment


def comment_delete(*, person: Person, comment_id: uuid.UUID) -> Comment:
    """Take back one's own comment or answer, as long as nobody answered or closed it; `comment_restore` undoes it.

    Raises:
        PermissionDenied: somebody else's.
        Closed, CommentGone, AlreadyAnswered: see there.
    """
    with transaction.atomic():
        filing = _open(person, _standing(comment_id).filing_id)
        comment = _standing(comment_id)
        if comment.author_id != person.user.pk:
            raise PermissionDenied("delete the comment of somebody else")
        if comment.resolved_at or Comment.objects.filter(county_code=filing.county_code, answers=comment).exists():
            raise AlreadyAnswered
        comment.deleted_at = timezone.now()
        comment.save()
        _log(person, comment, "comment_deleted", path=comment.path, text=comment.text)
    return comment


def comment_restore(*, person: Person, comment_id: uuid.UUID) -> Comment:
    """Put back one's own comment that one has taken back.

    Raises:
        PermissionDenied: somebody else's.
        Closed, CommentGone: see there.
    """
    with transaction.atomic():
        comment = Comment.every.filter(pk=comment_id).first()
        if comment and comment.author_id != person.user.pk:
            raise PermissionDenied("put back the comment of somebody else")
        if comment is None or (comment.answers_id and not Comment.objects.filter(pk=comment.answers_id).exists()):
            raise CommentGone
        _open(person, comment.filing_id)
        comment = Comment.every.get(pk=comment_id)
        if comment.deleted_at is not None:
            comment.deleted_at = None
            comment.save()
            _log(person, comment, "comment_restored", text=comment.text)
    return comment


def sheet_save(*, person: Person, filing_id: uuid.UUID, points: Mapping[str, str], opinion: str) -> ReviewSheet:
    """Fill in the review sheet of a filing; the grade follows from the points.

    Raises:
        PermissionDenied: no reviewer of finance.
        NotUnderReview, WrongPoints: see there.
    """
    with transaction.atomic():
        filing = locked(filing_id)
        person.demand(Action.REVIEW_IN_FINANCE, filing.unit)
        if filing.state != State.FINANCE_REVIEW:
            raise NotUnderReview
        terms = terms_of(filing.year)
        marked = points_of(terms, points)
        total = sum(marked.values(), ZERO)
        values = {
            "county_code": filing.county_code,
            "points": points_json(marked),
            "grade": terms.grade_of(total).name,
            "opinion": opinion.strip(),
            "reviewer": person.user,
        }
        sheet, _ = ReviewSheet.objects.update_or_create(filing=filing, defaults=values)
        for follow in GRADED:
            follow(filing)
        log_append(
            county_code=filing.county_code,
            actor=person.user.username,
            action="graded",
            object_kind="filing",
            object_key=str(filing.pk),
            detail={"points": points_json(marked), "total": str(total), "grade": sheet.grade, "opinion": sheet.opinion},
        )
    return sheet


def filings_move(*, person: Person, filing_ids: Iterable[uuid.UUID], move: str, seen: str, reason: str = "") -> Moved:
    """Move many filings, each by itself: what cannot be moved is left and told, the others go on.

    Raises:
        PermissionDenied: one of them is not this person's to move; those before it have been moved.
    """
    moved, left = [], []
    filings = Filing.objects.select_related("unit").defer("draft").in_bulk([*dict.fromkeys(filing_ids)])
    for filing in sorted(filings.values(), key=lambda filing: filing.unit.code):
        try:
            filing_move(person=person, filing_id=filing.pk, move=move, seen=seen, reason=reason)
        except FilingError as error:
            left.append(NotMoved(filing, str(error), type(error)))
        else:
            moved.append(filing)
    return Moved(tuple(moved), tuple(left))


def grade_allows(filing: Filing, move: str) -> None:
    """The grade's say before an approval; a filing without a review sheet may be approved.

    Raises:
        GradeForbids: the grade is none with which a filing goes on.
    """
    sheet = ReviewSheet.objects.filter(filing=filing).first() if move == "approve" else None
    if sheet is None:
        return
    terms = terms_of(filing.year)
    grade = terms.grade_of(sum(points_from(sheet.points).values(), ZERO))
    if not grade.passes:
        raise GradeForbids(grade.name, grade.result)


def _standing(comment_id: uuid.UUID, **more: object) -> Comment:
    """A comment that nobody took back.

    Raises:
        CommentGone: there is none.
    """
    found = Comment.objects.filter(pk=comment_id, **more).first()
    if found is None:
        raise CommentGone
    return found


def _open(person: Person, filing_id: uuid.UUID) -> Filing:
    filing = locked(filing_id)
    person.demand(Action.COMMENT, filing.unit)
    if filing.state in SETTLED:
        raise Closed
    return filing


def _log(person: Person, comment: Comment, action: str, **detail: object) -> None:
    log_append(
        county_code=comment.county_code,
        actor=person.user.username,
        action=action,
        object_kind="comment",
        object_key=str(comment.pk),
        detail={"filing": str(comment.filing_id), **detail},
    )
