"""The API's schema as its page shows it: operations by part, fields in words. Values in, values out."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

_OF_THE_CORE = ("Document", "Report")


class Field(NamedTuple):
    """A parameter or a field: where it stands, what it holds; `links` are names of shapes that are told below."""

    name: str
    place: str
    type: str
    links: tuple[str, ...]
    required: bool
    words: str


class Operation(NamedTuple):
    """An operation. body: what is sent, as `media`. answers: status, media type, names of shapes."""

    key: str
    method: str
    path: str
    summary: str
    scopes: tuple[str, ...]
    parameters: tuple[Field, ...]
    media: str
    body: tuple[Field, ...]
    answers: tuple[tuple[str, str, tuple[str, ...]], ...]
    problems: tuple[str, ...]
    example: str


class Part(NamedTuple):
    """Operations of one tag."""

    title: str
    operations: tuple[Operation, ...]


class Described(NamedTuple):
    """The whole API."""

    about: str
    parts: tuple[Part, ...]
    shapes: tuple[tuple[str, tuple[Field, ...]], ...]


def described(schema: dict[str, Any]) -> Described:
    """The page of a schema."""
    parts: dict[str, list[Operation]] = {}
    for path, operations in schema["paths"].items():
        for method, told in operations.items():
            parts.setdefault(told["tags"][0], []).append(_operation(path, method, told, schema))
    shapes = tuple((name, _fields(shape)) for name, shape in sorted(schema["components"]["schemas"].items()))
    return Described(
        schema["info"]["description"],
        tuple(Part(title, tuple(own)) for title, own in parts.items()),
        tuple((name, fields) for name, fields in shapes if fields),
    )


def _operation(path: str, method: str, told: dict[str, Any], schema: dict[str, Any]) -> Operation:
    parameters = tuple(
        Field(
            each["name"],
            each["in"],
            *_type(each["schema"]),
            bool(each.get("required")),
            each.get("description") or each["schema"].get("description", ""),
        )
        for each in told.get("parameters", ())
    )
    content = told.get("requestBody", {}).get("content", {})
    body = tuple(field for each in content.values() for field in _sent(each["schema"], schema))
    answers = tuple(
        (status, kind, _type(each.get("schema", {}))[1])
        for status, answer in told["responses"].items()
        if status < "400"
        for kind, each in (answer.get("content") or {"": {}}).items()
    )
    problems = tuple(status for status in told["responses"] if status >= "400")
    return Operation(
        told["operationId"],
        method.upper(),
        path,
        told["summary"],
        tuple(told["x-scopes"]),
        parameters,
        ", ".join(content),
        body,
        answers,
        problems,
        _example(content, schema),
    )


def _sent(body: dict[str, Any], schema: dict[str, Any]) -> tuple[Field, ...]:
    """The fields of what is sent; a document of the core's own is told below."""
    name = body.get("$ref", "").rpartition("/")[2]
    if name in _OF_THE_CORE:
        return (Field("", "", "", (name,), True, ""),)
    return _fields(schema["components"]["schemas"][name] if name else body)


def _example(content: dict[str, Any], schema: dict[str, Any]) -> str:
    for each in content.values():
        name = each["schema"].get("$ref", "").rpartition("/")[2]
        shape = schema["components"]["schemas"].get(name, each["schema"])
        if examples := shape.get("examples"):
            return json.dumps(examples[0], ensure_ascii=False, indent=2)
    return ""


def _fields(shape: dict[str, Any]) -> tuple[Field, ...]:
    required = set(shape.get("required", ()))
    return tuple(
        Field(name, "", *_type(each), name in required, each.get("description", ""))
        for name, each in shape.get("properties", {}).items()
    )


def _type(schema: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    """A type in words, and the shapes that it names."""
    if "$ref" in schema:
        return "", (schema["$ref"].rpartition("/")[2],)
    if kinds := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        told = [_type(each) for each in kinds]
        return " | ".join(words for words, _links in told if words), tuple(
            link for _words, links in told for link in links
        )
    if "enum" in schema:
        return " | ".join(json.dumps(each, ensure_ascii=False) for each in schema["enum"]), ()
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False), ()
    kind = schema.get("type", "")
    if kind == "array":
        words, links = _type(schema["items"]) if isinstance(schema.get("items"), dict) else ("", ())
        return f"[{words}]" if words else "[…]", links
    kind = " | ".join(kind) if isinstance(kind, list) else str(kind)
    return f"{kind} ({schema['format']})" if "format" in schema else kind, ()
