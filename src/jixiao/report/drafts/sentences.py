"""The sentences of a draft, from the TOML of its name, as lines of paper; values as such sentences print them.

Leaves which sentence is said to the drafts.
"""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from collections.abc import Callable, Iterable
from contextvars import copy_context
from datetime import date
from decimal import Decimal

from jixiao.documents.numbering import chinese
from jixiao.documents.writing.paper import Line, Paper
from jixiao.forms.written.amounts import in_unit
from jixiao.forms.written.gaps import MARK
from jixiao.language import set_language
from jixiao.scoring.marks import plain

_INNER = str.maketrans("“”", "‘’")
_STOPS = "。；;，,、"
_MARK = f"【{MARK}："


@functools.cache
def _words_of(name: str) -> dict[str, dict[str, str]]:
    source = importlib.resources.files(__package__).joinpath(f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


class Sentences:
    """The sentences of one draft: a key is `table.name` of its TOML."""

    def __init__(self, name: str) -> None:
        self._words = _words_of(name)

    def text(self, key: str, /, **holes: object) -> str:
        """A sentence with its holes filled."""
        table, _, name = key.partition(".")
        return self._words[table][name].format(**holes)

    def line(self, key: str, sources: Iterable[str] = (), /, **holes: object) -> Line:
        """A sentence as a line; it is missing something where a mark stands in it."""
        return told(self.text(key, **holes), sources)

    def want(self, key: str, sources: Iterable[str] = (), /, **holes: object) -> Line:
        """A line that is nothing but the mark of what is wanted."""
        return told(self.mark(key, **holes), sources)

    def mark(self, key: str, /, **holes: object) -> str:
        """The mark of what is wanted, in words: 【待填：…】."""
        return f"{_MARK}{self.text(key, **holes)}】"


def told(words: str, sources: Iterable[str]) -> Line:
    """Words as a line of the body, with the paths of the values that they tell."""
    return Line(text=words, missing=_MARK in words, sources=tuple(dict.fromkeys(sources)))


def in_chinese(make: Callable[[], Paper]) -> Paper:
    """A paper made in Chinese, whatever the language of the screen."""
    context = copy_context()
    context.run(set_language, "zh")
    return context.run(make)


def flat(words: str) -> str:
    """The words of a cell as a part of a sentence: in one line, without the stop at their end.

    >>> flat("清理河渠6条；\\n加固护岸2公里。")
    '清理河渠6条；加固护岸2公里'
    """
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    joined = "".join(line if line[-1] in f"{_STOPS}：:" else f"{line}；" for line in lines)
    return joined.rstrip(_STOPS)


def named(name: str | None) -> str:
    """A name for quotation marks: in one line, its own marks inner ones."""
    return " ".join((name or "").split()).translate(_INNER)


def wan(yuan: Decimal) -> str:
    """An exact amount in 万元.

    >>> wan(Decimal("342000.00")), wan(Decimal("86512.5"))
    ('34.2万元', '8.65125万元')
    """
    return f"{plain(in_unit(yuan, '万元'))}万元"


def day_text(day: date) -> str:
    """A day as official papers write it.

    >>> day_text(date(2025, 3, 5))
    '2025年3月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def first_level(number: int, title: str) -> Line:
    """A heading of the first level: 一、."""
    return Line(text=f"{chinese(number)}、{title}", style="heading1", outline=1)


def second_level(number: int, title: str) -> Line:
    """A heading of the second level: （一）."""
    return Line(text=f"（{chinese(number)}）{title}", style="heading2", outline=2)


def third_level(number: int, title: str) -> Line:
    """A heading of the third level: 1."""
    return Line(text=f"{number}.{title}", style="heading3")
