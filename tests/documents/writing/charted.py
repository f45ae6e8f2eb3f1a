"""A paper with a chart of each kind, words and boxes that lead somewhere, and the places that they lead to."""

from __future__ import annotations

from decimal import Decimal

from jixiao.documents.writing.paper import Box, Chart, Entry, Grid, Item, Line, Link, Paper, Section, Series

ADDRESS = "https://example.invalid/spending/1/?year=2025&all=1"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 76 30"><path d="M0 30L76 0" stroke="#000"/></svg>'
ALT = "执行进度曲线：截至8月底，计划进度64%，实际支出56%。"
SENTENCE = "已支出1,234.50万元，其中工程款800万元，见附件。"

CURVE = Chart(
    kind="lines",
    alt=ALT,
    categories=tuple(f"{month}月" for month in range(1, 13)),
    series=(
        Series(name="计划进度", values=tuple(Decimal(8 * n) for n in range(1, 13)), colour="56616B", dashed=True),
        Series(name="实际支出", values=tuple(Decimal(7 * n) if n < 9 else None for n in range(1, 13)), colour="1B5A8A"),
    ),
    svg=SVG,
    sign="%",
)
BARS = Chart(
    kind="bars",
    alt="各单位亮灯：青石镇红灯1个。",
    categories=("青石镇", "云河县教育局"),
    series=(
        Series(name="红灯", values=(Decimal(1), None), colour="9B1C16", shape="striped"),
        Series(name="绿灯", values=(Decimal(3), Decimal(2)), colour="4F9A6A"),
    ),
    svg=SVG,
    height=50,
)


def charted(*, free: bool = False) -> Paper:
    """The paper."""
    first, second = SENTENCE.index("1,234.50万元"), SENTENCE.index("800万元")
    links = (Link(first, first + 10, "#payment-1"), Link(second, second + 5, ADDRESS))
    items: tuple[Item, ...] = (
        Line(text="一、执行进度", style="heading1", outline=1, anchor="progress"),
        Line(text=SENTENCE, links=links),
        CURVE,
        Line(text="图1　执行进度", style="caption"),
        BARS,
        Line(text="图2　亮灯", style="caption"),
        _grid(),
    )
    return Paper(title="样张", sections=(Section(items=items, name="报告", free=free),))


def _grid() -> Grid:
    amount = Entry(path="payments[1].fen", kind="amount", number=Decimal("1234.50"))
    boxes = (
        Box(row=0, column=0, text="凭证号"),
        Box(row=0, column=1, text="金额（万元）"),
        Box(row=1, column=0, text="记-0315", role="value", anchor="payment-1", link=ADDRESS),
        Box(row=1, column=1, text="1,234.50", role="value", align="right", entry=amount, link="#progress"),
    )
    return Grid(boxes=boxes, height=2, widths=(0.5, 0.5), head=(0, 1))
