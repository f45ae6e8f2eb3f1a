"""The API told as OpenAPI 3.1: what the operations say of themselves, with problems, scopes and the core's schemas."""

from __future__ import annotations

import functools
import json
import re
from typing import Any, cast

from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_noop as _
from pydantic.json_schema import models_json_schema

from jixiao import __version__
from jixiao import api as core
from jixiao_web.rest.api import api
from jixiao_web.rest.auth import Needs
from jixiao_web.rest.problems import MEDIA_TYPE, TITLES
from jixiao_web.rest.schemas import ProblemOut
from jixiao_web.rest.scopes import WORDS

ROOT = "/api/v1/"
_CHINESE = re.compile("[\u4e00-\u9fff]")
_ALWAYS = (401, 403, 422, 429)
_OF_BODIES = (400, 413)
ABOUT = _("预算绩效管理的接口：凭个人令牌办理页面上能办理的事项。权限是本人的权限与令牌权限的交集。")


def openapi() -> dict[str, Any]:
    """The schema in the language in force."""
    return _openapi(get_language() or "zh-hans")


@functools.lru_cache(maxsize=4)
def _openapi(language: str) -> dict[str, Any]:
    with override(language):
        schema: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=ROOT)))
        schema["paths"] = {re.sub(r"{\w+:(\w+)}", r"{\1}", path): told for path, told in schema["paths"].items()}
        needs = _needs()
        for path, operations in schema["paths"].items():
            for method, told in operations.items():
                operations[method] = _operation(told, path, method, needs[told["operationId"]])
        schema["info"] |= {"version": __version__, "description": ABOUT}
        schema["servers"] = [{"url": "/"}]
        components = schema["components"]
        components["schemas"] |= _own_schemas()
        components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "description": _scopes()}}
        return cast(dict[str, Any], _translated(schema))


def _needs() -> dict[str, Needs]:
    """What every operation asks of a token, by its name."""
    views = [view for router in api._get_bound_routers() for view in router.path_operations.values()]
    return {
        each.operation_id: next(auth for auth in each.auth_callbacks if isinstance(auth, Needs))
        for view in views
        for each in view.operations
        if each.operation_id
    }


def _operation(told: dict[str, Any], path: str, method: str, needs: Needs) -> dict[str, Any]:
    scopes = [scope.value for scope in needs.scopes]
    told["security"] = [{"token": scopes}]
    told["x-scopes"] = scopes
    told.pop("description", None)
    statuses = [
        *_ALWAYS,
        *(_OF_BODIES if "requestBody" in told else ()),
        *((404,) if "{" in path or method == "post" else ()),
    ]
    statuses += [409] if method != "get" else []
    for parameter in told.get("parameters", ()):
        parameter["schema"].pop("title", None)
    for status in sorted(statuses):
        told["responses"][str(status)] = _failure(status)
    return told


def _failure(status: int) -> dict[str, Any]:
    code, title = TITLES[status]
    example = {
        "type": f"urn:jixiao:problem:{code}",
        "title": gettext(title),
        "status": status,
        "code": code,
        "detail": "",
    }
    content = {"schema": {"$ref": "#/components/schemas/ProblemOut"}, "example": example}
    return {"description": title, "content": {MEDIA_TYPE: content}}


def _own_schemas() -> dict[str, Any]:
    """The shape of problems, and the core's shapes of documents and reports."""
    _keys, made = models_json_schema([(ProblemOut, "serialization")], ref_template="#/components/schemas/{model}")
    found: dict[str, Any] = dict(made["$defs"])
    for name, kind in (("Document", "read"), ("Report", "check")):
        schema = json.loads(json.dumps(core.schema(kind)).replace("#/$defs/", "#/components/schemas/"))
        found |= schema.pop("$defs", {})
        schema.pop("$schema", None)
        schema.pop("$id", None)
        if "$ref" not in schema:
            found[name] = schema
    return found


def _scopes() -> str:
    return "\n".join(f"{scope.value}: {gettext(words)}" for scope, words in WORDS.items())


def _translated(told: Any) -> Any:
    """The same with its words in the language in force."""
    if isinstance(told, dict):
        return {
            name: gettext(value)
            if name in ("summary", "description") and isinstance(value, str) and _CHINESE.search(value)
            else _translated(value)
            for name, value in told.items()
        } | ({"tags": [gettext(tag) for tag in told["tags"]]} if isinstance(told.get("tags"), list) else {})
    return [_translated(each) for each in told] if isinstance(told, list) else told
