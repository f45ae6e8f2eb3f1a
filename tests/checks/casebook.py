"""The cases of the rules: documents with a fault put in, and what the rule must say of them.

One TOML a rule, `rules/<family>/<ID>.toml`; the runner is `test_cases.py`, the rules' pages are made from them too.
"""

from __future__ import annotations

import functools
import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from jixiao import api
from jixiao.checks import Dossier, Facts, Report, all_rules, run
from jixiao.documents import read_blocks
from jixiao.documents.traits import FileTraits, traits_of
from jixiao.forms.assemble import assemble
from jixiao.forms.reader import read_draft

HERE = Path(__file__).parent
BASES = HERE / "bases"


class Pinned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is held of one finding; what is left out is not looked at."""

    subject: str | None = None
    line: int | None = None
    quote: str | None = None
    found: str | None = None
    expected: str | None = None
    level: str | None = None
    message: str | None = None
    members: int | None = None


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document, made from a base or given whole, and the rule's answer to it.

    Attributes:
        base: name of a clean document in `bases/`. document: a whole text instead.
        replace: old and new words; the old must stand exactly once.
        previous, against: bases that lie beside; with replacements of their own.
        traits: facts of the file instead of those told from the text.
        message: words that the finding's message must hold.
    """

    name: str
    expect: Literal["passed", "failed", "not_applicable"]
    base: str | None = None
    document: str | None = None
    replace: tuple[tuple[str, str], ...] = ()
    profile: str | None = None
    as_of: date | None = None
    previous: str | None = None
    previous_replace: tuple[tuple[str, str], ...] = ()
    against: str | None = None
    against_replace: tuple[tuple[str, str], ...] = ()
    facts: Facts | None = None
    traits: FileTraits | None = None
    checked: int | None = None
    finding: tuple[Pinned, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    case: tuple[Case, ...]


def case_files() -> dict[str, Path]:
    """The file of every rule's cases, by the rule's id."""
    return {path.stem: path for path in sorted((HERE / "rules").rglob("*.toml"))}


def cases(path: Path) -> tuple[Case, ...]:
    """The cases of one file."""
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File).case


def text_of(case: Case) -> str:
    """The case's document."""
    if case.document is not None:
        return _replaced(case.document, case.replace)
    assert case.base, f"{case.name}: neither base nor document"
    return _replaced(_base(case.base), case.replace)


def report_of(rule_id: str, case: Case) -> Report:
    """What the one rule says of the case."""
    dossier = dossier_of(text_of(case), case.profile, case.as_of, case.traits, case.facts)
    if case.previous:
        dossier.previous = dossier_of(_replaced(_base(case.previous), case.previous_replace))
    if case.against:
        dossier.against = dossier_of(_replaced(_base(case.against), case.against_replace))
    return run(dossier, [all_rules()[rule_id]])


@functools.lru_cache(maxsize=64)
def _read(words: str) -> Dossier:
    data = words.encode()
    blocks = read_blocks(data, "case.txt")
    document = assemble(read_draft(blocks))
    return Dossier(document, api.law_of(document), blocks=blocks, traits=lambda: traits_of(data, "case.txt"))


def dossier_of(
    words: str,
    profile: str | None = None,
    as_of: date | None = None,
    traits: FileTraits | None = None,
    facts: Facts | None = None,
) -> Dossier:
    """The dossier of a text."""
    read = _read(words)
    law = api.law_of(read.document, profile, as_of)
    return Dossier(read.document, law, blocks=read.blocks, traits=lambda: traits or read.traits, facts=facts)


@functools.cache
def _base(name: str) -> str:
    return (BASES / f"{name}.txt").read_text(encoding="utf-8")


def _replaced(words: str, changes: tuple[tuple[str, str], ...]) -> str:
    for old, new in changes:
        assert words.count(old) == 1, f"{old!r} stands {words.count(old)} times in the base"
        words = words.replace(old, new)
    return words
