"""`jixiao write --template` and `--places`."""

from __future__ import annotations

from pathlib import Path

import docx
import msgspec
import pytest

from tests.forms.written.own_templates import hebei_template, plan

from .conftest import Call


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a model and a template."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "预算.json").write_bytes(msgspec.json.encode(plan(2)))
    hebei_template().save(str(tmp_path / "模板.docx"))
    return tmp_path


def template(folder: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    path = folder / "短.docx"
    document.save(str(path))
    return path


def test_a_template_is_filled(call: Call, folder: Path) -> None:
    status, printed, err = call("write", "预算.json", "--template", "模板.docx", "-o", "文本.docx")
    assert (status, printed, err) == (0, "", "已生成 文本.docx\n")
    words = [paragraph.text for paragraph in docx.Document(str(folder / "文本.docx")).paragraphs]
    assert words[0] == "云河县青石镇人民政府2026年部门预算绩效文本"
    assert "2.河渠清淤2期绩效目标表" in words


def test_what_the_template_has_no_place_for_is_told(call: Call, folder: Path) -> None:
    status, _, err = call("write", "预算.json", "--template", template(folder, "{{单位名称}}"), "-o", "文本.docx")
    assert status == 0
    assert "没有栏目，未写入：" in err
    assert "unit.code: 901001" in err


def test_gaps_are_refused_or_marked(call: Call, folder: Path) -> None:
    short = template(folder, "{{单位名称}}，{{监控期间}}")
    status, _, err = call("write", "预算.json", "--template", short, "-o", "文本.docx")
    assert (status, (folder / "文本.docx").exists()) == (2, False)
    assert "{{监控期间}}（period）：缺少必填内容" in err
    status, _, err = call("write", "预算.json", "--template", short, "-o", "文本.docx", "--marks")
    assert status == 0
    assert "还有 1 处待填" in err
    assert docx.Document(str(folder / "文本.docx")).paragraphs[0].text == "云河县青石镇人民政府，待填"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--template", "模板.docx", "-o", "文本.pdf"), "用自己的模板只能生成 .docx 文件，不能生成“pdf”"),
        (("--template", "模板.docx", "--form", "hebei_plan", "-o", "文本.docx"), "只能用一个"),
        (("--template", "没有.docx", "-o", "文本.docx"), "无法读取 没有.docx：文件不存在"),
        (("--template", "预算.json", "-o", "文本.docx"), "无法使用模板 预算.json：不是 .docx 文件"),
        (("--template", "短.docx", "-o", "文本.docx"), "{{单位名}}：没有这个名称，相近的有：单位名称"),
        (("--template", "空.docx", "-o", "文本.docx"), "里面没有占位符。请在要填的地方写上，例如 {{项目名称}}；"),
        (("--template", "模板.docx", "-o", "模板.docx"), "模板.docx 已存在。要覆盖请加 --force。"),
    ],
)
def test_a_wrong_call_or_template_is_told(call: Call, folder: Path, words: tuple[str, ...], told: str) -> None:
    template(folder, "{{单位名}}")
    docx.Document().save(str(folder / "空.docx"))
    before = (folder / "模板.docx").read_bytes()
    status, out, err = call("write", "预算.json", *words)
    assert (status, out) == (2, "")
    assert told in err
    assert (folder / "模板.docx").read_bytes() == before


@pytest.mark.parametrize(("language", "words"), [("zh", "{{3月底}}"), ("en", "{{项目名称}}  project name")])
def test_the_names_are_listed(call: Call, language: str, words: str) -> None:
    status, printed, _ = call("write", "--places", "--lang", language)
    assert status == 0
    assert words in printed
