"""Views of comments: to make one, answer it, close it, mark it as mended, take it back. Each does one and returns."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import cast
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from jixiao_web.accounts.policy import Person
from jixiao_web.accounts.requests import Request
from jixiao_web.filings.errors import FilingError
from jixiao_web.review import services
from jixiao_web.review.models import Comment
from jixiao_web.review.selectors import filing_seen


def _person(request: HttpRequest) -> Person:
    return cast(Request, request).person  # set by PersonMiddleware, and `login_required` stands before


@login_required
@require_POST
def comment(request: HttpRequest, filing_id: uuid.UUID) -> HttpResponse:
    """Say something of a filing or of one of its cells."""
    seen = filing_seen(_person(request), filing_id)
    path, text = request.POST.get("path", ""), request.POST.get("text", "")
    try:
        made = services.comment_add(person=_person(request), filing_id=seen.pk, path=path, text=text)
    except FilingError as error:
        messages.error(request, gettext(str(error)))
        return redirect(f"{reverse('review:filing', args=[filing_id])}?cell={quote(path)}#say")
    return _to_comment(made)


@login_required
@require_POST
def answer(request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Answer a comment."""
    text = request.POST.get("text", "")
    return _done(request, comment_id, lambda who: services.comment_answer(**who, text=text))


@login_required
@require_POST
def resolve(request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Close a comment, or open it again."""
    resolved = request.POST.get("resolved") == "yes"
    return _done(request, comment_id, lambda who: services.comment_resolve(**who, resolved=resolved))


@login_required
@require_POST
def mend(request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Say that what a comment asks for is done, or is not done yet."""
    mended = request.POST.get("mended") == "yes"
    return _done(request, comment_id, lambda who: services.comment_mend(**who, mended=mended))


@login_required
@require_POST
def delete(request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Take back one's own comment, or put it back."""
    if request.POST.get("deleted") == "no":
        return _done(request, comment_id, lambda who: services.comment_restore(**who))
    return _done(request, comment_id, lambda who: services.comment_delete(**who), anchor="talks")


def _done(request: HttpRequest, comment_id: uuid.UUID, do: Callable[..., Comment], anchor: str = "") -> HttpResponse:
    """Do something with a comment of a filing that this person may see, and go back to where it stands."""
    asked = Comment.every.filter(pk=comment_id).first()
    if asked is None:
        raise Http404
    filing_seen(_person(request), asked.filing_id)
    try:
        do({"person": _person(request), "comment_id": comment_id})
    except FilingError as error:
        messages.error(request, gettext(str(error)))
    return _to_comment(asked, anchor)


def _to_comment(comment: Comment, anchor: str = "") -> HttpResponse:
    anchor = anchor or f"comment-{comment.answers_id or comment.pk}"
    return redirect(f"{reverse('review:filing', args=[comment.filing_id])}#{anchor}")
