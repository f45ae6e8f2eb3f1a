"""A request that was sent twice takes effect once: by the Idempotency-Key that its sender gave it.

The answer is kept in the transaction of the effect, so that neither stands without the other; a request that was
refused had no effect and is answered anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Schema

from jixiao_web.rest.models import Answered, Token
from jixiao_web.rest.problems import Problem

HEADER = "Idempotency-Key"
KEPT_FOR = timedelta(days=1)
_LONGEST = 100


def once(request: HttpRequest, asked: str, do: Callable[[], Schema], status: int = 201) -> HttpResponse:
    """Do something and answer with what came of it; a second time only answer.

    Args:
        asked: what the request says, by which a key is held to its request.
    Raises:
        Problem: the key was given to another request.
    """
    key = request.headers.get(HEADER, "")
    if not key:
        return _answer(do().model_dump_json(), status)
    if len(key) > _LONGEST or not (key.isascii() and key.isprintable()):
        raise Problem(422, "wrong_key", _("Idempotency-Key 最长100个字符，只能用可见的 ASCII 字符。"))
    token: Token = request.token  # type: ignore[attr-defined]  # set by `auth.Needs`
    digest = hashlib.sha256(f"{request.method} {request.path}\n{asked}".encode(errors="surrogatepass")).hexdigest()
    if kept := _kept(token, key):
        return _again(kept, digest)
    try:
        with transaction.atomic():
            own = Answered.objects.filter(county_code=token.county_code, token=token)
            own.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
            row = Answered(county_code=token.county_code, token=token, key=key, asked=digest, status=status, content="")
            row.save(force_insert=True)  # a second one waits here until the first has ended
            row.content = do().model_dump_json()
            row.save(update_fields=["content"])
    except IntegrityError:
        kept = _kept(token, key)
        if kept is None:
            raise
        return _again(kept, digest)
    return _answer(row.content, status)


def _kept(token: Token, key: str) -> Answered | None:
    since = timezone.now() - KEPT_FOR
    own = Answered.objects.filter(county_code=token.county_code, token=token, key=key, created_at__gte=since)
    return own.first()


def _again(kept: Answered, digest: str) -> HttpResponse:
    if kept.asked != digest:
        raise Problem(422, "key_reused", _("这个 Idempotency-Key 已经用于另一个请求。"))
    response = _answer(kept.content, kept.status)
    response["Idempotency-Replayed"] = "true"
    return response


def _answer(content: str, status: int) -> HttpResponse:
    return HttpResponse(content, status=status, content_type="application/json; charset=utf-8")
