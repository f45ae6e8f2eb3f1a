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
CRASHING = """
from jixiao.checks.rule import Level, rule
from jixiao.language import Words

WORDS = Words("试", "trial")


@rule(id="USR01", level=Level.HINT, title=WORDS, citations=[], message=WORDS, hint=WORDS)
def divides(dossier):
    return 1 / 0
"""


def test_the_report_shows_where_why_and_what_to_write(call: Call) -> None:
    status, out, err = call("check", SAMPLE, "--select", "PLN01")
    assert (status, err) == (1, "")
    assert out.index("未检查 1 处") < out.index("PLN01")
    lines = out.splitlines()
    (quoted,) = [number for number, line in enumerate(lines) if "│" in line and "325%" in line]
    assert lines[quoted + 1].strip(" │") == "^^^"
    assert all(word in out for word in ("建议：", "依据：", "发现问题 1 个（错误 1，疑问 0，提示 0）"))


def test_the_marker_stands_under_the_end_of_an_item_not_under_the_same_mark_before(call: Call, tmp_path: Path) -> None:
    from jixiao.report.width import display_width

    paper = tmp_path / "plan.txt"
    items = "1.完善制度。财政所每月核对；\n2.留存资料。经办人留存验收单。\n3.加强检查。镇纪委检查一次。\n"
    paper.write_text(f"岚清县枫渡镇人民政府\n2025年部门预算绩效文本\n三、工作保障措施\n{items}", encoding="utf-8")
    lines = call("check", paper, "--select", "TXT05").out.splitlines()
    quoted = [number for number, line in enumerate(lines) if "│" in line and "." in line]
    assert len(quoted) == 3
    for number in quoted:
        assert lines[number + 1].endswith(" ^^")
        assert display_width(lines[number]) == display_width(lines[number + 1])


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


