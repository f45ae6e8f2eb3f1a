"""HTML: a paper as one file of its own, for reading and printing, or with inputs for filling it in.

The file loads nothing from elsewhere and forbids it to itself; without its script it still shows, prints and takes
entries. How lines look is `html_style.py`'s, tables are `html_grid.py`'s.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.resources
from collections.abc import Iterable, Iterator
from itertools import count

from jixiao.documents.writing.html_grid import grid_markup
from jixiao.documents.writing.html_style import stylesheet
from jixiao.documents.writing.html_text import anchored, attribute, linked, markup
from jixiao.documents.writing.paper import Chart, Contents, Grid, Line, Paper, Section
from jixiao.language import Words, language

_SAVE = Words("下载数据", "Download data")
_HINT = Words(
    "填写完毕后请点“下载数据”，所填内容随文件一并保存。",
    "When done, choose Download data: the file that is saved holds your entries.",
)
_KEYS = Words(
    "按回车键或上下方向键换行，在多行内容中按Ctrl+回车键。",
    "Enter or the arrow keys move from row to row; in longer texts, Ctrl+Enter.",
)


def html_of(paper: Paper, editable: bool = False) -> bytes:
    """The paper as one HTML file in UTF-8.

    Args:
        editable: every box with an entry becomes an input named after the entry's path.
    """
    style = stylesheet(item for item in paper.items() if isinstance(item, Grid))
    script = _resource("html_page.js") if editable else ""
    has_charts = any(isinstance(item, Chart) for item in paper.items())
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{attribute(paper.language)}">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script, has_charts)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="generator" content="jixiao">\n',
            f'<meta name="author" content="{attribute(paper.unit)}">\n' if paper.unit else "",
            f"<title>{markup(paper.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n",
            _toolbar() if editable else "",
            "<main>\n",
            *_sections(paper, editable),
            "</main>\n",
            f"<script>{script}</script>\n" if script else "",
            "</body>\n</html>\n",
        )
    ).encode()


def _policy(style: str, script: str, has_charts: bool) -> str:
    """What the file may load: its own style and script, known by their hashes, its charts, and nothing else."""
    allowed = f"default-src 'none'; style-src {_hash(style)}" + ("; img-src data:" if has_charts else "")
    return f"{allowed}; script-src {_hash(script)}" if script else allowed


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _resource(name: str) -> str:
    return importlib.resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _toolbar() -> str:
    hint, keys, save = (markup(words.say()) for words in (_HINT, _KEYS, _SAVE))
    return (
        f'<header class="toolbar" lang="{"zh-CN" if language() == "zh" else "en"}">\n'
        f'<p>{hint} <span class="keys">{keys}</span></p>\n<button type="button">{save}</button>\n</header>\n'
    )


def _sections(paper: Paper, editable: bool) -> Iterator[str]:
    outlined = [item for item in paper.items() if isinstance(item, Line) and item.outline]
    anchors = count(1)
    unnumbered = 0
    for section in paper.sections:
        unnumbered += not section.numbered
        yield f'<section class="{_section_class(section, unnumbered % 2 == 1)}">\n'
        yield from _items(section, paper.title, anchors, outlined, editable)
        yield "</section>\n"


def _section_class(section: Section, behind_odd: bool) -> str:
    """The kinds of page; behind an odd number of unnumbered sections, taken as a page each, page 1 is a left one."""
    names = ["sheet", "lying" if section.landscape else "upright"]
    names += ["plain"] if not section.numbered else ["swapped"] * behind_odd
    return " ".join(names + ["centred"] * section.centred)


def _items(
    section: Section, label: str, anchors: Iterator[int], outlined: Iterable[Line], editable: bool
) -> Iterator[str]:
    for item in section.items:
        if isinstance(item, Line):
            if item.outline or item.style == "title":
                label = item.text
            yield _line(item, next(anchors) if item.outline else None)
        elif isinstance(item, Grid):
            yield grid_markup(item, editable, label)
        elif isinstance(item, Chart):
            drawn = base64.b64encode(item.svg.encode()).decode()
            yield f'<img class="chart" src="data:image/svg+xml;base64,{drawn}" alt="{attribute(item.alt)}">\n'
        else:
            yield _contents(item, outlined)


def _line(line: Line, anchor: int | None) -> str:
    """A heading by its level in the contents, or a paragraph; its two ends are parted by a tab, as on paper."""
    tag = f"h{line.outline}" if anchor else "p"
    names = [line.style] + ["new-page"] * line.new_page + ["missing"] * line.missing
    words = linked(line.text, line.links)
    if line.anchor:
        words = anchored(words, line.anchor)
    if line.right:
        names.append("split")
        words = f"<span>{words}</span>\t<span>{markup(line.right)}</span>"
    where = f' id="s{anchor}"' if anchor else ""
    return f'<{tag}{where} class="{" ".join(names)}">{words}</{tag}>\n'


def _contents(contents: Contents, outlined: Iterable[Line]) -> str:
    lines = "".join(
        f'<li class="contents{line.outline}"><a href="#s{number}">{markup(line.text.replace(chr(10), " "))}</a></li>\n'
        for number, line in enumerate(outlined, 1)
    )
    return (
        f'<nav aria-label="{attribute(contents.title)}">\n<p class="contents_title">{markup(contents.title)}</p>\n'
        f"<ol>\n{lines}</ol>\n</nav>\n"
    )
