"""Charts of a Word file: a drawing in the text, and the parts that it names, a chart and the workbook of its numbers.

Both parts come from XlsxWriter, so that a person may change the numbers in Word and the chart follows.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile

from xlsxwriter import Workbook

from jixiao.documents.writing.docx_markup import escaped
from jixiao.documents.writing.docx_sheets import text_width
from jixiao.documents.writing.paper import Chart
from jixiao.documents.writing.xlsx_charts import office_chart, write_numbers

KIND = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"

_EMU_A_TWIP, _EMU_A_MM = 635, 36_000
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SHEET = "Sheet1"
_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_SAID = tuple(
    (re.compile(found), put)
    for found, put in (
        # Chinese letters have a typeface of their own.
        (r'<a:latin typeface="([^"]+)"[^>]*/>', r'<a:latin typeface="\1"/><a:ea typeface="\1"/>'),
        # A workbook's reader knows what is meant where these are left out; a text's reader takes them for true.
        ("<c:chart>", '<c:roundedCorners val="0"/><c:chart>'),
        (r'(<c:grouping val="\w+"/>)', r'\1<c:varyColors val="0"/>'),
        ("</c:scaling>", '</c:scaling><c:delete val="0"/>'),
        (r'(<c:legendPos val="b"/>(?:<c:layout/>)?)', r'\1<c:overlay val="0"/>'),
        (r"</c:val></c:ser>(?=.*<c:marker )", r'</c:val><c:smooth val="0"/></c:ser>'),
        (r"(<c:dLbls>(?:(?!</c:dLbls>).)*?<a:bodyPr)/>", r'\1 wrap="none"/>'),  # a number stays in one line
        (
            '<c:showVal val="1"/>',
            '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
            '<c:showPercent val="0"/><c:showBubbleSize val="0"/>',
        ),
        (r'<c:plotVisOnly val="1"/>(?!<c:disp)', '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'),
        (r'<c:pt idx="\d+"><c:v></c:v></c:pt>|<c:pt idx="\d+"><c:v/></c:pt>', ""),
        ("<c:printSettings>", '<c:externalData r:id="link1"><c:autoUpdate val="0"/></c:externalData><c:printSettings>'),
    )
)
"""What XlsxWriter's chart lacks in a text, found and put in its place."""


def drawing(chart: Chart, number: int, *, landscape: bool) -> str:
    """The paragraph that shows a chart, the one of that number."""
    width, height = text_width(landscape) * _EMU_A_TWIP, round(chart.height * _EMU_A_MM)
    words = escaped(chart.alt.replace("\n", " "))
    return (
        '<w:p><w:pPr><w:pStyle w:val="picture"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="图{number}" descr="{words}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/chart">'
        f'<c:chart xmlns:c="{_DRAWING}/chart" r:id="chart{number}"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


def chart_parts(chart: Chart) -> tuple[bytes, bytes]:
    """A chart's part and the workbook of its numbers."""
    with zipfile.ZipFile(io.BytesIO(_book(chart, drawn=True))) as archive:
        part = archive.read("xl/charts/chart1.xml").decode()
    for found, put in _SAID:
        part = found.sub(put, part)
    return part.encode(), _book(chart)


def _book(chart: Chart, *, drawn: bool = False) -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet(_SHEET)
        write_numbers(sheet, chart)
        if drawn:
            sheet.insert_chart(0, len(chart.series) + 2, office_chart(book, chart, _SHEET))
    return buffer.getvalue()
