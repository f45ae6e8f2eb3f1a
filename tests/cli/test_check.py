"""`jixiao check` and `jixiao rules`."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from jixiao import api
from tests.checks.casebook import BASES

from .conftest import Call

SAMPLE = Path("../shared/samples/gushu-2025.txt")


def test_the_report_shows_where_why_and_what_to_write(call: Call) -> None:
    status, out, err = call("check", SAMPLE, "--select", "PLN01")
    assert (status, err) == (1, "")
    assert out.index("未检查 1 处") < out.index("PLN01")
    lines = out.splitlines()
    (quoted,) = [number for number, line in enumerate(lines) if "│" in line and "325%" in line]
    assert lines[quoted + 1].strip(" │") == "^^^"
    assert all(word in out for word in ("建议：", "依据：", "发现问题 1 个（错误 1，疑问 0，提示 0）"))


def test_no_line_is_wider_than_the_screen(call: Call) -> None:
    from jixiao.report.width import display_width

    for language in ("zh", "en"):
        out = call("check", SAMPLE, "--lang", language).out
        assert [line for line in out.splitlines() if display_width(line) > 80] == []


def test_a_clean_document_leaves_with_0(call: Call) -> None:
    status, out, _ = call("check", BASES / "plan.txt")
    assert (status, "没有发现问题" in out or "错误 0，疑问 0" in out) == (0, True)


@pytest.mark.parametrize(("level", "expected"), [("error", 0), ("warning", 1), ("hint", 1)])
def test_the_chosen_level_decides_the_exit_status(call: Call, level: str, expected: int) -> None:
    assert call("check", SAMPLE, "--select", "VAL03", "--level", level).status == expected


def test_json_obeys_its_schema(call: Call) -> None:
    status, out, _ = call("check", SAMPLE, "--format", "json")
    printed = json.loads(out)
    assert (status, printed["schema"], printed["file"]) == (1, "jixiao/report/1", str(SAMPLE))
    jsonschema.validate(printed, api.schema("check"))
    jsonschema.Draft202012Validator.check_schema(api.schema("check"))
    (folded,) = [finding for finding in printed["findings"] if finding["rule"] == "VAL02"]
    assert len(folded["members"]) == 42
    assert folded["members"][41]["subject"] == "projects[4].indicators[5].target"
    paths = {finding["subject"] for finding in printed["findings"]}
    assert "itemized_goals[3].spending_plan[0]" in paths


def test_several_files_are_one_report_a_line_and_bad_ones_do_not_end_it(call: Call, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    status, out, err = call("check", SAMPLE, tmp_path, BASES / "plan.txt", "--format", "json")
    assert [Path(json.loads(line)["file"]).name for line in out.splitlines()] == ["gushu-2025.txt", "plan.txt"]
    assert (status, "empty.txt" in err) == (2, True)
    out = call("check", SAMPLE, BASES / "plan.txt").out
    assert out.splitlines()[-1].startswith("共检查 2 个文件")


def test_a_report_goes_into_a_file(call: Call, tmp_path: Path) -> None:
    status, out, err = call("check", SAMPLE, "--format", "html", "-o", tmp_path / "r.html")
    assert (status, out) == (1, "")
    assert str(tmp_path / "r.html") in err
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert call("check", SAMPLE, "-o", tmp_path / "no" / "r.html").status == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "请给出要检查的文件"),
        (["x.txt", "--select", "ABC"], "没有规则或规则族 ABC"),
        (["x.txt", "--profile", "mars"], "mars"),
        (["x.txt", "--as-of", "soon"], "“soon”不是日期"),
        (["x.txt", "--rules", "none.toml"], "找不到规则包"),
        (["x.txt", "--facts", "none.toml"], "无法读取 none.toml"),
        (["x.txt", "--against", "none.txt"], "无法读取 none.txt：文件不存在"),
        (["x.txt"], "文件不存在"),
    ],
)
def test_a_wrong_call_gets_one_sentence(call: Call, words: list[str], told: str) -> None:
    status, out, err = call("check", *words)
    assert (status, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_a_rule_is_explained_with_law_and_example(call: Call) -> None:
    status, out, _ = call("rules", "pln01")
    assert status == 0
    assert all(word in out for word in ("PLN01", "级别：错误", "依据：", "示例", "建议："))
    listed = call("rules").out
    assert all(rule in listed for rule in ("STR01", "FMT09", "PUB12"))
    assert "PLN02" in call("rules", "PLN").out and "AMT01" not in call("rules", "PLN").out
    assert call("rules", "XYZ").status == 2
