"""What a reader finds in lines of part one. Leaves the choice between ways of writing to those who write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from jixiao.documents.blocks import Blocks, Paragraph
from jixiao.documents.writing.paper import Line
from jixiao.forms.assemble import assemble
from jixiao.forms.reader import read_draft
from jixiao.model import Document, ItemizedGoal, OverallGoal, Place, Safeguard

_Part = TypeVar("_Part", OverallGoal, Safeguard)

NOWHERE = Place()


def read_lines(heading: str, lines: Sequence[Line]) -> Document:
    """The document that lines make below the heading of their section."""
    texts = [heading, *(line.text for line in lines if line.text.strip())]
    paragraphs = tuple(Paragraph(text, number) for number, text in enumerate(texts, 1))
    return assemble(read_draft(Blocks("docx", paragraphs)))


def placeless(parts: Sequence[_Part]) -> list[_Part]:
    """Goals or safeguards without their places."""
    return [msgspec.structs.replace(part, at=NOWHERE) for part in parts]


def without_places(goal: ItemizedGoal) -> ItemizedGoal:
    """An itemized goal and its indicators without their places."""
    indicators = tuple(msgspec.structs.replace(each, at=NOWHERE) for each in goal.indicators)
    return msgspec.structs.replace(goal, indicators=indicators, at=NOWHERE)
