"""Every text of a table is in the document that it is read into, as a text, as the number it is, or as unread.

Official forms are printed with texts in all slots, then edited as people edit them: cells swapped, columns and rows of
their own added, rows repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jixiao.documents.blocks import Blocks, Cell, Paragraph, Table
from jixiao.forms.assemble import assemble
from jixiao.forms.description import Form, forms
from jixiao.forms.headlines import head_line_of
from jixiao.forms.inline import inline_parts
from jixiao.forms.lexicon import category_of, dimension_of, label_of, plain
from jixiao.forms.parts import names_part
from jixiao.forms.reader import read_draft
from jixiao.forms.slots import cost_field
from jixiao.forms.titles import is_blank_cell, title_of, unit_line_of, year_line_of
from jixiao.model import Document
from tests.forms.family import FAMILY, example
from tests.forms.paper import printed
from tests.forms.test_pictures import RECORDS, slots_of

WORDS = st.text(alphabet="溪岭桥渡坪湾垭坝", min_size=5, max_size=7)
# An item's number is not kept; a line break, a colon or a dash parts what the model holds apart.
_ITEM = re.compile(
    r"(?:^|(?<=[。；;\s]))(?:目标|指标)?[0-9]{1,2}(?:[.、：:](?![0-9])|(?:\.[0-9]){1,2})|[-\s：]|(?=≥|100%)"
)
_NUMBER = re.compile(r"[^0-9.+-]")


def texts_in(value: Any) -> Iterator[str]:
    """Every key and text of the JSON but the places, without blanks."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key != "at":
                yield key
                yield from texts_in(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts_in(part)
    elif value is not None:
        yield "".join(str(value).split())


def is_paper(text: str) -> bool:
    """Whether a text is printed on the form: labels, levels, titles, unit lines, dashes."""
    words = (label_of, dimension_of, category_of, title_of, year_line_of, unit_line_of, is_blank_cell)
    return (
        any(word(text) for word in words)
        or cost_field(plain(text)) is not None
        or bool(re.fullmatch(r"指标[0-9]{0,2}[:：]?|无|√|—|是|[正反]向指标", text))
    )


def numbers(texts: list[str]) -> set[Decimal]:
    found = set()
    for text in texts:
        try:
            found.add(Decimal(text).normalize())
        except InvalidOperation:
            continue
    return found


def dropped(table: Table, document: Document) -> list[str]:
    """The texts of a table that are nowhere in the document."""
    texts = list(texts_in(msgspec.to_builtins(document)))
    everything, amounts = "\n".join(texts), numbers(texts)
    return [cell.text for cell in table.cells if cell.text and not is_kept(cell.text, everything, amounts)]


def is_kept(text: str, everything: str, amounts: set[Decimal]) -> bool:
    flat = "".join(text.split())
    if is_paper(text) or flat in everything:
        return True
    if parts := inline_parts(text):
        return all(is_kept(part.value, everything, amounts) for part in parts)
    if number := _NUMBER.sub("", text):
        try:
            value = Decimal(number)
        except InvalidOperation:
            value = None
        if value is not None and {value.normalize(), (value * 10_000).normalize()} & amounts:
            return True
    pieces = [piece for piece in _ITEM.split(text) if piece and not is_paper(piece)]
    return pieces != [text] and all("".join(piece.split()) in everything for piece in pieces)


def read(table: Table, title: str = "") -> Document:
    head = (Paragraph(title), Paragraph("（2025年度）")) if title else ()
    return assemble(read_draft(Blocks("docx", (*head, table))))


@st.composite
def edited(draw: st.DrawFn, form: Form) -> Table:
    """A form filled in and edited by hand."""
    table = printed(form, slots_of(form), RECORDS)
    for edit in draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=3)):
        table = edit(draw, table)
    return table


def swap(draw: st.DrawFn, table: Table) -> Table:
    """Two values change places."""
    filled = [i for i, cell in enumerate(table.cells) if cell.text and not is_paper(cell.text)]
    first, second = draw(st.sampled_from(filled)), draw(st.sampled_from(filled))
    cells = list(table.cells)
    cells[first] = msgspec.structs.replace(cells[first], text=table.cells[second].text)
    cells[second] = msgspec.structs.replace(cells[second], text=table.cells[first].text)
    return msgspec.structs.replace(table, cells=tuple(cells))


