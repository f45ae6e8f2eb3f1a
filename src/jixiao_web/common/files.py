"""Files that people take away: always as attachments, never shown as pages."""

from __future__ import annotations

from typing import TypeVar

from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

_FORBIDDEN = '\\/:*?"<>|'
_Response = TypeVar("_Response", bound=HttpResponseBase)


def clean_name(name: str) -> str:
    """A name that every system takes for a file.

    >>> clean_name('a/b: "c".docx')
    'ab c.docx'
    """
    return "".join(sign for sign in name if sign.isprintable() and sign not in _FORBIDDEN).strip(" .") or "file"


def as_attachment(response: _Response, name: str) -> _Response:
    """An answer as a file to be kept under a name; what somebody opens of it runs nothing here."""
    response["Content-Disposition"] = content_disposition_header(True, clean_name(name))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
