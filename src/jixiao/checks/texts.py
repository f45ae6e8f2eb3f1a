"""Every paragraph and cell of a document as words with a place, for rules that judge language and typing.

From the file's own blocks where there are any, labels and heads included; else from what the model holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from jixiao.checks.items import Places
from jixiao.documents.blocks import Blocks, Paragraph
from jixiao.model import Document, Place
from jixiao.model.place import Key

Role = Literal["body", "heading", "contents", "cell"]


class Text(msgspec.Struct, frozen=True):
    """Words as they stand in the document.

    Attributes:
        subject: path of the value that these words hold or belong to; empty where the model holds none of them.
        role: `cell` of a table, else as the file says (`body`, `heading`, `contents`).
    """

    words: str
    subject: str
    at: Place
    role: Role


def texts_of(document: Document, blocks: Blocks | None, places: Places) -> tuple[Text, ...]:
    """The texts in reading order, empty ones left out."""
    return tuple(_of_blocks(blocks, places) if blocks else _of_model(document, places))


def _of_blocks(blocks: Blocks, places: Places) -> Iterator[Text]:
    holders: dict[Key, str] = {}
    for path, place in places.listed().items():
        key = place.key
        known = holders.get(key)
        if known is None or len(path) < len(known):
            holders[key] = path
    for item in blocks.items:
        if isinstance(item, Paragraph):
            if item.text.strip():
                at = item.place()
                yield Text(item.text, holders.get(at.key, ""), at, item.role)
        else:
            for cell in item.cells:
                if cell.text:
                    at = item.place(cell)
                    yield Text(cell.text, holders.get(at.key, ""), at, "cell")


def _of_model(document: Document, places: Places) -> Iterator[Text]:
    def text(words: str | None, path: str, role: Role = "body") -> Iterator[Text]:
        if words and words.strip():
            yield Text(words, path, places.at(path), role)

    for i, passage in enumerate(document.passages or ()):
        yield from text(passage.text, f"passages[{i}]")
    for i, overall in enumerate(document.overall_goals):
        yield from text(f"{overall.heading}。{overall.text}", f"overall_goals[{i}]")
    for i, goal in enumerate(document.itemized_goals):
        yield from text(goal.at.quote, f"itemized_goals[{i}]")
    for i, safeguard in enumerate(document.safeguards):
        yield from text(safeguard.text, f"safeguards[{i}]")
    for i, project in enumerate(document.projects):
        path = f"projects[{i}]"
        yield from text(project.name, f"{path}.name", "cell")
        yield from text(project.purpose, f"{path}.purpose", "cell")
        for k, words in enumerate(project.goals):
            yield from text(words, f"{path}.goals[{k}]", "cell")
        for k, indicator in enumerate(project.indicators):
            for field in ("name", "description", "basis", "actual", "deviation_reason"):
                yield from text(getattr(indicator, field), f"{path}.indicators[{k}].{field}", "cell")
            if indicator.target:
                yield from text(indicator.target.text, f"{path}.indicators[{k}].target", "cell")
