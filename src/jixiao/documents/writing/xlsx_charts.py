"""Charts of office programs by XlsxWriter, drawn from the cells of a sheet that holds their numbers."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from jixiao.documents.writing.looks import looks
from jixiao.documents.writing.paper import Chart, Series

_INK, _LINE = "#333333", "#BFBFBF"
_SIZE = 9
_LIGHT = 130
"""Brightness, of 255, from which dark words stand on a colour."""
_PATTERNS = {"striped": "wide_upward_diagonal", "dotted": "percent_20"}


def write_numbers(sheet: Worksheet, chart: Chart, row: int = 0) -> int:
    """Write a chart's categories and numbers from a row on: the names of its series above; the row behind them."""
    sheet.write_row(row, 1, [series.name for series in chart.series])
    for at, category in enumerate(chart.categories, row + 1):
        sheet.write_string(at, 0, category)
        for column, series in enumerate(chart.series, 1):
            value = series.values[at - row - 1]
            if value is not None:
                sheet.write_number(at, column, float(value))
    return row + 1 + len(chart.categories)


def office_chart(book: Workbook, chart: Chart, sheet: str, row: int = 0) -> Any:
    """A chart of the numbers that `write_numbers` has written."""
    is_lines = chart.kind == "lines"
    made = book.add_chart({"type": "line"} if is_lines else {"type": "bar", "subtype": "stacked"})
    last = row + len(chart.categories)
    for column, series in enumerate(chart.series, 1):
        look = _line(series) if is_lines else _bar(series, chart.sign)
        made.add_series(
            {
                "name": [sheet, row, column],
                "categories": [sheet, row + 1, 0, last, 0],
                "values": [sheet, row + 1, column, last, column],
                **look,
            }
        )
    numbers = {
        "num_format": f'0"{chart.sign}"',
        "num_font": _font(),
        "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": _LINE, "width": 0.5, "dash_type": "round_dot"}},
        "line": {"none": True},
        **_scale(chart),
    }
    names = {"num_font": _font(), "line": {"color": _INK, "width": 0.75}}
    if is_lines:
        made.set_x_axis(names)
        made.set_y_axis(numbers)
    else:
        made.set_x_axis(numbers)
        made.set_y_axis(names | {"reverse": True, "crossing": "max"})
    made.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom", "font": _font()})
    made.set_title({"none": True})
    made.set_chartarea({"border": {"none": True}})
    made.show_blanks_as("gap")
    return made


def _font(colour: str = _INK) -> dict[str, Any]:
    return {"name": looks().families["song"].names[0], "size": _SIZE, "color": colour, "bold": False}


def _scale(chart: Chart) -> dict[str, float]:
    """Shares reach to a hundred at the least, whole things are counted in whole steps."""
    values = [float(value) for series in chart.series for value in series.values if value is not None]
    if chart.sign == "%":
        top = max(100, *(-(-value // 25) * 25 for value in values)) if values else 100
        return {"max": top, "major_unit": 25}
    totals = [sum(float(series.values[at] or 0) for series in chart.series) for at in range(len(chart.categories))]
    return {"major_unit": max(1, -(-max(totals, default=0) // 8))}


def _line(series: Series) -> dict[str, Any]:
    colour = f"#{series.colour}"
    if series.dashed:
        return {"line": {"color": colour, "width": 2, "dash_type": "dash"}, "marker": {"type": "none"}}
    marker = {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}}
    return {"line": {"color": colour, "width": 2}, "marker": marker}


def _bar(series: Series, sign: str) -> dict[str, Any]:
    colour = f"#{series.colour}"
    red, green, blue = (int(series.colour[at : at + 2], 16) for at in (0, 2, 4))
    is_light = red * 0.3 + green * 0.59 + blue * 0.11 > _LIGHT
    filled: dict[str, Any] = (
        {"fill": {"color": colour}}
        if series.shape == "plain"
        else {"pattern": {"pattern": _PATTERNS[series.shape], "fg_color": "#FFFFFF", "bg_color": colour}}
    )
    labels = {"value": True, "num_format": f'0.##"{sign}";;', "font": _font("#000000" if is_light else "#FFFFFF")}
    if not sign:
        labels["num_format"] = "0;;"
    return {**filled, "border": {"color": _INK, "width": 0.5}, "gap": 60, "data_labels": labels}
