"""A filing's revisions, what changed between two, and the log."""

from __future__ import annotations

import uuid
from datetime import date
from itertools import islice

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from jixiao_web.audit.log import BEGINNING, faults
from jixiao_web.audit.models import Head
from jixiao_web.filings.compare import contents_compared
from jixiao_web.filings.history import events_of
from jixiao_web.filings.selectors import filing_for, revision_of, revisions_of
from jixiao_web.rest import schemas, schemas_log, shown
from jixiao_web.rest.auth import HEAVY, READ, person_of
from jixiao_web.rest.endpoints.common import raw, raw_out
from jixiao_web.rest.schemas import MOST_NUMBER
from jixiao_web.trace.selectors import Wanted, counties_of, log_of
from jixiao_web.trace.words import action_words

router = Router(tags=[_("版本与日志")])
_FAULTS_SHOWN = 100


@router.get(
    "/filings/{uuid:filing_id}/revisions",
    auth=READ,
    response=list[schemas.RevisionOut],
    summary=_("申报件的各版，新的在前"),
    operation_id="revisions",
)
def revisions(request: HttpRequest, filing_id: uuid.UUID) -> list[schemas.RevisionOut]:
    own = filing_for(person_of(request), filing_id)
    return [shown.revision(each) for each in revisions_of(own)]


@router.get(
    "/filings/{uuid:filing_id}/revisions/{number}/document",
    auth=READ,
    summary=_("一版的内容，逐字节与校验值相符"),
    operation_id="revision_document",
    openapi_extra=raw_out("Document", "OK"),
)
def revision_document(
    request: HttpRequest,
    filing_id: uuid.UUID,
    number: schemas.Number,
) -> HttpResponse:
    found = revision_of(filing_for(person_of(request), filing_id), number)
    return raw(found.content, X_Content_SHA256=found.sha256)


@router.get(
    "/filings/{uuid:filing_id}/compare",
    auth=HEAVY,
    response=schemas.ComparedOut,
    summary=_("两版之间的变化；不写 to 则比到现在的草稿"),
    operation_id="compare",
)
def compare(
    request: HttpRequest,
    filing_id: uuid.UUID,
    since: int = Query(..., alias="from", ge=1, le=MOST_NUMBER),
    to: int | None = Query(None, ge=1, le=MOST_NUMBER),
) -> schemas.ComparedOut:
    own = filing_for(person_of(request), filing_id)
    before = revision_of(own, since).content
    found = contents_compared(before, revision_of(own, to).content if to else own.draft)
    groups = [
        schemas.GroupOut(
            title=group.title,
            kind=group.kind,
            changes=[
                schemas.ChangeOut(
                    path=each.path,
                    where=each.where,
                    label=each.label,
                    before=each.before,
                    after=each.after,
                    kind=each.kind,
                )
                for each in group.changes
            ],
        )
        for group in found.groups
    ]
    return schemas.ComparedOut(groups=groups)


@router.get(
    "/filings/{uuid:filing_id}/story",
    auth=READ,
    response=schemas_log.StoryOut,
    summary=_("申报件的经过：日志中关于它和它的审核意见的记录，新的在前，最多500条"),
    operation_id="story",
)
def story(request: HttpRequest, filing_id: uuid.UUID) -> schemas_log.StoryOut:
    own = filing_for(person_of(request), filing_id)
    about = f"{own.unit.code} {own.unit.name} {own.year} {own.called}"
    items = [shown.event(each, action_words(each.entry.action), about) for each in events_of(own)]
    return schemas_log.StoryOut(items=items)


@router.get("/log", auth=READ, response=schemas_log.LogOut, summary=_("日志，新的在前"), operation_id="log")
def log(
    request: HttpRequest,
    county: str = Query("", max_length=6),
    unit: str = Query("", max_length=60),
    action: str = Query("", max_length=60),
    actor: str = Query("", max_length=150),
    since: date | None = None,
    until: date | None = None,
    before: int | None = Query(None, ge=1, le=MOST_NUMBER),
) -> schemas_log.LogOut:
    counties = counties_of(person_of(request))
    asked = {"county": county, "unit": unit, "action": action, "actor": actor}
    asked |= {"since": str(since or ""), "until": str(until or ""), "before": str(before or "")}
    page = log_of(Wanted.of(asked, counties))
    items = [shown.entry(line.entry, line.action, line.about.words) for line in page.lines]
    return schemas_log.LogOut(items=items, older=page.older)


@router.get(
    "/log/proof",
    auth=HEAVY,
    response=schemas.ProofOut,
    summary=_("按校验值验证日志是否被改动"),
    operation_id="log_proof",
)
def proof(request: HttpRequest, county: str = Query("", max_length=6)) -> schemas.ProofOut:
    counties = counties_of(person_of(request))
    code = county or min(counties, default="")
    if code not in counties:
        raise PermissionDenied(code)
    head = Head.objects.filter(county_code=code).first()
    found = [schemas.FaultOut(number=each.number, reason=each.reason) for each in islice(faults(code), _FAULTS_SHOWN)]
    return schemas.ProofOut(
        county_code=code,
        entries=head.number if head else 0,
        hash=head.hash if head else BEGINNING,
        holds=not found,
        faults=found,
    )
