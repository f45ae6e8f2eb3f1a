"""What can go wrong at the API, in one shape: RFC 9457 problem details with a code that programs can read."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext, gettext_noop
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from jixiao.api import JixiaoError
from jixiao_web.filings.errors import FilingError, MovedOn

MEDIA_TYPE = "application/problem+json"
_logger = logging.getLogger("django.request")

TITLES = {
    400: ("malformed", gettext_noop("请求写法有误")),
    401: ("no_token", gettext_noop("没有有效的令牌")),
    403: ("forbidden", gettext_noop("没有这项权限")),
    404: ("not_found", gettext_noop("没有这个对象，或者无权查看")),
    405: ("wrong_method", gettext_noop("这个地址不支持这种请求方法")),
    409: ("moved_on", gettext_noop("内容已经变化")),
    413: ("too_large", gettext_noop("内容太大")),
    422: ("invalid", gettext_noop("内容不符合要求")),
    429: ("too_many_requests", gettext_noop("请求过于频繁")),
    500: ("server_error", gettext_noop("服务器出错")),
}
"""The code and the title of every status; some problems have codes of their own."""


class Problem(Exception):
    """A request that cannot be answered as it was meant."""

    def __init__(self, status: int, code: str = "", detail: str = "", **headers: str) -> None:
        self.status, self.code, self.detail, self.headers = status, code, detail, headers
        super().__init__(status, code, detail)


def problem(status: int, code: str = "", detail: str = "", errors: Sequence[dict[str, str]] = ()) -> HttpResponse:
    """The answer that tells a problem."""
    usual, title = TITLES[status]
    told: dict[str, Any] = {
        "type": f"urn:jixiao:problem:{code or usual}",
        "title": gettext(title),
        "status": status,
        "code": code or usual,
        "detail": detail,
    }
    if errors:
        told["errors"] = list(errors)
    response = HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="jixiao"'
    return response


def handlers_add(api: NinjaAPI) -> None:
    """Have an API tell what goes wrong in this shape."""
    handlers: tuple[tuple[type[Exception], Callable[[Any, Any], HttpResponse]], ...] = (
        (Problem, _problem),
        (FilingError, _filing_error),
        (JixiaoError, lambda _request, error: problem(422, "not_possible", str(error))),
        (PermissionDenied, lambda _request, _error: problem(403)),
        (Http404, lambda _request, _error: problem(404)),
        (ObjectDoesNotExist, lambda _request, _error: problem(404)),
        (ValidationError, _invalid),
        (HttpError, _http_error),
        (RequestDataTooBig, lambda _request, _error: problem(413)),
        (SuspiciousOperation, lambda _request, _error: problem(400)),
        (MultiPartParserError, lambda _request, _error: problem(400)),
        (Exception, _unforeseen),
    )
    for kind, handler in handlers:
        api.add_exception_handler(kind, handler)


def _problem(_request: HttpRequest, error: Problem) -> HttpResponse:
    response = problem(error.status, error.code, error.detail)
    for name, value in error.headers.items():
        response[name.replace("_", "-")] = value
    return response


def _filing_error(_request: HttpRequest, error: FilingError) -> HttpResponse:
    status = 409 if isinstance(error, MovedOn) else 422
    return problem(status, code_of(type(error)), gettext(str(error)))


def code_of(kind: type[Exception]) -> str:
    """The code of an error: `ReasonMissing` is reason_missing."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def _invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    found = [
        {"at": ".".join(str(part) for part in each["loc"] if part != "payload"), "message": str(each["msg"])}
        for each in error.errors
    ]
    return problem(422, errors=found)


def _http_error(_request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__, RequestDataTooBig):
        return problem(413)
    return problem(error.status_code if error.status_code in TITLES else 400)


def _unforeseen(request: HttpRequest, error: Exception) -> HttpResponse:
    _logger.error("Internal Server Error: %s", request.path, exc_info=error, extra={"status_code": 500})
    return problem(500)
