"""JSON Schemas of what the commands print, from the structs that are printed."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET


def schema_of(root: type[msgspec.Struct], title: str) -> dict[str, Any]:
    """JSON Schema 2020-12 of a struct.

    A field that is always printed, as null where the document has no value for it, is required; a field that few forms
    have is optional.
    """
    (top,), components = msgspec.json.schema_components((root,), ref_template="#/$defs/{name}")
    for kind in _structs(root):
        always = [field.encode_name for field in msgspec.structs.fields(kind) if field.default is not UNSET]
        components[kind.__name__]["required"] = always
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **top,
        "$defs": components,
    }


def _structs(root: type[msgspec.Struct]) -> list[type[msgspec.Struct]]:
    """Every struct that can be reached from a struct's fields, itself first."""
    found: list[type[msgspec.Struct]] = []
    waiting: list[Any] = [msgspec.inspect.type_info(root)]
    while waiting:
        info = waiting.pop()
        if isinstance(info, msgspec.inspect.StructType) and info.cls not in found:
            found.append(info.cls)
            waiting += [field.type for field in info.fields]
        elif isinstance(info, msgspec.inspect.UnionType):
            waiting += info.types
        elif isinstance(info, msgspec.inspect.VarTupleType):
            waiting.append(info.item_type)
        elif isinstance(info, msgspec.inspect.DictType):
            waiting.append(info.value_type)
    return found
