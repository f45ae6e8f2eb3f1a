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
    "filings:files": [Access(INSIDE)],
    "filings:edit": [Access({FILLER}), post({FILLER})],
    "filings:cells": [post({FILLER})],
    "filings:original": [Access(INSIDE), post({FILLER})],
    "filings:workbook": [Access({FILLER}), post({FILLER})],
    "filings:story": [Access(INSIDE)],
    "filings:story_csv": [Access(INSIDE)],
    "filings:compare": [Access(INSIDE)],
    "filings:adjust": [Access({FILLER}, state="approved"), post({FILLER}, "approved", why="追加预算")],
    "filings:explain": [Access({FILLER}), post({FILLER}, why="追加预算", version="1")],
    "filings:changes": [Access(INSIDE)],
    "filings:application": [Access(INSIDE)],
    "filings:discard": [post({FILLER})],
    "filings:deleted": [Access({FILLER, OTHER_FILLER})],
    "filings:recover": [post({FILLER})],
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
    "review:mend": [post({FILLER}, "returned", mended="yes")],
    "review:delete": [post({FINANCE}, "finance_review", deleted="yes")],
    "review:resolve": [post({FINANCE}, "finance_review", resolved="yes")],
    "deadlines:calendar": [Access(ALL)],
    "deadlines:year": [Access(ALL)],
    "deadlines:dates": [Access({MANAGER, FAR_MANAGER}), post({MANAGER, FAR_MANAGER})],
    "deadlines:copy": [post({MANAGER, FAR_MANAGER})],
    "deadlines:exception": [post({MANAGER, FAR_MANAGER}, unit="471012", step="submit", day="2025-01-01", reason="x")],
    "deadlines:exception_end": [post({MANAGER})],
    "deadlines:mails": [Access({MANAGER, FAR_MANAGER})],
    "deadlines:again": [post({MANAGER})],
    "deadlines:own": [Access(ALL), post(ALL, mode="daily", address="")],
    "deadlines:feed": [post(ALL, do="make")],
    "deadlines:ics": [Access(ALL, public=True)],
    "search:found": [Access(ALL)],
    "spending:ledgers": [Access(ALL)],
    "spending:ledger": [Access(INSIDE)],
    "spending:pay": [post({FILLER, FINANCE}, day="2025-03-01", fen="1", summary="x", key="{filing}")],
    "spending:budget": [post({FINANCE}, day="2025-03-01", fen="1", document="x")],
    "spending:approval": [post({FINANCE}, day="2025-02-10", document="x")],
    "spending:imports": [
        Access({FILLER, OTHER_FILLER, FINANCE, FAR_FINANCE}),
        post({FILLER, OTHER_FILLER, FINANCE, FAR_FINANCE}),
    ],
    "spending:batch": [Access({FILLER, FINANCE})],
    "spending:columns": [Access({FILLER, FINANCE}), post({FILLER, FINANCE})],
    "spending:try": [post({FILLER, FINANCE})],
    "spending:load": [post({FILLER, FINANCE})],
    "spending:drop": [post({FILLER, FINANCE})],
    "spending:reverse": [Access({FILLER, FINANCE}), post({FILLER, FINANCE}, day="2025-03-01", reason="x")],
    "overview:overview": [Access(ALL)],
    "overview:county_chart": [Access({FINANCE, MANAGER, AUDITOR})],
    "overview:county_report": [Access({FINANCE, MANAGER, AUDITOR})],
    "overview:county_evaluation": [Access({FINANCE, MANAGER, AUDITOR})],
    "overview:county_marks": [Access({FINANCE, MANAGER, AUDITOR, FAR_FINANCE, FAR_MANAGER})],
    "overview:unit": [Access(INSIDE)],
    "overview:unit_marks": [Access(INSIDE)],
    "overview:unit_chart": [Access(INSIDE)],
    "overview:unit_report": [Access(INSIDE)],
    "overview:unit_evaluation": [Access(INSIDE)],
    "commitments:commitments": [Access(ALL)],
    "commitments:commitment": [Access(INSIDE)],
    "commitments:change": [post({FILLER, REVIEWER}, version="1", rhythm="month", times="1", starts_on="2025-01-01")],
    "commitments:record": [post({FILLER, REVIEWER}, key="{filing}", day="2025-03-01", words="x")],
    "commitments:record_delete": [post({FILLER, REVIEWER}, deleted="yes")],
    "commitments:proof": [Access(INSIDE)],
    "commitments:goals": [Access(ALL)],
    "commitments:goal": [Access(INSIDE)],
    "commitments:note": [post({FILLER, REVIEWER}, key="{filing}", day="2025-03-01", percent="5")],
    "commitments:links": [post({FILLER, REVIEWER}, do="add", target="1")],
    "commitments:note_delete": [post({FILLER, REVIEWER}, deleted="yes")],
    "evaluation:results": [Access(ALL)],
    "evaluation:open": [post({FINANCE, FAR_FINANCE}, year="2025")],
    "evaluation:begin": [post({FILLER}, "approved")],
    "evaluation:marks": [Access(INSIDE), post({FILLER})],
    "evaluation:recheck": [Access(INSIDE), post({FINANCE}, version="1")],
    "evaluation:samples": [
        Access({FINANCE, MANAGER, AUDITOR, FAR_FINANCE, FAR_MANAGER}),
        post({FINANCE, FAR_FINANCE}, year="2025", wanted="1"),
    ],
    "evaluation:sample": [Access({FINANCE, MANAGER, AUDITOR})],
    "evaluation:rectifications": [Access(ALL)],
    "evaluation:issue": [Access({FINANCE}), post({FINANCE}, problem="x", demand="y", due="2026-03-31")],
    "evaluation:rectification": [Access(INSIDE)],
    "evaluation:mend": [post({FILLER}, move="report", seen="issued", text="x"), post({FINANCE}, move="verify")],
    "evaluation:notice": [Access(INSIDE)],
    "evaluation:proof": [Access(INSIDE)],
    "evaluation:appraisals": [Access(ALL), post({REVIEWER, OTHER_REVIEWER, FINANCE, FAR_FINANCE})],
    "evaluation:appraisal": [Access(INSIDE), post({FINANCE})],
    "monitoring:rounds": [Access(ALL)],
    "monitoring:matrix": [Access(ALL)],
    "monitoring:measures": [Access(ALL)],
    "monitoring:open": [Access({FINANCE, FAR_FINANCE}), post({FINANCE, FAR_FINANCE})],
    "monitoring:round": [Access(INSIDE | {OTHER_FILLER, OTHER_REVIEWER})],
    "monitoring:fill": [post({FINANCE})],
    "monitoring:remind": [post({FINANCE})],
    "monitoring:close": [post({FINANCE})],
    "monitoring:report": [Access(INSIDE)],
    "monitoring:refresh": [post({FILLER})],
    "monitoring:natures": [post({FILLER, FINANCE})],
    "monitoring:attach": [post({FILLER})],
    "monitoring:take": [Access({FILLER, FINANCE}), post({FILLER, FINANCE})],
    "monitoring:evidence": [Access(INSIDE)],
    "monitoring:evidence_delete": [post({FILLER})],
    "monitoring:measure": [Access(INSIDE)],
    "monitoring:note": [post({FILLER, FINANCE}, text="已联系")],
    "monitoring:link": [post({FILLER, FINANCE})],
    "accounts:login": [Access(ALL, public=True)],
    "accounts:logout": [Access(ALL, "post", public=True)],
    "accounts:language": [Access(ALL, "post", public=True, data={"language": "en", "next": "/account/"})],
    "accounts:password": [Access(ALL), post(ALL)],
    "accounts:own": [Access(ALL), post(ALL)],
    "accounts:units": [Access({MANAGER, FAR_MANAGER})],
    "accounts:units_import": [Access({MANAGER, FAR_MANAGER}), post({MANAGER, FAR_MANAGER})],
    "accounts:regions": [Access({MANAGER, FAR_MANAGER})],
    "accounts:regions_import": [Access({MANAGER, FAR_MANAGER}), post({MANAGER, FAR_MANAGER})],
    "accounts:accounts": [Access({MANAGER, FAR_MANAGER})],
    "accounts:account_new": [Access({MANAGER, FAR_MANAGER}), post({MANAGER, FAR_MANAGER})],
    "accounts:accounts_import": [Access({MANAGER, FAR_MANAGER}), post({MANAGER, FAR_MANAGER})],
    "accounts:account_lock": [post({MANAGER}, lock="yes")],
    "accounts:account_password": [Access({MANAGER}), post({MANAGER})],
    "accounts:account_second_step": [Access({MANAGER}), post({MANAGER})],
    "accounts:login_code": [Access(ALL, public=True), Access(ALL, "post", public=True)],
    "accounts:second_step": [Access(ALL), post(ALL)],
    "accounts:second_step_off": [Access(ALL), post(ALL)],
    "accounts:recovery_codes": [Access(ALL), post(ALL)],
    "accounts:sessions_end": [post(ALL)],
    "trial:start": [Access(ALL), post(ALL)],
    "trial:show": [Access({FILLER})],
    "trial:report": [Access({FILLER})],
    "trial:begin": [post({FILLER}, unit="", year="2026")],
    "rest:tokens": [Access(ALL), post(ALL)],
    "rest:revoke": [post({FILLER, MANAGER})],
    "rest:docs": [Access(ALL)],
    "rest:openapi": [Access(ALL)],
    "jobs:jobs": [Access(ALL)],
    "jobs:read": [post({FINANCE, FAR_FINANCE})],
    "jobs:export": [post(ALL)],
    "jobs:recheck": [post({FINANCE, FAR_FINANCE})],
    "jobs:job": [Access({FINANCE})],
    "jobs:begin": [post({FINANCE})],
    "jobs:cancel": [post({FINANCE})],
    "jobs:result": [Access({FINANCE})],
    "trace:log": [Access({MANAGER, AUDITOR, FAR_MANAGER})],
    "trace:export": [Access({MANAGER, AUDITOR, FAR_MANAGER})],
}

ARGUMENTS = {
    "job_id": "job",
    "token_id": "token",
    "trial_id": "trial",
    "ledger_id": "ledger",
    "plan_id": "filing",
    "evaluation_id": "evaluation",
    "sample_id": "sample",
    "rectification_id": "rectification",
    "proof_id": "proof",
    "appraisal_id": "appraisal",
    "round_id": "round",
    "report_id": "report",
    "evidence_id": "evidence",
    "measure_id": "measure",
    "batch_id": "batch",
    "payment_id": "payment",
    "commitment_id": "commitment",
    "unit_id": "unit",
    "record_id": "record",
    "goal_id": "goal",
    "note_id": "note",
    "row_id": "deadline",
    "mail_id": "mail",
    "filing_id": "filing",
    "comment_id": "comment",
    "user_id": "user",
}
"""Which thing stands for which part of an address; other parts below."""
WORDS = {"year": "2025", "token": "feed-token", "kind": "json", "file_format": "docx", "chart": "execution"}
