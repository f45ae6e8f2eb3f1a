"""Templates made with python-docx, as a clerk would type them, and a small world for their places to speak of."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml import parse_xml

from jixiao.documents.blocks import Paragraph, Table
from jixiao.documents.docx import read
from jixiao.documents.limits import DEFAULT
from jixiao.documents.writing.template import Filled, Template
from jixiao.documents.writing.template_fill import Repeat
from jixiao.documents.writing.template_places import Place

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PATHS: dict[str, tuple[str, ...]] = {
    "店": (),
    "客": ("客户",),
    "城": ("客户",),
    "货": ("客户", "订单"),
    "价": ("客户", "订单"),
    "通知": ("通知",),
    "客户": ("客户",),
    "订单": ("客户", "订单"),
}
REPEATS: dict[str, Repeat] = {"客户": "table", "订单": "row", "通知": "paragraph"}


@dataclass(frozen=True)
class Shop:
    """A shop with customers and their orders: the writer of templates knows nothing of budgets."""

    values: Mapping[str, str]
    lists: Mapping[str, Sequence[Shop]] = field(default_factory=dict)
    path: tuple[str, ...] = ()

    def lists_of(self, place: Place) -> tuple[str, ...]:
        return PATHS.get(place.name, ())

    def repeat(self, name: str) -> Repeat:
        return REPEATS.get(name, "block")

    def each(self, name: str, place: Place) -> Sequence[Shop]:
        members = self.lists.get(name, ())
        path = (*self.path, name)
        return [Shop({**self.values, **each.values}, {**self.lists, **each.lists}, path) for each in members]

    def text(self, place: Place) -> str:
        return self.values[place.name]


def customer(name: str, *goods: str, city: str = "甲城") -> Shop:
    orders = [Shop({"货": thing, "价": str(len(thing))}) for thing in goods]
    return Shop({"客": name, "城": city}, {"订单": orders})


SHOP = Shop(
    {"店": "云河商店"},
    {
        "客户": [customer("张三", "米", "米", "油"), customer("李四", "米", "盐", city="乙城")],
        "通知": [Shop({"通知": "先付款。"}), Shop({"通知": "后发货。"})],
    },
)


def saved(document: Any) -> bytes:
    """A document of python-docx as a file."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_paragraphs(*texts: str) -> Any:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    return document


def add_table(owner: Any, *rows: str) -> Any:
    """A table from rows of words between blanks."""
    cells = [row.split() for row in rows]
    table = owner.add_table(len(cells), len(cells[0]))
    for row, words in zip(table.rows, cells, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = "" if word == "-" else word
    return table


def add_runs(document: Any, *runs: str) -> Any:
    """A paragraph whose words are cut into runs, every second one bold."""
    paragraph = document.add_paragraph()
    for number, words in enumerate(runs):
        paragraph.add_run(words).bold = number % 2 == 1
    return paragraph


def add_box(document: Any, text: str) -> None:
    """A text box as Word writes it, with the old way beside the new one."""
    content = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    document.add_paragraph()._p.append(
        parse_xml(
            f'<w:r xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"'
            ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
            ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
            ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="1800000" cy="600000"/>'
            '<wp:docPr id="1" name="框"/><a:graphic><a:graphicData'
            ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/><wps:spPr>'
            '<a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="600000"/></a:xfrm><a:prstGeom prst="rect"/></wps:spPr>'
            f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
            f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
    )


def filled(document: Any, shop: Shop = SHOP) -> Filled:
    """A template filled; it has no fault."""
    made = Template(saved(document), "模板.docx").filled(shop)
    assert made.faults == ()
    return made


def texts(data: bytes) -> list[str]:
    """The paragraphs outside tables."""
    return [block.text for block in read(data, "a.docx", DEFAULT).items if isinstance(block, Paragraph)]


def grids(data: bytes) -> list[list[list[str]]]:
    """The rows of every table; a merged cell stands in each row that it covers."""
    found = []
    for block in read(data, "a.docx", DEFAULT).items:
        if isinstance(block, Table):
            rows: dict[int, list[str]] = {}
            for cell in sorted(block.cells, key=lambda cell: (cell.column, cell.row)):
                for row in range(cell.row, cell.row + cell.rows):
                    rows.setdefault(row, []).append(cell.text)
            found.append([rows[row] for row in sorted(rows)])
    return found


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return buffer.getvalue()
