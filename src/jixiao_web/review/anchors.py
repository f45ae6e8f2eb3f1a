"""Where comments stand after rows of the draft came, went or moved, and how the pages for filling in see them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.urls import reverse

from jixiao_web.accounts.policy import Person
from jixiao_web.common.prepared import Prepared
from jixiao_web.filings.cells import Cell, cells_of
from jixiao_web.filings.models import Filing, RowChange
from jixiao_web.filings.shape import followed
from jixiao_web.filings.store import document_of
from jixiao_web.filings.talking import Said, Spoken, Talk
from jixiao_web.review.models import Comment

_ROW = re.compile(r"^第\d+行·?")


class Stand(NamedTuple):
    """Where a comment stands.

    Attributes:
        path: of its cell now; None where its row is gone, empty for the filing as a whole. now: the words there.
    """

    path: str | None
    now: str

    @property
    def is_gone(self) -> bool:
        """Whether the row was deleted."""
        return self.path is None


class Places:
    """The places of a filing's comments; asks for the changes of rows once."""

    def __init__(self, filing: Filing, comments: Iterable[Comment], cells: Mapping[str, Cell]) -> None:
        shapes = [comment.shape for comment in comments if comment.path]
        first = min(shapes, default=filing.shape)
        found = filing.row_changes.filter(number__gt=first).order_by("number") if first < filing.shape else ()
        self._changes: Sequence[RowChange] = tuple(found)
        self._cells = cells

    def of(self, comment: Comment) -> Stand:
        """Where a comment stands now."""
        if not comment.path:
            return Stand("", "")
        path = self._now(comment)
        return Stand(path, self._cells[path].text) if path and path in self._cells else Stand(None, "")

    def _now(self, comment: Comment) -> str | None:
        path: str | None = comment.path
        parts: list[list[RowChange]] = [[]]
        for change in self._changes:
            if change.number > comment.shape and change.kind == "replaced":
                parts.append([])
            elif change.number > comment.shape:
                parts[-1].append(change)
        for part in parts:
            path = followed(path, part) if path else None
        if len(parts) > 1 and path and not self._is_alike(path, comment):
            return None  # a file was put in the draft's place, and something else stands there
        return path

    def _is_alike(self, path: str, comment: Comment) -> bool:
        """Whether the cell at a path still is what was commented: in another file only words tell."""
        cell = self._cells.get(path)
        return cell is not None and (cell.text == comment.quote or place_of(self._cells, path) == comment.place)


def place_of(cells: Mapping[str, Cell], path: str) -> str:
    """What a value is, in words: its project's name, and the cell's own label without the number of its row."""
    cell = cells.get(path)
    if cell is None:
        return ""
    project = re.match(r"projects\[\d+\]", path)
    name = cells.get(f"{project[0]}.name") if project else None
    return " · ".join(filter(None, (name.text if name else "", _ROW.sub("", cell.label))))


class Keeper:
    """The comments as the pages for filling in see them (`filings.talking.Talking`)."""

    def open_talks(self, filing: Filing, cells: Mapping[str, Cell]) -> list[Talk]:
        """The comments on a filing that nobody has closed, each with its answers and the place where it stands now."""
        comments = _COMMENTS.rows((filing.county_code, filing.pk))
        answers: dict[uuid.UUID, list[Said]] = {}
        for comment in comments:
            if comment.answers_id:
                said = Said(str(comment.author or "—"), comment.created_at, comment.text)
                answers.setdefault(comment.answers_id, []).append(said)
        asked = [each for each in comments if not each.answers_id and each.resolved_at is None]
        places = Places(filing, asked, cells)
        return [_talk(each, places.of(each), tuple(answers.get(each.pk, ()))) for each in asked]

    def spoken(self, filing: Filing) -> dict[str, Spoken]:
        """Every comment and answer with where the cell stands now, those taken back without their words."""
        comments = [*Comment.every.filter(county_code=filing.county_code, filing=filing)]
        if not comments:
            return {}
        places = Places(filing, comments, cells_of(document_of(filing)))
        asked = {each.pk: each for each in comments}
        page = f"{reverse('review:filing', args=[filing.pk])}?view=form#comment-"
        told = {}
        for each in comments:
            about = asked.get(each.answers_id or each.pk, each)
            is_back = bool(each.deleted_at or about.deleted_at)
            stand = places.of(about)
            told[str(each.pk)] = Spoken(
                about.place,
                stand.path or "",
                stand.is_gone,
                "" if is_back else each.text,
                "" if is_back else f"{page}{about.pk}",
            )
        return told

    def answer(self, *, person: Person, filing_id: uuid.UUID, key: str, text: str) -> None:
        """See `services.comment_answer`."""
        from jixiao_web.review.services import comment_answer  # services read places from here

        comment_answer(person=person, comment_id=_of(filing_id, key).pk, text=text)

    def mend(self, *, person: Person, filing_id: uuid.UUID, key: str, mended: bool) -> None:
        """See `services.comment_mend`."""
        from jixiao_web.review.services import comment_mend  # as above

        comment_mend(person=person, comment_id=_of(filing_id, key).pk, mended=mended)


_COMMENTS = Prepared(
    lambda county_code, filing: (
        Comment.objects.filter(county_code=county_code, filing=filing).select_related("author").order_by("created_at")
    )
)


def _of(filing_id: uuid.UUID, key: str) -> Comment:
    from jixiao_web.review.errors import CommentGone  # as above

    try:
        found = Comment.objects.filter(pk=uuid.UUID(key), filing_id=filing_id).first()
    except ValueError:
        found = None
    if found is None:
        raise CommentGone
    return found


def _talk(comment: Comment, stand: Stand, answers: tuple[Said, ...]) -> Talk:
    return Talk(
        str(comment.pk),
        stand.path or "",
        stand.is_gone,
        comment.place,
        comment.quote,
        bool(comment.path) and not stand.is_gone and stand.now != comment.quote,
        str(comment.author or "—"),
        comment.created_at,
        comment.text,
        answers,
        comment.mended_at is not None,
    )
