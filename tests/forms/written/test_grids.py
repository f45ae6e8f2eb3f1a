"""What was read from a clean official file is written with an equal grid: the same cells, merges and words.

The official files are made here with python-docx, after the forms as finance bureaus publish them: nothing of ours
takes part in making them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import pytest

from jixiao import api
from jixiao.documents import read_blocks
from jixiao.documents.blocks import Table

Rows = list[list[tuple[str, int]]]
"""For every row its cells from left to right: words and rows that they reach over."""

HEBEI = (
    ["1.河渠清理绩效目标表", "（2025年度）"],
    """
    901001云河县青石镇人民政府 @4 | 单位：元 @3
    项目编码 | 99012825P00QSX0000001 @2 | 项目名称 | 河渠清理 @3
    预算规模及资金用途 | 预算数 | 86000.00 | 其中：财政资金 | 80000.00 | 其他资金 | 6000.00
    ^ | 用于清理三条河渠、修补护岸。 @6
    资金支出计划（%） | 3月底 | 6月底 | 10月底 @2 | 12月底 @2
    ^ | 25% | 50% | 80% @2 | 100% @2
    绩效目标 | 1.汛前完成三条河渠的清理。 @6
    """,
    """
    一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据
    产出指标 | 数量指标 | 清理河渠长度 | 清理并经验收的长度 | ≥12公里 | 年度计划
    ^ | ^ | 修补护岸处数 | 修补的护岸处数 | =4处 | 年度计划
    ^ | 质量指标 | 验收合格率 | 合格标段占比 | =100% | 行业标准
    效益指标 | 社会效益指标 | 受益村数 | 受益的行政村数 | ≥9个 | 年度计划
    满意度指标 | 服务对象满意度指标 | 村民满意度 | 问卷调查满意的比例 | ≥90% | 问卷调查
    """,
)
NATIONAL_TARGET = (
    ["项目支出绩效目标申报表", "（2025年度）"],
    """
    项目名称 | 村级饮水设施维修 @7
    主管部门及代码 | 901-云河县水务局 @3 | 实施单位 | 云河县青石镇人民政府 @3
    项目属性 | 延续项目 @3 | 项目期 | 三年 @3
    项目资金（万元） | 中期资金总额： | 30.6 @2 | 年度资金总额： | 10.2 @3
    ^ | 其中：财政拨款 | 30 @2 | 其中：财政拨款 | 10 @3
    ^ | 其他资金 | 0.6 @2 | 其他资金 | 0.2 @3
    总体目标 | 中期目标（2024年—2026年） @3 | 年度目标 @4
    ^ | 1.全镇供水站维修一遍。\n2.水质稳定达标。 @3 | 1.维修供水站16处。\n2.水质达标率98%以上。 @4
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
    ^ | 产出指标 | 数量指标 | 维修供水站 | ≥48处 | 数量指标 | 维修供水站 | =16处
    ^ | ^ | 质量指标 | 水质达标率 | ≥98% | 质量指标 | 水质达标率 | ≥98%
    ^ | 效益指标 | 社会效益指标 | 受益人口 | ≥3.6万人 | 社会效益指标 | 受益人口 | ≥1.2万人
    """,
)
NATIONAL_SELF_EVALUATION = (
    ["项目支出绩效自评表", "（2024年度）"],
    """
    项目名称 | 乡镇卫生院设备购置 @8
    主管部门 | 云河县卫生健康局 @3 | 实施单位 | 云河县第二人民医院 @4
    项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 @2 | 分值 | 执行率 | 得分
    ^ | 年度资金总额 | 120.00 | 118.50 | 118.50 @2 | 10 | 100.00% | 10.00
    ^ | 其中：当年财政拨款 | 120.00 | 118.50 | 118.50 @2 | — | 100.00% | —
    ^ | 上年结转资金 | 0.00 | 0.00 | 0.00 @2 | — |  | —
    ^ | 其他资金 |  |  |  @2 | — |  | —
    年度总体目标 | 预期目标 @4 | 实际完成情况 @4
    ^ | 购置设备12台，6月底前投入使用。 @4 | 设备12台已于5月投入使用。 @4
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
    ^ | 产出指标 | 数量指标 | 购置设备 | =12台 | 12台 | 30 | 30 |
    ^ | ^ | 时效指标 | 投入使用时间 | 6月底前 | 5月20日 | 20 | 20 |
    ^ | 效益指标 | 社会效益指标 | 就诊人次增长率 | ≥5% | 4% | 30 | 24 | 下半年流感病例减少。
    ^ | 满意度指标 | 服务对象满意度指标 | 患者满意度 | ≥90% | 93% | 10 | 10 |
    总分 @6 | 100 | 94.00 |
    """,
)
MONITORING = (
    ["项目支出绩效目标执行监控表", "（2025年度）"],
    """
    项目名称 | 防汛物资储备 @5 | 主管部门及代码 | 901-云河县水务局 @3 | 实施单位 | 云河县防汛中心 @6
    项目资金（万元） |  @4 | 年初预算数 @2 | 1-7月执行数 @3 | 1-7月执行率 @4 | 全年预计执行数 @3
    ^ | 年度资金总额 @4 | 50 @2 | 30 @3 | 60% @4 | 50 @3
    ^ | 其中：本年一般公共预算拨款 @4 | 50 @2 | 30 @3 | 60% @4 | 50 @3
    ^ | 其他资金 @4 |  @2 |  @3 |  @4 |  @3
    年度总体目标 | 主汛期前储备全部物资。 @16
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 1-7月执行情况 | 全年预计完成情况 | 偏差原因分析 @6 | 完成目标可能性 @3 | 备注
    ^ | ^ | ^ | ^ | ^ | ^ | ^ | 经费保障 | 制度保障 | 人员保障 | 硬件条件保障 | 其他 | 原因说明 | 确定能 | 有可能 | 完全不可能 | ^
    ^ | 产出指标 | 数量指标 | 储备编织袋 | ≥5万条 | 5万条 | 5万条 |  |  |  |  |  |  | √ |  |  |
    ^ | ^ | ^ | 储备救生衣 | ≥300件 | 120件 | 300件 | √ |  |  |  |  | 采购流标 |  | √ |  | 已重新招标
    ^ | 效益指标 | 社会效益指标 | 应急响应时间 | ≤2小时 | 1.5小时 | 2小时 |  |  |  |  |  |  | √ |  |  |
    """,
)
SICHUAN_FLAT = (
    ["部门预算项目绩效目标申报表（2025年度）", "金额单位：元"],
    """
    单位名称 | 项目名称 | 预算数 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重 | 指标方向性
    901001-云河县青石镇人民政府 | 村级阵地活动经费 | 580,000.00 | 保障12个村阵地正常开放。 | 产出指标 | 数量指标 | 开放阵地 | = | 12 | 个 | 40 | 正向指标
    ^ | ^ | ^ | ^ | 效益指标 | 社会效益指标 | 活动覆盖率 | ≥ | 95 | % | 50 | 正向指标
    ^ | 村组干部补贴 | 2,980,500.00 | 按月足额发放。 | 产出指标 | 时效指标 | 发放延误 | ≤ | 3 | 天 | 40 | 反向指标
    ^ | ^ | ^ | ^ | 满意度指标 | 服务对象满意度指标 | 干部满意度 | ≥ | 95 | % | 50 | 正向指标
    """,
)
DEPARTMENT_TARGET = (
    ["部门整体支出绩效目标申报表", "（2025年度）"],
    """
    部门（单位）名称 | 云河县水务局 @5
    年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元） @3
    ^ | ^ | ^ | 总额 | 财政拨款 | 其他资金
    ^ | 农村水利 | 河渠清理、设施维修 | 328.6 | 320 | 8.6
    ^ | 防汛抗旱 | 物资储备、应急演练 | 95.86 | 95.86 | 0
    ^ | 金额合计 @2 | 424.46 | 415.86 | 8.6
    年度总体目标 | 1.河渠畅通。\n2.安全度汛。 @5
    年度绩效指标 | 一级指标 | 二级指标 | 三级指标 @2 | 指标值
    ^ | 产出指标 | 数量指标 | 清理河渠长度 @2 | ≥120公里
    ^ | ^ | 质量指标 | 验收合格率 @2 | =100%
    ^ | 效益指标 | 社会效益指标 | 受益人口 @2 | ≥20万人
    """,
)


def official(lines: Sequence[str], *pictures: str) -> bytes:
    """A Word file with lines above and tables as the pictures show them: `^` goes on from above, `@n` spans n columns."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    for picture in pictures:
        rows = [row for line in picture.strip().split("\n    ") for row in [_cells(line)]]
        width = sum(span for _, span in rows[0])
        table = document.add_table(rows=len(rows), cols=width)
        above: dict[int, tuple[int, int]] = {}
        for number, row in enumerate(rows):
            column = 0
            for text, span in row:
                if text == "^":
                    first, span = above[column]
                    table.cell(first, column).merge(table.cell(number, column + span - 1))
                else:
                    cell = table.cell(number, column).merge(table.cell(number, column + span - 1))
                    cell.text = text
                    above[column] = (number, span)
                column += span
            assert column == width, row
        document.add_paragraph()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _cells(line: str) -> list[tuple[str, int]]:
    parts = [cell.rpartition("@") if "@" in cell else (cell, "@", "1") for cell in line.split("|")]
    return [(text.strip(), int(span)) for text, _, span in parts]


