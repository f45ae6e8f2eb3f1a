"""Pages of long lists by a cursor: what is added meanwhile neither repeats nor hides a row."""

from __future__ import annotations

import base64
import uuid
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from jixiao_web.rest.problems import Problem

MOST = 100
_Row = TypeVar("_Row", bound=Model)


def paged(rows: QuerySet[_Row], cursor: str, limit: int, *, newest_first: bool) -> tuple[list[_Row], str | None]:
    """A page of rows by their keys, which grow with time, and the cursor of the next; None on the last.

    Raises:
        Problem: that is no cursor.
    """
    if cursor:
        rows = rows.filter(**{"pk__lt" if newest_first else "pk__gt": _key(cursor)})
    found: list[Any] = list(rows.order_by("-pk" if newest_first else "pk")[: limit + 1])
    page = found[:limit]
    return page, _cursor(page[-1].pk) if len(found) > limit else None


def _cursor(key: uuid.UUID) -> str:
    return base64.urlsafe_b64encode(key.bytes).decode().rstrip("=")


def _key(cursor: str) -> uuid.UUID:
    try:
        return uuid.UUID(bytes=base64.urlsafe_b64decode(f"{cursor}=="))
    except ValueError:
        raise Problem(422, "wrong_cursor") from None
