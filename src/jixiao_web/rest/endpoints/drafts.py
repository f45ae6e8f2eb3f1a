"""What stands in a filing: its document, cells, rows and findings; the official forms as files."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, Literal

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from jixiao import api
from jixiao_web.accounts.policy import Action
from jixiao_web.filings.checking import check
from jixiao_web.filings.drafts import draft_of
from jixiao_web.filings.intake import plan_from_json
from jixiao_web.filings.models import Filing
from jixiao_web.filings.rows import row_add, row_delete, row_move, row_restore
from jixiao_web.filings.selectors import filing_for, revision_of
from jixiao_web.filings.services import CellEdit, carried_confirm, draft_replace, draft_save
from jixiao_web.filings.store import day_of, document_of
from jixiao_web.filings.views.filing import KINDS
from jixiao_web.rest import schemas, shown
from jixiao_web.rest.auth import READ, WRITE, Needs, person_of
from jixiao_web.rest.endpoints.common import DOCUMENT_IN, ONCE, file, file_out, raw, raw_out
from jixiao_web.rest.endpoints.filings import NAME
from jixiao_web.rest.once import once
from jixiao_web.review.selectors import report_of

router = Router(tags=[_("填报")])
FORMS = ("hebei_plan", "hebei_project_target", "national_project_target")
WRITTEN = Needs(*READ.scopes, cost=5)


@router.get(
    "/filings/{uuid:filing_id}/document",
    auth=READ,
    summary=_("草稿的全部内容，与 jixiao read --json 相同"),
    operation_id="document",
    openapi_extra=raw_out("Document", "OK"),
)
def document(request: HttpRequest, filing_id: uuid.UUID) -> HttpResponse:
    own = filing_for(person_of(request), filing_id)
    return raw(own.draft, X_Draft_Version=str(own.draft_version))


@router.put(
    "/filings/{uuid:filing_id}/document",
    auth=WRITE,
    response=schemas.FilingOut,
    summary=_("以 JSON 文本替换草稿；原来的内容留作一版"),
    operation_id="document_replace",
    openapi_extra=DOCUMENT_IN,
)
def document_replace(
    request: HttpRequest,
    filing_id: uuid.UUID,
    version: int = Query(..., ge=0, le=schemas.MOST_NUMBER, description=_("看到的草稿版本；已经变化时回答409")),
) -> schemas.FilingOut:
    person = person_of(request)
    own = filing_for(person, filing_id)
    person.demand(Action.EDIT_FILING, own.unit)  # nobody else has the document read
    sent = plan_from_json(request.body, NAME)
    now = document_of(own)
    sent = msgspec.structs.replace(sent, kind=now.kind, year=now.year, unit=now.unit)
    changed = draft_replace(person=person, filing_id=filing_id, document=sent, version=version, cause="imported")
    return shown.filing(changed)


@router.get(
    "/filings/{uuid:filing_id}/findings",
    auth=WRITTEN,
    summary=_("草稿的检查结果，与 jixiao check --format json 相同"),
    operation_id="findings",
    openapi_extra=raw_out("Report", "OK"),
)
def findings(request: HttpRequest, filing_id: uuid.UUID) -> HttpResponse:
    own = filing_for(person_of(request), filing_id)
    report, kept = report_of(own).report, check(document_of(own)).findings
    levels = [each.level for each in kept]
    summary = msgspec.structs.replace(
        report.summary,
        error=levels.count("error"),
        warning=levels.count("warning"),
        hint=levels.count("hint"),
        places=sum(len(each.members) or 1 for each in kept),
    )
    return raw(msgspec.json.encode(msgspec.structs.replace(report, findings=kept, summary=summary)))


@router.get(
    "/filings/{uuid:filing_id}/cells",
    auth=READ,
    response=schemas.CellsOut,
    summary=_("草稿的单元格：路径、名称、内容"),
    operation_id="cells",
)
def cells(request: HttpRequest, filing_id: uuid.UUID) -> schemas.CellsOut:
    own = filing_for(person_of(request), filing_id)
    items = [
        schemas.CellOut(
            path=each.path,
            label=each.label,
            text=each.text,
            kind=each.kind,
            choices=list(each.choices),
            required=each.required,
        )
        for each in draft_of(own).cells.values()
    ]
    return schemas.CellsOut(version=own.draft_version, shape=own.shape, items=items)


@router.patch(
    "/filings/{uuid:filing_id}/cells",
    auth=WRITE,
    response=schemas.SavedOut,
    summary=_("保存单元格；不能填入的和他人已改的逐一说明"),
    operation_id="cells_save",
)
def cells_save(request: HttpRequest, filing_id: uuid.UUID, payload: schemas.CellsIn) -> schemas.SavedOut:
    person = person_of(request)
    filing_for(person, filing_id)
    edits = [CellEdit(each.path, each.text, each.was) for each in payload.cells]
    saved = draft_save(
        person=person, filing_id=filing_id, edits=edits, money_unit=payload.money_unit, shape=payload.shape
    )
    return schemas.SavedOut(
        filing=shown.filing(saved.filing),
        refused=[schemas.RefusedOut(path=path, reason=why, text=words) for path, why, words in saved.refused],
        conflicts=[schemas.ConflictOut(**each._asdict()) for each in saved.conflicts],
    )


@router.post(
    "/filings/{uuid:filing_id}/confirm",
    auth=WRITE,
    response=schemas.ConfirmedOut,
    summary=_("确认沿用上年的数"),
    operation_id="carried_confirm",
)
def confirm(request: HttpRequest, filing_id: uuid.UUID, payload: schemas.ConfirmIn) -> schemas.ConfirmedOut:
    person = person_of(request)
    filing_for(person, filing_id)
    return schemas.ConfirmedOut(number=carried_confirm(person=person, filing_id=filing_id, path=payload.path))


def _changed(
    request: HttpRequest, filing_id: uuid.UUID, asked: schemas.RowIn, service: Callable[..., Any]
) -> HttpResponse:
    """Change the rows of a list by a service, once."""
    person = person_of(request)
    own = filing_for(person, filing_id)
    said = asked.model_dump() | {"shape": own.shape if asked.shape is None else asked.shape}

    def do() -> schemas.RowOut:
        changed, path = service(person=person, filing_id=filing_id, **said)[:2]
        return schemas.RowOut(path=path, filing=shown.filing(changed))

    return once(request, asked.model_dump_json(), do, status=200)


@router.post(
    "/filings/{uuid:filing_id}/rows/add",
    auth=WRITE,
    response=schemas.RowOut,
    summary=_("在列表中增加一行"),
    operation_id="row_add",
    openapi_extra=ONCE,
)
def add(request: HttpRequest, filing_id: uuid.UUID, payload: schemas.RowIn) -> HttpResponse:
    return _changed(request, filing_id, payload, row_add)


@router.post(
    "/filings/{uuid:filing_id}/rows/delete",
    auth=WRITE,
    response=schemas.RowOut,
    summary=_("删除一行"),
    operation_id="row_delete",
    openapi_extra=ONCE,
)
def delete(request: HttpRequest, filing_id: uuid.UUID, payload: schemas.RowIn) -> HttpResponse:
    return _changed(request, filing_id, payload, row_delete)


@router.post(
    "/filings/{uuid:filing_id}/rows/move",
    auth=WRITE,
    response=schemas.RowOut,
    summary=_("移动一行"),
    operation_id="row_move",
    openapi_extra=ONCE,
)
def move(request: HttpRequest, filing_id: uuid.UUID, payload: schemas.RowMoveIn) -> HttpResponse:
    return _changed(request, filing_id, payload, row_move)


@router.post(
    "/filings/{uuid:filing_id}/rows/restore",
    auth=WRITE,
    response=schemas.RowOut,
    summary=_("撤销最近一次删除"),
    operation_id="row_restore",
    openapi_extra=ONCE,
)
def restore(request: HttpRequest, filing_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    filing_for(person, filing_id)

    def do() -> schemas.RowOut:
        changed, path = row_restore(person=person, filing_id=filing_id)[:2]
        return schemas.RowOut(path=path, filing=shown.filing(changed))

    return once(request, "", do, status=200)


@router.get(
    "/filings/{uuid:filing_id}/files/{kind}",
    auth=WRITTEN,
    summary=_("官方表样的文件，可指定表样和版本"),
    operation_id="file",
    openapi_extra=file_out(KINDS, "OK"),
)
def form_file(
    request: HttpRequest,
    filing_id: uuid.UUID,
    kind: Literal[tuple(KINDS)],  # type: ignore[valid-type]  # told when this is read
    form: Literal[FORMS] | None = None,  # type: ignore[valid-type]  # made from data
    revision: int | None = Query(None, ge=1, le=schemas.MOST_NUMBER),
) -> HttpResponse:
    own = filing_for(person_of(request), filing_id)
    if kind not in KINDS:
        raise Http404
    kept = revision_of(own, revision) if revision else None
    options = api.WriteOptions(form=form, marks=True, day=day_of(own, kept))
    made = api.write(api.load((kept.content if kept else own.draft).encode(), ""), kind, options)
    return file(made.data, KINDS[kind], _name(own, revision, kind))


def _name(own: Filing, revision: int | None, kind: str) -> str:
    return f"{own.year}-{own.unit.code}-{own.unit.name}{f'-{revision}' if revision else ''}.{kind}"
