"""Everything that is measured: jixiao itself, the floor of each format, and what a user would pick instead.

A contender is prepared once (imports, models), then its function is timed from path to result. What it gives back is
counted afterwards, so that a fast reader that loses half of the projects is seen to lose them.
"""

from __future__ import annotations

import importlib
import importlib.util
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, NamedTuple

from benchmarks.content import IN_PROSE, INDICATORS

Role = Literal["ours", "floor", "peer"]
Timed = Callable[[Path], object]


class Contender(NamedTuple):
    """Who is measured on which formats.

    Attributes:
        package: what must be installed, as it is imported; `soffice` stands for LibreOffice.
    """

    name: str
    role: Role
    kinds: tuple[str, ...]
    package: str
    prepare: Callable[[], Timed]

    def is_there(self) -> bool:
        """Whether it can be measured on this machine."""
        if self.package == "soffice":
            return shutil.which("soffice") is not None
        return importlib.util.find_spec(self.package) is not None


def _blocks() -> Timed:
    documents = importlib.import_module("jixiao.documents")
    return lambda path: documents.read_blocks(path.read_bytes(), path.name)


def _model() -> Timed:
    api = importlib.import_module("jixiao.api")
    return lambda path: api.read_bytes(path.read_bytes(), path.name)


def _command() -> Timed:
    command = [*jixiao_command(), "read", "--json"]
    return lambda path: subprocess.run([*command, path], check=True, capture_output=True).stdout.decode()


def jixiao_command() -> list[str]:
    """The installed command, or the module where there is no script."""
    script = shutil.which("jixiao", path=str(Path(sys.executable).parent))
    return [script] if script else [sys.executable, "-m", "jixiao"]


def _lxml() -> Timed:
    etree = importlib.import_module("lxml.etree")

    def parse(path: Path) -> object:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
            return etree.fromstring(package.read("word/document.xml"))

    return parse


def _pdfium() -> Timed:
    pdfium = importlib.import_module("pypdfium2")

    def text(path: Path) -> str:
        document = pdfium.PdfDocument(path.read_bytes())
        words = [page.get_textpage().get_text_range() for page in document]
        document.close()
        return "\n".join(words)

    return text


def _calamine() -> Timed:
    calamine = importlib.import_module("python_calamine")

    def rows(path: Path) -> object:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    return rows


def _selectolax() -> Timed:
    parser = importlib.import_module("selectolax.lexbor")
    return lambda path: parser.LexborHTMLParser(path.read_bytes().decode()).text()


def _python_docx_rows() -> Timed:
    docx = importlib.import_module("docx")

    def cells(path: Path) -> object:
        document = docx.Document(str(path))
        words = [paragraph.text for paragraph in document.paragraphs]
        return words + [cell.text for table in document.tables for row in table.rows for cell in row.cells]

    return cells


def _python_docx_cells() -> Timed:
    docx = importlib.import_module("docx")

    def cells(path: Path) -> object:
        document = docx.Document(str(path))
        words = [paragraph.text for paragraph in document.paragraphs]
        for table in document.tables:
            height, width = len(table.rows), len(table.columns)
            words += [table.cell(row, column).text for row in range(height) for column in range(width)]
        return words

    return cells


def _pdfplumber() -> Timed:
    pdfplumber = importlib.import_module("pdfplumber")

    def tables(path: Path) -> object:
        with pdfplumber.open(path) as document:
            return [page.extract_tables() for page in document.pages]

    return tables


def _openpyxl() -> Timed:
    openpyxl = importlib.import_module("openpyxl")

    def rows(path: Path) -> object:
        return [list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)]

    return rows


def _markitdown() -> Timed:
    converter = importlib.import_module("markitdown").MarkItDown(enable_plugins=False)
    return lambda path: converter.convert(path).text_content


def _kreuzberg() -> Timed:
    kreuzberg = importlib.import_module("kreuzberg")
    return lambda path: kreuzberg.extract_file_sync(path).content


def _docling() -> Timed:
    converter = importlib.import_module("docling.document_converter").DocumentConverter()
    return lambda path: converter.convert(path).document.export_to_markdown()


def _libreoffice() -> Timed:
    office = shutil.which("soffice")
    folder = Path(tempfile.mkdtemp(prefix="jixiao-bench-"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"

    def convert(path: Path) -> str:
        call = [str(office), profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
        subprocess.run([*call, "--outdir", folder, path], check=True, capture_output=True)
        return (folder / f"{path.stem}.txt").read_text(encoding="utf-8-sig")

    return convert


ALL_KINDS = ("docx", "doc", "pdf", "xlsx", "html", "txt")
CONTENDERS = (
    Contender("jixiao blocks", "ours", ALL_KINDS, "jixiao", _blocks),
    Contender("jixiao model", "ours", ALL_KINDS, "jixiao", _model),
    Contender("jixiao read --json", "ours", ALL_KINDS, "jixiao", _command),
    Contender("lxml parse", "floor", ("docx",), "lxml", _lxml),
    Contender("pdfium text", "floor", ("pdf",), "pypdfium2", _pdfium),
    Contender("calamine rows", "floor", ("xlsx",), "python_calamine", _calamine),
    Contender("selectolax text", "floor", ("html",), "selectolax", _selectolax),
    Contender("kreuzberg", "peer", ALL_KINDS, "kreuzberg", _kreuzberg),
    Contender("python-docx, row.cells", "peer", ("docx",), "docx", _python_docx_rows),
    Contender("python-docx, table.cell", "peer", ("docx",), "docx", _python_docx_cells),
    Contender("pdfplumber", "peer", ("pdf",), "pdfplumber", _pdfplumber),
    Contender("openpyxl", "peer", ("xlsx",), "openpyxl", _openpyxl),
    Contender("LibreOffice", "peer", ("doc",), "soffice", _libreoffice),
    Contender("markitdown", "peer", ("docx", "pdf", "xlsx", "html"), "markitdown", _markitdown),
    Contender("docling", "peer", ("docx", "pdf", "xlsx", "html"), "docling", _docling),
)


def contender(name: str) -> Contender:
    """The contender of this name."""
    return next(candidate for candidate in CONTENDERS if candidate.name == name)


def words(result: Any) -> str:
    """All text of what a contender gave back, whatever its shape; of a model, the codes of its whole projects."""
    if isinstance(result, str):
        return result
    if hasattr(result, "itertext"):
        return "".join(result.itertext())
    if hasattr(result, "items") and hasattr(result, "unread"):
        return " ".join(item.text if hasattr(item, "text") else words(item.cells) for item in result.items)
    if hasattr(result, "projects"):
        told = {goal.project_name for goal in result.itemized_goals if len(goal.indicators) == len(IN_PROSE)}
        whole = (one for one in result.projects if len(one.indicators) == INDICATORS and one.name in told)
        return " ".join(project.code or "" for project in whole)
    if isinstance(result, list | tuple) and not hasattr(result, "_fields") and not hasattr(result, "row"):
        return " ".join(map(words, result))
    return str(getattr(result, "text", result))
