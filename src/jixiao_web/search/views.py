"""The page of search."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_safe

from jixiao_web.filings.selectors import years_seen_by
from jixiao_web.search.selectors import KINDS, Asked, found


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What a person looks for."""
    person = request.person  # type: ignore[attr-defined]  # set by PersonMiddleware
    asked = Asked.of(request.GET.dict())
    groups = found(person, asked) if asked.words else None
    titles = {
        "unit": pgettext("many", "单位"), "project": gettext("项目"), "indicator": pgettext("many", "指标"),
        "text": gettext("文字"),
    }  # fmt: skip
    shown = [group for group in groups or () if group.hits and asked.kind in ("", group.kind)]
    context = {
        "asked": asked,
        "titles": titles,
        "kinds": [(kind, titles[kind]) for kind in KINDS],
        "tabs": [(group, titles[group.kind], asked.address(kind=group.kind)) for group in groups or ()],
        "all": asked.address(kind=""),
        "groups": [
            (
                group,
                titles[group.kind],
                asked.address(kind=group.kind) if not asked.kind and group.number > len(group.hits) else "",
                asked.address(before=group.older) if group.older else "",
            )
            for group in shown
        ],
        "years": years_seen_by(person),
        "is_empty": bool(asked.words) and not shown,
    }
    return render(request, "search/found.html", context)
