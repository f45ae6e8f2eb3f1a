"""Language, help, version, wrong calls."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import jsonschema
import pytest

from jixiao import __version__
from jixiao.cli.dispatch import COMMANDS

from .conftest import Call


def test_version(call: Call) -> None:
    expected = (0, f"jixiao {__version__}\n", "")
    assert (
        call("--version")
        == call("-V")
        == call("--lang", "en", "--version")
        == call("--version", "--lang=en")
        == expected
    )


def test_help_is_chinese_first(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("--help").out.startswith("用法：jixiao")
    assert call("--help", "--lang", "en").out.startswith("usage: jixiao")
    assert call("--lang=en", "read", "-h").out.startswith("usage: jixiao read")
    assert call("read", "-h", "--lang=en").out == call("--lang=en", "read", "-h").out
    monkeypatch.setenv("JIXIAO_LANG", "en")
    assert call("schema", "--help").out.startswith("usage: jixiao schema")
    assert call("--lang", "zh", "schema", "--help").out.startswith("用法：jixiao schema")


def test_no_command_shows_the_help_as_an_error(call: Call) -> None:
    status, out, err = call()
    assert (status, out) == (2, "")
    assert err == call("--help").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["chek", "x.docx"],
            f"没有“chek”这个命令。可用的命令：{' | '.join(COMMANDS)}。请运行 jixiao --help 查看用法。\n",
        ),
        (["read"], "请给出要读取的文件或文件夹，例如：jixiao read 绩效文本.docx\n"),
        (["read", "--jsn", "x"], "不认识的参数：--jsn。请运行 jixiao read --help 查看用法。\n"),
        (["read", "--js", "x"], "不认识的参数：--js。请运行 jixiao read --help 查看用法。\n"),
        (["--nothing"], "不认识的参数：--nothing。请运行 jixiao --help 查看用法。\n"),
        (
            ["check", "--format", "pdf"],
            "--format 后面应为 text、json、html 之一。请运行 jixiao check --help 查看用法。\n",
        ),
        (["check", "--level"], "--level 后面应为 error、warning、hint 之一。请运行 jixiao check --help 查看用法。\n"),
        (["check", "x", "-o"], "--out 后面缺少内容。请运行 jixiao check --help 查看用法。\n"),
        (["schema", "chek"], "没有“chek”的 Schema。可用的名称：read | check | score。\n"),
        (["schema", "read", "read"], "不认识的参数：read。请运行 jixiao schema --help 查看用法。\n"),
        (["--lang", "fr", "read"], "不支持语言“fr”。--lang 和 JIXIAO_LANG 可以是：zh | en。\n"),
        (["read", "--lang"], "不支持语言“”。--lang 和 JIXIAO_LANG 可以是：zh | en。\n"),
    ],
)
def test_a_wrong_call_gets_one_sentence(call: Call, words: list[str], said: str) -> None:
    assert call(*words) == (2, "", said)


def test_the_schema_is_a_schema(call: Call) -> None:
    status, out, _ = call("schema")
    assert status == 0
    assert call("schema", "read").out == out
    jsonschema.Draft202012Validator.check_schema(json.loads(out))


def test_output_is_utf_8_whatever_the_locale() -> None:
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "ascii",
        "PYTHONCOERCECLOCALE": "0",
    }
    done = subprocess.run([sys.executable, "-m", "jixiao", "--help"], capture_output=True, env=environment, check=True)
    assert done.stdout.decode("utf-8").startswith("用法：jixiao")


def test_the_version_needs_nothing_heavy() -> None:
    code = "import sys; from jixiao.cli import main; main(['--version']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"argparse", "msgspec", "tomllib", "jixiao.api", "jixiao.language"}.isdisjoint(loaded)