def add_column(draw: st.DrawFn, table: Table) -> Table:
    """A column of one's own at the right, from some row on."""
    top = draw(st.integers(0, table.height - 2))
    words = draw(st.lists(WORDS, min_size=table.height - top, max_size=table.height - top))
    extra = [Cell(row, table.width, word) for row, word in enumerate(words, top)]
    return placed([*table.cells, *extra], table.height, table.width + 1)


def add_row(draw: st.DrawFn, table: Table) -> Table:
    """A row of one's own: one to three cells of words."""
    row = draw(st.integers(1, table.height))
    words = draw(st.lists(WORDS, min_size=1, max_size=3))
    width = table.width // len(words)
    cells = [lowered(cell, row) for cell in table.cells]
    cells += [Cell(row, i * width, word, columns=width) for i, word in enumerate(words)]
    return placed(cells, table.height + 1, table.width)


def lowered(cell: Cell, row: int) -> Cell:
    return msgspec.structs.replace(cell, row=cell.row + (cell.row >= row))


def repeat_row(draw: st.DrawFn, table: Table) -> Table:
    """A row stands twice."""
    row = draw(st.integers(0, table.height - 1))
    again = [msgspec.structs.replace(cell, row=row + 1, rows=1) for cell in table.cells if cell.row == row]
    cells = [lowered(cell, row + 1) for cell in table.cells]
    return placed([*cells, *again], table.height + 1, table.width)


def replace_value(draw: st.DrawFn, table: Table) -> Table:
    """A value gives way to words that nobody foresaw."""
    filled = [i for i, cell in enumerate(table.cells) if cell.text and not is_paper(cell.text)]
    place = draw(st.sampled_from(filled))
    cells = list(table.cells)
    cells[place] = msgspec.structs.replace(cells[place], text=draw(WORDS))
    return msgspec.structs.replace(table, cells=tuple(cells))


def placed(cells: list[Cell], height: int, width: int) -> Table:
    return Table(1, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), height, width)


EDITS = [swap, add_column, add_row, repeat_row, replace_value]


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_a_filled_form_keeps_every_text(form: Form) -> None:
    table = printed(form, slots_of(form), RECORDS)
    assert dropped(table, read(table, form.titles[0].replace("{name}", "河渠清理"))) == []


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
@settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_an_edited_form_keeps_every_text(form: Form, data: st.DataObject) -> None:
    table = data.draw(edited(form))
    assert dropped(table, read(table, form.titles[0].replace("{name}", "河渠清理"))) == []


@pytest.mark.parametrize("path", FAMILY, ids=lambda path: path.stem)
def test_a_document_of_the_family_keeps_every_text(path: Path) -> None:
    document = example(path)
    read = assemble(read_draft(document.blocks))
    tables = [item for item in document.items if isinstance(item, Table)]
    assert [text for table in tables for text in dropped(table, read)] == []


@pytest.mark.parametrize("path", FAMILY, ids=lambda path: path.stem)
def test_a_document_of_the_family_keeps_every_paragraph(path: Path) -> None:
    document = example(path)
    said = "".join(msgspec.json.encode(assemble(read_draft(document.blocks))).decode().split())
    paragraphs = [item for item in document.items if isinstance(item, Paragraph) and not names_part(item.text)]
    for paragraph in paragraphs:
        line = head_line_of(paragraph.text)
        parts = [part.value for part in line.pairs] + [line.unit or ""] if line else [paragraph.text]
        for clause in (clause for part in parts for clause in re.split("[。；，：（）]", part)):
            words = re.sub("^(?:(?:主要|项目)?目标(?:内容)?|绩效指标$)", "", "".join(_ITEM.sub("", clause).split()))
            amount = re.search(r"[0-9].*", words)
            assert "".join(clause.split()) in said or words in said or (amount and amount[0] in said), clause


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(
        st.lists(
            st.one_of(WORDS, st.sampled_from(["项目名称", "备注", "指标值", "得分", "95%", "12"])),
            min_size=1,
            max_size=5,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_a_foreign_table_keeps_every_text(rows: list[list[str]]) -> None:
    cells = [Cell(row, column, text) for row, texts in enumerate(rows) for column, text in enumerate(texts)]
    table = placed(cells, len(rows), max(map(len, rows)))
    assert dropped(table, read(table)) == []
