"""Every layout as it arrives in practice, and the whole sample, against what a person read in them."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.compare import as_json, content, differences, places
from benchmarks.quality import documents
from jixiao import api

SOURCES = {expected.stem: (source, expected) for source, expected in documents()}
SAMPLE = "gushu-2025"
LAYOUTS = sorted(SOURCES.keys() - {SAMPLE})
KNOWN = tomllib.loads((Path(__file__).parent / "known_differences.toml").read_text(encoding="utf-8"))
MARKS = re.compile(r"\[bookmark:[^\]\n]*\]|[\s|｜│┃\x00-\x1f\x7f\u200b-\u200f\ufeff]")


@cache
def _found(name: str) -> Any:
    return as_json(api.read(SOURCES[name][0]))


def _expected(name: str) -> Any:
    return json.loads(SOURCES[name][1].read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_read_as_a_person_reads_it(name: str) -> None:
    known = KNOWN.get(name, {})
    differing = differences(content(_found(name)), content(_expected(name)))
    new = {path: words for path, words in differing.items() if path not in known}
    assert not new, "differences that are not known:\n" + "\n".join(f"{path}: {words}" for path, words in new.items())
    assert sorted(known.keys() - differing.keys()) == [], "known differences that are gone: strike them off"


def test_known_differences_name_layouts_and_reasons() -> None:
    assert sorted(KNOWN.keys() - set(LAYOUTS)) == []
    assert [path for paths in KNOWN.values() for path, reason in paths.items() if len(reason) < 10] == []


def test_the_sample_is_read_field_by_field_with_every_place() -> None:
    found = {key: value for key, value in _found(SAMPLE).items() if key not in ("at", "passages", "notes")}
    assert differences(found, _expected(SAMPLE)) == {}


@pytest.mark.parametrize("name", [*LAYOUTS, SAMPLE])
def test_every_quote_stands_where_its_place_says(name: str) -> None:
    lines = _without_site_numbers(SOURCES[name][0].read_text(encoding="utf-8").split("\n"))
    lines = [MARKS.sub("", line) for line in lines]
    found = list(places(_found(name)))
    assert found
    assert [place for place in found if not _stands(lines, place)] == []


def _without_site_numbers(lines: list[str]) -> list[str]:
    """Lines without the numbers 1、 2、 3、 that a site put before each of them, in the middle of words."""
    numbered = [re.match(r"([0-9]+)、", line) for line in lines if line]
    if [int(match[1]) for match in numbered if match] != list(range(1, len(numbered) + 1)) or len(numbered) < 2:
        return lines
    return [re.sub(r"^[0-9]+、", "", line) for line in lines]


def _stands(lines: list[str], place: dict[str, Any]) -> bool:
    """Whether the quote begins on the line of the place and goes on below it, blanks and bars folded."""
    quote = MARKS.sub("", place["quote"])
    if not quote or place["line"] is None:
        return False
    first = lines[place["line"] - 1]
    return 0 <= "".join(lines[place["line"] - 1 :]).find(quote) < len(first)


def test_the_guards_themselves_see_what_they_look_for() -> None:
    assert differences({"a": [1]}, {"a": [1, 2], "b": None}) == {"a[1]": "nothing ≠ 2", "b": "nothing ≠ null"}
    doubt = {"subject": "unit", "reason": "label_repaired", "text": "x"}
    assert differences({"doubts": [doubt]}, {"doubts": [doubt | {"text": "y"}]}) == {}
    assert differences({"doubts": [doubt]}, {}) == {"doubts: unit label_repaired": "listed ≠ not listed"}
    entries = [{"reason": "no_slot", "text": text} for text in "ab"]
    assert differences({"unread": entries}, {"unread": entries[1:]}) == {"unread: no_slot a": "listed ≠ not listed"}
    assert list(differences({"unread": entries}, {"unread": entries[::-1]})) == ["unread: order"]
    assert _stands(["ab", "cd"], {"line": 1, "quote": "b c"})
    assert not _stands(["ab", "cd"], {"line": 1, "quote": "cd"})
    assert not _stands(["ab", "cd"], {"line": 2, "quote": ""})
