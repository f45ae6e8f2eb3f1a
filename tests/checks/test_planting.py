"""Into clean plans each rule's fault is planted at random places: the rule finds it, and no other calls an error."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from random import Random

import pytest

from jixiao import api
from jixiao.checks import Dossier, Report, all_rules, run
from jixiao.model import Document
from tests.checks import planting
from tests.checks.casebook import BASES
from tests.checks.planting import PLANTERS, Planted

for _entry in pkgutil.iter_modules(planting.__path__, f"{planting.__name__}."):
    importlib.import_module(_entry.name)

PLANTINGS = 6
"""Random places a rule; those that a document has no room for are not counted."""

_TABLES = "told from the file's own tables, which a model does not hold"
NOT_PLANTED = {
    "AMT08": "a plan without any quantity breaks other rules of level error too",
    "PUB02": _TABLES,
    "PUB10": _TABLES,
}
"""Rules whose fault no model can hold, with the reason; their cases prove them."""


@functools.cache
def _clean() -> list[Document]:
    """The clean documents: the bases and the clean ones of the labelled set."""
    return [api.read(path) for path in sorted(BASES.glob("*.txt"))]


def _report(planted: Planted) -> Report:
    def dossier(document: Document) -> Dossier:
        return Dossier(document, api.law_of(document), traits=lambda: planted.traits, facts=planted.facts)

    main = dossier(planted.document)
    main.previous = dossier(planted.previous) if planted.previous else None
    main.against = dossier(planted.against) if planted.against else None
    return run(main, all_rules().values())


def _errors(report: Report) -> set[tuple[str, str | None]]:
    return {(finding.rule, finding.subject) for finding in report.findings if finding.level == "error"}


@pytest.mark.parametrize("rule_id", sorted(PLANTERS))
def test_a_planted_fault_is_found_and_nothing_else_is_blamed(rule_id: str) -> None:
    done = 0
    for seed in range(8 * PLANTINGS):
        random = Random(f"{rule_id} {seed}")
        planted = PLANTERS[rule_id](random, random.choice(_clean()))
        if planted is None:
            continue
        report = _report(planted)
        assert report.summary.complete, report.findings[0].found
        own = [finding for finding in report.findings if finding.rule == rule_id]
        subjects = [member.subject or "" for finding in own for member in (finding.members or (finding,))]
        assert any(subject.startswith(planted.subjects) for subject in subjects), (seed, planted.subjects, subjects)
        others = [error for error in _errors(report) if error[0] != rule_id]
        assert others == [], (seed, planted.subjects)
        done += 1
        if done == PLANTINGS:
            return
    assert done > 0, "no clean document has room for this fault"


def test_every_rule_is_planted_or_says_why_not() -> None:
    assert sorted({*PLANTERS, *NOT_PLANTED}) == sorted(all_rules())
    assert not set(PLANTERS) & set(NOT_PLANTED)
