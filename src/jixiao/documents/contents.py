"""Which lines make up a contents list, for formats that do not say so themselves (plain text, web pages)."""

from __future__ import annotations

from collections.abc import Sequence

_TITLES = frozenset(("目录", "目次", "contents", "tableofcontents"))
_LEADERS = ".…·．。"
_DIGITS = "0123456789"


def contents_lines(lines: Sequence[str | None]) -> set[int]:
    """Indexes of the lines of contents lists; null stands for a table.

    A line is one by its dot leaders, or because it stands below the title of the list and either comes again later or
    ends with a page number of its own. In doubt it is none.

    >>> contents_lines(["目 录", "一、总则1", "二、附则 2", "一、总则", "正文"])
    {1, 2}
    """
    found = {index for index, line in enumerate(lines) if line and _has_leaders(line)}
    last = {_key(line): index for index, line in enumerate(lines) if line}
    for title, line in enumerate(lines):
        if line and _squeezed(line) in _TITLES:
            found |= _list_below(lines, title, last)
    return found


def _list_below(lines: Sequence[str | None], title: int, last: dict[str, int]) -> set[int]:
    found: set[int] = set()
    seen: set[str] = set()
    for index in range(title + 1, len(lines)):
        line = lines[index]
        if line is None:
            break
        key = _key(line)
        if not key:
            continue
        if key in seen or (last[key] <= index and not _has_page(line)):
            break
        seen.add(key)
        found.add(index)
    return found


def _squeezed(line: str) -> str:
    return "".join(line.split()).lower()


def _key(line: str) -> str:
    """A line without blanks, leaders and page number, by which a contents line and its heading are the same."""
    return _squeezed(line).rstrip(_DIGITS).rstrip(_LEADERS).lstrip("#")


def _has_page(line: str) -> bool:
    """Whether a number stands by itself at the end of the line."""
    whole = line.rstrip()
    words = whole.rstrip(_DIGITS)
    return 0 < len(whole) - len(words) <= 4 and words[-1:].isspace()


def _has_leaders(line: str) -> bool:
    """Whether dots lead from words to a page number at the end of the line."""
    whole = line.rstrip()
    before = whole.rstrip(_DIGITS)
    words = before.rstrip(_LEADERS + " \t")
    dots = before[len(words) :]
    length = sum(3 if sign == "…" else 1 for sign in dots if sign in _LEADERS)
    return 0 < len(whole) - len(before) <= 4 and length >= 4 and words.strip() != ""
