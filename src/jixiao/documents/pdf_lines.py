"""Runs to lines, and lines to paragraphs within a given width: the same for a cell and for a column of prose.

A line that fills its width was broken by the program that wrote the file and is joined with the next one; a line that
leaves room for the next one's first word ended on purpose.
"""

from __future__ import annotations

import re

import msgspec

from jixiao.documents.pdf_marks import line_of
from jixiao.documents.pdf_runs import Run

_ASCII = r"[0-9A-Za-z.,%‰+\-/:~_@<>=≥≤]"
_CLOSING = r"[,，。；;：:、！？!?)）》”’」】〕\]%…]"
# Office programs keep a chain such as 25%、50%、75%。 on one line, and 为:1 or 元/ as well.
_UNIT = re.compile(
    rf"[(（《“‘「【〔\[]*(?:{_ASCII}+(?:{_CLOSING}*{_ASCII}+)*|.(?:[:,.;]{_ASCII}+|/)?){_CLOSING}*", re.DOTALL
)
_MARKER = re.compile(
    r"\d{1,2}(?:[、)）]|[.．](?!\d))|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳]"
    r"|[●■◆▪•☆★]|(?:目标|指标)\d{1,2}[:：]"
)
_MARKER_INSIDE = re.compile(r"[；;。，,：:]\s*(?:\d{1,2}[、.．)）](?!\d)|[(（]\d{1,2}[)）])")
_LATIN = "".join(map(chr, range(0x21, 0x7F)))


ITEM_REACH = 50
"""Lines of a paragraph that are searched for items running on inside."""

CHINESE = 0.75
"""Units for each character of a line, from which on its width tells the size of its characters."""

BLANK = 0.2
"""Of the height of a line: a gap between Chinese characters that is a blank, if there are few of them."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """One printed line; box in points from the upper left."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    runs: tuple[Run, ...]

    @property
    def em(self) -> float:
        """Width of a Chinese character in this line; a guess by the line's height where few stand in it."""
        height = self.bottom - self.top
        width = units(self.text)
        if width < CHINESE * len(self.text):
            return height / 1.15
        return min((self.right - self.left) / max(width, 0.5), height * 1.1)

    @property
    def is_chinese(self) -> bool:
        """Whether enough Chinese characters stand in the line to tell its size by them."""
        return len(self.text) > 4 and units(self.text) >= CHINESE * len(self.text)


def units(text: str) -> float:
    """Width of a text in Chinese characters; the others count half."""
    # Every Chinese character has three bytes in UTF-8: counting in C instead of looking at each one.
    return (len(text) + len(text.encode("utf-8", "replace"))) / 4


def lines_of(runs: list[Run], gap: str | None) -> list[Line]:
    """The lines of some runs, from top to bottom.

    Args:
        gap: what stands for a wide empty space inside a line; none where marks say what stands between the runs.
    """
    if len(runs) == 1 and gap is not None:
        return [_single(runs[0])]
    rows: list[list[Run]] = []
    limit = 0.0
    for run in sorted(runs, key=lambda run: run[1] + run[3]):
        middle = (run[1] + run[3]) / 2
        if not rows or middle > limit:
            rows.append([run])
            limit = middle + (run[3] - run[1]) * 0.45
        else:
            rows[-1].append(run)
    if gap is None:
        return [_boxed(sorted(row), line_of([run[4] for run in sorted(row)])) for row in rows]
    return [_line(sorted(row), gap) if len(row) > 1 else _single(row[0]) for row in rows]


def _single(run: Run) -> Line:
    left, top, right, bottom, text = run
    return Line(left, top, right, bottom, text.strip(), (run,))


