"""Who writes a paper in the benchmark: jixiao's own writers, and what one would take instead.

A job is made ready (papers, libraries, the workbook to be built anew), then only the job is timed. Peers get the same
grids, texts and merges; where they do less (no looks, no contents), the less is theirs to gain.
"""

from __future__ import annotations

import atexit
import functools
import importlib
import importlib.util
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from copy import copy
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.peers import Role, jixiao_command
from jixiao import api
from jixiao.documents.writing.paper import Grid, Line, Paper
from jixiao.forms.written.writing import paper_of

Job = Callable[[], bytes]


class Writer(NamedTuple):
    """Who writes which format.

    Attributes:
        kind: the format; `paper` is the way from the model to the paper, before any format.
        package: what must be installed, as it is imported; `soffice` stands for LibreOffice.
        ready: everything before the clock runs, for the model in a JSON file.
    """

    name: str
    kind: str
    role: Role
    package: str
    ready: Callable[[Path], Job]

    def is_there(self) -> bool:
        """Whether it can be measured on this machine."""
        if self.package == "soffice":
            return shutil.which("soffice") is not None
        return importlib.util.find_spec(self.package) is not None


def paper(model: Path) -> Paper:
    """The paper of a model in a JSON file."""
    return paper_of(api.load_file(model, model.name))


def _to_paper(model: Path) -> Job:
    document = api.load_file(model, model.name)

    def work() -> bytes:
        paper_of(document)
        return b""

    return work


def _ours(kind: str) -> Callable[[Path], Job]:
    def ready(model: Path) -> Job:
        writing, ready_paper = importlib.import_module("jixiao.documents.writing"), paper(model)
        return lambda: bytes(writing.bytes_of(ready_paper, kind).data)

    return ready


def _command(kind: str) -> Callable[[Path], Job]:
    def ready(model: Path) -> Job:
        call = [*jixiao_command(), "write", str(model), "--format", kind, "-o", "-"]
        return lambda: subprocess.run(call, check=True, capture_output=True).stdout

    return ready


def _python_docx(*, by_row: bool) -> Callable[[Path], Job]:
    def ready(model: Path) -> Job:
        docx, ready_paper = importlib.import_module("docx"), paper(model)

        def work() -> bytes:
            document = docx.Document()
            for item in ready_paper.items():
                if isinstance(item, Line):
                    document.add_paragraph(item.text)
                elif isinstance(item, Grid):
                    table = document.add_table(item.height, len(item.widths))
                    _fill(item, _by_row(table) if by_row else table.cell)
            return _saved(document)

        return work

    return ready


def _by_row(table: Any) -> Callable[[int, int], Any]:
    rows = [row.cells for row in table.rows]
    return lambda row, column: rows[row][column]


def _fill(grid: Grid, cell: Callable[[int, int], Any]) -> None:
    for box in grid.boxes:
        target = cell(box.row, box.column)
        if box.rows * box.columns > 1:
            target = target.merge(cell(box.row + box.rows - 1, box.column + box.columns - 1))
        target.text = box.text


def _openpyxl_bare(model: Path) -> Job:
    openpyxl, ready_paper = importlib.import_module("openpyxl"), paper(model)

    def work() -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for number, section in enumerate(ready_paper.sections, 1):
            sheet, top = book.create_sheet(f"{number}"), 1
            for item in section.items:
                if isinstance(item, Line):
                    sheet.cell(top, 1, item.text)
                    top += 1
                elif isinstance(item, Grid):
                    for box in item.boxes:
                        row, column = top + box.row, 1 + box.column
                        sheet.cell(row, column, box.text).data_type = "s"  # else =95% would be a formula
                        if box.rows * box.columns > 1:
                            sheet.merge_cells(None, row, column, row + box.rows - 1, column + box.columns - 1)
                    top += item.height
        return _saved(book)

    return work


