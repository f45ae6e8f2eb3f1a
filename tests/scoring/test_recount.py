"""A whole form computed anew, through the real reader."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from jixiao import api
from jixiao.scoring import Line, Mark, Terms, Window, compare
from jixiao.scoring.printed import Evaluation, Row, ScoreReport

SAMPLES = Path("../shared/samples/layouts")

FORM = """项目支出绩效自评表
（2024年度）
填报单位：云河县教育局　单位：万元
项目名称	校园足球
主管部门	云河县教育局	实施单位	云河县第二小学
项目资金（万元）		年初预算数	全年预算数	全年执行数	分值	执行率	得分
	年度资金总额	80.00	100.00	95.00	10	95%	9.5
绩效指标	一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分
	产出指标	数量指标	比赛场次	≥60场	57场	30	28.5
		质量指标	安全事故	=0起	0起	20	20
	效益指标	社会效益指标	学生体质	有效提升	部分达成	30	20
	满意度指标	服务对象满意度指标	学生满意度	≥90%	95%	10	10
总分						100	88
自评等级	良
"""


def _score(text: str) -> ScoreReport:
    return api.score(api.read_bytes(text.encode(), "自评表.txt"))


def _one(text: str) -> Evaluation:
    (evaluation,) = _score(text).evaluations
    return evaluation


def _changed(old: str, new: str) -> str:
    assert FORM.count(old) == 1
    return FORM.replace(old, new)


def _row(evaluation: Evaluation, name: str) -> Row:
    return next(row for row in evaluation.rows if row.name == name)


def test_a_form_that_is_right() -> None:
    report = _score(FORM)
    assert (report.summary.judged, report.summary.differences, report.summary.open) == (5, 0, 0)
    (evaluation,) = report.evaluations
    assert evaluation.execution is not None
    assert evaluation.execution.working[0].values["rate"] == "95"
    assert (evaluation.total.paper, evaluation.total.ours) == (Decimal(88), Decimal("88.00"))
    assert evaluation.weights.paper == 100
    assert (evaluation.grade.paper, evaluation.grade.ours) == ("良", "良")


@pytest.mark.parametrize(
    ("old", "new", "name", "status"),
    [
        ("57场\t30\t28.5", "57场\t30\t30", "比赛场次", "differs"),
        ("57场\t30\t28.5", "57场\t30\t28.6", "比赛场次", "same"),
        ("57场\t30\t28.5", "57场\t30\t28.61", "比赛场次", "differs"),
        ("57场\t30\t28.5", "57场\t30\t31", "比赛场次", "above_weight"),
        ("57场\t30\t28.5", "已完成\t30\t28.5", "比赛场次", "not_judged"),
        ("57场\t30\t28.5", "57场\t30\t ", "比赛场次", "no_mark"),
        ("部分达成\t30\t20", "部分达成\t30\t25", "学生体质", "outside_window"),
        ("部分达成\t30\t20", "达成预期指标\t30\t24", "学生体质", "same"),
    ],
)
def test_a_changed_row(old: str, new: str, name: str, status: str) -> None:
    assert _row(_one(_changed(old, new)), name).status == status


def test_a_total_that_does_not_add_up() -> None:
    evaluation = _one(_changed("100\t88", "100\t95"))
    assert (evaluation.added.ours, evaluation.added.differs) == (Decimal("88.0"), True)
    assert (evaluation.total.ours, evaluation.total.differs) == (Decimal("88.00"), True)


def test_a_grade_of_another_band() -> None:
    evaluation = _one(_changed("自评等级\t良", "自评等级\t优"))
    assert evaluation.grade.differs
    assert _score(_changed("自评等级\t良", "自评等级\t优")).summary.differences == 1


def test_weights_that_do_not_add_up() -> None:
    evaluation = _one(_changed("0起\t20\t20", "0起\t25\t25"))
    assert (evaluation.weights.paper, evaluation.weights.differs) == (Decimal(105), True)


def test_a_lawful_formula_of_another_place_is_no_difference() -> None:
    text = _changed("≥60场\t57场\t30\t28.5", "≤60场\t75场\t30\t24")
    row = _row(_one(text), "比赛场次")
    assert (row.ours, row.status, row.method) == (Decimal("22.50"), "other_method", "ratio")


def test_rows_that_do_not_apply_are_rescaled() -> None:
    text = _changed("≥90%\t95%\t10\t10", "≥90%\t不适用\t10\t").replace("100\t88", "100\t86.67")
    evaluation = _one(text)
    assert not _row(evaluation, "学生满意度").applicable
    assert (evaluation.total.ours, evaluation.total.differs) == (Decimal("86.67"), False)


def test_a_form_without_execution_may_total_ninety() -> None:
    rows = [line for line in FORM.splitlines() if not line.startswith(("项目资金", "\t年度资金"))]
    evaluation = _one("\n".join(rows))
    assert evaluation.execution is None
    assert (evaluation.weights.ours, evaluation.weights.differs) == (Decimal(90), False)


def test_a_value_read_with_doubt_is_no_difference() -> None:
    report = api.score(api.read(SAMPLES / "chongqing_dept_selfeval_2021_ocr.txt"))
    statuses = {row.name: row.status for row in report.evaluations[0].rows}
    assert statuses["政府采购执行率"] == "doubtful"
    assert report.summary.open > 0


def test_real_contradictions_are_found() -> None:
    report = api.score(api.read(SAMPLES / "anhui_suixi_2019_selfeval_stars.txt"))
    wrong = {row.name: row.ours for row in report.evaluations[0].rows if row.status == "differs"}
    assert wrong == {
        "★★★特殊人员供养人数(按月平均)(≥**人)": Decimal("4.87"),
        "救助标准(<**元/户·年)——一户年最高5100元": Decimal("8.94"),
    }


def test_the_words_of_a_right_form_are_not_blamed() -> None:
    report = api.score(api.read(SAMPLES / "anhui_chizhou_2022_selfeval_docx.txt"))
    assert report.summary.differences == 0
    assert report.evaluations[0].execution is not None
    assert report.evaluations[0].execution.reason == "no_budget"


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*selfeval*")), ids=lambda path: path.stem)
def test_every_report_can_be_printed_and_read_back(path: Path) -> None:
    report = api.score(api.read(path))
    assert msgspec.json.decode(msgspec.json.encode(report), type=ScoreReport) == report


def test_every_status_of_a_comparison(national: Terms) -> None:
    exact = Mark(weight=Decimal(10), points=Decimal(8), others={"ratio": Decimal(6)})
    window = Mark(weight=Decimal(10), window=Window(lowest=Decimal(6), highest=Decimal(8), closed=False))
    unknown = Mark(weight=Decimal(10), reason="no_actual")
    tolerance = national.tolerance_own
    found = [compare(exact, Decimal(points), tolerance)[0] for points in ("8.01", "6", "7", "-1", "11")]
    assert found == ["same", "other_method", "differs", "below_zero", "above_weight"]
    assert [compare(window, Decimal(points), tolerance)[0] for points in ("6", "9")] == ["same", "outside_window"]
    assert compare(unknown, Decimal(5), tolerance)[0] == "not_judged"
    assert compare(unknown, None, tolerance)[0] == "no_mark"


def test_our_total_takes_the_papers_choice_inside_a_window() -> None:
    window = Mark(weight=Decimal(10), window=Window(lowest=Decimal(6), highest=Decimal(8)))
    facts = {"subject": "x", "name": None, "target": None, "actual": None, "mark": window, "paper": Decimal(7)}
    assert Line(**facts, status="same").counted == 7
    assert Line(**facts, status="outside_window").counted is None
