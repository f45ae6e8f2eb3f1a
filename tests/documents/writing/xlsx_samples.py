"""Papers with all kinds of entries, for the tests of workbooks: a table to fill in, and one as wide as forms get."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jixiao.documents.writing.paper import Box, Entry, EntryKind, Grid, Line, Paper, Section

LEVELS = tuple(
    f"{name}指标"
    for name in ("数量", "质量", "时效", "成本", "经济效益", "社会效益", "生态效益", "可持续影响", "服务对象满意度")
)
UNITS = tuple(
    f"{unit}（按{way}计）"
    for unit in ("元", "万元", "人", "人次", "户", "公里", "平方米", "台")
    for way in ("实际发生数", "年度平均数", "期末时点数")
)
WORK = "1.清淤12公里。\n2.修补渠壁。"


def entry(kind: EntryKind, number: str = "", label: str = "", **more: object) -> Entry:
    """An entry; `number` as digits."""
    value = Decimal(number) if number else None
    return Entry(path="p", kind=kind, number=value, label=label, **more)  # type: ignore[arg-type]  # plain values are what tests give


def label(text: str, row: int, column: int, rows: int = 1, columns: int = 1) -> Box:
    return Box(row=row, column=column, rows=rows, columns=columns, text=text)


def value(
    text: str, row: int, column: int, columns: int = 1, asked: Entry | None = None, *, missing: bool = False
) -> Box:
    right = asked is not None and asked.kind in ("amount", "points")
    return Box(row=row, column=column, columns=columns, text=text, role="value", missing=missing,
               align="right" if right else "left", entry=asked or Entry(path="p"))  # fmt: skip


def form(place: str = "枫桥镇", project: str = "灌区渠道清淤") -> Grid:
    """A table with every kind of entry, filled and empty."""
    boxes = [
        label("项目编码", 0, 0), value("130229250000JXC419918", 0, 1, asked=entry("text", longest=21, required=True)),
        label("项目名称", 0, 2), value(f"{place}{project}", 0, 3, asked=entry("text", label="项目名称")),
        label("年度预算数", 1, 0), value("1,234,567.80", 1, 1, asked=entry("amount", "1234567.80", "年度预算数")),
        label("其他资金", 1, 2), value("", 1, 3, asked=entry("amount", label="其他资金")),
        label("3月底支出进度", 2, 0), value("25%", 2, 1, asked=entry("percent", "25", "3月底支出进度")),
        label("执行率（%）", 2, 2), value("98.7", 2, 3, asked=entry("percent", "98.7", "执行率")),
        label("分值", 3, 0), value("10", 3, 1, asked=entry("points", "10", "分值")),
        label("得分", 3, 2), value("待填", 3, 3, asked=entry("points", label="得分"), missing=True),
        label("指标类别", 4, 0), value("数量指标", 4, 1, asked=entry("choice", choices=LEVELS, label="指标类别")),
        label("计量单位", 4, 2), value("", 4, 3, asked=entry("choice", choices=UNITS, label="计量单位")),
        label("实施内容", 5, 0), value(WORK, 5, 1, 3, entry("text", longest=200, label="实施内容")),
        label("年末合计", 6, 0), value("500", 6, 1, asked=entry("amount", "500", "年末合计")),
        label("备注", 6, 2), value("", 6, 3),
    ]  # fmt: skip
    return Grid(boxes=tuple(boxes), height=7, widths=(0.2, 0.3, 0.2, 0.3))


def filled_in() -> Paper:
    """One sheet with the table."""
    title = Line(text="枫桥镇项目绩效目标申报表", style="title", outline=1)
    unit = Line(text="编制单位：枫桥镇人民政府", right="单位：元", style="table_line")
    section = Section(name="申报表", items=(title, unit, form(), Line(text="注：金额保留两位小数。", style="note")))
    return Paper(title="枫桥镇项目绩效目标申报表", unit="枫桥镇人民政府", sections=(section,))


def many(count: int) -> Paper:
    """So many tables, five on a sheet."""
    tables = [(Line(text=f"{number}.项目{number}", style="heading1", outline=1), form(project=f"项目{number}"))
              for number in range(count)]  # fmt: skip
    parts = [tables[at : at + 5] for at in range(0, count, 5)]
    sections = [Section(name="项目", items=tuple(item for pair in part for item in pair)) for part in parts]
    return Paper(title="项目绩效目标", sections=tuple(sections))


_WIDE_HEADS = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "原因说明", "确定能", "有可能", "完全不可能")
_WIDE_UNITS = (6, 3, 4, 6, 4, 4, 4, 1, 1, 1, 1, 1, 2, 2, 2, 2)


def wide(rows: int = 12) -> Paper:
    """The monitoring form: lying pages, seventeen columns, heads of two rows in the middle."""
    units = [3, *_WIDE_UNITS[1:]]
    boxes = [label("项目名称", 0, 0, columns=2), value("灌区渠道清淤", 0, 2, len(units) - 2)]
    boxes.append(label("绩效指标", 1, 0, rows + 2))
    heads: Sequence[str] = ("一级指标", "二级指标", "三级指标", "年度指标值", "1—7月执行情况", "全年预计完成情况")
    boxes += [label(text, 1, column, 2) for column, text in enumerate(heads, 1)]
    boxes += [label("偏差原因分析", 1, 7, columns=6), label("完成目标可能性", 1, 13, columns=3)]
    boxes += [label(text, 2, column) for column, text in enumerate(_WIDE_HEADS, 7)]
    for row in range(3, rows + 3):
        texts = [
            "产出指标",
            "数量指标",
            f"第{row}段渠道清淤长度",
            "≥12公里",
            "7.5公里",
            "12.2公里",
            *[""] * 5,
            "汛期来水早",
            "√",
            "",
            "",
        ]
        boxes += [value(text, row, column) for column, text in enumerate(texts, 1)]
    total = sum(units)
    grid = Grid(boxes=tuple(sorted(boxes, key=lambda box: (box.row, box.column))), height=rows + 3,
                widths=tuple(unit / total for unit in units), head=(1, 3))  # fmt: skip
    title = Line(text="项目支出绩效目标执行监控表", style="title")
    items = (title, Line(text="（2025年度）", style="under_title"), grid)
    return Paper(title=title.text, sections=(Section(name="监控表", items=items, landscape=True),))
