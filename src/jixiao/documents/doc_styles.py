"""The style sheet of a Word 97-2003 file ([MS-DOC] 2.9.271): which styles are headings or lines of a contents list."""

from __future__ import annotations

import struct

import msgspec

from jixiao.documents.doc_properties import ParagraphStyle, paragraph_style

_HEADINGS = dict(zip(range(1, 10), range(9), strict=True)) | {62: 0, 74: 0}
"""Outline levels of 标题 1 … 标题 9, of 标题 and of 副标题, by the number of the built-in style."""

_CONTENTS = range(19, 28)
_PARAGRAPH = 1


class _Definition(msgspec.Struct, frozen=True):
    builtin: int
    base: int
    changes: bytes


class Styles:
    """Paragraph styles by index, each with what it inherits."""

    def __init__(self, sheet: bytes) -> None:
        self._definitions = _definitions(sheet) if sheet else []
        self._resolved: dict[int, ParagraphStyle] = {}

    def style(self, index: int) -> ParagraphStyle:
        """The properties that a style gives its paragraphs; an unknown style gives none."""
        if index not in self._resolved:
            self._resolved[index] = self._resolve(index)
        return self._resolved[index]

    def is_contents(self, index: int) -> bool:
        """Whether a style is one of 目录 1 … 目录 9."""
        return index < len(self._definitions) and self._definitions[index].builtin in _CONTENTS

    def _resolve(self, index: int) -> ParagraphStyle:
        chain: list[int] = []
        while index < len(self._definitions) and index not in chain:
            chain.append(index)
            index = self._definitions[index].base
        style = ParagraphStyle()
        for at in reversed(chain):
            definition = self._definitions[at]
            if definition.builtin in _HEADINGS:
                style = msgspec.structs.replace(style, outline=_HEADINGS[definition.builtin])
            style = paragraph_style(definition.changes, style, at, b"")
        return style


def _definitions(sheet: bytes) -> list[_Definition]:
    header, count, base_size = struct.unpack_from("<HHH", sheet)
    at = 2 + header
    definitions = []
    for _ in range(count):
        if at + 2 > len(sheet):
            break
        (size,) = struct.unpack_from("<H", sheet, at)
        definitions.append(_definition(sheet[at + 2 : at + 2 + size], base_size))
        at += 2 + size + size % 2
    return definitions


def _definition(std: bytes, base_size: int) -> _Definition:
    if len(std) < base_size + 2:
        return _Definition(0xFFF, 0xFFF, b"")
    builtin, kind = struct.unpack_from("<HH", std)
    (name,) = struct.unpack_from("<H", std, base_size)
    at = base_size + 2 + 2 * name + 2
    changes = b""
    if kind & 15 == _PARAGRAPH and at + 2 <= len(std):
        (size,) = struct.unpack_from("<H", std, at)
        changes = std[at + 4 : at + 2 + size]
    return _Definition(builtin & 0xFFF, kind >> 4, changes)
