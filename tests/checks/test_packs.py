"""A user's own rules and values."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jixiao import api
from jixiao.checks.packs import load_pack
from jixiao.errors import UsageError
from tests.checks.casebook import BASES

PATTERNS = """
[parameters.spending_plan]
last_percent = "120"

[[rules]]
id = "USR01"
level = "error"
where = "name"
find = "人数$"
unless = "从未出现"
title = "名称以人数结尾"
message = "“{found}”不够具体"
hint = "写明是什么人"
"""

CODE = '''
from jixiao.checks.outcome import found, judged
from jixiao.checks.rule import Level, rule
from jixiao.language import Words


@rule(
    id="USR02",
    level=Level.HINT,
    title=Words("试", "trial"),
    citations=[],
    message=Words("有{count_of}个项目", "{count_of} projects"),
    hint=Words("", ""),
)
def many_projects(dossier):
    """Few projects."""
    return judged(1, [found(dossier.spot(""), count_of=len(dossier.projects))], without=Words("无", "none"))
'''


def _pack(folder: Path, **files: str) -> Path:
    for name, words in files.items():
        (folder / name.replace("_", ".")).write_text(words, encoding="utf-8")
    return folder


def test_a_folder_of_patterns_values_and_rule_files(tmp_path: Path) -> None:
    pack = _pack(tmp_path, own_toml=PATTERNS, more_py=CODE)
    checked = api.Checker(api.CheckOptions(packs=[pack], select=["USR", "PLN03"])).check(BASES / "plan.txt")
    rules = [finding.rule for finding in checked.report.findings]
    assert "USR02" in rules
    assert "PLN03" in rules, "the value of the pack go before the law's own"
    (people,) = [finding for finding in checked.report.findings if finding.rule == "USR01"]
    names = [str(item.name) for project in checked.document.projects for item in project.indicators]
    assert len(people.members) > sum(name.endswith("人数") for name in names)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("[[rules]]\nid = 'USR1'\nfind='a'\ntitle='a'\nmessage='a'", "规则编号 USR1 不合规"),
        ("[[rules]]\nid = 'PLN01'\nfind='a'\ntitle='a'\nmessage='a'", "规则编号 PLN01 已被使用"),
        ("[[rules]]\nid = 'USR01'\nfind='('\ntitle='a'\nmessage='a'", "无法载入"),
        ("[[rules]]\nid = 'USR01'\nfnd='a'", "无法载入"),
        ("[parameters.none.such]\nvalue = 1", "无法载入"),
        ("not toml", "无法载入"),
        ("[[rules]]\nid = 'USR01'\nfind='a'\ntitle='a'\nmessage='{fund}'", "规则 USR01 的文字里花括号用错了"),
        ("[[rules]]\nid = 'USR01'\nfind='a'\ntitle='a'\nmessage='a'\nhint='{found.x}'", "花括号用错了"),
        ("[[rules]]\nid = 'USR01'\nfind='a'\ntitle='{found}'\nmessage='a'", "花括号用错了"),
        ("", "既没有规则，也没有参数"),
    ],
)
def test_a_broken_pack_gets_one_sentence(tmp_path: Path, words: str, told: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        load_pack(path)


def test_the_packs_of_the_documentation_work(tmp_path: Path) -> None:
    shown = Path("docs/how-to/add-a-rule.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"```(toml|python)\n(.*?)```", shown, re.DOTALL))
    pack = _pack(tmp_path, own_toml=blocks["toml"], own_py=blocks["python"])
    report = api.Checker(api.CheckOptions(packs=[pack], select=["USR"])).check(BASES / "plan.txt").report
    ((rule, message, hint),) = [(finding.rule, finding.message, finding.hint) for finding in report.findings]
    assert (rule, "没有写明在哪个村实施" in message, hint) == ("USR02", True, "在项目名称中写明村名。")
    assert [passed.rule for passed in report.passed] == ["USR01"]


def test_the_same_words_are_one_finding(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(PATTERNS.replace("人数$", "人数|次数"), encoding="utf-8")
    checked = api.Checker(api.CheckOptions(packs=[path], select=["USR"])).check(BASES / "plan.txt")
    found = [finding.found for finding in checked.report.findings]
    assert len(found) == len(set(found)) < checked.report.summary.places


def test_a_broken_rule_file_and_none_at_all(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有规则文件"):
        load_pack(tmp_path)
    with pytest.raises(UsageError, match="找不到规则包"):
        load_pack(tmp_path / "none.toml")
    _pack(tmp_path, bad_py="raise SystemExit(3)")
    with pytest.raises(UsageError, match="无法载入"):
        load_pack(tmp_path)
    _pack(tmp_path, bad_py="import nothing_of_the_kind")
    with pytest.raises(UsageError, match="无法载入"):
        load_pack(tmp_path)
