"""Forms that arrive as running text without cells: one cell a line, parted by blanks, or glued.

Tells how the text lost its cells and hands it on as tokens; tables are `grid.py`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jixiao.documents.blocks import Paragraph
from jixiao.forms.draft import DocumentDraft
from jixiao.forms.stream_cells import cells, is_parted, pieces
from jixiao.forms.stream_glued import glued_tokens
from jixiao.forms.stream_tokens import Token, is_paper, joined
from jixiao.forms.stream_walk import Walk
from jixiao.forms.titles import title_of
from jixiao.model import Note

_PROPERTY = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z?|[0-9A-Fa-f]{32}|True|False|\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4,12}){2,4}\}?"
)
_SIGNS = frozenset({"一级指标", "二级指标", "三级指标", "指标值", "项目名称", "任务名称", "单位名称", "预算单位"})
_LEAST_LABELS = 3


class Stretch(NamedTuple):
    """A stretch of running text as tokens; `lost` where its cells' borders are."""

    tokens: list[Token]
    lost: bool


def stretches(paragraphs: Sequence[Paragraph]) -> list[Stretch]:
    """A run of paragraphs as tokens, parted at headings that are no titles."""
    return [_stretch(part) for part in _parts(paragraphs)]


def is_form_text(found: Sequence[Stretch]) -> bool:
    """Whether stretches hold a form: several labels, and words of a list or of a project's head."""
    return any(_holds_form(stretch.tokens) for stretch in found)


def read_stream(found: Sequence[Stretch], draft: DocumentDraft) -> None:
    """Append the forms of stretches to the draft, and what of them could not be placed to its unread."""
    for stretch in found:
        tokens = _without_properties(stretch.tokens, draft)
        Walk([each for each in tokens if not is_paper(each.text)], draft, lost=stretch.lost).run()


def _holds_form(tokens: Sequence[Token]) -> bool:
    labels = {each.label.name for each in tokens if each.named and each.label}
    levels = sum(each.level for each in tokens)
    return len(labels) >= _LEAST_LABELS and (bool(labels & _SIGNS) or levels > 1)


def _parts(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """The paragraphs between headings that are no titles; such a heading stands by itself."""
    run: list[Paragraph] = []
    for each in paragraphs:
        if each.role != "heading" or title_of(each.text):
            run.append(each)
            continue
        yield run
        yield [each]
        run = []
    yield run


def _stretch(paragraphs: Sequence[Paragraph]) -> Stretch:
    if len(paragraphs) == 1 and paragraphs[0].role == "heading":
        return Stretch(cells(paragraphs), False)
    if tokens := glued_tokens(paragraphs):
        return Stretch(tokens, True)
    if is_parted(paragraphs):
        return Stretch(pieces(paragraphs), True)
    return Stretch(cells(paragraphs), False)


def _without_properties(tokens: list[Token], draft: DocumentDraft) -> list[Token]:
    """The tokens without the file's own properties, which some converters print before the text."""
    end = next(
        (index for index, each in enumerate(tokens) if each.named or is_paper(each.text) or title_of(each.text)), 0
    )
    if sum(_PROPERTY.fullmatch(each.text) is not None for each in tokens[:end]) < 2:
        return tokens
    found = joined(tokens[:end])
    draft.notes.append(Note(kind="properties_skipped", text=found.text, at=found.at))
    return tokens[end:]
