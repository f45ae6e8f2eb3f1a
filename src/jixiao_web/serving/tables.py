"""Every table of the application: whether `jixiao audit verify` proves it, from what it follows, or why it needs none.

A new table must be named here, in exactly one of the three (tested).
"""

from __future__ import annotations

PROVED = {
    "audit.Head": "the end of the log's chain",
    "audit.Entry": "the log itself, along its chain",
    "accounts.Region": "the county and what is below it: code, name, superior",
    "accounts.Unit": "code, name, superior, whether it is in use",
    "accounts.User": "name, password, whether it works, marks of upkeep; not its address of mail and tastes",
    "accounts.Appointment": "who holds which role where",
    "accounts.SecondStep": "whether it is on, its seed",
    "accounts.RecoveryCode": "the codes that still work",
    "filings.Filing": "unit, year, plan, state, draft, reason, returned parts, words of an adjustment",
    "filings.ProjectRow": "by the drafts",
    "filings.Revision": "content, cause, person, words, and that none is missing",
    "filings.Source": "the file that a draft was read from: name, hash, text, what was noted",
    "review.Comment": "place, words, person, what it answers, how it ended",
    "review.ReviewSheet": "points, grade, opinion, person",
    "spending.Ledger": "project, initial budget, approval by the log; totals by the entries",
    "spending.Batch": "file, count and sums of its lines once loading began; before that nothing has been entered",
    "spending.Payment": "every entry in all its words",
    "spending.BudgetChange": "every change in all its words",
    "spending.MonthTotal": "by the entries",
    "monitoring.Round": "title, date, person, whether it is closed",
    "monitoring.Reading": "every reading that an approval left",
    "monitoring.IndicatorNature": "nature and who chose it",
    "monitoring.Evidence": "place, name, hash; the file itself by its hash",
    "monitoring.Measure": "all its words, its end and adjustment",
    "monitoring.MeasureNote": "words and person",
    "evaluation.Result": "by the drafts and re-checks",
    "evaluation.LevelMark": "the same by levels",
    "evaluation.Recheck": "opinion, person, whether it was told",
    "evaluation.RecheckMark": "every mark with its reason",
    "evaluation.Sample": "seed, number, year, person",
    "evaluation.Drawn": "every place of a list with its risks",
    "evaluation.Rectification": "demand, state, date, who answers for it",
    "evaluation.RectificationNote": "state, words, person",
    "evaluation.Appraisal": "indicators, conclusion, total, grade, whether it was told",
    "evaluation.Proof": "that each is there, by its hash; the file itself by its hash",
    "commitments.Goal": "words and progress",
    "commitments.GoalLink": "what people said of it",
    "commitments.GoalNote": "all its words, whether it was taken back",
    "commitments.Commitment": "words, rhythm, owner, count of records",
    "commitments.Record": "all its words, whether it was taken back; the file itself by its hash",
    "overview.Summary": "by the ledgers",
    "overview.SummaryMonth": "by the ledgers",
    "deadlines.CountyDeadline": "date and reason",
    "deadlines.Feed": "the hash of its address",
    "rest.Token": "person, scopes, end, hash of its secret, whether it was revoked",
}
"""Held against the log or against what is; what of it."""

DERIVED = {
    "filings.RowChange": "where the rows of a draft went: leads older pages and comments to their cells",
    "search.Row": "words of drafts for search: `rebuild_search` writes them anew",
    "search.Completed": "how far that has come",
    "monitoring.Standing": "lights of a report: told anew from its draft and the ledgers with every change",
    "overview.UnitMark": "the mean of a unit's results",
    "overview.GoalLights": "lights of the readings, counted: told anew with every approved report",
    "deadlines.DuesWanted": "which filings' last days are to be told anew",
    "jobs.Job": "long work and how far it came; what it brings about is told by its own entries",
    "jobs.Step": "its steps",
}
"""Follows from what is proved, and is written anew; from what."""

CONVENIENCE = {
    "spending.Source": "how columns were understood last: proposed for the next file, confirmed or changed by a person",
    "deadlines.Wish": "when a person wants to be reminded",
    "deadlines.Round": "which days' reminders were gathered",
    "deadlines.Mail": "mails on their way",
    "deadlines.Reminder": "of what was reminded already",
    "rest.Answered": "answers to requests that may be repeated, for a day",
    "trial.Trial": "files tried by their person, for a while; nobody else sees them",
    "accounts.Session": "who is logged in now: signed with the server's key, which the database does not hold",
    "accounts.CacheRow": "what processes share for a while",
    "admin.LogEntry": "Django's: its pages for upkeep change nothing",
    "auth.Permission": "Django's: its permissions open nothing but those pages",
    "auth.Group": "Django's: no account has a group",
    "contenttypes.ContentType": "Django's: names of its tables",
    "sessions.Session": "Django's: not used, the application has a table of its own",
}
"""No record of the county; why."""
