"""Filling in the official form: one form that works without scripts, and saving cell by cell with them."""

from __future__ import annotations

import functools
import re
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.filings import rows
from jixiao_web.filings.amounts import MONEY_UNITS, YUAN
from jixiao_web.filings.drafts import draft_of
from jixiao_web.filings.editing import Do, do_of, edits_of, live_of, page_of, said_in
from jixiao_web.filings.errors import FilingError, MovedOn, NothingThere
from jixiao_web.filings.models import OPEN, Filing
from jixiao_web.filings.pasting import COLUMNS, PasteAsked, row_said, rows_paste
from jixiao_web.filings.selectors import filing_for
from jixiao_web.filings.services import CellEdit, Saved, carried_confirm, draft_save
from jixiao_web.filings.sheet import name_of
from jixiao_web.filings.store import document_of
from jixiao_web.filings.talking import TALKING

_ARRIVED = "words_arrived"
"""Tells at a request that its words were taken in."""
TAKEN_COOKIE = "jixiao_taken"
"""Tells which sending of the form was taken in last."""


def _tells_the_end(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`login_required` that tells a script of the session's end: it cannot follow to the log-in page as people do."""

    @functools.wraps(view)
    def told(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated and request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401)
        return login_required(view)(request, *args, **kwargs)

    return told


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """The form with inputs; a save, with or without something else to do."""
    filing = filing_for(request.person, filing_id)
    request.person.demand(Action.EDIT_FILING, filing.unit)
    only = _number(request.GET.get("project", ""))
    if filing.state not in OPEN:
        messages.error(request, str(MovedOn()))
        return redirect("filings:filing", filing.pk)
    if request.method != "POST":
        return render(
            request,
            "filings/edit.html",
            {"page": page_of(filing, only=only, money_unit=_unit(request)), "filing": filing},
        )
    try:
        response = _saved(request, filing, only)
    except FilingError as error:
        messages.error(request, str(error))
        response = redirect(_address(filing, only))
    return _acknowledged(request, response)


def _acknowledged(request: Request, response: HttpResponse) -> HttpResponse:
    """Tell the page's script that what it sent has arrived, so that it does not offer the same words again."""
    attempt = request.POST.get("attempt", "")
    if getattr(request, _ARRIVED, False) and re.fullmatch(r"[0-9a-z-]{1,60}", attempt):
        # Read by a script: it holds nothing but a number that the script itself made.
        response.set_cookie(TAKEN_COOKIE, attempt, path=request.path, samesite="Lax", secure=request.is_secure())
    return response


def _saved(request: Request, filing: Filing, only: int) -> HttpResponse:
    """Save what was sent, then do what the button says, unless something could not be saved."""
    do = do_of(request.POST.get("do", ""))
    shape = _number(request.POST.get("shape", ""))
    edits = [_chosen(edit, do, request) for edit in edits_of(request.POST)]
    saved = _save(request, filing, edits, shape)
    setattr(request, _ARRIVED, True)
    if saved.refused or saved.conflicts:
        messages.warning(request, _("有内容没有保存，见标出的单元格。其余内容已保存。"))
        page = page_of(saved.filing, saved, only, money_unit=_unit(request), said=said_in(request.POST))
        return render(request, "filings/edit.html", {"page": page, "filing": saved.filing}, status=409)
    try:
        anchor = _done(request, saved.filing, do, shape)
    except FilingError as error:
        if do.what not in ("paste", "paste_over") or "pasted" in request.POST:
            raise
        paste = PasteAsked.of(error, do.path, *_in_box(request, do.path))
        page = page_of(saved.filing, saved, only, money_unit=_unit(request), said=said_in(request.POST))
        return render(request, "filings/edit.html", {"page": page, "filing": saved.filing, "paste": paste}, status=409)
    if do.what == "save":
        messages.success(request, _("已保存。"))
    if do.what == "finish":
        return redirect("filings:filing", filing.pk)
    return redirect(_address(filing, only, anchor))


def _save(request: Request, filing: Filing, edits: Iterable[CellEdit], shape: int) -> Saved:
    return draft_save(person=request.person, filing_id=filing.pk, edits=edits, money_unit=_unit(request), shape=shape)


def _unit(request: Request) -> str:
    """The money unit of a page: of the one that was sent, whatever its person has chosen since."""
    asked = request.POST.get("money_unit", "")
    if request.method == "POST":
        return asked if asked in MONEY_UNITS else YUAN
    return str(request.person.user.money_unit)


def _chosen(edit: CellEdit, do: Do, request: Request) -> CellEdit:
    """Of a cell that two people changed, the words that its person chose by a button."""
    mine = request.POST.get(f"mine:{edit.path}")
    return edit._replace(text=mine) if do.what == "mine" and do.path == edit.path and mine is not None else edit


def _done(request: Request, filing: Filing, do: Do, shape: int) -> str:
    """Do what a button says; returns the anchor of the place where it was done."""
    who: dict[str, Any] = {"person": request.person, "filing_id": filing.pk}
    where: dict[str, Any] = {"path": do.path, "position": do.position, "shape": shape}
    if do.what == "add":
        return _row_anchor(rows.row_add(**who, **where)[1])
    if do.what in ("up", "down"):
        to = do.position + (1 if do.what == "down" else -1)
        return _row_anchor(rows.row_move(**who, **where, to=max(to, 0))[1])
    if do.what == "delete":
        anchor = _beside(*rows.row_delete(**who, **where), do)
        messages.info(request, _("已删除。"), extra_tags="undo")
        return anchor
    if do.what == "restore":
        messages.success(request, _("已恢复。"))
        return _row_anchor(rows.row_restore(**who, number=_number(do.path) or None)[1])
    if do.what in ("paste", "paste_over"):
        return _pasted(request, filing, do, shape)
    if do.what == "confirm":
        carried_confirm(person=request.person, filing_id=filing.pk, path=do.path)
        return name_of(do.path) if do.path.endswith("]") else f"c-{name_of(do.path)}"
    if do.what in ("answer", "mend", "unmend"):
        return _talked(request, filing, do)
    if do.what == "take":
        return _taken(request, filing, do)
    return f"c-{name_of(do.path)}" if do.what == "mine" else ""


def _pasted(request: Request, filing: Filing, do: Do, shape: int) -> str:
    """Put in what a script took from the clipboard, into the cell that its person chose; or what stands in the box."""
    row, text = _in_box(request, do.path)
    is_box = "pasted" not in request.POST
    position = row_said(row, len(rows.rows_of(document_of(filing), do.path)) + 1) if is_box and row else do.position
    pasted = rows_paste(
        person=request.person,
        filing_id=filing.pk,
        path=do.path,
        position=position,
        column=request.POST.get("paste_column") or COLUMNS[0],
        text=text if is_box else request.POST["pasted"],
        shape=shape,
        overwrite=not is_box or do.what == "paste_over",
    )
    for _path, reason, _words in pasted.refused:
        messages.warning(request, reason)
    return _row_anchor(pasted.path)


def _in_box(request: Request, path: str) -> tuple[str, str]:
    """The number of the row and the text in the box for pasting into a list."""
    return request.POST.get(f"paste_row:{path}", "").strip(), request.POST.get(f"paste:{path}", "")


def _talked(request: Request, filing: Filing, do: Do) -> str:
    """Answer a comment, or say that it is mended or not yet; an answer that was typed in is given in either case."""
    who: dict[str, Any] = {"person": request.person, "filing_id": filing.pk, "key": do.path}
    text = request.POST.get(f"answer:{do.path}", "")
    for keeper in TALKING:
        if text.strip() or do.what == "answer":
            keeper.answer(**who, text=text)
        if do.what != "answer":
            keeper.mend(**who, mended=do.what == "mend")
    return f"t-{do.path}"


def _taken(request: Request, filing: Filing, do: Do) -> str:
    """Take a proposal over, as it is now."""
    rule, _sep, path = do.path.partition(":")
    draft = draft_of(filing)
    notes = draft.notes.cells.get(path, [])
    proposal = next((note.proposal for note in notes if note.rule == rule and note.proposal), "")
    if not proposal:
        raise NothingThere
    edit = CellEdit(path, proposal, draft.cells[path].text)
    draft_save(person=request.person, filing_id=filing.pk, edits=[edit], money_unit=YUAN, shape=filing.shape)
    return f"c-{name_of(path)}"


@_tells_the_end
@require_POST
def cells(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """Save the cells that a script sends while a person fills them in; answers with the findings now."""
    filing = filing_for(request.person, filing_id)
    request.person.demand(Action.EDIT_FILING, filing.unit)
    edits, shape = edits_of(request.POST), _number(request.POST.get("shape", ""))
    try:
        saved = _save(request, filing, edits, shape)
    except FilingError as error:
        return render(request, "filings/live.html", {"failed": str(error)}, status=409)
    live = live_of(saved, [edit.path for edit in edits], shape, _unit(request))
    return render(request, "filings/live.html", {"live": live, "filing": saved.filing})


def _number(words: str) -> int:
    return int(words[:9]) if words.isdecimal() else 0


def _beside(filing: Filing, holder: str, do: Do) -> str:
    """The anchor of the row that took the place of a deleted one, or of what held it."""
    path = f"{holder}.indicators" if do.path.endswith(".indicators") else holder
    left = len(rows.rows_of(document_of(filing), path))
    return _row_anchor(f"{path}[{min(do.position, left - 1)}]") if left else name_of(holder)


def _row_anchor(path: str) -> str:
    return f"r-{name_of(path)}"


def _address(filing: Filing, only: int, anchor: str = "") -> str:
    query = f"?project={only}" if only else ""
    return reverse("filings:edit", args=[filing.pk]) + query + f"#{anchor}" * bool(anchor)
