"""绩效目标调整申请表: an adjustment on paper, with its reason, before and after, and room for those who sign.

The paper is Chinese whatever the language of the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from jixiao import api
from jixiao_web.common.templatetags.jixiao import money_text
from jixiao_web.filings.compare import Compared, Group
from jixiao_web.filings.models import Filing
from jixiao_web.filings.saying import difference_in_money, head_of, words_of

TITLE = "项目支出绩效目标调整申请表"
_UNIT = "元"
_WIDTHS = (0.18, 0.22, 0.3, 0.3)
_SIGNED_WIDTHS = (0.18, 0.82)
_HEAD = ("项目", "调整内容", "调整前", "调整后")
_OPINIONS = ("申请单位意见", "财政部门意见")


def application_paper(filing: Filing, compared: Compared) -> api.Paper:
    """The application on paper."""
    with translation.override("zh-hans"):
        boxes = [*_facts(filing, compared)]
        begins = max(box.row + box.rows for box in boxes)
        boxes += [api.Box(row=begins, column=column, text=words) for column, words in enumerate(_HEAD)]
        row = begins + 1
        for group in compared.groups:
            own = [*_group(group, row)]
            boxes += own
            row = max(box.row + box.rows for box in own)
    grid = api.Grid(boxes=tuple(boxes), height=row, widths=_WIDTHS, head=(begins, begins + 1))
    signed = api.Grid(boxes=tuple(_opinions()), height=len(_OPINIONS), widths=_SIGNED_WIDTHS)
    lines = (
        api.Line(text=TITLE, style="title"),
        api.Line(text=f"（{filing.year}年度）", style="under_title"),
        api.Line(text=f"申请单位：{filing.unit.name}", right=f"单位：{_UNIT}", style="table_line"),
    )
    return api.Paper(title=TITLE, sections=(api.Section(items=(*lines, grid, signed), name="目标调整"),))


def _bare(words: str) -> str:
    """An amount without its unit, which stands above the table."""
    return words.removesuffix(f" {_UNIT}")


def _facts(filing: Filing, compared: Compared) -> Iterator[api.Box]:
    before, after = (money_text(fen, _UNIT) for fen in compared.budget_fen)
    more = f"（{_bare(difference_in_money(compared.more_fen, _UNIT))}）" if compared.more_fen else "（不变）"
    rows = (
        ("单位编码", filing.unit.code, "预算调整文号", filing.authority or "无"),
        ("调整前合计", before, "调整后合计", f"{after}{more}"),
    )
    for row, words in enumerate(rows):
        for column, text in enumerate(words):
            yield _box(row, column, text, "value" if column % 2 else "label")
    yield _box(len(rows), 0, "调整理由", "label")
    yield _box(len(rows), 1, filing.why, "value", columns=3, left=True)


def _group(group: Group, row: int) -> Iterator[api.Box]:
    """The rows of a project."""
    title = f"{group.number}.{group.title}" if group.number else "部门整体绩效目标"
    head = head_of(group)
    told = [(each.label, *map(_bare, words_of(each, _UNIT)), each.row) for each in group.changes]
    if not told:
        told = [("项目顺序", *(f"第{place}个" for place in group.moved or (0, 0)), "")]
    yield _box(row, 0, f"{title}\n（{head}）" if head else title, "value", rows=len(told), left=True)
    for number, (label, before, after, name) in enumerate(told, row):
        is_goal = not group.number
        yield _box(number, 1, name if is_goal else f"{name}：{label}" if name else label, "value", left=True)
        yield _box(number, 2, before or "（无）", "value", left=True)
        yield _box(number, 3, after or "（无）", "value", left=True)


def _opinions() -> Iterator[api.Box]:
    """Room for those who decide."""
    room = "\n负责人（签字）：　　　　　　（盖章）　　　\n　　　　年　　月　　日　　　"
    for row, words in enumerate(_OPINIONS):
        yield _box(row, 0, words, "label")
        yield api.Box(row=row, column=1, text=room, role="value", align="right")


def _box(
    row: int, column: int, text: str, role: str, *, rows: int = 1, columns: int = 1, left: bool = False
) -> api.Box:
    return api.Box(
        row=row,
        column=column,
        rows=rows,
        columns=columns,
        text=text,
        role=role,  # type: ignore[arg-type]  # one of two words above
        align="left" if left else "centre",
    )
