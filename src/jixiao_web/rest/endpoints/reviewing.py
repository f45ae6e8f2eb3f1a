"""Reviewing: the queue, comments, the review sheet, the letter of opinions."""

from __future__ import annotations

import uuid
from typing import Literal

from django.db.models import Manager
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Query, Router
from ninja.responses import Status

from jixiao import api
from jixiao_web.filings.drafts import draft_of
from jixiao_web.filings.selectors import filing_for
from jixiao_web.rest import schemas, shown
from jixiao_web.rest.auth import EITHER, READ, REVIEW, WRITE, Needs, person_of
from jixiao_web.rest.endpoints.common import ONCE, file, file_out
from jixiao_web.rest.once import once
from jixiao_web.review import services
from jixiao_web.review.anchors import Places
from jixiao_web.review.models import Comment
from jixiao_web.review.opinions import opinions_of, opinions_paper
from jixiao_web.review.page import ReviewPage
from jixiao_web.review.queue import ORDERS, RISKS, Wanted, queue_of
from jixiao_web.review.selectors import talks_of
from jixiao_web.review.views import LETTER_TYPES

router = Router(tags=[_("审核")])
SLOW = Needs(*READ.scopes, cost=5)


@router.get("/queue", auth=READ, response=schemas.QueueOut, summary=_("全县的审核队列"), operation_id="queue")
def queue(
    request: HttpRequest,
    state: schemas.StateName = "finance_review",
    order: Literal[tuple(ORDERS)] = "risk",  # type: ignore[valid-type]  # told when this is read
    risk: Literal[tuple(RISKS)] | None = None,  # type: ignore[valid-type]  # made from data
    year: int | None = Query(None, ge=2000, le=2100),
    words: str = Query("", max_length=60),
    days: int | None = Query(None, ge=0, le=9999),
    page: int = Query(1, ge=1, le=100_000),
) -> schemas.QueueOut:
    asked = {"state": state, "order": order, "risk": risk or "", "words": words}
    asked |= {"year": str(year or ""), "days": "" if days is None else str(days)}
    found = queue_of(person_of(request), Wanted.of(asked), page)
    rows = [
        schemas.QueueRowOut(filing=shown.filing(row.filing), days=row.days, deadline=shown.deadline(row.deadline))
        for row in found.page
    ]
    return schemas.QueueOut(
        items=rows, counts=found.counts, page=found.page.number, pages=found.page.paginator.num_pages
    )


@router.get(
    "/filings/{uuid:filing_id}/comments",
    auth=READ,
    response=list[schemas.CommentOut],
    summary=_("意见和答复，未办结的在前"),
    operation_id="comments",
)
def comments(request: HttpRequest, filing_id: uuid.UUID) -> list[schemas.CommentOut]:
    own = filing_for(person_of(request), filing_id)
    talks = talks_of(own)
    places = Places(own, [each.comment for each in talks], draft_of(own).cells)
    return [shown.talk(each, places) for each in talks]


@router.post(
    "/filings/{uuid:filing_id}/comments",
    auth=EITHER,
    response={201: schemas.MadeOut},
    summary=_("提出意见"),
    operation_id="comment_add",
    openapi_extra=ONCE,
)
def comment_add(request: HttpRequest, filing_id: uuid.UUID, payload: schemas.CommentIn) -> HttpResponse:
    person = person_of(request)
    filing_for(person, filing_id)

    def do() -> schemas.MadeOut:
        made = services.comment_add(person=person, filing_id=filing_id, path=payload.path, text=payload.text)
        return schemas.MadeOut(id=made.pk)

    return once(request, payload.model_dump_json(), do)


@router.post(
    "/comments/{uuid:comment_id}/answers",
    auth=EITHER,
    response={201: schemas.MadeOut},
    summary=_("答复意见"),
    operation_id="comment_answer",
    openapi_extra=ONCE,
)
def comment_answer(request: HttpRequest, comment_id: uuid.UUID, payload: schemas.AnswerIn) -> HttpResponse:
    person = person_of(request)
    _demand_seen(request, comment_id)

    def do() -> schemas.MadeOut:
        made = services.comment_answer(person=person, comment_id=comment_id, text=payload.text)
        return schemas.MadeOut(id=made.pk)

    return once(request, payload.model_dump_json(), do)


