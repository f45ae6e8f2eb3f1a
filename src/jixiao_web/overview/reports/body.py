"""A report in the making: its chapters, tables and charts are numbered as they come, its words may lead somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from jixiao import api
from jixiao_web.overview.tables import Cell, grid_of

ORDINALS = "一二三四五六七八九十"
Told = str | tuple[str, str]
"""Words, or words and where they lead: `#` and an anchor of the paper, or an address."""
Style = Literal["body", "table_line"]
STOPS = "。；;，, \n"


class Body:
    """The items of a report.

    Args:
        address: of the application, before the paths of its pages.
    """

    def __init__(self, address: str) -> None:
        self.items: list[api.Line | api.Grid | api.Chart] = []
        self._address = address.rstrip("/")
        self._heads = self._tables = self._charts = self._annexes = 0

    def page(self, path: str) -> str:
        """The address of a page of the application."""
        return f"{self._address}{path}"

    def title(self, name: str, words: str, today: date) -> None:
        """The title over two lines, and the day that everything is of."""
        self.items.append(api.Line(text=f"{name}\n{words}", style="title"))
        self.items.append(api.Line(text=f"（截至{day_of(today)}）", style="under_title"))

    def head(self, words: str, anchor: str = "") -> None:
        """A chapter."""
        self._add(f"{ORDINALS[self._heads]}、{words}", anchor)
        self._heads += 1

    def part(self, words: str) -> None:
        """A part of a chapter."""
        self.items.append(api.Line(text=words, style="heading2", outline=2))

    def annex(self, words: str, anchor: str = "") -> None:
        """An annex, on a page of its own."""
        self._annexes += 1
        self._add(f"附件{self._annexes}　{words}", anchor, new_page=True)

    def _add(self, words: str, anchor: str, *, new_page: bool = False) -> None:
        self.items.append(api.Line(text=words, style="heading1", outline=1, anchor=anchor, new_page=new_page))

    def say(self, *told: Told, sources: Sequence[str] = ()) -> None:
        """A paragraph."""
        self.items.append(line_of(told, sources=sources))

    def above(self, *told: Told, anchor: str = "", right: str = "") -> None:
        """A line over a table that is no table's name."""
        self.items.append(line_of(told, style="table_line", anchor=anchor, right=right))

    def table(
        self,
        name: str,
        heads: Sequence[str],
        rows: Sequence[Sequence[str | Cell]],
        widths: Sequence[float],
        aligns: str,
        *,
        unit: str = "",
        anchor: str = "",
    ) -> None:
        """A table with its number and name; nothing where it has no rows."""
        if not rows:
            return
        self._tables += 1
        self.above(f"表{self._tables}　{name}", anchor=anchor, right=f"单位：{unit}" if unit else "")
        self.grid(heads, rows, widths, aligns)

    def grid(
        self, heads: Sequence[str], rows: Sequence[Sequence[str | Cell]], widths: Sequence[float], aligns: str
    ) -> None:
        """A table without name."""
        self.items.append(grid_of(heads, rows, widths, aligns))

    def chart(self, name: str, chart: api.Chart) -> None:
        """A chart with its number and name."""
        self._charts += 1
        self.items.append(chart)
        self.items.append(api.Line(text=f"图{self._charts}　{name}", style="caption"))

    def paper(self, title: str, unit: str) -> api.Paper:
        """The report."""
        return api.Paper(title=title, unit=unit, sections=(api.Section(items=tuple(self.items), name="报告"),))


def line_of(
    told: Sequence[Told],
    *,
    style: Style = "body",
    right: str = "",
    anchor: str = "",
    sources: Sequence[str] = (),
) -> api.Line:
    """A line of words, some of which lead somewhere."""
    text, links = "", []
    for each in told:
        words, to = (each, "") if isinstance(each, str) else each
        if to and words:
            links.append(api.Link(len(text), len(text) + len(words), to))
        text += words
    return api.Line(text=text, style=style, right=right, anchor=anchor, links=tuple(links), sources=tuple(sources))


def day_of(day: date) -> str:
    """A day in words."""
    return f"{day.year}年{day.month}月{day.day}日"


def cut(words: str, most: int = 120) -> str:
    """Words as part of a sentence or cell: without the stop at their end, not endless."""
    words = " ".join(words.split()).rstrip(STOPS)
    return words if len(words) <= most else f"{words[: most - 1]}…"
