"""The pages of goals: parse, call one service or selector, render."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.commitments import progress
from jixiao_web.commitments.forms import NoteForm
from jixiao_web.commitments.models import Goal, GoalLink
from jixiao_web.commitments.selectors import goal_for, goals_found, note_for, years_of
from jixiao_web.commitments.views import PAGE, wanted_of
from jixiao_web.filings.errors import FilingError

ONLY = {"untold": "没有进展记录的"}


@login_required
@require_safe
def goals(request: Request) -> HttpResponse:
    """All goals that I may see."""
    years = years_of(request.person)
    wanted = wanted_of(request, years, ONLY)
    page = Paginator(goals_found(request.person, wanted), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": page.object_list, "wanted": wanted, "years": years, "only": ONLY.items()}
    return render(request, "commitments/goals.html", context)


@login_required
@require_safe
def goal(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """A goal: its words, what serves it, how far it is."""
    return _page(request, goal_for(request.person, goal_id))


@login_required
@require_POST
def note(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Note how far a goal is."""
    found = goal_for(request.person, goal_id)
    request.person.demand(Action.KEEP_COMMITMENTS, found.unit)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            progress.note_add(person=request.person, goal_id=found.pk, today=timezone.localdate(), **form.cleaned_data)
        except FilingError as error:
            form.add_error(None, gettext(str(error)))
        else:
            messages.success(request, gettext("已登记。"))
            return redirect("commitments:goal", found.pk)
    return _page(request, found, {"note_form": form}, status=422)


@login_required
@require_POST
def note_delete(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """Take a note back, or put it back."""
    found = note_for(request.person, note_id)
    deleted = request.POST.get("deleted") == "yes"
    progress.note_delete(person=request.person, note_id=found.pk, deleted=deleted)
    messages.success(request, gettext("已删除，可以撤销。") if deleted else gettext("已恢复。"))
    return redirect("commitments:goal", found.goal_id)


@login_required
@require_POST
def links(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Say of links whether they are right, or add one: `do` is `<what>:<state seen>` or `add`."""
    found = goal_for(request.person, goal_id)
    request.person.demand(Action.KEEP_COMMITMENTS, found.unit)
    what, _, seen = request.POST.get("do", "").partition(":")
    try:
        if what == "add":
            progress.link_add(person=request.person, goal_id=found.pk, target=request.POST.get("target", ""))
        elif what in GoalLink.State.values and seen in GoalLink.State.values:
            progress.links_say(person=request.person, goal_id=found.pk, link_ids=_keys(request), seen=seen, state=what)
        else:
            raise Http404
    except FilingError as error:
        messages.error(request, gettext(str(error)))
    else:
        messages.success(request, gettext("已保存。"))
    return redirect("commitments:goal", found.pk)


def _keys(request: Request) -> list[uuid.UUID]:
    try:
        return [uuid.UUID(each) for each in request.POST.getlist("link")[:500]]
    except ValueError:
        raise Http404 from None


def _page(request: Request, found: Goal, forms: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    may = request.person.may(Action.KEEP_COMMITMENTS, found.unit)
    every = list(found.links.select_related("ledger"))
    of_state = {state: [each for each in every if each.state == state] for state in GoalLink.State.values}
    known = {(each.ledger_id, each.indicator) for each in of_state["confirmed"]}
    targets = progress.targets_of_goal(found) if may else {}
    notes = list(found.notes.select_related("made_by"))
    context = {
        "goal": found,
        "confirmed": of_state["confirmed"],
        "proposed": [each for each in of_state["proposed"] if each.in_plan],
        "refused": of_state["refused"],
        "targets": [
            (key, ledger.name, name) for key, (ledger, name) in targets.items() if (ledger.pk, name) not in known
        ],
        "notes": [each for each in notes if each.deleted_at is None],
        "deleted": [each for each in notes if each.deleted_at is not None],
        "may_keep": may,
        "note_form": NoteForm.fresh(today) if may else None,
    } | (forms or {})
    return render(request, "commitments/goal.html", context, status=status)
