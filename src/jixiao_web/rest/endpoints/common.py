"""What operations share: raw bodies and answers, and how the schema tells of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_noop as _

from jixiao_web.common.files import as_attachment
from jixiao_web.rest.once import HEADER

JSON = "application/json; charset=utf-8"

ONCE: dict[str, Any] = {
    "parameters": [
        {
            "in": "header",
            "name": HEADER,
            "required": False,
            "schema": {"type": "string", "maxLength": 100, "pattern": "^[!-~]+$"},
            "description": _("同一个值的重复请求只生效一次，一天内回答与第一次相同"),
        }
    ]
}
"""An operation that may be repeated."""

DOCUMENT_IN: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Document"}}},
    }
}
"""An operation that takes a document as `jixiao read --json` prints it."""


def raw_out(schema: str, words: str) -> dict[str, Any]:
    """An operation that answers with JSON of the core's own."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"responses": {200: {"description": words, "content": content}}}


def file_out(kinds: dict[str, str], words: str) -> dict[str, Any]:
    """An operation that answers with a file."""
    plain = {kind.partition(";")[0] for kind in kinds.values()}
    content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in sorted(plain)}
    return {"responses": {200: {"description": words, "content": content}}}


def raw(content: str | bytes, **headers: str) -> HttpResponse:
    """JSON as it is."""
    response = HttpResponse(content, content_type=JSON)
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def file(data: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep, never to be shown as a page."""
    return as_attachment(HttpResponse(data, content_type=kind), name)
