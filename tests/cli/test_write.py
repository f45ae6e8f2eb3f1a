"""`jixiao write`."""

from __future__ import annotations

import errno
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from jixiao import api
from jixiao.model.content import content_of

from .conftest import Call

FORM = """项目支出绩效目标申报表
（2025年度）
项目名称	河渠清淤
主管部门	云河县水务局	实施单位	云河县河道管理所
项目属性	新增项目	项目期	一年
项目资金（万元）	年度资金总额	12.50
	其中：财政拨款	12.50
年度目标	汛前完成6条河渠清淤。
绩效指标	一级指标	二级指标	三级指标	指标值
	产出指标	数量指标	清淤河渠	≥6条
	效益指标	社会效益指标	沿岸积水点	=0处
"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "目标.txt"
    path.write_text(FORM, encoding="utf-8")
    document = api.read(path)
    model = tmp_path / "目标.json"
    model.write_bytes(msgspec.json.encode(document))
    return model


@pytest.mark.parametrize("suffix", ["docx", "pdf", "xlsx", "html", "txt", "json"])
def test_the_suffix_chooses_the_format(call: Call, model: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"表.{suffix}"
    status, printed, err = call("write", model, "-o", out)
    assert (status, printed) == (0, "")
    assert f"已生成 {out}" in err
    written = api.load_file(out, out.name)
    assert content_of(written) == content_of(api.load_file(model, model.name))


def test_a_document_is_written_as_well_as_a_model(call: Call, model: Path, tmp_path: Path) -> None:
    assert call("write", model.with_suffix(".txt"), "-o", tmp_path / "表.docx").status == 0


@pytest.mark.parametrize("name", ["annual_project_target", "项目支出绩效目标表（年度）"])
def test_a_form_has_two_names(call: Call, model: Path, tmp_path: Path, name: str) -> None:
    assert call("write", model, "--form", name, "-o", tmp_path / "表.html").status == 0
    assert "项目支出绩效目标申报表" in (tmp_path / "表.html").read_text(encoding="utf-8")


def test_what_a_form_has_no_place_for_is_told(call: Call, model: Path, tmp_path: Path) -> None:
    status, _, err = call("write", model, "--form", "annual_project_target", "-o", tmp_path / "表.html")
    assert status == 0
    assert "以下 2 项内容本表没有栏目，未写入：" in err
    assert "projects[0].details.项目属性: 新增项目" in err


def test_a_gap_refuses_and_says_where(call: Call, model: Path, tmp_path: Path) -> None:
    out = tmp_path / "表.docx"
    status, _, err = call("write", model, "--form", "hebei_project_target", "-o", out)
    assert status == 2
    assert "表样装不下这份内容，共 1 处" in err
    assert "项目编码（projects[0].code）：缺少必填内容" in err
    assert not out.exists()


def test_marks_stand_where_values_are_wanted(call: Call, model: Path, tmp_path: Path) -> None:
    out = tmp_path / "表.txt"
    assert call("write", model, "--form", "hebei_project_target", "--marks", "-o", out).status == 0
    assert "待填" in out.read_text(encoding="utf-8-sig")


def test_a_file_is_replaced_by_force_only(call: Call, model: Path, tmp_path: Path) -> None:
    out = tmp_path / "表.txt"
    out.write_text("我的文件", encoding="utf-8")
    status, _, err = call("write", model, "-o", out)
    assert (status, out.read_text(encoding="utf-8")) == (2, "我的文件")
    assert "已存在。要覆盖请加 --force。" in err
    assert call("write", model, "-o", out, "--force").status == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-o", "表.docx"), "请给出模型和要生成的文件"),
        (("目标.json",), "请给出模型和要生成的文件"),
        (("目标.json", "-o", "表.doc"), "不能生成“doc”格式"),
        (("目标.json", "-o", "表"), "不能生成“表”格式"),
        (("目标.json", "-o", "表.docx", "--form", "甲表"), "没有名为“甲表”的表样"),
        (("没有.json", "-o", "表.docx"), "没有.json"),
    ],
)
def test_a_wrong_call_is_one_sentence(
    call: Call, model: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(model.parent)
    status, out, err = call("write", *words)
    assert (status, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("{", "JSON 不完整"),
        ('{"schema": "jixiao/document/1",}', "JSON 写法有误，在第 31 字节"),
        ('{"projects": 3}', "projects：应为列表，写的是整数"),
        ('{"year": "2025"}', "year：应为整数或空，写的是文字"),
        ('{"kind": "plan"}', "kind：没有“plan”这个取值"),
        ('{"projects": [{"name": "甲"}]}', "projects[0]：缺少字段 ordinal"),
        ('{"projects": [{"ordinal": 1, "nmae": "甲"}]}', "projects[0].nmae"),
        ('{"projects": [{"ordinal": 1, "total_score": "十分"}]}', "projects[0].total_score：不是数字"),
        ('{"projects": [{"ordinal": 1, "total_score": "NaN"}]}', "projects[0].total_score：不是数字"),
        (
            '{"projects": [{"ordinal": 1, "funds": {"budget_yuan": "1e400"}}]}',
            "projects[0].funds.budget_yuan：不是数字",
        ),
    ],
)
def test_what_is_no_model_is_told(call: Call, tmp_path: Path, raw: str, told: str) -> None:
    path = tmp_path / "坏.json"
    path.write_text(raw, encoding="utf-8")
    status, _, err = call("write", path, "-o", tmp_path / "表.docx")
    assert status == 2
    assert f"无法读取 {path}" in err
    assert told in err


def test_the_cover_of_a_plan_bears_a_date_if_one_is_given(call: Call, tmp_path: Path) -> None:
    plan = Path(api.__file__).parents[1] / "samples/qingshi-2025-mended.json"
    out = tmp_path / "文本.txt"
    assert call("write", plan, "--date", "2025-01-20", "-o", out).status == 0
    assert "2025年1月20日" in out.read_text(encoding="utf-8-sig")
    assert call("write", plan, "-o", out, "--force").status == 0
    assert "2025年1月20日" not in out.read_text(encoding="utf-8-sig")


def test_standard_input_and_output(call: Call, model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(model.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    status, out, _ = call("write", "-", "-o", "-", "--format", "json")
    assert status == 0
    assert '"schema": "jixiao/document/1"' in out


def test_a_file_cannot_be_written_into_a_folder_that_is_not_there(call: Call, model: Path, tmp_path: Path) -> None:
    status, _, err = call("write", model, "-o", tmp_path / "没有" / "表.docx")
    assert status == 2
    assert "无法写入" in err
    assert "文件夹不存在" in err
    assert "No such file" not in err


def test_a_pipe_takes_the_bytes_and_a_link_stays_a_link(call: Call, model: Path, tmp_path: Path) -> None:
    behind, link = tmp_path / "真.txt", tmp_path / "链接.txt"
    behind.write_text("旧", encoding="utf-8")
    link.symlink_to(behind)
    assert call("write", model, "-o", link, "--force").status == 0
    assert link.is_symlink()
    assert "河渠清淤" in behind.read_text(encoding="utf-8-sig")
    assert call("write", model, "-o", os.devnull, "--format", "txt", "--force").status == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EACCES, "没有写入权限"),
        (errno.ENAMETOOLONG, "文件名太长"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_a_failing_disk_leaves_nothing_behind(
    call: Call, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    before = sorted(tmp_path.iterdir())
    status, _, err = call("write", model, "-o", tmp_path / "表.docx")
    assert (status, sorted(tmp_path.iterdir())) == (2, before)
    assert told in err


def test_a_full_standard_output_is_told(model: Path) -> None:
    """In a process of its own: the streams that the test holds know no disk."""
    code = "import sys; from jixiao.cli import main; sys.exit(main(sys.argv[1:]))"
    full = "/dev/full"
    command = [sys.executable, "-c", code, "write", str(model), "-o", "-", "--format", "txt"]
    with open(full, "wb") as out:
        made = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, check=False, encoding="utf-8")
    assert (made.returncode, made.stderr) == (2, "无法写到标准输出：磁盘空间不足。请清理磁盘或换一个位置。\n")


def test_left_out_values_of_one_kind_are_told_together(call: Call, model: Path, tmp_path: Path) -> None:
    status, _, err = call("write", model, "--form", "monitoring", "--marks", "-o", tmp_path / "表.txt")
    assert status == 0
    assert re.search(r"还有 [0-9]+ 处待填，已在文中标出。", err)
    plan = Path(api.__file__).parents[1] / "samples/qingshi-2025-mended.json"
    _, _, err = call("write", plan, "--form", "monitoring", "--marks", "-o", tmp_path / "二.txt")
    assert re.search(r"projects\[0\]\.purpose: .*（同类共 [0-9]+ 项）", err)
    assert "projects[1].purpose" not in err


def test_the_period_of_a_monitoring_form_is_given(call: Call, model: Path, tmp_path: Path) -> None:
    out = tmp_path / "监控.docx"
    assert call("write", model, "--form", "monitoring", "--marks", "--period", "1-9", "-o", out).status == 0
    assert api.read(out).period == "1-9"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--form", "monitoring", "--period", "1-13"), "“1-13”不是监控期间"),
        (("--form", "monitoring", "--period", "7-1"), "“7-1”不是监控期间"),
        (("--period", "1-7"), "用不到 --period"),
        (("--fonts", "没有"), "--fonts 指定的 没有 不是文件夹"),
        (("--editable",), "只有网页能带输入框，“docx”不能"),
        (("--template", "模板.docx", "--period", "1-7"), "用不到 --period"),
    ],
)
def test_what_would_be_ignored_is_refused(
    call: Call, model: Path, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    status, _, err = call("write", model, "-o", tmp_path / "表.docx", *words)
    assert status == 2
    assert told in err


def test_a_folder_is_no_model(call: Call, tmp_path: Path) -> None:
    status, _, err = call("write", tmp_path, "-o", tmp_path / "表.docx")
    assert status == 2
    assert "这是文件夹，不是文件" in err
