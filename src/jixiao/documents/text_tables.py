"""Tables of plain text: rows and cells told by tabs and bars, as converters and copying leave them behind.

Only what the marks say is taken: columns that shifted because merged cells went missing are left to `jixiao.forms`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_BAR = re.compile(r"(?<!\\)[|｜│┃]")
_DRAWN = "|│┃+-=:─━┼┿╋├┤┌┐└┘┬┴ \t"
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LOOK_AHEAD = 12
_FORM_SAMPLE = 200
_SENTENCE = 40


class Line(NamedTuple):
    """A line of the file, or a cell or paragraph that starts on it."""

    number: int
    page: int | None
    text: str


class Found(NamedTuple):
    """What stands in the lines up to `end`: the rows of a table, or else (rows is empty) loose lines."""

    rows: list[list[Line]]
    loose: list[Line]
    end: int


def is_rule(text: str) -> bool:
    """Whether a line only draws a border (`|---|---|`, `├──┼──┤`)."""
    if text.strip(_DRAWN):
        return False
    return any(sign in text for sign in "─━") or ("--" in text and any(sign in text for sign in "|│┃+"))


def has_bar(text: str) -> bool:
    """Whether a bar parts the line."""
    return _BAR.search(text) is not None


def tabbed(lines: Sequence[Line], start: int) -> Found:
    """What the tabbed lines from `start` on hold.

    Either each line is a row and tabs part its cells, or each line that begins with a tab is a cell and a blank line
    ends the row (Word's tables in some converters). The first is meant where most lines have a tab between words.
    """
    inner = count = 0
    for index in range(start, min(start + _FORM_SAMPLE, len(lines))):
        text = lines[index].text
        if "\t" in text:
            count += 1
            inner += "\t" in text.strip()
        elif text.strip():
            break
    if inner * 2 > count:
        return _rows_between_tabs(lines, start)
    if not _is_cell(lines[start].text):
        return Found([], list(lines[start : start + 1]), start + 1)
    return _cells_after_tabs(lines, start)


def _is_cell(text: str) -> bool:
    return text.lstrip(" ").startswith("\t")


def _rows_between_tabs(lines: Sequence[Line], start: int) -> Found:
    """A line a row. A tab that begins every row is a border; one that begins only some is an empty first cell."""
    run, end = _run(lines, start, _has_tab)
    skip = all(_is_cell(line.text) for line in run)
    rows = _filled([[line._replace(text=cell.strip()) for cell in line.text.split("\t")[skip:]] for line in run])
    is_table = len(rows) > 1 or any(len(row) > 2 for row in rows)
    return Found(rows, [], end) if is_table else Found([], run, end)


def _cells_after_tabs(lines: Sequence[Line], start: int) -> Found:
    """A line a cell, a blank line after each row; text that stands directly between two cells belongs to the first."""
    rows: list[list[Line]] = [[]]
    index, end, blank = start, start, False
    while index < len(lines):
        line = lines[index]
        if _is_cell(line.text):
            if blank and rows[-1]:
                rows.append([])
            rows[-1].append(line._replace(text=line.text.strip()))
            end, blank = index + 1, False
        elif not line.text.strip():
            blank = True
        elif not blank and len(rows) > 1 and _goes_on(lines, index):
            cell = rows[-1][-1]
            rows[-1][-1] = cell._replace(text=f"{cell.text}\n{line.text.strip()}".lstrip())
        else:
            break
        index += 1
    rows = _filled(rows)
    cells = [cell.text for row in rows for cell in row]
    sentences = sum(len(cell) > _SENTENCE and cell.endswith(("。", "；", ";", "：")) for cell in cells)
    # Paragraphs indented by a tab look the same but for their length, or stand one by one.
    if sentences * 2 > len(cells) or all(len(row) == 1 for row in rows):
        return Found([], [line for line in lines[start:end] if line.text.strip()], end)
    return Found(rows, [], end)


def _goes_on(lines: Sequence[Line], start: int) -> bool:
    """Whether the next line, or the next one behind blank lines, is a tabbed one again."""
    blank = False
    for line in lines[start : start + _LOOK_AHEAD]:
        if _is_cell(line.text):
            return True
        if not line.text.strip():
            blank = True
        elif blank:
            return False
    return False


def _has_tab(text: str) -> bool:
    return "\t" in text


def _run(lines: Sequence[Line], start: int, belongs: Callable[[str], bool]) -> tuple[list[Line], int]:
    """The lines from `start` that belong (blank ones between them skipped) and the index behind the last."""
    run: list[Line] = []
    end = start
    for index in range(start, len(lines)):
        line = lines[index]
        if belongs(line.text):
            run.append(line)
            end = index + 1
        elif line.text.strip():
            break
    return run, end


def _filled(rows: list[list[Line]]) -> list[list[Line]]:
    return [row for row in rows if any(cell.text for cell in row)]


def barred(lines: Sequence[Line], start: int) -> Found:
    """What the lines with bars from `start` on hold: rows of cells, or one cell after the other.

    Where hardly any line has words on both sides of a bar, bars end cells and nothing ends a row: the cells come back
    as loose lines, an empty cell as an empty one.
    """
    run, end = _run(lines, start, has_bar)
    if not _is_rows(run):
        return _cells_before_bars(lines, start)
    rows = _rows_between_bars(run)
    bordered = any(_BAR.match(line.text.strip()) or _BAR.match(line.text.strip()[-1]) for line in run)
    return Found(rows, [], end) if rows and (len(rows) > 1 or bordered) else Found([], run, end)


def begins_cells(lines: Sequence[Line], start: int) -> bool:
    """Whether the line at `start` is a cell that a bar on the next line ends."""
    following = lines[start + 1].text if start + 1 < len(lines) else ""
    return (
        has_bar(following) and not _BAR.sub("", following).strip() and not _is_rows(_run(lines, start + 1, has_bar)[0])
    )


def _words(text: str) -> int:
    return sum(bool(piece.strip()) for piece in _BAR.split(text))


def _is_rows(run: list[Line]) -> bool:
    counts = [_words(line.text) for line in run]
    filled = sum(count > 0 for count in counts)
    return any(is_rule(line.text) for line in run[:2]) or 0 < filled <= 5 * sum(count > 1 for count in counts)


def _rows_between_bars(run: list[Line]) -> list[list[Line]]:
    """A bar ends a cell; one that begins nearly every row is a border."""
    run = [line for line in run if not is_rule(line.text)]
    filled = [line.text.strip() for line in run if _words(line.text)]
    skip = sum(bool(_BAR.match(text)) for text in filled) * 10 >= len(filled) * 9
    rows = []
    for line in run:
        pieces = [_plain(piece) for piece in _BAR.split(line.text.strip())]
        first = int(skip and not pieces[0])
        pieces = pieces[first:] if pieces[-1] else pieces[first:-1]
        rows.append([line._replace(text=piece) for piece in pieces])
    return _filled(rows)


def _plain(piece: str) -> str:
    return _BREAK.sub("\n", piece).replace("\\|", "|").strip()


def _cells_before_bars(lines: Sequence[Line], start: int) -> Found:
    """Every bar ends a cell, which holds all lines since the bar before; a bar with nothing before it, an empty one."""
    cells: list[Line] = []
    index = start
    while (bar := _next_bar(lines, index)) is not None:
        run, end = _run(lines, bar, has_bar)
        if cells and _is_rows(run):
            break
        cells += _ended_cells(lines[index:end])
        index = end
    return Found([], cells, index)


def _next_bar(lines: Sequence[Line], start: int) -> int | None:
    """Index of the next line with a bar, unless a heading or more lines than a cell has come before it."""
    filled = 0
    for index in range(start, len(lines)):
        text = lines[index].text
        if has_bar(text):
            return index
        filled += bool(text.strip())
        if filled > _LOOK_AHEAD or text.startswith("# "):
            return None
    return None


def _ended_cells(lines: Sequence[Line]) -> list[Line]:
    """The cells of lines that end with a bar; words left over at the very end are a cell of their own."""
    cells: list[Line] = []
    open_cell: list[Line] = []
    gap = False

    def close(at: Line) -> None:
        first = open_cell[0] if open_cell else at
        cells.append(first._replace(text="\n".join(part.text for part in open_cell)))
        open_cell.clear()

    for line in lines:
        text = line.text.strip()
        pieces = _BAR.split(text)
        for number, piece in enumerate(pieces):
            if piece.strip():
                if gap and open_cell:
                    close(line)
                open_cell.append(line._replace(text=_plain(piece)))
            if number < len(pieces) - 1 and not (number == 0 and _words(text) and not piece.strip()):
                close(line)
        gap = not text
    if open_cell:
        close(open_cell[0])
    return cells
