"""Files as office programs and typesetters write them, with their own fonts: the whole grid, read off the page."""

from __future__ import annotations

from pathlib import Path

from jixiao.documents import read_blocks
from jixiao.documents.blocks import Blocks
from tests.documents.pdf_files import grid_of, texts

DATA = Path(__file__).parents[1] / "data/documents"
ON = "‥"
"""A position that a merged cell covers."""


def _read(name: str) -> Blocks:
    return read_blocks((DATA / name).read_bytes(), name)


def test_a_plan_of_a_word_processor_over_three_pages() -> None:
    blocks = _read("office_plan.pdf")
    assert [(p.role, p.page, p.text[:9]) for p in blocks.paragraphs()] == [
        ("contents", 1, "目 录"),
        ("contents", 1, "一、总体绩效目标\t"),
        ("contents", 1, "二、河道清理绩效目"),
        ("heading", 2, "一、总体绩效目标"),
        ("body", 2, "一是保障行洪安全。"),
        ("body", 2, "二是控制项目成本。"),
        *(("body", 2, f"第{number}项按时完成。") for number in range(1, 8)),
        ("heading", 2, "1.河道清理绩效目"),
        ("body", 2, "494001云溪县"),
        ("body", 3, "以上依据年初预算要"),
    ]
    assert texts(blocks)[4] == (
        "一是保障行洪安全。全年清理河道12公里，3月底、6月底、9月底、12月底，资金支出进度分别达到25%、50%、75%、100%。"
        "改善水环境质量，群众满意度达到90%以上，按时完成年度计划。"
    )
    assert texts(blocks)[14] == "494001云溪县青禾镇人民政府本级\t单位：元"
    assert (blocks.unread, blocks.notes) == ((), ())


def test_the_tables_of_that_plan_one_of_them_over_the_page_break() -> None:
    first, second = _read("office_plan.pdf").tables()
    goals = "1.全年清理河道12公里，验收合格率达到95%，按时完成年度计划，改善水环境质量；\n2.群众满意度达到90%以上。"
    assert grid_of(first) == [
        ["项目编码", "99012825P00QHZ0000001", ON, ON, "项目名称", "河道清理", ON],
        ["预算规模及资金用途", "预算数", "20000.00", "其中：财政资金", "20000.00", "其他资金", ""],
        [ON, "用于河道清理等资金", ON, ON, ON, ON, ON],
        ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底", ON, ON],
        [ON, "25%", "50%", "75%", "100%", ON, ON],
        ["绩效目标", goals, ON, ON, ON, ON, ON],
    ]
    assert grid_of(second) == [
        ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
        ["产出指标", "数量指标", "清理河道长度", "全年清理河道的长度", ">=12公里", "年度计划"],
        [ON, "质量指标", "清理合格率", "验收合格的河道长度所占的比例", ">=95%", "验收标准"],
        [ON, "时效指标", "按时完成率", "按时完成率", ">=90%", "年度计划"],
        [ON, "成本指标", "项目成本控制", "项目成本控制率", "<=20000元", "年初预算"],
        ["效益指标", "社会效益指标", "保障行洪安全", "行洪安全", "定性", "年度计划"],
        [ON, "生态效益指标", "改善水环境", "改善水环境质量", ">=90%", "年度计划"],
        ["满意度指标", "服务对象满意度指标", "群众满意度", "群众满意度", ">=90%", "问卷调查"],
    ]
    assert [cell.rows for cell in second.cells if cell.column == 0] == [1, 4, 2, 1]
    assert {cell.page for cell in second.cells} == {2, 3}


def test_a_lying_page_of_a_typesetter_with_and_without_ruling_lines() -> None:
    blocks = _read("typeset_selfeval.pdf")
    ruled, aligned = blocks.tables()
    assert grid_of(ruled) == [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"],
        ["产出指标", "数量指标", "清理河道长度", "≥12公里", "12.5公里", "20"],
        [ON, "质量指标", "清理合格率", "≥95%", "96%", "15"],
        [ON, "时效指标", "按时完成率", "≥90%", "100%", "15"],
        ["效益指标", "社会效益指标", "保障行洪安全，全年不因河道淤积发生内涝，汛期巡查到位", "定性", "达成", "20"],
        [ON, "生态效益指标", "改善水环境质量", "≥90%", "91%", "20"],
        ["满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "95%", "10"],
        ["总分", ON, ON, ON, ON, "100"],
    ]
    assert (ruled.ragged, aligned.ragged) == (False, True)
    assert grid_of(aligned) == [
        ["项目", "年初预算", "用途"],
        ["河道清理", "20000.00", "清理河道12公里"],
        ["汛期巡查", "8600.00", "巡查"],
        ["合计", "28600.00", ""],
    ]
    assert texts(blocks) == [
        "项目支出绩效自评表",
        "填报单位：青禾镇。以上得分由河道清理项目组自评，经镇人民政府审核后报县财政局备案，自评结论与年度计划一致，"
        "资金按时支付。",
    ]
