"""Filling in the official form: one form that works without scripts, and saving cell by cell with them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jixiao_web.accounts.policy import Action
from jixiao_web.filings import rows
from jixiao_web.filings.drafts import draft_of
from jixiao_web.filings.editing import Do, do_of, edits_of, live_of, page_of
from jixiao_web.filings.errors import FilingError, MovedOn, NothingThere
from jixiao_web.filings.models import OPEN, Filing
from jixiao_web.filings.selectors import filing_for
from jixiao_web.filings.services import CellEdit, Saved, carried_confirm, draft_save
from jixiao_web.filings.sheet import name_of

MONEY_UNIT = "元"
"""Of the official form of a plan."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, filing_id: uuid.UUID) -> HttpResponse:
    """The form with inputs; a save, with or without something else to do."""
    filing = filing_for(request.person, filing_id)
    request.person.demand(Action.EDIT_FILING, filing.unit)
    only = _number(request.GET.get("project", ""))
    if filing.state not in OPEN:
        messages.error(request, str(MovedOn()))
        return redirect("filings:filing", filing.pk)
    if request.method != "POST":
        return render(request, "filings/edit.html", {"page": page_of(filing, only=only), "filing": filing})
    try:
        return _saved(request, filing, only)
    except FilingError as error:
        messages.error(request, str(error))
        return redirect(_address(filing, only))


def _saved(request: HttpRequest, filing: Filing, only: int) -> HttpResponse:
    """Save what was sent, then do what the button says, unless something could not be saved."""
    do = do_of(request.POST.get("do", ""))
    shape = _number(request.POST.get("shape", ""))
    edits = [_chosen(edit, do, request) for edit in edits_of(request.POST)]
    saved = _save(request, filing, edits, shape)
    if saved.refused or saved.conflicts:
        messages.warning(request, _("有内容没有保存，见标出的单元格。其余内容已保存。"))
        page = page_of(saved.filing, saved, only)
        return render(request, "filings/edit.html", {"page": page, "filing": saved.filing}, status=409)
    anchor = _done(request, saved.filing, do, shape)
    if do.what == "save":
        messages.success(request, _("已保存。"))
    if do.what == "finish":
        return redirect("filings:filing", filing.pk)
    return redirect(_address(filing, only, anchor))


def _save(request: HttpRequest, filing: Filing, edits: Iterable[CellEdit], shape: int) -> Saved:
    return draft_save(person=request.person, filing_id=filing.pk, edits=edits, money_unit=MONEY_UNIT, shape=shape)


def _chosen(edit: CellEdit, do: Do, request: HttpRequest) -> CellEdit:
    """Of a cell that two people changed, the words that its person chose by a button."""
    mine = request.POST.get(f"mine:{edit.path}")
    return edit._replace(text=mine) if do.what == "mine" and do.path == edit.path and mine is not None else edit


def _done(request: HttpRequest, filing: Filing, do: Do, shape: int) -> str:
    """Do what a button says; returns the anchor of the place where it was done."""
    who: dict[str, Any] = {"person": request.person, "filing_id": filing.pk}
    where: dict[str, Any] = {"path": do.path, "position": do.position, "shape": shape}
    if do.what == "add":
        return _row_anchor(rows.row_add(**who, **where)[1])
    if do.what in ("up", "down"):
        to = do.position + (1 if do.what == "down" else -1)
        return _row_anchor(rows.row_move(**who, **where, to=max(to, 0))[1])
    if do.what == "delete":
        anchor = rows.row_delete(**who, **where)[1]
        messages.info(request, _("已删除。"), extra_tags="undo")
        return name_of(anchor)
    if do.what == "restore":
        return _row_anchor(rows.row_restore(**who)[1])
    if do.what == "paste":
        return _pasted(request, filing, do, shape)
    if do.what == "confirm":
        carried_confirm(person=request.person, filing_id=filing.pk, path=do.path)
        return name_of(do.path) if do.path.endswith("]") else f"c-{name_of(do.path)}"
    if do.what == "take":
        return _taken(request, filing, do)
    return f"c-{name_of(do.path)}" if do.what == "mine" else ""


def _pasted(request: HttpRequest, filing: Filing, do: Do, shape: int) -> str:
    text = request.POST.get("pasted") or request.POST.get(f"paste:{do.path}", "")
    _filing, path, refused = rows.rows_paste(
        person=request.person,
        filing_id=filing.pk,
        path=do.path,
        position=do.position,
        column=request.POST.get("paste_column") or rows.COLUMNS[0],
        text=text,
        shape=shape,
    )
    for _path, reason, _words in refused:
        messages.warning(request, reason)
    return _row_anchor(path)


def _taken(request: HttpRequest, filing: Filing, do: Do) -> str:
    """Take a proposal over, as it is now."""
    rule, _sep, path = do.path.partition(":")
    draft = draft_of(filing)
    notes = draft.notes.cells.get(path, [])
    proposal = next((note.proposal for note in notes if note.rule == rule and note.proposal), "")
    if not proposal:
        raise NothingThere
    _save(request, filing, [CellEdit(path, proposal, draft.cells[path].text)], filing.shape)
    return f"c-{name_of(path)}"


@login_required
@require_POST
def cells(request: HttpRequest, filing_id: uuid.UUID) -> HttpResponse:
    """Save the cells that a script sends while a person fills them in; answers with the findings now."""
    filing = filing_for(request.person, filing_id)
    request.person.demand(Action.EDIT_FILING, filing.unit)
    edits, shape = edits_of(request.POST), _number(request.POST.get("shape", ""))
    try:
        saved = _save(request, filing, edits, shape)
    except FilingError as error:
        return render(request, "filings/live.html", {"failed": str(error)}, status=409)
    live = live_of(saved, [edit.path for edit in edits], shape)
    return render(request, "filings/live.html", {"live": live, "filing": saved.filing})


def _number(words: str) -> int:
    return int(words[:9]) if words.isdecimal() else 0


def _row_anchor(path: str) -> str:
    return f"r-{name_of(path)}"


def _address(filing: Filing, only: int, anchor: str = "") -> str:
    query = f"?project={only}" if only else ""
    return reverse("filings:edit", args=[filing.pk]) + query + f"#{anchor}" * bool(anchor)
