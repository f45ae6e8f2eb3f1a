"""Money in running text: execution blocks (rows of amounts under heads) and blocks whose heads have two levels.

Single amounts beside their label are pairs like any other; `stream_walk` reads those.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from jixiao.forms.draft import Doubted, Found, FundRow, ProjectDraft
from jixiao.forms.slots import as_written, execution_field
from jixiao.forms.stream_align import aligned
from jixiao.forms.stream_fill import is_fund_row
from jixiao.forms.stream_fused import amounts_apart
from jixiao.forms.stream_tokens import Token, is_amount, is_dash, is_number, joined, squeezed
from jixiao.units import decimal_of

_AMOUNT_FIELDS = ("initial", "adjusted", "executed", "forecast")
_SURE = frozenset({"年初预算数", "全年预算数", "全年执行数", "期间执行数"})
_LIKE_NUMBER = re.compile(r"[-+]?[0-9.,*]+(?:%|亿元|万元|千元|元|万)?|[0-9O.%,亿万千元]+[—–-]*")
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:%|亿元|万元|千元|元)?")


@dataclass(slots=True)
class ExecutionBlock:
    """What an execution block says, where it ends, and what in it could not be told apart.

    Attributes:
        held: where a row without a label began whose amounts contradict its rate.
    """

    end: int
    rows: list[FundRow] = field(default_factory=list)
    doubts: list[Doubted] = field(default_factory=list)
    unread: list[Found] = field(default_factory=list)
    held: int | None = None


def execution_head(tokens: Sequence[Token], start: int) -> tuple[list[str], int] | None:
    """The fields of an execution block whose head begins here, and where its cells begin; None where there is none."""
    fields: list[str] = []
    names: list[str] = []
    index = start
    while index < len(tokens):
        label = tokens[index].label
        name = execution_field(label.name) if label else None
        if label and label.name == "预算数" and index + 1 < len(tokens) and _heads_column(tokens[index + 1]):
            name = "adjusted"
        if name and label:
            if name in fields:
                break
            fields.append(name)
            names.append(label.name)
        elif not (tokens[index].empty and fields):
            break
        index += 1
    if len(fields) < 2 or not _SURE.intersection(names):
        return None
    return fields, index


def _heads_column(each: Token) -> bool:
    return each.label is not None and each.label.name in ("全年执行数", "执行率")


def read_execution(tokens: Sequence[Token], fields: Sequence[str], start: int, head: Token) -> ExecutionBlock:
    """The rows of an execution block from `start` on; the total row comes first."""
    block = ExecutionBlock(start)
    label: Token | None = None
    index = start
    while index < len(tokens):
        each = tokens[index]
        if each.empty:
            index += 1
            continue
        if each.named:
            if not is_fund_row(each):
                break
            label, index = each, index + 1
        end = _row_end(tokens, index, fields)
        if end == index and label is None:
            break
        if label is None and block.held is not None:
            end = _hold_rest(block, tokens, index)
        else:
            held = len(block.unread)
            _add_row(block, label or head, tokens[index:end], fields)
            block.held = index if len(block.unread) > held and label is None else None
        label, index = None, end
        block.end = index
    _total_first(block)
    return block


def columns_told(tokens: Sequence[Token], start: int, told: Sequence[str], fields: Sequence[str]) -> list[str]:
    """The columns of a block one of whose heads already had its value beside it (`told`).

    Where the first row has as many figures as both together, that head is one of its columns.
    """
    both = [*(name for name in told if name not in fields), *fields]
    index = start
    while index < len(tokens) and (tokens[index].empty or is_fund_row(tokens[index])):
        index += 1
    end = index
    while end < len(tokens) and tokens[end].free and _is_figure(tokens[end].text):
        end += 1
    figures = sum(len(_FIGURE.findall(squeezed(each.text))) for each in tokens[index:end])
    return both if figures == len(both) else list(fields)


def _hold_rest(block: ExecutionBlock, tokens: Sequence[Token], start: int) -> int:
    """Figures without a row behind a row that contradicts itself belong to the same run; where they end."""
    end = start
    while end < len(tokens) and tokens[end].free and _is_figure(tokens[end].text):
        end += 1
    run = joined(tokens[block.held : end])
    block.unread[-1] = run
    block.doubts[-1] = Doubted("execution", "order_unsure", run)
    return max(end, start + 1)


def _row_end(tokens: Sequence[Token], start: int, fields: Sequence[str]) -> int:
    """Where the cells of a row end: at the next label, or after as many cells as there are columns."""
    index, width = start, len(fields)
    words = width - 1 if fields[-1] == "reason" else width
    while index < len(tokens) and index - start < width and not tokens[index].named and not tokens[index].level:
        if tokens[index].free and not _is_figure(tokens[index].text) and index - start < words:
            break
        index += 1
    while index > start and tokens[index - 1].empty:
        index -= 1
    return index


def _is_figure(text: str) -> bool:
    return _LIKE_NUMBER.fullmatch(squeezed(text)) is not None or is_dash(text)


def _add_row(block: ExecutionBlock, label: Token, cells: Sequence[Token], fields: Sequence[str]) -> None:
    row = FundRow(Found(as_written(label.text) if is_fund_row(label) else "", label.at))
    filled = [each for each in cells if not each.empty]
    if len(filled) == 1 and filled[0].glued and not _plain_figure(filled[0].text):
        _glued_row(block, row, filled[0], fields)
    elif filled:
        for record in aligned(cells, list(fields), one=True):
            for name, parts in record.items():
                found = joined(parts)
                if not is_dash(found.text):
                    row.fields[name] = found
        _hold_contradiction(block, row, filled)
    if row.fields or _is_total(label):
        block.rows.append(row)


def _plain_figure(text: str) -> bool:
    return is_amount(text) or re.fullmatch(r"[0-9]+(?:\.[0-9]+)?%", squeezed(text)) is not None


def _glued_row(block: ExecutionBlock, row: FundRow, cell: Token, fields: Sequence[str]) -> None:
    lines = cell.text.split()
    if len(lines) == len(fields) and all(_plain_figure(line) for line in lines):
        row.fields |= {name: Found(line, cell.at) for name, line in zip(fields, lines, strict=True)}
        return
    if _repeats_total(block, row, cell):
        return
    apart = amounts_apart(squeezed(cell.text), fields)
    for name, text in apart.fields.items():
        row.fields[name] = Found(text, cell.at)
    if apart.fields and not block.doubts:
        block.doubts.append(Doubted("execution", "digits_fused", cell.found))
    block.unread += [Found(text, cell.at) for text in apart.left]


def _repeats_total(block: ExecutionBlock, row: FundRow, cell: Token) -> bool:
    """Whether a row has the very amounts of the total row, which then part them."""
    total = block.rows[0].fields if block.rows else {}
    amounts = {name: found.text for name in _AMOUNT_FIELDS if (found := total.get(name))}
    if len(amounts) < 2 or squeezed(cell.text).rstrip("—–-/") != "".join(amounts.values()):
        return False
    row.fields |= {name: Found(text, cell.at) for name, text in amounts.items()}
    return True


def _hold_contradiction(block: ExecutionBlock, row: FundRow, cells: Sequence[Token]) -> None:
    """Amounts that contradict the rate beside them stand under wrong heads: they are unread, the rest is in doubt."""
    rate, adjusted, executed = (_decimal(row.fields.get(name)) for name in ("rate", "adjusted", "executed"))
    if not rate or adjusted is None or executed is None or (adjusted == 0) == (executed == 0):
        return
    for name in _AMOUNT_FIELDS:
        row.fields.pop(name, None)
    block.unread.append(joined(cells))
    block.doubts.append(Doubted("execution", "order_unsure", joined(cells)))


def _decimal(found: Found | None) -> Decimal | None:
    text = squeezed(found.text).rstrip("%万元").replace(",", "") if found else ""
    return Decimal(text) if is_number(text) else None


def _is_total(label: Token) -> bool:
    return label.label is not None and label.label.name == "预算数"


def _total_first(block: ExecutionBlock) -> None:
    filled = [row for row in block.rows if row.fields]
    if not filled:
        block.rows = []


_MOST_HEADS = 64


class TwoLevels(NamedTuple):
    """Where a block of two levels ends, and its words where they cannot be told apart."""

    end: int
    unread: Found | None = None


def two_level_block(tokens: Sequence[Token], start: int, project: ProjectDraft) -> TwoLevels | None:
    """Money heads of two levels, read row by row, and all figures after them; None where it is no such block.

    `总额 基本支出 项目支出 合计 财政拨款 … 合计 财政拨款 … 1532.40 …`: told apart where the total is the sum of the
    parts' totals and each part's next figure repeats its total; else unread.
    """
    labels: list[Token] = []
    index = start
    opener = tokens[start].label
    if opener is None or opener.name != "预算数":
        return None
    while index < len(tokens) and len(labels) < _MOST_HEADS and (tokens[index].named or tokens[index].empty):
        if tokens[index].named:
            labels.append(tokens[index])
        index += 1
    names = [each.label.name for each in labels if each.label]
    if names.count("合计") < 2:
        return None
    uppers = labels[1 : names.index("合计")]
    figures: list[Token] = []
    while index < len(tokens) and (tokens[index].empty or is_number(tokens[index].text)):
        figures += [tokens[index]] if tokens[index].text else []
        index += 1
    lower = labels[names.index("合计") : names.index("合计", names.index("合计") + 1)]
    if not figures:
        return None
    amounts = [amount for each in figures if (amount := decimal_of(each.text)) is not None]
    parted = _parted(amounts, len(uppers), len(lower)) if len(amounts) == len(figures) else None
    if parted is None:
        return TwoLevels(index, joined([*labels, *figures]))
    project.put("funds.budget", figures[0].found)
    for upper, (first, count) in zip(uppers, parted, strict=True):
        for offset in range(count):
            label = as_written(upper.text) + as_written(lower[offset].text)
            project.fund_parts.append(FundRow(Found(label, upper.at), {"budget": figures[first + offset].found}))
    text = " ".join(each.text for each in figures)
    project.doubts.append(Doubted("funds", "order_unsure", Found(text, figures[0].at)))
    return TwoLevels(index)


def _parted(figures: Sequence[Decimal], parts: int, width: int) -> list[tuple[int, int]] | None:
    """Per part: its first figure and how many it has. Only where the sums prove it."""
    rest = len(figures) - 1
    if parts < 1 or rest < parts:
        return None
    if rest == parts * width:
        return [(1 + part * width, width) for part in range(parts)]
    if rest % parts:
        return None
    each = rest // parts
    found = [(1 + part * each, each) for part in range(parts)]
    whole = sum((figures[first] for first, _ in found), Decimal(0)) == figures[0]
    inner = all(count == 1 or figures[first] == sum(figures[first + 1 : first + count]) for first, count in found)
    return found if whole and inner else None
