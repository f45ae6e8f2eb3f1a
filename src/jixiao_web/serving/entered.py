"""What people entered beside the filings held against the log: comments, review sheets, files read, dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jixiao_web.serving.faults import Fault
from jixiao_web.serving.logged import Finder, Said, faults_found, said_of

if TYPE_CHECKING:
    from jixiao_web.review.models import Comment


def faults_of_entered(code: str) -> Iterator[Fault]:
    """Everything that people entered in a county and that is not as the log tells it."""
    return faults_found(code, FINDERS)


def _of_comments(code: str) -> Iterator[Fault]:
    from jixiao_web.review.models import Comment

    told: dict[str, list[Said]] = {}
    for said in said_of(code, "comment"):
        told.setdefault(said.key, []).append(said)
    people = ("author", "resolved_by", "mended_by")
    rows = Comment.every.filter(county_code=code).select_related("filing__unit", *people).defer("filing__draft")
    for comment in rows.order_by("pk").iterator(chunk_size=2000):
        name = f"{comment.filing.year} {comment.filing.unit.code}"
        entries = told.pop(str(comment.pk), None)
        if entries is None:
            yield Fault(code, 0, "unlogged", name)
            continue
        if not (_is_made(comment, entries[0]) and _has_ended(comment, entries)):
            yield Fault(code, entries[-1].number, "comment", name)
    yield from (Fault(code, each[-1].number, "gone", str(each[0].detail.get("filing", ""))) for each in told.values())


def _is_made(comment: Comment, said: Said) -> bool:
    """Whether a comment is as it was made; an answer stands at the place of what it answers, before it quotes it."""
    stands: dict[str, Any] = {
        "text": comment.text, "filing": str(comment.filing_id), "path": comment.path, "place": comment.place,
        "quote": comment.quote, "answers": str(comment.answers_id or ""),
    }  # fmt: skip
    told = {"answers": "", **said.detail}
    author = comment.author.username if comment.author else ""
    return author == said.actor and all(told[each] == words for each, words in stands.items() if each in told)


def _has_ended(comment: Comment, entries: list[Said]) -> bool:
    """Whether a comment is taken back, resolved and marked as mended as told last, and by whom."""
    last = {each.action: each for each in entries}

    def by(action: str, undone: str) -> str | None:
        done, back = last.get(action), last.get(undone)
        return done.actor if done and (back is None or back.number < done.number) else None

    resolved = (comment.resolved_by.username if comment.resolved_by else "") if comment.resolved_at else None
    mended = (comment.mended_by.username if comment.mended_by else "") if comment.mended_at else None
    is_deleted = by("comment_deleted", "comment_restored") is not None
    told = (by("resolved", "reopened"), by("mended", "not_mended"), is_deleted)
    return (resolved, mended, comment.deleted_at is not None) == told


def _of_sheets(code: str) -> Iterator[Fault]:
    from jixiao_web.review.models import ReviewSheet

    told = {said.key: said for said in said_of(code, "filing", "graded")}
    rows = ReviewSheet.objects.filter(county_code=code).select_related("filing__unit", "reviewer")
    for sheet in rows.defer("filing__draft").order_by("pk").iterator(chunk_size=2000):
        name = f"{sheet.filing.year} {sheet.filing.unit.code}"
        said = told.pop(str(sheet.filing_id), None)
        reviewer = sheet.reviewer.username if sheet.reviewer else ""
        if said is None:
            yield Fault(code, 0, "unlogged", name)
        elif (sheet.points, sheet.grade, sheet.opinion, reviewer) != (
            *(said.detail.get(part) for part in ("points", "grade", "opinion")), said.actor,
        ):  # fmt: skip
            yield Fault(code, said.number, "sheet", name)
    yield from (Fault(code, said.number, "gone", key) for key, said in told.items())


def _of_originals(code: str) -> Iterator[Fault]:
    """The files that drafts were read from: their names; since the log tells it, their text and what was noted, too."""
    from jixiao_web.filings.models import Source
    from jixiao_web.filings.services import original_sha256

    told = {said.key: said for said in said_of(code, "filing", "imported") if "file" in said.detail}
    rows = Source.objects.filter(county_code=code).select_related("filing__unit").defer("filing__draft")
    for row in rows.order_by("pk").iterator(chunk_size=50):
        name = f"{row.filing.year} {row.filing.unit.code} {row.name}"
        said = told.pop(str(row.filing_id), None)
        if said is None:
            yield Fault(code, 0, "unlogged", name)
        elif row.name != said.detail["file"] or said.detail.get("original") not in (None, original_sha256(row)):
            yield Fault(code, said.number, "original", name)
    yield from (Fault(code, said.number, "gone", said.detail["file"]) for said in told.values())


def _of_dates(code: str) -> Iterator[Fault]:
    from jixiao_web.deadlines.models import CountyDeadline
    from jixiao_web.deadlines.naming import key_of

    last = {said.key: said for said in said_of(code, "deadline")}
    for row in CountyDeadline.objects.filter(county_code=code).select_related("unit"):
        said = last.pop(key_of(row), None)
        if said is None:
            yield Fault(code, 0, "unlogged", key_of(row))
        elif (row.day.isoformat(), row.reason) != (said.detail.get("day"), said.detail.get("reason", "")):
            yield Fault(code, said.number, "date", key_of(row))
    yield from (Fault(code, said.number, "gone", key) for key, said in last.items() if said.detail.get("day"))


FINDERS: tuple[Finder, ...] = (_of_comments, _of_sheets, _of_originals, _of_dates)
"""What looks through a county, one after another."""
