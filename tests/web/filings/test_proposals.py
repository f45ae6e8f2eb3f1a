"""What is proposed in a cell's place, over all labelled documents: it ends its finding without a new error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from jixiao import api
from jixiao.forms.entered import Entered
from jixiao.model import Document
from jixiao_web.filings.cells import cells_of
from jixiao_web.filings.checking import check
from jixiao_web.filings.notes import Notes, notes_of
from jixiao_web.filings.rows import whole

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "labelled").glob("*/*.txt"))
PLANS = ("performance_plan", "project_targets")
A_CELL = 3
"""Proposals of one rule that are tried in one document."""


def _documents() -> Iterator[tuple[str, Document]]:
    for path in FILES:
        document = api.read_bytes(path.read_bytes(), path.name)
        if document.projects and document.kind in PLANS:
            yield path.name, msgspec.structs.replace(whole(document), kind="performance_plan", profile="hebei")


DOCUMENTS = dict(_documents())


def _notes(document: Document) -> Notes:
    return notes_of(check(document), document, cells_of(document))


def _errors(document: Document) -> Counter[str]:
    return Counter(finding.rule for finding in check(document).findings if finding.level == "error")


def _proposals(notes: Notes) -> Iterator[tuple[str, str, str]]:
    seen: Counter[str] = Counter()
    for path, own in notes.cells.items():
        for note in own:
            seen[note.rule] += bool(note.proposal)
            if note.proposal and seen[note.rule] <= A_CELL:
                yield path, note.rule, note.proposal


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_proposal_ends_its_finding_and_brings_no_error(name):
    document = DOCUMENTS[name]
    errors = _errors(document)
    for path, rule, proposal in _proposals(_notes(document)):
        mended, refused = api.enter(document, [Entered(path, proposal)])
        assert not refused, (rule, path, proposal)
        still = [note.rule for note in _notes(mended).cells.get(path, ())]
        assert rule not in still, (rule, path, proposal)
        assert not _errors(mended) - errors, (rule, path, proposal, _errors(mended) - errors)


def test_enough_rules_propose_something():
    """A measure of how much is offered: a rule that falls silent is missed here."""
    offered = {rule for document in DOCUMENTS.values() for _path, rule, _proposal in _proposals(_notes(document))}
    assert offered >= {"AMT06", "IDN10", "VAL03", "VAL06", "VAL10", "VAL12", "VAL15", "PLN03", "TXT04"}, sorted(offered)


@pytest.mark.parametrize(
    ("rule", "words", "found", "expected", "mended"),
    [
        ("VAL10", "=18分钟", "=18分钟", "≤18分钟", "≤18分钟"),
        ("VAL15", "≤2022年2月28日", "≤2022年2月28日", "2021年", "≤2021年2月28日"),
        ("TXT03", "第一,1,000元", ",", "，", "第一，1,000元"),
        ("TXT05", "一；二；", "；", "。", "一；二。"),
        ("AMT06", "", "其他资金", "0", "0"),
        ("AMT06", "5000.00", None, "0", None),
        ("PLN03", "95%", "95%", "100%", "100%"),
        ("PLN01", "325%", "325", "≤ 100", None),
        ("NAM16", "老人满意度", "老人满意度", "服务对象满意度指标", None),
        ("VAL03", "", "百分比", "%", None),
        ("VAL03", "≥95百分比", None, "%", None),
    ],
)
def test_only_what_is_certain_is_proposed(rule, words, found, expected, mended):
    assert api.mended(rule, words, found, expected) == mended
