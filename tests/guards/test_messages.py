"""Screen wording: used keys are there, keys that are there are used, both languages fill the same holes."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from jixiao.language import LANGUAGES, messages
from jixiao.model import document

FORMATTER = string.Formatter()


def _entries(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    for name, value in table.items():
        if "zh" in value or "en" in value:
            yield prefix + name, value
        else:
            yield from _entries(value, f"{prefix}{name}.")


MESSAGES = dict(_entries(messages()))


def _holes(words: str) -> set[str]:
    return {name for _, name, _, _ in FORMATTER.parse(words) if name is not None}


def _calls(modules: dict[str, ast.Module]) -> Iterator[tuple[str, ast.Call]]:
    for name, module in modules.items():
        nodes = [*ast.walk(module)]
        imports = (node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "jixiao.language")
        local = {alias.asname or alias.name for node in imports for alias in node.names if alias.name == "text"}
        for node in nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in local and node.args:
                yield name, node


def _keys(key: ast.expr) -> Iterator[tuple[str, bool]]:
    """The keys that an expression may name: whole ones, or what a computed one begins with."""
    if isinstance(key, ast.Constant):
        yield str(key.value), True
    elif isinstance(key, ast.IfExp):
        yield from _keys(key.body)
        yield from _keys(key.orelse)
    elif isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
        yield str(key.values[0].value), False
    else:
        raise AssertionError(f"a key that no guard can follow: {ast.unparse(key)}")


def _tables(modules: dict[str, ast.Module]) -> set[str]:
    """What is looked up in the messages themselves: `messages()["pdf"]` makes use of all below `pdf.`."""
    nodes = [node for module in modules.values() for node in ast.walk(module) if isinstance(node, ast.Subscript)]
    own = [n for n in nodes if isinstance(n.value, ast.Call) and ast.unparse(n.value.func) == "messages"]
    return {f"{node.slice.value}." for node in own if isinstance(node.slice, ast.Constant)}


def test_both_languages_say_the_same() -> None:
    assert len(MESSAGES) > 50
    for key, words in MESSAGES.items():
        assert set(words) == set(LANGUAGES), key
        assert _holes(words["zh"]) == _holes(words["en"]), key
        assert all(words.values()) or key == "tree.place.between", key


def test_the_chinese_is_chinese_and_the_english_has_none() -> None:
    for key, words in MESSAGES.items():
        assert not re.search(r"[\u4e00-\u9fff]", words["en"]), key


def test_every_used_key_is_there(modules: dict[str, ast.Module]) -> None:
    for name, call in _calls(modules):
        for key, whole in _keys(call.args[0]):
            known = key in MESSAGES if whole else any(existing.startswith(key) for existing in MESSAGES)
            assert known, f"{name}: no message {key}"
            if whole and not any(keyword.arg is None for keyword in call.keywords):
                assert {k.arg for k in call.keywords} == _holes(MESSAGES[key]["zh"]), f"{name}: holes of {key}"


def test_every_key_is_used(modules: dict[str, ast.Module], root: Path) -> None:
    used = {entry for _, call in _calls(modules) for entry in _keys(call.args[0])}
    whole = {key for key, is_whole in used if is_whole}
    beginnings = (*(key for key, is_whole in used if not is_whole), *_tables(modules))
    source = "\n".join(path.read_text(encoding="utf-8") for path in (root / "src/jixiao").rglob("*.py"))
    words = set(re.findall(r"\w+", source))
    unused = [
        key for key in MESSAGES if key not in whole and not (key.startswith(beginnings) and key.split(".")[-1] in words)
    ]
    assert unused == []


@pytest.mark.parametrize(
    ("family", "names"),
    [
        ("tree.kind", get_args(document.DocumentKind)),
        ("tree.unread", get_args(document.UnreadReason)),
        ("tree.doubt", get_args(document.DoubtReason)),
        ("tree.note", get_args(document.NoteKind)),
    ],
)
def test_every_word_of_the_model_has_its_wording(family: str, names: tuple[str, ...]) -> None:
    assert sorted(key for key in MESSAGES if key.startswith(f"{family}.")) == sorted(
        f"{family}.{name}" for name in names
    )
