"""Sample papers for the writers' tests: a plan of a town that does not exist, a flat list, odd characters."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from hypothesis import strategies as st

from jixiao.documents.writing.paper import Box, Contents, Entry, Grid, Item, Line, Paper, Section

UNIT = "471012云河县青石镇人民政府本级"
ABOVE = "^"

Align = Literal["left", "centre", "right"]


def cell(text: str, units: int = 1, align: Align = "centre", *, value: bool = False, frame: bool = True) -> _Cell:
    """A cell of a row: `^` is the cell above carried on. A text that begins with 待填 is a mark."""
    return text, units, align, value, frame


_Cell = tuple[str, int, Align, bool, bool]


def value(text: str, units: int = 1, align: Align = "left") -> _Cell:
    return cell(text, units, align, value=True)


def grid(rows: Sequence[Sequence[_Cell]], head: tuple[int, int] = (0, 0)) -> Grid:
    """A grid of rows whose cells are measured in units; its columns are all borders that any row has."""
    borders = sorted({sum(one[1] for one in row[:index]) for row in rows for index in range(len(row) + 1)})
    column = {border: number for number, border in enumerate(borders)}
    boxes: dict[tuple[int, int], Box] = {}
    carried: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        at = 0
        for text, units, align, is_value, frame in row:
            here = column[at]
            if text == ABOVE:
                key = carried[here]
                old = boxes[key]
                boxes[key] = _box(old, rows=number - old.row + 1)
            else:
                carried[here] = number, here
                columns = column[at + units] - here
                boxes[number, here] = Box(
                    row=number, column=here, columns=columns, text=text, align=align, frame=frame,
                    role="value" if is_value else "label" if text else "blank", missing=text.startswith("待填"),
                    entry=Entry(path=f"boxes[{number}][{here}]", label=text) if is_value else None,
                )  # fmt: skip
            at += units
    widths = tuple((right - left) / borders[-1] for left, right in zip(borders, borders[1:], strict=False))
    return Grid(boxes=tuple(boxes[key] for key in sorted(boxes)), height=len(rows), widths=widths, head=head)


def _box(old: Box, *, rows: int) -> Box:
    return Box(
        row=old.row, column=old.column, rows=rows, columns=old.columns, text=old.text, role=old.role,
        align=old.align, frame=old.frame, missing=old.missing, entry=old.entry,
    )  # fmt: skip


INDICATORS = (
    ("产出指标", "数量指标", "开展护林巡查次数", "全年组织护林员进山巡查的总次数", "≥730次", "镇护林工作年度计划"),
    ("", "质量指标", "隐患整改率", "巡查发现的隐患当中已整改的比例", "≥98%", "上年度整改率为96%"),
    ("", "时效指标", "防火期值守到位时限", "进入防火期前值守人员全部到岗", "10月15日前", "县森林防火指挥部通知"),
    ("", "成本指标", "护林员人均补助", "每名护林员全年补助", "≤12000元/人", "县林业和草原部门补助标准"),
    ("效益指标", "社会效益指标", "较大以上森林火灾起数", "全年发生较大以上森林火灾的次数", "=0起", "历史标准"),
    ("", "可持续影响指标", "护林队伍稳定率", "年末在岗护林员占年初的比例", "≥90%", "历史标准"),
    ("满意度指标", "服务对象满意度指标", "沿山村民满意度", "问卷调查中表示满意的比例", "≥95%", "行业标准"),
)


def project(name: str, code: str, yuan: str, *, goals: str = "", times: int = 1) -> Grid:
    """The Hebei table of a project; `times` repeats its indicators."""
    return grid(
        [
            [cell(UNIT, 31, "left", frame=False), cell("单位：元", 11, "right", frame=False)],
            [cell("项目编码", 7), value(code, 14), cell("项目名称", 7), value(name, 14)],
            [cell("预算规模及资金用途", 7), cell("预算数", 5), value(yuan, 6, "right"), cell("其中：财政资金", 7),
             value(yuan, 6, "right"), cell("其他资金", 5), value("", 6, "right")],
            [cell(ABOVE, 7), value(f"用于{name}所需的人员补助、器材购置和日常支出。", 35)],
            [cell("资金支出计划（%）", 7), cell("3月底", 9), cell("6月底", 9), cell("10月底", 9), cell("12月底", 8)],
            [cell(ABOVE, 7), value("25%", 9, "centre"), value("50%", 9, "centre"), value("80%", 9, "centre"),
             value("100%", 8, "centre")],
            [cell("绩效目标", 7), value(goals or f"1.按计划完成{name}各项任务。\n2.资金支出合规，进度达到要求。", 35)],
            [cell(text, units) for text, units in zip(HEADS, HEAD_UNITS, strict=True)],
            *(
                [value(text or ABOVE, units, "centre" if units < 8 else "left")
                 for text, units in zip(row, HEAD_UNITS, strict=True)]
                for row in INDICATORS * times
            ),
        ],
        head=(7, 8),
    )  # fmt: skip


HEADS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
HEAD_UNITS = (6, 7, 8, 8, 5, 8)

_GOALS = (
    "一是守牢安全底线。护林员分片包山，防火期每日巡查不少于2次；微型消防站实行24小时值守，力争全年不发生较大以上火灾。"
    "对排查出的隐患逐项建立台账，明确责任人和整改时限，整改一项、销号一项，确保全年隐患整改率不低于98%。",
    "二是办好养老服务。镇区日间照料站全年开放，为60岁以上独居老人提供午餐、理发和健康登记，让老人在家门口有人管。",
    "三是保障群众饮水。对9个行政村的蓄水池、管道和水泵逐一检修，汛前完成清淤，做到停水不过夜。",
)
_PROJECTS = (
    ("护林防火巡查", "47101225P00QS0000101X", "86000.00"),
    ("农村饮水设施维修养护及水源地保护（含山区分散供水点）", "47101225P00QS0000102X", "120000.00"),
)


def hebei(count: int = 2) -> Paper:
    """A plan with cover, contents, a narrative in all styles and a table for each of `count` projects."""
    projects = [(_PROJECTS * count)[number] for number in range(count)]
    pages: list[Item] = []
    for number, (name, code, yuan) in enumerate(projects, 1):
        pages.append(
            Line(text=f"{number}.{name}绩效目标表", style="heading1", outline=2, new_page=number > 1)
        )  # fmt: skip
        pages.append(project(name, code, yuan, goals=_GOALS[0] if number == 1 else "", times=1 + number % 2 * 2))
    return Paper(
        title="云河县青石镇人民政府2025年部门预算绩效文本",
        unit="云河县青石镇人民政府",
        sections=(
            Section(
                items=(
                    Line(text="云河县青石镇人民政府", style="cover_unit"),
                    Line(text="2025年部门预算绩效文本", style="cover_title"),
                    Line(text="编制单位：云河县青石镇人民政府\n2025年1月", style="cover_date"),
                ),
                name="封面", numbered=False, centred=True,
            ),
            Section(items=(Contents(),), name="目录", numbered=False),
            Section(items=tuple(_narrative(projects)), name="部门整体绩效目标"),
            Section(
                items=(Line(text="第二部分\u3000预算项目绩效目标", style="part", outline=1), *pages),
                name="预算项目绩效目标",
            ),
        ),
    )  # fmt: skip


def _narrative(projects: Sequence[tuple[str, str, str]]) -> list[Line]:
    itemized = []
    for number, (name, _, yuan) in enumerate(projects, 1):
        itemized += [
            Line(text=f"（{number}）{name}", style="heading2", outline=3),
            Line(text="1.预算安排", style="heading3"),
            Line(
                text=f"“{name}”项目年初预算安排{yuan}元，主要目标为保障全镇{name}工作按计划完成。资金支出进度3月底、6月底、"
                "10月底、12月底，分别达到25%、50%、80%、100%。具体为：数量指标——开展护林巡查次数≥730次，质量指标——隐患整改率≥98%。",
                sources=(f"projects[{number - 1}]",),
            ),
        ]
    return [
        Line(text="第一部分\u3000部门整体绩效目标", style="part", outline=1),
        Line(text="云河县青石镇人民政府2025年绩效目标", style="title"),
        Line(text="（2025年1月6日镇长办公会议审议通过）", style="under_title"),
        Line(text="县财政局：", style="opening"),
        Line(text="一、总体绩效目标", style="heading1", outline=2),
        *(Line(text=text) for text in _GOALS * 3),
        Line(text="二、分项绩效目标", style="heading1", outline=2),
        *itemized,
        Line(text="三、工作保障措施", style="heading1", outline=2),
        Line(text="1.加强组织领导，成立镇长任组长的绩效管理工作领导小组，财政所负责日常工作。"),
        Line(text="待填：请补充监督检查的安排", missing=True),
        Line(text="云河县青石镇人民政府", style="signature"),
        Line(text="2025年1月6日", style="signature"),
    ]


FLAT_HEADS = (
    "序号",
    "项目名称",
    "年度预算\n（万元）",
    "年度目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值",
    "备注",
)
FLAT_UNITS = (3, 10, 6, 16, 6, 8, 12, 6, 5)


def flat(rows: int = 60) -> Paper:
    """A list on lying pages with a head of two rows."""
    heads = [
        [cell(text, units) for text, units in zip(FLAT_HEADS[:4], FLAT_UNITS[:4], strict=True)]
        + [cell("绩效指标", 32), cell("备注", 5)],
        [cell(ABOVE, units) for units in FLAT_UNITS[:4]]
        + [cell(text, units) for text, units in zip(FLAT_HEADS[4:8], FLAT_UNITS[4:8], strict=True)]
        + [cell(ABOVE, 5)],
    ]
    body = []
    for number in range(rows):
        level, kind, name, about, target, _ = INDICATORS[number % 7]
        begins = number % 7 == 0
        body.append([
            value(str(number // 7 + 1) if begins else ABOVE, 3, "centre"),
            value(f"山区道路养护第{number // 7 + 1}标段" if begins else ABOVE, 10),
            value(f"{number + 12}.50" if begins else ABOVE, 6, "right"),
            value(f"{about}，按季调度、年底考核，确保资金用在实处。" if begins else ABOVE, 16),
            value(level if level else ABOVE, 6, "centre"), value(kind, 8, "centre"), value(name, 12),
            value(target if number else "待填", 6, "centre"), value("", 5),
        ])  # fmt: skip
    return Paper(
        title="部门预算项目绩效目标表",
        unit="云河县财政局",
        sections=(
            Section(
                items=(
                    Line(text="部门预算项目绩效目标表", style="title", outline=1),
                    Line(text="（2025年度）", style="under_title"),
                    Line(text="部门：云河县青石镇人民政府", right="单位：万元", style="table_line"),
                    grid([*heads, *body], head=(0, 2)),
                    Line(text="注：1.本表由项目实施单位填写，按项目逐项填报；2.指标值应当可衡量。", style="note"),
                ),
                name="绩效目标",
                landscape=True,
            ),
        ),
    )


ODD = (
    "尖括号<b>与&amp;、\"引号\"、'单引号'，]]>收尾",
    "表情😀、生僻字㛃、扩展区𠮷𬱖、组合音符e\u0301、零宽\u200b连接",
    "制\t表\t位",
    "第一行\n第二行\n\n第四行",
    "  两端空格  ",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 6,
    "很长的单元格内容，" * 120,
)


def odd() -> Paper:
    """Words that are hard to write, as lines and in cells; lines alone hold what cells trim away."""
    rows = [[cell("种类", 2), cell("内容", 8)]]
    rows += [[cell(f"第{number}种", 2), value(text.strip(), 8)] for number, text in enumerate(ODD, 1)]
    rows += [[value("待填", 2, "centre"), value("", 8)], [cell("外", 2, frame=False), cell("无框", 8, frame=False)]]
    lines = [Line(text=text) for text in ODD if text.strip()]
    return Paper(
        title="特殊字符 & <样张>",
        unit="云河县\"青石\"镇",
        sections=(
            Section(items=(Contents(title="目\u3000录"),), name="目录", numbered=False),
            Section(
                items=(Line(text="第一章\nA & B <C>\t丁", style="title", outline=1), *lines, grid(rows, head=(0, 1))),
                name="正文",
            ),
            Section(items=(Line(text="附件1", style="opening"), grid([[value("", 1)]])), name="横表", landscape=True),
        ),
    )  # fmt: skip


def papers() -> dict[str, Paper]:
    """All samples by name."""
    return {"hebei": hebei(), "flat": flat(), "odd": odd()}


_WORDS = st.text(alphabet="绩效目标ab1 \u3000<&>\"'😀㛃\t\n%≥", max_size=12).map(
    lambda text: "\n".join(line.strip() for line in text.strip().split("\n") if line.strip())
)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Random grids: rectangles packed without gap or overlap, words in any of them."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    taken: set[tuple[int, int]] = set()
    boxes = []
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            free = 1
            while column + free < width and (row, column + free) not in taken:
                free += 1
            columns, rows = draw(st.integers(1, free)), draw(st.integers(1, height - row))
            taken |= {(row + down, column + across) for down in range(rows) for across in range(columns)}
            boxes.append(Box(row=row, column=column, rows=rows, columns=columns, text=draw(_WORDS),
                             align=draw(st.sampled_from(["left", "centre", "right"])), frame=draw(st.booleans()),
                             missing=draw(st.booleans())))  # fmt: skip
    shares = [Decimal(draw(st.integers(1, 9))) for _ in range(width)]
    return Grid(boxes=tuple(boxes), height=height, widths=tuple(float(one / sum(shares)) for one in shares))
