"""The printed shapes of a check: `jixiao check --format json` prints a `Report`. Stable words of the outside."""

from __future__ import annotations

from typing import Literal

import msgspec

from jixiao.model import Place, Unread

LevelName = Literal["error", "warning", "hint"]


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A clause that a finding leans on; `verified` is false where nobody has compared it with the published text.

    Attributes:
        act: number of the act, or its title where it has none.
        name: the whole in words, 《…办法》（财预〔2015〕88号）第十三条.
        what: what the clause demands, in one sentence of our own.
    """

    act: str
    clause: str | None
    verified: bool
    name: str
    what: str


class Related(msgspec.Struct, frozen=True, kw_only=True):
    """Another place that a finding leans on."""

    subject: str | None
    at: Place


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One place of a finding that was folded from many, with what would be right there."""

    subject: str | None
    at: Place
    found: str | None
    expected: str | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a finding: the words that stand at the path, and the words that mend it."""

    subject: str
    words: str
    text: str


class Fix(msgspec.Struct, frozen=True, kw_only=True):
    """A safe correction of a finding: of each of its values that leaves no choice."""

    changes: tuple[Change, ...]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule found, worded in the language of the call.

    Attributes:
        level: the rule's, lowered to hint where a value was read with doubt.
        subject: path of the value in `read --json`; null for what the model does not hold.
        found, expected: the words that are wrong, and what would be right where that can be said.
        fix: what mends it where that leaves no choice, or null.
        members: every place, the first included, where the finding was folded from many; else empty.
        doubtful: the finding leans on a value that was read with doubt.
    """

    rule: str
    level: LevelName
    title: str
    message: str
    at: Place
    subject: str | None
    found: str | None
    expected: str | None
    hint: str
    fix: Fix | None = None
    citations: tuple[Cited, ...] = ()
    related: tuple[Related, ...] = ()
    members: tuple[Member, ...] = ()
    doubtful: bool = False


class Passed(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that found nothing wrong in `checked` things."""

    rule: str
    checked: int


class NotApplicable(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that had nothing to judge, and why."""

    rule: str
    reason: str


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The counts of a report.

    Attributes:
        error, warning, hint: findings of each level, after folding. places: places of all findings.
        complete: false where a rule crashed (finding SYS01) or findings were left out.
        omitted: findings beyond the limit of output.
        profile, as_of: the rules of which province and day were applied; as_of is null for the newest.
    """

    error: int
    warning: int
    hint: int
    places: int
    passed: int
    not_applicable: int
    not_checked: int
    complete: bool
    omitted: int
    profile: str
    as_of: str | None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One document checked: what was not checked first, then the findings, gravest first, each in document order."""

    schema: Literal["jixiao/report/1"] = "jixiao/report/1"
    file: str | None
    not_checked: tuple[Unread, ...]
    findings: tuple[Finding, ...]
    passed: tuple[Passed, ...]
    not_applicable: tuple[NotApplicable, ...]
    summary: Summary