def test_a_file_that_cannot_be_read_is_named_on_the_page(call: Call, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    out = tmp_path / "r.html"
    assert call("check", BASES / "plan.txt", tmp_path / "empty.txt", "--format", "html", "-o", out).status == 2
    page = out.read_text(encoding="utf-8")
    assert page.index("empty.txt：文件没有内容") < page.index("<article")
    assert "共检查 1 个文件：错误 0 个，疑问 0 个，提示 0 个；未能读取 1 个文件" in page


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_where_nothing_was_read_no_report_is_written(call: Call, tmp_path: Path, form: str) -> None:
    out = tmp_path / "report"
    status, printed, err = call("check", "none.docx", "--format", form, "-o", out)
    assert (status, printed, out.exists()) == (2, "", False)
    assert err.count("\n") == 1 and "文件不存在" in err
    assert call("check", "none.docx", "--format", form).out == ""


def test_a_report_in_a_file_has_no_colours(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in call("check", SAMPLE, "--select", "PLN01").out
    call("check", SAMPLE, "--select", "PLN01", "-o", tmp_path / "r.txt")
    assert "\x1b[" not in (tmp_path / "r.txt").read_text(encoding="utf-8")


def test_a_report_never_replaces_the_document(call: Call, tmp_path: Path) -> None:
    paper = tmp_path / "plan.txt"
    paper.write_bytes((BASES / "plan.txt").read_bytes())
    status, _, err = call("check", tmp_path, "-o", tmp_path / "." / "plan.txt")
    assert (status, "请换一个文件名" in err) == (2, True)
    assert paper.read_bytes() == (BASES / "plan.txt").read_bytes()


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
        ([""], "请给出要检查的文件"),
        (["x.txt", "--select", "ABC"], "没有规则或规则族 ABC"),
        (["x.txt", "--profile", "mars"], "mars"),
        (["x.txt", "--as-of", "soon"], "“soon”不是日期"),
        (["x.txt", "--rules", "none.toml"], "找不到规则包"),
        (["x.txt", "--facts", "none.toml"], "无法读取 none.toml：文件不存在"),
        (["x.txt", "--against", "pyproject.toml"], "无法读取 pyproject.toml：没有找到预算绩效内容"),
        (["x.txt", "--previous", "pyproject.toml"], "无法读取 pyproject.toml：没有找到预算绩效内容"),
        (["x.txt", "--against", "none.txt"], "无法读取 none.txt：文件不存在"),
        (["x.txt"], "文件不存在"),
    ],
)
def test_a_wrong_call_gets_one_sentence(call: Call, words: list[str], told: str) -> None:
    status, out, err = call("check", *words)
    assert (status, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_a_fact_that_nobody_knows_is_refused(call: Call, tmp_path: Path) -> None:
    facts = tmp_path / "facts.toml"
    for words in ("aproved_on = 2025-01-20", "[[payments]]\nproject = '甲'\nsummary = '乙'\nyaun = '1'"):
        facts.write_text(words, encoding="utf-8")
        status, _, err = call("check", SAMPLE, "--facts", facts)
        assert (status, str(facts) in err) == (2, True)


def test_what_was_not_checked_is_bounded_and_placed_like_the_findings(call: Call) -> None:
    paper = Path("tests/data/documents/plan.doc")
    out = call("check", paper).out
    assert out.index("另有 49 处未能读出，没有检查，见 JSON") < out.index("错误  ")
    assert "另有 49 处未能读出" in call("check", paper, "--format", "html").out
    assert len(json.loads(call("check", paper, "--format", "json").out)["not_checked"]) == 69
    fused = Path("../shared/samples/layouts/hunan_hengshan_2020_selfeval.txt")
    assert "└─ 第1行  " in call("check", fused).out
    assert "<b>第1行</b>" in call("check", fused, "--format", "html").out


def test_a_place_that_holds_several_members_is_shown_once(call: Call) -> None:
    out = call("check", BASES / "self_evaluation.txt", "--against", BASES / "plan.txt", "--select", "EVA26").out
    assert "批复的3个项目没有自评表" in out
    assert out.count("│ 项目支出绩效自评表") == 1
    page = call("check", BASES / "self_evaluation.txt", "--against", BASES / "plan.txt", "--format", "html").out
    assert page.count('data-card="f1-1"') == 1


def test_the_facts_of_the_documentation_are_known(call: Call, tmp_path: Path) -> None:
    shown = Path("docs/how-to/check-documents.md").read_text(encoding="utf-8")
    facts = tmp_path / "facts.toml"
    facts.write_text(shown.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    status, out, err = call("check", BASES / "plan.txt", "--facts", facts, "--select", "PUB")
    assert (status, err) == (1, "")
    assert "2025年1月20日批复，2025年2月14日才公开" in out and "PUB09" not in out


def test_a_document_that_no_rule_judged_is_not_called_clean(call: Call) -> None:
    out = call("check", SAMPLE, "--select", "EVA").out
    assert "没有一条规则适用，什么都没有检查" in out and "没有发现问题" not in out
    assert "没有一条规则适用" in call("check", SAMPLE, "--select", "EVA", "--format", "html").out


def test_a_crash_is_told_with_what_the_maintainers_need(call: Call, tmp_path: Path) -> None:
    pack = tmp_path / "own.py"
    pack.write_text(CRASHING, encoding="utf-8")
    status, out, _ = call("check", SAMPLE, "--rules", pack, "--select", "USR01,PLN01")
    assert status == 1
    assert all(
        word in out for word in ("SYS01", "规则 USR01 运行出错", "详情：ZeroDivisionError", "PLN01", "检查不完整")
    )
    html = call("check", SAMPLE, "--rules", pack, "--select", "USR01", "--format", "html").out
    assert "详情：ZeroDivisionError" in html


def test_a_paragraph_of_no_field_is_named_in_words(call: Call) -> None:
    out = call("check", SAMPLE, "--select", "IDN09").out
    assert "正文（第17行）" in out and "passages" not in out


def test_a_rule_is_explained_with_law_and_example(call: Call) -> None:
    status, out, _ = call("rules", "pln01")
    assert status == 0
    assert all(word in out for word in ("PLN01", "级别：错误", "依据：", "示例", "建议："))
    listed = call("rules").out
    assert all(rule in listed for rule in ("STR01", "FMT09", "PUB12"))
    assert "PLN02" in call("rules", "PLN").out and "AMT01" not in call("rules", "PLN").out
    status, _, err = call("rules", "XYZ")
    assert (status, err) == (2, "没有规则或规则族 XYZ。用 jixiao rules 列出全部规则。\n")
