"""Workbooks, .xlsx and .xls: every visible sheet as tables and paragraphs, numbers as a person sees them.

How cells lie in the files is the business of `sheet_xlsx` and `sheet_xls`. Values come from the file as last computed;
no formula is run. Hidden sheets are left out with a note; those that only a program can show (lists to choose
from) without one. Hidden rows and columns are read.
"""

from __future__ import annotations

from msgspec import structs

from jixiao.documents import sheet_blocks, sheet_xls, sheet_xlsx
from jixiao.documents.blocks import Blocks, FileKind, Paragraph
from jixiao.documents.contents import contents_lines
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.documents.sheet_cells import Budget
from jixiao.model.document import Note
from jixiao.model.place import Place


def read(data: bytes, name: str, limits: Limits = DEFAULT) -> Blocks:
    """The blocks of a workbook; a page is a visible sheet, a line a row of it.

    Raises:
        DamagedFile, ProtectedFile, LimitExceeded: as their docstrings say.
    """
    kind: FileKind = "xlsx" if data.startswith(b"PK") else "xls"
    budget = Budget(name, limits)
    xlsx, xls = sheet_xlsx.sheets, sheet_xls.sheets
    sheets = xlsx(data, name, limits, budget) if kind == "xlsx" else xls(data, name, budget)
    shown = [sheet for sheet in sheets if not sheet.hidden]
    notes = [
        Note(kind="hidden_text", text=sheet.name, at=Place(quote=sheet.name))
        for sheet in sheets
        if sheet.hidden and sheet.rows
    ]
    items = list(sheet_blocks.items(enumerate(shown, 1), Budget(name, limits)))
    for index in contents_lines([item.text if isinstance(item, Paragraph) else None for item in items]):
        item = items[index]
        if isinstance(item, Paragraph):
            items[index] = structs.replace(item, role="contents")
    return Blocks(kind, tuple(items), notes=tuple(notes))
