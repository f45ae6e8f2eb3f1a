"""A user's own rules: a TOML of values and patterns, or a folder with such files and with rule files in Python.

A value goes before the law's own; a pattern rule looks for words in one place of every document. Leaves what a rule
file may do to `rule.py`: it is a program and is trusted like one.
"""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import msgspec

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, Spot, found, judged
from jixiao.checks.reasons import NO_INDICATORS, NO_PROJECTS, NO_TEXT
from jixiao.checks.registry import all_rules, rules_of
from jixiao.checks.rule import ALL, Level, Rule
from jixiao.errors import UsageError
from jixiao.language import Words, text
from jixiao.law import Law, cite

Where = Literal["text", "name", "description", "target", "basis", "goals", "purpose"]

_ID = re.compile(r"[A-Z]{3}[0-9]{2,3}")


@dataclass(frozen=True)
class Pack:
    """What a user brings: rules, and values in the shape of `law/parameters/*.toml`, by file and name."""

    rules: tuple[Rule, ...] = ()
    parameters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


class PatternRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule without code: `find` in one place of the document, unless `unless` stands there too.

    Attributes:
        id: three letters of the user's own family and a number.
        find, unless: regular expressions.
        where: `text` every paragraph and cell, or a field of every indicator or project.
        title, message, hint: words as they are shown; `{found}` is what was found.
        act, clause: key and clause in `law/acts.toml`, if the rule leans on one.
    """

    id: str
    find: str
    title: str
    message: str
    hint: str = ""
    level: Literal["error", "warning", "hint"] = "warning"
    where: Where = "text"
    unless: str | None = None
    kinds: tuple[str, ...] = tuple(sorted(ALL))
    act: str | None = None
    clause: str | None = None


class _WrongWords(Exception):
    """A sentence of a pattern rule with a hole that nothing fills."""

    def __init__(self, id: str, words: str) -> None:
        super().__init__(id, words)
        self.id, self.words = id, words


class _PackFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    parameters: dict[str, dict[str, Any]] = {}
    rules: tuple[PatternRule, ...] = ()


def load_pack(path: Path) -> Pack:
    """The rules and values of a file or folder.

    Raises:
        UsageError: it is missing, is no rule pack, or one of its rules is broken; the sentence says which and why.
    """
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    packs = [_load(file) for file in files if file.suffix in (".toml", ".py") and not file.name.startswith("_")]
    if not packs:
        raise UsageError(text("check.pack.empty", path=path))
    if not any(pack.rules or pack.parameters for pack in packs):
        raise UsageError(text("check.pack.no_rules", path=path))
    rules = [one for pack in packs for one in pack.rules]
    _refuse_known_ids(path, rules)
    return Pack(tuple(rules), merged(pack.parameters for pack in packs))


def merged(parameters: Iterable[Mapping[str, Mapping[str, Any]]]) -> dict[str, dict[str, Any]]:
    """The values of several packs; a later one goes before an earlier."""
    together: dict[str, dict[str, Any]] = defaultdict(dict)
    for one in parameters:
        for topic, values in one.items():
            together[topic] |= values
    return dict(together)


def _refuse_known_ids(path: Path, rules: Iterable[Rule]) -> None:
    seen = set(all_rules())
    for one in rules:
        if not _ID.fullmatch(one.id):
            raise UsageError(text("check.pack.id", path=path, id=one.id))
        if one.id in seen:
            raise UsageError(text("check.pack.twice", path=path, id=one.id))
        seen.add(one.id)


def _load(file: Path) -> Pack:
    try:
        return _load_data(file) if file.suffix == ".toml" else Pack(tuple(_load_code(file)))
    except FileNotFoundError:
        raise UsageError(text("check.pack.missing", path=file)) from None
    except _WrongWords as error:
        raise UsageError(text("check.pack.hole", path=file, id=error.id, words=error.words)) from None
    # A rule file is a program of the user's; whatever breaks while it is loaded is told in one sentence.
    except (Exception, SystemExit) as error:
        raise UsageError(
            text("check.pack.broken", path=file, why=str(error).rstrip("。") or type(error).__name__)
        ) from error


def _load_data(file: Path) -> Pack:
    written = tomllib.loads(file.read_text(encoding="utf-8"))
    pack = msgspec.convert(written, _PackFile, strict=False)
    Law(overrides=pack.parameters)
    return Pack(tuple(_pattern_rule(one) for one in pack.rules), pack.parameters)


def _load_code(file: Path) -> list[Rule]:
    spec = importlib.util.spec_from_file_location(f"jixiao_pack_{file.stem}", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return rules_of(module)


def _pattern_rule(one: PatternRule) -> Rule:
    wanted = re.compile(one.find)
    unwanted = re.compile(one.unless) if one.unless else None
    _try_words(one.id, one.title)
    _try_words(one.id, one.message, found="")
    _try_words(one.id, one.hint, found="")

    def judge(dossier: Dossier) -> Outcome:
        places = [*_PLACES[one.where](dossier)]
        hits = [
            found(spot, found=hit[0], cause=hit[0])
            for spot, words in places
            if (hit := wanted.search(words)) and not (unwanted and unwanted.search(words))
        ]
        return judged(places, hits, without=_NOTHING[one.where])

    return Rule(
        id=one.id,
        level=Level(one.level),
        title=_both(one.title),
        citations=(cite(one.act, one.clause),) if one.act else (),
        message=_both(one.message),
        hint=_both(one.hint),
        many=None,
        kinds=frozenset(one.kinds),
        name="pattern",
        about=one.title,
        notes="",
        judge=judge,
    )


def _try_words(id: str, words: str, **holes: str) -> None:
    try:
        words.format(**holes)
    except (LookupError, ValueError, AttributeError):
        raise _WrongWords(id, words) from None


def _both(words: str) -> Words:
    """A user's own words are the same in both languages."""
    return Words(words, words)


def _texts(dossier: Dossier) -> Iterator[tuple[Spot, str]]:
    yield from ((one, one.words) for one in dossier.texts)


def _indicators(name: str) -> Callable[[Dossier], Iterator[tuple[Spot, str]]]:
    def places(dossier: Dossier) -> Iterator[tuple[Spot, str]]:
        for item in dossier.indicators:
            words = getattr(item.indicator, name)
            if words:
                yield item.field(name), words.text if name == "target" else words

    return places


def _goals(dossier: Dossier) -> Iterator[tuple[Spot, str]]:
    for item in dossier.projects:
        yield from ((item.field(f"goals[{i}]"), words) for i, words in enumerate(item.project.goals))


def _purpose(dossier: Dossier) -> Iterator[tuple[Spot, str]]:
    yield from ((item.field("purpose"), item.project.purpose) for item in dossier.projects if item.project.purpose)


_PLACES: dict[Where, Callable[[Dossier], Iterator[tuple[Spot, str]]]] = {
    "text": _texts,
    "name": _indicators("name"),
    "description": _indicators("description"),
    "target": _indicators("target"),
    "basis": _indicators("basis"),
    "goals": _goals,
    "purpose": _purpose,
}
_NOTHING = dict.fromkeys(("name", "description", "target", "basis"), NO_INDICATORS) | {
    "text": NO_TEXT,
    "goals": NO_PROJECTS,
    "purpose": NO_PROJECTS,
}