def _openpyxl_same(model: Path) -> Job:
    """Builds jixiao's own workbook anew: the same sheets, values, merges, looks, sizes and drop-down lists."""
    openpyxl = importlib.import_module("openpyxl")
    made = importlib.import_module("jixiao.documents.writing").bytes_of(paper(model), "xlsx").data
    sheets = [_recipe(sheet) for sheet in openpyxl.load_workbook(io.BytesIO(made))]

    def work() -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, cells, merges, widths, heights, lists in sheets:
            sheet = book.create_sheet(title)
            for row, column, value, kind, look in cells:
                cell = sheet.cell(row, column, value)
                cell.data_type = kind
                cell.font, cell.border, cell.alignment, cell.protection, cell.number_format = look
            for merge in merges:
                sheet.merge_cells(merge)
            for column, width in widths:
                sheet.column_dimensions[column].width = width
            for row, height in heights:
                sheet.row_dimensions[row].height = height
            for one in lists:
                sheet.add_data_validation(one)
        return _saved(book)

    return work


def _recipe(sheet: Any) -> Sequence[Any]:
    looks: dict[Any, Any] = {}
    cells = []
    for cell in (cell for row in sheet.iter_rows() for cell in row if type(cell).__name__ == "Cell"):
        if cell.value is not None or cell.has_style:
            if cell.style_id not in looks:
                shared = (copy(cell.font), copy(cell.border), copy(cell.alignment), copy(cell.protection))
                looks[cell.style_id] = (*shared, cell.number_format)
            cells.append((cell.row, cell.column, cell.value, cell.data_type, looks[cell.style_id]))
    widths = [(name, column.width) for name, column in sheet.column_dimensions.items()]
    heights = [(number, row.height) for number, row in sheet.row_dimensions.items()]
    merges = [str(merge) for merge in sheet.merged_cells.ranges]
    return sheet.title, cells, merges, widths, heights, list(sheet.data_validations.dataValidation)


def _saved(made: Any) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


@functools.cache
def _office() -> tuple[Path, list[str]]:
    """LibreOffice's folder and call; one profile for all its calls, so that only the first has to make it."""
    folder = Path(tempfile.mkdtemp(prefix="jixiao-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    return folder, ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]


def _libreoffice(model: Path) -> Job:
    folder, call = _office()
    source = folder / f"{model.stem}.docx"
    source.write_bytes(_ours("docx")(model)())

    def work() -> bytes:
        subprocess.run([*call, str(source)], check=True, capture_output=True)
        return source.with_suffix(".pdf").read_bytes()

    return work


PAPER, COMMAND = "jixiao: model to paper", "jixiao write, start to exit"
KINDS = ("docx", "xlsx", "pdf", "html", "txt")
OURS = {kind: f"jixiao: paper to {kind}" for kind in KINDS}
BY_CELL, BY_ROW = "python-docx, table.cell", "python-docx, row.cells"
SAME, BARE = "openpyxl, the same workbook", "openpyxl, words and merges only"
OFFICE = "LibreOffice, from jixiao's docx"
WRITERS = (
    Writer(PAPER, "paper", "ours", "jixiao", _to_paper),
    *(Writer(OURS[kind], kind, "ours", "jixiao", _ours(kind)) for kind in KINDS),
    *(Writer(COMMAND, kind, "ours", "jixiao", _command(kind)) for kind in ("docx", "xlsx", "pdf")),
    Writer(BY_ROW, "docx", "peer", "docx", _python_docx(by_row=True)),
    Writer(BY_CELL, "docx", "peer", "docx", _python_docx(by_row=False)),
    Writer(BARE, "xlsx", "peer", "openpyxl", _openpyxl_bare),
    Writer(SAME, "xlsx", "peer", "openpyxl", _openpyxl_same),
    Writer(OFFICE, "pdf", "peer", "soffice", _libreoffice),
)


def writer(name: str, kind: str) -> Writer:
    """The writer of this name and format."""
    return next(one for one in WRITERS if (one.name, one.kind) == (name, kind))
