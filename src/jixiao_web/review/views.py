"""Pages of review: the county's queue, a filing under review, the letter of opinions. Views parse, call and render."""

from __future__ import annotations

import uuid
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_GET, require_POST

from jixiao import api
from jixiao.api import JixiaoError
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.accounts.requests import Request
from jixiao_web.common.files import as_attachment
from jixiao_web.filings.errors import FilingError
from jixiao_web.filings.forms import parts_sent
from jixiao_web.filings.models import Filing, State
from jixiao_web.filings.moves import MOVES
from jixiao_web.filings.services import REVIEWED_BY, filing_move, review_begin
from jixiao_web.review import services
from jixiao_web.review.opinions import opinions_of, opinions_paper
from jixiao_web.review.page import DECIDING, ReviewPage, address_of
from jixiao_web.review.queue import ORDERS, RISKS, Wanted
from jixiao_web.review.queue_page import queue_shown
from jixiao_web.review.selectors import filing_seen
from jixiao_web.review.sheet import terms_of

MANY = ("approve", "return_in_finance")
LETTER_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def _person(request: HttpRequest) -> Person:
    return cast(Request, request).person  # set by PersonMiddleware, and `login_required` stands before


@login_required
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """The county's queue."""
    person = _person(request)
    wanted = Wanted.of(request.GET.dict())
    shown = queue_shown(person, wanted, request.GET.get("page", "1"))
    may_move = person.may_somewhere(Action.REVIEW_IN_FINANCE) and wanted.state == State.FINANCE_REVIEW
    states = [(value, words, shown.counts.get(value, 0), wanted.address(state=value)) for value, words in _states()]
    context = {
        "wanted": wanted, "queue": shown, "states": states, "may_move": may_move,
        "orders": [(name, wanted.address(order=name)) for name in ORDERS], "risks": [*RISKS],
        "address": wanted.address(), "filtered": wanted.is_filtered,
    }  # fmt: skip
    return render(request, "review/queue.html", context)


def _states() -> list[tuple[str, str]]:
    """The states of the queue, those that wait for finance first."""
    first = [State.FINANCE_REVIEW, State.UNIT_REVIEW, State.RETURNED, State.APPROVED, State.PUBLISHED, State.DRAFT]
    return [(state.value, pgettext("state", state.label)) for state in first]


@login_required
@require_POST
def several(request: HttpRequest) -> HttpResponse:
    """Move many filings: asked once more, then done."""
    person = _person(request)
    person.demand_somewhere(Action.REVIEW_IN_FINANCE)
    move = request.POST.get("move", "")
    if move not in MANY:
        raise Http404
    ids = [uuid.UUID(word) for word in request.POST.getlist("filing") if _is_key(word)]
    reason = request.POST.get("reason", "")
    if not ids:
        messages.error(request, gettext("请先勾选申报件。"))
        return redirect("review:queue")
    wrong = MOVES[move].needs_reason and not reason.strip() and "confirmed" in request.POST
    if "confirmed" not in request.POST or wrong:
        filings = (
            Filing.objects.filter(pk__in=ids).select_related("unit").defer("draft").order_by("-errors", "unit__code")
        )
        for filing in filings:
            person.demand(Action.REVIEW_IN_FINANCE, filing.unit)
        context = {
            "filings": filings,
            "move": move,
            "needs_reason": MOVES[move].needs_reason,
            "reason": reason,
            "wrong": wrong,
        }
        return render(request, "review/several.html", context, status=422 if wrong else 200)
    done = services.filings_move(person=person, filing_ids=ids, move=move, seen=State.FINANCE_REVIEW, reason=reason)
    _tell(request, move, done)
    return redirect("review:queue")


def _is_key(word: str) -> bool:
    try:
        uuid.UUID(word)
    except ValueError:
        return False
    return True