@router.put(
    "/comments/{uuid:comment_id}/resolved",
    auth=EITHER,
    response={204: None},
    summary=_("办结意见，或重新打开"),
    operation_id="comment_resolve",
)
def comment_resolve(request: HttpRequest, comment_id: uuid.UUID, payload: schemas.ResolveIn) -> Status[None]:
    _demand_seen(request, comment_id)
    services.comment_resolve(person=person_of(request), comment_id=comment_id, resolved=payload.resolved)
    return Status(204, None)


@router.put(
    "/comments/{uuid:comment_id}/mended",
    auth=WRITE,
    response={204: None},
    summary=_("标明意见所提的已改好，或还没有"),
    operation_id="comment_mend",
)
def comment_mend(request: HttpRequest, comment_id: uuid.UUID, payload: schemas.MendIn) -> Status[None]:
    _demand_seen(request, comment_id)
    services.comment_mend(person=person_of(request), comment_id=comment_id, mended=payload.mended)
    return Status(204, None)


@router.delete(
    "/comments/{uuid:comment_id}",
    auth=EITHER,
    response={204: None},
    summary=_("收回自己还没有人答复的意见或答复"),
    operation_id="comment_delete",
)
def comment_delete(request: HttpRequest, comment_id: uuid.UUID) -> Status[None]:
    _demand_seen(request, comment_id)
    services.comment_delete(person=person_of(request), comment_id=comment_id)
    return Status(204, None)


@router.post(
    "/comments/{uuid:comment_id}/restore",
    auth=EITHER,
    response={204: None},
    summary=_("恢复自己收回的意见或答复"),
    operation_id="comment_restore",
)
def comment_restore(request: HttpRequest, comment_id: uuid.UUID) -> Status[None]:
    _demand_seen(request, comment_id, Comment.every)
    services.comment_restore(person=person_of(request), comment_id=comment_id)
    return Status(204, None)


def _demand_seen(request: HttpRequest, comment_id: uuid.UUID, among: Manager[Comment] = Comment.objects) -> None:
    """Refuse a comment of a filing that the one who asks does not see, as if there were none.

    Raises:
        Http404: see above.
    """
    found = among.filter(pk=comment_id).first()
    if found is None:
        raise Http404
    filing_for(person_of(request), found.filing_id)


@router.get(
    "/filings/{uuid:filing_id}/sheet",
    auth=SLOW,
    response=schemas.SheetOut,
    summary=_("绩效目标审核表"),
    operation_id="sheet",
)
def sheet(request: HttpRequest, filing_id: uuid.UUID) -> schemas.SheetOut:
    person = person_of(request)
    found = ReviewPage(filing_for(person, filing_id), person).sheet()
    if found is None:
        raise Http404
    items = [
        schemas.SheetItemOut(part=part.name, name=line.name, most=f"{line.most:f}", points=line.points or None)
        for part in found.parts
        for line in part.lines
    ]
    return schemas.SheetOut(
        items=items,
        total=None if found.total is None else f"{found.total:f}",
        grade=found.grade.name if found.grade else None,
        opinion=found.opinion,
        may_fill_in=found.open,
    )


@router.put(
    "/filings/{uuid:filing_id}/sheet",
    auth=REVIEW,
    response={204: None},
    summary=_("填写审核表；等次由得分算出"),
    operation_id="sheet_save",
)
def sheet_save(request: HttpRequest, filing_id: uuid.UUID, payload: schemas.SheetIn) -> Status[None]:
    person = person_of(request)
    filing_for(person, filing_id)
    services.sheet_save(person=person, filing_id=filing_id, points=payload.points, opinion=payload.opinion)
    return Status(204, None)


@router.get(
    "/filings/{uuid:filing_id}/letter/{kind}",
    auth=SLOW,
    summary=_("审核意见书"),
    operation_id="letter",
    openapi_extra=file_out(LETTER_TYPES, "OK"),
)
def letter(
    request: HttpRequest,
    filing_id: uuid.UUID,
    kind: Literal[tuple(LETTER_TYPES)],  # type: ignore[valid-type]  # made from data
) -> HttpResponse:
    person = person_of(request)
    made = opinions_of(filing_for(person, filing_id), person)
    written = api.write_paper(opinions_paper(made), kind)
    return file(written.data, LETTER_TYPES[kind], f"{made.title}.{kind}")
