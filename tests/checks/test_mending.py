"""What mends a finding, over all labelled documents: put in, it ends the finding and brings no error."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from jixiao import api
from jixiao.checks import Finding
from jixiao.checks.finding import Change, Fix
from jixiao.checks.mending import with_fixes
from jixiao.forms.entered import Entered
from jixiao.model import Document

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "labelled").glob("*/*.txt"))
SAMPLE = ROOT.parent / "src/jixiao/samples/qingshi-2025.docx"


def _checked(document: Document) -> list[Finding]:
    return list(api.Checker().check_document(document).report.findings)


def _places(findings: list[Finding], rule: str) -> set[str | None]:
    return {each.subject for one in findings if one.rule == rule for each in (one.members or (one,))}


def _mended(document: Document, fix: Fix) -> Document:
    """The document with every change put in: cells as a person enters them, single goals into their list."""
    goals = [(re.fullmatch(r"projects\[(\d+)\]\.goals\[(\d+)\]", each.subject), each.text) for each in fix.changes]
    cells = [Entered(each.subject, each.text) for each, (goal, _) in zip(fix.changes, goals, strict=True) if not goal]
    entered, refused = api.enter(document, cells)
    assert not refused
    raw = msgspec.json.decode(msgspec.json.encode(entered))
    for found, text in goals:
        if found:
            raw["projects"][int(found[1])]["goals"][int(found[2])] = text
    return msgspec.json.decode(msgspec.json.encode(raw), type=Document, strict=False)


def _documents() -> Iterator[tuple[str, Document]]:
    for path in FILES:
        document = api.read_bytes(path.read_bytes(), path.name)
        if document.projects and document.kind == "performance_plan":
            checked = api.Checker().check_document(document)
            yield path.name, checked.document


DOCUMENTS = dict(_documents())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_mends_a_finding_ends_it_and_brings_no_error(name):
    document = DOCUMENTS[name]
    before = _checked(document)
    errors = Counter(finding.rule for finding in before if finding.level == "error")
    for finding in before:
        # Part one stands in the passages, too, which are written as they are.
        if finding.fix and all(each.subject.startswith("projects[") for each in finding.fix.changes):
            after = _checked(_mended(document, finding.fix))
            left = _places(after, finding.rule)
            assert not left & {each.subject for each in finding.fix.changes}, (finding.rule, finding.fix)
            assert not Counter(each.rule for each in after if each.level == "error") - errors, (
                finding.rule,
                finding.fix,
            )


def test_the_sample_tells_what_mends_its_findings():
    told = {finding.rule: finding.fix for finding in api.Checker().check(SAMPLE).report.findings}
    year = Change(subject="projects[4].goals[0]", words="完成2024年绩效目标", text="完成2025年绩效目标")
    assert year in [change for fix in told.values() if fix for change in fix.changes]
    assert len(told["VAL03"].changes) == 10 and told["VAL03"].changes[0].text == "=100%"
    assert told["AMT06"].changes[0] == Change(subject="projects[0].funds.other_yuan", words="", text="0")
    printed = msgspec.json.decode(msgspec.json.encode(api.Checker().check(SAMPLE).report))
    fixes = {each["rule"]: each["fix"] for each in printed["findings"]}
    assert fixes["VAL06"] == {
        "changes": [{"subject": "projects[5].indicators[3].target", "words": ">90百分比", "text": "≤90百分比"}]
    }
    assert None in fixes.values(), "most findings leave a choice"


def _finding(rule: str, subject: str, found: str | None, expected: str | None) -> Finding:
    (of_sample, *_) = api.Checker().check(SAMPLE).report.findings
    return msgspec.structs.replace(
        of_sample, rule=rule, subject=subject, found=found, expected=expected, members=(), fix=None
    )


@pytest.mark.parametrize(
    ("rule", "subject", "found", "expected", "fix"),
    [
        ("TXT03", "projects[0].purpose", "甲", "乙", ("projects[0].purpose", "用于甲", "用于乙")),
        ("TXT03", "safeguards[0]", "，", "、", ("safeguards[0].text", "一，二", "一、二")),
        ("TXT03", "itemized_goals[0]", "在别处", "乙", None),
        ("TXT03", "projects[7].purpose", "甲", "乙", None),
        ("TXT03", "projects", "甲", "乙", None),
        ("NAM01", "projects[0].purpose", "甲", "乙", None),
    ],
)
def test_only_one_sure_value_changes(rule, subject, found, expected, fix):
    raw = {
        "kind": "performance_plan",
        "safeguards": [{"ordinal": 1, "text": "一，二"}],
        "projects": [{"ordinal": 1, "purpose": "用于甲"}],
    }
    document = msgspec.convert(raw, type=Document)
    (told,) = with_fixes([_finding(rule, subject, found, expected)], document)
    wanted = fix and Fix(changes=(Change(subject=fix[0], words=fix[1], text=fix[2]),))
    assert told.fix == wanted
