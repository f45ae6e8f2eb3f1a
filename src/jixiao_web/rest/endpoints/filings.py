"""Filings: lists, beginning, one of them, moving it."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import File, Form, Query, Router
from ninja.files import UploadedFile
from ninja.responses import Status

from jixiao.model import Document
from jixiao_web.accounts.models import Unit
from jixiao_web.common.provinces import profile_for
from jixiao_web.filings.adjusting import adjustment_begin
from jixiao_web.filings.due import deadlines_of
from jixiao_web.filings.errors import NotReturnable
from jixiao_web.filings.intake import plan_from, plan_from_json
from jixiao_web.filings.moves import MOVES
from jixiao_web.filings.rows import blank
from jixiao_web.filings.selectors import Search, filing_for, filings_found, filings_seen_by, units_to_fill
from jixiao_web.filings.services import filing_begin, filing_carry_over, filing_move, review_begin
from jixiao_web.rest import schemas, shown
from jixiao_web.rest.auth import EITHER, READ, REVIEW, WRITE, Needs, person_of
from jixiao_web.rest.endpoints.common import DOCUMENT_IN, ONCE
from jixiao_web.rest.once import once
from jixiao_web.rest.paging import MOST, paged
from jixiao_web.rest.problems import code_of
from jixiao_web.review.services import filings_move

router = Router(tags=[_("申报件")])
NAME = "document.json"
MANY = Needs(*EITHER.scopes, cost=20)


@router.get(
    "/filings", auth=READ, response=schemas.FilingsOut, summary=_("申报件列表，新的在前"), operation_id="filings"
)
def filings(
    request: HttpRequest,
    q: str = Query("", max_length=100, description=_("单位、项目的名称或代码")),
    year: int | None = Query(None, ge=2000, le=2100),
    state: schemas.StateName | None = None,
    kind: schemas.KindName | None = None,
    unit: str = Query("", max_length=12, description=_("单位代码")),
    cursor: str = Query("", max_length=40),
    limit: int = Query(50, ge=1, le=MOST),
) -> schemas.FilingsOut:
    search = Search(words=q.strip(), year=year, state=state or "", unit=unit)
    found = filings_found(person_of(request), search).select_related("unit", "changed_by")
    found = found.filter(kind=kind) if kind else found
    page, after = paged(found, cursor, limit, newest_first=True)
    due = deadlines_of(page, timezone.localdate())
    return schemas.FilingsOut(items=[shown.listed(each, due.get(each.pk)) for each in page], next=after)


@router.post(
    "/filings",
    auth=WRITE,
    response={201: schemas.FilingOut},
    summary=_("建立申报件：空白，或沿用上年"),
    operation_id="filing_begin",
    openapi_extra=ONCE,
)
def begin(request: HttpRequest, payload: schemas.BeginIn) -> HttpResponse:
    person, unit = person_of(request), _unit(request, payload.unit)

    def do() -> schemas.FilingOut:
        if payload.start == "carry_over":
            return shown.filing(filing_carry_over(person=person, unit=unit, year=payload.year))
        document = blank(Document(kind="performance_plan", profile=profile_for(unit.county_code)))
        return shown.filing(filing_begin(person=person, unit=unit, year=payload.year, document=document))

    return once(request, payload.model_dump_json(), do)


@router.post(
    "/filings/from-document",
    auth=WRITE,
    response={201: schemas.FilingOut},
    summary=_("由 JSON 文本建立申报件"),
    operation_id="filing_begin_from_document",
    openapi_extra={**ONCE, **DOCUMENT_IN},
)
def begin_from_document(
    request: HttpRequest, unit: uuid.UUID, year: int = Query(..., ge=2000, le=2100)
) -> HttpResponse:
    person, own = person_of(request), _unit(request, unit)
    document = plan_from_json(request.body, NAME)

    def do() -> schemas.FilingOut:
        began = filing_begin(person=person, unit=own, year=year, document=document, cause="imported")
        return shown.filing(began)

    return once(request, f"{unit} {year} {request.body.decode(errors='replace')}", do)


@router.post(
    "/filings/from-file",
    auth=WRITE,
    response={201: schemas.FilingOut},
    summary=_("由文件建立申报件：docx、wps、pdf、xlsx 等"),
    operation_id="filing_begin_from_file",
    openapi_extra=ONCE,
)
def begin_from_file(
    request: HttpRequest, file: File[UploadedFile], unit: Form[uuid.UUID], year: Form[schemas.Year]
) -> HttpResponse:
    person, own = person_of(request), _unit(request, unit)
    intake = plan_from(file)

    def do() -> schemas.FilingOut:
        began = filing_begin(
            person=person,
            unit=own,
            year=year,
            document=intake.document,
            cause="imported",
            original=intake.original,
        )
        return shown.filing(began)

    return once(request, f"{unit} {year} {intake.original.sha256}", do)


def _unit(request: HttpRequest, unit_id: uuid.UUID) -> Unit:
    """A unit for which the one who asks may begin filings.

    Raises:
        Http404: none of those.
    """
    found = next((each for each in units_to_fill(person_of(request)) if each.pk == unit_id), None)
    if found is None:
        raise Http404
    return found


@router.get(
    "/filings/{uuid:filing_id}",
    auth=READ,
    response=schemas.OneFilingOut,
    summary=_("一份申报件"),
    operation_id="filing",
)
def filing(request: HttpRequest, filing_id: uuid.UUID) -> schemas.OneFilingOut:
    person = person_of(request)
    own = filing_for(person, filing_id)
    return shown.one_filing(own, person, deadlines_of([own], timezone.localdate()).get(own.pk))


@router.post(
    "/filings/{uuid:filing_id}/adjustments",
    auth=WRITE,
    response={201: schemas.FilingOut},
    summary=_("对已批复的绩效文本提出目标调整"),
    operation_id="adjustment_begin",
    openapi_extra=ONCE,
)
def adjust(request: HttpRequest, filing_id: uuid.UUID, payload: schemas.AdjustIn) -> HttpResponse:
    person = person_of(request)
    plan = filing_for(person, filing_id)

    def do() -> schemas.FilingOut:
        return shown.filing(
            adjustment_begin(person=person, plan_id=plan.pk, why=payload.why, authority=payload.authority)
        )

    return once(request, payload.model_dump_json(), do)


@router.post(
    "/filings/{uuid:filing_id}/moves",
    auth=EITHER,
    response=schemas.FilingOut,
    summary=_("办理：提交、撤回、通过、退回、批复、公开"),
    operation_id="filing_move",
    openapi_extra=ONCE,
)
def move(request: HttpRequest, filing_id: uuid.UUID, payload: schemas.MoveIn) -> HttpResponse:
    person, parts = person_of(request), payload.parts or None
    filing_for(person, filing_id)
    if parts and not MOVES[payload.move].needs_reason:
        raise NotReturnable

    def do() -> schemas.FilingOut:
        moved = filing_move(
            person=person, filing_id=filing_id, move=payload.move, seen=payload.seen, reason=payload.reason, parts=parts
        )
        return shown.filing(moved)

    return once(request, payload.model_dump_json(), do, status=200)


@router.post(
    "/filings/moves",
    auth=MANY,
    response=schemas.MovedOut,
    summary=_("一次办理多份：能办的办成，其余的说明原因"),
    operation_id="filings_move",
    openapi_extra=ONCE,
)
def move_many(request: HttpRequest, payload: schemas.MoveManyIn) -> HttpResponse:
    person, keys = person_of(request), set(payload.filings)
    seen = filings_seen_by(person).filter(pk__in=keys).select_related("changed_by")
    units = [each.unit for each in seen]
    if len(units) < len(keys):
        raise Http404
    if not all(person.may(MOVES[payload.move].action, unit) for unit in units):
        raise PermissionDenied

    def do() -> schemas.MovedOut:
        done = filings_move(
            person=person, filing_ids=payload.filings, move=payload.move, seen=payload.seen, reason=payload.reason
        )
        now = {each.pk: each for each in seen.all()}
        left = [
            schemas.LeftOut(filing=each.filing.pk, code=code_of(each.kind), reason=gettext(each.reason))
            for each in done.left
        ]
        return schemas.MovedOut(moved=[shown.filing(now[each.pk]) for each in done.moved], left=left)

    return once(request, payload.model_dump_json(), do, status=200)


@router.post(
    "/filings/{uuid:filing_id}/review",
    auth=REVIEW,
    response={204: None},
    summary=_("开始审核：此后填报人不能撤回"),
    operation_id="review_begin",
)
def review(request: HttpRequest, filing_id: uuid.UUID) -> Status[None]:
    person = person_of(request)
    filing_for(person, filing_id)
    review_begin(person=person, filing_id=filing_id)
    return Status(204, None)
