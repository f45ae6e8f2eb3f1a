"""Conventions of the rules: one a file, named for its id and defect, both languages with the same holes."""

from __future__ import annotations

import ast
import importlib
import re
import string
from pathlib import Path

from jixiao.checks import all_rules
from jixiao.checks.registry import FAMILIES
from jixiao.language import Words

CATALOGUE = "../shared/domain/rules.md"
LONGEST_RULE = 120
FORMATTER = string.Formatter()


def _files(root: Path) -> list[Path]:
    return sorted((root / "src/jixiao/checks/rules").glob("*/[a-z][a-z][a-z][0-9][0-9]_*.py"))


def test_every_rule_of_the_catalogue_is_there(root: Path) -> None:
    catalogue = (root / CATALOGUE).read_text(encoding="utf-8")
    ids = re.findall(r"^\| ([A-Z]{3}\d\d) \|", catalogue, re.MULTILINE)
    assert len(ids) == 193
    assert sorted(all_rules()) == sorted(ids)
    assert {rule_id[:3] for rule_id in ids} == set(FAMILIES)


def test_levels_are_those_of_the_catalogue(root: Path) -> None:
    catalogue = (root / CATALOGUE).read_text(encoding="utf-8")
    letters = {"E": "error", "W": "warning", "I": "hint"}
    for rule_id, letter in re.findall(r"^\| ([A-Z]{3}\d\d) \| [^\n]*? \| ([EWI]) \|", catalogue, re.MULTILINE):
        assert all_rules()[rule_id].level == letters[letter], rule_id


def test_a_rule_is_one_file_named_for_its_id_and_defect(root: Path) -> None:
    names = {f"{rule.family.lower()}/{rule.id.lower()}_{rule.name}" for rule in all_rules().values()}
    assert {f"{path.parent.name}/{path.stem}" for path in _files(root)} == names
    assert [path.name for path in _files(root) if path.read_text(encoding="utf-8").count("\n") > LONGEST_RULE] == []


def test_every_rule_says_what_is_right_and_cites_the_law() -> None:
    for rule in all_rules().values():
        assert rule.about.endswith((".", "?")), (rule.id, rule.about)
        assert rule.citations, rule.id
        assert rule.title.zh and rule.title.en, rule.id
        assert not re.search("[\u4e00-\u9fff]", rule.title.en), (rule.id, rule.title.en)


def test_both_languages_fill_the_same_holes(root: Path) -> None:
    for path in sorted((root / "src/jixiao/checks/rules").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Words":
                zh, en = (ast.literal_eval(argument) for argument in node.args)
                assert _holes(zh) == _holes(en), (path.name, zh)


def test_the_shared_reasons_are_used(root: Path) -> None:
    reasons = importlib.import_module("jixiao.checks.reasons")
    names = [name for name, value in vars(reasons).items() if isinstance(value, Words)]
    sources = [path.read_text(encoding="utf-8") for path in (root / "src/jixiao/checks").rglob("*.py")]
    assert [name for name in names if sum(name in source for source in sources) < 2] == []


def test_no_threshold_is_a_literal(root: Path) -> None:
    """A number of the law in a rule is one that nobody can date; what a method needs is a named constant."""
    found = []
    for path in _files(root):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        for function in functions:
            body = [node for statement in function.body for node in ast.walk(statement)]
            indices = {id(part) for node in body if isinstance(node, ast.Subscript) for part in ast.walk(node.slice)}
            for node in body:
                number = node.value if isinstance(node, ast.Constant) and id(node) not in indices else None
                if isinstance(number, int | float) and number not in PLAIN:
                    found.append(f"{path.stem}:{node.lineno}: {number}")
    assert found == []


PLAIN = {0, 1, 2, 100, -1}


def _holes(words: str) -> set[str]:
    return {name for _, name, _, _ in FORMATTER.parse(words) if name is not None}
