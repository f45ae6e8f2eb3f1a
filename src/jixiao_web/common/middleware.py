"""Leaves out of what browsers send the signs that nobody types and that neither databases nor papers can hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

_PROGRAMS = "/api/"
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""PostgreSQL takes no U+0000 in a text; XML, and so docx and xlsx, takes none of these."""


class WritableMiddleware:
    """Queries, forms and cookies hold only what can be written down. The API refuses such signs by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(_PROGRAMS):
            return self.get_response(request)
        if "\x00" in request.path:
            raise Http404
        request.GET = writable(request.GET)  # type: ignore[assignment]  # made unchangeable there, which the types do not know
        request.COOKIES = {name: UNWRITABLE.sub("", value) for name, value in request.COOKIES.items()}
        _clean_when_read(request)
        return self.get_response(request)


def _clean_when_read(request: Any) -> None:
    """Have a form cleaned when it is read, and not before: a view may say first how its uploads are to be taken."""
    read = request._load_post_and_files

    def read_and_clean() -> None:
        read()
        request._post = writable(request._post)

    request._load_post_and_files = read_and_clean


def writable(sent: QueryDict) -> QueryDict:
    """The same without those signs; itself where it has none."""
    if not any(UNWRITABLE.search(word) for name, words in sent.lists() for word in (name, *words)):
        return sent
    clean = QueryDict(mutable=True, encoding=sent.encoding)
    for name, words in sent.lists():
        for word in words:
            clean.appendlist(UNWRITABLE.sub("", name), UNWRITABLE.sub("", word))
    clean._mutable = False
    return clean
