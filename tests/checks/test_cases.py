"""Every rule gives the three answers that its cases show."""

from __future__ import annotations

import pytest

from jixiao.checks import Finding, all_rules
from tests.checks.casebook import Case, Pinned, case_files, cases, report_of

CASES = [(rule_id, case) for rule_id, path in case_files().items() for case in cases(path)]


@pytest.mark.parametrize(("rule_id", "case"), CASES, ids=[f"{rule_id}: {case.name}" for rule_id, case in CASES])
def test_the_rule_answers_as_its_case_says(rule_id: str, case: Case) -> None:
    report = report_of(rule_id, case)
    assert report.summary.complete, report.findings
    if case.expect == "failed":
        assert len(report.findings) == len(case.finding), [(f.subject, f.found, f.message) for f in report.findings]
        for finding, pinned in zip(report.findings, case.finding, strict=True):
            assert _as_pinned(finding, pinned) == pinned
    elif case.expect == "passed":
        assert [(f.subject, f.message) for f in report.findings] == []
        assert report.passed, [one.reason for one in report.not_applicable]
        assert case.checked in (None, report.passed[0].checked)
    else:
        assert report.not_applicable, (report.passed, [f.message for f in report.findings])


def _as_pinned(finding: Finding, pinned: Pinned) -> Pinned:
    """The finding reduced to what the case pins."""
    seen = {
        "subject": finding.subject,
        "line": finding.at.line,
        "quote": finding.at.quote,
        "found": finding.found,
        "expected": finding.expected,
        "level": finding.level,
        "message": pinned.message if pinned.message and pinned.message in finding.message else finding.message,
        "members": len(finding.members),
    }
    return Pinned(**{name: value for name, value in seen.items() if getattr(pinned, name) is not None})


def test_every_rule_has_cases_of_failing_and_of_passing() -> None:
    files = case_files()
    assert sorted(files) == sorted(all_rules())
    answers = {rule_id: {case.expect for case in cases(path)} for rule_id, path in files.items()}
    assert {rule_id: seen for rule_id, seen in answers.items() if not {"failed", "passed"} <= seen} == {}
