"""Charts as SVG by pygal: without script, without anything from elsewhere, in the colours and words of the pages.

A chart is shown as a picture from an address of its own, and always beside the table of its numbers.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

import pygal
from django.utils.translation import gettext
from pygal.style import Style

from jixiao_web.spending.templatetags.spending import LIGHTS

# pygal looks for maps of the world by a finder of the old kind, of which Python warns at every later import.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != pygal.__name__]

_FONTS = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, sans-serif"
_INK, _QUIET, _LINE, _PAPER = "#1d2329", "#56616b", "#ccd3d9", "#ffffff"
_ACCENT = "#1b5a8a"
SHARE_COLOUR = "#5b93c4"
"""Bars with dark letters, which are read on paper too where a short bar does not hold them."""
LIGHT_COLOURS = ("#9b1c16", "#f4d35e", "#4f9a6a", "#9cc3e6")
"""Red, yellow, green, blue: from the darkest to the lightest with no two neighbours alike, so grey prints tell."""
_ON_LIGHTS = (_PAPER, _INK, _INK, _INK)
WIDE_PAPER = 600
"""Width on paper, where letters of this size are nine points high."""
_ROW = 26
"""Height of a bar with its gap."""
_LONGEST, _LONGEST_NARROW = 18, 9
WIDE, NARROW = 760, 360
"""Widths for a desk and for a phone, where letters keep their size: fewer and shorter names."""
_WIDE = 5.2
"""What a Chinese sign is wider than pygal thinks that signs are."""


def execution_chart(
    planned: Sequence[Decimal | None], spent: Sequence[Decimal | None], *, width: int = WIDE, height: int = 300
) -> str:
    """Shares of the budget by month, percent points: as planned, dashed, and as spent; None where nothing is known."""
    chart = pygal.Line(
        **_options(_style(_QUIET, _ACCENT), width, height),
        range=(0, 100),
        dots_size=3,
        truncate_label=-1,
        y_labels=_scale(planned, spent),
        value_formatter=_percent,
    )
    chart.x_labels = [gettext("%(month)s月") % {"month": month} for month in range(1, 13)]
    if width <= NARROW:
        chart.x_labels_major = chart.x_labels[2::3]
        chart.show_minor_x_labels = False
    chart.add(gettext("计划进度"), _plain(planned), stroke_style={"dasharray": "7, 5", "width": 2.5}, show_dots=False)
    chart.add(gettext("实际支出"), _plain(spent))
    return _rendered(chart)


def lights_chart(rows: Sequence[tuple[str, int, int, int, int]], *, width: int = WIDE) -> str:
    """Projects by light of some units: name, red, yellow, green, blue."""
    rows = [(_cut(row[0], width), *row[1:]) for row in reversed(rows)]  # the first stands on top
    longest = _wider(row[0] for row in rows)
    most = max((sum(row[1:]) for row in rows), default=0)
    options = _options(_style(*LIGHT_COLOURS, on=_ON_LIGHTS), width, 90 + _ROW * max(len(rows), 1))
    chart = pygal.HorizontalStackedBar(
        **options,
        margin_left=8 + int(longest),
        print_values=True,
        print_zeroes=False,
        truncate_label=_LONGEST + 1,
    )
    chart.x_labels = [row[0] for row in rows]
    chart.y_labels = [*range(0, most + 1, max(1, -(-most // (4 if width <= NARROW else 8))))]
    for place, (sign, words) in enumerate(LIGHTS.values(), 1):
        numbers = [row[place] or None for row in rows]
        chart.add(f"{sign} {gettext(words)}", numbers, formatter=partial(_counted, sign))
    return _rendered(chart)


def shares_chart(rows: Sequence[tuple[str, Decimal | None]], *, width: int = WIDE) -> str:
    """Shares by name, percent points, the first on top."""
    rows = [(_cut(name, width), value) for name, value in reversed(rows)]
    chart = pygal.HorizontalBar(
        **_options(_style(SHARE_COLOUR, on=(_INK,)), width, 60 + _ROW * max(len(rows), 1)) | {"show_legend": False},
        margin_left=8 + int(_wider(name for name, _ in rows)),
        print_values=True,
        truncate_label=_LONGEST + 1,
        range=(0, 100),
        value_formatter=_percent,
    )
    chart.x_labels = [name for name, _ in rows]
    chart.y_labels = _scale([value for _, value in rows])
    chart.add("", _plain([value for _, value in rows]))
    return _rendered(chart)


def _wider(names: Iterable[str]) -> float:
    """What Chinese names want beside what pygal gives them."""
    return max((sum(_WIDE if ord(sign) > 0x2E80 else 0 for sign in name) for name in names), default=0)


def _cut(name: str, width: int) -> str:
    longest = _LONGEST_NARROW if width <= NARROW else _LONGEST
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def _style(*colours: str, on: Sequence[str] = ()) -> Style:
    return Style(
        background=_PAPER, plot_background=_PAPER, foreground=_INK, foreground_strong=_INK, foreground_subtle=_LINE,
        colors=colours, font_family=_FONTS, label_font_size=13, major_label_font_size=13, legend_font_size=13,
        value_font_size=12, value_colors=tuple(on) or (_PAPER,) * len(colours), no_data_font_size=16, opacity="1",
        stroke_width="2.5",
        guide_stroke_color=_LINE, major_guide_stroke_color=_LINE, guide_stroke_dasharray="2, 3",
        major_guide_stroke_dasharray="2, 3",
        opacity_hover="1", transition="0s",
    )  # fmt: skip


def _options(style: Style, width: int, height: int) -> dict[str, Any]:
    return {
        "style": style, "width": width, "height": height, "explicit_size": True, "js": (), "no_prefix": True,
        "disable_xml_declaration": True, "legend_at_bottom": True, "legend_box_size": 12, "margin": 8,
        "margin_right": 20 if width <= NARROW else 8,
        "show_minor_x_labels": True, "no_data_text": gettext("没有数据"),
    }  # fmt: skip


def _scale(*series: Sequence[Decimal | None]) -> list[int]:
    highest = max((value for values in series for value in values if value is not None), default=Decimal(0))
    top = max(100, -(-int(highest) // 25) * 25)
    return [*range(0, top + 1, 25)]


def _plain(values: Sequence[Decimal | None]) -> list[float | None]:
    """To two decimals, as the tables beside the charts show them."""
    return [None if value is None else float(value.quantize(Decimal("0.01"), ROUND_HALF_UP)) for value in values]


def _counted(sign: str, number: float) -> str:
    """What a bar of lights has written on it, which tells on paper without colours; nothing on one that is none."""
    return f"{sign} {number:g}" if number else ""


def _percent(value: float) -> str:
    """What a chart writes at a point, and whole numbers at its scale."""
    return f"{value:.0f}%" if value == int(value) else f"{value:.2f}%"


def _rendered(chart: Any) -> str:
    chart.add_xml_filter(_without_script)
    return str(chart.render(is_unicode=True)).replace("<!-- -->", "")


def _without_script(root: Element) -> Element:
    """Take out scripts and comments, which a picture needs none of."""
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or child.tag.endswith("script"):
                parent.remove(child)
    return root