def rows_of(data: bytes, name: str) -> Rows:
    """The rows of all tables of a file."""
    tables = [item for item in read_blocks(data, name).items if isinstance(item, Table)]
    return [
        [(cell.text.strip(), cell.rows) for cell in table.cells if cell.row == row]
        for table in tables
        for row in range(table.height)
    ]


@pytest.mark.parametrize("file_format", ["docx", "xlsx", "html"])
@pytest.mark.parametrize(
    ("form", "lines", "pictures"),
    [
        pytest.param(form, made[0], made[1:], id=form)
        for form, made in (
            ("hebei_project_target", HEBEI),
            ("national_project_target", NATIONAL_TARGET),
            ("national_self_evaluation", NATIONAL_SELF_EVALUATION),
            ("monitoring", MONITORING),
            ("sichuan_flat_target", SICHUAN_FLAT),
            ("department_target", DEPARTMENT_TARGET),
        )
    ],
)
def test_a_clean_official_file_is_written_with_an_equal_grid(
    form: str, lines: list[str], pictures: tuple[str, ...], file_format: str
) -> None:
    clean = official(lines, *pictures)
    document = api.read_bytes(clean, "表.docx")
    assert document.unread == ()
    written = api.write(document, file_format, api.WriteOptions(form=form))
    assert written.left_out == ()
    assert rows_of(written.data, f"表.{file_format}") == rows_of(clean, "表.docx")
