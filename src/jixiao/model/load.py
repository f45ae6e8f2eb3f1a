"""A document from its JSON, as `jixiao read --json` prints it or as a person writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec

from jixiao.errors import UnreadableFile
from jixiao.language import Words
from jixiao.model.content import content_of, leaves
from jixiao.model.document import Document

_FAULTS = (
    (re.compile(r"Object missing required field `(?P<a>.+)`"), Words("缺少字段 {a}", "the field {a} is missing")),
    (re.compile(r"Expected `(?P<a>.+)`, got `(?P<b>.+)`"), Words("应为{a}，写的是{b}", "{a} is wanted, this is {b}")),
    (re.compile(r"Invalid enum value '(?P<a>.*)'"), Words("没有“{a}”这个取值", "{a} is none of the values")),
    (re.compile(r"Invalid decimal string"), Words("不是数字", "no number")),
    (
        re.compile(r"JSON is malformed: .*\(byte (?P<a>[0-9]+)\)"),
        Words("JSON 写法有误，在第 {a} 字节", "malformed at byte {a}"),
    ),
    (re.compile(r"Input data was truncated"), Words("JSON 不完整，后面缺了一截", "the JSON breaks off")),
    (re.compile(r".*'utf-8' codec.*", re.S), Words("不是 UTF-8 编码", "not in UTF-8")),
)
"""What the decoder says of JSON that is no model, in words of ours."""

_TYPES = {
    "int": Words("整数", "an integer"),
    "str": Words("文字", "text"),
    "array": Words("列表", "a list"),
    "object": Words("对象", "an object"),
    "bool": Words("true 或 false", "true or false"),
    "float": Words("小数", "a number with decimals"),
    "null": Words("空", "null"),
    " | ": Words("或", " or "),
}

_AT = re.compile(r" - at `\$\.?(.*)`\Z")
_DIGITS = 30
"""Digits before or behind the point that no amount of a budget has."""


def document_of_json(data: bytes, name: str) -> Document:
    """The document that a JSON text is; places may be left out.

    Args:
        name: the file's name, for messages only.
    Raises:
        UnreadableFile: no JSON, not of this shape, with a number that is none (NaN) or beyond all budgets, or with a
            key that no document has: it would be lost.
    """
    try:
        raw = msgspec.json.decode(data)
        document = msgspec.convert(raw, type=Document, strict=True)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(name, "no_model", why=fault_of(error)) from None
    for path, value in leaves(content_of(document)):
        if isinstance(value, Decimal) and not (value.is_finite() and abs(value.adjusted()) < _DIGITS):
            raise UnreadableFile(name, "no_model", why=_at(path, Words("不是数字", "no number").say()))
    unknown = [*_unknown(raw, msgspec.to_builtins(document), "")]
    if unknown:
        raise UnreadableFile(name, "unknown_keys", keys="、".join(unknown[:10]), count=len(unknown))
    return document


def fault_of(error: Exception) -> str:
    """What is wrong with a JSON, and where in it."""
    said = str(error)
    at = _AT.search(said)
    said = _AT.sub("", said)
    for pattern, words in _FAULTS:
        if found := pattern.fullmatch(said):
            said = words.say(**{name: _type(value) for name, value in found.groupdict().items()})
            break
    return _at(at[1], said) if at else said


def _type(words: str) -> str:
    """The names of JSON's types as people say them; other words as they are."""
    return re.sub(r"\w+| \| ", lambda word: _TYPES[word[0]].say() if word[0] in _TYPES else word[0], words)


def _at(path: str, said: str) -> str:
    return Words("{path}：{said}", "{path}: {said}").say(path=path or "$", said=said)


def _unknown(given: Any, known: Any, path: str) -> Iterator[str]:
    """The paths of keys that were given and are not in the document made of them."""
    if isinstance(given, dict) and isinstance(known, dict):
        for key, value in given.items():
            if key not in known:
                yield f"{path}{key}"
            else:
                yield from _unknown(value, known[key], f"{path}{key}.")
    elif isinstance(given, list) and isinstance(known, (list, tuple)):
        for number, (value, other) in enumerate(zip(given, known, strict=False)):
            yield from _unknown(value, other, f"{path[:-1]}[{number}].")
