"""How right the rules are against what a person marked: `tests/labelled/*.toml`, one a document.

A finding is right where a person expected that rule there, allowed where he called it a matter of taste, else false;
an expectation that no finding meets is missed. Leaves the page to `quality_page.py`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from benchmarks.corpus import ROOT
from jixiao import api
from jixiao.checks import Facts, Finding, all_rules

LABELS = ROOT / "tests/labelled"


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of the call, files named from the label's folder or the project's root."""

    profile: str | None = None
    as_of: date | None = None
    previous: str | None = None
    against: str | None = None
    facts: Facts | None = None


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a reviewer would say: the rule, and a line or words by which the place is known."""

    rule: str
    line: int | None = None
    words: str | None = None
    places: int | None = None
    why: str | None = None

    def meets(self, finding: Finding) -> bool:
        """Whether a finding is this one: the rule, and one of its places on the line or with the words."""
        if finding.rule != self.rule:
            return False
        if self.line is None and self.words is None:
            return True
        spots = [finding, *finding.members, *finding.related]
        on_line = self.line is not None and any(spot.at.line == self.line for spot in spots)
        quoted = " ".join([finding.message, *(f"{spot.at.quote} {getattr(spot, 'found', '')}" for spot in spots)])
        return on_line or (self.words is not None and self.words in quoted)


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person marked in one document."""

    document: str
    clean: bool = False
    options: Options = Options()
    expected: tuple[Expected, ...] = ()
    doubtful: tuple[Expected, ...] = ()
    notes: str = ""


Kind = Literal["found", "missed", "false"]


class Verdict(msgspec.Struct, frozen=True):
    """One expectation or finding judged.

    Attributes:
        label: name of the label. level: of the finding, or of the rule where it was missed.
        what: where and what, for a person who looks into it.
    """

    label: str
    rule: str
    level: str
    kind: Kind
    what: str


SETS = {"first": LABELS} | {name: LABELS / name for name in ("blind", "fresh", "field", "field_two")}
"""The first set, which the rules were made with, and four that were marked and measured after that, in turn."""


def labels(folder: Path = LABELS) -> dict[str, Label]:
    """Every label of a set by its name."""
    paths = sorted(path for path in folder.glob("*.toml") if path.stem != "first_run")
    return {path.stem: msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Label) for path in paths}


def verdicts(folder: Path = LABELS) -> list[Verdict]:
    """Every verdict on every labelled document of a set."""
    return [one for name, label in labels(folder).items() for one in judged(name, label, findings_of(label, folder))]


def findings_of(label: Label, folder: Path = LABELS) -> tuple[Finding, ...]:
    """What the rules say of a labelled document."""
    options = api.CheckOptions(
        profile=label.options.profile,
        as_of=label.options.as_of,
        previous=_path(label.options.previous, folder) if label.options.previous else None,
        against=_path(label.options.against, folder) if label.options.against else None,
        facts=label.options.facts,
    )
    return api.Checker(options).check(_path(label.document, folder)).report.findings


def judged(name: str, label: Label, findings: Iterable[Finding]) -> Iterator[Verdict]:
    """The verdicts on one document."""
    known = all_rules()
    told = [*findings]
    for expected in label.expected:
        level = known[expected.rule].level.value if expected.rule in known else "error"
        met = any(expected.meets(finding) for finding in told)
        yield Verdict(name, expected.rule, level, "found" if met else "missed", f"{expected.line} {expected.words}")
    # Of a fault that was counted in several places every place is right; one that was not counted is where its line is.
    everywhere = {one.rule for one in label.doubtful} | {one.rule for one in label.expected if (one.places or 1) > 1}
    for finding in told:
        if finding.rule not in everywhere and not any(one.meets(finding) for one in label.expected):
            what = f"{finding.at.line} {finding.subject} {finding.found!r} {finding.message}"
            yield Verdict(name, finding.rule, finding.level, "false", what)


def _path(name: str, folder: Path) -> Path:
    return next((path for path in (folder / name, LABELS / name) if path.exists()), ROOT / name)