def _line(runs: list[Run], gap: str) -> Line:
    text = runs[0][4]
    # Text spread over its width has many gaps and no blank.
    spread = all(len(run[4].strip()) == 1 for run in runs)
    gaps = [after[0] - before[2] for before, after in zip(runs, runs[1:], strict=False)]
    blank = " " if sum(gap > BLANK * (runs[0][3] - runs[0][1]) for gap in gaps) < 4 else ""
    for run, width in zip(runs[1:], gaps, strict=True):
        text += _between(text, run, width, "" if spread else gap, "" if spread else blank) + run[4]
    return _boxed(runs, text.strip())


def _boxed(runs: list[Run], text: str) -> Line:
    right = max(run[2] for run in runs)
    return Line(runs[0][0], min(run[1] for run in runs), right, max(run[3] for run in runs), text, tuple(runs))


def _between(text: str, run: Run, width: float, gap: str, blank: str) -> str:
    size = run[3] - run[1]
    has_blank = text[-1].isspace() or run[4][0].isspace()
    # pdfium gives any number of blanks as one.
    if width > (2.0 if has_blank else 0.8) * size:
        return gap
    if has_blank:
        return ""
    latin = _is_latin(text[-1]) + _is_latin(run[4][0])
    if latin == 2:
        return " " if width > 0.12 * size else ""
    # Office programs leave a little space where Chinese and Latin meet; that is no blank.
    return blank if latin == 0 and width > BLANK * size else ""


def _is_latin(sign: str) -> bool:
    return "!" <= sign <= "~"


def is_item(text: str) -> bool:
    """Whether a line starts with the number or dot of a list."""
    return _MARKER.match(text) is not None


def begins_item(line: Line, lines: list[Line]) -> bool:
    """Whether a full line's successor is a new item: not where the items of the paragraph run on inside its lines."""
    return is_item(line.text) and not any(_MARKER_INSIDE.search(member.text) for member in lines[-ITEM_REACH:])


def fills(line: Line, following: str, left: float, right: float) -> bool:
    """Whether the line is so full that the first word of the following text had no place on it."""
    em = line.em
    before, empty = line.left - left, right - line.right
    if abs(before - empty) <= 0.6 * em:  # centred, or full
        empty += before
    # A capital letter of a long word cut anywhere is wider than a digit.
    if empty < (1.0 if _is_latin(line.text[-1:]) and _is_latin(following[:1]) else 0.85) * em:
        return True
    word = _UNIT.match(following)
    return empty < (units(word.group()) if word else 1.0) * em + 0.35 * em


def joint(line: str, following: str, full: bool = True) -> str:
    """What stands between two lines of one paragraph: no blank beside a Chinese character, none inside a number."""
    if line[-1:] > "~" or following[:1] > "~":
        return ""
    last = line[len(line.rstrip(_LATIN)) :]
    first = following[: len(following) - len(following.lstrip(_LATIN))]
    if not last or not first or last.endswith(("-", "/")):
        return ""
    inside_number = any(sign.isdigit() for sign in last) and any(sign.isdigit() for sign in first)
    inside_word = full and last == line and len(last) > 3
    return "" if inside_number or inside_word else " "


def paragraphs_of(lines: list[Line], left: float, right: float) -> list[str]:
    """The paragraphs of lines that stand between two edges."""
    if len(lines) == 1:
        return [lines[0].text]
    if len(lines) > 2 and all(len(line.text) == 1 for line in lines):
        return ["".join(line.text for line in lines)]
    parts = [lines[0].text]
    for line, following in zip(lines, lines[1:], strict=False):
        anew = _starts_anew(line, following, left, right) or begins_item(following, lines)
        parts.append("\n" if anew else joint(line.text, following.text))
        parts.append(following.text)
    return "".join(parts).split("\n")


def _starts_anew(line: Line, following: Line, left: float, right: float) -> bool:
    if not fills(line, following.text, left, right):
        return True
    if following.top - line.bottom > 1.5 * (following.bottom - following.top):
        return True
    step = following.left - line.left
    if step < 5.0:
        return False
    centred = abs(following.left - left - (right - following.right)) <= following.em
    return step > 1.4 * following.em and not centred
