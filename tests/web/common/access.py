"""Who may open which address: one line for every address of the project, by its name.

`ALL` are people who are logged in, whatever they may do. The people are those of `test_access.py`.
"""

from __future__ import annotations

from typing import NamedTuple

FILLER, REVIEWER, FINANCE, MANAGER, AUDITOR = "filler", "reviewer", "finance", "manager", "auditor"
OTHER_FILLER, OTHER_REVIEWER = "other_filler", "other_reviewer"
FAR_FINANCE, FAR_MANAGER, NOBODY = "far_finance", "far_manager", "nobody"
STRANGER = "stranger"

INSIDE = {FILLER, REVIEWER, FINANCE, MANAGER, AUDITOR}
"""Who reads a filing of the unit."""
OUTSIDE = {OTHER_FILLER, OTHER_REVIEWER, FAR_FINANCE, FAR_MANAGER, NOBODY}
"""Who must see nothing of the unit and its county's filings."""
ALL = INSIDE | OUTSIDE
SOMEBODY = ALL - {NOBODY}


class Access(NamedTuple):
    """An address: how it is asked, in which state of the filing, with what, and who gets in."""

    who: set[str]
    method: str = "get"
    state: str = "draft"
    data: dict[str, str] = {}
    public: bool = False


def post(who: set[str], state: str = "draft", **data: str) -> Access:
    """An address that changes something."""
    return Access(who, "post", state, data)


TABLE: dict[str, list[Access]] = {
    "filings:inbox": [Access(ALL)],
    "filings:list": [Access(ALL)],
    "filings:start": [Access({FILLER, OTHER_FILLER}), post({FILLER, OTHER_FILLER})],
    "filings:filing": [Access(INSIDE)],
    "filings:file": [Access(INSIDE)],
    "filings:edit": [Access({FILLER}), post({FILLER})],
    "filings:cells": [post({FILLER})],
    "filings:original": [Access(INSIDE)],
    "filings:workbook": [Access({FILLER}), post({FILLER})],
    "filings:story": [Access(INSIDE)],
    "filings:compare": [Access(INSIDE)],
    "filings:move": [
        post({FILLER}, move="submit", seen="draft"),
        post({FILLER}, "unit_review", move="withdraw", seen="unit_review"),
        post({REVIEWER}, "unit_review", move="pass", seen="unit_review"),
        post({REVIEWER}, "unit_review", move="return_in_unit", seen="unit_review", reason="不清"),
        post({FINANCE}, "finance_review", move="approve", seen="finance_review"),
        post({FINANCE}, "finance_review", move="return_in_finance", seen="finance_review", reason="不清"),
        post({FINANCE}, "approved", move="publish", seen="approved"),
    ],
    "review:queue": [Access({FINANCE, MANAGER, AUDITOR, FAR_FINANCE, FAR_MANAGER})],
    "review:several": [post({FINANCE}, "finance_review", move="approve", filing="{filing}")],
    "review:filing": [Access(INSIDE, state="finance_review")],
    "review:move": [
        post({REVIEWER}, "unit_review", move="pass", seen="unit_review"),
        post({FINANCE}, "finance_review", move="approve", seen="finance_review"),
        post({FINANCE}, "finance_review", move="return_in_finance", seen="finance_review", reason="不清"),
    ],
    "review:comment": [post({FILLER, REVIEWER, FINANCE}, "finance_review", path="", text="请补充依据")],
    "review:sheet": [post({FINANCE}, "finance_review")],
    "review:opinions": [Access(INSIDE, state="finance_review")],
    "review:letter": [Access(INSIDE, state="finance_review")],
    "review:answer": [post({FILLER, REVIEWER, FINANCE}, "finance_review", text="已补充")],
    "review:resolve": [post({FINANCE}, "finance_review", resolved="yes")],
    "accounts:login": [Access(ALL, public=True)],
    "accounts:logout": [Access(ALL, "post", public=True)],
    "accounts:language": [Access(ALL, "post", public=True, data={"language": "en", "next": "/account/"})],
    "accounts:password": [Access(ALL), post(ALL)],
    "accounts:own": [Access(ALL), post(ALL)],
    "accounts:units": [Access({MANAGER, FAR_MANAGER})],
    "accounts:units_import": [Access({MANAGER, FAR_MANAGER}), post({MANAGER, FAR_MANAGER})],
    "accounts:accounts": [Access({MANAGER, FAR_MANAGER})],
    "accounts:account_new": [Access({MANAGER, FAR_MANAGER}), post({MANAGER, FAR_MANAGER})],
    "accounts:accounts_import": [Access({MANAGER, FAR_MANAGER}), post({MANAGER, FAR_MANAGER})],
    "accounts:account_lock": [post({MANAGER}, lock="yes")],
    "accounts:account_password": [post({MANAGER})],
    "trace:log": [Access({MANAGER, AUDITOR, FAR_MANAGER})],
    "trace:export": [Access({MANAGER, AUDITOR, FAR_MANAGER})],
}

ARGUMENTS = {"filing_id": "filing", "comment_id": "comment", "user_id": "user"}
"""Which thing stands for which part of an address; other parts below."""
WORDS = {"kind": "json", "file_format": "docx"}
