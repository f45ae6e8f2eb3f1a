"""Writing marks into a draft: those of the formulas, and those that a person chose within the rules' windows."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from jixiao import api
from jixiao.api import Entered
from jixiao.model import Document
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.evaluation.errors import NotOfReports
from jixiao_web.evaluation.marks import Row, marks_of, money_added, right_words
from jixiao_web.evaluation.points import read, written
from jixiao_web.filings.drafts import draft_of
from jixiao_web.filings.errors import MovedOn
from jixiao_web.filings.filled import WHOLE_PATH, whole_of
from jixiao_web.filings.models import OPEN, Filing, Kind
from jixiao_web.filings.services import CellEdit, Saved, draft_save


class Filled(NamedTuple):
    """What was written: the save, how many marks, the rows that a person must still decide, the choices that the rules
    do not allow with what they do.
    """

    saved: Saved | None
    written: int
    left: tuple[str, ...]
    refused: tuple[str, ...] = ()


def marks_fill(
    *,
    person: Person,
    filing_id: uuid.UUID,
    chosen: Mapping[str, str] | None = None,
    reasons: Mapping[str, str] | None = None,
    by_formula: bool = True,
) -> Filled:
    """Write marks, totals and reasons into the cells of a draft, as a person would.

    Args:
        chosen: points for rows that a person decides, by path, as written; beyond a row's window they are left out.
        reasons: of rows, by path. by_formula: fill in what the formulas give, too.
    Raises:
        PermissionDenied, MovedOn: as `draft_save`. NotOfReports: no self-evaluation.
    """
    filing = Filing.objects.select_related("unit", "plan").filter(pk=filing_id).first()
    if filing is None:
        raise MovedOn
    person.demand(Action.EDIT_FILING, filing.unit)
    if filing.kind != Kind.SELF_EVALUATION:
        raise NotOfReports
    if filing.state not in OPEN:
        raise MovedOn
    document = draft_of(filing).document
    money = _money(document) if by_formula else {}
    document, _ = api.enter(document, [Entered(path, text) for path, text in money.items()])
    refused = _refused(document, chosen or {})
    words, left = _wanted(document, chosen or {}, by_formula)
    words |= money
    words |= {f"{path}.deviation_reason": text for path, text in (reasons or {}).items()}
    words |= _totals(document, words)
    cells = draft_of(filing).cells
    edits = [
        CellEdit(path, text, cells[path].text)
        for path, text in words.items()
        if path in cells and text.strip() != cells[path].text
    ]
    if not edits:
        return Filled(None, 0, left, refused)
    saved = draft_save(person=person, filing_id=filing.pk, edits=edits, money_unit="元")
    return Filled(saved, len(edits), left, refused)


def _wanted(document: Document, chosen: Mapping[str, str], by_formula: bool) -> tuple[dict[str, str], tuple[str, ...]]:
    """The scores to write, by path of their cells, and the names of rows that a person must decide."""
    words: dict[str, str] = {}
    left: list[str] = []
    for marked in marks_of(document):
        for row in marked.rows:
            points = _points(row, chosen, by_formula)
            if points is not None:
                words[f"{row.path}.score"] = written(points)
            elif by_formula and row.applicable:
                left.append(f"{marked.name}·{row.name}")
    return words, tuple(left)


def _points(row: Row, chosen: Mapping[str, str], by_formula: bool) -> Decimal | None:
    """What a row gets: what a person newly chose, where it is lawful; else the formula's; else the mark that stands."""
    choice = read(chosen.get(row.path, "")) if row.has_window else None
    is_lawful = choice is not None and row.allows(choice)
    if is_lawful and (choice != row.paper or not by_formula or row.ours is None):
        return choice
    if by_formula and row.ours is not None:
        return row.ours
    return row.paper if row.has_window and row.paper is not None and row.allows(row.paper) else None


def _refused(document: Document, chosen: Mapping[str, str]) -> tuple[str, ...]:
    """The choices that the rules do not allow, with what they do."""
    told = []
    for row in (row for marked in marks_of(document) for row in marked.rows if row.has_window):
        words = chosen.get(row.path, "").strip()
        choice = read(words)
        if words and (choice is None or not row.allows(choice)):
            right = right_words(row.ours, row.lowest, row.highest, row.open_end, row.weight)
            told.append(f"{row.name} {words}（{right}）")
    return tuple(told)


def _money(document: Document) -> dict[str, str]:
    """The money of a whole department as its rows add up, with the rate, by path of the cells."""
    whole = whole_of(document)
    if whole is None or whole.execution is None or not (added := money_added(whole)):
        return {}
    words = {f"{WHOLE_PATH}.execution.{field}": f"{yuan:.2f}" for field, yuan in added.items()}
    budget, spent = added.get("adjusted_yuan"), added.get("executed_yuan")
    if budget and spent is not None:
        rate = (spent * 100 / budget).quantize(Decimal("0.01"), ROUND_HALF_UP)
        words[f"{WHOLE_PATH}.execution.rate_percent"] = f"{written(rate)}%"
    return words


def _totals(document: Document, words: Mapping[str, str]) -> dict[str, str]:
    """The totals of projects as they will be with some scores written; none while a mark is missing."""
    changed, _ = api.enter(document, [Entered(path, text) for path, text in words.items()])
    return {
        f"{marked.path}.total_score": written(marked.added) for marked in marks_of(changed) if marked.added is not None
    }
