"""`jixiao read`."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from jixiao import api

from .conftest import PLAN, Call


def test_one_file_is_a_tree(call: Call, folder: Path) -> None:
    status, out, err = call("read", folder / "甲.txt")
    assert (status, err) == (0, "")
    assert "守牢安全底线" in out
    assert "\x1b" not in out
    assert out.splitlines()[-1].startswith("合计：")


def test_one_file_is_one_indented_object(call: Call, folder: Path) -> None:
    status, out, err = call("read", "--json", folder / "甲.txt")
    printed = json.loads(out)
    assert (status, err) == (0, "")
    assert out.startswith('{\n  "schema": "jixiao/document/1",\n')
    assert "file" not in printed
    jsonschema.validate(printed, api.schema("read"))


def test_several_files_are_one_object_a_line(call: Call, folder: Path) -> None:
    status, out, err = call("read", folder, "--json")
    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(folder / "b/乙.txt"), str(folder / "甲.txt")]
    assert status == 2
    assert err == f"无法读取 {folder / 'b/空.txt'}：文件没有内容。请确认已保存，并重新选择文件。\n"


def test_several_trees_end_in_a_total(call: Call, folder: Path) -> None:
    status, out, err = call("read", folder / "甲.txt", folder / "b", "--lang", "en")
    assert status == 2
    assert out.splitlines()[-1] == "2 files read: 0 projects, 0 indicators, 1 files could not be read"
    assert str(folder / "甲.txt") in out.splitlines()
    assert err.startswith("Cannot read ")


def test_a_missing_file_does_not_stop_the_others(call: Call, folder: Path) -> None:
    status, out, err = call("read", folder / "没有.docx", folder / "甲.txt")
    assert status == 2
    assert err == f"无法读取 {folder / '没有.docx'}：文件不存在。请检查路径。\n"
    assert "守牢安全底线" in out


def test_an_empty_folder_is_told(call: Call, tmp_path: Path) -> None:
    status, out, err = call("read", tmp_path)
    assert (status, out) == (2, "")
    assert "文件夹里没有文件" in err


def test_a_hidden_file_is_read_when_named(call: Call, folder: Path) -> None:
    (folder / ".hidden").write_text(PLAN, encoding="utf-8")
    assert call("read", folder / ".hidden").status == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps file names that are no text")
def test_a_file_name_of_other_bytes(call: Call, tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xbc\xd7.txt")
    Path(path).write_text(PLAN, encoding="utf-8")
    status, out, _ = call("read", path, path, "--json")
    assert status == 0
    assert "\ufffd" in json.loads(out.splitlines()[0])["file"]


def test_standard_input(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PLAN.encode("gb18030"))))
    status, out, _ = call("read", "-", "--json")
    assert status == 0
    assert json.loads(out)["overall_goals"][0]["heading"] == "守牢安全底线"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert call("read", "-").err.startswith("无法读取 标准输入：")


def test_settings_bound_the_reading(call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_MAX_FILE_MB", "1")
    (folder / "甲.txt").write_bytes(PLAN.encode() * 12_000)
    status, _, err = call("read", folder / "甲.txt")
    assert status == 2
    assert "JIXIAO_MAX_FILE_MB" in err
    monkeypatch.setenv("JIXIAO_MAX_FILE_MB", "many")
    status, _, err = call("read", folder / "甲.txt")
    assert status == 2
    assert err == "环境变量 JIXIAO_MAX_FILE_MB 的值“many”无效：应为大于零的整数。\n"


def test_a_closed_pipe_is_no_error(folder: Path) -> None:
    call = [sys.executable, "-m", "jixiao", "read", *[str(folder / "甲.txt")] * 40]
    process = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (0, b"")


def test_a_document_about_something_else_is_told(call: Call, folder: Path) -> None:
    (folder / "信.txt").write_text("各位同事：\n本周五下午开会，请准时参加。\n", encoding="utf-8")
    status, out, err = call("read", folder / "信.txt")
    assert (status, out) == (2, "")
    assert err.startswith(f"无法读取 {folder / '信.txt'}：没有找到预算绩效内容")
    status, out, _ = call("read", "--json", folder / "信.txt")
    assert (status, json.loads(out)["kind"]) == (2, "unknown")
