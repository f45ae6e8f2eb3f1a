"""What the mutations start from: the text samples and a small file of every other kind."""

from __future__ import annotations

import functools
from pathlib import Path

from tests.documents import small_files

HERE = Path(__file__).parent
BUNDLED = HERE.parents[1] / "src/jixiao/samples/qingshi-2025.docx"
SAMPLES = HERE.parents[2] / "shared/samples"


@functools.cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """Names and contents, always in the same order."""
    texts = [SAMPLES / "gushu-2025.txt", *sorted((SAMPLES / "layouts").glob("*_*.txt"))]
    gushu = texts[0].read_bytes()
    page = _page(gushu.decode())
    # Not evenly: the text samples are many but read by one module, a Word file is read by many.
    made = [
        *[("small.docx", small_files.docx_file())] * 4,
        *[("sample.docx", BUNDLED.read_bytes())] * 4,
        *[("small.xlsx", small_files.xlsx_file())] * 4,
        *[("small.xls", small_files.xls_file())] * 3,
        *[("small.doc", (HERE / "seed.doc").read_bytes())] * 4,
        *[("small.pdf", small_files.pdf_file())] * 3,
        *[("small.html", small_files.html_file())] * 3,
        *[("plan.html", page)] * 3,
        ("small.mht", small_files.mime_file()),
        ("plan_gbk.txt", gushu.decode().encode("gb18030")),
    ]
    return tuple(made + [(path.name, path.read_bytes()) for path in texts])


def _page(text: str) -> bytes:
    """The first sample as a web page: a tabbed line is a cell, a blank line ends the row."""
    parts = ["<html><head><meta charset=utf-8></head><body>"]
    for block in text.split("\n\n"):
        lines = block.split("\n")
        cells = "".join(f"<td><p>{line.strip()}</p></td>" for line in lines if line.startswith("\t"))
        parts += [f"<p>{line}</p>" for line in lines if line.strip() and not line.startswith("\t")]
        parts.append(f"<table><tr>{cells}</tr></table>" if cells else "")
    return "".join(parts).encode()
