"""A form as markup: the official tables with inputs for filling in, each row with its findings below it; or as paper.

Strings are built here and not in templates: a plan has thousands of cells. Everything that a person wrote is escaped.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jixiao import api
from jixiao.model import Document
from jixiao_web.common.templatetags.jixiao import level as level_sign
from jixiao_web.filings.amounts import amount_in, grouped, label_in
from jixiao_web.filings.cells import Cell, Sheet, Spot, in_yuan, sheets_of
from jixiao_web.filings.notes import Note
from jixiao_web.filings.talking import Talk
from jixiao_web.filings.talks import talk_markup

_CHARACTERS_A_LINE = 46
_SIGNS = {"error": "✕", "warning": "▲", "hint": "·", "conflict": "⇄", "refused": "✕", "carried": "↻"}
_NOTHING: Mapping[str, Sequence[Talk]] = {}


class Trouble(NamedTuple):
    """What became of a cell that was not saved as its person left it.

    Attributes:
        words: as the person left it. reason: why they are no value; empty where somebody else changed the cell.
    """

    words: str
    reason: str = ""


class Beside(NamedTuple):
    """What stands beside the cells: findings, what could not be saved, numbers of last year that nobody confirmed.

    Attributes:
        talks: what reviewers say of the cells. said: answers to them that were typed in and could not be kept.
        is_locked: tells which cells may not be changed now; None where all may. money_unit: in which amounts stand.
        fixed: rows are neither added nor moved nor deleted. told: what else is told of rows, as markup, by the path
            of a row (`projects[0].indicators[2]`).
    """

    notes: Mapping[str, Sequence[Note]]
    troubles: Mapping[str, Trouble]
    carried: Collection[str] = ()
    talks: Mapping[str, Sequence[Talk]] = _NOTHING
    said: Mapping[str, str] = {}
    is_locked: Callable[[str], bool] | None = None
    money_unit: str = "元"
    fixed: bool = False
    told: Mapping[str, SafeString] = {}

    def of(self, path: str) -> tuple[Sequence[Note], Trouble | None]:
        """Of one cell."""
        return self.notes.get(path, ()), self.troubles.get(path)


def name_of(path: str) -> str:
    """A path as the name of an anchor.

    >>> name_of("projects[0].spending_plan[?month=3].cumulative_percent")
    'projects-0-spending_plan-month-3-cumulative_percent'
    """
    words = "".join(sign if sign.isalnum() or sign == "_" else " " for sign in path)
    return "-".join(words.split())


# ---- filling in ----


def project_markup(sheets: Iterable[Sheet], beside: Beside) -> SafeString:
    """The tables of a project with inputs."""
    return mark_safe("".join(_editable(sheet, beside) for sheet in sheets))  # escaped below


def _editable(sheet: Sheet, beside: Beside) -> str:
    columns = "".join(f'<col class="e{_width(width)}">' for width in sheet.widths)
    rows: defaultdict[int, list[Spot]] = defaultdict(list)
    for spot in sheet.spots:
        rows[spot.row].append(spot)
    ends = _seams(sheet)
    out, cells = [], []
    for row in range(sheet.height):
        own = [spot.cell for spot in rows[row] if spot.cell]
        cells += own
        line = _row_of(own)
        is_locked = beside.is_locked is not None and beside.is_locked(line)
        tools = tools_markup(line) if line and not is_locked and not beside.fixed else ""
        out.append(f"<tr{_row_name(line)}>{''.join(_td(spot, beside) for spot in rows[row])}{tools}</tr>")
        if row + 1 in ends and cells:
            out.append(_holder_row(cells, len(sheet.widths) + (not beside.fixed), beside))
            cells = []
    tools, wide = ("", " report") if beside.fixed else ('<col class="tools-column">', "")
    return (
        f'<div class="scroll" tabindex="0"><table class="form filling{wide}"><colgroup>{columns}{tools}</colgroup>'
        f"<tbody>{''.join(out)}</tbody></table></div>"
    )


def _seams(sheet: Sheet) -> set[int]:
    """Rows before which a row can be put without cutting a cell."""
    cut = {row for spot in sheet.spots for row in range(spot.row + 1, spot.row + spot.rows)}
    return set(range(1, sheet.height + 1)) - cut


def _row_of(cells: Sequence[Cell]) -> str:
    """The path of the row of a list that some cells make up, else nothing."""
    path = cells[0].path if cells else ""
    return path[: path.index("]", path.index(".indicators[")) + 1] if ".indicators[" in path else ""


def _row_name(line: str) -> str:
    return f' id="r-{name_of(line)}"' if line else ""


def _holder_row(cells: Sequence[Cell], width: int, beside: Beside) -> str:
    inner = notes_markup(cells, beside)
    return (
        f'<tr class="notes-row"{"" if inner else " hidden"}><td colspan="{width}" id="{holder_of(cells)}">'
        f"{inner}</td></tr>"
    )


def holder_of(cells: Sequence[Cell]) -> str:
    """The name of the place that holds the notes of some cells."""
    return f"n-{name_of(cells[0].path)}"


def _td(spot: Spot, beside: Beside) -> str:
    spans = f' rowspan="{spot.rows}"' * (spot.rows > 1) + f' colspan="{spot.columns}"' * (spot.columns > 1)
    if spot.cell is None:
        tag = "th" if spot.role == "label" and spot.text else "td"
        bare = "" if spot.frame else ' class="bare"'
        bare = f' class="settled settled-{spot.settled}"' if spot.settled else bare
        words = grouped(spot.text) if spot.settled == "amount" and not spot.missing else spot.text
        return f"<{tag}{bare}{spans}>{_broken(words)}</{tag}>"
    return f'<td class="entry entry-{spot.cell.kind}"{spans}>{input_markup(spot.cell, beside, share=_share(spot))}</td>'


def _share(spot: Spot) -> float:
    return spot.columns / 11


def input_markup(cell: Cell, beside: Beside, *, share: float = 1.0) -> str:
    """The input of a cell, and the words that stood there when the page was made."""
    notes, trouble = beside.of(cell.path)
    words = trouble.words if trouble and trouble.reason else cell.text
    path = escape(cell.path)
    level = "error" if trouble else next((note.level for note in notes), "talked" if cell.path in beside.talks else "")
    common = f' id="c-{name_of(cell.path)}" name="{path}" aria-label="{escape(cell.label)}"'
    common += f' class="{level}"' * bool(level) + ' aria-invalid="true"' * (level == "error")
    common += " required" * cell.required + (f' maxlength="{cell.longest}"' if cell.longest else "")
    if beside.is_locked is not None and beside.is_locked(cell.path):
        common += " disabled" if cell.choices else " readonly"
    was = f'<input type="hidden" name="was:{path}" value="{escape(cell.text)}">'
    if cell.choices:
        return f"<select{common}>{_options(cell, words)}</select>{was}"
    if cell.kind in ("amount", "percent", "points") and "\n" not in words:
        return f'<input type="text" inputmode="decimal" autocomplete="off"{common} value="{escape(words)}">{was}'
    line = max(int(share * _CHARACTERS_A_LINE), 1)
    rows = min(sum(max(-(-len(part) // line), 1) for part in words.split("\n")), 12)
    return f'<textarea rows="{rows}"{common}>\n{escape(words)}</textarea>{was}'


def _options(cell: Cell, words: str) -> str:
    every = cell.choices if not words or words in cell.choices else (*cell.choices, words)
    empty = "" if words else " selected"
    return f'<option value=""{empty}></option>' + "".join(
        f"<option{' selected' if choice == words else ''}>{escape(choice)}</option>" for choice in every
    )


def tools_markup(line: str) -> str:
    """The buttons of a row, in a cell at its end."""
    return f'<td class="row-tools">{buttons_markup(line)}</td>'


def buttons_markup(line: str) -> str:
    """The buttons of a row: add one below, move it up and down, delete it."""
    path, _sep, number = line.rstrip("]").rpartition("[")
    row = int(number)
    buttons = (
        ("add", f"{path}:{row + 1}", "＋", _("在第%(row)d行下方加一行")),
        ("up", f"{path}:{row}", "↑", _("第%(row)d行上移")),
        ("down", f"{path}:{row}", "↓", _("第%(row)d行下移")),
        ("delete", f"{path}:{row}", "✕", _("删除第%(row)d行")),
    )
    return "".join(
        f'<button class="tool" name="do" value="{what}:{escape(where)}" title="{escape(words % {"row": row + 1})}" '
        f'aria-label="{escape(words % {"row": row + 1})}">{sign}</button>'
        for what, where, sign, words in buttons
    )


# ---- notes ----


def notes_markup(cells: Iterable[Cell], beside: Beside) -> str:
    """The notes of some cells, each under the name of its cell."""
    cells = [*cells]
    rows = dict.fromkeys(_row_of([cell]) for cell in cells) if beside.told else {}
    told = "".join(beside.told.get(row, "") for row in rows)
    return told + "".join(_notes_of(cell, beside) for cell in cells)


def _notes_of(cell: Cell, beside: Beside) -> str:
    notes, trouble = beside.of(cell.path)
    where = cell.label.rpartition("·")[2]
    told = _trouble(cell, trouble, where) if trouble else ""
    if cell.path in beside.carried:
        confirm = pgettext("button", "确认")
        told += (
            f'<div class="note again">{_head("carried", _("沿用上年"), where)} {escape(cell.text)} '
            f'<button class="small" name="do" value="confirm:{escape(cell.path)}">{confirm}</button></div>'
        )
    told += "".join(talk_markup(talk, where, beside.said) for talk in beside.talks.get(cell.path, ()))
    ordered = sorted(notes, key=lambda note: not note.is_first)
    if beside.is_locked is not None and beside.is_locked(cell.path):
        ordered = [note._replace(proposal="") for note in ordered]
    if beside.is_locked is not None and beside.is_locked(cell.path):
        ordered = [note._replace(proposal="") for note in ordered]
    if cell.kind == "amount":
        ordered = [note._replace(proposal=amount_in(note.proposal, beside.money_unit)) for note in ordered]
    return told + "".join(note_markup(note, where, cell.path) for note in ordered)


def note_markup(note: Note, where: str, path: str) -> str:
    """A finding: its sign and words, and on demand what to do, by which regulation, and what to write instead."""
    head = _head(note.level, level_name(note.level), where)
    take = ""
    if note.proposal:
        take = (
            f' <span class="take">{_("建议写")} <ins>{escape(note.proposal)}</ins> '
            f'<button class="small" name="do" value="take:{note.rule}:{escape(path)}">{_("采用")}</button></span>'
        )
    if not note.is_first:
        first = f'<a href="#c-{name_of(note.home)}">{_("详见第一处")}</a>'
        return f'<div class="note again note-{note.level}">{head} {escape(note.title)} {first}{take}</div>'
    acts = f'<p class="acts">{_("依据")}：{escape("；".join(note.acts))}</p>' if note.acts else ""
    return (
        f'<details class="note note-{note.level}"><summary>{head} {escape(note.message)}</summary>'
        f"<p>{escape(note.hint)}</p>{acts}</details>{take}"
    )


def findings_markup(notes: Iterable[Note]) -> str:
    """Findings as a list for reading, each with its regulations."""
    items = []
    for note in notes:
        acts = f'<br><span class="quiet small">{escape(_("；").join(note.acts))}</span>' if note.acts else ""
        items.append(f"<li>{level_sign(note.level)} {escape(note.message)}{acts}</li>")
    return f'<ul class="findings">{"".join(items)}</ul>' if items else ""


def level_name(level: str) -> str:
    """The name of a level on the screen."""
    return {"error": _("错误"), "warning": _("疑点"), "hint": _("提示")}[level]


def _head(level: str, name: str, where: str) -> str:
    place = f"<b>{escape(where)}</b>" if where else ""
    return f'<span class="sign sign-{level}"><span aria-hidden="true">{_SIGNS[level]}</span> {name}</span> {place}'


def _trouble(cell: Cell, trouble: Trouble, where: str) -> str:
    if trouble.reason:
        head = _head("refused", _("未保存"), where)
        return f'<div class="note note-error" role="alert">{head} {escape(trouble.reason)}</div>'
    path, nothing = escape(cell.path), _("（空）")
    return (
        f'<div class="note note-conflict" role="alert">{_head("conflict", _("他人已改"), where)} '
        f"{_('现在是')} <ins>{_broken(cell.text) or nothing}</ins> "
        f"{_('您填的是')} <del>{_broken(trouble.words) or nothing}</del> "
        f'<input type="hidden" name="mine:{path}" value="{escape(trouble.words)}">'
        f'<button class="small" name="do" value="mine:{path}">{_("改用我填的")}</button></div>'
    )


# ---- paper ----


def paper_markup(document: Document, unit: str = "元") -> SafeString:
    """The whole plan as on paper, for reading, with the amounts of its tables in a money unit."""
    out: list[str] = []
    own = api.form_money_unit(document)
    for section in api.form_paper(document).sections:
        out.append(f'<section class="leaf{" leaf-centred" if section.centred else ""}">')
        out += [_item(item, unit, own) for item in section.items]
        out.append("</section>")
    return mark_safe("".join(out))  # escaped below


def _item(item: Any, unit: str, own: str) -> str:
    if hasattr(item, "boxes"):
        return _printed(item, unit, own)
    if not hasattr(item, "style"):
        return ""
    tag = f"h{item.outline + 1}" if item.outline else "p"
    names = f"{item.style} missing" if item.missing else item.style
    right = f'<span class="line-end">{_broken(item.right)}</span>' if item.right else ""
    where = item.sources[0] if len(item.sources) == 1 and _LISTED.fullmatch(item.sources[0]) else ""
    anchor = f' id="{place_of(where)}"' * bool(where)
    return f'<{tag}{anchor} class="line-{names}">{_broken(item.text)}{right}</{tag}>'


def _printed(grid: Any, unit: str, own: str) -> str:
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for box in grid.boxes:
        spans = f' rowspan="{box.rows}"' * (box.rows > 1) + f' colspan="{box.columns}"' * (box.columns > 1)
        tag = "th" if box.role == "label" and box.text else "td"
        is_amount = box.entry is not None and box.entry.kind == "amount" and not box.missing
        names = ["amount"] if is_amount else [box.align] * (box.align != "centre")
        names += ["bare"] * (not box.frame) + ["missing"] * box.missing
        look = (f' class="{" ".join(names)}"' if names else "") + _anchor(box)
        if own != unit:
            words = amount_in(in_yuan(box.text, own), unit) if is_amount else label_in(box.text, unit, own)
        else:
            words = box.text
        words = grouped(words) if is_amount else words
        rows[box.row].append(f"<{tag}{look}{spans}>{_broken(words)}</{tag}>")
    columns = "".join(f'<col class="{_width(width)}">' for width in grid.widths)
    body = "".join(f"<tr>{''.join(rows[row])}</tr>" for row in range(grid.height))
    table = f'<table class="form"><colgroup>{columns}</colgroup><tbody>{body}</tbody></table>'
    return f'<div class="scroll" tabindex="0">{table}</div>'


_NAMED = re.compile(r"(projects\[\d+\](?:\.indicators\[\d+\])?)\.name|projects\[\d+\]\.(?:purpose|goals)")
_LISTED = re.compile(r"(?:overall_goals|safeguards)\[\d+\]")


def place_of(path: str) -> str:
    """The anchor of a project, an indicator, a goal or another text on paper."""
    return f"at-{name_of(path)}"


def _anchor(box: Any) -> str:
    found = _NAMED.fullmatch(box.entry.path) if box.entry else None
    return f' id="{place_of(found[1] or found[0])}"' if found else ""


def _width(width: float) -> str:
    """The class of a column: its share of the forms' 42 units, see `filings.css`."""
    return f"u{min(max(round(width * 42), 1), 42)}"


def _broken(text: str) -> str:
    return str(escape(text)).replace("\n", "<br>")


def project_sheets(document: Document) -> list[list[Sheet]]:
    """The tables of every project, for filling in."""
    return sheets_of(document)


def rows_iter(sheets: Iterable[Sheet]) -> Iterator[list[Cell]]:
    """The groups of cells that share a place for notes, as `project_markup` lays them out."""
    for sheet in sheets:
        ends = _seams(sheet)
        cells: list[Cell] = []
        by_row: defaultdict[int, list[Cell]] = defaultdict(list)
        for spot in sheet.spots:
            if spot.cell:
                by_row[spot.row].append(spot.cell)
        for row in range(sheet.height):
            cells += by_row[row]
            if row + 1 in ends and cells:
                yield cells
                cells = []
