"""A paper as a Word file (.docx): the parts of the package brought together.

Written as text, part by part, without an office library: the same paper gives the same bytes, and a table costs a
hundredth of what building its tree costs. Fields need no updating when the file is opened: page numbers in the contents
are estimated by `pages`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

from jixiao.documents.writing.docx_body import Body
from jixiao.documents.writing.docx_charts import KIND, chart_parts
from jixiao.documents.writing.docx_markup import DECLARATION, escaped
from jixiao.documents.writing.docx_sheets import FOOTERS, footers, settings
from jixiao.documents.writing.docx_styles import font_table, heading_looks, style_sheet
from jixiao.documents.writing.pages import pages_of
from jixiao.documents.writing.paper import Paper

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every part: the earliest that a zip file can hold, since a paper knows no clock."""


def docx_of(paper: Paper) -> bytes:
    """The paper as a Word file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in _parts(paper):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, content)
    return buffer.getvalue()


def _parts(paper: Paper) -> Iterator[tuple[str, str | bytes]]:
    headings = heading_looks(paper)
    body = Body(paper, pages_of(paper), headings)
    document = body.markup()
    charts = len(body.charts)
    yield "[Content_Types].xml", _content_types(charts)
    yield (
        "_rels/.rels",
        _relationships(
            ("officeDocument", "word/document.xml"),
            ("extended-properties", "docProps/app.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
    )
    yield "docProps/core.xml", _core(paper)
    yield "docProps/app.xml", _extended(paper)
    yield "word/document.xml", document
    beside = (("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml"))
    notes = ((f"{_OFFICE}/footer", f"footer_{name}.xml", name) for name in FOOTERS)
    drawn = (("chart", f"charts/chart{number}.xml", f"chart{number}") for number in range(1, charts + 1))
    yield "word/_rels/document.xml.rels", _relationships(*beside, *notes, *drawn, outside=body.links.addresses)
    yield "word/styles.xml", style_sheet(headings, paper.language)
    yield "word/settings.xml", settings(paper.language)
    yield "word/fontTable.xml", font_table()
    for name, content in footers().items():
        yield f"word/footer_{name}.xml", content
    for number, chart in enumerate(body.charts, 1):
        part, book = chart_parts(chart)
        yield f"word/charts/chart{number}.xml", part
        yield f"word/charts/_rels/chart{number}.xml.rels", _relationships(("package", f"../embeddings/{number}.xlsx"))
        yield f"word/embeddings/{number}.xlsx", book


def _content_types(charts: int) -> str:
    kinds = {f"word/{name}.xml": f"{_MAIN}.{name}+xml" for name in ("styles", "settings", "fontTable")}
    kinds |= {f"word/footer_{name}.xml": f"{_MAIN}.footer+xml" for name in FOOTERS}
    kinds |= {
        "word/document.xml": f"{_MAIN}.document.main+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    for number in range(1, charts + 1):
        kinds[f"word/charts/chart{number}.xml"] = KIND
        kinds[f"word/embeddings/{number}.xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    parts = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in kinds.items())
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relationships(*links: tuple[str, ...], outside: Mapping[str, str] | None = None) -> str:
    """Links as kind, target and, where something names it, id; the ids of those to outside by their addresses."""
    written = "".join(
        f'<Relationship Id="{(*link, f"link{number}")[2]}" '
        f'Type="{link[0] if ":" in link[0] else f"{_OFFICE}/{link[0]}"}" Target="{link[1]}"/>'
        for number, link in enumerate(links, 1)
    )
    written += "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/hyperlink" Target="{escaped(to)}" TargetMode="External"/>'
        for to, key in (outside or {}).items()
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _core(paper: Paper) -> str:
    """Title and language; no author and no date, which would tell who sat at which machine when."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(paper.title)}</dc:title><dc:language>{escaped(paper.language)}</dc:language>"
        "</cp:coreProperties>"
    )


def _extended(paper: Paper) -> str:
    unit = f"<Company>{escaped(paper.unit)}</Company>" if paper.unit else ""
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"{unit}</Properties>"
    )
