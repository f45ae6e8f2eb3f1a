"""Text of a Word 97-2003 file that stands beside the main text: text boxes, footnotes, endnotes, with their anchors."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from jixiao.documents.doc_file import BOX_ANCHORS, BOXES, ENDNOTES, FOOTNOTES, WordFile, plc

_ANCHOR_SIZE, _BOX_SIZE, _MARK_SIZE = 26, 22, 2
_SHAPE_OF_BOX = slice(14, 18)
_REUSABLE = slice(8, 10)


class Aside(msgspec.Struct, frozen=True):
    """A stretch of text beside the main one; `anchor` is null for a box inside a drawing."""

    start: int
    stop: int
    anchor: int | None


def asides(file: WordFile) -> list[Aside]:
    """All of them in the order of their anchors; those without one come last."""
    found = [*_boxes(file), *_notes(file, "footnotes", FOOTNOTES), *_notes(file, "endnotes", ENDNOTES)]
    return sorted(found, key=lambda aside: (aside.anchor is None, aside.anchor or 0))


def _boxes(file: WordFile) -> Iterator[Aside]:
    anchors = {}
    for position, item in zip(*plc(file.part(BOX_ANCHORS), _ANCHOR_SIZE), strict=False):
        anchors[item[:4]] = position
    for start, stop, item in _stretches(file, "text_boxes", BOXES, _BOX_SIZE):
        if not any(item[_REUSABLE]):
            yield Aside(start, stop, anchors.get(item[_SHAPE_OF_BOX]))


def _notes(file: WordFile, story: str, part: int) -> Iterator[Aside]:
    anchors, _ = plc(file.part(part), _MARK_SIZE)
    for (start, stop, _), anchor in zip(_stretches(file, story, part + 1, 0), anchors, strict=False):
        yield Aside(start, stop, anchor)


def _stretches(file: WordFile, story: str, part: int, size: int) -> Iterator[tuple[int, int, bytes]]:
    first = file.stories.start(story)
    last = first + getattr(file.stories, story)
    positions, items = plc(file.part(part), size)
    if list(positions) != sorted(positions):
        raise ValueError("text beside the main one overlaps")
    for start, stop, item in zip(positions, positions[1:], items, strict=False):
        if start < stop and first + stop <= last:
            yield first + start, first + stop, item
