"""The stylesheet of a page: the looks of `looks.toml` as rules, and `html_page.css` for what is the screen's own."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Iterable, Iterator

from jixiao.documents.writing.looks import Family, Looks, Page, StyleLook, looks
from jixiao.documents.writing.paper import Grid

_POINT = 72 / 25.4
_PHONE = "@media screen and (max-width: 900px)"


def stylesheet(grids: Iterable[Grid]) -> str:
    """All rules for a page that holds the grids."""
    widths = sorted({column_class(width) for grid in grids for width in grid.widths})
    columns = "".join(f"col.{name} {{ width: {int(name[1:]) / 100:g}% }}\n" for name in widths)
    return f"\n{_common_rules()}{columns}"


def column_class(width: float) -> str:
    """The class of a column by its share of the table: `w1250` is 12.5 %.

    >>> column_class(0.125)
    'w1250'
    """
    return f"w{max(round(width * 10_000), 1)}"


@functools.cache
def _common_rules() -> str:
    look = looks()
    own = importlib.resources.files(__package__).joinpath("html_page.css").read_text(encoding="utf-8")
    styles = [*_style_rules(look)]
    rules = [*_bold_substitutes(look.families), *_sheet_rules(look), *styles, *_table_rules(look)]
    small = [f"{_PHONE} {{", *_small_rules(look), "}"]
    return "\n".join([*rules, own.strip(), *small, *_page_rules(look)]) + "\n"


def _bold_substitutes(families: dict[str, Family]) -> Iterator[str]:
    """The official face passes for a bold one of its own name, so that bold type reaches only what stands in for it."""
    for name, family in families.items():
        if family.bold_substitute:
            sources = ", ".join(f'local("{face}")' for face in family.names)
            yield f'@font-face {{ font-family: "{name}"; font-weight: bold; src: {sources} }}'


def _family(name: str, family: Family) -> str:
    faces = (name, *family.substitutes) if family.bold_substitute else (*family.names, *family.substitutes)
    return ", ".join(f'"{face}"' for face in faces) + f", {family.css}"


def _sheet_rules(look: Looks) -> Iterator[str]:
    page = look.page
    sizes = (("upright", page, page.width, page.height), ("lying", look.page_landscape, page.height, page.width))
    for name, field, width, height in sizes:
        yield (
            f".{name} {{ width: {field.text_width:g}mm; min-height: {field.text_height:g}mm; "
            f"padding: {_margins(field, width, height)} }}"
        )


def _margins(field: Page, width: float, height: float) -> str:
    right, bottom = width - field.left - field.text_width, height - field.top - field.text_height
    return f"{field.top:g}mm {right:g}mm {bottom:g}mm {field.left:g}mm"


def _style_rules(look: Looks) -> Iterator[str]:
    """Lines; the letters of the grid's own size stand so close that the grid's number of them fills a line."""
    grid_size = look.styles["body"].size
    closer = look.page.text_width * _POINT / look.page.characters - grid_size
    for name, style in look.styles.items():
        family = look.families[style.family]
        parts = [
            f"font: {style.size:g}pt/{_pitch(style, look):g} {_family(style.family, family)}",
            f"text-align: {'center' if style.align == 'centre' else style.align}",
        ]
        if style.size == grid_size:
            parts.append(f"letter-spacing: {closer / grid_size:.4f}em")
        if style.bold or family.bold_substitute:
            parts.append("font-weight: bold")
        parts += [f"text-indent: {style.indent:g}em"] * bool(style.indent)
        parts += [f"padding-right: {style.right_indent:g}em"] * bool(style.right_indent)
        parts += [f"margin-top: {style.before:g}pt"] * bool(style.before)
        parts += [f"margin-bottom: {style.after:g}pt"] * bool(style.after)
        yield f".{name} {{ {'; '.join(parts)} }}"


def _pitch(style: StyleLook, look: Looks) -> float:
    return round((style.pitch or look.page.line_pitch) / style.size, 4)


def _small_rules(look: Looks) -> Iterator[str]:
    """On a phone no line has letters that leave room for fewer than about twenty of body text."""
    for name, style in look.styles.items():
        if style.size > look.table.size:
            share = 4.4 + (style.size - look.styles["body"].size) * 0.12
            yield f".{name} {{ font-size: min({style.size:g}pt, {share:.2f}vw + 1pt) }}"
        if style.before > style.size * 2:
            yield f".{name} {{ margin-top: {style.before / 4:g}pt }}"


def _table_rules(look: Looks) -> Iterator[str]:
    table = look.table
    label, value = (_family(cell.family, look.families[cell.family]) for cell in (table.label, table.value))
    yield f"table {{ font: {table.size:g}pt/{table.pitch / table.size:.4f} {value} }}"
    yield f"th {{ font-family: {label} }}"
    yield f"td, th {{ border: {table.line:g}pt solid #000; height: {table.row_height - 2 * table.padding_above:g}mm }}"
    yield f"td, th {{ padding: {table.padding_above:g}mm {table.padding:g}mm }}"
    yield f"p a, td a, th a {{ color: #{look.link.colour}; text-decoration: none }}"
    yield "p a:hover, td a:hover, th a:hover { text-decoration: underline }"
    wanting = '.missing:not(.entry), .missing ::placeholder, .missing > select:has(option[value=""]:checked)'
    yield f"{wanting} {{ color: #{table.missing.colour}; opacity: 1 }}"


def _page_rules(look: Looks) -> Iterator[str]:
    """Printed pages: the field of the text, and the number outside right on odd pages, outside left on even ones."""
    page, number = look.page, look.page_number
    family = _family(number.family, look.families[number.family])
    box = (
        f'content: "{number.left_dash}" counter(page) "{number.right_dash}"; vertical-align: top; '
        f"font: {number.size:g}pt/1 {family}; padding: {number.below:g}mm {number.size:g}pt 0"
    )
    margins = _margins(page, page.width, page.height)
    lying = _margins(look.page_landscape, page.height, page.width)
    for name, size, margin in (("upright", "A4 portrait", margins), ("lying", "A4 landscape", lying)):
        yield f"@page {name}-plain {{ size: {size}; margin: {margin}; counter-increment: page 0 }}"
        for kind, odd, even in (("", "right", "left"), ("-swapped", "left", "right")):
            yield f"@page {name}{kind} {{ size: {size}; margin: {margin} }}"
            yield f"@page {name}{kind}:{odd} {{ @bottom-right {{ {box} }} }}"
            yield f"@page {name}{kind}:{even} {{ @bottom-left {{ {box} }} }}"
        for kind in ("plain", "swapped"):
            yield f"@media print {{ .{name} {{ page: {name} }} .{name}.{kind} {{ page: {name}-{kind} }} }}"
