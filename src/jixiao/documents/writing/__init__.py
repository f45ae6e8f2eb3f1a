"""Paper → bytes, one module a format. Knows nothing of budgets: `jixiao.forms` says what stands on the paper."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from jixiao.documents.writing.paper import Paper


class Made(NamedTuple):
    """A file's bytes; which typefaces stand in for official ones: the official name and what was used."""

    data: bytes
    substitutes: tuple[tuple[str, str], ...] = ()


def bytes_of(paper: Paper, file_format: str, *, editable: bool = False, fonts: Iterable[Path] = ()) -> Made:
    """A paper as a file of a format: docx, pdf, xlsx, html, txt.

    Args:
        editable: an HTML page with inputs.
        fonts: folders with fonts, before those of the system (PDF).
    Raises:
        ValueError: no such format.
        MissingPart: a PDF needs a package or fonts that are not there.
    """
    # Each writer is imported when it is needed: some bring a library that takes long to load.
    if file_format == "docx":
        from jixiao.documents.writing.docx import docx_of

        return Made(docx_of(paper))
    if file_format == "pdf":
        from jixiao.documents.writing.fonts import font_folders, substitutes
        from jixiao.documents.writing.pdf import pdf_of

        folders = font_folders(fonts)
        made = pdf_of(paper, folders)
        return Made(made, tuple((each.wanted, each.used) for each in substitutes(folders)))
    if file_format == "xlsx":
        from jixiao.documents.writing.xlsx import xlsx_of

        return Made(xlsx_of(paper))
    if file_format == "html":
        from jixiao.documents.writing.html import html_of

        return Made(html_of(paper, editable))
    if file_format == "txt":
        from jixiao.documents.writing.text import text_of

        return Made(text_of(paper))
    raise ValueError(file_format)
