"""Who may do what at the API: one line for every operation, by its name. The people are those of `common/access.py`.

Whom it does not concern is refused by 403 or 404; so is everybody whose token has none of the operation's scopes.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..common.access import ALL, AUDITOR, FAR_FINANCE, FAR_MANAGER, FILLER, FINANCE, INSIDE, MANAGER, REVIEWER

SAYING = {FILLER, REVIEWER, FINANCE}


class Line(NamedTuple):
    """An operation: who gets in, in which state of the filing, with which query and content."""

    who: set[str]
    state: str = "draft"
    query: dict[str, Any] = {}
    content: Any = None


def moved(who: set[str], move: str, state: str, reason: str = "") -> Line:
    """A move of the filing."""
    return Line(who, state, content={"move": move, "seen": state, "reason": reason})


ROW = {"path": "projects", "position": 0}
TABLE: dict[str, list[Line]] = {
    "me": [Line(ALL)],
    "units": [Line(ALL)],
    "inbox": [Line(ALL)],
    "filings": [Line(ALL)],
    "filing_begin": [Line({FILLER}, content={"unit": "{unit}", "year": 2030})],
    "filing_begin_from_document": [
        Line({FILLER}, query={"unit": "{unit}", "year": 2030}, content={"schema": "jixiao/document/1"})
    ],
    "filing_begin_from_file": [Line({FILLER})],
    "filing": [Line(INSIDE)],
    "adjustment_begin": [Line({FILLER}, "approved", content={"why": "预算调减"})],
    "filing_move": [
        moved({FILLER}, "submit", "draft"),
        moved({FILLER}, "withdraw", "unit_review"),
        moved({REVIEWER}, "pass", "unit_review"),
        moved({REVIEWER}, "return_in_unit", "unit_review", "不清"),
        moved({FINANCE}, "approve", "finance_review"),
        moved({FINANCE}, "return_in_finance", "finance_review", "不清"),
        moved({FINANCE}, "publish", "approved"),
    ],
    "filings_move": [
        Line(
            {FINANCE}, "finance_review", content={"filings": ["{filing}"], "move": "approve", "seen": "finance_review"}
        ),
        Line({FILLER}, content={"filings": ["{filing}"], "move": "submit", "seen": "draft"}),
    ],
    "review_begin": [Line({REVIEWER}, "unit_review"), Line({FINANCE}, "finance_review")],
    "document": [Line(INSIDE)],
    "document_replace": [Line({FILLER}, query={"version": 1}, content={"schema": "jixiao/document/1"})],
    "findings": [Line(INSIDE)],
    "cells": [Line(INSIDE)],
    "cells_save": [Line({FILLER}, content={"cells": []})],
    "carried_confirm": [Line({FILLER}, content={"path": "projects[0]"})],
    "row_add": [Line({FILLER}, content=ROW)],
    "row_delete": [Line({FILLER}, content=ROW)],
    "row_move": [Line({FILLER}, content={**ROW, "to": 1})],
    "row_restore": [Line({FILLER})],
    "file": [Line(INSIDE)],
    "revisions": [Line(INSIDE)],
    "story": [Line(INSIDE)],
    "revision_document": [Line(INSIDE)],
    "compare": [Line(INSIDE, query={"from": 1})],
    "log": [Line({MANAGER, AUDITOR, FAR_MANAGER})],
    "log_proof": [Line({MANAGER, AUDITOR, FAR_MANAGER})],
    "queue": [Line({FINANCE, MANAGER, AUDITOR, FAR_FINANCE, FAR_MANAGER})],
    "comments": [Line(INSIDE)],
    "comment_add": [Line(SAYING, "finance_review", content={"path": "", "text": "请补充"})],
    "comment_answer": [Line(SAYING, "finance_review", content={"text": "已补充"})],
    "comment_resolve": [Line({FINANCE}, "finance_review", content={"resolved": True})],
    "comment_mend": [Line({FILLER}, "returned", content={"mended": True})],
    "comment_delete": [Line({FINANCE}, "finance_review")],
    "comment_restore": [Line({FINANCE}, "finance_review")],
    "sheet": [Line({FINANCE}, "finance_review")],
    "sheet_save": [Line({FINANCE}, "finance_review", content={"points": {}})],
    "letter": [Line(INSIDE, "finance_review")],
    "ledgers": [Line(ALL)],
    "ledger": [Line(INSIDE)],
    "payments": [Line(INSIDE)],
}
