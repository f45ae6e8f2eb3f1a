"""What the outside may call: read documents into the model, check them, write them, give the schemas.

Functions take values and return values; nothing here prints, asks or remembers.
"""

from __future__ import annotations

from jixiao.api.checking import SCORED_KINDS, Checked, Checker, CheckOptions, law_of, score
from jixiao.api.reading import TextLine, load, load_file, read, read_beside, read_bytes
from jixiao.api.schemas import SCHEMAS, schema
from jixiao.api.screens import cells_of, enter, with_row, with_row_moved, without_row
from jixiao.api.writing import (
    WRITE_FORMATS,
    WriteOptions,
    Written,
    form_names,
    form_of,
    form_paper,
    load_report,
    write,
    write_notice,
    write_paper,
    write_report,
    write_template,
)
from jixiao.documents.writing.paper import Line, Paper, Section

__all__ = [
    "CheckOptions",
    "Checked",
    "Checker",
    "Line",
    "Paper",
    "SCHEMAS",
    "SCORED_KINDS",
    "Section",
    "TextLine",
    "WRITE_FORMATS",
    "WriteOptions",
    "Written",
    "cells_of",
    "enter",
    "form_names",
    "form_of",
    "form_paper",
    "law_of",
    "load",
    "load_file",
    "load_report",
    "read",
    "read_beside",
    "read_bytes",
    "schema",
    "score",
    "with_row",
    "with_row_moved",
    "without_row",
    "write",
    "write_notice",
    "write_paper",
    "write_report",
    "write_template",
]
