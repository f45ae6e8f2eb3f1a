"""Tracked changes of Word files are read as if all were accepted, with one note."""

from __future__ import annotations

import pytest

from tests.documents.docx_files import blocks, cell, layout, only_table, paragraph, row, run, table, texts

GONE = "<w:rPr><w:del/></w:rPr>"


def deleted(words: str) -> str:
    return f"<w:del><w:r><w:delText>{words}</w:delText><w:tab/></w:r></w:del>"


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (run("预算") + deleted("八") + f"<w:ins>{run('九')}</w:ins>" + run("万元"), "预算九万元"),
        (f"<w:moveFrom>{run('旧处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo>", "新处"),
        (f"<w:ins>{run('甲')}{deleted('乙')}</w:ins>{run('丙')}", "甲丙"),
        ("<w:del><w:r><w:delText>旧</w:delText></w:r><w:del/></w:del>" + run("甲"), "甲"),
    ],
)
def test_runs(inside: str, words: str) -> None:
    found = blocks(f"<w:p>{inside}</w:p>")
    assert texts(found) == [words]
    (note,) = found.notes
    assert (note.kind, note.text, note.at.line) == ("tracked_changes", words, 1)


def test_one_note_for_all_changes() -> None:
    found = blocks(f"<w:p>{run('甲')}</w:p>" + f"<w:p>{deleted('乙')}{run('丙')}</w:p>" * 3)
    assert [(note.kind, note.at.line) for note in found.notes] == [("tracked_changes", 2)]


def test_old_looks_are_no_change_of_words() -> None:
    change = "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
    found = blocks(f"<w:p>{run('甲', change)}</w:p>")
    assert (texts(found), found.notes) == (["甲"], ())


def test_a_deleted_mark_joins_two_paragraphs() -> None:
    heading = '<w:outlineLvl w:val="0"/>'
    body = paragraph("一、总体", GONE) + paragraph("绩效", GONE) + paragraph("目标", heading) + paragraph("正文")
    found = blocks(body)
    assert [(one.text, one.line, one.role) for one in found.paragraphs()] == [
        ("一、总体绩效目标", 1, "heading"), ("正文", 4, "body"),
    ]  # fmt: skip


def test_a_wholly_deleted_paragraph_leaves_nothing() -> None:
    whole = f"<w:p><w:pPr>{GONE}</w:pPr>{deleted('甲')}</w:p>"
    assert texts(blocks(whole + paragraph("乙"))) == ["乙"]


def test_a_deleted_mark_before_a_table_or_an_end_joins_nothing() -> None:
    found = blocks(paragraph("甲", GONE) + table(row(cell("格"))) + paragraph("乙", GONE))
    assert [type(item).__name__ for item in found.items] == ["Paragraph", "Table", "Paragraph"]
    inside = f"<w:tc>{paragraph('丙', GONE)}</w:tc>"
    assert only_table(blocks(table(row(inside, cell("丁"))))).cells[0].text == "丙"


def test_deleted_and_inserted_rows() -> None:
    found = blocks(
        table(
            row(cell("甲")),
            row(cell("乙"), properties="<w:del/>"),
            row(cell("丙"), properties="<w:ins/>"),
            row(cell("丁", "<w:cellDel/>"), cell("戊", "<w:cellIns/>")),
        )
    )
    assert layout(only_table(found)) == [(0, 0, 1, 1, "甲"), (1, 0, 1, 1, "丙"), (2, 0, 1, 1, "戊")]
    assert [note.kind for note in found.notes] == ["tracked_changes"]


def test_a_wholly_deleted_table() -> None:
    found = blocks(table(row(cell("甲"), properties="<w:del/>")) + paragraph("乙"))
    assert (list(found.tables()), texts(found)) == ([], ["乙"])


def test_a_deleted_mark_in_a_cell_is_no_deleted_row() -> None:
    inside = f"<w:tc>{paragraph('甲', GONE)}{paragraph('乙')}</w:tc>"
    assert only_table(blocks(table(row(inside)))).cells[0].text == "甲乙"
