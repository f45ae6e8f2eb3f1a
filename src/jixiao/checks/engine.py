"""Runs rules over a dossier: words their findings, folds them, lowers them by doubt, counts.

A rule that crashes is finding SYS01 and marks the run incomplete; the others go on. Leaves judging to the rules.
"""

from __future__ import annotations

import functools
import traceback
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import UNSET

from jixiao.checks.dossier import Dossier
from jixiao.checks.finding import Cited, Finding, Member, NotApplicable, Passed, Related, Report, Summary
from jixiao.checks.mending import with_fixes
from jixiao.checks.outcome import Draft, Outcome, Spot, not_applicable
from jixiao.checks.reasons import OTHER_KIND
from jixiao.checks.rule import LEVELS, Rule
from jixiao.language import language, text
from jixiao.law import NotInForce
from jixiao.model import Place

MOST_FINDINGS = 1000
"""Findings of one document beyond this number are counted, not listed."""
_RANK = {level.value: number for number, level in enumerate(LEVELS)}


def run(dossier: Dossier, rules: Iterable[Rule]) -> Report:
    """Judge a dossier by rules."""
    findings: list[Finding] = []
    passed: list[Passed] = []
    reasons: list[NotApplicable] = []
    doubts = _doubts(dossier)
    complete = True
    for one in rules:
        try:
            outcome = _judge(one, dossier)
            if outcome.reason is not None:
                reasons.append(NotApplicable(rule=one.id, reason=outcome.reason.say()))
            elif outcome.findings:
                findings += folded(one, outcome.findings, doubts)
            else:
                passed.append(Passed(rule=one.id, checked=outcome.checked))
        # A rule is a small program of anyone's; whatever breaks in it or in its words must not end the others.
        except Exception as error:
            findings.append(_crash(one, error))
            complete = False
    findings.sort(key=_order)
    kept = [*with_fixes(findings[:MOST_FINDINGS], dossier.document)]
    counts = Counter(finding.level for finding in findings)
    file = dossier.document.file
    return Report(
        file=None if file is UNSET else file,
        not_checked=dossier.document.unread,
        findings=tuple(kept),
        passed=tuple(passed),
        not_applicable=tuple(reasons),
        summary=Summary(
            error=counts["error"],
            warning=counts["warning"],
            hint=counts["hint"],
            places=sum(len(finding.members) or 1 for finding in findings),
            passed=len(passed),
            not_applicable=len(reasons),
            not_checked=len(dossier.document.unread),
            complete=complete and len(kept) == len(findings),
            omitted=len(findings) - len(kept),
            profile=dossier.law.profile,
            as_of=dossier.law.as_of.isoformat() if dossier.law.as_of else None,
        ),
    )


def _judge(one: Rule, dossier: Dossier) -> Outcome:
    if dossier.document.kind not in one.kinds:
        return not_applicable(OTHER_KIND)
    try:
        return one.judge(dossier)
    except NotInForce as error:
        return not_applicable(error.reason)


def _crash(one: Rule, error: Exception) -> Finding:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return Finding(
        rule="SYS01",
        level="error",
        title=text("check.crash.title"),
        message=text("check.crash.message", rule=one.id),
        at=Place(),
        subject=None,
        found=f"{type(error).__name__}: {error} ({last.name}:{last.lineno})",
        expected=None,
        hint=text("check.crash.hint"),
    )


class _Doubts(NamedTuple):
    """What was read with doubt: the paths of the values, and these with every path above them."""

    values: frozenset[str]
    around: frozenset[str]

    def touch(self, draft: Draft) -> bool:
        """Whether a spot of the finding is a doubtful value, lies in one, or is what holds one."""
        for spot in (draft.spot, *draft.related):
            path = spot.subject
            if path in self.around or any(above in self.values for above in _above(path)):
                return True
        return False


def _doubts(dossier: Dossier) -> _Doubts:
    values = frozenset(doubt.subject for doubt in dossier.document.doubts or ())
    return _Doubts(values, values.union(*map(_above, values)))


def _above(path: str) -> Iterator[str]:
    """The paths above a path: `projects[0].name` has `projects[0]` and `projects`."""
    while path := path[: max(path.rfind("."), path.rfind("["), 0)]:
        yield path


_NO_DOUBTS = _Doubts(frozenset(), frozenset())


def folded(one: Rule, drafts: Sequence[Draft], doubts: _Doubts = _NO_DOUBTS) -> list[Finding]:
    """The findings of a rule, worded; those of one cause are one."""
    groups: dict[tuple[Hashable, bool], list[Draft]] = defaultdict(list)
    has_doubts = bool(doubts.values)
    for draft in drafts:
        doubtful = has_doubts and doubts.touch(draft)
        groups[object() if draft.cause is None else draft.cause, doubtful].append(draft)
    citations = cited(one)
    return [_finding(one, group, doubtful, citations) for (_, doubtful), group in groups.items()]


def _finding(one: Rule, group: Sequence[Draft], doubtful: bool, citations: tuple[Cited, ...]) -> Finding:
    first, many = group[0], None
    holes = {"found": first.found, "expected": first.expected, "count": len(group), **first.holes}
    if len(group) > 1:
        many = first.many or one.many
    message = (many or first.message or one.message).say(**holes)
    if len(group) > 1 and not many:
        message = text("check.many", message=message, count=len(group))
    return Finding(
        rule=one.id,
        level="hint" if doubtful else (first.level or one.level).value,
        title=one.title.say(),
        message=message,
        at=first.spot.at,
        subject=first.spot.subject or None,
        found=first.found,
        expected=first.expected,
        hint=(first.hint or one.hint).say(**holes),
        citations=citations,
        related=tuple(_related(group)),
        members=tuple([_member(draft) for draft in group]) if len(group) > 1 else (),
        doubtful=doubtful,
    )


def cited(one: Rule) -> tuple[Cited, ...]:
    """The citations of a rule, worded in the language in force."""
    return _worded(one, language())


@functools.lru_cache(maxsize=1024)
def _worded(one: Rule, language: str) -> tuple[Cited, ...]:
    return tuple(
        Cited(
            act=citation.number or citation.title.say(),
            clause=citation.clause,
            verified=citation.verified,
            name=citation.name.say(),
            what=citation.what.say(),
        )
        for citation in one.citations
    )


def _related(group: Sequence[Draft]) -> Iterable[Related]:
    spots: dict[str, Spot] = {}
    for draft in group:
        for spot in draft.related:
            spots.setdefault(spot.subject, spot)
    return (Related(subject=subject or None, at=spot.at) for subject, spot in spots.items())


def _member(draft: Draft) -> Member:
    spot: Spot = draft.spot
    return Member(subject=spot.subject or None, at=spot.at, found=draft.found, expected=draft.expected)


def _order(finding: Finding) -> tuple[object, ...]:
    at = finding.at
    return (_RANK[finding.level], at.page or 0, at.line or 0, at.table or 0, at.row or 0, at.column or 0, finding.rule)
