"""`jixiao score`."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest

from jixiao import api
from jixiao.report.width import display_width

from .conftest import PLAN, Call

FORM = """项目支出绩效自评表
（2024年度）
填报单位：云河县教育局　单位：万元
项目名称	校园足球
主管部门	云河县教育局	实施单位	云河县第二小学
项目资金（万元）		年初预算数	全年预算数	全年执行数	分值	执行率	得分
	年度资金总额	80.00	100.00	95.00	10	95%	9.5
绩效指标	一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分
	产出指标	数量指标	比赛场次	≥60场	57场	50	47.5
	效益指标	社会效益指标	学生体质	有效提升	部分达成	30	20
	满意度指标	服务对象满意度指标	学生满意度	≥90%	95%	10	10
总分						100	87
"""


@pytest.fixture
def right(tmp_path: Path) -> Path:
    path = tmp_path / "甲自评表.txt"
    path.write_text(FORM, encoding="utf-8")
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "乙自评表.txt"
    path.write_text(FORM.replace("50\t47.5", "50\t50"), encoding="utf-8")
    return path


def test_a_right_form_leaves_with_0(call: Call, right: Path) -> None:
    status, out, err = call("score", right)
    assert (status, err) == (0, "")
    assert "核对完毕：4 项得分全部一致。" in out
    assert "95% × 10 = 9.5" in out
    assert "57 ÷ 60 × 50 = 47.5" in out


def test_a_difference_is_explained_and_leaves_with_1(call: Call, wrong: Path) -> None:
    status, out, err = call("score", wrong)
    assert (status, err) == (1, "")
    assert "自评 50 分 / 核算 47.5 分" in out
    assert "不一致：实际值57场 < 目标值60场，按完成比例计分" in out
    assert "自评各项相加" in out


def test_no_line_is_wider_than_80_columns(call: Call, wrong: Path) -> None:
    for language in ("zh", "en"):
        out = call("score", wrong, "--lang", language).out
        assert max(map(display_width, out.splitlines())) <= 80


def test_the_english_says_the_same(call: Call, wrong: Path) -> None:
    out = call("score", wrong, "--lang", "en").out
    assert "paper 50 / computed 47.5" in out
    assert "differs: actual 57场 < target 60场" in out


def test_json_obeys_its_schema(call: Call, wrong: Path) -> None:
    status, out, _ = call("score", wrong, "--json")
    printed = json.loads(out)
    assert status == 1
    jsonschema.validate(printed, api.schema("score"))
    assert printed["schema"] == "jixiao/score/1"
    row = printed["evaluations"][0]["rows"][0]
    assert (row["subject"], row["paper"], row["ours"]) == ("projects[0].indicators[0]", "50", "47.50")
    assert row["working"][-1] == {
        "step": "ratio",
        "values": {"actual": "57", "target": "60", "weight": "50", "equals": "=", "points": "47.5"},
        "words": "57 ÷ 60 × 50 = 47.5",
    }
    assert json.loads(call("schema", "score").out) == api.schema("score")


def test_several_files_are_told_apart(call: Call, right: Path, wrong: Path) -> None:
    status, out, _ = call("score", right, wrong, "--json")
    assert status == 1
    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(right), str(wrong)]
    out = call("score", right, wrong, right.parent / "没有.txt").out
    assert str(wrong) in out.splitlines()
    assert "共核算 2 份自评表、8 项得分：1 份有不一致，共 2 处；另有 1 份文件无法核算" in out.replace("\n", "")


def test_what_is_no_self_evaluation_leaves_with_2(call: Call, right: Path, tmp_path: Path) -> None:
    plan = tmp_path / "文本.txt"
    plan.write_text(PLAN, encoding="utf-8")
    status, out, err = call("score", plan, right, tmp_path / "没有.txt")
    assert status == 2
    assert "核对完毕" in out
    assert f"无法核算 {plan}：这不是绩效自评表。" in err
    assert "文件不存在" in err


def test_an_empty_folder_is_told(call: Call, tmp_path: Path) -> None:
    assert call("score", tmp_path).status == 2


def test_standard_input(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FORM.encode())))
    assert call("score", "-").status == 0


def test_the_terms_of_a_day(call: Call, right: Path) -> None:
    status, out, err = call("score", right, "--as-of", "2010-01-01")
    assert (status, out) == (2, "")
    assert err.startswith("无法核算：2010年1月1日")
    assert json.loads(call("score", right, "--as-of", "2024-01-01", "--json").out)["as_of"] == "2024-01-01"


def test_the_terms_of_a_place(call: Call, right: Path) -> None:
    assert json.loads(call("score", right, "--profile", "hebei", "--json").out)["profile"] == "hebei"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "请给出要核算的自评表"),
        (("x.txt", "--as-of", "明天"), "“明天”不是日期"),
    ],
)
def test_a_wrong_call(call: Call, words: tuple[str, ...], told: str) -> None:
    status, out, err = call("score", *words)
    assert (status, out) == (2, "")
    assert told in err


def test_an_unknown_place(call: Call, right: Path) -> None:
    status, _, err = call("score", right, "--profile", "atlantis")
    assert status == 2
    assert "没有“atlantis”这个地区" in err
