"""What sentences say of values that were read otherwise than written, of projects without a name, of quotations."""

from __future__ import annotations

from pathlib import Path

from jixiao import api
from jixiao.checks.folding import quoted

LAYOUTS = Path("../shared/samples/layouts")


def _messages(layout: str, rule: str) -> list[str]:
    checked = api.Checker(api.CheckOptions(select=[rule])).check(LAYOUTS / f"{layout}.txt")
    return [finding.message for finding in checked.report.findings]


def test_a_value_whose_operator_was_repaired_is_told_as_it_was_read() -> None:
    (message,) = _messages("chongqing_dept_selfeval_2021_ocr", "EVA13")
    assert "“教育培训次数”完成11次，指标值24次（读作≥4次）。" in message


def test_a_project_without_a_name_has_no_name_in_quotation_marks() -> None:
    messages = _messages("sichuan_daying_2023_selfeval", "WGT02")
    assert messages and all(message.startswith("该项目一级指标权重为产出") for message in messages)


def test_quotation_marks_inside_a_quotation_are_single() -> None:
    assert quoted(["一般公共预算“三公”经费支出情况表"]) == "“一般公共预算‘三公’经费支出情况表”"


def test_a_document_without_a_year_is_not_told_to_write_an_empty_one() -> None:
    checked = api.Checker(api.CheckOptions(select=["STR02", "STR09"])).check("tests/data/documents/office_plan.pdf")
    hints = {finding.rule: finding.hint for finding in checked.report.findings}
    assert "人民政府××××年部门预算绩效文本" in hints["STR02"]
    assert "本单位××××年无专项资金" in hints["STR09"]
