"""Totals that a document states, each with the amounts that it may add up. Leaves comparing to the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec import UNSET

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Item
from jixiao.checks.rules.amt.unit_rows import unit_rows
from jixiao.checks.rules.amt.written import number_of, plainly
from jixiao.checks.rules.str.statements import statements
from jixiao.units import narrow, yuan_of

Amounts = Sequence[tuple[Item, Decimal]]

_NOT_ALL = re.compile(r"其中|基本支出|人员经费|公用经费|上年|比|较")
_IN_PROSE = re.compile(
    r"项目支出(?:预算)?(?:资金)?(?:合计|共计|总额|安排|为|共)?(?P<amount>[0-9][0-9,]*(?:\.[0-9]+)?\s*(?:亿元|万元|元))"
)
_TOTAL = re.compile(r"合\s*计|总\s*计")
_BORDERS = " \t\u3000|｜"


class Total(NamedTuple):
    """A stated total.

    Attributes:
        words: as written. sums: the lists of amounts that it may add up; it is right when one of them agrees.
        certain: whether it is said of just these amounts. blank: how many items have no amount.
    """

    spot: Item
    yuan: Decimal
    words: str
    sums: tuple[Amounts, ...]
    certain: bool
    blank: int = 0


def totals(dossier: Dossier) -> Iterator[Total]:
    """The total that opens the itemized goals, 项目支出 amounts in other passages, and total rows of tables."""
    sums = _project_sums(dossier)
    opening = list(statements(dossier)) if sums else []
    for one in opening:
        if len(one.amounts) == 1 and not _NOT_ALL.search(one.words):
            ((yuan, words),) = one.amounts
            yield Total(one.spot, yuan, words, sums, one.count == len(dossier.goals))
    known = {one.spot.subject for one in opening}
    for number, passage in enumerate((dossier.document.passages or ()) if sums else ()):
        spot = dossier.spot(f"passages[{number}]")
        match = _IN_PROSE.search(passage.text) if spot.subject not in known else None
        amount = yuan_of(narrow(match["amount"])) if match else None
        if match and amount is not None:
            yield Total(spot, amount, match["amount"], sums, False)
    yield from _total_rows(dossier)
    for row in unit_rows(dossier):
        yield Total(row.spot, row.yuan, row.words, (row.parts,), row.alone)


def _project_sums(dossier: Dossier) -> tuple[Amounts, ...]:
    """The amounts of the tables, and those of the itemized goals; a list that lacks an amount is left out."""
    tables = [(p.field("funds.budget_yuan"), p.project.funds.budget_yuan) for p in dossier.projects]
    return tuple(known for known in (_complete(tables), goal_amounts(dossier)) if known)


def goal_amounts(dossier: Dossier) -> Amounts:
    """The amounts of the itemized goals; empty where one has none."""
    return _complete([(goal.field("budget_yuan"), goal.goal.budget_yuan) for goal in dossier.goals])


def _complete(amounts: Sequence[tuple[Item, Decimal | None]]) -> list[tuple[Item, Decimal]]:
    known = [(spot, yuan) for spot, yuan in amounts if yuan is not None]
    return known if len(known) == len(amounts) else []


def _total_rows(dossier: Dossier) -> Iterator[Total]:
    """The total row below a list of projects or of a department's tasks; a task without amount may make it up."""
    if dossier.department is None:
        return
    department = dossier.department.department
    yuan, spot = department.funds.budget_yuan, dossier.department.field("funds.budget_yuan")
    if yuan is None or not _is_total_row(dossier, spot):
        return
    blank = 0
    parts: Amounts
    if department.tasks:
        tasks: list[tuple[Item, Decimal | None]] = [
            (dossier.spot(f"department.tasks[{i}]"), task.budget_yuan) for i, task in enumerate(department.tasks)
        ]
        parts = [(task, amount) for task, amount in tasks if amount is not None]
        blank = len(tasks) - len(parts)
    elif department.indicators or department.goals or department.outcome is not UNSET:
        return
    else:
        parts = _complete([(p.field("funds.budget_yuan"), p.project.funds.budget_yuan) for p in dossier.projects])
        if any(item.at.table != spot.at.table for item, _ in parts):
            return
    if parts:
        yield Total(spot, yuan, number_of(spot, yuan) or plainly(yuan), (parts,), not blank, blank)


def _is_total_row(dossier: Dossier, spot: Item) -> bool:
    """Whether the amount stands in a row called 合计, or below this word where every cell has its own line."""
    if spot.at.table is None:
        return _TOTAL.search(_label_above(dossier, spot)) is not None
    for table in dossier.blocks.tables() if dossier.blocks else ():
        if table.number == spot.at.table:
            return any(_TOTAL.search(cell.text) for cell in table.cells if cell.row + 1 == spot.at.row)
    return False


def _label_above(dossier: Dossier, spot: Item) -> str:
    """The words nearest above an amount that has a line for itself; none where it shares its line."""
    above = ""
    for paragraph in dossier.blocks.paragraphs() if dossier.blocks else ():
        if paragraph.line == spot.at.line:
            return above if paragraph.text.strip(_BORDERS) == spot.at.quote.strip(_BORDERS) else ""
        above = paragraph.text.strip(_BORDERS) or above
    return ""