def _tell(request: HttpRequest, move: str, done: services.Moved) -> None:
    count = len(done.moved)
    if count and move == "approve":
        messages.success(
            request, ngettext("已批复%(count)d份申报件。", "已批复%(count)d份申报件。", count) % {"count": count}
        )
    elif count:
        messages.success(
            request, ngettext("已退回%(count)d份申报件。", "已退回%(count)d份申报件。", count) % {"count": count}
        )
    for left in done.left:
        words = gettext("%(unit)s未办理：%(reason)s") % {"unit": left.filing.unit.name, "reason": gettext(left.reason)}
        messages.warning(request, words)


@login_required
@require_GET
def filing(request: HttpRequest, filing_id: uuid.UUID) -> HttpResponse:
    """A filing under review; that a reviewer opens it is noted."""
    person = _person(request)
    seen = filing_seen(person, filing_id)
    right = REVIEWED_BY.get(State(seen.state))
    if right and not seen.begun_in_review and person.may(right, seen.unit):
        review_begin(person=person, filing_id=seen.pk)
    return _page(request, seen)


def _page(request: HttpRequest, seen: Filing, written: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    page = ReviewPage(seen, _person(request), request.GET.get("view", ""), request.GET.get("cell", ""), written or {})
    return render(request, "review/filing.html", {"page": page, "address": address_of(seen)}, status=status)


@login_required
@require_POST
def move(request: HttpRequest, filing_id: uuid.UUID) -> HttpResponse:
    """Decide on a filing."""
    person, name = _person(request), request.POST.get("move", "")
    if name not in DECIDING:
        raise Http404
    seen = filing_seen(person, filing_id)
    reason = request.POST.get("reason", "")
    try:
        filing_move(
            person=person,
            filing_id=seen.pk,
            move=name,
            seen=request.POST.get("seen", ""),
            reason=reason,
            parts=parts_sent(request.POST) if MOVES[name].needs_reason else None,
        )
    except FilingError as error:
        messages.error(request, gettext(str(error)))
        return redirect("review:filing", filing_id)
    messages.success(
        request,
        gettext("“%(unit)s”：%(move)s，已办理。") % {"unit": seen.unit.name, "move": gettext(MOVES[name].title)},
    )
    return redirect("review:queue") if person.may_somewhere(Action.SEE_QUEUE) else redirect("review:filing", filing_id)


@login_required
@require_POST
def sheet(request: HttpRequest, filing_id: uuid.UUID) -> HttpResponse:
    """Fill in the review sheet."""
    person = _person(request)
    seen = filing_seen(person, filing_id)
    written = {name: value for name, value in request.POST.dict().items() if name.startswith(("points-", "opinion"))}
    items = terms_of(seen.year).items
    points = {item.name: written.get(f"points-{number}", "") for number, item in enumerate(items)}
    try:
        services.sheet_save(person=person, filing_id=seen.pk, points=points, opinion=written.get("opinion", ""))
    except FilingError as error:
        messages.error(request, gettext(str(error)))
        return _page(request, seen, written, status=422)
    messages.success(request, gettext("审核表已保存。"))
    return redirect(f"{reverse('review:filing', args=[filing_id])}#sheet")


@login_required
@require_GET
def opinions(request: HttpRequest, filing_id: uuid.UUID) -> HttpResponse:
    """The letter of opinions as a page to print."""
    person = _person(request)
    return render(request, "review/opinions.html", {"letter": opinions_of(filing_seen(person, filing_id), person)})


@login_required
@require_GET
def letter(request: HttpRequest, filing_id: uuid.UUID, file_format: str) -> HttpResponse:
    """The letter of opinions as a file."""
    if file_format not in LETTER_TYPES:
        raise Http404
    person = _person(request)
    made = opinions_of(filing_seen(person, filing_id), person)
    try:
        written = api.write_paper(opinions_paper(made), file_format)
    except JixiaoError as error:
        messages.error(request, str(error))
        return redirect("review:opinions", filing_id)
    response = HttpResponse(written.data, content_type=LETTER_TYPES[file_format])
    return as_attachment(response, f"{made.title}.{file_format}")
